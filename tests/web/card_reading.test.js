import assert from "node:assert/strict";
import { test } from "node:test";
import { CardReading } from "../../web/chat/card/card_reading.js";

const CARD = { card: "my_number_card", problem: null };

/** A reading over a scripted bridge; `log` holds the steps that were shown and what was asked of whom. */
function scripted({ isPaired = false, ...outcomes } = {}) {
  const log = [];
  const outcome = (name) => {
    log.push(name);
    const next = (outcomes[name] || []).shift();
    return next instanceof Promise ? next : next && next.code ? Promise.reject(next) : Promise.resolve(next);
  };
  const bridge = {
    isPaired,
    showCode: () => outcome("showCode"),
    pair: (code) => outcome("pair").then(() => (bridge.code = code)),
    read: (withMonths, signal) => {
      Object.assign(bridge, { withMonths, signal });
      return outcome("read");
    },
  };
  const chat = {
    show: () => log.push(`[${[reading.step, reading.problem].filter(Boolean).join(" ")}]`),
    send: (report) => outcome("send").then(() => (chat.sent = report)),
    dropped: () => log.push("dropped"),
  };
  const reading = new CardReading("", chat, bridge);
  return { reading, bridge, chat, log };
}

/** Types a code and sends it. */
function enter(reading, code) {
  reading.code = code;
  return reading.enter();
}

test("the whole way: nothing is asked before a press, nothing sent before another", async () => {
  const { reading, bridge, chat, log } = scripted({ read: [CARD] });
  reading.begin();
  assert.deepEqual(log, ["[about]"]);
  reading.withMonths = true;
  await reading.start();
  assert.deepEqual(log.splice(0), ["[about]", "[connecting]", "showCode", "[code]"]);
  await enter(reading, " ０１２ ３４５ ");
  assert.deepEqual(log.splice(0), ["[connecting]", "pair", "[agree]", "read", "[result]"]);
  assert.deepEqual([bridge.code, bridge.withMonths, chat.sent], ["012345", true, undefined]);
  await reading.send();
  assert.deepEqual(log, ["[sending]", "send", "[]"]);
  assert.deepEqual([chat.sent, reading.report, reading.code], [CARD, undefined, ""]);
});

test("a paired page reads at once; one whose bridge was started again pairs anew", async () => {
  const { reading, bridge, log } = scripted({ isPaired: true, read: [{ code: "not_paired" }] });
  reading.begin();
  const end = reading.start();
  bridge.isPaired = false; // as Bridge does
  await end;
  assert.deepEqual(log, ["[about]", "[agree]", "read", "[connecting]", "showCode", "[code]"]);
});

test("a code that cannot be right is not sent; a wrong one may be typed again", async () => {
  const { reading, log } = scripted({ pair: [{ code: "wrong_code" }], read: [CARD] });
  reading.begin();
  await reading.start();
  log.length = 0;
  for (const code of ["", "12345", "1234567", "abcdef"]) await enter(reading, code);
  assert.deepEqual(log.splice(0), Array(4).fill("[code card_code_incomplete]"));
  await enter(reading, "111111");
  assert.deepEqual(log.splice(0), ["[connecting]", "pair", "[code card_problem_wrong_code]"]);
  await enter(reading, "222222");
  assert.equal(log.pop(), "[result]");
});

for (const code of ["no_bridge", "not_allowed", "closed", "not_agreed", "busy", "too_often", "no_answer", "mismatch"]) {
  test(`${code} is said, and can be tried again`, async () => {
    const { reading, log } = scripted({ isPaired: true, read: [{ code }, CARD] });
    reading.begin();
    await reading.start();
    assert.equal(log.pop(), `[problem card_problem_${code}]`);
    await reading.start();
    assert.equal(log.pop(), "[result]");
  });
}

test("without a card there is nothing to send; another card is a result", async () => {
  const none = scripted({ isPaired: true, read: [{ card: "none", problem: "no_card" }] });
  none.reading.begin();
  await none.reading.start();
  assert.deepEqual([none.log.pop(), none.reading.report], ["[problem card_problem_no_card]", undefined]);
  const other = scripted({ isPaired: true, read: [{ card: "other", problem: "not_my_number_card" }] });
  other.reading.begin();
  await other.reading.start();
  assert.equal(other.log.pop(), "[result]");
});

test("stopping withdraws the question, and what comes later is not shown", async () => {
  let fail;
  const { reading, bridge, log } = scripted({ isPaired: true, read: [new Promise((_, reject) => (fail = reject))] });
  reading.begin();
  const end = reading.start();
  reading.stop();
  assert.ok(bridge.signal.aborted);
  fail({ code: "no_answer" });
  await end;
  assert.deepEqual(log, ["[about]", "[agree]", "read", "[]"]);
});

test("a dropped result is gone", async () => {
  const { reading, chat, log } = scripted({ isPaired: true, read: [CARD] });
  reading.begin();
  await reading.start();
  reading.drop();
  assert.deepEqual(log.slice(-2), ["[]", "dropped"]);
  assert.deepEqual([reading.report, chat.sent], [undefined, undefined]);
});

test("what could not be sent stays, and can be sent again", async () => {
  const { reading, chat, log } = scripted({ isPaired: true, read: [CARD], send: [{ code: "offline" }] });
  reading.begin();
  await reading.start();
  await reading.send();
  assert.equal(log.pop(), "[result card_not_sent]");
  await reading.send();
  assert.deepEqual([log.pop(), chat.sent], ["[]", CARD]);
});

test("beginning again ends what was before; stopping nothing shows nothing", () => {
  const { reading, log } = scripted();
  reading.stop();
  assert.deepEqual(log, []);
  reading.begin();
  reading.begin();
  assert.deepEqual(log, ["[about]", "[]", "[about]"]);
});
