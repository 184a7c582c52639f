// What the figures have in common: their classes, the card, and units that are chosen from a list.
import { Card } from "./card.js";
import { attribute, element } from "./dom.js";
import { Legend } from "./legend.js";

export class Figure {
  constructor(place, kind) {
    this.figure = element("div", { className: `figure ${kind}-figure`, role: "figure" });
    this.figure.dataset.figure = kind;
    this.frame = element("div", { className: `${kind}-frame` });
    this.legend = new Legend(this.figure, (code) => this.light(code));
    this.card = new Card(this.figure);
    place.append(this.figure);
  }

  remove() {
    this.figure.remove();
  }

  update(data) {
    this.data = data;
    this.figure.ariaLabel = data.alt;
    for (const [code, { light, dark }] of data.classes.entries()) {
      this.figure.style.setProperty(`--k${code}`, `light-dark(${light}, ${dark})`);
    }
    this.legend.update(data.classes, data.legendTitle);
    this.cards = new Map(data.units.map((unit, number) => [unit, data.cards[number]]));
    this.chosen = data.chosen;
  }

  // A place on the screen in pixels of the figure.
  within(x, y) {
    const box = this.figure.getBoundingClientRect();
    return [x - box.left, y - box.top];
  }
}

// A part of a drawing becomes a list of units to choose from; the rest is not read aloud.
export function makeList(svg, list, options, name) {
  svg.removeAttribute("aria-hidden");
  for (const part of svg.children) part.ariaHidden = "true";
  list.removeAttribute("aria-hidden");
  list.setAttribute("role", "listbox");
  list.ariaLabel = name;
  for (const option of options) option.setAttribute("role", "option");
}

// One stop of Tab for all: the chosen unit, or the first. Each says aloud what its card says.
export function tellList(options, chosen, cards) {
  const stop = options.find(({ dataset }) => dataset.unit === chosen) ?? options[0];
  for (const option of options) {
    const { unit } = option.dataset;
    attribute(option, "tabindex", option === stop ? 0 : -1);
    attribute(option, "aria-selected", unit === chosen);
    attribute(option, "aria-label", (cards.get(unit) ?? []).filter(Boolean).join(", "));
  }
}
