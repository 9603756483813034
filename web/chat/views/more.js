/** The rest of an answer, one press away; open on paper. */
import { h } from "../../shared/dom.js";
import { pieces } from "./folding.js";

/**
 * @param {ReplyTurn} turn whose answer it is; what was opened stays open in another language
 * @param {Version} rest @param {Child} parts its elements @param {ViewContext} view
 */
export function more(turn, rest, parts, view) {
  const details = h(
    "details",
    { class: "more", open: view.unfolded.has(turn) },
    h("summary", {}, view.words("more"), ` (${pieces(rest)})`),
    parts,
  );
  details.addEventListener("toggle", () => view.unfolded[details.open ? "add" : "delete"](turn));
  return details;
}

/** Unfolds all answers while the page is printed, however that was asked for. @param {HTMLElement} panel */
export function unfoldOnPaper(panel) {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  let folded;
  addEventListener("beforeprint", () => {
    folded = panel.querySelectorAll(".more:not([open])");
    folded.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => folded?.forEach((one) => (one.open = false)));
}
