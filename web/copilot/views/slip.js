/** What was ticked, on half a sheet (A5): the caller's language left, Japanese right. Seen only in print. */
import { h } from "../../shared/dom.js";
import { languageOf, sidesFor } from "./controls.js";

const ALWAYS = new Set(["title", "phone_line", "source"]);
const SIZES = [8.5, 8, 7.5, 7, 6.5, 6]; // pt, the largest that fits on one sheet
const MM_OF_PT = 0.3528;
const COLUMN = 60; // mm of one language's column
const ROOM = 128; // mm for the rows, between heading and footer
const AROUND_ROW = 1.8; // mm
const LINE_HEIGHT = 1.35;

/**
 * The slip of an answer; it stands in the page unseen, so that the browser's own print command finds it too.
 * @param {CopilotAnswer} answer @param {CopilotOpening} opening the sentences around it, and the page's addresses, by language
 * @param {() => Row[]} chosen rows that are chosen now @param {(thing: Thing) => boolean} isWanted of a thing to bring
 */
export function slip(answer, opening, chosen, isWanted) {
  const { caller } = answer;
  const sides = sidesFor(caller).reverse();
  const body = h("tbody");
  /** @param {Side} side @param {string} name */
  const sentence = (side, name) => opening.composing[languageOf(side, caller)][name];
  /** @type {(name: "td" | "th", said: Child[], kind: string) => HTMLElement} */
  const cells = (name, said, kind) =>
    h(
      "tr",
      { class: `slip-${kind}` },
      sides.map((side, i) => h(name, { lang: languageOf(side, caller) }, said[i])),
    );
  /** @param {(side: Side) => string} text */
  const spoken = (text) =>
    h(
      "p",
      {},
      sides.map((side) => h("span", { lang: languageOf(side, caller) }, text(side), " ")),
    );
  const day = h("div");
  const sheet = h(
    "section",
    { class: "slip", "aria-hidden": "true" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        cells(
          "th",
          sides.map((side) => h("h1", {}, sentence(side, "slip"))),
          "head",
        ),
      ),
      body,
    ),
    h(
      "footer",
      {},
      h("img", { src: `qr/${caller}`, alt: "", width: 96, height: 96 }),
      h(
        "div",
        {},
        ["more", "notice"].map((name) => spoken((side) => sentence(side, name))),
        day,
        h("p", { class: "address" }, opening.addresses[caller]),
      ),
    ),
  );

  function write() {
    const wanted = new Set(chosen());
    const kept = answer.rows.filter((row) => isForPaper(row) && (wanted.has(row) || ALWAYS.has(row.kind)));
    day.replaceChildren(spoken((side) => opening.printed[languageOf(side, caller)]));
    const lines = kept.flatMap((row) => [row, ...(row.items ?? []).filter(isWanted)]).map((row) => texts(row, sides));
    sheet.style.fontSize = `${SIZES.find((size) => heightOf(lines, size) <= ROOM) ?? SIZES.at(-1)}pt`;
    body.replaceChildren(...kept.flatMap((row) => [cells("td", texts(row, sides), row.kind), ...things(row)]));
  }

  /** A box for each thing that a row names. @param {Row} row */
  function things(row) {
    return (row.items ?? []).filter(isWanted).map((thing) => cells("td", texts(thing, sides), "thing"));
  }

  write();
  return { sheet, write };
}

/** About how high rows of text are, in mm. @param {string[][]} lines @param {number} size of letters in pt */
function heightOf(lines, size) {
  const letters = COLUMN / (size * MM_OF_PT); // wide ones, of which a Latin one is a half
  /** @param {string} text */
  const widthOf = (text) => [...text].reduce((sum, letter) => sum + (letter < "\u1100" ? 0.58 : 1), 0);
  /** @param {string} text */
  const linesOf = (text) => text.split("\n").reduce((sum, line) => sum + Math.ceil((widthOf(line) + 1) / letters), 0);
  return lines.reduce(
    (sum, sides) => sum + Math.max(...sides.map(linesOf)) * size * MM_OF_PT * LINE_HEIGHT + AROUND_ROW,
    0,
  );
}

/** What belongs on paper: never what was computed from the caller's own dates, and no file. @param {Row} row */
function isForPaper(row) {
  return !row.own && row.kind !== "calendar";
}

/** @param {Thing & {paper?: Row["paper"]}} said @param {Side[]} sides */
function texts(said, sides) {
  return sides.map((side) => (said.paper ? said.paper[side === "ja" ? 0 : 1] : said[side]));
}
