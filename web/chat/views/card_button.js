/** The button that begins to read a card. */
import { button } from "../../shared/dom.js";

/** @param {ViewContext} view */
export function cardButton(view) {
  return button(view.words("read_card"), () => view.wishes.readCard(), { class: "read-card" });
}
