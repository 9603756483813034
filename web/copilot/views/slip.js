/** What was ticked, on half a sheet (A5): the caller's language left, Japanese right. Seen only in print. */
import { h } from "../../shared/dom.js";
import { languageOf, sidesFor } from "./controls.js";

const LINES = 2; // telephone lines that are printed whether they are ticked or not
// What a person needs most on the way to a counter; whoever wants more printed ticks it.
const FIRST = ["lead", "bring", "where", "who", "deadline", "how", "cost", "proxy", "online", "hours", "how_long"];
const SIZES = [8.5, 8]; // pt, the largest that fits on one sheet; what is smaller, the old do not read
const MM_OF_PT = 0.3528;
const COLUMN = 63; // mm of one language's column, of two
const ROOM = 146; // mm for the rows, between heading and footer
const AROUND_ROW = 1.5; // mm
const LINE_HEIGHT = 1.3;

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
      h("img", { src: `qr/${caller}`, alt: "", width: 80, height: 80 }),
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
    const always = new Set(printedAnyway(answer.rows));
    const kept = answer.rows.filter((row) => isForPaper(row) && (wanted.has(row) || always.has(row)));
    day.replaceChildren(spoken((side) => opening.printed[languageOf(side, caller)]));
    const lines = linesOf(kept, sides, isWanted);
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

/**
 * The rows of a long answer that are not chosen at first, so that a slip is one sheet; of a kind, the later ones.
 * @param {CopilotAnswer} answer @param {(row: Row) => boolean} isOffered of a row that is chosen at first if there is room
 */
export function leftOut(answer, isOffered) {
  const sides = sidesFor(answer.caller);
  const kept = printedAnyway(answer.rows);
  /** @type {Set<Row>} */
  const left = new Set();
  const full = new Set();
  for (const row of byNeed(answer.rows.filter((one) => isForPaper(one) && isOffered(one) && !kept.includes(one)))) {
    const isFull = full.has(row.kind) || heightOf(linesOf([...kept, row], sides), SIZES[SIZES.length - 1]) > ROOM;
    if (row.kind === "lead" || row.items || !isFull) kept.push(row);
    else {
      full.add(row.kind);
      left.add(row);
    }
  }
  return left;
}

/**
 * What a slip is about, whom to call and where the answer stands, first of all.
 * @param {Row[]} rows
 */
function printedAnyway(rows) {
  const lines = rows.filter((row) => row.kind === "phone_line").slice(0, LINES);
  const source = rows.find((row) => row.kind === "source");
  return rows.filter((row) => row.kind === "title" || lines.includes(row) || row === source);
}

/** Rows, what names things to bring among the first. @param {Row[]} rows */
function byNeed(rows) {
  /** @param {Row} row */
  const need = ({ kind, items }) => {
    const rank = FIRST.indexOf(items && kind !== "lead" ? "bring" : kind);
    return rank < 0 ? FIRST.length : rank;
  };
  return [...rows].sort((one, other) => need(one) - need(other));
}

/**
 * Rows and the boxes below them as lines of a slip.
 * @param {Row[]} rows @param {Side[]} sides @param {(thing: Thing) => boolean} isWanted
 */
function linesOf(rows, sides, isWanted = () => true) {
  return rows.flatMap((row) => [row, ...(row.items ?? []).filter(isWanted)]).map((row) => texts(row, sides));
}

/** About how high rows of text are, in mm. @param {string[][]} lines @param {number} size of letters in pt */
function heightOf(lines, size) {
  const column = lines[0]?.length === 1 ? COLUMN * 2 : COLUMN;
  const letters = column / (size * MM_OF_PT); // wide ones, of which a Latin one is a half
  /** @param {string} text */
  const widthOf = (text) => [...text].reduce((sum, letter) => sum + (letter < "\u1100" ? 0.56 : 1), 0);
  /** @param {string} text */
  const count = (text) => text.split("\n").reduce((sum, line) => sum + Math.ceil((widthOf(line) + 1) / letters), 0);
  return lines.reduce(
    (sum, sides) => sum + Math.max(...sides.map(count)) * size * MM_OF_PT * LINE_HEIGHT + AROUND_ROW,
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
