/** Small things that several parts of the page do. */
import { button, h } from "../chat/dom.js";

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

/** A part beside the answer that opens and closes, and that its key leads to (keys.js). */
export function drawer(title, key, ...children) {
  const summary = h("summary", shortcut(key), h("h2", {}, title), " ", keycap(key));
  return h("details", { class: "drawer", open: true }, summary, ...children);
}

/** A button with a key of its own. */
export function keyButton(label, key, action) {
  const made = button(label, action, shortcut(key));
  made.append(" ", keycap(key));
  return made;
}

/** The attribute by which keys.js finds an element. */
export function shortcut(key) {
  return { "aria-keyshortcuts": `Alt+${key}` };
}

/** The key as the agent reads it; a screen reader has the attribute. */
export function keycap(key) {
  return h("kbd", { "aria-hidden": "true" }, `Alt+${key}`);
}

/** The columns that a call needs: a caller who speaks Japanese reads the same as the agent. */
export function sidesFor(caller) {
  return caller === "ja" ? ["ja"] : ["ja", "caller"];
}
