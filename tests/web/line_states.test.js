import assert from "node:assert/strict";
import { test } from "node:test";
import { LineStates } from "../../web/chat/state/line_states.js";

globalThis.addEventListener = () => {};

const MORNING = 1_000_000_000_000; // ms
const HOUR = 3_600_000;
const LINK = { value: "0120-95-0178", label: "Centre", menu: "2", note: "Open until 6 p.m. today", open: true };
const NIGHT = { ...LINK, note: "Closed until 9 a.m.", open: false };

/** What is asked of the desk, and what it says, at a time that the test sets. */
function states(answers = []) {
  const heard = [];
  const clock = { time: MORNING };
  const desk = {
    start: async () => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return {
    heard,
    clock,
    states: new LineStates(
      desk,
      (lines) => heard.push(lines),
      () => clock.time,
    ),
  };
}

test("an answer of the morning tells at night what is true at night", () => {
  const { states: lines } = states();
  assert.deepEqual(lines.of(LINK, MORNING - HOUR, [NIGHT]), NIGHT);
});

test("an answer that just came knows best", () => {
  const { states: lines } = states();
  assert.equal(lines.of(LINK, MORNING + 1, [NIGHT]), LINK);
  assert.equal(lines.of(LINK, undefined, [NIGHT]), LINK);
});

test("of a line that is not there any more nothing is said", () => {
  const { states: lines } = states();
  const others = [
    { ...NIGHT, menu: "1" },
    { ...NIGHT, label: "Office" },
    { ...NIGHT, value: "03-5722-9344" },
  ];
  for (const other of others)
    assert.deepEqual(lines.of(LINK, MORNING - HOUR, [other]), { ...LINK, open: undefined, note: "" });
});

test("asks again after a while, and whenever it could not", async () => {
  const told = { best_line: 1, lines: 2, person: 3, greeting: 4 };
  const { heard, clock, states: lines } = states([new Error("network"), told]);
  await lines.refresh();
  assert.deepEqual(heard, []); // too early: nobody was asked
  clock.time += HOUR;
  await lines.refresh();
  await lines.refresh();
  await lines.refresh();
  assert.deepEqual(heard, [{ best_line: 1, lines: 2, person: 3 }]);
});
