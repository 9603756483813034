/** Finds PINs and passwords that are said to be such: as bot/masking/pins.py. */
import { GRAMMAR } from "./grammar.js";
import { isWhole, madeOf, pattern, matchAt } from "./patterns.js";
import { MASKED } from "./folding.js";
import { pinValues } from "./pin_values.js";

/**
 * The spans of PINs, in order.
 * @param {Folded} folded @param {Labels} labels @param {Span[]} claimed
 * @returns {Span[]}
 */
export function pinSpans(folded, labels, claimed) {
  /** @type {Span[]} */
  const found = [];
  for (const value of pinValues(folded, labels, claimed)) {
    const last = found[found.length - 1];
    if (last && value.start < last[1]) continue;
    if (!matchAt(GRAMMAR.unit, folded.text, value.end) && isPin(value, labels, last))
      found.push([value.start, value.end]);
  }
  return found;
}

/** @param {PinValue} value @param {Labels} labels @param {Span | undefined} last */
function isPin(value, labels, last) {
  const [before, after] = [labels.before(value.start), labels.after(value.end)];
  const behind = labels.through(before, value.start);
  if (behind !== before) return behind?.kind === "pin";
  if (isNamedAside(value, before, labels)) return false;
  if (before && labels.says(before, value.start)) {
    const isPinWord = before.kind === "pin" || before.kind === "pin_weak";
    return isPinWord || (labels.isOwn(before, value.start) && labels.isPut(value.end, after));
  }
  if (value.needsWordBefore) return false;
  if ((after?.kind === "pin" || after?.kind === "pin_weak") && isSaidOf(value, after, labels))
    return !isInYear(value, labels.text);
  if (last && goesOnFrom(last, value, labels, before)) return true;
  const isNear = before?.kind === "pin" || isTyped(value, labels);
  return isNear && !value.needsSaying && !isYear(value, labels.text);
}

/** @param {PinValue} value @param {Label} after @param {Labels} labels */
function isSaidOf({ end, isPart }, after, labels) {
  return isPart ? labels.isPut(end, after) : labels.isSaid(end, after);
}

/** @param {PinValue} value @param {Label | undefined} before @param {Labels} labels */
function isNamedAside({ end }, before, { text }) {
  return before?.kind === "pin_weak" && matchAt(GRAMMAR.in_brackets, text, end) !== null;
}

/** @param {PinValue} value @param {Labels} labels */
function isTyped({ start, end }, { text }) {
  const head = text.slice(Math.max(start - GRAMMAR.reach_typed, 0), start);
  if (isWhole(GRAMMAR.not_a_pin, text.slice(start, end))) return false; // 0120, a passport
  return pattern(GRAMMAR.typed_before, "").test(head) || matchAt(GRAMMAR.typed_after, text, end) !== null;
}

/** @param {Span} last @param {PinValue} value @param {Labels} labels @param {Label | undefined} before */
function goesOnFrom(last, value, { text }, before) {
  if (before && before.start >= last[1]) return false;
  const between = text.slice(last[1], value.start);
  if (between.length > GRAMMAR.reach_before || between.includes(MASKED)) return false;
  return (!value.needsSaying && !isYear(value, text)) || madeOf(GRAMMAR.joined, between);
}

/** @param {Pick<PinValue, "start" | "end">} value @param {string} text */
const isYear = ({ start, end }, text) => isWhole(GRAMMAR.year, text.slice(start, end));

/** @param {PinValue} value @param {string} text */
function isInYear(value, text) {
  return (
    isYear(value, text) && text.slice(Math.max(value.start - 8, 0), value.start).search(pattern(GRAMMAR.when, "")) >= 0
  );
}
