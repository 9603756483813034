/** Registers of a language: what is written in them is made by a module of their own, fetched when one is chosen. */

/** @type {Record<string, string>} the file of each, by its code */
const FILES = { "zh-Hant": "traditional.js" };
let again = ""; // a browser remembers a module that it could not fetch: another try needs another address

/**
 * Has the desk's answers come in a register as well, and what is known already; returns the code of what can be shown:
 * the register, or its language where the module cannot be had.
 * @param {Language} code @param {URL} files @param {Desk} desk @param {unknown[]} known
 */
export async function learn(code, files, desk, known) {
  if (!(code in FILES)) return code;
  try {
    const { add } = await import(new URL(FILES[code] + again, files).href);
    if (desk.prepare === add) return code; // what is known has passed it already
    desk.prepare = add;
    known.forEach(add);
    return code;
  } catch {
    again += "?";
    return code.split("-")[0];
  }
}
