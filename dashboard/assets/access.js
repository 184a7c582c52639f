// What Streamlit's page lacks for readers who hear it or use no mouse: its own English words in the
// reader's language, a landmark for the links. And, when the page is printed, what paper needs.

import { texts } from "./client.js";
import { clearPaper, preparePaper } from "./print.js";

const NAMES = ["aria-label", "aria-valuetext"];
const WORDS_OF_STREAMLIT =
  ':is([data-testid="stSkipToContent"], [data-testid="stMainMenuPopover"], ' +
  '[data-testid="stMainMenuList"], [data-testid="stSelectboxVirtualDropdown"], ' +
  '[data-testid="stMultiSelectDropdown"], [data-testid="stDialog"], ' +
  '[data-testid="stStatusWidget"])';

let words;

// `Remove Đà Nẵng` is known by `Remove {name}`: what stands before and after the name.
function translated(names, text) {
  if (names[text]) return names[text];
  for (const [known, named] of Object.entries(names)) {
    const [before, after] = known.split("{name}");
    if (after === undefined || text.length <= before.length + after.length) continue;
    if (text.startsWith(before) && text.endsWith(after)) {
      return named.replace("{name}", text.slice(before.length, text.length - after.length));
    }
  }
}

function translateNames(names) {
  for (const attribute of NAMES) {
    for (const named of document.querySelectorAll(`[${attribute}]`)) {
      const name = translated(names, named.getAttribute(attribute));
      if (name) named.setAttribute(attribute, name);
    }
  }
  for (const part of document.querySelectorAll(WORDS_OF_STREAMLIT)) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = translated(names, walker.currentNode.nodeValue);
      if (text) walker.currentNode.nodeValue = text;
    }
  }
}

function markLandmarks(pages) {
  const links = document.querySelector(".page-links");
  if (links?.getAttribute("aria-label") === pages) return;
  links?.setAttribute("role", "navigation");
  links?.setAttribute("aria-label", pages);
}

async function complete() {
  const { lang, access } = await texts();
  words = access;
  if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  translateNames(access.names);
  markLandmarks(access.pages);
}

let waiting = false;
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    // Between two pages there is no head.
    if (document.querySelector("[data-texts]")) complete();
  });
}).observe(document.body, {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: NAMES,
});

window.addEventListener("beforeprint", () => words && preparePaper(words.paper));
window.addEventListener("afterprint", clearPaper);
