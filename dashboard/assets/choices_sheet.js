// On a phone the bar of choices (choices_bar.py) is a sheet over the page's lower edge, opened by the
// line that sums them up; the page behind it follows each choice.
import { onAction } from "./client.js";

const SHEET = '[class*="st-key-choices-"]';
const OPEN = "choices-open";

let opener = null;

// The line stands before its bar.
const sheetOf = (line) =>
  line.closest('[data-testid="stElementContainer"]').nextElementSibling.querySelector(SHEET);

function close() {
  document.querySelector(`.${OPEN}`)?.classList.remove(OPEN);
  opener?.focus();
  opener = null;
}

onAction("open-choices", (line) => {
  const sheet = sheetOf(line);
  sheet.classList.add(OPEN);
  opener = line;
  sheet.querySelector('input, [role="radio"]')?.focus({ preventScroll: true });
});

onAction("close-choices", close);

document.addEventListener("keydown", (event) => {
  const isInList = document.activeElement?.getAttribute("aria-expanded") === "true";
  if (event.key === "Escape" && opener && !isInList) close();
});

// A press beside the sheet; lists of options lie outside of it, too.
document.addEventListener("pointerdown", ({ target }) => {
  if (opener && target.closest('[data-testid="stMain"]') && !target.closest(`.${OPEN}`)) close();
});
