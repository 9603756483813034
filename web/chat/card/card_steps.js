/** The steps of reading a card, drawn as the last thing of the conversation. */
import { reportRows, writeMonth } from "./card_report.js";
import { button, h } from "../../shared/dom.js";

/** @type {Record<string, (reading: CardReading, view: ViewContext) => Child>} */
const STEPS = { about, connecting: waiting, code: codeForm, agree: waiting, result, sending: waiting, problem };

/** The present step; nothing where none is. @param {CardReading} reading @param {ViewContext} view */
export function cardStep(reading, view) {
  if (!reading.step) return [];
  const title = h("h3", { class: "title", id: "card-title", tabindex: -1 }, spoken(view, "card_title"));
  const section = { class: "card-step", lang: view.language, "aria-labelledby": "card-title" };
  return [h("section", section, title, STEPS[reading.step](reading, view))];
}

/** @param {ViewContext} view @param {string} name */
function spoken(view, name) {
  return view.words(view.knows(name) ? name : "card_problem_mismatch");
}

/** @param {CardReading} reading @param {ViewContext} view */
function about(reading, view) {
  const months = h("input", { type: "checkbox" });
  months.checked = reading.withMonths;
  months.addEventListener("change", () => (reading.withMonths = months.checked));
  return [
    paragraph(view, "card_about"),
    list(view, "card_read", ["card_read_certificate", "card_read_pins"]),
    list(view, "card_never", ["card_never_pin", "card_never_number"]),
    paragraph(view, "card_needs"),
    paragraph(view, "card_shown_first"),
    h("label", { class: "choice" }, months, h("span", {}, spoken(view, "card_until"))),
    actions(view, ["card_start", () => reading.start()], ["card_stop", () => reading.stop()]),
  ];
}

/** @param {CardReading} reading @param {ViewContext} view */
function waiting(reading, view) {
  return [
    h("div", { class: "typing" }, paragraph(view, `card_${reading.step}`)),
    reading.step !== "sending" &&
      h(
        "p",
        { class: "actions" },
        button(spoken(view, "card_stop"), () => reading.stop()),
      ),
  ];
}

/** @param {CardReading} reading @param {ViewContext} view */
function codeForm(reading, view) {
  const isWrong = Boolean(reading.problem);
  /** @type {HTMLInputElement} */
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
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    reading.enter();
  };
  return h(
    "form",
    { on: { submit } },
    paragraph(view, "card_code"),
    h("label", { class: "code" }, spoken(view, "card_code_label"), field),
    h("p", { class: "problem", role: "alert", id: "code-problem" }, isWrong && spoken(view, reading.problem)),
    h(
      "p",
      { class: "actions" },
      h("button", { type: "submit", class: "primary" }, spoken(view, "card_next")),
      button(spoken(view, "card_stop"), () => reading.stop()),
    ),
  );
}

/** @param {CardReading} reading @param {ViewContext} view */
function result(reading, view) {
  const report = /** @type {CardReport} */ (reading.report);
  return [
    paragraph(view, "card_result"),
    Boolean(report.problem) && paragraph(view, `card_problem_${report.problem}`),
    report.card === "phone" && paragraph(view, "card_phone"),
    !report.problem &&
      h(
        "dl",
        {},
        reportRows(report).map((row) => rowOf(row, view)),
      ),
    Boolean(reading.problem) && h("p", { class: "problem", role: "alert" }, spoken(view, reading.problem)),
    actions(view, ["card_send", () => reading.send()], ["card_drop", () => reading.drop()]),
  ];
}

/** @param {ReportRow} row @param {ViewContext} view */
function rowOf({ name, says, month, count }, view) {
  return [
    h("dt", {}, spoken(view, name)),
    h(
      "dd",
      {},
      says && spoken(view, says),
      month && writeMonth(month, view.language),
      count !== undefined && [" ", spoken(view, "card_tries_left"), String(count)],
    ),
  ];
}

/** @param {CardReading} reading @param {ViewContext} view */
function problem(reading, view) {
  return [
    h("p", { class: "problem" }, spoken(view, reading.problem)),
    actions(view, ["card_again", () => reading.start()], ["close", () => reading.stop()]),
  ];
}

/** @param {ViewContext} view @param {string} name */
function paragraph(view, name) {
  return h("p", {}, spoken(view, name));
}

/** @param {ViewContext} view @param {string} heading @param {string[]} names */
function list(view, heading, names) {
  return [
    h("h4", {}, spoken(view, heading)),
    h(
      "ul",
      { class: "points" },
      names.map((name) => h("li", {}, spoken(view, name))),
    ),
  ];
}

/** The next step, and the way out. @param {ViewContext} view @param {[name: string, go: () => unknown]} next @param {[name: string, leave: () => unknown]} last */
function actions(view, [next, go], [out, leave]) {
  return h(
    "p",
    { class: "actions" },
    button(spoken(view, next), go, { class: "primary" }),
    button(spoken(view, out), leave),
  );
}
