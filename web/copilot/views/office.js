/** The ward office's counter: where, whether it is open now, the days to come, and what the booklet tells of counters. */
import { button, h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { drawer } from "./controls.js";
import { stateChip } from "./lines.js";

/** @param {Office} office what the desk says of the counter @param {(topic: string) => void} open */
export function officeDrawer(office, open) {
  const state = h("div", {});
  /** @param {Office} now */
  const show = (now) =>
    state.replaceChildren(
      h("p", {}, stateChip(now.open), " ", h("strong", {}, now.place)),
      h("p", { class: "hours" }, now.hours),
      daysTable(now.days),
    );
  show(office);
  const topics = (office.topics ?? []).map((one) =>
    button(one.title, () => open(one.topic), { "data-topic": one.topic }),
  );
  return { element: drawer(say("office"), "O", state, h("p", { class: "buttons" }, topics)), show };
}

/** @param {Office["days"]} days */
function daysTable(days) {
  return h("table", { class: "days", "aria-label": say("week") }, h("tbody", {}, days.map(dayRow)));
}

/** @param {Office["days"][0]} day @param {number} place */
function dayRow({ day, opens, closes, rests }, place) {
  const closed = rests ? say("rests_because", { reason: rests }) : say("rests");
  const said = opens ? say("from_to", { opens, closes }) : closed;
  return h(
    "tr",
    { class: opens ? "" : "rests" },
    h("th", { scope: "row" }, place === 0 ? say("today", { day }) : day),
    h("td", {}, said),
  );
}
