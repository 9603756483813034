/** The expiry calculator: dates from the caller's papers, typed with or without an era. */
import { readDate } from "../../shared/dates.js";
import { button, h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { drawer } from "./controls.js";

const PARTS = /** @type {const} */ (["year", "month", "day"]);
const DIGITS = { year: 4, month: 2, day: 2 };

/**
 * @param {CopilotOpening} opening eras, dates, residence groups
 * @param {(record: Record<string, string>) => Promise<string | undefined>} compute says a problem
 */
export function expiryDrawer(opening, compute) {
  const fields = Object.fromEntries(opening.dates.map((name) => [name, dateFields(name, opening.eras)]));
  const residence = h(
    "select",
    {},
    h("option", { value: "" }, say("not_known")),
    Object.entries(opening.residences).map(([value, name]) => h("option", { value }, name)),
  );
  const problem = h("p", { class: "problem", role: "alert" });

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const read = opening.dates.map((name) => ({ name, ...fields[name].read() }));
    const wrong = read.find((day) => day.problem);
    if (wrong?.problem) {
      problem.textContent = say("problem_of_date", { date: say(wrong.name), problem: say(wrong.problem) });
      return fields[wrong.name].focus();
    }
    const days = Object.fromEntries(read.filter((day) => day.iso).map((day) => [day.name, day.iso]));
    problem.textContent = (await compute({ ...days, residence: residence.value })) ?? "";
  }

  const form = h(
    "form",
    { class: "expiry", on: { submit }, novalidate: true },
    Object.values(fields).map((one) => one.element),
    h("p", {}, h("label", { class: "over" }, say("residence"), residence)),
    problem,
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "submit", class: "primary" }, say("compute")),
      button(say("clear"), () => clear()),
    ),
  );
  function clear() {
    form.reset();
    problem.textContent = "";
  }
  /** @type {() => (HTMLInputElement | HTMLSelectElement)[]} */
  const all = () => [...form.querySelectorAll(/** @type {"input"} */ ("input, select"))];
  return {
    element: drawer(say("expiry"), "G", form),
    clear,
    /** What stands in the form, for the same agent after signing in again. */
    typed: () => all().map((one) => one.value),
    /** @param {string[]} values */
    type: (values) => all().forEach((one, i) => (one.value = values[i])),
  };
}

/**
 * One date: an era or the Western count, year, month, day; all empty says nothing.
 * @param {string} name @param {CopilotOpening["eras"]} eras
 */
function dateFields(name, eras) {
  const era = h(
    "select",
    { "aria-label": say("era_of_date", { date: say(name) }) },
    h("option", { value: "western" }, say("western")),
    Object.entries(eras).map(([value, one]) => h("option", { value }, one.name)),
  );
  const inputs = PARTS.map((part) =>
    h("input", {
      name: `${name}-${part}`,
      inputmode: "numeric",
      autocomplete: "off",
      size: DIGITS[part],
      maxlength: DIGITS[part],
      "aria-label": say("part_of_date", { date: say(name), part: say(part) }),
    }),
  );
  const first = Object.fromEntries(Object.entries(eras).map(([value, one]) => [value, one.from]));
  const element = h(
    "fieldset",
    {},
    h("legend", {}, say(name)),
    era,
    inputs.map((input, i) => [input, say(PARTS[i])]),
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
