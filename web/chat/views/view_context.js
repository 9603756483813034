/** What the views know of the reader: language, wishes, and the desk's texts. */
import { readable } from "./furigana.js";

const EASY = "ja-x-easy"; // which has readings from the start

export class ViewContext {
  /**
   * @param {ChatOpening} opening what the desk said at the start
   * @param {Memory} memory the tab's conversation
   * @param {{base: URL, files: URL}} places where the desk and the chat's files are
   * @param {LineStates} lineStates
   * @param {Wishes} wishes what the reader can ask for
   */
  constructor(opening, memory, { base, files }, lineStates, wishes) {
    this.opening = opening;
    this.memory = memory;
    this.base = base;
    this.files = files;
    this.lineStates = lineStates;
    this.wishes = wishes;
    /** @type {ReplyTurn} */
    this.greeting = { kind: "reply", reply: opening.greeting };
    /** @type {WeakSet<ChatTurn>} whose answers the reader has unfolded */
    this.unfolded = new WeakSet();
  }

  /**
   * What is on the screen: the greeting, then the conversation.
   * @returns {ChatTurn[]}
   */
  get turns() {
    return [this.greeting, ...this.memory.turns];
  }

  /** A line of an answer that came at a time (ms), as it is now. @param {Link} link @param {number} [at] */
  lineNow(link, at) {
    return this.lineStates.of(link, at, this.opening.lines[this.language]);
  }

  get language() {
    return this.memory.language;
  }

  /** Whether the reader wants the readings of Japanese. */
  get furigana() {
    return this.language === EASY ? !this.memory.isBare : this.memory.furigana;
  }

  /** What to remember where the reader presses the switch. */
  get switchedFurigana() {
    return this.language === EASY ? { isBare: this.furigana } : { furigana: !this.furigana };
  }

  get isJapanese() {
    return this.language === "ja" || this.language === EASY;
  }

  /** Whether texts stand with their readings. */
  get showsReadings() {
    return this.furigana && this.isJapanese;
  }

  /** The names of the languages by code. */
  get languages() {
    return this.opening.languages;
  }

  /** The first day of each era, ISO, newest first. */
  get eras() {
    return this.opening.eras;
  }

  /** The slots of a form that take a date. */
  get dates() {
    return this.opening.dates;
  }

  /** Where the reader's own computer may have a card bridge; empty where the desk offers no reading of cards. */
  get cardBridge() {
    return this.opening.card_bridge;
  }

  /** The same desk without scripts. */
  get plainPage() {
    return new URL(`plain?language=${this.language}`, this.base);
  }

  /** What was tested for accessibility. */
  get statement() {
    return new URL(`accessibility?language=${this.language}`, this.base);
  }

  /** Takes more texts in, in every language. @param {Pick<ChatOpening, "labels" | "furigana">} texts */
  learn({ labels, furigana }) {
    Object.entries(labels).forEach(([code, texts]) => Object.assign(this.opening.labels[code], texts));
    Object.assign(this.opening.furigana, furigana);
  }

  /** Whether there is a text of that name. @param {string} name */
  knows(name) {
    return name in this.opening.labels[this.language];
  }

  /** One of the chat's own texts. @param {string} name @param {Record<string, string | number>} values */
  say(name, values = {}) {
    return this.opening.labels[this.language][name].replace(/\{(\w+)\}/g, (all, key) =>
      key in values ? String(values[key]) : all,
    );
  }

  /** The nodes of one of the chat's own texts. @param {string} name */
  words(name) {
    return this.read(this.say(name));
  }

  /** One of the chat's own texts in every language, by code. @param {string} name */
  everyLanguage(name) {
    return Object.fromEntries(Object.entries(this.opening.labels).map(([code, texts]) => [code, texts[name]]));
  }

  /**
   * The nodes of a text, with its readings where the reader wants them.
   * @param {string} text @param {Readings} [furigana] of this text, beside the chat's own
   */
  read(text, furigana) {
    if (!this.furigana) return readable(text, this.language, false);
    const own = furigana && text in furigana ? furigana : this.opening.furigana;
    return readable(text, this.language, own);
  }
}
