/** Draws the chat; a new turn is added, only another language or wish draws everything anew. */
import { composer } from "./composer.js";
import { summary, turnElement } from "./conversation.js";
import { button, h } from "../../shared/dom.js";
import { frame } from "./frame.js";
import { lostLink } from "./lost_link.js";
import { personBar } from "./person.js";
import { isInSight, lastQuestion, newestAnswer, scrollTo, scrollToQuestion } from "./place.js";
import { settleBefore } from "./tab_stops.js";
import { toolsMenu } from "./menu.js";

const STUCK = new Set(["offline", "retrying"]); // states in which questions are not sent

export class Screen {
  /** @type {HTMLElement} */
  log;
  /** @type {HTMLElement} */
  status;
  /** @type {HTMLElement} where the steps of reading a card stand */
  cardPlace;
  /** @type {CardInChat | undefined} where one is read */
  card;
  /** @type {HTMLElement} what a screen reader says */
  announcement;
  /** @type {HTMLElement} when it is printed */
  printed;
  /** @type {HTMLElement} */
  name;
  /** @type {HTMLTextAreaElement} */
  field;
  /** @type {WeakMap<ChatTurn, HTMLElement>} */
  elements;

  /**
   * @param {ViewContext} view
   * @param {HTMLDialogElement} panel
   * @param {HTMLAnchorElement} launcher
   */
  constructor(view, panel, launcher) {
    this.view = view;
    this.panel = panel;
    this.launcher = launcher;
    this.doing = "";
    this.shape = ""; // of letters and window, when the last question was last put in its place
    this.hasLeft = false; // whether the reader has moved away from the last question
    this.resized = new ResizeObserver(() => this.keepPlace());
  }

  /** Everything, as the conversation stands. */
  draw() {
    const { view } = this;
    const hadFocus = this.field && this.focused === this.field;
    const turns = view.turns;
    const name = view.say("conversation");
    this.elements = new WeakMap();
    this.cardPlace = h("div", {}, this.card?.step);
    // A log is read aloud as it grows; fifteen sentences and every button are too much: the announcement says what counts.
    const spoken = h("div", { class: "spoken", role: "log", "aria-live": "off", "aria-label": name }, this.cardPlace);
    this.announcement = h("div", { "aria-live": "polite" });
    // What scrolls takes the focus, what is read aloud does not: on one element, a screen reader says all twice.
    this.log = h("div", { class: "log", role: "group", "aria-label": name, tabindex: 0 }, spoken);
    const leave = () => (this.hasLeft = true);
    ["wheel", "touchmove", "keydown"].forEach((by) => this.log.addEventListener(by, leave, { passive: true }));
    this.resized.disconnect();
    this.resized.observe(spoken);
    turns.forEach((turn, i) => this.place(turn, this.cardPlace, i === turns.length - 1));
    this.status = h("div", { class: "status", role: "status" });
    this.panel.lang = this.launcher.lang = view.language;
    this.panel.classList.toggle("with-readings", view.furigana && view.language === "ja");
    this.launcher.textContent = view.say("launch");
    this.launcher.href = view.plainPage.href;
    this.panel.replaceChildren(
      ...frame(view, {
        tools: toolsMenu(view),
        log: this.log,
        status: this.status,
        person: personBar(view),
        composer: this.composer(),
      }),
    );
    this.printed = h("p", { class: "printed", lang: view.language }); // when: what was open then may not be now
    this.log.before(this.printed, this.announcement);
    this.state(this.doing);
    this.name = /** @type {HTMLElement} */ (this.panel.querySelector("h2"));
    this.settle();
    if (hadFocus) this.field.focus();
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
   * Draws a turn before an element of the log.
   * @param {ChatTurn} turn @param {Element} before @param {boolean} isLast
   */
  place(turn, before, isLast) {
    const element = turnElement(turn, this.view, isLast);
    this.elements.set(turn, element);
    before.before(element);
  }

  /**
   * Adds turns, at the end or before another one; what only the last one may offer goes.
   * @param {ChatTurn[]} turns @param {ChatTurn} [before]
   */
  add(turns, before) {
    const focused = this.focused;
    const next = (before && this.elements.get(before)) || this.cardPlace;
    if (!before) this.log.querySelectorAll(".only-last").forEach((element) => element.remove());
    turns.forEach((turn, i) => this.place(turn, next, !before && i === turns.length - 1));
    this.announce(turns.flatMap((turn) => (turn.kind === "reply" ? summary(turn, this.view) : [])));
    this.settle();
    if (focused && !focused.isConnected) this.log.focus({ preventScroll: true });
  }

  /** Draws one turn anew, which a screen reader reads, as it was not the reader's doing. @param {ChatTurn} turn */
  replace(turn) {
    const old = this.elements.get(turn);
    if (!old) return; // so many came after it that it left the screen
    this.place(turn, old, false);
    old.remove();
    const problem = this.elements.get(turn)?.querySelector(".problem");
    if (problem) this.announce([problem.textContent || ""]);
  }

  /** Answers before the last question are one stop for Tab each. */
  settle() {
    const asked = lastQuestion(this.log);
    if (asked) settleBefore(asked, this.view.say("desk"), this.view.say("one_stop"));
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
