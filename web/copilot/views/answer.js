/** The middle of the page: the open answer or a conversation, and what is ticked, joined, copied and printed of it. */
import { h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { checklistDrawer } from "./checklist.js";
import { choicesOf } from "./choices.js";
import { answerColumns, rowsText } from "./columns.js";
import { composer } from "./composer.js";
import { slip } from "./slip.js";

const ENOUGH = 2 / 3; // of the window: an answer that begins further down is out of sight

/** What the agent reads from. */
export class AnswerPane {
  /**
   * @param {CopilotOpening} opening the texts and choices of `start`
   * @param {{open: (topic: string) => void, ask: (name: string, record: Asked) => void, copy: (text: string) => void, hasAids: () => boolean}} page
   */
  constructor(opening, page) {
    this.opening = opening;
    this.page = page;
    this.element = h("div", { class: "middle" });
    this.checklist = checklistDrawer();
    this.clear();
    const write = () => [this.composer, this.slip].forEach((one) => one?.write());
    document.addEventListener("change", write);
    addEventListener("beforeprint", write); // the day of printing
  }

  /**
   * Shows an answer in two columns.
   * @param {CopilotAnswer} answer what the desk says @param {Asked} record what it was asked
   * @param {{isQuiet?: boolean, isSame?: boolean}} how the keyboard stays where it is; what was ticked stays ticked
   */
  show(answer, record, { isQuiet, isSame } = {}) {
    /** @type {Map<string, boolean>} */
    const ticks = (isSame && this.columns?.ticked()) || new Map();
    /** @type {Set<string>} */
    const left = (isSame && this.composer?.leftOut()) || new Set();
    /** @param {Side[]} sides */
    const copy = (sides) => this.page.copy(rowsText(columns.chosen(), sides));
    const name = this.opening.languages[answer.caller];
    /** @type {ReturnType<typeof answerColumns>} */
    const columns = answerColumns(answer, name, { copy, open: this.page.open }, ticks);
    this.columns = columns;
    this.composer = composer(this.opening.composing, answer.caller, columns.chosen, this.page.copy, left);
    this.checklist.show(answer, isSame);
    this.print(answer, columns.chosen);
    const choices = answer.choices ? [choicesOf(answer, record, this.page.ask)] : [];
    this.put(columns.element, isQuiet, ...choices, this.composer.element);
  }

  /**
   * Puts something in the middle, and the keyboard on it.
   * @param {HTMLElement} element @param {boolean} [isQuiet] @param {...Node} more
   */
  put(element, isQuiet = false, ...more) {
    this.element.replaceChildren(element, ...more);
    this.showAids();
    if (isQuiet) return;
    element.focus({ preventScroll: true }); // the search stays in sight, unless the answer would not be
    const { top } = element.getBoundingClientRect();
    if (top < 0 || top > innerHeight * ENOUGH) element.scrollIntoView();
  }

  /** As before the first answer. */
  clear() {
    this.columns = this.composer = undefined;
    this.checklist.show();
    this.unprint();
    this.element.replaceChildren(h("p", { class: "hint" }, say("how_to")));
  }

  /** Shows how the caller's column is read, or not. */
  showAids() {
    const isOn = this.page.hasAids();
    /** @type {NodeListOf<HTMLElement>} */
    const aids = this.element.querySelectorAll(".aid");
    aids.forEach((aid) => (aid.textContent = (isOn && aid.dataset.aid) || ""));
  }

  /** @param {CopilotAnswer} answer @param {() => Row[]} chosen */
  print(answer, chosen) {
    this.unprint();
    this.slip = slip(answer, this.opening, chosen, this.checklist.isWanted);
    /** @type {HTMLElement} */ (document.querySelector("#main")).append(this.slip.sheet);
    document.body.classList.add("has-slip");
  }

  unprint() {
    this.slip?.sheet.remove();
    this.slip = undefined;
    document.body.classList.remove("has-slip");
  }
}
