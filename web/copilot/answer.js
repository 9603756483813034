/** The middle of the page: the open answer or a conversation, and what is ticked, joined, copied and printed of it. */
import { h } from "../chat/dom.js";
import { checklistDrawer } from "./checklist.js";
import { answerColumns, rowsText } from "./columns.js";
import { composer } from "./composer.js";
import { slip } from "./slip.js";

/** What the agent reads from. */
export class AnswerPane {
  /**
   * @param {Object} opening the texts and choices of `start`
   * @param {{open: (topic: string) => void, copy: (text: string) => void, hasAids: () => boolean}} page
   */
  constructor(opening, page) {
    Object.assign(this, { opening, page, element: h("div", { class: "middle" }, h("p", { class: "hint" }, HINT)) });
    this.checklist = checklistDrawer();
    document.addEventListener("change", () => [this.composer, this.slip].forEach((one) => one?.write()));
  }

  /** Shows an answer in two columns. */
  show(answer, isQuiet) {
    const columns = answerColumns(answer, this.opening.languages[answer.caller], {
      copy: (sides) => this.page.copy(rowsText(columns.chosen(), sides)),
      open: this.page.open,
    });
    this.composer = composer(this.opening.composing, answer.caller, columns.chosen, this.page.copy);
    this.checklist.show(answer);
    this.print(answer, columns);
    this.put(columns.element, isQuiet, this.composer.element);
  }

  /** Puts something in the middle, and the keyboard on it. */
  put(element, isQuiet = false, ...more) {
    this.element.replaceChildren(element, ...more);
    this.showAids();
    if (isQuiet) return;
    element.focus({ preventScroll: true }); // the search stays in sight, unless what was asked for is above it
    if (element.getBoundingClientRect().top < 0) element.scrollIntoView();
  }

  /** Shows how the caller's column is read, or not. */
  showAids() {
    const isOn = this.page.hasAids();
    this.element.querySelectorAll(".aid").forEach((aid) => (aid.textContent = isOn ? aid.dataset.aid : ""));
  }

  print(answer, columns) {
    this.slip?.sheet.remove();
    this.slip = slip(answer, this.opening, columns.chosen, this.checklist.isWanted);
    document.querySelector("#main").append(this.slip.sheet);
    document.body.classList.add("has-slip");
  }
}

const HINT =
  "聞こえたことばを入力すると、候補が出ます。↑↓で選び、Enterで開きます。Alt+1〜5でも開けます。/ か Esc で入力に戻ります。Alt と文字の印があるところは、どこからでもそのキーで移れます。";
