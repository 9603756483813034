import assert from "node:assert/strict";
import { test } from "node:test";
import { numberFrom, readDate, writeDate } from "../../web/shared/dates.js";

const ERAS = { reiwa: "2019-05-01", heisei: "1989-01-08", showa: "1926-12-25" };

// era, year, month, day -> ISO, or what is wrong
const CASES = [
  ["western", "1978", "9", "11", "1978-09-11"],
  ["showa", "53", "9", "11", "1978-09-11"],
  ["heisei", "元", "1", "8", "1989-01-08"],
  ["heisei", "1", "1", "7", "no_such_day"],
  ["reiwa", "１", "５", "１", "2019-05-01"],
  ["reiwa", "1", "4", "30", "no_such_day"],
  ["heisei", "38", "3", "1", "2026-03-01"], // printed before the era changed
  ["western", "2023", "2", "29", "no_such_day"],
  ["western", "2024", "2", "29", "2024-02-29"],
  ["western", "2024", "13", "1", "no_such_day"],
  ["western", "85", "1", "1", "no_such_day"],
  ["western", "", "1", "1", "date_incomplete"],
  ["western", "1978", "nine", "1", "date_incomplete"],
  ["western", "1978", "9", "1.5", "date_incomplete"],
];

for (const [era, year, month, day, expected] of CASES) {
  test(`reads ${era} ${year}-${month}-${day}`, () => {
    const { iso, problem } = readDate({ era, year, month, day }, ERAS);
    assert.equal(iso || problem, expected);
  });
}

test("reads numbers as people type them", () => {
  assert.deepEqual([" ７ ", "元", "", "x", "12345"].map(numberFrom), [7, 1, undefined, undefined, undefined]);
});

test("writes a day in the reader's language", () => {
  const written = ["ja", "en", "zh", "ko"].map((language) => writeDate("1978-09-11", language));
  assert.deepEqual(written, ["1978年9月11日", "11 September 1978", "1978年9月11日", "1978년 9월 11일"]);
});
