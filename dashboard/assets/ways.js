// Links between the dashboard's own pages: followed by Streamlit's client, without loading it anew.
import { go } from "./client.js";

document.addEventListener("click", (event) => {
  const { button, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (event.defaultPrevented || button || altKey || ctrlKey || metaKey || shiftKey) return;
  const link = event.target.closest?.("a:is(.way, .page-link, .client-button)");
  if (!link || link.target) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});
