/** A person, always in sight: the line to call now with its state, hours and cost; all lines when opened. */
import { button, h } from "../../shared/dom.js";
import { lineCard, showState } from "./answer.js";

/** The bar; `tell()` says the lines' states anew, open ones first. @param {Chat} chat */
export function personBar(chat) {
  const state = h("span", {});
  const terms = h("span", { class: "terms" });
  const lines = h("div", {});
  const bar = h(
    "details",
    { class: "person" },
    h("summary", {}, h("span", { class: "person-name" }, chat.read(chat.say("person"))), " ", state, " ", terms),
    h("div", { class: "lines" }, lines, phoneCode(chat)),
  );
  const tell = () => {
    const { person, best_line } = chat.opening;
    const read = (text) => chat.read(text, person.furigana);
    const best = best_line[chat.language];
    const { links, notes } = person.versions[chat.language].answer;
    showState(state, best.open, chat);
    terms.replaceChildren(...read(best.hours), " · ", ...read(best.cost));
    lines.replaceChildren(
      ...links.filter((link) => link.kind === "tel").map((link) => lineCard(link, chat, person.furigana)),
      ...notes.map((note) => h("p", { class: "hint" }, read(note))),
    );
  };
  tell();
  return Object.assign(bar, { tell });
}

/** A code to read out on the telephone, so that nothing must be told twice. */
function phoneCode(chat) {
  const said = h("div", { class: "phone-code", role: "status" });
  const ask = button(chat.read(chat.say("phone_code")), async () => {
    try {
      const code = await chat.handOver();
      said.replaceChildren(h("strong", { class: "number" }, code), h("p", {}, chat.read(chat.say("phone_code_say"))));
    } catch {
      said.replaceChildren(h("p", {}, chat.read(chat.say("phone_code_none"))));
    }
  });
  return h("div", {}, ask, said);
}
