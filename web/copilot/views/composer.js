/** Joins greeting, answer, documents and closing to what is read out or sent: in both languages at once. */
import { button, h } from "../../shared/dom.js";
import { say } from "../labels.js";
import { keyButton, languageOf, sidesFor } from "./controls.js";

const PARTS = ["greeting", "answer", "bring", "closing"];

/**
 * @param {ByLanguage<Record<string, string>>} composing the sentences by language and name @param {Language} caller
 * @param {() => Row[]} chosen the rows of the answer that are chosen now @param {(text: string) => void} copy
 * @param {Set<string>} left the names of the parts that are left out
 */
export function composer(composing, caller, chosen, copy, left) {
  const boxes = PARTS.map((name) =>
    h("input", { type: "checkbox", checked: !left.has(name), name, on: { change: () => write() } }),
  );
  /** @param {boolean} isChecked */
  const namesOf = (isChecked) => new Set(boxes.filter((box) => box.checked === isChecked).map((box) => box.name));
  const sides = sidesFor(caller);
  const names = { ja: say("joined_japanese"), caller: say("joined_foreign") };
  const fields = Object.fromEntries(sides.map((side) => [side, textField(names[side], languageOf(side, caller))]));

  function write() {
    const wished = namesOf(true);
    for (const side of sides) {
      fields[side].value = compose(composing[languageOf(side, caller)], chosen(), side, wished);
    }
  }

  const element = h(
    "section",
    { class: "composer", "aria-label": say("joined") },
    h("h2", {}, say("joined")),
    h(
      "p",
      { class: "buttons", role: "group", "aria-label": say("joined_parts") },
      boxes.map((box) => h("label", {}, box, say(`part_${box.name}`))),
    ),
    h("div", { class: sides.length > 1 ? "both" : "" }, Object.values(fields)),
    h(
      "p",
      { class: "buttons" },
      keyButton(say(sides.length > 1 ? "copy_joined_both" : "copy_joined"), "M", () =>
        copy(sides.map((side) => fields[side].value).join("\n\n")),
      ),
      sides.length > 1 && button(say("copy_joined_foreign"), () => copy(fields.caller.value)),
    ),
  );
  write();
  return { element, write, leftOut: () => namesOf(false) };
}

/** @param {string} label @param {Language} lang */
function textField(label, lang) {
  return h("textarea", { rows: 8, "aria-label": label, lang, readonly: true });
}

/**
 * One language's text.
 * @param {Record<string, string>} sentences @param {Row[]} rows @param {Side} side @param {Set<string>} wished
 */
export function compose(sentences, rows, side, wished) {
  /** @param {(kind: string) => boolean} kinds */
  const texts = (kinds) => rows.filter((row) => kinds(row.kind)).map((row) => row[side]);
  const documents = texts((kind) => kind === "bring");
  return [
    wished.has("greeting") && sentences.greeting,
    wished.has("answer") && texts((kind) => kind !== "bring" && kind !== "calendar").join("\n"),
    wished.has("bring") && documents.join("\n"),
    wished.has("closing") && sentences.closing,
  ]
    .filter(Boolean)
    .join("\n\n");
}
