/** Names of letters, what a number is not, where it goes on: as bot/masking/set_aside.py. */
import { GRAMMAR } from "./grammar.js";
import { pattern } from "./patterns.js";
import { apartEdits } from "./folding.js";

const DIGITS = "(?:[0-9]{S}{0,3}){7}"; // of a residence card number, or one too few
const NAMES = [...GRAMMAR.letters.map(([names]) => names), "[a-z]"];
const TWO = `((?:${NAMES.join("|")}){S}{0,2}(?:${NAMES.join("|")}))`;
const FORMS = [`(^|[^a-z])${TWO}(?={S}{0,3}${DIGITS})`, `(${DIGITS})${TWO}(?![a-z])`];
const NAME = NAMES.map((names) => `(${names})`).join("|");

/** The edits that write two letters beside digits as these. @param {Folded} folded */
export function letterNameEdits({ text }) {
  const matches = FORMS.flatMap((form) => [...text.matchAll(pattern(form))]);
  return apartEdits(matches.flatMap(lettersIn));
}

/** @param {RegExpExecArray} match @returns {Edit[]} */
function lettersIn(match) {
  return [...match[2].matchAll(pattern(NAME))].map((one) => {
    const start = match.index + match[1].length + one.index;
    const letter = GRAMMAR.letters[one.slice(1).findIndex((group) => group !== undefined)]?.[1];
    return [start, start + one[0].length, letter ?? one[0], "."];
  });
}

/** The edits that leave out what a number is not, and words before the rest of it. @param {Folded} folded */
export function setAsideEdits({ text }) {
  const matches = GRAMMAR.set_aside.flatMap((written) => [...text.matchAll(pattern(written))]);
  return apartEdits(
    matches.map((match) => {
      const start = match.index + match[1].length;
      return [start, start + match[2].length, "·", "."];
    }),
  );
}
