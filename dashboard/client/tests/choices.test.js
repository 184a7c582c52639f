import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, choose, nextChoices, queryOf } from "../src/choices.js";

const YEARS = { "12/2024": "2024", "12/2025": "2025" };
const COLOURS = { "Giá trị": "value", "Khoảng cách": "gap", "Kết luận": "verdict" };
const SORTS = { "Từ tốt đến kém": "hang", Tên: "ten" };
const view = (more) => ({ han: {}, ky: {}, "to-mau": { "Giá trị": "value" }, xep: SORTS, ...more });

const INDEX = {
  order: ["co-cau", "chi-so", "ky", "vung", "don-vi", "han", "to-mau", "xep", "lang"],
  first: "rate",
  indicators: { "Tỷ lệ": "rate", "Mức độ": "grade", "Số lượng": "count", "Có hay không": "flag" },
  views: {
    rate: view({ han: YEARS, ky: { "7/2025": "b", "7/2024": "a" }, "to-mau": COLOURS }),
    // Coloured by the distance at first; its only target is of a later year.
    grade: view({
      han: { "12/2025": "2025" },
      ky: { "7/2025": "b" },
      "to-mau": { "Khoảng cách": "gap", "Giá trị": "value" },
    }),
    count: view({ ky: { "12/2025": "c" } }),
    flag: view({ ky: { "12/2025": "c" }, xep: {} }),
  },
};
const RATE = { "chi-so": "rate", han: "2024", ky: "b", "to-mau": "value" };
const choice = (more) => ({ ...RATE, ...more });

test("a choice of the same indicator changes nothing else", () => {
  assert.deepEqual(choose(INDEX, RATE, "han", "12/2025"), choice({ han: "2025" }));
  assert.deepEqual(choose(INDEX, RATE, "to-mau", "Kết luận"), choice({ "to-mau": "verdict" }));
  assert.deepEqual(choose(INDEX, RATE, "ky", "7/2024"), choice({ ky: "a" }));
});

test("words that the index does not know are left to the server", () => {
  assert.equal(choose(INDEX, RATE, "to-mau", "Thay đổi"), null);
  assert.equal(choose(INDEX, RATE, "chi-so", "Chỉ số khác"), null);
  assert.equal(choose(INDEX, RATE, "vung", "Tây Nguyên"), null);
});

test("another indicator has its own periods, and falls back to its own target and colour", () => {
  const count = choose(INDEX, choice({ "to-mau": "gap" }), "chi-so", "Số lượng");
  assert.deepEqual(count, { "chi-so": "count", han: undefined, ky: "c", "to-mau": "value" });
  const grade = choose(INDEX, choice({ "to-mau": "verdict" }), "chi-so", "Mức độ");
  assert.deepEqual(grade, { "chi-so": "grade", han: "2025", ky: "b", "to-mau": "gap" });
});

test("what both indicators have is kept", () => {
  const wanted = choose(INDEX, choice({ han: "2025", "to-mau": "gap" }), "chi-so", "Mức độ");
  assert.deepEqual(wanted, { "chi-so": "grade", han: "2025", ky: "b", "to-mau": "gap" });
});

test("a colour and a period that were left at their default stay at it", () => {
  assert.equal(choose(INDEX, RATE, "chi-so", "Mức độ")["to-mau"], "gap");
  const chosen = choice({ "chi-so": "grade", han: "2025", "to-mau": "value" });
  assert.equal(choose(INDEX, chosen, "chi-so", "Tỷ lệ")["to-mau"], "value");
  const early = choice({ ky: "a" });
  assert.equal(choose(INDEX, early, "chi-so", "Mức độ").ky, "b");
});

