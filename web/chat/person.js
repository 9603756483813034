/** A person, always in sight: the line to call now with its state, hours and cost; all lines when opened. */
import { button, h } from "./dom.js";
import { lineCard } from "./answer.js";

export function personBar({ person: reply, best_line }, chat) {
  const best = best_line[chat.language];
  const version = reply.versions[chat.language];
  const lines = version.answer.links.filter((link) => link.kind === "tel");
  const furigana = reply.furigana;
  return h(
    "details",
    { class: "person" },
    h(
      "summary",
      {},
      h("span", { class: "person-name" }, chat.read(chat.say("person"), furigana)),
      " ",
      h("span", { class: best.open ? "state open" : "state closed" }, chat.say(best.open ? "open" : "closed")),
      " ",
      h("span", { class: "terms" }, chat.read(best.hours, furigana), " · ", chat.read(best.cost, furigana)),
    ),
    h(
      "div",
      { class: "lines" },
      lines.map((link) => lineCard(link, chat, furigana)),
      version.answer.notes.map((note) => h("p", { class: "hint" }, chat.read(note, furigana))),
      phoneCode(chat),
    ),
  );
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
