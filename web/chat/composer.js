/** Where the reader writes. Enter sends, but not the Enter that ends a word of an input method. */
import { h } from "./dom.js";

const MOST_CHARACTERS = 2_000; // characters, as bot/gate.py
const TALLEST = 160; // px, then it scrolls
const INPUT_METHOD = 229; // keyCode of a key that an input method takes, where isComposing comes too late

/** @param {{draft: string, changed: function(string), submit: function(string)}} wishes */
export function composer(chat, { draft, changed, submit }) {
  const problem = h("p", { class: "problem", role: "alert", id: "too-long" });
  const field = h("textarea", {
    rows: 1,
    lang: chat.language,
    class: "question",
    placeholder: chat.say("question"),
    "aria-label": chat.say("question"),
    "aria-describedby": "too-long",
    enterkeyhint: "send",
    autocomplete: "off",
  });
  field.value = draft;

  function fit() {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight + 2, TALLEST)}px`;
  }

  function check() {
    const over = [...field.value].length - MOST_CHARACTERS;
    problem.textContent = over > 0 ? chat.say("too_long", { count: over }) : "";
    return over <= 0;
  }

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
  field.addEventListener("keydown", (event) => {
    const isOfWord = event.isComposing || event.keyCode === INPUT_METHOD;
    if (event.key === "Enter" && !event.shiftKey && !isOfWord) send(event);
  });
  return h(
    "form",
    { class: "composer", on: { submit: send } },
    field,
    h("button", { type: "submit", class: "primary send" }, chat.read(chat.say("send"))),
    problem,
  );
}
