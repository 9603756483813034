/** The way to the page for a lost card, which opens even when nothing else does. */
import { h } from "../../shared/dom.js";

/** @param {ViewContext} view */
export function lostLink(view) {
  const href = new URL(`lost#${view.language}`, view.base);
  return h("a", { href, target: "_blank", rel: "noopener", class: "plain" }, view.words("lost_page"));
}
