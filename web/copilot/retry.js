/** While the desk cannot be reached: says so, and tries again until it answers. */
import { h } from "../shared/dom.js";
import { say } from "./labels.js";

const PAUSE = 2_000; // ms

/** The notice, and what waits behind it. */
export class Retry {
  constructor() {
    this.notice = h("p", { class: "gone", role: "alert" });
    this.isStuck = false;
  }

  /** Says what waiting will not mend. @param {...(string|Node)} words */
  say(...words) {
    this.isStuck = true;
    this.notice.replaceChildren(...words);
  }

  /**
   * What the desk answers, however long that takes; undefined when nobody wants it any more.
   * @template T
   * @param {() => Promise<T>} ask @param {() => boolean} isWanted
   * @returns {Promise<T | undefined>}
   */
  async wait(ask, isWanted) {
    while (isWanted()) {
      try {
        const answer = await ask();
        if (!this.isStuck) this.notice.textContent = "";
        return answer;
      } catch (error) {
        if (!isGone(error)) throw error;
        if (!this.isStuck) this.notice.textContent = say("unreachable");
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return undefined;
  }
}

/** Whether nobody answered: no network, a server that is starting, or a proxy in its place. @param {any} error */
function isGone(error) {
  return error instanceof TypeError || error instanceof SyntaxError || [502, 503, 504].includes(error.status);
}
