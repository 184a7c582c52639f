// The ranking of units by one indicator: drawn by the server, chosen on here.
import { Figure, makeList, tellList } from "./figure.js";

export class RankingFigure extends Figure {
  constructor(place) {
    super(place, "ranking");
    this.legend.node.after(this.frame);
    this.frame.addEventListener("pointermove", (event) => this.point(event));
    this.frame.addEventListener("pointerleave", () => this.card.hide());
    this.frame.addEventListener("click", (event) => this.press(event));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("focusin", ({ target }) => this.focus(target));
    this.frame.addEventListener("focusout", () => this.card.hide());
  }

  update(data) {
    super.update(data);
    if (this.drawn !== data.sheet) {
      this.drawn = data.sheet;
      this.frame.innerHTML = data.sheet;
      this.svg = this.frame.firstElementChild;
      this.rows = [...this.svg.querySelectorAll(".row")];
      makeList(this.svg, this.svg.querySelector(".rows"), this.rows, data.words.list);
    }
    this.paint();
  }

  paint() {
    this.svg.classList.toggle("selects", this.data.selects);
    this.light(this.legend.pressed);
    tellList(this.rows, this.chosen, this.cards);
    for (const row of this.rows) {
      row.classList.toggle("chosen", row.dataset.unit === this.chosen);
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
    this.card.show(this.cards.get(row.dataset.unit), ...this.within(event.clientX, event.clientY));
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
    const [, y] = this.within(0, box.bottom);
    this.card.show(this.cards.get(row.dataset.unit), box.width / 2, y);
  }
}
