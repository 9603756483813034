/** The page of an agent on the phone: one search, one answer in two columns, and what stands beside it. */
import { button, h } from "../shared/dom.js";
import { copyText } from "../shared/download.js";
import { connect, PageIsOld, SignedOut } from "./client.js";
import { listenToKeys } from "./keys.js";
import { say } from "./labels.js";
import { dropWork, keepWork, takeWork } from "./memory.js";
import { Retry } from "./retry.js";
import { AnswerPane } from "./views/answer.js";
import { keyButton } from "./views/controls.js";
import { expiryDrawer } from "./views/expiry.js";
import { handoffDrawer } from "./views/handoff.js";
import { languageChoice } from "./views/languages.js";
import { EVERY_MINUTE, linesDrawer } from "./views/lines.js";
import { officeDrawer } from "./views/office.js";
import { doctorsDrawers } from "./views/pins.js";
import { searchBox } from "./views/search.js";

/** Where the page's parts stand. @returns {HTMLElement} */
function main() {
  return /** @type {HTMLElement} */ (document.querySelector("#main"));
}

/** Starts the page. */
export async function start() {
  const [csrf, agent] = ["csrf", "agent"].map((name) => {
    return /** @type {HTMLMetaElement} */ (document.querySelector(`meta[name=${name}]`)).content;
  });
  const desk = connect(csrf);
  const retry = new Retry();
  main().before(retry.notice);
  const opening = await retry.wait(
    () => desk.start(),
    () => true,
  );
  const page = new Page(agent, desk, retry, /** @type {CopilotOpening} */ (opening));
  main().append(...page.elements);
  page.search.field.focus();
  page.resume(takeWork(agent));
}

class Page {
  /**
   * @param {string} agent
   * @param {ReturnType<typeof connect>} desk
   * @param {Retry} retry
   * @param {CopilotOpening} opening
   */
  constructor(agent, desk, retry, opening) {
    this.agent = agent;
    this.desk = desk;
    this.retry = retry;
    this.opening = opening;
    this.caller = FIRST_CALLER;
    this.isPinned = false;
    this.call = {}; // this one's, until the next one begins
    /** @type {[name: string, record: Asked] | undefined} what the open answer was asked by */
    this.last = undefined;
    this.search = searchBox(
      (text, hasPaused) => this.suggest(text, hasPaused),
      (one) => this.open(one.topic),
    );
    this.languages = languageChoice(opening.languages, {
      chosen: (code) => this.choose(code),
      free: () => this.free(),
      aids: () => this.answer.showAids(),
    });
    this.languages.show(this.caller, this.isPinned);
    this.status = h("p", { class: "status", role: "status" });
    this.answer = new AnswerPane(opening, {
      open: (topic) => this.open(topic),
      ask: (name, record) => this.show(name, record),
      copy: (text) => this.copy(text),
      hasAids: () => this.languages.hasAids(),
    });
    this.lines = linesDrawer(opening.lines);
    this.office = officeDrawer(opening.office, (topic) => this.open(topic));
    this.handoffs = handoffDrawer((code) => this.handoff(code), {
      show: (conversation) => this.showConversation(conversation),
      topic: (topic) => this.open(topic),
    });
    this.expiry = expiryDrawer(opening, (record) => this.show("expiry", record));
    this.next = h(
      "p",
      { class: "buttons next" },
      keyButton(say("next_call"), "X", () => this.nextCall()),
      h("span", { class: "hint" }, say("next_call_hint")),
    );
    setInterval(() => this.showNow(), EVERY_MINUTE);
    listenToKeys(this.search.field);
  }

  get elements() {
    return [
      h("div", { class: "left" }, this.next, this.languages.element, this.search.element),
      h("div", { class: "center" }, this.status, this.answer.element),
      h(
        "aside",
        { class: "right", "aria-label": say("tools") },
        this.answer.checklist.element,
        this.handoffs.element,
        this.lines.element,
        this.office.element,
        this.expiry.element,
        doctorsDrawers(this.opening.symptoms, {
          pin: (symptom) => this.show("pin", { symptom }),
          kiosk: () => this.open("kiosk_doctor"),
        }),
      ),
    ];
  }

  /** What was being done when the session ended. @param {Work | undefined} work */
  resume(work) {
    if (!work) return;
    this.isPinned = work.isPinned;
    this.speak(work.caller);
    this.search.field.value = work.text;
    this.search.look();
    this.expiry.type(work.dates);
    if (work.asked) this.show(...work.asked, { isQuiet: true });
  }

  /** Leaves nothing of the last caller: what they said, their dates, their conversation, their language, what was ticked. */
  nextCall() {
    this.desk.letGo();
    this.last = this.wanted = undefined;
    this.call = {};
    this.isPinned = false;
    this.speak(FIRST_CALLER);
    this.search.field.value = "";
    [this.search, this.answer, this.expiry, this.handoffs].forEach((one) => one.clear());
    dropWork();
    this.say(say("next_call_ready"));
    this.search.field.focus();
    scrollTo(0, 0);
    /** @type {HTMLElement} */ (document.querySelector(".right")).scrollTop = 0;
  }

