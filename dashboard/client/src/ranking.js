// The ranking of units by one indicator: drawn by the server, chosen on here.
import { Card } from "./card.js";
import { attribute, element } from "./dom.js";
import { Legend } from "./legend.js";

export class RankingFigure {
  constructor(place) {
    this.figure = element("div", { className: "figure ranking-figure", role: "figure" });
    this.figure.dataset.figure = "ranking";
    this.legend = new Legend(this.figure, (code) => this.light(code));
    this.frame = element("div", { className: "ranking-frame" });
    this.figure.append(this.frame);
    this.card = new Card(this.figure);
    this.frame.addEventListener("pointermove", (event) => this.point(event));
    this.frame.addEventListener("pointerleave", () => this.card.hide());
    this.frame.addEventListener("click", (event) => this.press(event));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("focusin", ({ target }) => this.focus(target));
    this.frame.addEventListener("focusout", () => this.card.hide());
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
    this.chosen = data.chosen;
    if (this.drawn !== data.sheet) {
      this.drawn = data.sheet;
      this.frame.innerHTML = data.sheet;
      this.name();
    }
    this.paint();
  }

  // Each row says aloud what its card says.
  name() {
    this.svg = this.frame.firstElementChild;
    this.rows = [...this.svg.querySelectorAll(".row")];
    this.svg.removeAttribute("aria-hidden");
    for (const part of this.svg.children) part.ariaHidden = "true";
    const list = this.svg.querySelector(".rows");
    list.removeAttribute("aria-hidden");
    list.setAttribute("role", "listbox");
    list.ariaLabel = this.data.words.list;
    this.cards = new Map(this.data.units.map((unit, number) => [unit, this.data.cards[number]]));
    for (const row of this.rows) {
      row.setAttribute("role", "option");
      row.setAttribute("aria-label", this.cards.get(row.dataset.unit).filter(Boolean).join(", "));
    }
  }

  paint() {
    this.svg.classList.toggle("selects", this.data.selects);
    const stop = this.rows.find(({ dataset }) => dataset.unit === this.chosen) ?? this.rows[0];
    this.light(this.legend.pressed);
    for (const row of this.rows) {
      const chosen = row.dataset.unit === this.chosen;
      row.classList.toggle("chosen", chosen);
      attribute(row, "aria-selected", chosen);
      attribute(row, "tabindex", row === stop ? 0 : -1);
    }
  }

  light(code) {
    this.svg?.classList.toggle("has-lit", code !== null);
    for (const row of this.rows ?? []) {
      const { dataset } = row.querySelector(".bar");
      row.classList.toggle("lit", code !== null && dataset.class === String(code));
    }
  }

  point(event) {
    const row = event.target.closest(".row");
    if (!row || event.pointerType === "touch") return this.card.hide();
    const box = this.figure.getBoundingClientRect();
    this.card.show(
      this.cards.get(row.dataset.unit),
      event.clientX - box.left,
      event.clientY - box.top,
    );
  }

  press(event) {
    const row = event.target.closest(".row");
    if (row && this.data.selects) this.select(row.dataset.unit);
  }

  select(unit) {
    this.chosen = unit;
    this.paint();
    this.choose(unit);
  }

  key(event) {
    const number = this.rows.indexOf(event.target);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.select(event.target.dataset.unit);
    else if (event.key === "Escape") this.card.hide();
    else if (step) this.rows[number + step]?.focus();
    else return;
    event.preventDefault();
  }

  focus(row) {
    if (!row.matches(":focus-visible")) return;
    const box = row.getBoundingClientRect();
    const figure = this.figure.getBoundingClientRect();
    this.card.show(this.cards.get(row.dataset.unit), box.width / 2, box.bottom - figure.top);
  }
}
