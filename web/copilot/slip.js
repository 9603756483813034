/** What the caller must bring, on half a sheet (A5): their language left, Japanese right. Seen only in print. */
import { button, h } from "../chat/dom.js";

const ON_THE_SLIP = new Set(["title", "lead", "bring", "place", "person", "line"]);

/**
 * The slip of an answer; it stands in the page unseen, so that the browser's own print command finds it too.
 * @param {Object[]} rows of the answer @param {Object} composing sentences by language and name
 * @param {string} caller @param {() => Object[]} chosen rows that are chosen now
 */
export function slip(rows, composing, caller, chosen) {
  const body = h("tbody");
  const sheet = h(
    "section",
    { class: "slip", "aria-hidden": "true" },
    h("table", {}, h("thead", {}, line("h1", composing, caller, "slip")), body),
    h(
      "footer",
      {},
      h("img", { src: `qr/${caller}`, alt: "", width: 96, height: 96 }),
      h("div", {}, both(composing, caller, "more"), both(composing, caller, "notice")),
    ),
  );

  function write() {
    const wanted = new Set(chosen());
    const kept = rows.filter((row) => ON_THE_SLIP.has(row.kind) && (wanted.has(row) || row.kind === "title" || row.kind === "line"));
    body.replaceChildren(...kept.map(slipRow(caller)));
  }

  write();
  const open = button("案内の紙を印刷する（A5）", () => print());
  return { sheet, open, write };
}

function slipRow(caller) {
  return (row) => {
    const [mine, theirs] = row.paper ?? [row.ja, row.caller];
    return h("tr", { class: `slip-${row.kind}` }, h("td", { lang: caller }, theirs), h("td", { lang: "ja" }, mine));
  };
}

function line(tag, composing, caller, name) {
  return h(
    "tr",
    {},
    h("th", { lang: caller }, h(tag, {}, composing[caller][name])),
    h("th", { lang: "ja" }, h(tag, {}, composing.ja[name])),
  );
}

function both(composing, caller, name) {
  return h("p", {}, h("span", { lang: caller }, composing[caller][name]), " ", caller !== "ja" && h("span", { lang: "ja" }, composing.ja[name]));
}
