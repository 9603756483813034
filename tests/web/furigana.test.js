import assert from "node:assert/strict";
import { test } from "node:test";
import { breakable, splitReadings, splitTerms } from "../../web/chat/views/furigana.js";

const marked = (text, language) =>
  splitTerms(text, language)
    .map(([piece, isTerm]) => (isTerm ? `<${piece}>` : piece))
    .join("");

// language, text -> the same with its Japanese terms in angle brackets
const TERMS = [
  ["en", "a residence certificate (住民票)", "a residence certificate (<住民票>)"],
  ["en", "no term", "no term"],
  ["en", "“Meguro-ku Now” (目黒区なう), page", "“Meguro-ku Now” (<目黒区なう>), page"],
  ["ko", "주민표(住民票の写し)를", "주민표(<住民票の写し>)를"],
  ["zh", "住民票（住民票の写し）可以", "住民票（<住民票の写し>）可以"],
  ["zh", "户籍住民课（戸籍住民課）", "户籍住民课（<戸籍住民課>）"],
  ["zh", "年末年初（系统维护日除外）", "年末年初（系统维护日除外）"],
  ["zh", "冊子《あなたといっしょに》", "冊子《<あなたといっしょに>》"],
  ["ja", "住民票の写し", "住民票の写し"],
  ["en", "", ""],
];

for (const [language, text, expected] of TERMS) {
  test(`finds Japanese terms: ${text}`, () => assert.equal(marked(text, language), expected));
}

// annotated text -> pieces, with their readings
const READINGS = [
  ["お{持|も}ちください", [["お"], ["持", "も"], ["ちください"]]],
  ["{期限|きげん}", [["期限", "きげん"]]],
  ["カード", [["カード"]]],
  [
    "{一|いっ}{枚|まい}",
    [
      ["一", "いっ"],
      ["枚", "まい"],
    ],
  ],
  ["", []],
];

for (const [text, expected] of READINGS) {
  test(`splits readings: ${text}`, () => assert.deepEqual(splitReadings(text), expected));
}

test("what no browser breaks gets places to break at, and nothing else does", () => {
  globalThis.document = { createElement: (name) => ({ name, append() {}, setAttribute() {} }) };
  const places = (text) => breakable(text).filter((piece) => typeof piece !== "string").length;
  const words = (text) =>
    breakable(text)
      .filter((piece) => typeof piece === "string")
      .join("");
  const joined = { jamo: "\u1112".repeat(80), emoji: "👨\u200d".repeat(40), conjuncts: "क्".repeat(40) };
  for (const text of Object.values(joined)) {
    assert.equal(words(text), text);
    assert.ok(places(text) >= 4, text);
  }
  for (const text of ["W".repeat(400), "カードをなくしました", "👨‍👩‍👧‍👦".repeat(60), "한국어 카드", ""])
    assert.deepEqual(breakable(text), [text]);
});
