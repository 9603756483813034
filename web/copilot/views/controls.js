/** Small things that several parts of the page do. */
import { button, h } from "../../shared/dom.js";

/**
 * A part beside the answer that opens and closes, and that its key leads to (keys.js).
 * @param {string} title @param {string} key @param {...Child} children
 */
export function drawer(title, key, ...children) {
  const summary = h("summary", shortcut(key), h("h2", {}, title), " ", keycap(key));
  return h("details", { class: "drawer", open: true }, summary, ...children);
}

/** A button with a key of its own. @param {string} label @param {string} key @param {() => unknown} action */
export function keyButton(label, key, action) {
  const made = button(label, action, shortcut(key));
  made.append(" ", keycap(key));
  return made;
}

/** The attribute by which keys.js finds an element. @param {string | number} key */
export function shortcut(key) {
  return { "aria-keyshortcuts": `Alt+${key}` };
}

/** The key as the agent reads it; a screen reader has the attribute. @param {string | number} key */
export function keycap(key) {
  return h("kbd", { "aria-hidden": "true" }, `Alt+${key}`);
}

/** The language of a column. @param {Side} side @param {Language} caller */
export function languageOf(side, caller) {
  return side === "ja" ? "ja" : caller;
}

/**
 * The columns that a call needs: a caller who speaks Japanese reads the same as the agent.
 * @param {Language} caller
 * @returns {Side[]}
 */
export function sidesFor(caller) {
  return caller === "ja" ? ["ja"] : ["ja", "caller"];
}
