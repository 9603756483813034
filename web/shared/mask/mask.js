/**
 * Masks My Numbers, residence card numbers and PINs before a message leaves the browser (docs/masking.md).
 * The same grammar as bot/masking, which masks again; tests/data/mask_cases.json holds both to it.
 */
import { MASKED, withEdits } from "./folding.js";
import { foldText } from "./readings.js";
import { claimsOf } from "./groups.js";
import { Labels } from "./labels.js";
import { myNumberSpans, residenceCardSpans } from "./my_numbers.js";
import { pinSpans } from "./pins.js";
import { MASK } from "./sign.js";

const FINDERS = [myNumberSpans, residenceCardSpans, pinSpans];

const MOST_LOOKS = 4;

/** The text with its numbers masked; what is masked may tell what stands beside it. @param {string} text */
export function maskNumbers(text) {
  let seen = text;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const masked = maskOnce(seen);
    if (masked === seen) break;
    seen = masked;
  }
  return seen;
}

/** @param {string} text */
function maskOnce(text) {
  let folded = foldText(text);
  if (!/[0-9]|[a-z]{6}/.test(folded.text)) return text;
  let isFound = false;
  let [labels, claimed] = [new Labels(folded), claimsOf(folded)];
  for (const find of FINDERS) {
    const spans = disjointSpans(find(folded, labels, claimed));
    if (!spans.length) continue;
    folded = withEdits(
      folded,
      spans.map(([start, end]) => [start, end, MASKED, "."]),
    );
    [labels, claimed, isFound] = [new Labels(folded), claimsOf(folded), true];
  }
  return isFound ? maskedText(text, folded) : text;
}

/** @param {Span[]} spans */
function disjointSpans(spans) {
  /** @type {Span[]} */
  const joined = [];
  for (const [start, end] of spans.sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = joined[joined.length - 1];
    if (last && start < last[1]) last[1] = Math.max(end, last[1]);
    else joined.push([start, end]);
  }
  return joined;
}

/** @param {string} text @param {Folded} folded */
function maskedText(text, folded) {
  let [written, done] = ["", 0];
  [...folded.text].forEach((character, place) => {
    if (character !== MASKED) return;
    written += text.slice(done, folded.starts[place]) + MASK;
    done = folded.ends[place];
  });
  return written + text.slice(done);
}
