/** Finds My Numbers and residence card numbers: as bot/masking/my_numbers.py, residence_cards.py. */
import { GRAMMAR } from "./grammar.js";
import { pattern } from "./patterns.js";
import { chainsOf, groupsOf } from "./groups.js";
import { lengthOf, windowsOf } from "./windows.js";

const MY_NUMBER_DIGITS = 12;
const LONGEST_LOOKED_AT = 24; // digits of a group
const SHORT_WORDS = GRAMMAR.short_words.split(" ");
const DATE_DIGITS = /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$/;

/** The check digit for the first 11 digits (番号法総務省令, art. 5). @param {string | number[]} digits */
export function checkDigit(digits) {
  const total = [...digits]
    .map(Number)
    .reverse()
    .reduce((sum, digit, i) => sum + digit * (i < 6 ? i + 2 : i - 4), 0);
  return total % 11 <= 1 ? 0 : 11 - (total % 11);
}

/** @param {string} digits */
function isValid(digits) {
  const values = [...digits].map(Number);
  return values.length === MY_NUMBER_DIGITS && checkDigit(values.slice(0, -1)) === values[MY_NUMBER_DIGITS - 1];
}

/** @param {DigitGroup[]} groups */
const digitsOf = (groups) => groups.map((group) => group.digits).join("");
/** @type {(groups: DigitGroup[]) => Span} */
const spanOf = (groups) => [groups[0].start, groups[groups.length - 1].end];

/**
 * The spans of My Numbers; some may overlap.
 * @param {Folded} folded @param {Labels} labels @param {Span[]} claimed
 * @returns {Span[]}
 */
export function myNumberSpans(folded, labels, claimed) {
  const isMixed = new Set(folded.kinds.replaceAll(".", "")).size > 1;
  return (isMixed ? [false, true] : [false]).flatMap((byWriting) => {
    const groups = groupsOf(folded, byWriting);
    const apart = chainsOf(groups, claimed).flatMap((chain) => {
      const valid = windowsOf(chain)
        .filter((one) => isValid(digitsOf(one)))
        .map(spanOf);
      return [...valid.filter((span) => labels.naming(...span) !== "code"), ...namedSpans(chain, labels)];
    });
    const whole = chainsOf(groups).filter(
      (chain) => isValid(digitsOf(chain)) && labels.naming(...spanOf(chain)) === "my_number",
    );
    return [...apart, ...whole.map(spanOf)];
  });
}

/** @param {DigitGroup[]} chain @param {Labels} labels @returns {Span[]} */
function namedSpans(chain, labels) {
  const [start, end] = spanOf(chain);
  const [before, after] = [labels.before(start), labels.after(end)];
  const isBefore = before?.kind === "my_number";
  const isAfter = after?.kind === "my_number" && labels.isSaid(end, after);
  if (!isBefore && !isAfter) return [];
  const isDirect = isAfter || Boolean(before && labels.says(before, start));
  const counts = isDirect ? [MY_NUMBER_DIGITS, MY_NUMBER_DIGITS + 1, MY_NUMBER_DIGITS - 1] : [MY_NUMBER_DIGITS];
  const inside = anywhereIn(chain);
  return inside.length ? inside : firstOf(isBefore ? chain : [...chain].reverse(), counts);
}

/** @param {DigitGroup[]} chain */
function anywhereIn(chain) {
  /** @type {Span[]} */
  const found = [];
  let [first, length] = [0, 0];
  chain.forEach((group, last) => {
    length += group.digits.length;
    while (length > MY_NUMBER_DIGITS && first < last) length -= chain[first++].digits.length;
    const digits = length >= MY_NUMBER_DIGITS ? digitsOf(chain.slice(first, last + 1)).slice(0, LONGEST_LOOKED_AT) : "";
    for (let at = 0; at + MY_NUMBER_DIGITS <= digits.length; at++) {
      if (isValid(digits.slice(at, at + MY_NUMBER_DIGITS))) return found.push([chain[first].start, group.end]);
    }
  });
  return found;
}

/** @param {DigitGroup[]} chain @param {number[]} counts @returns {Span[]} */
function firstOf(chain, counts) {
  const few = chain.slice(0, Math.max(...counts) + 1);
  for (const count of counts) {
    const taken = few.findIndex((_, place) => lengthOf(few.slice(0, place + 1)) === count) + 1;
    if (taken) return [spanOf(few.slice(0, taken).sort((one, other) => one.start - other.start))];
  }
  return [];
}

/**
 * The spans of residence card numbers; some may overlap.
 * @param {Folded} folded @param {Labels} labels @param {Span[]} claimed
 * @returns {Span[]}
 */
export function residenceCardSpans(folded, labels, claimed) {
  /** @param {number} start */
  const isAlone = (start) => !/[a-z0-9]/.test(folded.text[start - 1] ?? "");
  /** @param {string} written */
  const spans = (written) => [...folded.text.matchAll(pattern(written))].filter((match) => isAlone(match.index));
  /** @type {(match: RegExpExecArray) => Span} */
  const span = (match) => [match.index, match.index + match[0].length];
  /** @param {Span} parts */
  const isFree = ([from, to]) => !claimed.some(([start, end]) => start < to && from < end);
  const slips = spans(GRAMMAR.card_slip)
    .map(span)
    .filter((one) => labels.naming(...one) === "residence" && isFree(one));
  return [...spans(GRAMMAR.card).filter(isCard).map(span), ...slips];
}

/** @param {RegExpExecArray} match */
function isCard([, first, middle, last]) {
  /** @param {string} character */
  const isSpace = (character) => character === " " || character === "\n";
  const words = [...(isSpace(middle[0]) ? [first] : []), ...(isSpace(middle[middle.length - 1]) ? [last] : [])];
  const isDate = DATE_DIGITS.test(middle.replace(/[^0-9]/g, ""));
  return !(words.length && (isDate || words.some((word) => SHORT_WORDS.includes(word))));
}
