// On a phone the bar of choices (choices_bar.py) is a sheet over the page's lower edge, opened by the
// line that sums them up; the page behind it follows each choice.
import { onAction } from "./client.js";

const SHEET = '[class*="st-key-choices-"]';
const OPEN = "choices-open";

// The line stands before its bar; it is another one when its words have changed.
const BEFORE = '[data-testid="stElementContainer"]';
const sheetOf = (line) => line.closest(BEFORE).nextElementSibling.querySelector(SHEET);
const lineOf = (sheet) =>
  sheet.parentElement.previousElementSibling?.querySelector('[data-action="open-choices"]');

const openSheet = () => document.querySelector(`.${OPEN}`);

function close() {
  const sheet = openSheet();
  if (!sheet) return;
  sheet.classList.remove(OPEN);
  lineOf(sheet)?.focus();
}

onAction("open-choices", (line) => {
  const sheet = sheetOf(line);
  sheet.classList.add(OPEN);
  sheet.querySelector('input, [role="radio"]')?.focus({ preventScroll: true });
});

onAction("close-choices", close);

document.addEventListener("keydown", (event) => {
  const isInList = document.activeElement?.getAttribute("aria-expanded") === "true";
  if (event.key === "Escape" && !isInList) close();
});

// A press beside the sheet; lists of options lie outside of it, too.
document.addEventListener("pointerdown", ({ target }) => {
  const isBeside = target.closest('[data-testid="stMain"]') && !target.closest(`.${OPEN}`);
  if (isBeside) close();
});
