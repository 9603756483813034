/** Older answers are one stop for Tab each: Enter goes inside, Escape or Tab goes out again. */
import { isComposing } from "../../shared/dom.js";

const CONTROLS = "a[href], button, summary, input, select, textarea";

/**
 * The answers before a question, each a stop of its own.
 * @param {Element} asked @param {string} name what a screen reader calls each @param {string} hint how to go inside
 */
export function settleBefore(asked, name, hint) {
  for (let turn = asked.previousElementSibling; turn; turn = turn.previousElementSibling)
    if (turn.matches(".reply")) oneStop(/** @type {HTMLElement} */ (turn), name, hint);
}

/** @param {HTMLElement} article @param {string} name @param {string} hint */
function oneStop(article, name, hint) {
  if (article.tabIndex === 0) return;
  article.tabIndex = 0;
  article.setAttribute("aria-label", `${name}: ${article.dataset.title}`);
  article.setAttribute("aria-description", hint);
  article.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && event.target === article) enter(article);
    else if (event.key === "Escape" && event.target !== article) leave(event, article);
  });
  // It may be taller than the room: then the browser shows any part of it.
  article.addEventListener("focus", () => article.matches(":focus-visible") && article.scrollIntoView());
  article.addEventListener("focusout", ({ relatedTarget }) => isWithin(relatedTarget, article) || reach(article, -1));
  if (!article.matches(":focus-within")) reach(article, -1);
}

/** @param {EventTarget | null} target @param {HTMLElement} article */
function isWithin(target, article) {
  return target !== article && article.contains(/** @type {Node | null} */ (target));
}

/** Puts all controls of an answer in or out of Tab's reach. @param {HTMLElement} article @param {0 | -1} tabIndex */
function reach(article, tabIndex) {
  /** @type {NodeListOf<HTMLElement>} */
  const controls = article.querySelectorAll(CONTROLS);
  controls.forEach((control) => (control.tabIndex = tabIndex));
  return controls;
}

/** @param {HTMLElement} article */
function enter(article) {
  [...reach(article, 0)].find((control) => control.getClientRects().length)?.focus();
}

/** @param {Event} event @param {HTMLElement} article */
function leave(event, article) {
  event.preventDefault();
  event.stopPropagation();
  article.focus();
}
