/** Draws the chat; a new turn is added, only another language or wish draws everything anew. */
import { cardStep } from "./card_steps.js";
import { composer } from "./composer.js";
import { turnElement } from "./conversation.js";
import { button, h } from "./dom.js";
import { frame } from "./frame.js";
import { maskNumbers } from "./mask.js";
import { personBar } from "./person.js";
import { toolsMenu } from "./tools.js";

const ABOVE = 8; // px between the header and a question
const STUCK = new Set(["offline", "retrying"]); // states in which questions are not sent

export class Screen {
  /** @param {Chat} chat @param {HTMLDialogElement} panel @param {HTMLAnchorElement} launcher */
  constructor(chat, panel, launcher) {
    Object.assign(this, { chat, panel, launcher, doing: "" });
  }

  /** Everything, as the conversation stands. */
  draw() {
    const { chat } = this;
    const hadFocus = this.field && this.panel.getRootNode().activeElement === this.field;
    const turns = chat.turns;
    this.log = h(
      "div",
      { class: "log", role: "log", "aria-label": chat.say("conversation"), tabindex: 0 },
      turns.map((turn, i) => turnElement(turn, chat, i === turns.length - 1)),
      (this.cardPlace = h("div", {}, cardStep(chat.card.reading, chat))),
    );
    this.status = h("div", { class: "status", role: "status" });
    this.panel.lang = this.launcher.lang = chat.language;
    this.panel.classList.toggle("with-readings", chat.furigana && chat.language === "ja");
    this.launcher.textContent = chat.say("launch");
    this.launcher.href = chat.plainPage;
    this.panel.replaceChildren(
      ...frame(chat, {
        tools: toolsMenu(chat),
        log: this.log,
        status: this.status,
        person: personBar(chat.opening, chat),
        composer: this.composer(),
      }),
    );
    this.state(this.doing);
    this.name = this.panel.querySelector("h2");
    if (hadFocus) this.field.focus();
  }

  composer() {
    const { chat } = this;
    const form = composer(chat, {
      draft: chat.memory.draft,
      changed: (draft) => chat.remember({ draft: maskNumbers(draft) }),
      submit: (text) => chat.ask({ text }),
    });
    this.field = form.querySelector("textarea");
    return form;
  }

  /** Adds turns below; what only the last one may offer goes. */
  add(...turns) {
    const focused = this.panel.getRootNode().activeElement;
    this.log.querySelectorAll(".only-last").forEach((element) => element.remove());
    turns.forEach((turn, i) => this.cardPlace.before(turnElement(turn, this.chat, i === turns.length - 1)));
    if (focused && !focused.isConnected) this.log.focus({ preventScroll: true });
  }

  /** Shows the present step of reading a card; the focus that was in the last one goes with it. */
  showCard() {
    const wasInside = this.cardPlace.contains(this.panel.getRootNode().activeElement);
    this.cardPlace.replaceChildren(...cardStep(this.chat.card.reading, this.chat));
    if (wasInside) this.toCard();
  }

  /** Brings the reader to the step: to its field or its title; to the conversation when there is none any more. */
  toCard() {
    const target = this.cardPlace.querySelector("input[type=text]") || this.cardPlace.querySelector("h3") || this.log;
    target.focus({ preventScroll: true });
    if (target !== this.log) this.scrollTo(this.cardPlace);
  }

  closeMenu() {
    const menu = this.panel.querySelector("[aria-controls=tools][aria-expanded=true]");
    if (menu) menu.click();
  }

  /** Shows what is happening: a name of one of the chat's texts, or nothing. */
  state(name) {
    const { chat } = this;
    this.doing = name;
    const isStuck = STUCK.has(name);
    this.log.querySelectorAll(".unsent").forEach((mark) => (mark.hidden = !isStuck));
    this.status.className = `status ${name}`;
    this.status.replaceChildren(
      ...(name ? [h("p", {}, chat.read(chat.say(name)))] : []),
      ...(isStuck ? [button(chat.read(chat.say("retry")), () => chat.retry())] : []),
    );
  }

  /** Shows nothing any more, if it was one of these. */
  clear(names) {
    if (names.some((name) => this.status.classList.contains(name))) this.state("");
  }

  /** The last question moves to the top, so that its answer is read from its beginning. */
  toLastQuestion() {
    const asked = this.log.querySelectorAll(".asked");
    this.scrollTo(asked[asked.length - 1] || this.cardPlace.previousElementSibling);
  }

  scrollTo(element) {
    const scroller = this.log.scrollHeight > this.log.clientHeight + 1 ? this.log : this.panel;
    scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - ABOVE;
  }
}
