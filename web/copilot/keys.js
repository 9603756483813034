/** Keys that work anywhere: `/` and Escape lead to the search, Alt with a letter or digit to what says so. */
import { isComposing } from "../shared/dom.js";

/** @param {HTMLInputElement} search */
export function listenToKeys(search) {
  document.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    const target =
      event.altKey && !event.ctrlKey && !event.metaKey && withShortcut(event.code.replace(/^(Key|Digit)/, ""));
    if (target) follow(target);
    else if (
      event.key === "Escape" ||
      (event.key === "/" && !isWriting(/** @type {HTMLInputElement} */ (event.target)))
    )
      toSearch(search);
    else return;
    event.preventDefault();
  });
}

/** @param {string} key @returns {HTMLElement | false} */
function withShortcut(key) {
  return (
    /^[A-Z0-9]$/.test(key) && /** @type {HTMLElement} */ (document.querySelector(`[aria-keyshortcuts="Alt+${key}"]`))
  );
}

/** Presses a button or an option; of a drawer, opens it and leads to its first control. @param {HTMLElement} target */
function follow(target) {
  if (target.tagName !== "SUMMARY") return target.click();
  const drawer = /** @type {HTMLDetailsElement} */ (target.parentElement);
  drawer.open = true;
  drawer.scrollIntoView({ block: "nearest" });
  const control = /** @type {HTMLElement} */ (drawer.querySelector("input, select, button, [tabindex]"));
  (control ?? target).focus();
}

/** @param {HTMLInputElement} search */
function toSearch(search) {
  search.focus();
  search.select();
}

/** @param {HTMLInputElement} element */
function isWriting(element) {
  return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "checkbox" && element.type !== "radio";
}
