/** Small things that several parts of the page do. */
import { h } from "../chat/dom.js";

/** Puts a text on the clipboard; a page without https takes the way over a selection. */
export async function copyOut(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = h("textarea", { class: "visually-hidden", readonly: true, "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (!isCopied) throw new Error("not copied");
}

/** Saves the file that a data: address holds. */
export function saveFile(address) {
  const [, kind, content] = /^data:([^;,]+)[^,]*;base64,(.*)$/.exec(address);
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type: kind }));
  h("a", { href, download: "madoguchi.ics" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** A part beside the answer that opens and closes. */
export function drawer(title, ...children) {
  return h("details", { class: "drawer", open: true }, h("summary", {}, h("h2", {}, title)), ...children);
}
