/** Joins greeting, answer, documents and closing to what is read out or sent: in both languages at once. */
import { button, h } from "../../shared/dom.js";
import { keyButton, sidesFor } from "./controls.js";

const PARTS = { greeting: "あいさつ", answer: "回答", bring: "持ち物", closing: "結び" };

/**
 * @param {Object} composing the sentences by language and name @param {string} caller
 * @param {() => Object[]} chosen the rows of the answer that are chosen now @param {(text: string) => void} copy
 * @param {Set<string>} left the names of the parts that are left out
 */
export function composer(composing, caller, chosen, copy, left) {
  const wishes = Object.entries(PARTS).map(([name, label]) => {
    const box = h("input", { type: "checkbox", checked: !left.has(name), name });
    box.addEventListener("change", write);
    return h("label", {}, box, label);
  });
  const sides = sidesFor(caller);
  const known = { ja: ["日本語の文", "ja"], caller: ["相手のことばの文", caller] };
  const fields = Object.fromEntries(sides.map((side) => [side, textField(...known[side])]));

  function write() {
    const wished = new Set(
      wishes
        .map((label) => label.firstChild)
        .filter((box) => box.checked)
        .map((box) => box.name),
    );
    for (const side of sides) {
      fields[side].value = compose(composing[side === "ja" ? "ja" : caller], chosen(), side, wished);
    }
  }

  const element = h(
    "section",
    { class: "composer", "aria-label": "文の組み立て" },
    h("h2", {}, "文の組み立て"),
    h("p", { class: "buttons", role: "group", "aria-label": "入れるもの" }, wishes),
    h("div", { class: sides.length > 1 ? "both" : "" }, Object.values(fields)),
    h(
      "p",
      { class: "buttons" },
      keyButton(sides.length > 1 ? "文を両方写す" : "文を写す", "M", () =>
        copy(sides.map((side) => fields[side].value).join("\n\n")),
      ),
      sides.length > 1 && button("相手のことばの文を写す", () => copy(fields.caller.value)),
    ),
  );
  write();
  const leftOut = () =>
    new Set(
      wishes
        .map((label) => label.firstChild)
        .filter((box) => !box.checked)
        .map((box) => box.name),
    );
  return { element, write, leftOut };
}

function textField(label, lang) {
  return h("textarea", { rows: 8, "aria-label": label, lang, readonly: true });
}

/** One language's text. */
export function compose(sentences, rows, side, wished) {
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
