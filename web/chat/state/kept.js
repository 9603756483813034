/**
 * Reads what a tab kept of its conversation. Another version of the chat may have kept it, or a page's own scripts may
 * have changed it on the way: what has not exactly this shape is nothing, and the tab begins anew.
 */

export const VERSION = 3;
const GROUPS = new Set(["title", "lead", "phone_lines", "points", "notes", "changed_since", "calendar", "sources"]);
const DRAWN = /^[A-Za-z0-9_-]{22,64}$/; // as bot/channels/web/requests.py
const STATUSES = new Set(["waiting", "answered", "refused", "failed"]);

/** @typedef {(value: any) => boolean} Fits whether a value has a shape */

/** @type {Fits} */
const isText = (value) => typeof value === "string";
/** @type {Fits} */
const isFlag = (value) => typeof value === "boolean";
/** @type {Fits} */
const isCount = (value) => Number.isInteger(value) && value >= 0;
/** @type {Fits} */
const isName = (value) => isText(value) && DRAWN.test(value);
/** @type {Fits} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {(fits: Fits) => Fits} */
const maybe = (fits) => (value) => value === undefined || value === null || fits(value);
/** @type {(fits: Fits) => Fits} */
const listOf = (fits) => (value) => Array.isArray(value) && value.every(fits);
/** @type {(parts: Record<string, Fits>) => Fits} */
const record = (parts) => (value) => isRecord(value) && Object.entries(parts).every(([key, fits]) => fits(value[key]));

const isLink = record({ kind: isText, label: isText, value: isText, note: maybe(isText) });
const isBody = record({
  title: isText,
  lead: isText,
  points: listOf(isText),
  kinds: maybe(listOf(isText)),
  notes: listOf(isText),
  links: listOf(isLink),
});
const isVersion = record({
  answer: isBody,
  asks: maybe(isText),
  buttons: listOf(record({ title: isText, payload: isText })),
  changed_since: listOf(isText),
  order: listOf((group) => GROUPS.has(group)),
  sources: listOf(record({ label: isText, heading: isText, place: maybe(isText) })),
});

/** In every language; a register of one (zh-Hant, ja-x-easy) is made anew. @type {(languages: string[], fits: Fits) => Fits} */
const inEvery = (languages, fits) =>
  record(Object.fromEntries(languages.filter((code) => !code.includes("-")).map((code) => [code, fits])));
/** @type {(languages: string[]) => Fits} */
const replyIn = (languages) => record({ versions: inEvery(languages, isVersion), furigana: maybe(isRecord) });

/** A whole conversation in these languages. @param {string[]} languages */
function conversation(languages) {
  /** @type {Fits} */
  const isLanguage = (value) => languages.includes(value);
  const isReply = record({ to: maybe(isName), at: maybe(isCount), reply: replyIn(languages) });
  const isQuestion = record({
    id: isName,
    text: isText,
    titles: maybe(inEvery(languages, isText)),
    date: maybe((value) => isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value)),
    language: isLanguage,
    status: (value) => STATUSES.has(value),
    failures: maybe(isCount),
    silences: maybe(isCount),
  });
  /** @type {Fits} */
  const isTurn = (turn) =>
    isRecord(turn) && (turn.kind === "question" ? isQuestion(turn) : turn.kind === "reply" && isReply(turn));
  return record({
    version: (value) => value === VERSION,
    session: isName,
    language: isLanguage,
    furigana: isFlag,
    isBare: maybe(isFlag),
    isOpen: maybe(isFlag),
    isSwitched: maybe(isFlag),
    turns: listOf(isTurn),
  });
}

/**
 * The conversation that a text holds; undefined where it holds none of this version.
 * @param {string|null} json
 * @param {string[]} languages codes of the desk's languages
 */
export function readKept(json, languages) {
  try {
    const kept = JSON.parse(/** @type {string} */ (json));
    return conversation(languages)(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the desk's answer to a message is one that this version of the chat can show.
 * @param {unknown} answer @param {string[]} languages
 */
export function isShowable(answer, languages) {
  /** @type {Fits} */
  const isReply = (reply) => replyIn(languages)(reply) && languages.includes(reply.language);
  return record({ said: maybe(isText), replies: listOf(isReply) })(answer);
}
