// What opens over the page (blocks.py, disclosure): one at a time, closed by Escape, by a press
// elsewhere, or by what was chosen in it.
const OPEN = "details.menu[open]";

function closeMenus(but) {
  for (const menu of document.querySelectorAll(OPEN)) if (menu !== but) menu.open = false;
}

// Kept within the window: to the left of its button where there is no room to the right.
function place(menu) {
  const body = menu.querySelector(".menu-body");
  body.style.translate = "";
  const { left, right } = body.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const over = Math.max(0, right - width + 8);
  body.style.translate = `${-Math.min(over, left - 8)}px 0`;
}

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.matches?.(OPEN)) return;
    closeMenus(target);
    place(target);
  },
  true,
);

document.addEventListener("click", (event) => {
  const menu = event.target.closest?.(OPEN);
  closeMenus(event.target.closest?.(".menu-body a") ? null : menu);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest?.(OPEN);
  closeMenus();
  menu?.querySelector("summary").focus();
});
