/** What a voice says of an answer: kanji by their readings, numbers to be called digit by digit, no glosses. */
import { splitReadings, splitTerms } from "../views/furigana.js";

const CALLED = /#?\d{2,4}(?:-\d{2,6}){1,2}|#\d{4}/g;
const CALLED_SHORT = /(^|[^\d.,:-])(11[089]|171|188)(?!\d|[.,:]\d|年)/g; // the police, an ambulance, advice
const EMPTY = /[（(《“「]\s*[)）》”」]/g; // what a term beside its translation leaves behind
const WRITTEN_ONLY = /[※・☎]/g;
/** @type {ByLanguage} */
const PAUSE = { ja: "、", "ja-x-easy": "、", zh: "，", "zh-Hant": "，" };

/**
 * A text as it is to be said.
 * @param {string} text @param {Language} language @param {Readings} furigana annotated texts by plain ones
 */
export function spoken(text, language, furigana) {
  const own = /^ja/.test(language)
    ? splitReadings(furigana[text] ?? text).map(([piece, reading]) => reading ?? piece)
    : splitTerms(text, language).map(([piece, isTerm]) => (isTerm ? "" : piece));
  const pause = PAUSE[language] ?? ", ";
  /** @param {string} number */
  const digits = (number) => ` ${[...number].join(" ").replaceAll(" - ", pause)} `;
  return own
    .join("")
    .replace(EMPTY, "")
    .replace(CALLED_SHORT, (_, before, number) => before + digits(number))
    .replace(CALLED, digits)
    .replace(WRITTEN_ONLY, " ")
    .trim();
}

/**
 * An answer in pieces, in the order in which it is read; where it stands is not told.
 * @param {Version} version @param {(link: Link) => Link} lineNow a line as it is now
 */
export function pieces({ answer, changed_since, order }, lineNow) {
  const lines = answer.links.filter(({ kind }) => kind === "tel").map(lineNow);
  /** @type {Partial<Record<Group, string[][]>>} each of texts that follow each other */
  const groups = {
    lead: [[answer.lead]],
    points: answer.points.map((point) => [point]),
    notes: answer.notes.map((note) => [note]),
    changed_since: changed_since.map((text) => [text]),
    phone_lines: lines.map(({ label, value, note }) => [label, value, note ?? ""]),
  };
  return order.flatMap((group) => groups[group] ?? []);
}

/**
 * The device's own voice for a language, the one of the reader's region first; undefined where it has none. What other
 * voices say is sent to whoever offers them.
 * @param {SpeechSynthesisVoice[]} voices @param {Language} language
 */
export function voiceFor(voices, language) {
  const region = { "zh-Hant": /^zh.(?:hant|tw|hk)/i, zh: /^zh.(?:hans|cn)/i }[language] ?? /^/;
  const own = voices.filter(({ localService, lang }) => localService && lang.slice(0, 2) === language.slice(0, 2));
  return own.find(({ lang }) => region.test(lang)) ?? own[0];
}
