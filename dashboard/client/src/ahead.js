// A choice in one of the page's own selectors is shown in the frame after it, from views that were
// fetched ahead. The server's answer follows and says the same; where anything is missing here, it is
// all there is.
import { addressOf, choose, nextChoices, queryOf } from "./choices.js";
import { at, load, loadAll } from "./fetched.js";

const WIDGET = '[class*="st-key-choice_"]';
const NAMES = { indicator: "chi-so", due: "han", period: "ky", color: "to-mau", sort: "xep" };

let page = null;

// The figure that a choice changes, and what it shows now.
export function follow(figure, data) {
  if (!data.ahead) {
    if (page?.figure === figure) page = null;
    return;
  }
  page = { figure, data, ...data.ahead };
  document.body.classList.remove("unit-ahead");
  prepare();
}

export function forget(figure) {
  if (page?.figure === figure) page = null;
}

async function prepare() {
  const { index, views, choice, look } = page;
  const found = await load(index).catch(() => null);
  if (!found) return;
  const next = nextChoices(found, choice, look, location.search);
  const addresses = [choice, ...next].map((one) => addressOf(views, one));
  await loadAll(new Set(addresses), () => page?.choice === choice);
}

function nameOf(widget) {
  const key = [...widget.classList].find((name) => name.startsWith("st-key-choice_"));
  return NAMES[key?.slice("st-key-choice_".length)];
}

function chosen(widget, words) {
  if (!page || !widget) return;
  const index = at(page.index);
  const name = nameOf(widget);
  const choice = index && name && choose(index, page.choice, name, words, location.search);
  const view = choice && at(addressOf(page.views, choice));
  const look = choice?.[page.look];
  const figure = view?.figures[look];
  if (!figure) return;
  page.choice = choice;
  page.figure.update({ ...page.data, ...figure });
  fill(view.parts[look]);
  tellUnit(view);
  address(index, choice);
  // After the frame that shows the choice: what comes next to be read.
  requestAnimationFrame(() =>
    setTimeout(() => {
      fill({ table: view.tables[look] });
      prepare();
    }),
  );
}

// A unit chosen on the figure itself: its head beside the map, and the address.
export function choseUnit(unit) {
  if (!page) return;
  page.data = { ...page.data, chosen: unit };
  if (!tellUnit(at(addressOf(page.views, page.choice)))) return;
  const index = at(page.index);
  const choice = { ...page.choice, "don-vi": unit };
  if (index) address(index, choice);
}

// The head of the chosen unit in place of what is said of all; the rest about it is the server's.
function tellUnit(view) {
  const told = view?.units?.[page.data.chosen];
  if (!told) return false;
  fill(told);
  document.body.classList.add("unit-ahead");
  return true;
}

function fill(parts) {
  for (const [name, html] of Object.entries(parts)) {
    const part = document.querySelector(`[data-part="${name}"]`);
    if (!part) continue;
    part.innerHTML = html;
    // As Streamlit writes the server's own.
    for (const link of part.querySelectorAll('[target="_blank"]')) link.rel = "noopener noreferrer";
  }
}

// As the server would write it, so that it finds nothing left to write.
function address(index, choice) {
  if (new URLSearchParams(location.search).has("embed")) return;
  const query = queryOf(index, choice, location.search);
  if (query === location.search.slice(1)) return;
  history.pushState({}, "", location.pathname + (query ? `?${query}` : ""));
}

document.addEventListener(
  "click",
  ({ target }) => {
    const option = target.closest?.('[role="listbox"] [role="option"]');
    if (option) return chosen(widgetOf(option), option.textContent.trim());
    const radio = target.closest?.('[role="radio"]');
    if (radio) chosen(radio.closest(WIDGET), radio.textContent.trim());
  },
  true,
);

document.addEventListener(
  "keydown",
  ({ key, target }) => {
    // Streamlit's own buttons answer a key when it is let go, and send no click.
    if (target.role === "radio" && (key === "Enter" || key === " ")) {
      return chosen(target.closest(WIDGET), target.textContent.trim());
    }
    if (key !== "Enter" || target.role !== "combobox") return;
    const option = document.getElementById(target.getAttribute("aria-activedescendant"));
    if (option) chosen(target.closest(WIDGET), option.textContent.trim());
  },
  true,
);

// The list of a selector lies at the end of the page, and is known by its id.
function widgetOf(option) {
  const list = option.closest('[role="listbox"]').id;
  return document.querySelector(`input[aria-controls="${CSS.escape(list)}"]`)?.closest(WIDGET);
}
