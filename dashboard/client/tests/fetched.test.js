import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { at, load, loadAll } from "../src/fetched.js";

let asked;
let fails;

beforeEach(() => {
  asked = [];
  fails = new Set();
  globalThis.window = { requestIdleCallback: true };
  globalThis.requestIdleCallback = (act) => setImmediate(act);
  globalThis.fetch = async (address) => {
    asked.push(address);
    if (fails.has(address)) return { ok: false, status: 503 };
    return { ok: true, json: async () => ({ address }) };
  };
});

test("what was loaded is at hand, and asked for once", async () => {
  assert.equal(at("/once"), undefined);
  const both = await Promise.all([load("/once"), load("/once")]);
  assert.deepEqual(both, [{ address: "/once" }, { address: "/once" }]);
  assert.equal(at("/once"), both[0]);
  assert.equal(await load("/once"), both[0]);
  assert.deepEqual(asked, ["/once"]);
});

test("what did not come is not at hand, and is asked for again", async () => {
  fails.add("/lost");
  await assert.rejects(load("/lost"), /lost: 503/);
  assert.equal(at("/lost"), undefined);
  fails.clear();
  assert.deepEqual(await load("/lost"), { address: "/lost" });
  assert.equal(asked.length, 2);
});

test("many are loaded one after the other, those at hand left out", async () => {
  await load("/b");
  asked.length = 0;
  await loadAll(["/a", "/b", "/c"], () => true);
  assert.deepEqual(asked, ["/a", "/c"]);
});

test("one that does not come keeps no other back", async () => {
  fails.add("/gone");
  await loadAll(["/gone", "/next"], () => true);
  assert.ok(at("/next"));
});

test("nothing is loaded that is not wanted any more", async () => {
  const wanted = [true, false];
  await loadAll(["/first", "/second", "/third"], () => wanted.shift());
  assert.deepEqual(asked, ["/first"]);
});

test("where the browser does not say when it is idle, a moment has to do", async () => {
  globalThis.window = {};
  await loadAll(["/idle"], () => true);
  assert.deepEqual(asked, ["/idle"]);
});
