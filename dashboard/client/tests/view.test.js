import assert from "node:assert/strict";
import { test } from "node:test";
import { REFERENCE, sizeOf, viewBox } from "../src/view.js";

const WINDOW = { x: 51000, y: -11000, width: 7000, height: 7700 };
const PIXELS = 700;
const SCALE = WINDOW.width / PIXELS;

test("the whole window is shown where nothing is near", () => {
  assert.deepEqual(viewBox(WINDOW, SCALE, { k: 1, x: 0, y: 0 }), WINDOW);
});

test("a point under a pixel stays under it as the map comes near", () => {
  // d3's transform that holds the pixel (200, 300) where it is.
  const k = 4;
  const [x, y] = [200 * (1 - k), 300 * (1 - k)];
  const box = viewBox(WINDOW, SCALE, { k, x, y });
  const at = (pixel, start, length, all) => start + (pixel / all) * length;
  assert.equal(at(200, box.x, box.width, PIXELS), WINDOW.x + 200 * SCALE);
  assert.equal(at(300, box.y, box.height, 770), WINDOW.y + 300 * SCALE);
  assert.equal(box.width, WINDOW.width / k);
});

test("a map as wide as the reference has size 1, and k times that when near", () => {
  assert.equal(sizeOf(14 * REFERENCE, 14, 1), 1);
  assert.equal(sizeOf(14 * REFERENCE, 14, 3), 3);
  assert.equal(sizeOf(7 * REFERENCE, 14, 1), 0.5);
});
