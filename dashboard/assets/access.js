// What Streamlit's page lacks for readers who hear it or use no mouse: its own English words in the
// reader's language, a landmark for the links, the head of a column beside each cell of a table
// that a phone shows as cards, the numbers of a table as the reader writes them. And, when the page
// is printed, what paper needs.

import { texts } from "./client.js";
import { clearPaper, preparePaper } from "./print.js";

const NAMES = ["aria-label", "aria-valuetext"];
const WORDS_OF_STREAMLIT =
  ':is([data-testid="stSkipToContent"], [data-testid="stMainMenuPopover"], ' +
  '[data-testid="stMainMenuList"], [data-testid="stSelectboxVirtualDropdown"], ' +
  '[data-testid="stMultiSelectDropdown"])';
const CARDS = '.stApp [class*="-table"] [data-testid="stTable"] table';

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
  const links = document.querySelector('[data-testid="stSidebarUserContent"]');
  if (links?.getAttribute("aria-label") === pages) return;
  links?.setAttribute("role", "navigation");
  links?.setAttribute("aria-label", pages);
}

function labelCells() {
  for (const table of document.querySelectorAll(CARDS)) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
    for (const row of table.tBodies[0]?.rows ?? []) {
      [...row.cells].forEach((cell, column) => {
        if (cell.dataset.head !== heads[column]) cell.dataset.head = heads[column] ?? "";
        cell.toggleAttribute("data-empty", !cell.textContent.trim());
      });
    }
  }
}

// A table on a canvas is read aloud from cells beside it, which hold what a column sorts by: numbers
// as programs write them, and −∞ for words in place of a number.
function writeNumbers(lang) {
  for (const cell of document.querySelectorAll('[data-testid="stDataFrame"] [role="gridcell"]')) {
    const text = cell.firstChild?.nodeValue ?? "";
    if (text === "-Infinity") cell.firstChild.nodeValue = "–";
    else if (lang === "vi" && /^-?\d+\.\d+$/.test(text)) {
      cell.firstChild.nodeValue = text.replace(".", ",");
    }
  }
}

async function complete() {
  const { lang, access } = await texts();
  words = access;
  if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  translateNames(access.names);
  markLandmarks(access.pages);
  labelCells();
  writeNumbers(lang);
}

let waiting = false;
new MutationObserver(() => {
  if (waiting || !document.querySelector("[data-texts]")) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    complete();
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
