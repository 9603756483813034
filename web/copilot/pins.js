/** The PIN doctor: the screen or situation, one button each. */
import { button, h } from "../chat/dom.js";
import { drawer } from "./tools.js";

export function pinsDrawer(symptoms, diagnose) {
  const buttons = Object.entries(symptoms).map(([name, title]) => button(title, () => diagnose(name), { "data-symptom": name }));
  return drawer("どの暗証番号か", "N", h("p", { class: "buttons" }, buttons));
}
