/** The two doctors: which PIN a screen asks for, one button each; why a machine refuses a card, step by step. */
import { button, h } from "../../shared/dom.js";
import { drawer } from "./controls.js";

/** @param {Record<string, string>} symptoms @param {{pin: (symptom: string) => void, kiosk: () => void}} open */
export function doctorsDrawers(symptoms, open) {
  const buttons = Object.entries(symptoms).map(([name, title]) =>
    button(title, () => open.pin(name), { "data-symptom": name }),
  );
  return [
    drawer("どの暗証番号か", "N", h("p", { class: "buttons" }, buttons)),
    drawer("コンビニの機械で使えない", "U", h("p", { class: "buttons" }, button("原因を順に確かめる", open.kiosk))),
  ];
}
