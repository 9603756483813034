/**
 * Reads what a tab kept of its conversation. Another version of the chat may have kept it, or a page's own scripts may
 * have changed it on the way: what has not exactly this shape is nothing, and the tab begins anew.
 */

export const VERSION = 3;
const GROUPS = new Set(["title", "lead", "phone_lines", "points", "notes", "changed_since", "calendar", "sources"]);
const DRAWN = /^[A-Za-z0-9_-]{22,64}$/; // as bot/channels/web/requests.py
const STATUSES = new Set(["waiting", "answered", "refused", "failed"]);

const isText = (value) => typeof value === "string";
const isFlag = (value) => typeof value === "boolean";
const isCount = (value) => Number.isInteger(value) && value >= 0;
const isName = (value) => isText(value) && DRAWN.test(value);
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const maybe = (fits) => (value) => value === undefined || value === null || fits(value);
const listOf = (fits) => (value) => Array.isArray(value) && value.every(fits);
const record = (parts) => (value) => isRecord(value) && Object.entries(parts).every(([key, fits]) => fits(value[key]));

const isLink = record({ kind: isText, label: isText, value: isText, note: maybe(isText) });
const isBody = record({
  title: isText,
  lead: isText,
  points: listOf(isText),
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

const inEvery = (languages, fits) => record(Object.fromEntries(languages.map((code) => [code, fits])));
const replyIn = (languages) => record({ versions: inEvery(languages, isVersion), furigana: maybe(isRecord) });

/** A whole conversation in these languages. */
function conversation(languages) {
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
  const isTurn = (turn) =>
    isRecord(turn) && (turn.kind === "question" ? isQuestion(turn) : turn.kind === "reply" && isReply(turn));
  return record({
    version: (value) => value === VERSION,
    session: isName,
    language: isLanguage,
    furigana: isFlag,
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
    const kept = JSON.parse(json);
    return conversation(languages)(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the desk's answer to a message is one that this version of the chat can show. */
export function isShowable(answer, languages) {
  const isReply = (reply) => replyIn(languages)(reply) && languages.includes(reply.language);
  return record({ said: maybe(isText), replies: listOf(isReply) })(answer);
}
