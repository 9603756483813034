/** The chat: holds the conversation, and does what the reader asks for. */
import { CardInChat } from "./card_in_chat.js";
import { conversationText } from "./conversation.js";
import { connect } from "./desk.js";
import { Dialog } from "./dialog.js";
import { drawName } from "./dom.js";
import { MASK } from "./mask_folding.js";
import { maskNumbers } from "./mask.js";
import { Memory } from "./memory.js";
import { Outbox } from "./outbox.js";
import { Reader } from "./reader.js";
import { Screen } from "./screen.js";
import { copyText } from "./taking_out.js";
import { printOnly } from "./tools.js";

/**
 * Starts the chat of a page.
 * @param {ShadowRoot} root
 * @param {HTMLAnchorElement} launcher the plain link that opens it from now on
 * @param {{base: URL, files: URL, language: string}} options
 */
export async function start(root, launcher, options) {
  const desk = connect(options.base);
  return new Chat(root, launcher, options, desk, await desk.start());
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

class Chat extends Reader {
  constructor(root, launcher, options, desk, opening) {
    super(opening, new Memory(options.language), options);
    Object.assign(this, { host: root.host, desk });
    this.card = new CardInChat(this);
    this.dialog = new Dialog(root, launcher, (isOpen) => this.turned(isOpen));
    this.screen = new Screen(this, this.dialog.element, launcher);
    this.outbox = new Outbox((question) => this.transmit(question), {
      next: () => this.memory.turns.find((turn) => turn.status === "waiting"),
      answered: (question, answer) => this.answered(question, answer),
      refused: (question) => this.settle(question, "refused"),
      state: (name) => this.screen.state(name),
    });
    this.screen.draw();
    this.outbox.flush();
  }

  /** What is on the screen: the greeting, then the conversation. */
  get turns() {
    return [{ kind: "reply", reply: this.opening.greeting }, ...this.memory.turns];
  }

  open({ quietly }) {
    this.dialog.open(quietly);
    this.screen.toLastQuestion();
    if (this.dialog.small.matches) this.screen.name.focus(); // on the field, a phone's keyboard would cover the answers
    else if (!quietly) this.screen.field.focus();
  }

  close() {
    this.dialog.close();
  }

  /** The window was opened or closed. */
  turned(isOpen) {
    this.remember({ isOpen });
    if (!isOpen) this.card.stop();
  }

  /** Asks the desk: words, or a button with its title in every language, or a date. */
  ask({ text, titles, date }) {
    const masked = titles ? text : maskNumbers(text);
    const isOnlyNumber = masked !== text && !/\p{L}|\p{N}/u.test(masked.replaceAll(MASK, ""));
    const status = isOnlyNumber ? "answered" : "waiting";
    const question = { kind: "question", id: drawName(), text: masked, titles, date, language: this.language, status };
    const notice = masked === text ? [] : [{ kind: "reply", reply: this.opening.masked }];
    this.show(question, ...notice);
    this.screen.toLastQuestion();
    this.outbox.flush();
  }

  sendDate(iso) {
    this.ask({ text: iso, date: iso });
  }

  retry() {
    this.outbox.retry();
  }

  async transmit(question) {
    const { session, language, isSwitched } = this.memory;
    const message = { session, message: question.id, language, text: question.text, switched: Boolean(isSwitched) };
    const answer = await this.desk.send(message);
    if (session !== this.memory.session) throw new Error("deleted meanwhile");
    this.remember({ isSwitched: this.memory.language !== language });
    return answer;
  }

  async answered(question, { said, replies }) {
    const spoken = replies.length ? replies[replies.length - 1].language : question.language;
    const follows = question.language === this.language && spoken !== this.language;
    const isMasked = !question.titles && question.text !== said;
    if (isMasked) question.text = said;
    question.language = spoken;
    if (follows) this.memory.language = spoken;
    this.settle(question, "answered");
    if (follows || isMasked) {
      this.screen.draw();
      await nextFrame(); // a screen reader reads what is added to the log, not what the log began with
    }
    this.show(...replies.map((reply) => ({ kind: "reply", to: question.id, reply })));
    this.screen.toLastQuestion();
  }

  settle(question, status) {
    question.status = status;
    this.remember();
    if (status === "refused") this.screen.draw();
  }

  show(...turns) {
    this.memory.turns.push(...turns);
    this.remember();
    this.screen.add(...turns);
  }

  sendFeedback(turn, details) {
    const { session } = this.memory;
    const { topic } = turn.reply.versions[this.language];
    this.remember();
    const said = { session, message: turn.to, language: this.language, topic, ...details };
    this.desk.sendFeedback(said).catch(() => {}); // an opinion is not worth a second try
  }

  switchLanguage(language) {
    this.remember({ language, isSwitched: true });
    this.redraw(`[data-code=${language}]`);
  }

  switchFurigana() {
    this.remember({ furigana: !this.furigana });
    this.redraw(".furigana");
  }

  /** Draws everything anew at the same place, with the focus on the control that asked for it. */
  redraw(control) {
    this.screen.draw();
    this.screen.toLastQuestion();
    this.dialog.element.querySelector(control).focus();
  }

  /** A code for the telephone; rejects where the desk gives none. */
  async handOver() {
    const { session } = this.memory;
    return (await this.desk.handOver({ session, message: drawName(), language: this.language })).code;
  }

  copy() {
    const text = conversationText(this.memory.turns, this);
    copyText(text, this.dialog.element).then(
      () => this.screen.state("copied"),
      () => this.screen.state("not_copied"),
    );
  }

  print() {
    printOnly(this.host);
  }

  async remove() {
    const { session, language } = this.memory;
    try {
      await this.desk.forget({ session, message: drawName(), language });
    } catch {
      this.screen.state("not_deleted");
      return;
    }
    this.card.stop();
    this.memory.forget();
    this.redraw("textarea");
    this.screen.state("deleted");
  }

  remember(changes = {}) {
    Object.assign(this.memory, changes);
    this.memory.keep();
  }
}
