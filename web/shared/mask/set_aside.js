/** Names of letters, what a number is not, where it goes on: as bot/masking/set_aside.py. */
import { GRAMMAR } from "./grammar.js";
import { maskPattern } from "./patterns.js";
import { apartEdits } from "./folding.js";

const DIGITS_SET_ASIDE = "(?:[0-9]{S}{0,3}){7}"; // of a residence card number, or one too few
const NAMES = [...GRAMMAR.letters.map(([names]) => names), "[a-z]"];
const TWO = `((?:${NAMES.join("|")}){S}{0,2}(?:${NAMES.join("|")}))`;
const LETTER_FORMS = [`(^|[^a-z])${TWO}(?={S}{0,3}${DIGITS_SET_ASIDE})`, `(${DIGITS_SET_ASIDE})${TWO}(?![a-z])`];
const NAME = NAMES.map((names) => `(${names})`).join("|");

/** The edits that write two letters beside digits as these. */
export function letterNameEdits({ text }) {
  const matches = LETTER_FORMS.flatMap((form) => [...text.matchAll(maskPattern(form))]);
  return apartEdits(matches.flatMap(lettersIn));
}

function lettersIn(match) {
  return [...match[2].matchAll(maskPattern(NAME))].map((one) => {
    const start = match.index + match[1].length + one.index;
    const letter = GRAMMAR.letters[one.slice(1).findIndex((group) => group !== undefined)]?.[1];
    return [start, start + one[0].length, letter ?? one[0], "."];
  });
}

/** The edits that leave out what a number is not, and words before the rest of it. */
export function setAsideEdits({ text }) {
  const matches = GRAMMAR.set_aside.flatMap((written) => [...text.matchAll(maskPattern(written))]);
  return apartEdits(
    matches.map((match) => {
      const start = match.index + match[1].length;
      return [start, start + match[2].length, "·", "."];
    }),
  );
}
