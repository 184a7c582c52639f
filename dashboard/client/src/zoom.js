// Near and far: buttons, two fingers, ctrl and the wheel. The wheel alone scrolls the page, and so
// does one finger as long as the whole map is in view.
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";

const NEAREST = 12;
const STEP = 1.8;

export class Zoom {
  constructor(svg, onChange) {
    this.svg = select(svg);
    this.near = 1;
    this.behaviour = zoom()
      .scaleExtent([1, NEAREST])
      .filter((event) => this.takes(event))
      .on("zoom", ({ transform }) => {
        this.near = transform.k;
        svg.style.touchAction = transform.k > 1 ? "none" : "pan-x pan-y";
        onChange(transform);
      });
    this.svg.call(this.behaviour).on("dblclick.zoom", null);
    svg.style.touchAction = "pan-x pan-y";
  }

  takes(event) {
    if (event.type === "wheel") return event.ctrlKey || event.metaKey;
    if (event.touches) return event.touches.length > 1 || this.near > 1;
    return !event.button && this.near > 1;
  }

  resize(width, height) {
    const whole = [
      [0, 0],
      [width, height],
    ];
    this.behaviour.extent(whole).translateExtent(whole);
  }

  closer() {
    this.svg.call(this.behaviour.scaleBy, STEP);
  }

  further() {
    this.svg.call(this.behaviour.scaleBy, 1 / STEP);
  }

  whole() {
    this.svg.call(this.behaviour.transform, zoomIdentity);
  }
}
