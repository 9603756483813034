/** Numbers said as a whole, 八千七百六十五, eight thousand seven hundred sixty-five: as bot/masking/number_words.py. */
import { GRAMMAR } from "./grammar.js";
import { pattern } from "./patterns.js";
import { apartEdits } from "./folding.js";

const MULTIPLIERS = [10, 100, 1000]; // 十, 百, 千: they take what stands before them that many times
const PAIR = 100; // eighty-seven sixty-five
const FORMS = GRAMMAR.counted.map(({ form, tokens }) => ({
  form,
  word: tokens.map(([words]) => `(${words})`).join("|"),
  values: tokens.map(([, value]) => value),
}));

/** The edits that write numbers of four digits as these. @param {Folded} folded */
export function numberWordEdits({ text }) {
  const edits = FORMS.flatMap((written) =>
    [...text.matchAll(pattern(written.form))].map((match) => {
      const [first, second] = match.slice(2).map((part) => valueOf(part ?? "", written));
      const number = match[3] ? first * PAIR + second : first;
      const start = match.index + match[1].length;
      return /** @type {Edit} */ ([start, match.index + match[0].length, String(number), "w"]);
    }),
  );
  return apartEdits(edits);
}

/** @param {string} said @param {{word: string, values: number[]}} form */
function valueOf(said, { word, values }) {
  let [total, current] = [0, 0];
  for (const match of said.matchAll(pattern(word))) {
    const value = values[match.slice(1).findIndex((group) => group !== undefined)];
    if (MULTIPLIERS.includes(value) && match[0] !== "ten") [total, current] = [total + Math.max(current, 1) * value, 0];
    else current += value || Number(match[0]);
  }
  return total + current;
}
