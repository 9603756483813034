/** What the caller must bring, on half a sheet (A5): their language left, Japanese right. Seen only in print. */
import { h } from "../chat/dom.js";
import { sidesFor } from "./tools.js";

const ON_THE_SLIP = new Set(["title", "lead", "bring", "place", "person", "line"]);
const ALWAYS = new Set(["title", "line"]);

/**
 * The slip of an answer; it stands in the page unseen, so that the browser's own print command finds it too.
 * @param {Object} answer @param {Object} opening the sentences around it, and the page's addresses, by language
 * @param {() => Object[]} chosen rows that are chosen now @param {(thing: Object) => boolean} isWanted of a thing to bring
 */
export function slip(answer, opening, chosen, isWanted) {
  const { caller } = answer;
  const sides = sidesFor(caller).reverse();
  const body = h("tbody");
  const sentence = (side, name) => opening.composing[side === "ja" ? "ja" : caller][name];
  const cells = (name, texts, kind) => h("tr", { class: `slip-${kind}` }, sides.map((side, i) => h(name, { lang: side === "ja" ? "ja" : caller }, texts[i])));
  const sheet = h(
    "section",
    { class: "slip", "aria-hidden": "true" },
    h("table", {}, h("thead", {}, cells("th", sides.map((side) => h("h1", {}, sentence(side, "slip"))), "head")), body),
    h(
      "footer",
      {},
      h("img", { src: `qr/${caller}`, alt: "", width: 96, height: 96 }),
      h("div", {}, ["more", "notice"].map((name) => h("p", {}, sides.map((side) => h("span", { lang: side === "ja" ? "ja" : caller }, sentence(side, name), " ")))), h("p", { class: "address" }, opening.addresses[caller])),
    ),
  );

  function write() {
    const wanted = new Set(chosen());
    const kept = answer.rows.filter((row) => isForPaper(row, answer.personal) && (wanted.has(row) || ALWAYS.has(row.kind)));
    body.replaceChildren(...kept.flatMap((row) => [cells("td", texts(row, sides), row.kind), ...things(row)]));
  }

  /** A box for each thing that a row names. */
  function things(row) {
    return (row.items ?? []).filter(isWanted).map((thing) => cells("td", texts(thing, sides), "thing"));
  }

  write();
  return { sheet, write };
}

/** What belongs on paper: never what was computed from the caller's own dates. */
function isForPaper(row, isPersonal) {
  return (ON_THE_SLIP.has(row.kind) || "items" in row) && !(isPersonal && row.kind === "lead");
}

function texts(row, sides) {
  return sides.map((side) => (row.paper ? row.paper[side === "ja" ? 0 : 1] : row[side]));
}
