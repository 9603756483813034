/** The ward office's counter: where, whether it is open now, the days to come, and what the booklet tells of counters. */
import { button, h } from "../../shared/dom.js";
import { stateChip } from "./lines.js";
import { drawer } from "./controls.js";

/** @param {Office} office what the desk says of the counter @param {(topic: string) => void} open */
export function officeDrawer(office, open) {
  const state = h("div", {});
  const show = (now) =>
    state.replaceChildren(
      h("p", {}, stateChip(now.open), " ", h("strong", {}, now.place)),
      h("p", { class: "hours" }, now.hours),
      daysTable(now.days),
    );
  show(office);
  const topics = office.topics.map((one) => button(one.title, () => open(one.topic), { "data-topic": one.topic }));
  return { element: drawer("窓口の開庁時間", "O", state, h("p", { class: "buttons" }, topics)), show };
}

function daysTable(days) {
  return h("table", { class: "days", "aria-label": "きょうから一週間" }, h("tbody", {}, days.map(dayRow)));
}

function dayRow({ day, opens, closes, rests }, place) {
  const said = opens ? `${opens}〜${closes}` : `休み${rests && `（${rests}）`}`;
  return h(
    "tr",
    { class: opens ? "" : "rests" },
    h("th", { scope: "row" }, place === 0 ? `きょう ${day}` : day),
    h("td", {}, said),
  );
}
