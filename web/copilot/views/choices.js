/** What to press under a question of a dialogue: the words that answer it, or the screens that a PIN is asked for on. */
import { button, h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { languageOf, sidesFor } from "./controls.js";

/**
 * @param {CopilotAnswer} answer a question with its `choices` @param {Asked} record what was asked to get it
 * @param {(name: string, record: Asked) => void} ask
 */
export function choicesOf(answer, record, ask) {
  const given = record.answers ?? {};
  /** @param {Choice} one */
  const press = (one) =>
    one.symptom
      ? ask("pin", { symptom: one.symptom })
      : ask("answer", { ...record, answers: { ...given, [String(answer.step)]: one.word } });
  const back = () => ask("answer", { ...record, answers: Object.fromEntries(Object.entries(given).slice(0, -1)) });
  return h(
    "p",
    { class: "buttons choices", role: "group", "aria-label": say("callers_answer") },
    (answer.choices ?? []).map((one) => button(labelOf(one, answer.caller), () => press(one))),
    Object.keys(given).length > 0 && button(say("question_before"), back),
  );
}

/** @param {Choice} one @param {Language} caller */
function labelOf(one, caller) {
  return h(
    "span",
    {},
    sidesFor(caller).map((side, i) => [i > 0 && " / ", h("span", { lang: languageOf(side, caller) }, one[side])]),
  );
}
