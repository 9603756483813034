/** Reads as digits and dashes what is so only because of what stands beside it: as bot/masking/readings.py. */
import { GRAMMAR } from "./grammar.js";
import { pattern, matchAt } from "./patterns.js";
import { CIRCLES, foldCharacter, foldCharacters, withEdits } from "./folding.js";
import { numberWordEdits } from "./number_words.js";
import { letterNameEdits, setAsideEdits } from "./set_aside.js";

const BESIDE = 2; // places from one digit to the next, with a sign between
const WRITTEN_BESIDE = new Map(
  Object.entries(GRAMMAR.beside_kanji).flatMap(([all, value]) => [...all].map((one) => [one, String(value)])),
);
const TWICE = Object.keys(GRAMMAR.twice).join("|");
const ZEROS = `([0-9]{S}?)(?:${GRAMMAR.zeros})(?={S}?[0-9])|ぜろ(?={S}?[0-9]{S}?[0-9]{S}?[0-9])`;
const SPELLINGS = GRAMMAR.spelled.map(({ lead, end, least, words }) => {
  const word = `(?:(?:${TWICE}) )?(?:${words.join("|")})ー?`;
  return {
    run: `${lead ? `(^|[^${lead.slice(1, -1)}])` : "()"}((?:(?:${word}){S}{0,5}(?:(?:dash|はいふん){S}{0,3})?){${least - 1},}(?:${word}))${end}`,
    word: `((?:${TWICE}) )?(${words.join("|")})ー?`,
    words,
  };
});

/** The text in one form, with every way to write a digit as that digit. @param {string} text */
export function foldText(text) {
  const steps = [
    ...[encodedEdits, dashEdits, besideKanjiEdits, numberWordEdits, spelledEdits, zeroEdits, placeEdits],
    ...[letterNameEdits, setAsideEdits],
  ];
  return steps.reduce((folded, edits) => withEdits(folded, edits(folded)), foldCharacters(text));
}

/** @param {Folded} folded @returns {Edit[]} */
function encodedEdits({ text }) {
  /** @type {[RegExpExecArray, string | undefined][]} */
  const encoded = [...text.matchAll(/%([2-7][0-9a-f])/g)].map((match) => [
    match,
    String.fromCharCode(parseInt(match[1], 16)),
  ]);
  for (const match of text.matchAll(pattern(GRAMMAR.character))) encoded.push([match, characterOf(match)]);
  return encoded
    .filter(([, character]) => character !== undefined)
    .sort(([one], [other]) => one.index - other.index)
    .flatMap(([match, character]) => {
      const [start, end] = [match.index, match.index + match[0].length];
      const written = character ? foldCharacter(character) : [];
      const edits = written.length ? written.map((one) => [start, end, ...one]) : [[start, end, "", "."]];
      return /** @type {Edit[]} */ (edits);
    });
}

/** @param {RegExpExecArray} match */
function characterOf([, decimal, hexadecimal, name, escaped]) {
  if (name) return Object.hasOwn(GRAMMAR.entities, name) ? GRAMMAR.entities[name] : undefined;
  return String.fromCodePoint(decimal ? Number(decimal) : parseInt(hexadecimal ?? escaped, 16));
}

/** @param {Folded} folded @returns {Edit[]} */
function dashEdits({ text }) {
  return [...text.matchAll(/([0-9][ ]?)(ー+)/g)].map((match) => {
    const start = match.index + match[1].length;
    return [start, start + match[2].length, "-", "."];
  });
}

/** @param {Folded} folded */
function besideKanjiEdits({ text, kinds }) {
  /** @type {Edit[]} */
  const edits = [];
  let last = -BESIDE;
  for (let place = 0; place < text.length; place++) {
    const value = WRITTEN_BESIDE.get(text[place]);
    if (value === undefined) continue;
    const isBeside =
      kinds.slice(Math.max(place - BESIDE, 0), place + BESIDE + 1).includes("k") || place - last <= BESIDE;
    if (isBeside) edits.push([(last = place), place + 1, value, "k"]);
    else if (CIRCLES.includes(text[place])) edits.push([place, place + 1, "·", "."]);
  }
  return edits;
}

/** @param {Folded} folded */
function spelledEdits({ text }) {
  /** @type {Edit[]} */
  const edits = [];
  for (const { run, word, words } of SPELLINGS) {
    for (const match of text.matchAll(pattern(run))) {
      const end = match.index + match[0].length;
      const found = pattern(word, "g");
      found.lastIndex = match.index + match[1].length;
      for (let one = found.exec(text); one && one.index + one[0].length <= end; one = found.exec(text)) {
        const digit = words.findIndex((value) => matchAt(value, one[2], 0));
        const times = GRAMMAR.twice[(one[1] ?? "").trim()] ?? 1;
        edits.push([one.index, one.index + one[0].length, String(digit).repeat(times), "w"]);
      }
    }
  }
  return edits.sort((one, other) => one[0] - other[0]);
}

/** @param {Folded} folded @returns {Edit[]} */
function placeEdits({ text }) {
  const piece = `${GRAMMAR.pieces_of}{S}{0,3}[0-9]{4}`;
  const runs = text.matchAll(pattern(`${piece}(?:{S}{0,3}(?:と|で|が|は|、)?{S}{0,3}${piece}){1,2}`));
  return [...runs].flatMap((run) =>
    [...run[0].matchAll(pattern(`(${GRAMMAR.pieces_of}){S}{0,3}[0-9]{4}`))].map((one) => {
      const start = run.index + one.index;
      return /** @type {Edit} */ ([start, start + one[1].length, "·", "."]);
    }),
  );
}

/** @param {Folded} folded @returns {Edit[]} */
function zeroEdits({ text }) {
  return [...text.matchAll(pattern(ZEROS))].map((match) => {
    const start = match.index + (match[1] ?? "").length;
    return [start, match.index + match[0].length, "0", "w"];
  });
}
