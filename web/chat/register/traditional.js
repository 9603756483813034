/**
 * What the desk says, in Traditional characters for readers who chose them: by the desk's own table, in the words of
 * bot/i18n/traditional.py. Loaded for them alone; what is loaded is joined to the table (bot/pages/assets.py).
 */

const LANGUAGE = "zh";
const REGISTER = "zh-Hant";
const AS_THEY_ARE = new Set(["heading", "languages"]); // Japanese, as printed; names
const FILE = "data:text/calendar;charset=utf-8;base64,";
const LINE = /(?!\r)(.{24})(?=.)/gu; // at most 75 octets (RFC 5545, 3.1)

/** @typedef {{characters: [plain: string, other: string], words: Record<string, string>}} Table */

/** Rewrites a text: the longest word first. @param {Table} table */
export function rewriter({ characters: [plain, other], words }) {
  const written = new Map([...plain].map((one, i) => [one, [...other][i]]));
  /** @type {Map<string, string[]>} words by their first character, the longest first */
  const byFirst = new Map();
  for (const word of Object.keys(words).sort((one, two) => two.length - one.length))
    byFirst.set(word[0], [...(byFirst.get(word[0]) ?? []), word]);
  /** @param {string} text */
  return (text) => {
    let said = "";
    for (let place = 0; place < text.length;) {
      const word = byFirst.get(text[place])?.find((one) => text.startsWith(one, place)) ?? text[place];
      said += words[word] ?? written.get(word) ?? word;
      place += word.length;
    }
    return said;
  };
}

/** Adds the register to whatever is said in every language, in place. @param {Table} table */
export function registerOf(table) {
  const rewrite = rewriter(table);

  /** @param {string} text */
  const written = (text) => (text.startsWith(FILE) ? FILE + encode(rewriteFile(decode(text))) : rewrite(text));

  /** @param {string} file */
  const rewriteFile = (file) => rewrite(file.replaceAll("\r\n ", "")).replace(LINE, "$1\r\n ");

  /** @param {any} part @returns {any} */
  function copy(part) {
    if (typeof part === "string") return written(part);
    if (Array.isArray(part)) return part.map(copy);
    if (!part || typeof part !== "object") return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, AS_THEY_ARE.has(key) ? value : copy(value)]),
    );
  }

  /** @template Part @param {Part} part @returns {Part} */
  return function add(part) {
    if (!part || typeof part !== "object") return part;
    const record = /** @type {Record<string, any>} */ (part);
    for (const [key, value] of Object.entries(record)) if (!AS_THEY_ARE.has(key) && key !== REGISTER) add(value);
    if (LANGUAGE in record) record[REGISTER] = copy(record[LANGUAGE]);
    return part;
  };
}

/** The text of a calendar file. @param {string} address */
function decode(address) {
  return new TextDecoder().decode(Uint8Array.from(atob(address.slice(FILE.length)), (one) => one.charCodeAt(0)));
}

/** @param {string} text */
function encode(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
