/** The steps of reading a card, drawn as the last thing of the conversation. */
import { reportRows, writeMonth } from "./card_report.js";
import { button, h } from "../../shared/dom.js";

const STEPS = { about, connecting: waiting, code: codeForm, agree: waiting, result, sending: waiting, problem };

/** The button that begins it. @param {Chat} chat */
export function cardButton(chat) {
  return button(chat.read(chat.say("read_card")), () => chat.card.begin(), { class: "read-card" });
}

/** The present step; nothing where none is. @param {CardReading} reading @param {Chat} chat */
export function cardStep(reading, chat) {
  if (!reading.step) return [];
  const title = h("h3", { class: "title", id: "card-title", tabindex: -1 }, spoken(chat, "card_title"));
  const section = { class: "card-step", lang: chat.language, "aria-labelledby": "card-title" };
  return [h("section", section, title, STEPS[reading.step](reading, chat))];
}

function spoken(chat, name) {
  return chat.read(chat.say(chat.knows(name) ? name : "card_problem_mismatch"));
}

function about(reading, chat) {
  const months = h("input", { type: "checkbox" });
  months.checked = reading.withMonths;
  months.addEventListener("change", () => (reading.withMonths = months.checked));
  return [
    paragraph(chat, "card_about"),
    list(chat, "card_read", ["card_read_certificate", "card_read_pins"]),
    list(chat, "card_never", ["card_never_pin", "card_never_number"]),
    paragraph(chat, "card_needs"),
    paragraph(chat, "card_shown_first"),
    h("label", { class: "choice" }, months, h("span", {}, spoken(chat, "card_until"))),
    actions(chat, ["card_start", () => reading.start()], ["card_stop", () => reading.stop()]),
  ];
}

function waiting(reading, chat) {
  return [
    h("div", { class: "typing" }, paragraph(chat, `card_${reading.step}`)),
    reading.step !== "sending" &&
      h(
        "p",
        { class: "actions" },
        button(spoken(chat, "card_stop"), () => reading.stop()),
      ),
  ];
}

function codeForm(reading, chat) {
  const isWrong = Boolean(reading.problem);
  const field = h("input", {
    type: "text",
    inputmode: "numeric",
    autocomplete: "off",
    size: 8,
    maxlength: 12,
    "aria-describedby": "code-problem",
    "aria-invalid": isWrong && "true",
    on: { input: () => (reading.code = field.value) },
  });
  field.value = reading.code;
  const submit = (event) => {
    event.preventDefault();
    reading.enter();
  };
  return h(
    "form",
    { on: { submit } },
    paragraph(chat, "card_code"),
    h("label", { class: "code" }, spoken(chat, "card_code_label"), field),
    h("p", { class: "problem", role: "alert", id: "code-problem" }, isWrong && spoken(chat, reading.problem)),
    h(
      "p",
      { class: "actions" },
      h("button", { type: "submit", class: "primary" }, spoken(chat, "card_next")),
      button(spoken(chat, "card_stop"), () => reading.stop()),
    ),
  );
}

function result(reading, chat) {
  const { report } = reading;
  return [
    paragraph(chat, "card_result"),
    Boolean(report.problem) && paragraph(chat, `card_problem_${report.problem}`),
    report.card === "phone" && paragraph(chat, "card_phone"),
    !report.problem &&
      h(
        "dl",
        {},
        reportRows(report).map((row) => rowOf(row, chat)),
      ),
    Boolean(reading.problem) && h("p", { class: "problem", role: "alert" }, spoken(chat, reading.problem)),
    actions(chat, ["card_send", () => reading.send()], ["card_drop", () => reading.drop()]),
  ];
}

/** @param {ReportRow} row @param {Chat} chat */
function rowOf({ name, says, month, count }, chat) {
  return [
    h("dt", {}, spoken(chat, name)),
    h(
      "dd",
      {},
      says && spoken(chat, says),
      month && writeMonth(month, chat.language),
      count !== undefined && [" ", spoken(chat, "card_tries_left"), String(count)],
    ),
  ];
}

function problem(reading, chat) {
  return [
    h("p", { class: "problem" }, spoken(chat, reading.problem)),
    actions(chat, ["card_again", () => reading.start()], ["close", () => reading.stop()]),
  ];
}

function paragraph(chat, name) {
  return h("p", {}, spoken(chat, name));
}

function list(chat, heading, names) {
  return [
    h("h4", {}, spoken(chat, heading)),
    h(
      "ul",
      { class: "points" },
      names.map((name) => h("li", {}, spoken(chat, name))),
    ),
  ];
}

/** The next step, and the way out. */
function actions(chat, [next, go], [out, leave]) {
  return h(
    "p",
    { class: "actions" },
    button(spoken(chat, next), go, { class: "primary" }),
    button(spoken(chat, out), leave),
  );
}
