import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Refused, TooMany, Unreachable } from "../../web/chat/state/client.js";
import { Outbox } from "../../web/chat/state/outbox.js";

globalThis.addEventListener = () => {};

/** An outbox over a queue; each try takes the next outcome: an answer, or an error that is thrown. */
function outboxWith(questions, outcomes) {
  const log = [];
  const take = (question) => questions.splice(questions.indexOf(question), 1);
  const chat = {
    next: () => questions[0],
    answered: (question, answer) => log.push(`${question.id}: ${answer}`) && take(question),
    gaveUp: (question) => log.push(`${question.id} given up`) && take(question),
    refused: (question) => log.push(`${question.id} refused`) && take(question),
    state: (name) => log.push(name || "rest"),
  };
  const send = async (question) => {
    log.push(`send ${question.id}`);
    const outcome = outcomes.shift();
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return { log, outbox: new Outbox(send, chat) };
}

/** Lets the outbox run to its end, its pauses passing at once. */
async function run(outbox) {
  const end = outbox.flush();
  for (let second = 0; second < 60; second++) {
    for (let step = 0; step < 20; step++) await Promise.resolve();
    mock.timers.tick(1_000);
  }
  await end;
}

test.beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
test.afterEach(() => mock.timers.reset());

test("sends one after the other", async () => {
  const { log, outbox } = outboxWith([{ id: "a" }, { id: "b" }], ["A", "B"]);
  await run(outbox);
  assert.deepEqual(log, ["typing", "send a", "a: A", "typing", "send b", "b: B", "rest"]);
});

test("tries again with the same question until it is answered", async () => {
  const { log, outbox } = outboxWith([{ id: "a" }], [new TypeError("network"), new Error("500"), "A"]);
  await run(outbox);
  assert.deepEqual(
    log.filter((entry) => entry.startsWith("send") || entry.includes(":")),
    ["send a", "send a", "send a", "a: A"],
  );
  assert.ok(log.includes("retrying"));
});

test("waits when the desk asks for it", async () => {
  const { log, outbox } = outboxWith([{ id: "a" }], [new TooMany(7), "A"]);
  await run(outbox);
  assert.deepEqual(log, ["typing", "send a", "busy", "typing", "send a", "a: A", "rest"]);
});

test("gives up what the desk refuses, and goes on", async () => {
  const { log, outbox } = outboxWith([{ id: "a" }, { id: "b" }], [new Refused("400"), "B"]);
  await run(outbox);
  assert.deepEqual(
    log.filter((entry) => !["typing", "rest"].includes(entry)),
    ["send a", "a refused", "send b", "b: B"],
  );
});

test("does not send twice at once", async () => {
  const { log, outbox } = outboxWith([{ id: "a" }], ["A"]);
  outbox.flush();
  await run(outbox);
  assert.equal(log.filter((entry) => entry === "send a").length, 1);
});

test("gives up what fails each time, and the next one goes", async () => {
  const broken = Array.from({ length: 30 }, () => new Error("500"));
  const { log, outbox } = outboxWith([{ id: "a" }, { id: "b" }], [...broken.slice(0, 5), "B"]);
  await run(outbox);
  const tries = log.filter((entry) => entry === "send a").length;
  assert.equal(tries, 5);
  assert.deepEqual(log.slice(log.indexOf("a given up")), ["a given up", "typing", "send b", "b: B", "rest"]);
});

test("an answer that cannot be shown counts as none", async () => {
  const questions = [{ id: "a" }];
  const { log, outbox } = outboxWith(questions, Array(5).fill({}));
  outbox.chat.answered = (question, { replies }) => replies.length;
  await run(outbox);
  assert.ok(log.includes("a given up") && questions.length === 0);
});

test("counts go on after a reload", async () => {
  const { log, outbox } = outboxWith([{ id: "a", failures: 4 }], [new Error("500")]);
  await run(outbox);
  assert.deepEqual(
    log.filter((entry) => entry.startsWith("send")),
    ["send a"],
  );
  assert.ok(log.includes("a given up"));
});

test("is patient with a network that fails, and has no end of patience offline", async () => {
  const silent = Array.from({ length: 8 }, () => new Unreachable("network"));
  const { log, outbox } = outboxWith([{ id: "a" }], [...silent.slice(0, 5), "A"]);
  await run(outbox);
  assert.ok(log.includes("a: A") && !log.includes("a given up"));
});
