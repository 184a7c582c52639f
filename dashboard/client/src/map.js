// The map of one indicator: a sheet that stays, and what is painted on it.
import { attribute, element } from "./dom.js";
import { Figure } from "./figure.js";
import { MapKeys } from "./map_keys.js";
import { sheetOf } from "./sheets.js";
import { sizeOf, viewBox } from "./view.js";
import { Zoom } from "./zoom.js";

const SVG = "http://www.w3.org/2000/svg";
// The sea between the archipelagos, as a share of the country's height; pixels of an entry of the
// legend; and of the map that is wide enough for both.
const SEA = 0.245;
const ENTRY = 24;
const LEAST_WIDTH = 480;

export class MapFigure extends Figure {
  constructor(place) {
    super(place, "map");
    this.figure.prepend(this.frame);
    this.watcher = new ResizeObserver(() => this.fit());
    this.watcher.observe(this.frame);
  }

  remove() {
    this.watcher.disconnect();
    super.remove();
  }

  update(data) {
    super.update(data);
    this.figure.classList.toggle("small", data.small);
    this.figure.classList.toggle("whole-country", data.isCountry);
    this.figure.style.setProperty("--ratio", data.ratio);
    this.legend.node.hidden = !data.hasLegend;
    this.placeLegend();
    this.codes = new Map(data.units.map((unit, number) => [unit, data.codes[number]]));
    if (this.sheet === data.sheet) this.paint();
    else this.lay(data.sheet).catch((error) => this.fail(error));
  }

  // Then the page shows the map that the server draws.
  fail(error) {
    this.sheet = null;
    this.figure.classList.add("failed");
    console.error(error);
  }

  async lay(address) {
    this.sheet = address;
    const svg = await sheetOf(address);
    if (this.sheet !== address) return;
    this.figure.classList.remove("failed");
    this.svg?.remove();
    this.svg = svg;
    const { x, y, width, height } = svg.viewBox.baseVal;
    // Another part of the country is seen whole first; of the same one the reader keeps the place.
    const moved = this.window && (this.window.x !== x || this.window.width !== width);
    this.window = { x, y, width, height };
    this.marks = [...svg.querySelectorAll(":is(.province, .dot, .room, .archipelago)[data-unit]")];
    this.names = [...svg.querySelectorAll(".names [data-at]")];
    this.frame.prepend(svg);
    svg.addEventListener("pointermove", (event) => this.point(event));
    svg.addEventListener("pointerleave", () => this.card.hide());
    svg.addEventListener("click", (event) => this.press(event));
    this.keys = this.data.selects ? new MapKeys(this, svg) : null;
    if (!this.data.small) {
      this.zoom ??= new Zoom(this.frame, (transform) => this.look(transform));
      this.frame.append(this.buttons());
      if (moved) this.zoom.whole();
    }
    this.fit();
    this.paint();
  }

  paint() {
    if (!this.svg) return;
    for (const mark of this.marks) {
      if (mark.matches(".province, .dot"))
        attribute(mark, "data-class", this.codes.get(mark.dataset.unit));
    }
    for (const value of this.svg.querySelectorAll(".value")) {
      value.textContent = this.cards.get(value.parentElement.dataset.of)?.[1] ?? "";
    }
    this.svg.classList.toggle("selects", this.data.selects);
    this.light(this.legend.pressed);
    this.outline();
    this.keys?.update();
    this.drawBorders();
  }

  // The chosen province over its neighbours, on the map and in an inset.
  outline() {
    for (const old of this.svg.querySelectorAll(".chosen")) old.remove();
    if (!this.chosen) return;
    for (const shape of this.svg.querySelectorAll(`.province[data-unit="${this.chosen}"]`)) {
      const line = document.createElementNS(SVG, "path");
      line.setAttribute("class", "chosen");
      line.setAttribute("d", shape.getAttribute("d"));
      const group = shape.closest(".provinces");
      if (group) group.after(line);
      else shape.parentElement.querySelector(".names").before(line);
    }
  }

