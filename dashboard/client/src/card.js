// What a map or a ranking says of the unit under the pointer or the focus.
import { element } from "./dom.js";

const GAP = 14;

export class Card {
  constructor(frame) {
    this.frame = frame;
    this.node = element("div", { className: "figure-card", hidden: true, ariaHidden: "true" });
    frame.append(this.node);
  }

  // Lines of a card, the first its name; a place in pixels of the frame.
  show([name, ...lines], x, y) {
    this.node.replaceChildren(
      element("strong", { textContent: name }),
      ...lines.filter(Boolean).map((line) => element("span", { textContent: line })),
    );
    this.node.hidden = false;
    const { clientWidth, clientHeight } = this.frame;
    const { offsetWidth, offsetHeight } = this.node;
    const right = x + GAP + offsetWidth <= clientWidth;
    const left = right ? x + GAP : x - GAP - offsetWidth;
    const top = Math.min(y + GAP, clientHeight - offsetHeight);
    this.node.style.left = `${Math.max(0, Math.min(left, clientWidth - offsetWidth))}px`;
    this.node.style.top = `${Math.max(0, top)}px`;
  }

  hide() {
    this.node.hidden = true;
  }
}
