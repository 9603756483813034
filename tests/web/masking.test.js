import assert from "node:assert/strict";
import { test } from "node:test";
import { Unreachable } from "../../web/chat/state/client.js";
import { Masking } from "../../web/chat/state/masking.js";

Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true });

const hide = (text) => text.replaceAll("1", "＊");

test("the mask is fetched once", async () => {
  const asked = [];
  const masking = new Masking(async (name) => (asked.push(name), { maskNumbers: hide }));
  assert.equal(masking.now, undefined);
  const both = await Promise.all([masking.load(), masking.load()]);
  assert.deepEqual([both, masking.now, asked], [[hide, hide], hide, ["mask.js"]]);
});

test("after a network that failed it is fetched from another address, as browsers remember the failure", async () => {
  const asked = [];
  const masking = new Masking(async (name) => {
    if (asked.push(name) < 3) throw new TypeError("Failed to fetch");
    return { maskNumbers: hide };
  });
  await assert.rejects(masking.load(), Unreachable);
  await assert.rejects(masking.load(), Unreachable);
  assert.equal((await masking.load())("1"), "＊");
  assert.deepEqual(asked, ["mask.js", "mask.js?1", "mask.js?2"]);
});

test("offline nothing is fetched, which a browser would remember as a failure", async () => {
  navigator.onLine = false;
  const asked = [];
  const masking = new Masking(async (name) => (asked.push(name), { maskNumbers: hide }));
  await assert.rejects(masking.load(), Unreachable);
  navigator.onLine = true;
  await masking.load();
  navigator.onLine = false;
  assert.equal((await masking.load())("1"), "＊");
  assert.deepEqual(asked, ["mask.js"]);
});
