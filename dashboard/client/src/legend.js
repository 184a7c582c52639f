// The classes of a figure with their counts; pointing at one, or pressing it, lights up its units.
import { element } from "./dom.js";

export class Legend {
  constructor(frame, light) {
    this.node = element("div", { className: "figure-legend", role: "group" });
    this.light = light;
    this.pressed = null;
    frame.append(this.node);
  }

  // The same classes again leave the reader's choice, and the focus, where they are.
  update(classes, title) {
    const shown = JSON.stringify([title, classes.map(({ label, count }) => [label, count])]);
    if (shown === this.shown) return;
    this.shown = shown;
    const head = element("span", { className: "figure-legend-title", textContent: title });
    const entries = classes.map(({ label, count }, code) =>
      this.entry(`${label} (${count})`, code),
    );
    this.node.replaceChildren(...(title ? [head] : []), ...entries);
    this.press(null);
  }

  entry(label, code) {
    const made = element("button", { type: "button", className: "figure-legend-entry" }, [
      element("i", { className: `k${code}` }),
      label,
    ]);
    made.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse") this.light(code);
    });
    made.addEventListener("pointerleave", () => this.light(this.pressed));
    made.addEventListener("click", () => this.press(this.pressed === code ? null : code));
    return made;
  }

  press(code) {
    this.pressed = code;
    for (const [number, made] of this.node.querySelectorAll("button").entries()) {
      made.ariaPressed = String(number === code);
    }
    this.light(code);
  }
}
