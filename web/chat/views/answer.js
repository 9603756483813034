/** One reply, laid out: the first sentence large, then lines to call, points, notes, and where it stands. */
import { button, h } from "../../shared/dom.js";
import { saveFile } from "../../shared/download.js";

/**
 * @param {Version} version one language's version of a reply
 * @param {ViewContext} view texts and wishes of the reader
 * @param {Readings} furigana
 * @param {number} [at] when it came, ms
 */
export function answerParts(version, view, furigana, at) {
  const { answer } = version;
  /** @param {string} text */
  const read = (text) => view.read(text, furigana);
  /** @param {string} kind */
  const links = (kind) => answer.links.filter((link) => link.kind === kind);
  const groups = {
    title: () => h("h3", { class: "title", tabindex: -1 }, read(answer.title)),
    lead: () => h("p", { class: "lead" }, read(answer.lead)),
    phone_lines: () => links("tel").map((link) => lineCard(link, view, furigana, at)),
    points: () =>
      h(
        "ul",
        { class: "points" },
        answer.points.map((point) => h("li", {}, read(point))),
      ),
    notes: () =>
      h(
        "ul",
        { class: "notes" },
        answer.notes.map((note) => h("li", {}, read(note))),
      ),
    changed_since: () =>
      version.changed_since.map((text) =>
        h("p", { class: "changed" }, h("strong", {}, read(view.say("changed"))), " ", read(text)),
      ),
    calendar: () => links("calendar").map((link) => calendarButton(link, read)),
    sources: () => !version.asks && version.sources.map((source) => sourceLink(source, view, read)),
  };
  return version.order.map((group) => groups[group]());
}

/**
 * A telephone line: call it with one press; whether it is open stands beside the number, and is told anew by `tell()`.
 * @param {Link} link @param {ViewContext} view @param {Readings} furigana @param {number} [at] when the answer came, ms
 */
export function lineCard(link, view, furigana, at) {
  /** @param {string} text */
  const read = (text) => view.read(text, furigana);
  const state = h("span", {});
  const note = h("p", { class: "line-note" });
  const call = h(
    "a",
    { href: `tel:${link.value}`, class: "call" },
    h("span", { class: "line-name" }, read(link.label)),
    " ",
    h("span", { class: "number" }, link.value),
  );
  const card = h("div", { class: "line" }, call, state, note);
  const tell = () => {
    const now = view.lineNow(link, at);
    showState(state, now.open, view);
    note.replaceChildren(...read(now.note || ""));
  };
  tell();
  return Object.assign(card, { tell });
}

/** Whether a line is open; nothing where that is not known. @param {HTMLElement} element @param {boolean | undefined} isOpen @param {ViewContext} view */
export function showState(element, isOpen, view) {
  element.hidden = isOpen === undefined;
  element.className = isOpen ? "state open" : "state closed";
  element.textContent = view.say(isOpen ? "open" : "closed");
}

/** @param {Source} source @param {ViewContext} view @param {(text: string) => Child[]} read */
function sourceLink(source, view, read) {
  const named = [read(source.label), " ", h("span", { lang: "ja" }, source.heading)];
  if (!source.place) return h("p", { class: "source" }, named);
  const href = new URL(`booklet?language=${view.language}#${source.place}`, view.base);
  return h("p", { class: "source" }, h("a", { href, target: "_blank", rel: "noopener" }, named));
}

/** @param {Link} link @param {(text: string) => Child[]} read */
function calendarButton(link, read) {
  return h(
    "p",
    {},
    button(read(link.label), () => saveFile(link.value), { class: "calendar" }),
  );
}

/** The same as plain text, for the clipboard. @param {Version} version @param {ViewContext} view @param {number} [at] */
export function answerText({ answer, changed_since, order, sources }, view, at) {
  const lines = answer.links.filter((link) => link.kind === "tel").map((link) => view.lineNow(link, at));
  /** @type {Partial<Record<Group, string[]>>} */
  const groups = {
    lead: [answer.lead],
    points: answer.points.map((point) => `・${point}`),
    notes: answer.notes.map((note) => `※ ${note}`),
    changed_since: changed_since.map((text) => `${view.say("changed")}: ${text}`),
    phone_lines: lines.map((link) => `${link.label} ${link.value}: ${link.note}`),
    sources: sources.map((source) => `${source.label} ${source.heading}`),
  };
  return order.flatMap((group) => groups[group] ?? []).join("\n");
}
