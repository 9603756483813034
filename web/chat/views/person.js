/** A person, always in sight: the line to call now with its state, hours and cost; all lines when opened. */
import { button, h } from "../../shared/dom.js";
import { lineCard, showState } from "./answer.js";

/** The bar; `tell()` says the lines' states anew, open ones first. @param {ViewContext} view */
export function personBar(view) {
  const state = h("span", {});
  const terms = h("span", { class: "terms" });
  const lines = h("div", {});
  const bar = h(
    "details",
    { class: "person" },
    h("summary", {}, h("span", { class: "person-name" }, view.words("person")), " ", state, " ", terms),
    h("div", { class: "lines" }, lines, phoneCode(view)),
  );
  const tell = () => {
    const { person, best_line } = view.opening;
    /** @param {string} text */
    const read = (text) => view.read(text, person.furigana);
    const best = best_line[view.language];
    const { links, notes } = person.versions[view.language].answer;
    showState(state, best.open, view);
    terms.replaceChildren(...read(best.hours), " · ", ...read(best.cost));
    lines.replaceChildren(
      ...links.filter((link) => link.kind === "tel").map((link) => lineCard(link, view, person.furigana)),
      ...notes.map((note) => h("p", { class: "hint" }, read(note))),
    );
  };
  tell();
  return Object.assign(bar, { tell });
}

/** A code to read out on the telephone, so that nothing must be told twice. @param {ViewContext} view */
function phoneCode(view) {
  const said = h("div", { class: "phone-code", role: "status" });
  const ask = button(view.words("phone_code"), async () => {
    try {
      const code = await view.wishes.handOver();
      said.replaceChildren(h("strong", { class: "number" }, code), h("p", {}, view.words("phone_code_say")));
    } catch {
      said.replaceChildren(h("p", {}, view.words("phone_code_none")));
    }
  });
  return h("div", {}, ask, said);
}
