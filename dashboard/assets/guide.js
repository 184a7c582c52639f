// "Cách đọc": shown until it has been put away once, and again when the sidebar's button asks.
// The state stands on <html>, since Streamlit draws the note itself anew with every page.
import { onAction } from "./client.js";

const KEY = "reading-guide-seen";
const root = document.documentElement;

// Browsers that block storage throw; there the note shows on every visit.
function seen() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, "1");
  } catch {
    // Nothing to remember it in.
  }
}

if (!seen()) root.dataset.guide = "open";

onAction("close-guide", () => {
  delete root.dataset.guide;
  remember();
  // Its button is gone: go on from the head of the page.
  document.querySelector('[data-testid="stMain"]')?.focus();
});

onAction("guide", () => {
  root.dataset.guide = "open";
  const note = document.querySelector(".reading-guide");
  note?.scrollIntoView({ block: "center" });
  note?.focus();
});
