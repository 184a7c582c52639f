// Near and far: buttons, two fingers, ctrl and the wheel. The wheel alone scrolls the page, and so
// does one finger as long as the whole map is in view.
import { select } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform } from "d3-zoom";

const NEAREST = 12;
const STEP = 1.8;

export class Zoom {
  // On the frame and not on the drawing, whose own units d3 would take for pixels.
  constructor(frame, onChange) {
    this.frame = select(frame);
    this.near = 1;
    this.behaviour = zoom()
      .scaleExtent([1, NEAREST])
      .filter((event) => this.takes(event))
      .on("zoom", ({ transform }) => {
        this.near = transform.k;
        frame.style.touchAction = transform.k > 1 ? "none" : "pan-x pan-y";
        onChange(transform);
      });
    this.frame.call(this.behaviour).on("dblclick.zoom", null);
    frame.style.touchAction = "pan-x pan-y";
  }

  takes(event) {
    if (event.type === "wheel") return event.ctrlKey || event.metaKey;
    if (event.target.closest("button")) return false;
    if (event.touches) return event.touches.length > 1 || this.near > 1;
    return !event.button && this.near > 1;
  }

  // The same part stays in view when the window or the phone is turned.
  resize(width, height) {
    const grown = width / this.width;
    this.width = width;
    const whole = [
      [0, 0],
      [width, height],
    ];
    this.behaviour.extent(whole).translateExtent(whole);
    if (!(this.near > 1) || !grown || grown === 1) return;
    const { k, x, y } = zoomTransform(this.frame.node());
    const same = zoomIdentity.translate(x * grown, y * grown).scale(k);
    this.frame.call(this.behaviour.transform, same);
  }

  closer() {
    this.frame.call(this.behaviour.scaleBy, STEP);
  }

  further() {
    this.frame.call(this.behaviour.scaleBy, 1 / STEP);
  }

  whole() {
    this.frame.call(this.behaviour.transform, zoomIdentity);
  }
}
