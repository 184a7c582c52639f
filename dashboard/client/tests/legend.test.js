import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Legend } from "../src/legend.js";
import { fakeDocument, words } from "./fake_dom.js";

const CLASSES = [
  { label: "Dưới 50%", count: 3 },
  { label: "Từ 50%", count: 60 },
];
let lit;
let legend;

beforeEach(() => {
  const frame = fakeDocument().createElement("div");
  lit = [];
  legend = new Legend(frame, (code) => lit.push(code));
});

const buttons = () => legend.node.querySelectorAll("button");
const pressed = () => buttons().map((button) => button.ariaPressed);

test("each class is a button with its count", () => {
  legend.update(CLASSES, "");
  assert.deepEqual(buttons().map(words), ["Dưới 50% (3)", "Từ 50% (60)"]);
  assert.deepEqual(pressed(), ["false", "false"]);
});

test("a title stands before the classes", () => {
  legend.update(CLASSES, "Thay đổi");
  assert.equal(words(legend.node.children[0]), "Thay đổi");
  assert.equal(buttons().length, 2);
});

test("the mouse lights a class up as long as it is there", () => {
  legend.update(CLASSES, "");
  buttons()[1].fire("pointerenter", { pointerType: "mouse" });
  buttons()[1].fire("pointerleave");
  assert.deepEqual(lit.slice(-2), [1, null]);
});

test("a finger lights up by its press alone", () => {
  legend.update(CLASSES, "");
  lit.length = 0;
  buttons()[1].fire("pointerenter", { pointerType: "touch" });
  assert.deepEqual(lit, []);
});

test("a pressed class stays lit until it is pressed again", () => {
  legend.update(CLASSES, "");
  buttons()[0].fire("click");
  assert.deepEqual([pressed(), lit.at(-1)], [["true", "false"], 0]);
  buttons()[1].fire("pointerenter", { pointerType: "mouse" });
  buttons()[1].fire("pointerleave");
  assert.equal(lit.at(-1), 0);
  buttons()[0].fire("click");
  assert.deepEqual([pressed(), lit.at(-1)], [["false", "false"], null]);
});

test("new classes light up nothing", () => {
  legend.update(CLASSES, "");
  buttons()[0].fire("click");
  legend.update([...CLASSES, { label: "Chưa có số liệu", count: 1 }], "");
  assert.equal(lit.at(-1), null);
  assert.deepEqual(pressed(), ["false", "false", "false"]);
});

test("the same classes again leave what is pressed, and the buttons themselves", () => {
  legend.update(CLASSES, "");
  const before = buttons();
  before[1].fire("click");
  legend.update([...CLASSES], "");
  assert.deepEqual([pressed(), lit.at(-1)], [["false", "true"], 1]);
  assert.equal(buttons()[1], before[1]);
});
