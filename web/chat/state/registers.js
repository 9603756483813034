/** Registers of a language: what is written in them needs a module of its own, fetched when one is chosen. */

/** @type {Record<string, string>} the file of each, by its code */
const FILES = { "ja-x-easy": "easy.js", "zh-Hant": "traditional.js" };
/** @type {Set<unknown>} what was done to the desk's answers for each that was chosen */
const learnt = new Set();
let again = ""; // a browser remembers a module that it could not fetch: another try needs another address

/**
 * Has the desk's answers come in a register as well, and what is known already; returns the code of what can be shown:
 * the register, or its language where the module cannot be had.
 * @param {Language} code @param {URL} files @param {Desk} desk
 * @param {{opening: ChatOpening, memory: Memory, replies?: DeskReply[]}} known
 */
export async function learn(code, files, desk, { opening, memory, replies }) {
  if (!(code in FILES)) return code;
  try {
    const { add, complete } = await import(new URL(FILES[code] + again, files).href);
    if (!learnt.has(add)) {
      const { prepare } = desk;
      desk.prepare = (answer) => add(prepare(answer));
      [opening, memory.turns, replies].forEach(add); // what is known from now on passes it as it comes
      learnt.add(add);
    }
    await complete?.(desk, memory.session, { opening, turns: memory.turns });
    return code;
  } catch {
    again += "?";
    return code.split("-")[0];
  }
}
