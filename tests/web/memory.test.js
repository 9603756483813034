import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Memory } from "../../web/chat/state/memory.js";
import { maskNumbers } from "../../web/shared/mask/mask.js";
import { LANGUAGES, question, reply } from "./turns.js";

/** A storage with room for so many characters. */
function storage(room = Infinity, kept = {}) {
  return {
    kept,
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
      kept[key] = value;
    },
    removeItem: (key) => delete kept[key],
  };
}

const THERE = { now: maskNumbers, load: async () => maskNumbers };
const open = (language, masking = THERE) => new Memory(language, LANGUAGES, masking);

test("a reload finds the conversation", () => {
  globalThis.sessionStorage = storage();
  const memory = open("ko");
  memory.turns.push(question("안녕하세요"), reply("Hello"));
  memory.keep();
  const again = open("ja");
  assert.deepEqual([again.session, again.language, again.turns], [memory.session, "ko", memory.turns]);
  assert.ok(again.wasKept && !memory.wasKept);
});

test("names are long and differ", () => {
  globalThis.sessionStorage = storage();
  const names = new Set(Array.from({ length: 100 }, () => open("ja").session));
  assert.equal(names.size, 100);
  for (const name of names) assert.match(name, /^[A-Za-z0-9_-]{32}$/);
});

test("where there is no room, the oldest turns go", () => {
  globalThis.sessionStorage = storage(1_500);
  const memory = open("ja");
  memory.turns = Array.from({ length: 30 }, (_, i) => question(`turn ${i}, and some more words`));
  memory.keep();
  assert.equal(memory.turns.at(-1).text, "turn 29, and some more words");
  assert.ok(memory.turns.length < 30);
});

test("works where nothing may be kept, and with something else in the storage", () => {
  const denied = () => {
    throw new Error("denied");
  };
  globalThis.sessionStorage = { getItem: denied, setItem: denied, removeItem: denied };
  const memory = open("en");
  memory.keep();
  memory.keepDraft();
  assert.equal(memory.language, "en");
  globalThis.sessionStorage = storage(Infinity, { madoguchi: "{" });
  assert.equal(open("zh").language, "zh");
});

test("what has another shape is a new conversation", () => {
  globalThis.sessionStorage = storage();
  const memory = open("ko");
  memory.turns.push(question("PIN"), reply("Hello"));
  memory.keep();
  const good = JSON.parse(sessionStorage.kept.madoguchi);
  const [asked, answered] = good.turns;
  const changed = [
    null,
    [],
    "text",
    { isOpen: false },
    { ...good, version: undefined },
    { ...good, version: good.version + 1 },
    { ...good, session: "short" },
    { ...good, session: 7 },
    { ...good, language: "xx" },
    { ...good, furigana: "yes" },
    { ...good, isOpen: {} },
    { ...good, turns: null },
    { ...good, turns: JSON.stringify(good.turns) },
    { ...good, turns: { length: 1 } },
    ...[null, 7, {}, { ...asked, kind: "note" }, { ...asked, text: undefined }, { ...asked, id: "x" }].map(withTurn),
    ...[
      { ...asked, status: "new" },
      { ...asked, language: "xx" },
      { ...asked, titles: { ja: "x" } },
    ].map(withTurn),
    ...[
      { ...asked, date: "tomorrow" },
      { ...asked, failures: "many" },
      { ...answered, reply: {} },
    ].map(withTurn),
    withTurn({ ...answered, reply: { ...answered.reply, versions: { ja: answered.reply.versions.ja } } }),
    withTurn({
      ...answered,
      reply: { ...answered.reply, versions: { ...answered.reply.versions, en: { answer: null } } },
    }),
  ];
  function withTurn(turn) {
    return { ...good, turns: [asked, turn] };
  }
  for (const state of changed) {
    globalThis.sessionStorage = storage(Infinity, { madoguchi: JSON.stringify(state), "madoguchi.draft": "draft" });
    const anew = open("zh");
    const told = JSON.stringify(state);
    assert.deepEqual([anew.language, anew.turns, anew.draft, anew.wasKept], ["zh", [], "", false], told);
    assert.notEqual(anew.session, good.session, told);
  }
  globalThis.sessionStorage = storage(Infinity, { madoguchi: JSON.stringify(good) });
  assert.equal(open("zh").session, good.session); // what was changed above is what made the difference
});

test("a page that gave arrays a JSON of their own does not spoil the conversation", () => {
  globalThis.sessionStorage = storage();
  const memory = open("ko");
  memory.turns.push(question("PIN"), reply("Hello"));
  Array.prototype.toJSON = function () {
    return `[${this.length}]`;
  };
  try {
    memory.keep();
  } finally {
    delete Array.prototype.toJSON;
  }
  assert.deepEqual(open("ja").turns, memory.turns);
});

test("forgetting begins a new conversation in the same language", () => {
  globalThis.sessionStorage = storage();
  const memory = open("zh");
  const { session } = memory;
  memory.turns.push(question("x"));
  memory.draft = "y";
  memory.forget();
  assert.notEqual(memory.session, session);
  assert.deepEqual([memory.language, memory.turns, memory.draft], ["zh", [], ""]);
  assert.ok(!("madoguchi.draft" in sessionStorage.kept));
});

test("a draft is kept masked and beside the conversation, once nothing more is typed", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.sessionStorage = storage();
  const memory = open("en");
  memory.keep();
  const before = sessionStorage.kept.madoguchi;
  for (const text of ["I", "I lost", "I lost 304479502616"]) memory.draft = text;
  assert.ok(!("madoguchi.draft" in sessionStorage.kept));
  mock.timers.tick(1_000);
  assert.deepEqual(sessionStorage.kept, { madoguchi: before, "madoguchi.draft": "I lost ＊＊＊＊" });
  assert.equal(open("ja").draft, "I lost ＊＊＊＊");
  memory.draft = "";
  memory.keepDraft();
  assert.deepEqual(Object.keys(sessionStorage.kept), ["madoguchi"]);
  mock.timers.reset();
});

test("a draft waits for its mask, and what was kept before stays meanwhile", async () => {
  globalThis.sessionStorage = storage();
  const before = open("en");
  before.keep();
  before.draft = "I lost";
  before.keepDraft();
  const masking = { now: undefined, load: () => come };
  let arrive;
  const come = new Promise((resolve) => (arrive = resolve));
  const memory = open("en", masking);
  memory.keepDraft(); // a page that goes without a word written
  assert.equal(sessionStorage.kept["madoguchi.draft"], "I lost");
  memory.draft = "PIN 4821";
  memory.keepDraft();
  assert.equal(sessionStorage.kept["madoguchi.draft"], "I lost");
  masking.now = maskNumbers;
  arrive(maskNumbers);
  await come;
  assert.equal(sessionStorage.kept["madoguchi.draft"], "PIN ＊＊＊＊");
});

test("a question whose numbers are not masked yet is not kept", () => {
  globalThis.sessionStorage = storage();
  const memory = open("en");
  memory.turns.push(question("one"), question("PIN 4821", { status: "waiting", isRaw: true }));
  memory.keep();
  assert.deepEqual([memory.next.text, open("en").turns.map(({ text }) => text)], ["PIN 4821", ["one"]]);
  assert.ok(!sessionStorage.kept.madoguchi.includes("4821"));
});
