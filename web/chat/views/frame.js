/** The panel around the conversation: header with languages, log, what is happening, a person, the composer. */
import { button, h } from "../../shared/dom.js";

/** @param {Chat} chat @param {Record<string, HTMLElement>} parts what the panel holds */
export function frame(chat, parts) {
  const word = h("span", { class: "word" }, chat.read(chat.say("menu")));
  const menu = button([word, h("span", { class: "sign", "aria-hidden": "true" }, "≡")], () => {
    parts.tools.hidden = !parts.tools.hidden;
    menu.setAttribute("aria-expanded", String(!parts.tools.hidden));
  });
  menu.setAttribute("aria-label", chat.say("menu"));
  menu.setAttribute("aria-expanded", "false");
  menu.setAttribute("aria-controls", "tools");
  return [
    h(
      "header",
      { role: "presentation" }, // the page has a banner of its own
      h("h2", { id: "name", tabindex: -1 }, chat.read(chat.say("title"))),
      h(
        "div",
        { class: "controls" },
        chat.language === "ja" && furiganaSwitch(chat),
        menu,
        button("×", () => chat.close(), { class: "close", "aria-label": chat.say("close") }),
      ),
      languageSwitch(chat),
    ),
    parts.tools,
    parts.log,
    parts.status,
    parts.person,
    parts.composer,
  ];
}

const SHORT = { ja: "日本", en: "EN", zh: "中文", ko: "한국" }; // where there is no room for the names

function languageSwitch(chat) {
  return h(
    "div",
    { class: "languages", role: "group", "aria-label": chat.say("language") },
    Object.entries(chat.languages).map(([code, name]) => languageButton(code, name, chat)),
  );
}

function languageButton(code, name, chat) {
  const both = [h("span", { class: "full" }, name), h("span", { class: "short" }, SHORT[code] || name)];
  return button(both, () => chat.switchLanguage(code), {
    lang: code,
    "aria-label": name,
    "data-code": code,
    "aria-pressed": String(code === chat.language),
  });
}

function furiganaSwitch(chat) {
  return button(chat.say("furigana"), () => chat.switchFurigana(), {
    class: "furigana",
    role: "switch",
    "aria-checked": String(chat.furigana),
  });
}
