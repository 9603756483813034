/**
 * What the desk says, in easy Japanese for readers who chose it: it writes that itself, so what was said before is asked
 * for again. Where it cannot be had, the ordinary Japanese stands. Loaded for those readers alone, with the chat's own
 * texts (bot/pages/assets.py).
 */

const LANGUAGE = "ja";
const REGISTER = "ja-x-easy";

/** @typedef {{labels: Record<string, string>, replies: Record<string, Version>, furigana: Readings}} EasyTexts */
/** @typedef {{opening: ChatOpening, turns: ChatTurn[]}} Known */

/** @param {EasyTexts} texts */
export function registerOf(texts) {
  /** The easy text of what is always the same; else what it is in Japanese. @param {any} said */
  function written(said) {
    if (typeof said !== "object" || Array.isArray(said)) return said;
    if (said.answer) return texts.replies[said.topic] ?? said;
    return Object.fromEntries(Object.entries(said).map(([name, text]) => [name, texts.labels[name] ?? text]));
  }

  /** Adds the register, in place, to whatever is said in every language. @template Part @param {Part} part @returns {Part} */
  function add(part) {
    if (!part || typeof part !== "object") return part;
    const record = /** @type {Record<string, any>} */ (part);
    Object.values(record).forEach(add);
    if (LANGUAGE in record && !(REGISTER in record)) record[REGISTER] = written(record[LANGUAGE]);
    if (record.labels) Object.assign(record.furigana, texts.furigana); // where the views look for whatever has none
    return part;
  }

  return { add, complete: writtenAgain };
}

/**
 * Has the desk write what it said before the register was chosen; nothing changes where it cannot.
 * @param {Desk} desk @param {string} session @param {Known} known
 */
async function writtenAgain(desk, session, { opening, turns }) {
  desk.reader = REGISTER; // from now on
  const old = turns.filter(isWithout);
  const names = [...new Set(old.map(({ to }) => /** @type {string} */ (to)))];
  await Promise.allSettled([
    isWritten(opening.person) || desk.start().then((lines) => Object.assign(opening, lines)),
    names.length && desk.again({ session, message: names[0], language: REGISTER, messages: names }).then(take),
  ]);

  /** @param {{replies: Record<string, DeskReply[]>}} answer */
  function take({ replies }) {
    for (const name of names) {
      const said = turns.filter((turn) => turn.kind === "reply" && turn.to === name);
      said.forEach((turn, i) => Object.assign(/** @type {ReplyTurn} */ (turn).reply, replies[name]?.[i]));
    }
  }
}

/** @param {DeskReply} reply */
function isWritten({ versions }) {
  return /** @type {any} */ (versions[REGISTER])?.register === REGISTER;
}

/** @param {ChatTurn} turn @returns {turn is ReplyTurn} */
function isWithout(turn) {
  return turn.kind === "reply" && Boolean(turn.to) && !isWritten(turn.reply);
}