  async drawBorders() {
    const old = this.svg.querySelector(".old-borders");
    if (!this.data.borders) return old?.remove();
    if (old) return;
    const drawn = await sheetOf(this.data.borders);
    const line = drawn.querySelector("path");
    line.setAttribute("class", "old-borders");
    this.svg.querySelector(".old-borders")?.remove();
    this.svg.querySelector(".provinces").after(line);
  }

  light(code) {
    if (!this.svg) return;
    this.svg.classList.toggle("has-lit", code !== null);
    for (const mark of this.marks) {
      mark.classList.toggle("lit", code !== null && mark.dataset.class === String(code));
    }
  }

  // Pointing, pressing.

  unitAt(event) {
    return event.target.closest?.("[data-unit]")?.dataset.unit;
  }

  point(event) {
    if (event.pointerType === "touch") return;
    const unit = this.unitAt(event);
    const [x, y] = this.within(event.clientX, event.clientY);
    this.tell(unit, x, y, event.target.dataset?.name);
  }

  tell(unit, x, y, island) {
    const card = this.cards.get(unit);
    if (!card && !island) return this.card.hide();
    const lines = card ? [...card, this.data.foot] : [];
    this.card.show(island ? [island, ...lines] : lines, x, y);
  }

  press(event) {
    const unit = this.unitAt(event);
    if (!unit || !this.data.selects) return;
    this.select(unit);
    if (event.pointerType === "touch") this.tell(unit, 0, this.frame.clientHeight);
  }

  select(unit) {
    this.chosen = unit;
    this.outline();
    this.keys?.update();
    this.choose(unit);
  }

  // Near and far.

  buttons() {
    this.bar?.remove();
    const { closer, further, whole } = this.data.words;
    const button = (label, text, act) => {
      const made = element("button", {
        type: "button",
        ariaLabel: label,
        title: label,
        textContent: text,
      });
      made.addEventListener("click", act);
      return made;
    };
    this.bar = element("div", { className: "map-zoom" }, [
      button(closer, "+", () => this.zoom.closer()),
      button(further, "−", () => this.zoom.further()),
      button(whole, "⌂", () => this.zoom.whole()),
    ]);
    return this.bar;
  }

  // A button that goes leaves the focus to its neighbour.
  offerWayBack(near) {
    if (!this.bar) return;
    const [first, , home] = this.bar.children;
    if (!near && home === document.activeElement) first.focus();
    home.hidden = !near;
  }

  look(transform) {
    this.transform = transform;
    this.fit();
  }

  // In the empty sea where it has room there, else below the map.
  placeLegend() {
    const { isCountry, hasLegend, legendTitle, classes } = this.data;
    const { clientWidth, clientHeight } = this.frame;
    const entries = classes.length + (legendTitle ? 1 : 0);
    const fits = clientWidth >= LEAST_WIDTH && entries * ENTRY <= SEA * clientHeight;
    this.figure.classList.toggle("legend-in-sea", isCountry && hasLegend && fits);
  }

  fit() {
    if (!this.svg) return;
    const width = this.frame.clientWidth;
    if (!width) return;
    this.placeLegend();
    this.zoom?.resize(width, this.frame.clientHeight);
    const scale = this.window.width / width;
    const transform = this.transform ?? { k: 1, x: 0, y: 0 };
    const box = viewBox(this.window, scale, transform);
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    this.svg.style.setProperty("--map-u", scale / transform.k);
    const near = transform.k > 1.001;
    this.svg.classList.toggle("near", near);
    this.offerWayBack(near);
    const size = sizeOf(width, Number(this.svg.dataset.degrees), transform.k);
    for (const name of this.names) {
      // Half a percent for the rounding of pixels.
      attribute(name, "display", size * 1.005 < Number(name.dataset.at) ? "none" : null);
    }
  }
}
