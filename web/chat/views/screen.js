/** Draws the chat; a new turn is added, only another language or wish draws everything anew. */
import { composer } from "./composer.js";
import { button, h } from "../../shared/dom.js";
import { frame } from "./frame.js";
import { lostLink } from "./lost_link.js";
import { personBar } from "./person.js";
import {
  isInSight,
  lastQuestion,
  newestAnswer,
  scrollTo,
  scrollToQuestion,
  scrollToShare,
  shareAbove,
} from "./place.js";
import { sayWhen, toolsMenu } from "./menu.js";
import { TurnList } from "./turn_list.js";

const LONG_ENOUGH = 10_000; // ms to read one sentence, also by a screen reader
const STUCK = new Set(["offline", "retrying"]); // states in which questions are not sent

export class Screen {
  /** @type {CardInChat | undefined} where one is read */
  card;
  /** @type {HTMLElement} */
  name;
  /** @type {HTMLTextAreaElement} */
  field;
  doing = "";
  shape = ""; // of letters and window, when the last question was last put in its place
  hasLeft = false; // whether the reader has moved away from the last question

  /**
   * What is read aloud stays the same element, and what scrolls too: whatever is moved is laid out anew.
   * @param {ViewContext} view
   * @param {HTMLDialogElement} panel
   * @param {HTMLAnchorElement} launcher
   */
  constructor(view, panel, launcher) {
    this.view = view;
    this.panel = panel;
    this.launcher = launcher;
    this.cardPlace = h("div", {}); // where the steps of reading a card stand
    // A log is read aloud as it grows; fifteen sentences and every button are too much: the announcement says what counts.
    this.spoken = h("div", { class: "spoken", role: "log", "aria-live": "off" }, this.cardPlace);
    this.announcement = h("div", { "aria-live": "polite" });
    // What scrolls takes the focus, what is read aloud does not: on one element, a screen reader says all twice.
    this.log = h("div", { class: "log", role: "group", tabindex: 0 }, this.spoken);
    this.status = h("div", { class: "status", role: "status" });
    this.printed = h("p", { class: "printed" }); // when: what was open then may not be now
    this.turns = new TurnList(view, this.log, this.cardPlace);
    const leave = () => (this.hasLeft = true);
    ["wheel", "touchmove", "keydown"].forEach((by) => this.log.addEventListener(by, leave, { passive: true }));
    addEventListener("beforeprint", () => sayWhen(this.printed)); // however that was asked for
    new ResizeObserver(() => this.keepPlace()).observe(this.spoken);
  }

  /** Everything, as the conversation stands. */
  draw() {
    const { view } = this;
    const hadFocus = this.field && this.focused === this.field;
    const name = view.say("conversation");
    [this.spoken, this.log].forEach((element) => element.setAttribute("aria-label", name));
    this.cardPlace.replaceChildren(...(this.card?.step ?? []));
    if (this.panel.lang !== view.language) this.panel.lang = view.language; // the same again costs all styles anew
    this.launcher.lang = this.printed.lang = view.language;
    this.announcement.replaceChildren(); // it may be of another language
    this.panel.classList.toggle("with-readings", view.showsReadings);
    this.launcher.textContent = view.say("launch");
    this.launcher.href = view.plainPage.href;
    const { printed, announcement, log, status } = this;
    const parts = { tools: toolsMenu(view), printed, announcement, log, status, person: personBar(view) };
    fill(this.panel, frame(view, { ...parts, composer: this.composer() }));
    this.turns.draw();
    this.state(this.doing);
    this.name = /** @type {HTMLElement} */ (this.panel.querySelector("h2"));
    if (hadFocus) this.field.focus();
  }

  /**
   * Everything anew for a reader who goes on where they were: at the last question, or wherever they have gone from it.
   * @param {string} control the one that asked for it and has the focus again
   */
  redraw(control) {
    const turn = this.hasLeft ? this.turns.firstInSight : undefined;
    const read = this.turns.of(turn);
    const share = read && shareAbove(this.log, read);
    this.draw();
    this.focusOn(control);
    const again = this.turns.of(turn);
    if (again && share !== undefined) scrollToShare(this.log, again, share);
    else this.toLastQuestion();
  }

  composer() {
    const { view } = this;
    const form = composer(view, {
      draft: view.memory.draft,
      changed: (draft) => (view.memory.draft = draft),
      submit: (text) => view.wishes.ask({ text }),
    });
    this.field = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
    return form;
  }

  /**
   * Adds turns, at the end or before another one.
   * @param {ChatTurn[]} turns @param {ChatTurn} [before]
   */
  add(turns, before) {
    const focused = this.focused;
    this.announce(this.turns.add(turns, before));
    if (focused && !focused.isConnected) this.log.focus({ preventScroll: true });
  }

  /** Draws one turn anew, which a screen reader reads, as it was not the reader's doing. @param {ChatTurn} turn */
  replace(turn) {
    const problem = this.turns.replace(turn)?.querySelector(".problem");
    if (problem) this.announce([problem.textContent || ""]);
  }

