/** The panel around the conversation: header with languages, log, what is happening, a person, the composer. */
import { button, h } from "./dom.js";

/** @param {Object<string, HTMLElement>} parts what the panel holds */
export function frame(chat, parts) {
  const menu = button(chat.read(chat.say("menu")), () => {
    parts.tools.hidden = !parts.tools.hidden;
    menu.setAttribute("aria-expanded", String(!parts.tools.hidden));
  });
  menu.setAttribute("aria-expanded", "false");
  menu.setAttribute("aria-controls", "tools");
  return [
    h(
      "header",
      { role: "presentation" }, // the page has a banner of its own
      h("h2", { id: "name", tabindex: -1 }, chat.read(chat.say("title"))),
      chat.language === "ja" && furiganaSwitch(chat),
      menu,
      button("×", () => chat.close(), { class: "close", "aria-label": chat.say("close") }),
      languageSwitch(chat),
    ),
    parts.tools,
    parts.log,
    parts.status,
    parts.person,
    parts.composer,
  ];
}

function languageSwitch(chat) {
  return h(
    "div",
    { class: "languages", role: "group", "aria-label": chat.say("language") },
    Object.entries(chat.languages).map(([code, name]) =>
      button(name, () => chat.switchLanguage(code), { lang: code, "data-code": code, "aria-pressed": String(code === chat.language) }),
    ),
  );
}

function furiganaSwitch(chat) {
  return button(chat.say("furigana"), () => chat.switchFurigana(), { class: "furigana", role: "switch", "aria-checked": String(chat.furigana) });
}
