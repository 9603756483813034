/** What the views know of the reader: language, wishes, and the desk's texts. */
import { readable } from "./reading.js";

export class Reader {
  /**
   * @param {Object} opening what the desk said at the start
   * @param {Memory} memory the tab's conversation
   * @param {{base: URL, files: URL}} places where the desk and the chat's files are
   */
  constructor(opening, memory, { base, files }) {
    Object.assign(this, { opening, memory, base, files });
  }

  get language() {
    return this.memory.language;
  }

  get furigana() {
    return this.memory.furigana;
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

  /** The same desk without scripts. */
  get plainPage() {
    return new URL(`plain?language=${this.language}`, this.base);
  }

  /** One of the chat's own texts. */
  say(name, values = {}) {
    return this.opening.labels[this.language][name].replace(/\{(\w+)\}/g, (all, key) => (key in values ? values[key] : all));
  }

  /** The nodes of a text, with its readings where the reader wants them. */
  read(text, furigana) {
    return readable(text, this.language, this.furigana && { ...this.opening.furigana, ...furigana });
  }
}
