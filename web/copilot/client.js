/** The desk behind the door: JSON over HTTP (docs/copilot.md). */
import { drawName } from "../shared/dom.js";

/** The session is over, or was never there. */
export class SignedOut extends Error {}

/** The page is of another session than the browser's: somebody signed in anew in another tab. */
export class PageIsOld extends Error {}

/** The calls that the page makes; a later `suggest` cancels the one before. @param {string} csrf */
export function connect(csrf) {
  const page = drawName();
  /** @type {AbortController | undefined} */
  let typing;

  /** @param {string} path @param {RequestInit} [options] */
  async function call(path, options = {}) {
    const response = await fetch(path, { cache: "no-store", ...options });
    if (response.status === 401) throw new SignedOut();
    if (response.status === 403) throw new PageIsOld();
    const answer = response.status === 204 ? {} : await response.json();
    if (!response.ok) throw Object.assign(new Error(answer.error), { status: response.status, wait: answer.wait });
    return answer;
  }

  /** @param {string} path @param {object} body @param {RequestInit} [options] */
  const post = (path, body, options) =>
    call(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
      body: JSON.stringify(body),
      ...options,
    });

  return {
    /** @type {() => Promise<CopilotOpening>} */
    start: () => call("start"),
    /** @type {() => Promise<Pick<CopilotOpening, "lines" | "office" | "printed">>} */
    lines: () => call("lines"),
    /** @type {(name: string, body: object) => Promise<any>} */
    ask: (name, body) => post(name, body),
    /** Lets go of what was typed last. */
    letGo: () => typing?.abort(),
    /**
     * Suggestions for what is typed; undefined when the agent has typed on.
     * @param {{text: string, language: Language, paused: boolean}} body
     * @returns {Promise<Suggestions | undefined>}
     */
    async suggest(body) {
      typing?.abort();
      typing = new AbortController();
      try {
        return await post("suggest", { ...body, page }, { signal: typing.signal });
      } catch (error) {
        const { name, status } = /** @type {Error & {status?: number}} */ (error);
        if (name === "AbortError" || status === 409) return undefined;
        throw error;
      }
    },
  };
}