  /** Has a screen reader say sentences, once. @param {string[]} sentences */
  announce(sentences) {
    if (!sentences.length) return;
    this.announcement.replaceChildren(h("p", { class: "visually-hidden" }, sentences.join(" ")));
  }

  /** A question was asked: who pressed something waits at the conversation, who writes goes on writing. */
  waitForAnswer() {
    if (this.focused && (this.log.contains(this.focused) || this.focused.matches(".send")))
      this.log.focus({ preventScroll: true });
    this.toLastQuestion();
  }

  /** The answer came: who waited for it reads on at its title. */
  toAnswer() {
    this.toLastQuestion();
    /** @type {HTMLElement | null | undefined} */
    const title = newestAnswer(this.log)?.querySelector(".title");
    if (this.focused === this.log) title?.focus({ preventScroll: true });
  }

  /** Says of every telephone line whether it is open now. */
  tellLines() {
    /** @type {NodeListOf<Telling>} */
    const telling = this.panel.querySelectorAll(".person, .line");
    telling.forEach((element) => element.tell());
  }

  get focused() {
    return /** @type {HTMLElement} */ (/** @type {ShadowRoot} */ (this.panel.getRootNode()).activeElement);
  }

  /** Shows the present step of reading a card; the focus that was in the last one goes with it. */
  showCard() {
    const wasInside = this.cardPlace.contains(this.focused);
    this.cardPlace.replaceChildren(...(this.card?.step ?? []));
    if (wasInside) this.toCard();
  }

  /** Brings the reader to the step: to its field or its title; to the conversation when there is none any more. */
  toCard() {
    /** @type {HTMLElement} */
    const target = this.cardPlace.querySelector("input[type=text]") || this.cardPlace.querySelector("h3") || this.log;
    target.focus({ preventScroll: true });
    if (target !== this.log) scrollTo(this.log, this.cardPlace);
  }

  /** Closes what is open below the header; whether anything was. */
  closeMenu() {
    const opener = this.inSight("header [aria-expanded=true]");
    if (!opener) return false;
    opener.click();
    opener.focus();
    return true;
  }

  /** The first control of a selector that is not folded away. @param {string} selector */
  inSight(selector) {
    /** @type {NodeListOf<HTMLElement>} */
    const found = this.panel.querySelectorAll(selector);
    return [...found].find((element) => element.getClientRects().length);
  }

  /** Gives the focus to a control; to the one that opens the languages, where it stands folded among them. @param {string} selector */
  focusOn(selector) {
    (this.inSight(selector) || this.inSight("[aria-controls=languages]"))?.focus();
  }

  /** Shows what is happening: a name of one of the chat's texts, or nothing. @param {string} name */
  state(name) {
    const { view } = this;
    this.doing = name;
    const isStuck = STUCK.has(name);
    /** @type {NodeListOf<HTMLElement>} */
    const marks = this.log.querySelectorAll(".unsent");
    marks.forEach((mark) => (mark.hidden = !isStuck));
    this.status.className = `status ${name}`;
    this.status.replaceChildren(
      ...(name ? [h("p", {}, view.words(name))] : []),
      ...(isStuck ? [button(view.words("retry"), () => view.wishes.retry()), lostLink(view)] : []),
    );
  }

  /** Says what was done, and no more once it was read. @param {string} name */
  tellForNow(name) {
    this.state(name);
    setTimeout(() => this.clear([name]), LONG_ENOUGH);
  }

  /** Shows nothing any more, if it was one of these. @param {string[]} names */
  clear(names) {
    if (names.some((name) => this.status.classList.contains(name))) this.state("");
  }

  /**
   * The last question moves to the top, so that its answer is read from its beginning. A control that leaves the screen
   * with that loses the focus to the conversation; from under somebody who is writing, nothing is pulled away.
   */
  toLastQuestion() {
    const focused = this.log.contains(this.focused) && this.focused;
    if (focused && focused.matches("textarea, input")) return;
    this.hasLeft = false;
    const asked = lastQuestion(this.log);
    if (asked) scrollToQuestion(this.log, asked);
    else scrollTo(this.log, /** @type {Element} */ (this.cardPlace.previousElementSibling));
    if (focused && !isInSight(this.log, focused)) this.log.focus({ preventScroll: true });
  }

  /** With other letters, or on a phone that was turned, the last answer still begins where it can be read. */
  keepPlace() {
    const shape = `${getComputedStyle(this.panel).fontSize} ${this.panel.clientWidth}`;
    if (shape === this.shape) return;
    this.shape = shape;
    if (!this.hasLeft) this.toLastQuestion();
  }
}

/** Gives an element these children in this order; one that is there already is not moved. @param {Element} element @param {Element[]} children */
function fill(element, children) {
  [...element.children].forEach((child) => children.includes(child) || child.remove());
  let next = element.firstElementChild;
  for (const child of children) {
    if (child === next) next = child.nextElementSibling;
    else element.insertBefore(child, next);
  }
}
