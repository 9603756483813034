import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkDigit, digitValue, maskNumbers } from "../../web/chat/mask.js";

const CASES = JSON.parse(readFileSync(new URL("../data/mask_cases.json", import.meta.url)));

for (const [text, masked] of CASES) {
  test(`masks as the desk does: ${text}`, () => assert.equal(maskNumbers(text), masked));
}

test("masks every number with a valid check digit, in every writing", () => {
  for (let i = 0; i < 500; i++) {
    const digits = Array.from({ length: 11 }, () => Math.floor(Math.random() * 10));
    const number = [...digits, checkDigit(digits)].join("");
    for (const separator of ["", " ", "-", "　"]) {
      const written = [number.slice(0, 4), number.slice(4, 8), number.slice(8)].join(separator);
      assert.equal(maskNumbers(`あ${written}。`), "あ＊＊＊＊。", written);
    }
  }
});

test("knows the digits of all writings", () => {
  assert.deepEqual([..."7７七零a"].map(digitValue), [7, 7, 7, 0, undefined]);
});
