import assert from "node:assert/strict";
import { test } from "node:test";
import { Memory } from "../../web/chat/memory.js";

/** A storage with room for so many characters. */
function storage(room = Infinity, kept = {}) {
  return {
    kept,
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
      kept[key] = value;
    },
  };
}

test("a reload finds the conversation", () => {
  globalThis.sessionStorage = storage();
  const memory = new Memory("ko");
  memory.turns.push({ text: "안녕하세요" });
  memory.keep();
  const again = new Memory("ja");
  assert.deepEqual([again.session, again.language, again.turns], [memory.session, "ko", memory.turns]);
});

test("names are long and differ", () => {
  globalThis.sessionStorage = storage();
  const names = new Set(Array.from({ length: 100 }, () => new Memory("ja").session));
  assert.equal(names.size, 100);
  for (const name of names) assert.match(name, /^[A-Za-z0-9_-]{32}$/);
});

test("where there is no room, the oldest turns go", () => {
  globalThis.sessionStorage = storage(700);
  const memory = new Memory("ja");
  memory.turns = Array.from({ length: 30 }, (_, i) => ({ text: `turn ${i}, and some more words` }));
  memory.keep();
  assert.equal(memory.turns.at(-1).text, "turn 29, and some more words");
  assert.ok(memory.turns.length < 30);
});

test("works where nothing may be kept, and with something else in the storage", () => {
  globalThis.sessionStorage = { getItem: () => { throw new Error("denied"); }, setItem: () => { throw new Error("denied"); } };
  const memory = new Memory("en");
  memory.keep();
  assert.equal(memory.language, "en");
  globalThis.sessionStorage = storage(Infinity, { madoguchi: "{" });
  assert.equal(new Memory("zh").language, "zh");
});

test("forgetting begins a new conversation in the same language", () => {
  globalThis.sessionStorage = storage();
  const memory = new Memory("zh");
  const { session } = memory;
  memory.turns.push({ text: "x" });
  memory.forget();
  assert.notEqual(memory.session, session);
  assert.deepEqual([memory.language, memory.turns], ["zh", []]);
});
