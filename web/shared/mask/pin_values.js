/** What may be a PIN or a password: as bot/masking/pin_values.py. */
import { GRAMMAR } from "./grammar.js";
import { madeOf, pattern, matchAt, runsBy } from "./patterns.js";
import { MASKED } from "./folding.js";
import { chainsOf, groupsOf } from "./groups.js";
import { lengthOf } from "./windows.js";

const PIN_DIGITS = 4;
const LONGEST_SECRET = 16;
const SHORTEST_SECRET = 6;
const NO_SECRET_WORDS = new Set(`${GRAMMAR.plain_words} ${GRAMMAR.short_words}`.split(" "));

/**
 * What may be one, in order; of two that begin together the longer first.
 * @param {Folded} folded @param {Labels} labels @param {Span[]} claimed
 */
export function pinValues(folded, labels, claimed) {
  const values = [...numberValues(folded, claimed), ...clockValues(folded), ...passwordValues(labels)];
  return values.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** @param {Folded} folded @returns {PinValue[]} */
function clockValues({ text }) {
  return [...text.matchAll(pattern(GRAMMAR.clock))].map((match) => {
    const end = match.index + match[0].length;
    return { start: end - match[1].length, end, needsSaying: true, needsWordBefore: true };
  });
}

/** @param {Folded} folded @param {Span[]} claimed */
function numberValues(folded, claimed) {
  return [false, true].flatMap((byWriting) =>
    chainsOf(groupsOf(folded, byWriting), claimed).flatMap((chain) => valuesIn(chain, folded.text)),
  );
}

/** @param {DigitGroup[]} chain @param {string} text */
function valuesIn(chain, text) {
  /** @type {PinValue[]} */
  const values = [];
  /** @param {DigitGroup[]} groups @param {boolean} needsSaying @param {boolean} [isPart] */
  const add = (groups, needsSaying, isPart = false) => {
    const [start, end] = [groups[0].start, groups[groups.length - 1].end];
    const isBesideLetter = /[a-z\ue000]/.test((text[start - 1] ?? "") + (text[end] ?? ""));
    values.push({ start, end, needsSaying: needsSaying || isBesideLetter, isPart });
  };
  /** @param {number} length */
  const isLong = (length) => PIN_DIGITS <= length && length <= LONGEST_SECRET;
  const total = lengthOf(chain);
  if (isLong(total) && chain.length > 1) add(chain, !(chain.length === PIN_DIGITS && total === PIN_DIGITS));
  for (const group of chain) {
    if (isLong(group.digits.length))
      add([group], !(group.digits.length === PIN_DIGITS && chain.length === 1), chain.length > 1);
  }
  for (const alike of runsBy(chain, (group) => group.digits.length)) {
    if (alike[0].digits.length === 1 && isLong(alike.length) && alike.length < chain.length) add(alike, true);
  }
  return values;
}

/** @param {Labels} labels */
function passwordValues(labels) {
  /** @type {PinValue[]} */
  const values = [];
  let [text, done] = ["", 0];
  for (const { start, end } of labels.all) {
    text += labels.text.slice(done, start) + MASKED.repeat(end - start);
    done = end;
  }
  text += labels.text.slice(done);
  for (const match of text.matchAll(pattern(GRAMMAR.secret))) {
    const [secret, start, end] = [match[0], match.index, match.index + match[0].length];
    const isAddress = ((text[start - 1] ?? "") + (text[end] ?? "")).includes("@");
    const isLong = SHORTEST_SECRET <= secret.length && secret.length <= LONGEST_SECRET;
    if (isAddress || !isLong || NO_SECRET_WORDS.has(secret)) continue;
    const hasDigits = /[0-9]/.test(secret);
    if (hasDigits && /[a-z]/.test(secret) && !matchAt(GRAMMAR.no_secret, secret, 0))
      values.push({ start, end, needsSaying: false });
    else if (!hasDigits && isWordAlone(labels, start, end)) values.push({ start, end, needsSaying: true });
  }
  for (const match of text.matchAll(pattern(GRAMMAR.pieces))) {
    const start = match.index + match[1].length;
    const end = start + match[2].length;
    const isPlain = match[2].split(/[ ,-]+/).some(isPlainWord);
    if (isPlain || (/[0-9]/.test(match[2][0]) && !isWordAlone(labels, start, end))) continue;
    values.push({ start, end, needsSaying: true, needsWordBefore: true });
  }
  return values;
}

/** @param {string} word */
function isPlainWord(word) {
  return word.length > 1 && (NO_SECRET_WORDS.has(word) || madeOf(GRAMMAR.said_by, word));
}

/** @param {Labels} labels @param {number} start @param {number} end */
function isWordAlone(labels, start, end) {
  const before = labels.before(start);
  if (!before || !matchAt(GRAMMAR.after_word, labels.text, end)) return false;
  return /[^\0-\x7f]|[:=]/.test(labels.text.slice(before.start, start));
}
