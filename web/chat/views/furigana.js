/** Texts with what helps to read them: Japanese terms marked as Japanese, and furigana over kanji. */
import { h } from "../../shared/dom.js";

const JAPANESE = "\u3005\u3006\u3040-\u30ff\u3400-\u9fff";
const RUN = `()([${JAPANESE}]+(?:[ ・、][${JAPANESE}]+)*)`;
// In English and Korean every kana and kanji is Japanese. In Chinese a term beside its translation is, in brackets: it
// holds kana, or a character that the mainland writes otherwise. (No look-behind: phones of 2022 cannot read it.)
/** @type {ByLanguage<RegExp>} */
const TERMS = {
  en: new RegExp(RUN, "g"),
  ko: new RegExp(RUN, "g"),
  // Of Traditional characters those that Japan alone writes so.
  "zh-Hant":
    /([（《「])([^（）《》「」]*[\u3040-\u30ff読仮録証発込戸効庁満黒総舎経継続臓転断険国区写届会学][^（）《》「」]*)/g,
  zh: /([（《“])([^（）《》“”]*[\u3040-\u30ff読時許請書護仮帳録記載項証個発込電識別補療費鑑間戸課謄確認類効庁満診黒総舎経過継続臓欄資賦転運遺][^（）《》“”]*)/g,
};

/**
 * The pieces of a text, each with whether it is a Japanese term in another language's text.
 * @param {string} text @param {Language} language
 * @returns {[piece: string, isTerm: boolean][]}
 */
export function splitTerms(text, language) {
  /** @type {[string, boolean][]} */
  const pieces = [];
  let end = 0;
  for (const match of language in TERMS ? text.matchAll(TERMS[language]) : []) {
    const [all, before, term] = match;
    const start = match.index + before.length;
    pieces.push([text.slice(end, start), false], [term, true]);
    end = match.index + all.length;
  }
  pieces.push([text.slice(end), false]);
  return pieces.filter(([piece]) => piece);
}

const LONG_CHARACTER = 12; // UTF-16 units; a family of emoji has 11
const PIECE = /[^]{1,8}\p{M}*/gu;

/**
 * The nodes of words that somebody typed. Some letters join without end to what counts as one character (old Hangul,
 * emoji over joiners), which no browser breaks: such a one gets places to break at.
 * @param {string} text
 */
export function breakable(text) {
  if (!Intl.Segmenter || !/[\u0100-\uffff]/.test(text)) return [text];
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  if (!characters.some((one) => one.length > LONG_CHARACTER)) return [text];
  return characters.flatMap((one) => (one.length > LONG_CHARACTER ? broken(one) : [one]));
}

/** @param {string} character */
function broken(character) {
  return (character.match(PIECE) ?? []).flatMap((piece, i) => (i ? [h("wbr"), piece] : [piece]));
}

/**
 * The pieces of a text annotated as `{漢字|かんじ}`, each with its reading, if it has one.
 * @param {string} annotated @returns {[piece: string, reading?: string][]}
 */
export function splitReadings(annotated) {
  const pieces = annotated.split(/\{([^|{}]+)\|([^|{}]+)\}/);
  /** @type {[piece: string, reading?: string][]} */
  const pairs = [];
  for (let i = 0; i < pieces.length; i += 3) {
    if (pieces[i]) pairs.push([pieces[i]]);
    if (i + 1 < pieces.length) pairs.push([pieces[i + 1], pieces[i + 2]]);
  }
  return pairs;
}

const NUMBER = /(#?\d{2,4}(?:-\d{2,6}){1,2})/; // to be called: read out in one go, so never broken

/** The nodes of a piece of text. @param {string} text */
function unbroken(text) {
  return text.split(NUMBER).map((piece, i) => (i % 2 ? h("span", { class: "whole" }, piece) : piece));
}

/**
 * The nodes of a text.
 * @param {string} text @param {Language} language
 * @param {Readings | false} [furigana] annotated texts by plain ones, where the reader wants them
 * @returns {(Node | string)[]}
 */
export function readable(text, language, furigana) {
  if (/^ja/.test(language) && furigana && furigana[text]) {
    return splitReadings(furigana[text]).flatMap(([piece, reading]) =>
      reading ? h("ruby", {}, piece, h("rp", {}, "（"), h("rt", {}, reading), h("rp", {}, "）")) : unbroken(piece),
    );
  }
  return splitTerms(text, language).flatMap(([piece, isTerm]) =>
    isTerm ? h("span", { lang: "ja" }, piece) : unbroken(piece),
  );
}
