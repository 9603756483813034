/** Where the reader writes. Enter sends, but not the Enter that ends a word of an input method. */
import { h, isComposing } from "../../shared/dom.js";

const MOST_CHARACTERS = 2_000; // characters, as bot/dialogue/preprocessing.py
const TALLEST = 160; // px, then it scrolls
const LARGEST_SHARE = 0.2; // of the window's height: the answers need the rest
const FITS_ITSELF = CSS.supports("field-sizing", "content"); // then nothing is measured at each key

/**
 * @param {ViewContext} view
 * @param {{draft: string, changed: (draft: string) => void, submit: (text: string) => void}} wishes
 */
export function composer(view, { draft, changed, submit }) {
  const problem = h("p", { class: "problem", role: "alert", id: "too-long" });
  const field = h("textarea", {
    rows: 1,
    lang: view.language,
    class: "question",
    placeholder: view.say("question"),
    "aria-label": view.say("question"),
    "aria-describedby": "too-long",
    enterkeyhint: "send",
    autocomplete: "off",
  });
  field.value = draft;

  function fit() {
    if (FITS_ITSELF) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight + 2, TALLEST, innerHeight * LARGEST_SHARE)}px`;
  }

  function check() {
    const over = [...field.value].length - MOST_CHARACTERS;
    problem.textContent = over > 0 ? view.say("too_long", { count: over }) : "";
    return over <= 0;
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    const text = field.value.trim();
    if (!text || !check()) return field.focus();
    field.value = "";
    changed("");
    fit();
    submit(text);
  }

  field.addEventListener("input", () => {
    changed(field.value);
    check();
    fit();
  });
  const begin = () => view.wishes.prepareToWrite();
  ["pointerdown", "keydown", "input"].forEach((by) => field.addEventListener(by, begin)); // the focus may not be theirs
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) send(event);
  });
  return h(
    "form",
    { class: "composer", on: { submit: send } },
    field,
    h("button", { type: "submit", class: "primary send" }, view.words("send")),
    problem,
  );
}
