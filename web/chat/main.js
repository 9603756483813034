/** The chat: holds the conversation, and does what the reader asks for. */
import { conversationText } from "./views/conversation.js";
import { connect, Unreachable } from "./state/client.js";
import { Dialog } from "./views/dialog.js";
import { drawName } from "../shared/dom.js";
import { isShowable } from "./state/kept.js";
import { LineStates } from "./state/line_states.js";
import { MASK } from "../shared/mask/sign.js";
import { Masking } from "./state/masking.js";
import { Memory } from "./state/memory.js";
import { Outbox } from "./state/outbox.js";
import { ViewContext } from "./views/view_context.js";
import { Screen } from "./views/screen.js";
import { learn } from "./state/registers.js";
import { Tabs } from "./state/tabs.js";
import { copyText } from "../shared/download.js";
import { printOnly } from "./views/menu.js";
import { onceVoices } from "./state/voices.js";
import { unfoldOnPaper } from "./views/more.js";

/**
 * Starts the chat of a page.
 * @param {ShadowRoot} root
 * @param {HTMLAnchorElement} launcher the plain link that opens it from now on
 * @param {{base: URL, files: URL, language: string, languages: string[]}} options
 */
export async function start(root, launcher, options) {
  const desk = connect(options.base, options.files);
  const masking = new Masking((name) => import(new URL(name, options.files).href));
  const memory = new Memory(options.language, options.languages, masking);
  /** @type {Chat} */
  let chat;
  const tabs = new Tabs(memory, () => {
    memory.forget();
    if (chat) chat.startAnew();
  });
  const [texts, lines] = await Promise.all([desk.texts(), desk.start(), tabs.settle()]);
  const opening = { ...texts, ...lines };
  memory.language = await learn(memory.language, options.files, desk, { opening, memory });
  return (chat = new Chat(root, launcher, options, desk, opening, memory, masking));
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** The chat of one page: owns its parts, which know of it only what they are handed to call. */
class Chat {
  /**
   * @param {ShadowRoot} root
   * @param {HTMLAnchorElement} launcher
   * @param {{base: URL, files: URL}} options
   * @param {ReturnType<typeof connect>} desk
   * @param {ChatOpening} opening
   * @param {Memory} memory
   * @param {Masking} masking
   */
  constructor(root, launcher, options, desk, opening, memory, masking) {
    this.host = root.host;
    this.desk = desk;
    this.memory = memory;
    this.masking = masking;
    this.lineStates = new LineStates(desk, (lines) => {
      Object.assign(opening, lines);
      this.screen.tellLines();
    });
    this.view = new ViewContext(opening, memory, options, this.lineStates, this.wishes());
    /** @type {Dialog} */
    this.dialog = new Dialog(root, launcher, {
      changed: (isOpen) => this.turned(isOpen),
      escaped: () => this.screen.closeMenu(),
    });
    /** @type {Screen} */
    this.screen = new Screen(this.view, this.dialog.element, launcher);
    this.outbox = new Outbox((question) => this.transmit(question), {
      next: () => this.memory.next,
      answered: (question, answer) => this.answered(question, answer),
      refused: (question) => this.settle(question, "refused"),
      gaveUp: (question) => this.settle(question, "failed"),
      state: (name) => this.doing(name),
    });
    this.screen.draw();
    this.outbox.flush();
    unfoldOnPaper(this.dialog.element);
    onceVoices(() => this.loadReader().catch(() => {})); // without it, answers are read by eye
    addEventListener("pagehide", () => this.memory.keepDraft());
    addEventListener("pageshow", (event) => event.persisted && this.comeBack());
  }

  /** What the views may ask for. @returns {Wishes} */
  wishes() {
    return {
      prepareToWrite: () => this.prepareToWrite(),
      ask: (asked) => this.ask(asked),
      askAgain: (question) => this.askAgain(question),
      retry: () => this.outbox.retry(),
      readCard: () => this.readCard(),
      sendFeedback: (turn, details) => this.sendFeedback(turn, details),
      switchLanguage: (language) => this.switchLanguage(language),
      switchFurigana: () => this.switchFurigana(),
      handOver: () => this.handOver(),
      copy: () => this.copy(),
      print: () => this.print(),
      remove: () => this.remove(),
      close: () => this.dialog.close(),
    };
  }

  /** The page was gone and is shown again as it was: meanwhile another page may have gone on with the conversation. */
  comeBack() {
    if (this.memory.recall()) this.screen.draw();
    this.outbox.flush();
  }

  /** Another tab holds the conversation that this one began with. */
  startAnew() {
    this.screen.card?.stop();
    this.screen.draw();
  }

  /** @param {string} name */
  doing(name) {
    if (name === "retrying") this.memory.keep(); // how often it was tried outlives a reload
    this.screen.state(name);
  }

  /** @param {{quietly: boolean}} how */
  open({ quietly }) {
    this.lineStates.refresh();
    this.dialog.open(quietly);
    this.screen.toLastQuestion();
    if (this.dialog.small.matches)
      this.screen.name.focus(); // on the field, a phone's keyboard would cover the answers
    else if (!quietly) this.screen.field.focus();
  }

  /** The window was opened or closed. @param {boolean} isOpen */
  turned(isOpen) {
    this.memory.remember({ isOpen });
    if (!isOpen) this.screen.card?.stop();
  }

  /** Something will be written, and has to be masked then; whatever is sent asks for the mask again. */
  prepareToWrite() {
    this.masking.load().catch(() => {});
  }

  /**
   * Asks the desk: words, or a button with its title in every language, or a date.
   * @param {{text: string, titles?: ByLanguage, date?: string}} asked
   */
  ask({ text, titles, date }) {
    this.lineStates.refresh();
    /** @type {Question} */
    const question = {
      kind: "question",
      id: drawName(),
      text,
      titles,
      date,
      language: this.memory.language,
      status: "waiting",
      isRaw: titles || date ? undefined : true,
    };
    this.show([question, ...this.mask(question)]);
    this.screen.waitForAnswer();
    this.outbox.flush();
  }

  /** Masks the numbers of what was written, once the mask is there; what the reader is told. @param {Question} question */
  mask(question) {
    if (!question.isRaw || !this.masking.now) return [];
    const masked = this.masking.now(question.text);
    const isMasked = masked !== question.text;
    Object.assign(question, { text: masked, isRaw: undefined });
    if (isMasked && !/\p{L}|\p{N}/u.test(masked.replaceAll(MASK, ""))) question.status = "answered"; // it said nothing else
    /** @type {ReplyTurn[]} */
    const notice = [{ kind: "reply", reply: this.view.opening.masked }];
    return isMasked ? notice : [];
  }

  /** Masks what was written before the mask was there. @param {Question} question */
  async maskLate(question) {
    await this.masking.load();
    if (!this.memory.turns.includes(question)) throw new Error("deleted meanwhile");
    const notice = this.mask(question);
    this.memory.keep();
    if (!notice.length) return;
    this.screen.replace(question);
    this.show(notice, this.questionAfter(question));
  }

  /** Tries once more what was given up. @param {Question} question */
  askAgain(question) {
    Object.assign(question, { failures: 0, silences: 0 });
    this.settle(question, "waiting");
    this.screen.log.focus({ preventScroll: true });
    this.outbox.flush();
  }

  /** @param {Question} question @returns {Promise<DeskAnswer>} */
  async transmit(question) {
    if (question.isRaw) await this.maskLate(question);
    if (question.status === "answered") return { said: question.text, replies: [] };
    const { session, language, isSwitched } = this.memory;
    const message = { session, message: question.id, language, text: question.text, switched: Boolean(isSwitched) };
    const answer = await this.desk.send(message);
    if (session !== this.memory.session) throw new Error("deleted meanwhile");
    if (!isShowable(answer, Object.keys(this.view.languages))) throw new Error("an answer of another version");
    this.memory.remember({ isSwitched: this.memory.language !== language });
    return answer;
  }

  /** @param {Question} question @param {DeskAnswer} answer */
  async answered(question, { said, replies }) {
    const spoken = replies.length ? await this.learn(replies[replies.length - 1].language, replies) : question.language;
    const follows = question.language === this.memory.language && spoken !== this.memory.language;
    const isMasked = typeof said === "string" && !question.titles && question.text !== said;
    if (isMasked) question.text = said;
    question.language = spoken;
    if (follows) this.memory.language = spoken;
    this.settle(question, "answered");
    if (follows || isMasked) {
      this.screen.draw();
      await nextFrame(); // a screen reader reads what is added to the log, not what the log began with
    }
    this.show(
      replies.map((reply) => ({ kind: "reply", to: question.id, at: Date.now(), reply })),
      this.questionAfter(question),
    );
    this.screen.toAnswer();
  }

  /** @param {Question} question @param {Status} status */
  settle(question, status) {
    question.status = status;
    this.memory.keep();
    if (status !== "answered") this.screen.replace(question);
  }

  /** The next question, where more were asked before this one is answered. @param {Question} question */
  questionAfter(question) {
    const { turns } = this.memory;
    return turns.slice(turns.indexOf(question) + 1).find((turn) => turn.kind === "question");
  }

  /** Adds turns: at the end, or before another turn. @param {ChatTurn[]} added @param {ChatTurn} [before] */
  show(added, before) {
    const { turns } = this.memory;
    turns.splice(before ? turns.indexOf(before) : turns.length, 0, ...added);
    this.memory.keep();
    this.screen.add(added, before);
  }

  /** Begins to read a card; what that takes comes now. */
  async readCard() {
    try {
      this.screen.card ??= await this.loadCard();
      await this.screen.card.begin();
    } catch {
      this.screen.state("card_not_started");
    }
  }

  /** @returns {Promise<CardInChat>} */
  async loadCard() {
    const { CardInChat } = await import(new URL("card.js", this.view.files).href);
    return new CardInChat(this.screen, this.view, this.desk, (/** @type {ChatTurn[]} */ turns) => {
      this.show(turns);
      this.screen.toAnswer();
    });
  }

  async loadReader() {
    const { ReadAloud, texts } = await import(new URL("aloud.js", this.view.files).href);
    this.view.learn(this.desk.prepare(texts));
    new ReadAloud(this.screen, this.view);
  }

  /** @param {ReplyTurn} turn @param {{helpful: boolean, reason?: string, comment?: string}} details */
  sendFeedback(turn, details) {
    const { session } = this.memory;
    const { topic } = turn.reply.versions[this.memory.language];
    this.memory.keep();
    const said = { session, message: turn.to, language: this.memory.language, topic, ...details };
    this.desk.sendFeedback(said).catch(() => {}); // an opinion is not worth a second try
  }

  /** The code of what can be shown, of a language or a register. @param {Language} code @param {DeskReply[]} [replies] */
  learn(code, replies) {
    return learn(code, this.view.files, this.desk, { opening: this.view.opening, memory: this.memory, replies });
  }

  /** @param {Language} chosen */
  async switchLanguage(chosen) {
    const language = await this.learn(chosen);
    this.memory.remember({ language, isSwitched: true });
    this.screen.redraw(`[data-code=${language}]`);
  }

  switchFurigana() {
    this.memory.remember(this.view.switchedFurigana);
    this.screen.redraw(".furigana");
  }

  /** A code for the telephone; rejects where the desk gives none. */
  async handOver() {
    const { session } = this.memory;
    return (await this.desk.handOver({ session, message: drawName(), language: this.memory.language })).code;
  }

  print() {
    this.screen.closeMenu();
    printOnly(this.host, this.screen.printed);
  }

  copy() {
    this.screen.closeMenu(); // the conversation needs its room again
    const text = conversationText(this.memory.turns, this.view);
    copyText(text, this.dialog.element).then(
      () => this.screen.tellForNow("copied"),
      () => this.screen.state("not_copied"),
    );
  }

  async remove() {
    const { session, language } = this.memory;
    try {
      await this.desk.forget({ session, message: drawName(), language });
    } catch (error) {
      this.screen.state(error instanceof Unreachable ? "not_deleted" : "not_deleted_now");
      return;
    }
    this.screen.card?.stop();
    this.memory.forget();
    this.screen.redraw("textarea");
    this.screen.state("deleted");
  }
}
