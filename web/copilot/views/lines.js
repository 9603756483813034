/** The state of every line at this minute. */
import { h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { drawer } from "./controls.js";

export const EVERY_MINUTE = 60_000; // ms

/** @param {Link[]} lines */
export function linesDrawer(lines) {
  const list = h("ul", { class: "lines", tabindex: 0, "aria-label": say("phone_lines") });
  /** @param {Link[]} states */
  const show = (states) => list.replaceChildren(...byNumber(states).map(lineItem));
  show(lines);
  return { element: drawer(say("lines"), "L", list), show };
}

/** The lines of one number in a row, the number that is open first. @param {Link[]} lines */
export function byNumber(lines) {
  const numbers = [...new Set(lines.map((line) => line.value))];
  return numbers.flatMap((number) => lines.filter((line) => line.value === number));
}

/**
 * A line; one that only another key of the number before leads to is told by that key.
 * @param {Link} line @param {number} place @param {Link[]} lines
 */
function lineItem(line, place, lines) {
  const before = lines[place - 1];
  const isSame = before?.value === line.value && before.hours === line.hours;
  return h(
    "li",
    { class: isSame ? "again" : "" },
    stateChip(line.open),
    h("strong", {}, isSame ? line.label.replace(/^.*?（(.*)）$/, "$1") : line.label),
    h(
      "span",
      { class: "number" },
      !isSame && line.value,
      line.menu && h("span", { class: "menu" }, ` ${say("voice_menu", { menu: line.menu })}`),
    ),
    !isSame && h("span", { class: "hours" }, line.hours),
  );
}

/** Whether a line or a counter is open. @param {boolean} [isOpen] */
export function stateChip(isOpen) {
  return h("span", { class: isOpen ? "state open" : "state closed" }, say(isOpen ? "open" : "closed"));
}
