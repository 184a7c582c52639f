// The link to the view as it is now, and the same view for a frame on another site.
import { announce, element, onAction, openDialog, texts } from "./client.js";

// Browsers hand out the clipboard over HTTPS only; intranets often have plain HTTP.
async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = element("textarea", { value: text, className: "client-offscreen" });
  const focused = document.activeElement;
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  if (!copied) throw new Error("the browser refused to copy");
}

async function copyAndTell(text, done) {
  const words = (await texts()).share;
  try {
    await copy(text);
    announce(words[done]);
  } catch {
    announce(words.refused);
  }
}

function frameCode() {
  const address = new URL(location.href);
  address.searchParams.set("embed", "true");
  const frame = element("iframe", {
    src: address.href,
    title: document.title,
    width: "100%",
    height: "760",
    loading: "lazy",
    style: "border:0",
  });
  return frame.outerHTML;
}

async function showFrameCode() {
  const words = (await texts()).share;
  const code = element("textarea", { readOnly: true, rows: 5, "aria-label": words.code });
  code.value = frameCode();
  const copyButton = element("button", { type: "button", className: "primary" }, [words.copyCode]);
  const close = element("button", { type: "button" }, [words.close]);
  const heading = element("h2", { id: "frame-code" }, [words.embed]);
  const dialog = element("dialog", { className: "client-dialog", "aria-labelledby": heading.id }, [
    heading,
    element("p", {}, [words.explain]),
    code,
    element("div", { className: "client-buttons" }, [copyButton, close]),
  ]);
  copyButton.addEventListener("click", () => copyAndTell(code.value, "codeCopied"));
  close.addEventListener("click", () => dialog.close());
  openDialog(dialog);
}

// A link is kept for long: it names the period that is the newest today.
function lastingAddress() {
  const address = new URL(location.href);
  const pinned = document.querySelector("[data-pinned]")?.dataset.pinned ?? "";
  for (const [name, value] of new URLSearchParams(pinned)) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  return address.href;
}

onAction("copy-link", () => copyAndTell(lastingAddress(), "copied"));
onAction("embed", showFrameCode);
