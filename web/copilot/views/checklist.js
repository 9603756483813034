/** What the caller must bring, beside the answer: one box a thing, in both languages; what is ticked is printed. */
import { h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { drawer, keyButton, languageOf, sidesFor } from "./controls.js";

export function checklistDrawer() {
  const list = h("ul", { class: "checklist" });
  const hint = h("p", { class: "hint" });
  const printing = keyButton(say("print_slip"), "P", () => print());
  /** @type {{thing: Thing, box: HTMLInputElement}[]} */
  let things = [];

  /**
   * Shows what an answer names, each thing once.
   * @param {CopilotAnswer} [answer] what the desk says @param {boolean} isSame in another language: ticks stay
   */
  function show(answer, isSame = false) {
    const unticked = new Set(isSame ? things.filter((one) => !one.box.checked).map((one) => one.thing.ja) : []);
    const named = (answer?.rows ?? []).flatMap((row) => row.items ?? []);
    things = named
      .filter((thing, place) => named.findIndex((one) => one.ja === thing.ja) === place)
      .map((thing) => withBox(thing, !unticked.has(thing.ja)));
    list.replaceChildren(
      ...things.map(({ thing, box }) => h("li", {}, h("label", {}, box, answer && spoken(thing, answer.caller)))),
    );
    hint.textContent = !answer ? say("checklist_before") : things.length ? "" : say("checklist_empty");
    printing.disabled = !answer;
  }

  /** Whether a thing is to stand on the slip. @param {Thing} thing */
  const isWanted = (thing) => things.some((one) => one.thing.ja === thing.ja && one.box.checked);
  show();
  return { element: drawer(say("checklist"), "B", hint, list, h("p", { class: "buttons" }, printing)), show, isWanted };
}

/** @param {Thing} thing @param {boolean} checked */
function withBox(thing, checked) {
  const box = h("input", { type: "checkbox", checked });
  return { thing, box };
}

/** @param {Thing} thing @param {Language} caller */
function spoken(thing, caller) {
  return h(
    "span",
    {},
    sidesFor(caller).map((side) => h("span", { class: "thing", lang: languageOf(side, caller) }, thing[side])),
  );
}
