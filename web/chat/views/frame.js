/** The panel around the conversation: header with languages, log, what is happening, a person, the composer. */
import { button, h } from "../../shared/dom.js";

/** @param {ViewContext} view @param {Record<string, HTMLElement>} parts what the panel holds */
export function frame(view, parts) {
  const word = h("span", { class: "word" }, view.words("menu"));
  const menu = button([word, h("span", { class: "sign", "aria-hidden": "true" }, "≡")], () => {
    parts.tools.hidden = !parts.tools.hidden;
    menu.setAttribute("aria-expanded", String(!parts.tools.hidden));
  });
  menu.setAttribute("aria-label", view.say("menu"));
  menu.setAttribute("aria-expanded", "false");
  menu.setAttribute("aria-controls", "tools");
  return [
    h(
      "header",
      { role: "presentation" }, // the page has a banner of its own
      h("h2", { id: "name", tabindex: -1 }, view.words("title")),
      h(
        "div",
        { class: "controls" },
        view.language === "ja" && furiganaSwitch(view),
        menu,
        button("×", () => view.wishes.close(), { class: "close", "aria-label": view.say("close") }),
      ),
      languageSwitch(view),
    ),
    parts.tools,
    parts.log,
    parts.status,
    parts.person,
    parts.composer,
  ];
}

/** @type {ByLanguage} */
const SHORT = { ja: "日本", en: "EN", zh: "中文", ko: "한국" }; // where there is no room for the names

/** @param {ViewContext} view */
function languageSwitch(view) {
  return h(
    "div",
    { class: "languages", role: "group", "aria-label": view.say("language") },
    Object.entries(view.languages).map(([code, name]) => languageButton(code, name, view)),
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
