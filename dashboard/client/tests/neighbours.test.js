import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isArrow, next } from "../src/neighbours.js";

// x to the right, y downwards, as on the screen.
const PLACES = [
  ["west", 0, 0],
  ["middle", 10, 0],
  ["east", 20, 1],
  ["far", 40, 0],
  ["south", 11, 10],
  ["aside", 14, 8],
];

test("an arrow leads to the nearest that lies that way", () => {
  assert.equal(next(PLACES, "middle", "ArrowRight"), "east");
  assert.equal(next(PLACES, "middle", "ArrowLeft"), "west");
  assert.equal(next(PLACES, "south", "ArrowUp"), "aside");
});

test("straight ahead counts more than near but aside", () => {
  assert.equal(next(PLACES, "middle", "ArrowDown"), "south");
});

test("where nothing lies that way, an arrow stays", () => {
  assert.equal(next(PLACES, "far", "ArrowRight"), "far");
  assert.equal(next(PLACES, "west", "ArrowLeft"), "west");
});

test("every place is reached by arrows from every other", () => {
  for (const [from] of PLACES) {
    const reached = new Set([from]);
    for (const place of reached) {
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        reached.add(next(PLACES, place, key));
      }
    }
    assert.equal(reached.size, PLACES.length, from);
  }
});

test("only the four arrows are arrows", () => {
  assert.ok(isArrow("ArrowUp"));
  for (const key of ["Enter", " ", "Home", "toString"]) assert.ok(!isArrow(key), key);
});

// Longitude and latitude of the middle of a province's box, as the map takes it.
function middles(file) {
  const { features } = JSON.parse(readFileSync(new URL(file, import.meta.url)));
  return features.map(({ id, geometry }) => {
    const points = geometry.coordinates.flat(Number.POSITIVE_INFINITY);
    const ends = (start) => {
      const all = points.filter((_, number) => number % 2 === start);
      return (Math.min(...all) + Math.max(...all)) / 2;
    };
    return [id, ends(0), -ends(1)];
  });
}

for (const structure of ["63", "34"]) {
  test(`every one of the ${structure} provinces is reached from the first by arrows`, () => {
    const places = middles(`../../../geo/provinces_${structure}.geojson`);
    const reached = new Set([places[0][0]]);
    for (const place of reached) {
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        reached.add(next(places, place, key));
      }
    }
    assert.equal(reached.size, places.length);
  });
}
