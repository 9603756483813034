/**
 * Masks My Numbers and residence card numbers before a message leaves the browser.
 * The same rules as bot/privacy.py, which masks again; tests/data/mask_cases.json holds both to them.
 */

export const MASK = "＊＊＊＊";
const MY_NUMBER_DIGITS = 12;
const KANJI_DIGITS = "〇一二三四五六七八九";
const SEPARATORS = new Set(" \t\n\u3000\u00a0-‐‑‒–—―−ー－_.．・,，、/／");
const LONGEST_SEPARATOR = 3;
// No look-behind: phones of 2022 cannot read it.
const RESIDENCE_CARD = /(^|[^A-Za-z0-9])[A-Za-z]{2}[ -]?\d{4}[ -]?\d{4}[ -]?[A-Za-z]{2}(?![A-Za-z0-9])/g;

/** The value of an ASCII, full-width or kanji digit; undefined for anything else. */
export function digitValue(character) {
  const code = character.charCodeAt(0);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  if (character === "零") return 0;
  const kanji = KANJI_DIGITS.indexOf(character);
  return kanji < 0 ? undefined : kanji;
}

/** The check digit for the first 11 digits (番号法総務省令, art. 5). */
export function checkDigit(digits) {
  const total = [...digits].reverse().reduce((sum, digit, i) => sum + digit * (i < 6 ? i + 2 : i - 4), 0);
  return total % 11 <= 1 ? 0 : 11 - (total % 11);
}

function isMyNumber(text) {
  const digits = [...text].map(digitValue).filter((value) => value !== undefined);
  return digits.length === MY_NUMBER_DIGITS && checkDigit(digits.slice(0, -1)) === digits[MY_NUMBER_DIGITS - 1];
}

/** Chains of digit groups that only separators part, as [start, end] pairs. */
function digitChains(text) {
  const chains = [];
  let end = -Infinity;
  for (const match of text.matchAll(/[0-9０-９〇一二三四五六七八九零]+/g)) {
    const gap = text.slice(Math.max(end, 0), match.index);
    const joined = match.index - end <= LONGEST_SEPARATOR && [...gap].every((character) => SEPARATORS.has(character));
    end = match.index + match[0].length;
    if (joined) chains[chains.length - 1].push([match.index, end]);
    else chains.push([[match.index, end]]);
  }
  return chains;
}

function myNumberSpans(text) {
  const spans = [];
  for (const chain of digitChains(text)) {
    for (let first = 0; first < chain.length; first++) {
      const start = chain[first][0];
      const last = chain.findIndex(([, end], place) => place >= first && isMyNumber(text.slice(start, end)));
      if (last < 0) continue;
      spans.push([start, chain[last][1]]);
      first = last;
    }
  }
  return spans;
}

/** The text with its numbers masked. */
export function maskNumbers(text) {
  const masked = myNumberSpans(text).reduceRight(
    (rest, [start, end]) => rest.slice(0, start) + MASK + rest.slice(end),
    text,
  );
  return masked.replace(RESIDENCE_CARD, `$1${MASK}`);
}
