/** Regular expressions of the grammar, as bot/masking/grammar.py. */
import { GRAMMAR } from "./grammar.js";

/** @type {Map<string, RegExp>} */
const made = new Map();

/**
 * A regular expression with its parts filled in; flag "g" finds, "y" matches at a place.
 * @param {string} written @param {string} [flags] @returns {RegExp}
 */
export function pattern(written, flags = "g") {
  const key = flags + written;
  if (!made.has(key)) {
    let filled = written;
    while (/\{[A-Z]+\}/.test(filled)) filled = filled.replace(/\{([A-Z]+)\}/g, (_, part) => GRAMMAR.parts[part]);
    made.set(key, new RegExp(filled, flags));
  }
  return /** @type {RegExp} */ (made.get(key));
}

/**
 * The match that begins at a place of a text, or null.
 * @param {string} written @param {string} text @param {number} place
 */
export function matchAt(written, text, place) {
  const expression = pattern(written, "y");
  expression.lastIndex = place;
  return expression.exec(text);
}

/** Whether a whole text is of a form. @param {string} written @param {string} text */
export function isWhole(written, text) {
  const match = matchAt(`(?:${written})$`, text, 0);
  return match !== null;
}

/** Whether a text is nothing but such words, each as long as can be. @param {string} written @param {string} text */
export function madeOf(written, text) {
  let place = 0;
  while (place < text.length) {
    const match = matchAt(written, text, place);
    if (!match || !match[0]) return false;
    place += match[0].length;
  }
  return true;
}

/** Runs of items with the same key. @template T @param {T[]} items @param {(item: T) => unknown} key */
export function runsBy(items, key) {
  /** @type {T[][]} */
  const runs = [];
  for (const item of items) {
    const last = runs[runs.length - 1];
    if (last && key(last[0]) === key(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}
