/** What leaves the page by the reader's wish: a text for the clipboard, a file to save. */
import { h } from "./dom.js";

/**
 * Puts a text on the clipboard; an old browser, or a page without https, takes the way over a selection.
 * @param {string} text
 * @param {ParentNode} place where a field to select may stand for a moment
 */
export async function copyText(text, place) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = h("textarea", { class: "visually-hidden", readonly: true, "aria-hidden": "true" });
  field.value = text;
  place.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (!isCopied) throw new Error("not copied");
}

/**
 * Saves the file that a data: address holds; phones open a blob in their calendar, but not a data: address.
 * @param {string} address
 */
export function saveFile(address) {
  const [, kind, content] = /** @type {RegExpExecArray} */ (/^data:([^;,]+)[^,]*;base64,(.*)$/.exec(address));
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type: kind }));
  h("a", { href, download: "madoguchi.ics" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
