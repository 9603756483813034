/**
 * Sends questions one after the other, and again until they are answered: a question keeps its name, so that the desk
 * answers it once however often it arrives. One that fails again and again is given up, so that the next ones go.
 */
import { Refused, TooMany, Unreachable } from "./client.js";

const FIRST_PAUSE = 1_000; // ms between two tries, doubled each time
const LONGEST_PAUSE = 30_000;
const MOST_FAILURES = 5; // of one question: the desk is there, and fails each time
const MOST_SILENCES = 20; // of one question while the browser is online: some eight minutes
const SLOW = 8_000; // ms after which the reader is told that it takes long

export class Outbox {
  /**
   * @param {(question: Question) => Promise<DeskAnswer>} send
   * @param {{next: () => Question | undefined, answered: (question: Question, answer: DeskAnswer) => Promise<void>,
   *   refused: (question: Question) => void, gaveUp: (question: Question) => void, state: (name: string) => void}} chat
   */
  constructor(send, chat) {
    this.send = send;
    this.chat = chat;
    this.isBusy = false;
    this.wake = () => {};
    addEventListener("online", () => this.wake());
  }

  /** Tries again at once. */
  retry() {
    this.wake();
  }

  /** Sends whatever waits. */
  async flush() {
    if (this.isBusy) return;
    this.isBusy = true;
    let pause = FIRST_PAUSE;
    for (let question = this.chat.next(); question; question = this.chat.next()) {
      try {
        await this.chat.answered(question, await this.attempt(question));
        pause = FIRST_PAUSE;
      } catch (error) {
        if (error instanceof Refused) this.chat.refused(question);
        else if (isHopeless(question, error)) this.chat.gaveUp(question);
        else pause = await this.rest(error, pause);
      }
    }
    this.isBusy = false;
    this.chat.state("");
  }

  /** @param {Question} question */
  async attempt(question) {
    if (navigator.onLine === false) throw new Error("offline");
    this.chat.state("typing");
    const timer = setTimeout(() => this.chat.state("slow"), SLOW);
    try {
      return await this.send(question);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits before the next try; returns the pause after that. @param {unknown} error @param {number} pause */
  async rest(error, pause) {
    const isLimit = error instanceof TooMany;
    this.chat.state(isLimit ? "busy" : navigator.onLine === false ? "offline" : "retrying");
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, isLimit ? error.seconds * 1_000 : pause);
      this.wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
    return isLimit ? pause : Math.min(pause * 2, LONGEST_PAUSE);
  }
}

/**
 * Counts a failed try with its question, which is kept over a reload; whether there were enough of them.
 * @param {Question} question @param {unknown} error
 */
function isHopeless(question, error) {
  if (error instanceof TooMany || navigator.onLine === false) return false;
  /** @type {["silences" | "failures", number]} */
  const [counter, most] = error instanceof Unreachable ? ["silences", MOST_SILENCES] : ["failures", MOST_FAILURES];
  question[counter] = (question[counter] || 0) + 1;
  return question[counter] >= most;
}
