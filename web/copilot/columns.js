/** An answer in two columns: Japanese left, the caller's language right, row by row. */
import { button, h } from "../chat/dom.js";
import { saveFile } from "./tools.js";

const NAMES = {
  title: "題",
  lead: "答え",
  points: "内容",
  bring: "持ち物",
  place: "場所",
  person: "来る人",
  notes: "注意",
  changed_since: "変更",
  line: "電話",
  source: "出典",
  calendar: "予定表",
};
const CHOSEN_FIRST = new Set(["lead", "points", "bring", "place", "person", "notes", "changed_since"]);

/**
 * @param {Object} answer what the desk says @param {string} name of the caller's language in itself
 * @param {{copy: (sides: string[]) => void, open: (topic: string) => void, related: boolean}} actions
 */
export function answerColumns(answer, name, actions) {
  const boxes = answer.rows.map((row) => checkbox(row));
  const body = h("tbody", {}, answer.rows.map((row, i) => rowOf(row, boxes[i], answer.caller)));
  const table = h(
    "table",
    { class: "columns" },
    h("caption", {}, answer.rows[0].ja),
    h(
      "thead",
      {},
      h("tr", {}, h("th", { scope: "col" }, "選ぶ"), h("th", { scope: "col" }, "項目"), h("th", { scope: "col" }, "日本語"), h("th", { scope: "col", lang: answer.caller }, name)),
    ),
    body,
  );
  const related = answer.related.map((one) => button(one.title, () => actions.open(one.topic), { "data-topic": one.topic }));
  const element = h(
    "section",
    { class: "answer", "aria-label": "回答", tabindex: "-1" },
    table,
    h(
      "p",
      { class: "buttons" },
      button("両方を写す", () => actions.copy(["ja", "caller"])),
      button("日本語だけ写す", () => actions.copy(["ja"])),
      button("相手のことばだけ写す", () => actions.copy(["caller"])),
    ),
    related.length > 0 && h("p", { class: "buttons related" }, h("span", {}, "関連："), related),
  );
  const chosen = () => answer.rows.filter((row, i) => boxes[i].checked);
  return { element, chosen };
}

function checkbox(row) {
  const box = h("input", { type: "checkbox", "aria-label": `${NAMES[row.kind]}の行を選ぶ：${row.ja.slice(0, 30)}` });
  box.checked = CHOSEN_FIRST.has(row.kind);
  return box;
}

function rowOf(row, box, caller) {
  return h(
    "tr",
    { class: `row ${row.kind}`, "data-kind": row.kind },
    h("td", {}, box),
    h("th", { scope: "row" }, NAMES[row.kind]),
    h("td", { class: "ja", lang: "ja" }, japanese(row)),
    h("td", { class: "caller", lang: caller }, theirs(row)),
  );
}

function japanese(row) {
  if (row.kind === "calendar") return button(row.ja, () => saveFile(row.files[0]));
  const state = row.kind === "line" && h("span", { class: row.open ? "state open" : "state closed" }, row.open ? "受付中" : "時間外");
  if (row.kind === "source" && row.place) return h("a", { href: `../booklet#${row.place}`, target: "_blank", rel: "noopener" }, row.ja);
  return [row.ja, state];
}

function theirs(row) {
  const text = row.kind === "calendar" ? button(row.caller, () => saveFile(row.files[1])) : row.caller;
  return [text, row.aid && h("span", { class: "aid", lang: "", "data-aid": row.aid })];
}

/** Chosen rows as plain text, for one column or for both. */
export function rowsText(rows, sides) {
  if (sides.length === 1) return rows.map((row) => row[sides[0]]).join("\n");
  return rows.map((row) => sides.map((side) => row[side]).join("\n")).join("\n\n");
}
