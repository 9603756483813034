/**
 * The turns on the screen. Another language or the readings draw at once what is in sight; the rest stays as it was, or
 * empty, until the browser has time for it: on an old phone a long conversation takes seconds.
 */
import { summary, turnElement } from "./conversation.js";
import { doWhenIdle } from "./idle.js";
import { keepingPlace, isPartlyInSight, lastQuestion } from "./place.js";
import { settleBefore } from "./tab_stops.js";
import { h } from "../../shared/dom.js";

export class TurnList {
  /** @type {Map<ChatTurn, HTMLElement>} */
  #elements = new Map();
  /** @type {Set<ChatTurn>} in sight no longer or not yet, and not drawn anew */
  #late = new Set();
  #isDrawing = false;
  #log;
  #end;

  /**
   * @param {ViewContext} view
   * @param {HTMLElement} log what scrolls
   * @param {Element} end what stands after the last turn
   */
  constructor(view, log, end) {
    this.view = view;
    this.#log = log;
    this.#end = end;
    addEventListener("beforeprint", () => this.drawLate(Infinity));
  }

  /** Draws all turns as they stand. */
  draw() {
    const { turns } = this.view;
    const first = firstForNow(turns);
    this.#dropOld();
    this.#late = new Set(turns.filter((turn, i) => i < first && !isPartlyInSight(this.#log, this.of(turn))));
    for (const turn of turns) {
      const isLate = this.#late.has(turn);
      if (!this.of(turn)) this.#put(turn, isLate ? h("article", { class: "turn" }) : this.#made(turn), this.#end);
      else if (!isLate) this.replace(turn);
    }
    this.settle();
    this.#drawLateSoon();
  }

  /** The element of a turn. @param {ChatTurn | undefined} turn */
  of(turn) {
    return turn && this.#elements.get(turn);
  }

  /** The first turn of which something can be read now. */
  get firstInSight() {
    return [...this.#elements].find(([, element]) => isPartlyInSight(this.#log, element))?.[0];
  }

  /**
   * Adds turns, at the end or before another one; what only the last one may offer goes, and so do turns too old to keep.
   * @param {ChatTurn[]} turns @param {ChatTurn} [before]
   * @returns {string[]} what a screen reader says of them
   */
  add(turns, before) {
    if (!before) this.#log.querySelectorAll(".only-last").forEach((element) => element.remove());
    turns.forEach((turn) => this.#put(turn, this.#made(turn), this.of(before) ?? this.#end));
    this.#dropOld();
    this.settle();
    return turns.flatMap((turn) => (turn.kind === "reply" ? summary(turn, this.view) : []));
  }

  /** Draws one turn anew. @param {ChatTurn} turn @returns {HTMLElement | undefined} nothing where it has left the screen */
  replace(turn) {
    const old = this.of(turn);
    if (!old) return undefined;
    const element = this.#made(turn);
    this.#late.delete(turn);
    old.replaceWith(element);
    this.#elements.set(turn, element);
    return element;
  }

  /** Answers before the last question are one stop for Tab each. */
  settle() {
    const asked = lastQuestion(this.#log);
    if (asked) settleBefore(asked, this.view.say("desk"), this.view.say("one_stop"));
  }

  /** Draws turns that are late, the nearest first, at most so many; whether there are more. @param {number} most */
  drawLate(most) {
    const next = [...this.#late].reverse().slice(0, most);
    if (!next.length) return false;
    const focused = next.find((turn) => this.of(turn)?.matches(":focus-within"));
    keepingPlace(this.#log, () => next.forEach((turn) => this.replace(turn)));
    this.settle();
    this.of(focused)?.focus({ preventScroll: true });
    return this.#late.size > 0;
  }

  #drawLateSoon() {
    if (this.#isDrawing || !this.#late.size) return;
    this.#isDrawing = true;
    doWhenIdle(() => (this.#isDrawing = this.drawLate(1)));
  }

  /** @param {ChatTurn} turn */
  #made(turn) {
    const { turns, showsReadings } = this.view;
    const element = turnElement(turn, this.view, turn === turns[turns.length - 1]);
    element.classList.toggle("with-readings", showsReadings);
    return element;
  }

  /** @param {ChatTurn} turn @param {HTMLElement} element @param {Element} before */
  #put(turn, element, before) {
    before.before(element);
    this.#elements.set(turn, element);
  }

  /** Turns that are kept no longer leave the screen, which would grow without end. */
  #dropOld() {
    const kept = new Set(this.view.turns);
    for (const [turn, element] of this.#elements) {
      if (kept.has(turn)) continue;
      element.remove();
      this.#elements.delete(turn);
      this.#late.delete(turn);
    }
  }
}

/**
 * Where the turns begin that are drawn at once, wherever the reader is: what is not sent yet, the last question and what
 * follows it.
 * @param {ChatTurn[]} turns
 */
function firstForNow(turns) {
  const questions = turns.filter((turn) => turn.kind === "question");
  const first = questions.find(({ status }) => status === "waiting") ?? questions.pop();
  return first ? turns.indexOf(first) : turns.length - 1;
}
