/** Finds PINs and passwords that are said to be such: as bot/masking/pins.py. */
import { GRAMMAR } from "./mask_grammar.js";
import { isWhole, madeOf, maskPattern, matchAt, runsBy } from "./mask_patterns.js";
import { MASKED } from "./mask_folding.js";
import { chainsOf, groupsOf } from "./mask_groups.js";
import { lengthOf } from "./mask_windows.js";

const PIN_DIGITS = 4;
const LONGEST_SECRET = 16;
const SHORTEST_SECRET = 6;
const NO_SECRET_WORDS = new Set(`${GRAMMAR.plain_words} ${GRAMMAR.short_words}`.split(" "));

/** The spans of PINs, in order. */
export function pinSpans(folded, labels, claimed) {
  const values = [...numberValues(folded, claimed), ...passwordValues(labels)];
  values.sort((one, other) => one.start - other.start || other.end - one.end);
  const found = [];
  for (const value of values) {
    const last = found[found.length - 1];
    if (last && value.start < last[1]) continue;
    if (!matchAt(GRAMMAR.unit, folded.text, value.end) && isPin(value, labels, last)) found.push([value.start, value.end]);
  }
  return found;
}

function isPin(value, labels, last) {
  const [before, after] = [labels.before(value.start), labels.after(value.end)];
  const behind = labels.through(before, value.start);
  if (behind !== before) return behind.kind === "pin";
  if (before && labels.says(before, value.start)) {
    const isPinWord = before.kind === "pin" || before.kind === "pin_weak";
    return isPinWord || (labels.isOwn(before, value.start) && labels.isPut(value.end, after));
  }
  if (value.needsWordBefore) return false;
  if ((after?.kind === "pin" || after?.kind === "pin_weak") && labels.isSaid(value.end, after)) return !isInYear(value, labels.text);
  if (last && goesOnFrom(last, value, labels, before)) return true;
  return before?.kind === "pin" && !value.needsSaying && !isYear(value, labels.text);
}

function goesOnFrom(last, value, { text }, before) {
  if (before && before.start >= last[1]) return false;
  const between = text.slice(last[1], value.start);
  if (between.length > GRAMMAR.reach_before || between.includes(MASKED)) return false;
  return (!value.needsSaying && !isYear(value, text)) || madeOf(GRAMMAR.joined, between);
}

const isYear = ({ start, end }, text) => isWhole(GRAMMAR.year, text.slice(start, end));

function isInYear(value, text) {
  return isYear(value, text) && text.slice(Math.max(value.start - 8, 0), value.start).search(maskPattern(GRAMMAR.when, "")) >= 0;
}

function numberValues(folded, claimed) {
  return [false, true].flatMap((byWriting) =>
    chainsOf(groupsOf(folded, byWriting), claimed).flatMap((chain) => valuesIn(chain, folded.text)),
  );
}

function valuesIn(chain, text) {
  const values = [];
  const add = (groups, needsSaying) => {
    const [start, end] = [groups[0].start, groups[groups.length - 1].end];
    const isBesideLetter = /[a-z\ue000]/.test((text[start - 1] ?? "") + (text[end] ?? ""));
    values.push({ start, end, needsSaying: needsSaying || isBesideLetter });
  };
  const isLong = (length) => PIN_DIGITS <= length && length <= LONGEST_SECRET;
  const total = lengthOf(chain);
  if (isLong(total) && chain.length > 1) add(chain, !(chain.length === PIN_DIGITS && total === PIN_DIGITS));
  for (const group of chain) {
    if (isLong(group.digits.length)) add([group], !(group.digits.length === PIN_DIGITS && chain.length === 1));
  }
  for (const alike of runsBy(chain, (group) => group.digits.length)) {
    if (alike[0].digits.length === 1 && isLong(alike.length) && alike.length < chain.length) add(alike, true);
  }
  return values;
}

function passwordValues(labels) {
  const values = [];
  let [text, done] = ["", 0];
  for (const { start, end } of labels.all) {
    text += labels.text.slice(done, start) + MASKED.repeat(end - start);
    done = end;
  }
  text += labels.text.slice(done);
  for (const match of text.matchAll(maskPattern(GRAMMAR.secret))) {
    const [secret, start, end] = [match[0], match.index, match.index + match[0].length];
    const isAddress = ((text[start - 1] ?? "") + (text[end] ?? "")).includes("@");
    const isLong = SHORTEST_SECRET <= secret.length && secret.length <= LONGEST_SECRET;
    if (isAddress || !isLong || NO_SECRET_WORDS.has(secret)) continue;
    const hasDigits = /[0-9]/.test(secret);
    if (hasDigits && /[a-z]/.test(secret) && !matchAt(GRAMMAR.no_secret, secret, 0)) values.push({ start, end, needsSaying: false });
    else if (!hasDigits && isWordAlone(labels, start, end)) values.push({ start, end, needsSaying: true });
  }
  for (const match of text.matchAll(maskPattern(GRAMMAR.pieces))) {
    const start = match.index + match[1].length;
    const end = start + match[2].length;
    const isPlain = match[2].split(/[ ,-]+/).some(isPlainWord);
    if (isPlain || (/[0-9]/.test(match[2][0]) && !isWordAlone(labels, start, end))) continue;
    values.push({ start, end, needsSaying: true, needsWordBefore: true });
  }
  return values;
}

function isPlainWord(word) {
  return word.length > 1 && (NO_SECRET_WORDS.has(word) || madeOf(GRAMMAR.said_by, word));
}

function isWordAlone(labels, start, end) {
  const before = labels.before(start);
  if (!before || !matchAt(GRAMMAR.after_word, labels.text, end)) return false;
  return /[^\0-\x7f]|[:=]/.test(labels.text.slice(before.start, start));
}