test("a target that the address keeps for another indicator comes back with it", () => {
  const count = { "chi-so": "count", han: undefined, ky: "c", "to-mau": "value" };
  assert.equal(choose(INDEX, count, "chi-so", "Tỷ lệ", "?chi-so=count&han=2025").han, "2025");
  assert.equal(choose(INDEX, count, "chi-so", "Tỷ lệ", "?chi-so=count").han, "2024");
  assert.equal(choose(INDEX, count, "chi-so", "Tỷ lệ", "?chi-so=count&han=1999").han, "2024");
});

test("a ranking has no colour, and a yes or no no order", () => {
  const ranked = { "chi-so": "rate", han: "2024", ky: "b", xep: "ten" };
  const count = choose(INDEX, ranked, "chi-so", "Số lượng");
  assert.deepEqual(count, { "chi-so": "count", han: undefined, ky: "c", xep: "ten" });
  assert.equal(choose(INDEX, ranked, "chi-so", "Có hay không").xep, undefined);
});

test("an indicator whose choice may change more is left to the server, to it and from it", () => {
  const { flag: _flag, ...views } = INDEX.views;
  const index = { ...INDEX, views };
  assert.equal(choose(index, RATE, "chi-so", "Có hay không"), null);
  assert.equal(choose(index, choice({ "chi-so": "flag" }), "chi-so", "Tỷ lệ"), null);
  const next = nextChoices(index, RATE, "to-mau", "");
  assert.ok(!next.some((one) => one["chi-so"] === "flag"));
  assert.deepEqual(nextChoices(index, choice({ "chi-so": "flag" }), "to-mau", ""), []);
});

test("what has no order has no ranking to fetch", () => {
  const ranked = { "chi-so": "rate", han: "2024", ky: "b", xep: "hang" };
  const next = nextChoices(INDEX, ranked, "xep", "");
  assert.ok(next.some((one) => one.xep === "ten"));
  assert.ok(!next.some((one) => one["chi-so"] === "flag"));
});

test("choices nearest at hand are fetched first", () => {
  const next = nextChoices(INDEX, RATE, "to-mau", "");
  assert.deepEqual(
    next.slice(0, 4).map(({ han, ky }) => [han, ky]),
    [
      ["2024", "b"],
      ["2025", "b"],
      ["2024", "b"],
      ["2024", "a"],
    ],
  );
  assert.deepEqual(
    next.slice(-4).map((one) => one["chi-so"]),
    ["rate", "grade", "count", "flag"],
  );
});

test("defaults stand in no address, other choices in the order of the server", () => {
  assert.equal(queryOf(INDEX, RATE, ""), "");
  assert.equal(queryOf(INDEX, RATE, "?chi-so=count&han=2025&to-mau=gap&ky=a"), "");
  const wanted = choice({ "chi-so": "grade", han: "2025", "to-mau": "value" });
  assert.equal(
    queryOf(INDEX, wanted, "?lang=en&don-vi=p1"),
    "chi-so=grade&don-vi=p1&to-mau=value&lang=en",
  );
});

test("what is no choice of the view stays, what nobody knows goes", () => {
  const search = "?vung=x&utm=mail&don-vi=p1";
  assert.equal(queryOf(INDEX, choice({ han: "2025" }), search), "vung=x&don-vi=p1&han=2025");
  assert.equal(queryOf(INDEX, { ...RATE, "don-vi": "p2" }, search), "vung=x&don-vi=p2");
});

test("a target stays in the address of an indicator that has none", () => {
  const count = { "chi-so": "count", han: undefined, ky: "c", "to-mau": "value" };
  assert.equal(queryOf(INDEX, count, "?han=2025"), "chi-so=count&han=2025");
});

test("a view's address has what tells it from others, and no colour", () => {
  const address = addressOf("/views/map.json?lang=vi", choice({ "to-mau": "gap" }));
  assert.equal(address, "/views/map.json?lang=vi&chi-so=rate&han=2024&ky=b");
  const ranked = { "chi-so": "count", han: undefined, ky: "c", xep: "hang" };
  assert.equal(addressOf("/r?v=1", ranked), "/r?v=1&chi-so=count&ky=c&xep=hang");
});
