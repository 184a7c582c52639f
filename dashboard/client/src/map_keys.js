// The map by keyboard: one stop of Tab, arrows from province to province, Enter to choose.
import { isArrow, next } from "./neighbours.js";

export class MapKeys {
  constructor(map, svg) {
    this.map = map;
    this.shapes = [...svg.querySelectorAll(":scope > .provinces > .province")];
    svg.removeAttribute("aria-hidden");
    for (const part of svg.children) part.ariaHidden = "true";
    const list = svg.querySelector(":scope > .provinces");
    list.removeAttribute("aria-hidden");
    list.setAttribute("role", "listbox");
    list.ariaLabel = map.data.words.list;
    list.addEventListener("keydown", (event) => this.press(event));
    list.addEventListener("focusin", ({ target }) => this.tell(target));
    list.addEventListener("focusout", () => map.card.hide());
    for (const shape of this.shapes) shape.setAttribute("role", "option");
  }

  update() {
    const { chosen, cards } = this.map;
    const stop = this.shapes.find((shape) => shape.dataset.unit === chosen) ?? this.shapes[0];
    for (const shape of this.shapes) {
      const { unit } = shape.dataset;
      shape.setAttribute("tabindex", shape === stop ? "0" : "-1");
      shape.setAttribute("aria-selected", String(unit === chosen));
      shape.setAttribute("aria-label", (cards.get(unit) ?? []).filter(Boolean).join(", "));
    }
  }

  press(event) {
    const { unit } = event.target.dataset;
    if (event.key === "Enter" || event.key === " ") this.map.select(unit);
    else if (event.key === "Escape") this.map.card.hide();
    else if (isArrow(event.key)) this.move(unit, event.key);
    else return;
    event.preventDefault();
  }

  move(unit, key) {
    this.places ??= this.shapes.map((shape) => {
      const { x, y, width, height } = shape.getBBox();
      return [shape.dataset.unit, x + width / 2, y + height / 2];
    });
    const to = next(this.places, unit, key);
    const shape = this.shapes.find(({ dataset }) => dataset.unit === to);
    for (const other of this.shapes) other.setAttribute("tabindex", other === shape ? "0" : "-1");
    shape.focus();
  }

  tell(shape) {
    if (!shape.matches?.(":focus-visible")) return;
    const box = shape.getBoundingClientRect();
    const figure = this.map.figure.getBoundingClientRect();
    const x = box.left + box.width / 2 - figure.left;
    this.map.tell(shape.dataset.unit, x, box.bottom - figure.top);
  }
}
