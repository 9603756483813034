import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Tabs } from "../../web/chat/state/tabs.js";

globalThis.addEventListener = () => {};
const channels = new Set();

/** The browser's own, but at once. */
globalThis.BroadcastChannel = class {
  constructor() {
    channels.add(this);
  }
  postMessage(data) {
    for (const other of channels) if (other !== this) other.onmessage({ data });
  }
  close() {
    channels.delete(this);
  }
};

test.beforeEach(() => {
  channels.clear();
  mock.timers.enable({ apis: ["setTimeout"] });
});
test.afterEach(() => mock.timers.reset());

/** A tab with a conversation; `wasKept` where it found it in its storage. */
function tab(session, wasKept) {
  const memory = { session, wasKept };
  const one = { memory, left: 0 };
  one.tabs = new Tabs(memory, () => {
    one.left++;
    memory.session = `${session} anew`;
  });
  return one;
}

async function settle(...ones) {
  const all = Promise.all(ones.map((one) => one.tabs.settle()));
  mock.timers.tick(1_000);
  await all;
}

test("a copy leaves the conversation to the tab that was there first", async () => {
  const [first, copy] = [tab("a", false), tab("a", true)];
  await settle(copy);
  assert.deepEqual([first.left, copy.left], [0, 1]);
  const another = tab("a", true);
  await settle(another);
  assert.deepEqual([first.left, copy.left, another.left], [0, 1, 1]);
});

test("a reload keeps its conversation, whatever other tabs hold", async () => {
  const [other, reloaded] = [tab("b", false), tab("a", true)];
  await settle(reloaded);
  assert.deepEqual([other.left, reloaded.left], [0, 0]);
});

test("of two that start at once one stays", async () => {
  const ones = [tab("a", true), tab("a", true)];
  await settle(...ones);
  assert.equal(ones[0].left + ones[1].left, 1);
});

test("works where tabs cannot speak to each other", async () => {
  const { BroadcastChannel } = globalThis;
  globalThis.BroadcastChannel = undefined;
  try {
    const one = tab("a", true);
    await settle(one);
    assert.equal(one.left, 0);
  } finally {
    globalThis.BroadcastChannel = BroadcastChannel;
  }
});
