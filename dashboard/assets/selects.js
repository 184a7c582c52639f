// Select boxes: search without tone marks, and their own few English words in the reader's
// language.
//
// Streamlit filters options by `label.toLowerCase()` and `typed.toLowerCase()` in every filter
// mode, with no setting to compare otherwise. So that `da nang` finds Đà Nẵng, lower case loses its
// tone marks as well, only as long as the input of a select box has the focus.
import { texts } from "./client.js";

const lowerCase = String.prototype.toLowerCase;
const SELECT = ':is([data-testid="stSelectbox"], [data-testid="stMultiSelect"])';
const DROPDOWN =
  ':is([data-testid="stSelectboxVirtualDropdown"], [data-testid="stMultiSelectDropdown"])';

function lowerCaseWithoutMarks() {
  const lower = lowerCase.call(this);
  return /[^\x00-\x7f]/.test(lower)
    ? lower.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d")
    : lower;
}

function setLowerCase(method) {
  Object.defineProperty(String.prototype, "toLowerCase", {
    value: method,
    writable: true,
    configurable: true,
  });
}

// The list tells its options of a focus that they do not have by events of its own: what counts is
// where the browser says the focus is.
for (const [type, focused] of [
  ["focusin", (event) => event.target.matches?.(`${SELECT} input`)],
  ["focusout", () => false],
]) {
  document.addEventListener(type, (event) => {
    if (event.isTrusted) setLowerCase(focused(event) ? lowerCaseWithoutMarks : lowerCase);
  });
}

// A sentence with a number in it is known by the sentence with {count} in its place.
function translated(words, text) {
  if (words[text]) return words[text];
  const number = text.match(/\d+/)?.[0];
  return number && words[text.replace(number, "{count}")]?.replace("{count}", number);
}

function translate(words) {
  for (const button of document.querySelectorAll(`${SELECT} [aria-label]`)) {
    const name = translated(words, button.getAttribute("aria-label"));
    if (name) button.setAttribute("aria-label", name);
  }
  for (const list of document.querySelectorAll(DROPDOWN)) {
    const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = translated(words, walker.currentNode.nodeValue);
      if (text) walker.currentNode.nodeValue = text;
    }
  }
}

let waiting = false;
new MutationObserver(() => {
  if (waiting || !document.querySelector("[data-texts]")) return;
  waiting = true;
  requestAnimationFrame(async () => {
    waiting = false;
    translate((await texts()).selects);
  });
}).observe(document.body, { childList: true, subtree: true });
