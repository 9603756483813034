/** The expiry calculator: dates from the caller's papers, typed with or without an era. */
import { button, h } from "../../shared/dom.js";
import { readDate } from "../../shared/dates.js";
import { drawer } from "./controls.js";

const NAMES = {
  birth_date: "生年月日",
  issue_date: "カードの発行日",
  stay_expiry: "在留期間の満了日",
  certificate_issue_date: "電子証明書を更新した日",
  printed_expiry: "カードに印刷された有効期限",
};
const DIGITS = { year: 4, month: 2, day: 2 };
const UNITS = { year: "年", month: "月", day: "日" };

/**
 * @param {CopilotOpening} opening eras, dates, residence groups
 * @param {(record: Record<string, string>) => Promise<string | undefined>} compute says a problem
 */
export function expiryDrawer(opening, compute) {
  const fields = Object.fromEntries(opening.dates.map((name) => [name, dateFields(name, opening.eras)]));
  const residence = h(
    "select",
    {},
    h("option", { value: "" }, "分からない"),
    Object.entries(opening.residences).map(([value, name]) => h("option", { value }, name)),
  );
  const problem = h("p", { class: "problem", role: "alert" });

  async function submit(event) {
    event.preventDefault();
    const read = opening.dates.map((name) => ({ name, ...fields[name].read() }));
    const wrong = read.find((day) => day.problem);
    if (wrong) {
      problem.textContent = `${NAMES[wrong.name]}：${MESSAGES[wrong.problem]}`;
      return fields[wrong.name].focus();
    }
    const days = Object.fromEntries(read.filter((day) => day.iso).map((day) => [day.name, day.iso]));
    problem.textContent = (await compute({ ...days, residence: residence.value })) ?? "";
  }

  const form = h(
    "form",
    { class: "expiry", on: { submit }, novalidate: true },
    Object.values(fields).map((one) => one.element),
    h("p", {}, h("label", { class: "over" }, "在留の区分", residence)),
    problem,
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "submit", class: "primary" }, "期限を計算する"),
      button("消す", () => clear()),
    ),
  );
  function clear() {
    form.reset();
    problem.textContent = "";
  }
  /** @type {() => (HTMLInputElement | HTMLSelectElement)[]} */
  const all = () => [...form.querySelectorAll(/** @type {"input"} */ ("input, select"))];
  return {
    element: drawer("有効期限の計算", "G", form),
    clear,
    /** What stands in the form, for the same agent after signing in again. */
    typed: () => all().map((one) => one.value),
    /** @param {string[]} values */
    type: (values) => all().forEach((one, i) => (one.value = values[i])),
  };
}

const MESSAGES = {
  date_incomplete: "年、月、日を、どれも数字で書いてください。",
  no_such_day: "その日付は、カレンダーにありません。",
};

/**
 * One date: an era or the Western count, year, month, day; all empty says nothing.
 * @param {string} name @param {CopilotOpening["eras"]} eras
 */
function dateFields(name, eras) {
  const era = h(
    "select",
    { "aria-label": `${NAMES[name]}の元号` },
    h("option", { value: "western" }, "西暦"),
    Object.entries(eras).map(([value, one]) => h("option", { value }, one.name)),
  );
  const inputs = Object.entries(DIGITS).map(([part, length]) =>
    h("input", {
      name: `${name}-${part}`,
      inputmode: "numeric",
      autocomplete: "off",
      size: length,
      maxlength: length,
      "aria-label": `${NAMES[name]}の${UNITS[part]}`,
    }),
  );
  const first = Object.fromEntries(Object.entries(eras).map(([value, one]) => [value, one.from]));
  const element = h(
    "fieldset",
    {},
    h("legend", {}, NAMES[name]),
    era,
    inputs.map((input, i) => [input, Object.values(UNITS)[i]]),
  );
  return {
    element,
    focus: () => inputs[0].focus(),
    /** @returns {ReturnType<typeof readDate>} */
    read() {
      const [year, month, day] = inputs.map((input) => input.value);
      return year || month || day ? readDate({ era: era.value, year, month, day }, first) : {};
    },
  };
}
