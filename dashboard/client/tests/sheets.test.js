import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { sheetOf } from "../src/sheets.js";
import { fakeDocument } from "./fake_dom.js";

let asked;

beforeEach(() => {
  fakeDocument();
  asked = [];
  globalThis.DOMParser = class {
    parseFromString(text) {
      return { documentElement: { text } };
    }
  };
  answerWith({ ok: true, text: async () => "<svg/>" });
});

function answerWith(answer) {
  globalThis.fetch = async (address) => {
    asked.push(address);
    return answer;
  };
}

test("a sheet is fetched once and each map has its own copy", async () => {
  const [one, other] = await Promise.all([sheetOf("/maps/once.svg"), sheetOf("/maps/once.svg")]);
  assert.deepEqual(asked, ["/maps/once.svg"]);
  assert.deepEqual(one, { text: "<svg/>" });
  assert.notEqual(one, other);
});

test("a sheet that did not come is asked for again", async () => {
  answerWith({ ok: false, status: 503 });
  await assert.rejects(sheetOf("/maps/lost.svg"), /lost\.svg: 503/);
  answerWith({ ok: true, text: async () => "<svg/>" });
  assert.deepEqual(await sheetOf("/maps/lost.svg"), { text: "<svg/>" });
  assert.equal(asked.length, 2);
});
