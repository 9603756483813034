/** The state of every line at this minute, and when the office is open. */
import { h } from "../chat/dom.js";
import { drawer } from "./tools.js";

export const EVERY_MINUTE = 60_000; // ms

export function linesDrawer(lines) {
  const list = h("ul", { class: "lines" });
  const show = (states) => list.replaceChildren(...states.map(lineItem));
  show(lines);
  return { element: drawer("電話と窓口の受付", list), show };
}

function lineItem(line) {
  return h(
    "li",
    {},
    h("span", { class: line.open ? "state open" : "state closed" }, line.open ? "受付中" : "時間外"),
    h("strong", {}, line.label),
    h("span", { class: "number" }, line.value, line.menu ? `（音声案内 ${line.menu}）` : ""),
    h("span", { class: "hours" }, line.hours),
  );
}
