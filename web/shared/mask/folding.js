/** Brings the writings of a text together, and keeps where each character came from: as bot/masking/folding.py. */
import { GRAMMAR } from "./grammar.js";
import { MASK } from "./sign.js";

export const MASKED = "\ue000"; // what a mask is folded to: it joins nothing
export const CIRCLES = "○◯◦"; // zeros, where a kanji digit stands beside them
const LETTER = "\ue001"; // a letter beyond the basic plane
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\u115f\u1160\u3164\uffa0\u180e]$/u;
const MARK_OR_TAIL = /[\u3099\u309a\uff9e\uff9f\u1161-\u1175\u11a8-\u11c2]/;
const MOST_FOLDED = 4;

/** @param {Record<string, number | string>} writings */
function characterTable(writings) {
  return new Map(Object.entries(writings).flatMap(([all, value]) => [...all].map((one) => [one, String(value)])));
}

const SIGNS = new Map(Object.entries(GRAMMAR.signs).flatMap(([to, all]) => [...to, ...all].map((one) => [one, to])));
const KANJI = characterTable(GRAMMAR.kanji);
const ENCLOSED = characterTable(GRAMMAR.enclosed);
const LOOKALIKES = characterTable(GRAMMAR.lookalikes); // letters of other scripts that look like a Latin one
/** @type {Map<string, [string, string][]>} */
const remembered = new Map();

/**
 * The value of a decimal digit of any script: ten stand together, from a code that ends in 0 or 6.
 * @param {string} character
 */
function decimalOf(character) {
  const code = /** @type {number} */ (character.codePointAt(0));
  const low = code & 15;
  return /\p{Nd}/u.test(String.fromCodePoint(code - low)) ? low : low - 6;
}

/** @param {string} character @returns {[string, string]} */
function canonical(character) {
  if (KANJI.has(character)) return [/** @type {string} */ (KANJI.get(character)), "k"];
  if (ENCLOSED.has(character)) return [/** @type {string} */ (ENCLOSED.get(character)), "a"];
  if (/\p{Nd}/u.test(character)) return [String(decimalOf(character)), "a"];
  if (SIGNS.has(character)) return [/** @type {string} */ (SIGNS.get(character)), "."];
  if (CIRCLES.includes(character)) return [character, "."];
  if (/[\p{L}\p{N}]/u.test(character))
    return [character > "\uffff" || character.length > 1 ? LETTER : hiragana(character), "."];
  if (/\p{Pd}/u.test(character)) return ["-", "."];
  return [/[\p{Zs}\p{Cc}]/u.test(character) ? " " : "·", "."];
}

/** @param {string} character @returns {string} */
function hiragana(character) {
  const small = character.toLowerCase()[0];
  if (LOOKALIKES.has(small)) return /** @type {string} */ (LOOKALIKES.get(small));
  return small >= "ァ" && small <= "ヶ" ? String.fromCharCode(small.charCodeAt(0) - 0x60) : small;
}

/**
 * What one character is folded to, each with its kind: "a" and "k" digits, "." the rest.
 * @param {string} character @returns {[string, string][]}
 */
export function foldCharacter(character) {
  if (!remembered.has(character)) remembered.set(character, foldedAnew(character));
  return /** @type {[string, string][]} */ (remembered.get(character));
}

/** @param {string} character @returns {[string, string][]} */
function foldedAnew(character) {
  if (INVISIBLE.test(character)) return [];
  const normal = [...character.normalize("NFKC")].filter((one) => !INVISIBLE.test(one));
  return normal.length > MOST_FOLDED || normal.includes("⁄") ? [[LETTER, "."]] : normal.map(canonical);
}

/** @param {string} before @param {string} character */
function joinedWith(before, character) {
  const both = (before + character.normalize("NFKC")).normalize("NFC");
  return both.length === 1 ? both : undefined;
}

/** Each character by itself, one a place. @param {string} text @returns {Folded} */
export function foldCharacters(text) {
  /** @type {Letter[]} */
  const letters = [];
  for (let place = 0; place < text.length;) {
    const last = letters[letters.length - 1];
    if (text.startsWith(MASK, place)) {
      letters.push([MASKED, ".", place, (place += MASK.length)]);
      continue;
    }
    const character = String.fromCodePoint(/** @type {number} */ (text.codePointAt(place)));
    const end = place + character.length;
    const joined = last && MARK_OR_TAIL.test(character) ? joinedWith(last[0], character) : undefined;
    const folded = joined ? [] : foldCharacter(character);
    if (joined) [last[0], last[1]] = [joined, "."];
    if (last && !folded.length) last[3] = end;
    for (const [one, kind] of folded) letters.push([one, kind, place, end]);
    place = end;
  }
  return fromLetters(letters);
}

/** @param {Letter[]} letters @returns {Folded} */
function fromLetters(letters) {
  return {
    text: letters.map((one) => one[0]).join(""),
    kinds: letters.map((one) => one[1]).join(""),
    starts: letters.map((one) => one[2]),
    ends: letters.map((one) => one[3]),
  };
}

/**
 * With other characters in some places.
 * @param {Folded} folded @param {Edit[]} edits in order
 * @returns {Folded}
 */
export function withEdits(folded, edits) {
  if (!edits.length) return folded;
  /** @type {Letter[]} */
  const letters = [];
  let done = 0;
  /** @param {number} until */
  const keep = (until) => {
    for (; done < until; done++)
      letters.push([folded.text[done], folded.kinds[done], folded.starts[done], folded.ends[done]]);
  };
  for (const [start, end, written, kind] of edits) {
    keep(start);
    for (const one of written) letters.push([one, kind, folded.starts[start], folded.ends[end - 1]]);
    done = end;
  }
  keep(folded.text.length);
  return fromLetters(letters);
}

/** Edits in order, without what begins inside another; of two that begin together the longer. @param {Edit[]} edits */
export function apartEdits(edits) {
  /** @type {Edit[]} */
  const kept = [];
  for (const edit of edits.sort((one, other) => one[0] - other[0] || other[1] - one[1])) {
    if (!kept.length || edit[0] >= kept[kept.length - 1][1]) kept.push(edit);
  }
  return kept;
}
