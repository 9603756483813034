import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, pieces } from "../../web/chat/views/folding.js";
import { version } from "./turns.js";

const CITY = { kind: "tel", label: "City", value: "0570-057118", note: "" };
const STATE = { kind: "tel", label: "State", value: "0120-95-0178", note: "" };
const FILE = { kind: "calendar", label: "Save", value: "data:" };
const ORDER = ["title", "lead", "points", "notes", "phone_lines", "changed_since", "calendar", "sources"];

function answer(kinds, notes, links = [CITY], order = ORDER) {
  const points = kinds.map((kind, i) => `${kind} ${i}`);
  return { ...version(), order, answer: { title: "", lead: "", points, kinds, notes, links } };
}

test("three points are read at once, and nothing is lost", () => {
  const whole = answer(["how", "who", "cost", "where", "point"], ["first", "second"]);
  const [seen, rest, origin] = fold(whole);
  assert.deepEqual(seen.answer.points, whole.answer.points.slice(0, 3));
  assert.deepEqual(rest.answer.points, whole.answer.points.slice(3));
  assert.deepEqual([seen.answer.notes, rest.answer.notes, pieces(rest)], [["first"], ["second"], 3]);
  assert.deepEqual([...seen.order, ...origin.order], ORDER);
  assert.deepEqual(rest.order, ["points", "notes", "phone_lines"]);
});

test("what is short is whole", () => {
  const whole = answer(["how", "who", "cost", "where"], ["first"]);
  const [seen, rest] = fold(whole);
  assert.deepEqual([seen.answer, rest], [whole.answer, undefined]);
});

test("a question of a form is whole", () => {
  const whole = { ...answer(Array(9).fill("point"), []), asks: "birth_date" };
  const [seen, rest] = fold(whole);
  assert.deepEqual([seen.answer, rest], [whole.answer, undefined]);
});

test("of computed dates all come first, then what to do", () => {
  const { points } = fold(answer(["deadline", "deadline", "deadline", "bring", "where", "point"], []))[0].answer;
  assert.deepEqual(points, ["deadline 0", "deadline 1", "deadline 2", "bring 3"]);
});

test("a note that names a number stays in sight", () => {
  const [seen, rest] = fold(answer([], ["a", "b", "c", "FAX 0120-601-785"]));
  assert.deepEqual(
    [seen.answer.notes, rest.answer.notes],
    [
      ["a", "FAX 0120-601-785"],
      ["b", "c"],
    ],
  );
});

test("one line to call and the days to save stay in sight; all lines where they are the answer", () => {
  const notes = ["a", "b", "c", "d"];
  assert.deepEqual(fold(answer([], notes, [CITY, STATE, FILE]))[0].answer.links, [CITY, FILE]);
  const urgent = answer(["how"], notes, [CITY, STATE], ["title", "lead", "phone_lines", "points", "notes"]);
  assert.deepEqual(fold(urgent)[0].answer.links, [CITY, STATE]);
});

test("an answer that another version kept has no kinds", () => {
  const whole = answer(["how", "who", "cost", "where", "point"], []);
  delete whole.answer.kinds;
  assert.equal(fold(whole)[0].answer.points.length, 3);
});
