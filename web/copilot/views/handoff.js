/** A conversation that its visitor handed over by a code: what they wrote and read, beside the approved Japanese. */
import { button, h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { nameOf } from "./columns.js";
import { drawer, sidesFor } from "./controls.js";

const CHANNELS = new Set(["web", "line"]);

/**
 * @param {(code: string) => Promise<HandedOver | undefined>} open what the desk says to a code; {problem} in words
 * @param {{show: (conversation: HTMLElement) => void, topic: (topic: string) => void}} actions in the middle of the page
 */
export function handoffDrawer(open, actions) {
  const field = h("input", {
    inputmode: "numeric",
    autocomplete: "off",
    size: 8,
    maxlength: 40,
    "aria-label": say("handoff_code"),
  });
  const problem = h("p", { class: "problem", role: "alert" });
  const seen = h("div", { class: "handoff" });

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const found = await open(field.value.trim());
    problem.textContent = found?.problem ?? "";
    if (!found || found.problem) return;
    const conversation = conversationColumns(found);
    const channel = CHANNELS.has(found.channel) ? say(`channel_${found.channel}`) : found.channel;
    field.value = "";
    seen.replaceChildren(
      h("p", {}, say("spoke", { channel })),
      h(
        "p",
        { class: "buttons" },
        button(say("to_conversation"), () => actions.show(conversation)),
      ),
      ...(found.told.length > 0
        ? [
            h(
              "p",
              { class: "buttons" },
              say("told"),
              found.told.map((one) => button(one.title, () => actions.topic(one.topic))),
            ),
          ]
        : []),
    );
    actions.show(conversation);
  }

  const form = h(
    "form",
    { on: { submit }, novalidate: true },
    field,
    " ",
    h("button", { type: "submit" }, say("handoff_open")),
  );
  function clear() {
    form.reset();
    problem.textContent = "";
    seen.replaceChildren();
  }
  return { element: drawer(say("handoff"), "H", form, problem, seen), clear };
}

/** @param {HandedOver} handedOver */
function conversationColumns({ language, turns }) {
  const items = turns.map((turn) =>
    h(
      "li",
      { class: turn.who },
      h("p", { class: "who" }, turn.who === "visitor" ? say("visitor") : say("desk", { title: turn.title ?? "" })),
      turnRows(turn, language),
    ),
  );
  return h(
    "section",
    { class: "conversation", "aria-label": say("handed_over"), tabindex: "-1" },
    h("ol", { class: "turns", "aria-label": say("conversation") }, items),
  );
}

/**
 * What was read in both columns; what a visitor wrote, or a reply without parts, as it stands.
 * @param {HandedOver["turns"][0]} turn @param {Language} language
 */
function turnRows(turn, language) {
  if (!turn.rows) return h("p", { class: "said", lang: language }, turn.text);
  /** @param {Row} row */
  const original = (row) =>
    language === "ja" ? row.caller : (row.ja ?? h("span", { class: "hint" }, say("computed")));
  /** @type {(row: Row) => Record<Side, HTMLElement>} */
  const cells = (row) => ({
    ja: h("td", { class: "ja", lang: "ja" }, original(row)),
    caller: h("td", { class: "caller", lang: language }, row.caller),
  });
  const rows = turn.rows.map((row) =>
    h(
      "tr",
      { class: row.kind },
      h("th", { scope: "row" }, nameOf(row)),
      sidesFor(language).map((side) => cells(row)[side]),
    ),
  );
  return h("table", { class: "columns" }, h("tbody", {}, rows));
}
