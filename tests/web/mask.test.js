import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { maskNumbers } from "../../web/shared/mask/mask.js";
import { checkDigit } from "../../web/shared/mask/my_numbers.js";
import { foldText } from "../../web/shared/mask/readings.js";

const CASES = JSON.parse(readFileSync(new URL("../data/mask_cases.json", import.meta.url)));

for (const [text, masked] of CASES) {
  test(`masks as the desk does: ${text}`, () => assert.equal(maskNumbers(text), masked));
}

test("masks every number with a valid check digit", () => {
  for (let i = 0; i < 200; i++) {
    const digits = Array.from({ length: 11 }, (_, place) => (i * (place + 3) + place * place) % 10);
    const number = [...digits, checkDigit(digits)].join("");
    for (const separator of ["", " ", "-", "　", ":", "の", "😀", "\u200b", "\n"]) {
      const written = [number.slice(0, 4), number.slice(4, 8), number.slice(8)].join(separator);
      assert.equal(maskNumbers(`あ${written}。`), "あ＊＊＊＊。", written);
    }
  }
});

test("knows the digits of all writings", () => {
  assert.equal(foldText("7７七零a٧७𝟕❼さんよんごろく").text, "7770a77773456");
});