  /** The caller's language follows what is typed until the agent chooses, for this call. @param {Language} code */
  choose(code) {
    this.isPinned = true;
    this.speak(code);
  }

  /** The language follows again; what is in the search says which. */
  free() {
    this.isPinned = false;
    this.speak(this.caller);
    this.search.look();
    this.search.field.focus();
  }

  /** @param {Language} code */
  speak(code) {
    const isNew = code !== this.caller;
    this.caller = code;
    this.languages.show(code, this.isPinned);
    if (isNew && this.last) this.show(...this.last, { isQuiet: true, isSame: true });
  }

  /** @param {string} text @param {boolean} paused */
  suggest(text, paused) {
    return this.guard(
      async () => {
        const found = await this.desk.suggest({ text, language: this.caller, paused });
        if (found && !this.isPinned && this.search.field.value === text) this.speak(found.language);
        return found;
      },
      () => this.search.field.value === text,
    );
  }

  /** @param {string} topic @param {boolean} [isQuiet] */
  open(topic, isQuiet = false) {
    return this.show("answer", { topic }, { isQuiet });
  }

  /**
   * Shows what the desk answers; a problem that it names comes back.
   * @param {string} name @param {Asked} record @param {{isQuiet?: boolean, isSame?: boolean}} how
   */
  async show(name, record, how = {}) {
    const mine = (this.wanted = {});
    const isWanted = () => this.wanted === mine;
    const answer = await this.guard(() => this.desk.ask(name, { ...record, language: this.caller }), isWanted);
    if (!answer || !isWanted()) return undefined;
    if (answer.problem) return answer.problem;
    this.last = [name, record];
    this.answer.show(answer, record, how);
    return undefined;
  }

  /** A conversation by its code; its language is the caller's from now on. @param {string} code */
  async handoff(code) {
    const mine = this.call;
    const isWanted = () => this.call === mine; // the next one has not begun
    try {
      const found = await this.guard(() => this.desk.ask("handoff", { code }), isWanted);
      if (!isWanted()) return undefined;
      this.last = undefined; // nothing to say again in the caller's language: the conversation takes its place
      if (found) this.choose(found.language);
      return found;
    } catch (error) {
      const { status, wait } = /** @type {Error & {status: number, wait: number}} */ (error);
      return { problem: status === 404 ? say("handoff_none") : tooManyCodes(wait) };
    }
  }

  /** @param {HTMLElement} conversation */
  showConversation(conversation) {
    this.last = undefined;
    this.answer.put(conversation);
  }

  /** Every line and the counter at this minute. */
  async showNow() {
    const mine = (this.minute = {});
    const now = await this.guard(
      () => this.desk.lines(),
      () => this.minute === mine,
      () => this.sayEnded(),
    );
    if (!now) return;
    this.opening.printed = now.printed;
    this.lines.show(now.lines);
    this.office.show(now.office);
  }

  /** @param {string} text */
  copy(text) {
    copyText(text, document.body).then(
      () => this.say(say("copied")),
      () => this.say(say("not_copied")),
    );
  }

  /** @param {string} text */
  say(text) {
    this.status.textContent = text;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (this.status.textContent = ""), SAID_FOR);
  }

  /**
   * Does something at the desk; a session that is over leads to the sign-in and back to the same work.
   * @template T
   * @param {() => Promise<T>} ask @param {() => boolean} isWanted @param {() => void} ended
   * @returns {Promise<T | undefined>}
   */
  async guard(ask, isWanted = () => true, ended = () => this.signInAgain()) {
    try {
      return await this.retry.wait(ask, isWanted);
    } catch (error) {
      if (error instanceof SignedOut) ended();
      else if (error instanceof PageIsOld) this.askForReload();
      else if (/** @type {{status: number}} */ (error).status in EXPECTED) throw error;
      else this.say(say("went_wrong"));
      return undefined;
    }
  }

  signInAgain() {
    this.keep();
    location.assign(`../sign-in?${new URLSearchParams({ ended: "yes", name: this.agent })}`);
  }

  /** The session is over, and nobody has pressed anything: what is being read stays until the agent wishes to leave it. */
  sayEnded() {
    this.retry.say(
      say("session_ended"),
      button(say("sign_in"), () => this.signInAgain()),
    );
  }

  /** The browser's session is another one now: nothing works here any more, so nothing old stays to be read. */
  askForReload() {
    this.search.clear();
    this.retry.say(
      say("page_is_old"),
      button(say("reload"), () => (this.keep(), location.reload())),
    );
  }

  keep() {
    keepWork({
      agent: this.agent,
      text: this.search.field.value,
      caller: this.caller,
      isPinned: this.isPinned,
      asked: this.last,
      dates: this.expiry.typed(),
    });
  }
}

const FIRST_CALLER = "en"; // until something that is typed says another language
const SAID_FOR = 6_000; // ms
const EXPECTED = { 404: "no such code", 429: "too many codes" };

/** @param {number} seconds that the desk names */
function tooManyCodes(seconds) {
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60
    ? say("handoff_wait_minutes", { count: minutes })
    : say("handoff_wait_hours", { count: Math.ceil(minutes / 60) });
}
