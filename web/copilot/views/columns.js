/** An answer in two columns: Japanese left, the caller's language right, row by row. */
import { button, h } from "../../shared/dom.js";
import { saveFile } from "../../shared/download.js";
import { say } from "../labels.js";
import { keyButton, sidesFor } from "./controls.js";
import { stateChip } from "./lines.js";
import { leftOut } from "./slip.js";

const LEFT_OUT_FIRST = new Set(["title", "phone_line", "source", "calendar"]); // whoever wants them said ticks them

/**
 * @param {CopilotAnswer} answer what the desk says @param {string} name of the caller's language in itself
 * @param {{copy: (sides: Side[]) => void, open: (topic: string) => void}} actions
 * @param {Map<string, boolean>} ticks which rows were chosen, by their Japanese, where the same answer stood before
 */
export function answerColumns(answer, name, actions, ticks) {
  const sides = sidesFor(answer.caller);
  const left = leftOut(answer, (row) => !LEFT_OUT_FIRST.has(row.kind));
  const boxes = answer.rows.map((row) => checkbox(row, ticks, left.has(row)));
  const heads = {
    ja: h("th", { scope: "col" }, say("japanese")),
    caller: h("th", { scope: "col", lang: answer.caller }, name),
  };
  const table = h(
    "table",
    { class: "columns" },
    h("caption", {}, answer.rows[0].ja),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, say("select")),
        h("th", { scope: "col" }, say("item")),
        sides.map((side) => heads[side]),
      ),
    ),
    h(
      "tbody",
      {},
      answer.rows.map((row, i) => rowOf(row, boxes[i], answer.caller)),
    ),
  );
  const related = answer.related.map((one) =>
    button(one.title, () => actions.open(one.topic), { "data-topic": one.topic }),
  );
  const element = h(
    "section",
    { class: "answer", "aria-label": say("answer"), tabindex: "-1" },
    table,
    left.size > 0 && h("p", { class: "hint" }, say("left_out")),
    h("p", { class: "buttons copying" }, copyButtons(sides, actions.copy)),
    related.length > 0 && h("p", { class: "buttons related" }, h("span", {}, say("related")), related),
  );
  const chosen = () => answer.rows.filter((row, i) => boxes[i].checked);
  const ticked = () => new Map(answer.rows.map((row, i) => [keyOf(row), boxes[i].checked]));
  return { element, chosen, ticked };
}

/** What a row is called. @param {Row} row */
export function nameOf(row) {
  return say(`kind_${row.kind}`);
}

/** What a row is known by in whatever language the caller speaks. @param {Row} row */
function keyOf(row) {
  return `${row.kind} ${row.ja}`;
}

/** @param {Side[]} sides @param {(sides: Side[]) => void} copy */
function copyButtons(sides, copy) {
  const both = sides.length > 1 && keyButton(say("copy_both"), "C", () => copy(["ja", "caller"]));
  const theirs = sides.length > 1 && keyButton(say("copy_foreign"), "K", () => copy(["caller"]));
  return [both, keyButton(say("copy_japanese"), "J", () => copy(["ja"])), theirs];
}

/** @param {Row} row @param {Map<string, boolean>} ticks @param {boolean} isLeft for want of room on the slip */
function checkbox(row, ticks, isLeft) {
  const box = h("input", {
    type: "checkbox",
    "aria-label": say("select_row", { kind: nameOf(row), text: row.ja.slice(0, 30) }),
  });
  box.checked = ticks.get(keyOf(row)) ?? !(isLeft || LEFT_OUT_FIRST.has(row.kind));
  return box;
}

/** @param {Row} row @param {HTMLInputElement} box @param {Language} caller */
function rowOf(row, box, caller) {
  const cells = {
    ja: h("td", { class: "ja", lang: "ja" }, japanese(row)),
    caller: h("td", { class: "caller", lang: caller }, foreign(row)),
  };
  return h(
    "tr",
    { class: `row ${row.kind}`, "data-kind": row.kind },
    h("td", {}, box),
    h("th", { scope: "row" }, nameOf(row)),
    sidesFor(caller).map((side) => cells[side]),
  );
}

/** The address of a row's file in a column. @param {Row} row @param {0 | 1} column */
function file(row, column) {
  return (row.files ?? ["", ""])[column];
}

/** @param {Row} row */
function japanese(row) {
  if (row.kind === "calendar") return button(row.ja, () => saveFile(file(row, 0)));
  if (row.kind === "source" && row.place)
    return h("a", { href: `../booklet#${row.place}`, target: "_blank", rel: "noopener" }, row.ja);
  return [row.ja, row.kind === "phone_line" && [" ", stateChip(row.open)]];
}

/** @param {Row} row */
function foreign(row) {
  const text = row.kind === "calendar" ? button(row.caller, () => saveFile(file(row, 1))) : row.caller;
  return [text, row.aid && h("span", { class: "aid", lang: "", "data-aid": row.aid })];
}

/** Chosen rows as plain text, for one column or for both. @param {Row[]} rows @param {Side[]} sides */
export function rowsText(rows, sides) {
  if (sides.length === 1) return rows.map((row) => row[sides[0]]).join("\n");
  return rows.map((row) => sides.map((side) => row[side]).join("\n")).join("\n\n");
}
