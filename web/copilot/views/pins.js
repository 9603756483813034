/** The two doctors: which PIN a screen asks for, one button each; why a machine refuses a card, step by step. */
import { button, h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { drawer } from "./controls.js";

/** @param {Record<string, string>} symptoms @param {{pin: (symptom: string) => void, kiosk: () => void}} open */
export function doctorsDrawers(symptoms, open) {
  const buttons = Object.entries(symptoms).map(([name, title]) =>
    button(title, () => open.pin(name), { "data-symptom": name }),
  );
  return [
    drawer(say("which_pin"), "N", h("p", { class: "buttons" }, buttons)),
    drawer(say("kiosk"), "U", h("p", { class: "buttons" }, button(say("find_cause"), open.kiosk))),
  ];
}
