/** What the agent hears, typed; topics while typing. A combobox after the ARIA pattern: arrows choose, Enter opens. */
import { h, isComposing } from "../../shared/dom.js";
import { say } from "../labels.js";
import { shortcut } from "./controls.js";

const UNSURE = 0.3; // topics less likely than this are guesses
const PAUSE = 40; // ms without a key before the desk is asked: between two keys of somebody fast
const REACTION = 500; // ms in which a key still means the order that the agent has read
const WAITING = 400; // ms with topics and without a key: the agent waits, and the desk may think longer

/**
 * @param {(text: string, hasPaused: boolean) => Promise<Suggestions | undefined>} suggest
 * @param {(suggestion: Suggestion) => void} open
 */
export function searchBox(suggest, open) {
  const list = h("ul", { id: "suggestions", role: "listbox", "aria-label": say("suggestions") });
  const status = h("p", { class: "visually-hidden", role: "status" });
  const doubt = h("p", { class: "hint" });
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
    placeholder: say("heard_hint"),
  });
  /** @type {Suggestion[]} */
  let found = [];
  let chosen = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isStale = false; // what is shown was found for a text before
  let opensFirst = false; // Enter came before the topics did
  /** @type {{found: Suggestion[], chosen: number, until: number}} */
  let read = { found: [], chosen: 0, until: 0 }; // the order before the last one, while a finger may still mean it

  /** @param {number} place */
  function choose(place) {
    chosen = Math.max(0, Math.min(place, found.length - 1));
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    if (found.length) field.setAttribute("aria-activedescendant", `suggestion-${chosen}`);
    else field.removeAttribute("aria-activedescendant");
  }

  /** Shows topics, and keeps the choice of somebody who has chosen. @param {Suggestion[]} suggestions */
  function show(suggestions) {
    const kept = chosen > 0 && !isStale ? found[chosen].topic : undefined;
    found = suggestions;
    list.replaceChildren(...suggestions.map((one, i) => option(one, i, () => open(meant(i)))));
    field.setAttribute("aria-expanded", String(suggestions.length > 0));
    status.textContent = suggestions.length
      ? say("suggestions_found", { count: suggestions.length })
      : say("suggestions_none");
    doubt.textContent = field.value.trim() ? doubtAbout(suggestions) : "";
    choose(kept ? found.findIndex((one) => one.topic === kept) : 0);
  }

  /**
   * What an agent means by a place: while the list has just been put in order again, what they read there.
   * @param {number} place @param {number} [placeBefore]
   */
  function meant(place, placeBefore = place) {
    return (performance.now() < read.until && read.found[placeBefore]) || found[place];
  }

  async function look() {
    const heard = field.value;
    const answer = await suggest(heard, false);
    if (!answer || field.value !== heard) return; // typed on
    show(answer.suggestions);
    read.until = 0;
    isStale = false;
    if (opensFirst && found[0]) open(found[0]);
    opensFirst = false;
    timer = setTimeout(lookAgain, WAITING);
  }

  async function lookAgain() {
    const heard = field.value;
    const answer = await suggest(heard, true);
    if (!answer || isStale || field.value !== heard) return;
    read = { found, chosen, until: performance.now() + REACTION };
    show(answer.suggestions);
  }

  /** Takes the topics away, as for a text that was never typed. */
  function clear() {
    clearTimeout(timer);
    isStale = opensFirst = false;
    read.until = 0;
    show([]);
    doubt.textContent = status.textContent = "";
  }

  field.addEventListener("input", () => {
    isStale = true;
    opensFirst = false;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      read.until = 0; // whoever moves the choice sees the new order
      choose(chosen + steps[event.key]);
    } else if (event.key === "Enter" && isStale) opensFirst = true;
    else if (event.key === "Enter" && found[chosen]) open(meant(chosen, read.chosen));
    else return;
    event.preventDefault();
  });
  const element = h(
    "section",
    { class: "search", "aria-label": say("search") },
    h("label", { for: "heard" }, say("heard")),
    field,
    status,
    doubt,
    list,
  );
  return { element, field, look, clear };
}

/** @param {Suggestion[]} suggestions */
function doubtAbout(suggestions) {
  if (suggestions.length === 0) return say("say_otherwise");
  return Math.max(...suggestions.map((one) => one.confidence)) < UNSURE ? say("unsure") : "";
}

/** @param {Suggestion} one @param {number} place @param {() => void} open */
function option(one, place, open) {
  const percent = Math.round(one.confidence * 100);
  return h(
    "li",
    { role: "option", id: `suggestion-${place}`, "data-topic": one.topic, ...shortcut(place + 1), on: { click: open } },
    h("span", { class: "place" }, String(place + 1)),
    h("span", { class: "name" }, one.title),
    h("span", { class: "confidence" }, percent ? `${percent}%` : say("less_than", { percent: 1 })),
    h("span", { class: "why" }, one.question ? [say("nearest"), h("q", { lang: "" }, one.question)] : ""),
    h("span", { class: "stands" }, standsIn(one)),
  );
}

/** Where an answer stands: in the booklet, else on which pages. @param {{pages: number[], hosts: string[], as_of: string}} one */
function standsIn({ pages, hosts, as_of }) {
  return pages.length > 0 ? say("stands", { pages: pages.join("・"), as_of }) : hosts.join("・");
}
