/** What a tab remembers of its conversation: kept over a reload, gone with the tab. */
import { drawName } from "./dom.js";

const KEY = "madoguchi";
const MOST_TURNS = 60; // older ones leave the screen; about 20 kB each

function fresh(language) {
  return { session: drawName(), language, furigana: false, isOpen: undefined, draft: "", turns: [] };
}

/** The tab's conversation; `keep()` after each change. Where nothing may be kept, it lives as long as the page. */
export class Memory {
  constructor(language) {
    Object.assign(this, fresh(language), kept());
  }

  keep() {
    this.turns = this.turns.slice(-MOST_TURNS);
    while (!store(this) && this.turns.length > 1) this.turns.shift();
  }

  /** Ends the conversation; the next one has another name. */
  forget() {
    const { language, furigana, isOpen } = this;
    Object.assign(this, fresh(language), { furigana, isOpen });
    this.keep();
  }
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return undefined; // no storage, or something else in it: a new conversation
  }
}

/** Whether there was room. */
function store(memory) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(memory));
  } catch (error) {
    return error.name !== "QuotaExceededError";
  }
  return true;
}
