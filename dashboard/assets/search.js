// The palette that finds units, indicators, pages and terms from any page.
import { element, fetchJson, go, onAction, openDialog, searchIndex, texts } from "./client.js";
import { fold } from "./folding.js";

const SHOWN = 30;
const indexes = new Map();

function loadIndex() {
  const address = searchIndex();
  if (!indexes.has(address)) {
    const loading = fetchJson(address);
    loading.catch(() => indexes.delete(address));
    indexes.set(address, loading);
  }
  return indexes.get(address);
}

// How well a name answers a query, best 0; Infinity if it does not.
function distance(name, query) {
  if (name === query) return 0;
  if (name.startsWith(`${query} `)) return 1;
  if (name.startsWith(query)) return 2;
  if (` ${name}`.includes(` ${query}`)) return 3;
  const words = name.split(" ");
  if (query.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return 4;
  return words.join("").startsWith(query.replaceAll(" ", "")) ? 5 : Infinity;
}

// The entries a query finds, best first; equally good ones keep the order of the index.
export function found(entries, typed) {
  const query = fold(typed);
  if (!query) return entries.filter((entry) => entry.start);
  return entries
    .map((entry) => [Math.min(...entry.names.map((name) => distance(name, query))), entry])
    .filter(([rank]) => rank < Infinity)
    .sort(([rank], [other]) => rank - other)
    .map(([, entry]) => entry);
}

async function open() {
  if (!searchIndex() || document.querySelector("dialog[open]")) return;
  const words = (await texts()).search;
  const input = element("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: false,
    placeholder: words.placeholder,
    "aria-label": words.label,
    "aria-autocomplete": "list",
    "aria-controls": "search-results",
    "aria-expanded": "true",
  });
  const list = element("ul", {
    id: "search-results",
    role: "listbox",
    "aria-label": words.results,
  });
  const count = element("p", { className: "search-count", role: "status" });
  const close = element("button", { type: "button", className: "search-close" }, [words.close]);
  const dialog = element(
    "dialog",
    { className: "client-dialog search", "aria-label": words.label },
    [
      element("div", { className: "search-head" }, [input, close]),
      list,
      count,
      element("p", { className: "search-hint", "aria-hidden": "true" }, [words.hint]),
    ],
  );
  let entries = [];
  let chosen = -1;

  function choose(number) {
    const options = [...list.children];
    chosen = options.length ? (number + options.length) % options.length : -1;
    for (const [place, option] of options.entries()) {
      option.setAttribute("aria-selected", place === chosen);
    }
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function show() {
    const all = found(entries, input.value);
    list.replaceChildren(
      ...all
        .slice(0, SHOWN)
        .map((entry, place) =>
          element("li", { id: `search-result-${place}`, role: "option", "data-url": entry.url }, [
            element("span", { className: "search-name" }, [
              entry.name,
              ...(entry.note ? [element("small", {}, [entry.note])] : []),
            ]),
            element("span", { className: "search-kind" }, [entry.kind]),
          ]),
        ),
    );
    const counted = words.count.replace("{count}", all.length);
    count.textContent = all.length ? (input.value.trim() ? counted : "") : words.nothing;
    choose(0);
  }

  function follow(option, aside) {
    if (!option) return;
    if (aside) window.open(option.dataset.url, "_blank", "noopener");
    else {
      dialog.close();
      go(option.dataset.url);
    }
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") follow(list.children[chosen], event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) =>
    follow(event.target.closest("li"), event.ctrlKey || event.metaKey),
  );
  close.addEventListener("click", () => dialog.close());
  openDialog(dialog);
  try {
    entries = (await loadIndex()).entries;
    show();
  } catch {
    count.textContent = words.failed;
  }
}

onAction("search", open);
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
    if (!searchIndex()) return;
    event.preventDefault();
    open();
  }
});
