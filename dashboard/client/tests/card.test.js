import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Card } from "../src/card.js";
import { fakeDocument, words } from "./fake_dom.js";

let card;

beforeEach(() => {
  const frame = fakeDocument().createElement("div");
  Object.assign(frame, { clientWidth: 300, clientHeight: 200 });
  card = new Card(frame);
  Object.assign(card.node, { offsetWidth: 120, offsetHeight: 60 });
});

const place = () => [card.node.style.left, card.node.style.top].map(Number.parseFloat);

test("a card has a name and the lines that say something", () => {
  card.show(["Đà Nẵng", "95,56%", "", "hạng 1/63"], 0, 0);
  assert.deepEqual(card.node.children.map(words), ["Đà Nẵng", "95,56%", "hạng 1/63"]);
  assert.equal(card.node.hidden, false);
  card.hide();
  assert.equal(card.node.hidden, true);
});

test("a card never leaves its figure", () => {
  for (const x of [-10, 0, 150, 290, 300]) {
    for (const y of [-40, 0, 190, 200]) {
      card.show(["Đà Nẵng"], x, y);
      const [left, top] = place();
      assert.ok(left >= 0 && left + 120 <= 300, `${x}: ${left}`);
      assert.ok(top >= 0 && top + 60 <= 200, `${y}: ${top}`);
    }
  }
});

test("a card lies beside the pointer, on the side that has room", () => {
  card.show(["Đà Nẵng"], 100, 50);
  assert.ok(place()[0] > 100);
  card.show(["Đà Nẵng"], 250, 50);
  assert.ok(place()[0] + 120 < 250);
});
