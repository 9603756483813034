/** A date asked for by a form of the desk, as fields: era, year, month, day; and a picture of where it stands. */
import { button, h } from "../../shared/dom.js";
import { readDate } from "../../shared/dates.js";

const PARTS = /** @type {const} */ (["year", "month", "day"]);
const OWN_BIRTHDAY = { year: "bday-year", month: "bday-month", day: "bday-day" }; // WCAG 2.2, 1.3.5
const DIGITS = { year: 4, month: 2, day: 2 };

/** The fields for a slot; what they say is asked as a date. @param {string} slot @param {ViewContext} view */
export function dateForm(slot, view) {
  const era = h(
    "select",
    {},
    ["western", ...Object.keys(view.eras)].map((name) => h("option", { value: name }, view.say(name))),
  );
  const inputs = PARTS.map((part) =>
    h("input", {
      type: "text",
      inputmode: "numeric",
      maxlength: DIGITS[part],
      size: DIGITS[part],
      autocomplete: slot === "birth_date" ? OWN_BIRTHDAY[part] : "off",
    }),
  );
  const problem = h("p", { class: "problem", role: "alert", id: "date-problem" });

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const [year, month, day] = inputs.map((input) => input.value);
    const found = readDate({ era: era.value, year, month, day }, view.eras);
    inputs.forEach((input) => mark(input, found.problem));
    if (found.iso) return view.wishes.ask({ text: found.iso, date: found.iso });
    problem.textContent = view.say(String(found.problem));
    (inputs.find((input) => !input.value.trim()) || inputs[0]).focus();
  }

  return h(
    "form",
    { class: "date only-last", on: { submit } },
    h(
      "div",
      { class: "fields" },
      h("label", {}, view.words("era"), era),
      PARTS.map((part, i) => h("label", {}, inputs[i], view.say(part))),
    ),
    problem,
    h("button", { type: "submit", class: "primary" }, view.words("send_date")),
    h("p", { class: "hint" }, view.words("or_in_words")),
    PICTURES[slot] && picture(slot, view),
  );
}

/** @param {HTMLInputElement} input @param {string | undefined} problem */
function mark(input, problem) {
  if (problem) {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", "date-problem");
  } else {
    input.removeAttribute("aria-invalid");
  }
}

// What is marked in which drawing; an issue date stands nowhere on the card.
/** @type {Record<string, string>} */
const PICTURES = {
  birth_date: "card.svg",
  printed_expiry: "card.svg",
  certificate_issue_date: "card.svg",
  stay_expiry: "residence_card.svg",
};

/** @param {string} slot @param {ViewContext} view */
function picture(slot, view) {
  const image = h("img", {
    src: new URL(`${PICTURES[slot]}#${slot}`, view.files),
    alt: view.say(slot),
    width: 320,
    height: 202,
    hidden: true,
  });
  const toggle = button(view.words("where"), () => {
    image.hidden = !image.hidden;
    toggle.setAttribute("aria-expanded", String(!image.hidden));
  });
  toggle.setAttribute("aria-expanded", "false");
  return h("div", { class: "picture" }, toggle, image);
}
