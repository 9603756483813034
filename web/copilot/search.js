/** What the agent hears, typed; topics while typing. A combobox after the ARIA pattern: arrows choose, Enter opens. */
import { h } from "../chat/dom.js";

const PAUSE = 40; // ms without a key before the desk is asked: between two keys of somebody fast

/**
 * @param {(text: string) => Promise<{suggestions: Object[]} | undefined>} suggest
 * @param {(suggestion: Object) => void} open
 */
export function searchBox(suggest, open) {
  const list = h("ul", { id: "suggestions", role: "listbox", "aria-label": "候補" });
  const status = h("p", { class: "visually-hidden", role: "status" });
  const field = h("input", {
    id: "heard",
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 300,
    "aria-controls": "suggestions",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    placeholder: "聞こえたことば（日本語・English・中文・한국어）",
  });
  let found = [];
  let chosen = 0;
  let timer;

  function choose(place) {
    chosen = Math.max(0, Math.min(place, found.length - 1));
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    if (found.length) field.setAttribute("aria-activedescendant", `suggestion-${chosen}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    found = suggestions;
    list.replaceChildren(...suggestions.map((one, i) => option(one, i, () => open(one))));
    field.setAttribute("aria-expanded", String(suggestions.length > 0));
    status.textContent = suggestions.length ? `${suggestions.length}件の候補` : "候補はありません";
    choose(0);
  }

  async function look() {
    const answer = await suggest(field.value);
    if (answer) show(answer.suggestions);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter ends the writing of kanji
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) choose(chosen + steps[event.key]);
    else if (event.key === "Enter" && found[chosen]) open(found[chosen]);
    else if (event.altKey && /^[1-5]$/.test(event.key) && found[event.key - 1]) open(found[event.key - 1]);
    else return;
    event.preventDefault();
  });
  const element = h("section", { class: "search", "aria-label": "検索" }, h("label", { for: "heard" }, "相手の話"), field, status, list);
  return { element, field, look };
}

function option(one, place, open) {
  const percent = Math.round(one.confidence * 100);
  return h(
    "li",
    { role: "option", id: `suggestion-${place}`, "data-topic": one.topic, on: { click: open } },
    h("span", { class: "place" }, String(place + 1)),
    h("span", { class: "name" }, one.title),
    h("span", { class: "confidence" }, `${percent}%`),
    h("span", { class: "why" }, one.question ? [`近い質問：`, h("q", { lang: "" }, one.question)] : ""),
    h("span", { class: "stands" }, `冊子 ${one.pages.join("・")}ページ、${one.as_of}現在`),
  );
}
