/** The card bridge, a program on the reader's own computer (docs/card.md): spoken to only after a press. */
import { knownParts } from "./card_report.js";

const TIMEOUT = 90_000; // ms; the bridge waits a minute for its yes, and a browser may ask before
const PERMISSIONS = ["loopback-network", "local-network-access"]; // Chrome 145 and later, 142 and later

/** What a request came to instead of an answer; `code` names the sentence about it. */
export class BridgeError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class Bridge {
  /** @param {string} address where it listens; the token of a pairing lives as long as this object */
  constructor(address) {
    this.address = address;
    /** @type {string | undefined} */
    this.token = undefined;
  }

  get isPaired() {
    return this.token !== undefined;
  }

  /** Lets the bridge show its code. @param {AbortSignal} signal */
  async showCode(signal) {
    try {
      await this.ask("pair", {}, signal);
    } catch (error) {
      if (/** @type {BridgeError} */ (error).code !== "code_needed") throw error;
    }
  }

  /** Pairs with the code that somebody read there. @param {string} code @param {AbortSignal} signal */
  async pair(code, signal) {
    this.token = (await this.ask("pair", { code }, signal)).token;
  }

  /**
   * Reads once, when somebody has agreed there; nothing but what docs/card.md names is passed on.
   * @param {boolean} withMonths @param {AbortSignal} signal
   */
  async read(withMonths, signal) {
    try {
      const report = knownParts(await this.ask("read", { token: this.token, until: withMonths }, signal));
      if (!report) throw new BridgeError("mismatch");
      return report;
    } catch (error) {
      if (/** @type {BridgeError} */ (error).code === "not_paired") this.token = undefined; // it was started again
      throw error;
    }
  }

  /** @param {string} path @param {object} body @param {AbortSignal} signal */
  async ask(path, body, signal) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    signal.addEventListener("abort", () => abort.abort());
    try {
      const response = await fetch(`${this.address}/${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Madoguchi-Card": "1" },
        body: JSON.stringify(body),
        targetAddressSpace: "loopback",
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        redirect: "error",
        signal: abort.signal,
      });
      const answer = await response.json();
      if (response.ok) return answer;
      throw new BridgeError(String(answer.error));
    } catch (error) {
      if (error instanceof BridgeError) throw error;
      throw new BridgeError(abort.signal.aborted ? "no_answer" : await reason(error));
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Why there is no answer: what came was no JSON, the browser forbids it, or nobody is there. @param {unknown} error */
async function reason(error) {
  if (error instanceof SyntaxError) return "mismatch";
  return (await isForbidden()) ? "not_allowed" : "no_bridge";
}

async function isForbidden() {
  for (const name of PERMISSIONS) {
    try {
      if ((await navigator.permissions.query({ name: /** @type {PermissionName} */ (name) })).state === "denied")
        return true;
    } catch {
      // a browser that does not know this permission
    }
  }
  return false;
}
