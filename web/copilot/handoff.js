/** A conversation that its visitor handed over by a code: what they wrote and read, and what they were told. */
import { button, h } from "../chat/dom.js";
import { drawer } from "./tools.js";

const CHANNELS = { web: "ウェブのチャット", line: "LINE" };

/**
 * @param {(code: string) => Promise<Object|undefined>} open what the desk says to a code; {problem} in words
 * @param {(topic: string) => void} show opens a topic in two columns
 */
export function handoffDrawer(open, show) {
  const field = h("input", { inputmode: "numeric", autocomplete: "off", size: 6, maxlength: 6, "aria-label": "6けたの番号" });
  const problem = h("p", { class: "problem", role: "alert" });
  const seen = h("div", { class: "handoff" });

  async function submit(event) {
    event.preventDefault();
    const found = await open(field.value.normalize("NFKC").trim());
    problem.textContent = found?.problem ?? "";
    seen.replaceChildren(...(found && !found.problem ? conversation(found, show) : []));
  }

  return drawer("チャットからの引き継ぎ", h("form", { on: { submit }, novalidate: true }, field, " ", h("button", { type: "submit" }, "会話を見る")), problem, seen);
}

function conversation({ channel, language, turns, told }, show) {
  return [
    h("p", {}, `${CHANNELS[channel] ?? channel}で話していました。番号は伏せてあります。`),
    h("p", { class: "buttons" }, "案内したこと：", told.map((one) => button(one.title, () => show(one.topic)))),
    h(
      "ol",
      { class: "turns", tabindex: 0, "aria-label": "会話" },
      turns.map((turn) => h("li", { class: turn.who }, h("span", { class: "who" }, turn.who === "visitor" ? "相手" : "窓口"), h("span", { lang: language }, turn.text))),
    ),
  ];
}
