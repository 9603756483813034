/** Reading a card, step by step: the bridge is asked after a press, the desk after another; nothing goes on by itself. */
import { Bridge } from "./bridge.js";

const CODE = /^\d{6}$/;
const NOTHING = { step: "", problem: "", code: "", withMonths: false, report: undefined, abort: undefined };

export class CardReading {
  step = ""; // what is shown; empty when nothing is
  problem = ""; // the name of a sentence
  code = ""; // as the reader of the page entered it
  withMonths = false; // the reader's wish
  /** @type {CardReport | undefined} */
  report;
  /** @type {AbortController | undefined} */
  abort;

  /**
   * @param {string} address of the bridge
   * @param {{show: () => void, send: (report: CardReport) => Promise<void>, dropped: () => void}} chat
   */
  constructor(address, chat, bridge = new Bridge(address)) {
    this.chat = chat;
    this.bridge = bridge;
  }

  /** Says what will be read; asks nobody yet. */
  begin() {
    this.stop();
    this.go("about");
  }

  /** Ends it, wherever it is: a question that is open at the bridge is withdrawn, a result is gone. */
  stop() {
    if (this.abort) this.abort.abort();
    const isShown = Boolean(this.step);
    Object.assign(this, NOTHING);
    if (isShown) this.chat.show();
  }

  /** Asks the bridge: for its code first, where this page is not paired yet. */
  start() {
    if (this.bridge.isPaired) return this.read();
    return this.attempt("connecting", async (signal) => {
      await this.bridge.showCode(signal);
      this.go("code");
    });
  }

  /** Takes the code; one that cannot be right is not worth one of the five tries. */
  enter() {
    const code = this.code.normalize("NFKC").replace(/\s/g, "");
    if (!CODE.test(code)) return this.go("code", "card_code_incomplete");
    return this.attempt("connecting", async (signal) => {
      await this.bridge.pair(code, signal);
      await this.read();
    });
  }

  read() {
    return this.attempt("agree", async (signal) => {
      const report = await this.bridge.read(this.withMonths, signal);
      if (report.card === "none") return this.fail({ code: report.problem });
      this.report = report;
      this.go("result");
    });
  }

  /** Sends the result to the desk; it stays here until it has arrived. */
  async send() {
    const { report } = this;
    this.go("sending");
    try {
      await this.chat.send(/** @type {CardReport} */ (report));
      if (this.report === report) this.stop();
    } catch {
      if (this.report === report) this.go("result", "card_not_sent");
    }
  }

  drop() {
    this.stop();
    this.chat.dropped();
  }

  /** @param {string} step @param {string} [problem] */
  go(step, problem = "") {
    Object.assign(this, { step, problem });
    this.chat.show();
  }

  /**
   * Shows a step and does what takes time; once it is stopped, what comes of it is of no interest.
   * @param {string} step @param {(signal: AbortSignal) => Promise<unknown>} act
   */
  async attempt(step, act) {
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.go(step);
    try {
      await act(signal);
    } catch (error) {
      if (!signal.aborted) await this.fail(/** @type {import("./bridge.js").BridgeError} */ (error));
    }
  }

  /** @param {{code?: string | null}} error @returns {Promise<void> | void} */
  fail({ code }) {
    if (code === "not_paired") return this.start();
    return this.go(code === "wrong_code" ? "code" : "problem", `card_problem_${code}`);
  }
}
