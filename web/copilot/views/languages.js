/** The caller's language, and whether their column says how it is read. */
import { h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { keyButton, keycap, shortcut } from "./controls.js";

const FIRST_KEY = 6; // the digits before it open suggestions

/** @param {ByLanguage} names @param {{chosen: (code: string) => void, free: () => void, aids: () => void}} heard */
export function languageChoice(names, heard) {
  const radios = Object.keys(names).map((code, i) =>
    h("input", {
      type: "radio",
      name: "caller",
      value: code,
      ...shortcut(i + FIRST_KEY),
      on: { change: () => heard.chosen(code) },
    }),
  );
  const aids = h("input", { type: "checkbox", id: "aids", ...shortcut("Y"), on: { change: heard.aids } });
  const free = keyButton(say("follow"), "0", heard.free); // chosen by hand, the language stays for this call
  const element = h(
    "fieldset",
    { class: "languages" },
    h("legend", {}, say("caller_language")),
    Object.entries(names).map(([code, name], i) => h("label", { lang: code }, radios[i], name, keycap(i + FIRST_KEY))),
    h("label", {}, aids, say("aids"), keycap("Y")),
    free,
  );
  return {
    element,
    hasAids: () => aids.checked,
    /** @param {Language} code @param {boolean} isPinned */
    show(code, isPinned) {
      radios.forEach((radio) => (radio.checked = radio.value === code));
      free.hidden = !isPinned;
    },
  };
}
