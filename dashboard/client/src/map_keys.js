// The map by keyboard: one stop of Tab, arrows from province to province, Enter to choose.
import { makeList, tellList } from "./figure.js";
import { isArrow, next } from "./neighbours.js";

export class MapKeys {
  constructor(map, svg) {
    this.map = map;
    this.shapes = [...svg.querySelectorAll(":scope > .provinces > .province")];
    const list = svg.querySelector(":scope > .provinces");
    makeList(svg, list, this.shapes, map.data.words.list);
    list.addEventListener("keydown", (event) => this.press(event));
    list.addEventListener("focusin", ({ target }) => this.tell(target));
    list.addEventListener("focusout", () => map.card.hide());
  }

  update() {
    tellList(this.shapes, this.map.chosen, this.map.cards);
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
    this.map.tell(shape.dataset.unit, ...this.map.within(box.left + box.width / 2, box.bottom));
  }
}
