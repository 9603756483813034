/** What the words around a number say that it is: as bot/masking/labels.py. */
import { GRAMMAR } from "./grammar.js";
import { isWhole, madeOf, pattern, matchAt } from "./patterns.js";
import { MASKED } from "./folding.js";

const KINDS = Object.keys(GRAMMAR.labels);
const WORDS = KINDS.map((kind) => `(${GRAMMAR.labels[kind].join("|")})`).join("|");
/** @param {string} character */
const isLatin = (character) => character >= "a" && character <= "z";

/** @param {string} text @param {number} start @param {number} end */
function isLabel(text, start, end) {
  const [before, after, word] = [text[start - 1] ?? "", text[end] ?? "", text.slice(start, end)];
  if ((isLatin(word[0]) && isLatin(before)) || (isLatin(word[word.length - 1]) && isLatin(after))) return false;
  if (GRAMMAR.kana_edges.includes(word)) return !/^[\p{L}\ue001]$/u.test(before);
  return !(/[0-9]/.test(word[0]) && /[0-9]/.test(before));
}

/** The labels of a text, and what they say. */
export class Labels {
  /** @param {Folded} folded */
  constructor({ text }) {
    this.text = text;
    /** @type {Label[]} */
    this.all = [];
    for (const match of text.matchAll(pattern(WORDS))) {
      const kind = KINDS[match.slice(1).findIndex((group) => group !== undefined)];
      const [start, end] = [match.index, match.index + match[0].length];
      const isDenied = (kind === "code" || kind === "plain") && matchAt(GRAMMAR.denied, text, end); // 電話番号じゃなくて
      if (kind !== "neutral" && !isDenied && isLabel(text, start, end)) this.all.push({ kind, start, end });
    }
  }

  /**
   * How many labels end at a place or before it, or begin before it.
   * @param {"start" | "end"} edge @param {(place: number) => boolean} isCounted
   */
  #count(edge, isCounted) {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isCounted(this.all[middle][edge])) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {number} start @param {number} end @param {number} reach */
  #isNear(start, end, reach) {
    return end - start <= reach && !this.text.slice(start, end).includes(MASKED);
  }

  /** The nearest label that ends at a place or before. @param {number} place */
  before(place) {
    const label = this.all[this.#count("end", (end) => end <= place) - 1];
    return label && this.#isNear(label.end, place, GRAMMAR.reach_before) ? label : undefined;
  }

  /** The nearest label that begins at a place or later. @param {number} place */
  after(place) {
    const label = this.all[this.#count("start", (start) => start < place)];
    return label && this.#isNear(place, label.start, GRAMMAR.reach_after) ? label : undefined;
  }

  /** Whether a label says outright what begins at a place: PINは1234. @param {Label} label @param {number} place */
  says(label, place) {
    return madeOf(GRAMMAR.said_by, this.text.slice(label.end, place));
  }

  /**
   * The label that calls one's own data so, 暗証番号は誕生日の0503; else that label itself.
   * @param {Label | undefined} label @param {number} place
   */
  through(label, place) {
    let [behind, until] = [label, place];
    while (behind && this.isOwn(behind, until)) [behind, until] = [this.before(behind.start), behind.start];
    const lead = behind ? this.text.slice(behind.end, until) : "";
    return behind && madeOf(GRAMMAR.said_by, lead) && pattern(GRAMMAR.copula, "").test(lead) ? behind : label;
  }

  /**
   * Whether a label calls one's own data so, of which what begins at a place is a part: 電話番号の下4桁8765.
   * @param {Label} label @param {number} place
   */
  isOwn(label, place) {
    if (label.kind !== "plain" || !matchAt(GRAMMAR.own, this.text, label.start)) return false;
    return isWhole(GRAMMAR.as_in, this.text.slice(label.end, place));
  }

  /**
   * Whether a sentence calls what ends at a place a PIN: 8765が暗証番号; not 8765 暗証番号.
   * @param {number} place @param {Label | undefined} label
   */
  isPut(place, label) {
    if (label?.kind !== "pin" && label?.kind !== "pin_weak") return false;
    return this.isSaid(place, label) && pattern(GRAMMAR.copula, "").test(this.text.slice(place, label.start));
  }

  /** Whether a label says outright what ends at a place: 1234が暗証番号. @param {number} place @param {Label} label */
  isSaid(place, label) {
    return madeOf(GRAMMAR.said_of, this.text.slice(place, label.start));
  }

  /** The kind of the label that says outright what a span is. @param {number} start @param {number} end */
  naming(start, end) {
    const [before, after] = [this.before(start), this.after(end)];
    if (before && this.says(before, start)) return before.kind;
    return after && this.isSaid(end, after) ? after.kind : undefined;
  }
}
