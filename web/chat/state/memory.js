/** What a tab remembers of its conversation: kept over a reload, gone with the tab. */
import { drawName } from "../../shared/dom.js";
import { toJson } from "./json.js";
import { readKept, VERSION } from "./kept.js";

const KEY = "madoguchi";
const DRAFT = "madoguchi.draft";
const DRAFT_PAUSE = 400; // ms without a key, then what is written so far is kept
const MOST_TURNS = 60; // older ones leave the screen; about 20 kB each

/** @param {Language} [language] */
function fresh(language) {
  return {
    version: VERSION,
    session: drawName(),
    language,
    furigana: false,
    isBare: false,
    isOpen: undefined,
    isSwitched: false,
    turns: [],
  };
}

/** The tab's conversation; `keep()` after each change. Where nothing may be kept, it lives as long as the page. */
export class Memory {
  /** @type {string} the conversation's name, which nobody can guess */
  session;
  /** @type {Language} */
  language;
  furigana = false;
  /** Whether easy Japanese stands without its readings, which it has unless the reader takes them away. */
  isBare = false;
  /** @type {boolean | undefined} */
  isOpen;
  /** Whether the reader chose the language since the last message. */
  isSwitched = false;
  /** @type {ChatTurn[]} */
  turns;
  #languages;
  #masking;
  #draft = "";
  #isDraftNew = false; // since it was kept or recalled
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {string} language of a new conversation
   * @param {string[]} languages all that the desk speaks
   * @param {Pick<Masking, "now" | "load">} masking of what is written
   */
  constructor(language, languages, masking) {
    this.#languages = languages;
    this.#masking = masking;
    Object.assign(this, fresh(language));
    /** Whether there was a conversation in the tab: perhaps another tab's, which was duplicated. */
    this.wasKept = this.recall();
  }

  /** Takes what the tab holds now; false where that is nothing. */
  recall() {
    const kept = readKept(read(KEY), this.#languages);
    if (kept) Object.assign(this, fresh(kept.language), kept);
    this.#draft = kept ? read(DRAFT) || "" : "";
    this.#isDraftNew = false;
    return Boolean(kept);
  }

  keep() {
    this.turns = this.turns.slice(-MOST_TURNS);
    while (!write(KEY, toJson(this.#kept())) && this.turns.length > 1) this.turns.shift();
  }

  /** Takes changes, and keeps them. @param {Partial<Memory>} changes */
  remember(changes) {
    Object.assign(this, changes);
    this.keep();
  }

  /** The first question that waits for its answer. */
  get next() {
    return /** @type {Question} */ (this.turns.find((turn) => turn.kind === "question" && turn.status === "waiting"));
  }

  /** What is written and not yet sent. */
  get draft() {
    return this.#draft;
  }

  /** Keeps a draft beside the conversation, which is too long to be written again at each key. */
  set draft(text) {
    this.#draft = text;
    this.#isDraftNew = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keepDraft(), DRAFT_PAUSE);
  }

  /** Keeps the draft at once, as the page may go; without its mask, as soon as that is there. */
  keepDraft() {
    clearTimeout(this.#timer);
    if (!this.#isDraftNew) return;
    const { now } = this.#masking;
    if (this.#draft && !now)
      return void this.#masking.load().then(
        () => this.keepDraft(),
        () => {},
      );
    this.#isDraftNew = false;
    write(DRAFT, now ? now(this.#draft) : "");
  }

  /** Ends the conversation; the next one has another name. */
  forget() {
    const { language, furigana, isBare, isOpen } = this;
    Object.assign(this, fresh(language), { furigana, isBare, isOpen });
    this.draft = "";
    this.keepDraft();
    this.keep();
  }

  /** What is kept: all but questions whose numbers are not masked yet. */
  #kept() {
    const all = Object.keys(fresh()).map((name) => [name, this[/** @type {keyof Memory} */ (name)]]);
    return { ...Object.fromEntries(all), turns: this.turns.filter((turn) => !isRaw(turn)) };
  }
}

/** @param {ChatTurn} turn */
function isRaw(turn) {
  return turn.kind === "question" && turn.isRaw;
}

/** @param {string} key */
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** Whether there was room; nothing is an empty text. @param {string} key @param {string} text */
function write(key, text) {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch (error) {
    return /** @type {DOMException} */ (error).name !== "QuotaExceededError";
  }
  return true;
}
