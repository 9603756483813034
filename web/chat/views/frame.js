/** The panel around the conversation: header with languages, log, what is happening, a person, the composer. */
import { button, h } from "../../shared/dom.js";

/** @param {ViewContext} view @param {Record<string, HTMLElement>} parts what the panel holds */
export function frame(view, parts) {
  const languages = languageSwitch(view);
  return [
    h(
      "header",
      { role: "presentation" }, // the page has a banner of its own
      h("h2", { id: "name", tabindex: -1 }, view.words("title")),
      h(
        "div",
        { class: "controls" },
        opener("language", "文A", languages, view),
        opener("menu", "≡", parts.tools, view),
        button("×", () => view.wishes.close(), { class: "close", "aria-label": view.say("close") }),
      ),
      languages,
    ),
    button(view.say("to_field"), () => parts.composer.querySelector("textarea")?.focus(), { class: "skip" }),
    parts.tools,
    parts.printed,
    parts.announcement,
    parts.log,
    parts.status,
    parts.person,
    parts.composer,
  ];
}

/**
 * A button of the header that opens a part, and closes it again; a sign where there is no room for its word.
 * @param {string} name @param {string} sign @param {HTMLElement} part @param {ViewContext} view
 */
function opener(name, sign, part, view) {
  const word = h("span", { class: "word" }, view.words(name));
  const turn = () => own.setAttribute("aria-expanded", String(!part.classList.toggle("folded")));
  /** @type {HTMLElement} */
  const own = button([word, h("span", { class: "sign", "aria-hidden": "true", lang: "ja" }, sign)], turn, {
    "aria-label": view.say(name),
    "aria-expanded": "false",
    "aria-controls": part.id,
  });
  return own;
}

/** @type {ByLanguage} */
const SHORT = { ja: "日本", "ja-x-easy": "やさしい", en: "EN", zh: "简体", "zh-Hant": "繁體", ko: "한국" }; // where there is no room for the names

/** The languages, and how they are read; in sight where there is room. @param {ViewContext} view */
function languageSwitch(view) {
  return h(
    "div",
    { class: "languages folded", id: "languages", role: "group", "aria-label": view.say("language") },
    Object.entries(view.languages).map(([code, name]) => languageButton(code, name, view)),
    view.isJapanese && furiganaSwitch(view),
  );
}

/** @param {Language} code @param {string} name @param {ViewContext} view */
function languageButton(code, name, view) {
  const both = [h("span", { class: "full" }, name), h("span", { class: "short" }, SHORT[code] || name)];
  return button(both, () => view.wishes.switchLanguage(code), {
    lang: code,
    "aria-label": name,
    "data-code": code,
    "aria-pressed": String(code === view.language),
  });
}

/** @param {ViewContext} view */
function furiganaSwitch(view) {
  return button(view.say("furigana"), () => view.wishes.switchFurigana(), {
    class: "furigana",
    role: "switch",
    "aria-checked": String(view.furigana),
  });
}
