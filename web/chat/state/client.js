/** The desk's web channel over HTTP (docs/web-chat.md). */
import { toJson } from "./json.js";

const TIMEOUT = 45_000; // ms; the desk itself gives up after 30 s
const DEFAULT_WAIT = 10; // seconds
const LONGEST_WAIT = 120;

/** A request that the desk understood and will not answer: sending it again changes nothing. */
export class Refused extends Error {}

/** Nothing came back: the network's fault, as far as the browser knows. */
export class Unreachable extends Error {}

/** The desk asks to wait. */
export class TooMany extends Error {
  /** @param {number} seconds */
  constructor(seconds) {
    super("too many messages");
    this.seconds = Math.min(seconds || DEFAULT_WAIT, LONGEST_WAIT);
  }
}

/**
 * The calls that the chat makes; each rejects where the network or the desk fails.
 * @param {URL} base @param {URL} files whose address names their content
 */
export function connect(base, files) {
  /** @param {string | URL} path @param {RequestInit} options */
  async function call(path, options) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    const address = new URL(path, new URL("webhooks/web/", base));
    try {
      const response = await fetch(address, {
        credentials: "omit",
        cache: "no-store",
        signal: abort.signal,
        ...options,
      }).catch((error) => {
        throw abort.signal.aborted ? error : new Unreachable(error.message);
      });
      if (response.status === 429) throw new TooMany(Number(response.headers.get("retry-after")));
      if (response.status >= 400 && response.status < 500) throw new Refused(String(response.status));
      if (!response.ok) throw new Error(String(response.status));
      return response.status === 204 ? undefined : desk.prepare(await response.json());
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {string} path @param {object} body */
  const post = (path, body) =>
    call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: toJson(body) });

  const desk = {
    /** What is done to each answer before it is used. @type {<Answer>(answer: Answer) => Answer} */
    prepare: (answer) => answer,
    /** For whom the desk writes beside its languages: a register that it writes itself. */
    reader: "",
    /** @type {() => Promise<ChatTexts>} kept by the browser for good */
    texts: () => call(new URL("texts.json", files), { cache: "default" }),
    /** @type {() => Promise<OpenLines>} whom to call at this minute */
    start: () => call(desk.reader ? `start?language=${desk.reader}` : "start", {}),
    /** @type {(message: object) => Promise<DeskAnswer>} */
    send: (message) => post("webhook", message),
    /** @type {(messages: object) => Promise<{replies: Record<string, DeskReply[]>}>} what was said, for another reader */
    again: (messages) => post("versions", messages),
    /** @type {() => Promise<Pick<ChatOpening, "labels" | "furigana">>} */
    cardTexts: () => call("card", {}),
    /** @type {(card: object) => Promise<DeskAnswer>} */
    sendCard: (card) => post("card", card),
    /** @type {(feedback: object) => Promise<void>} */
    sendFeedback: (feedback) => post("feedback", feedback),
    /** @type {(conversation: object) => Promise<{code: string}>} */
    handOver: (conversation) => post("handoff", conversation),
    /** @type {(conversation: object) => Promise<void>} */
    forget: (conversation) => post("forget", conversation),
  };
  return desk;
}
