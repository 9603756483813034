/** The page of an agent on the phone: one search, one answer in two columns, and what stands beside it. */
import { h } from "../chat/dom.js";
import { answerColumns, rowsText } from "./columns.js";
import { composer } from "./composer.js";
import { connectCopilot, SignedOut } from "./desk.js";
import { expiryDrawer } from "./expiry.js";
import { handoffDrawer } from "./handoff.js";
import { EVERY_MINUTE, linesDrawer } from "./lines.js";
import { pinsDrawer } from "./pins.js";
import { searchBox } from "./search.js";
import { slip } from "./slip.js";
import { copyOut } from "./tools.js";

/** Starts the page. */
export async function start() {
  const csrf = document.querySelector("meta[name=csrf]").content;
  const desk = connectCopilot(csrf);
  const page = new Page(desk, await desk.start());
  document.querySelector("#main").append(...page.elements);
  page.search.field.focus();
}

class Page {
  constructor(desk, opening) {
    Object.assign(this, { desk, opening, caller: "en", isPinned: false });
    this.search = searchBox((text) => this.suggest(text), (one) => this.open(one.topic));
    this.languages = this.languageChoice();
    this.status = h("p", { class: "status", role: "status" });
    this.answer = h("div", { class: "middle" }, h("p", { class: "hint" }, HINT));
    this.lines = linesDrawer(opening.lines);
    setInterval(() => this.guard(async () => this.lines.show((await desk.lines()).lines)), EVERY_MINUTE);
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("change", () => [this.composer, this.slip].forEach((one) => one?.write()));
  }

  get elements() {
    const compute = (record) => this.show("expiry", record);
    return [
      h("div", { class: "left" }, this.languages, this.search.element),
      h("div", { class: "center" }, this.status, this.answer),
      h(
        "aside",
        { class: "right", "aria-label": "道具" },
        handoffDrawer((code) => this.handoff(code), (topic) => this.open(topic)),
        this.lines.element,
        expiryDrawer(this.opening, compute),
        pinsDrawer(this.opening.symptoms, (symptom) => this.show("pin", { symptom })),
      ),
    ];
  }

  /** The caller's language: it follows what is typed until the agent chooses. */
  languageChoice() {
    const choice = h(
      "fieldset",
      { class: "languages" },
      h("legend", {}, "相手のことば"),
      Object.entries(this.opening.languages).map(([code, name], i) =>
        h(
          "label",
          { lang: code },
          h("input", { type: "radio", name: "caller", value: code, checked: code === this.caller, accesskey: String(i + 6) }),
          name,
        ),
      ),
      h("label", {}, h("input", { type: "checkbox", id: "aids", on: { change: () => this.showAids() } }), "読み方"),
    );
    choice.addEventListener("change", (event) => {
      if (event.target.name !== "caller") return;
      this.isPinned = true;
      this.speak(event.target.value);
    });
    return choice;
  }

  /** Shows how the caller's column is read, or not. */
  showAids() {
    const isOn = this.languages.querySelector("#aids").checked;
    this.answer.querySelectorAll(".aid").forEach((aid) => (aid.textContent = isOn ? aid.dataset.aid : ""));
  }

  speak(code) {
    if (code === this.caller) return;
    this.caller = code;
    this.languages.querySelector(`[value=${code}]`).checked = true;
    if (this.last) this.show(...this.last, true);
  }

  async suggest(text) {
    return this.guard(async () => {
      const found = await this.desk.suggest({ text, language: this.caller });
      if (found && !this.isPinned && found.language !== "ja") this.speak(found.language);
      return found;
    });
  }

  open(topic) {
    return this.show("answer", { topic });
  }

  /** Shows what the desk answers; a problem that it names comes back. */
  async show(name, record, isQuiet = false) {
    const answer = await this.guard(() => this.desk.ask(name, { ...record, language: this.caller }));
    if (!answer) return undefined;
    if (answer.problem) return answer.problem;
    this.last = [name, record];
    const columns = answerColumns(answer, this.opening.languages[answer.caller], {
      copy: (sides) => this.copy(rowsText(columns.chosen(), sides)),
      open: (topic) => this.open(topic),
    });
    this.composer = composer(this.opening.composing, answer.caller, columns.chosen, (text) => this.copy(text));
    this.print(answer, columns);
    this.answer.replaceChildren(columns.element, this.composer.element, h("p", {}, this.slip.open));
    this.showAids();
    if (!isQuiet) columns.element.focus({ preventScroll: true });
    return undefined;
  }

  /** A conversation by its code; its language is the caller's from now on. */
  async handoff(code) {
    try {
      const found = await this.desk.ask("handoff", { code });
      this.isPinned = true;
      this.speak(found.language);
      return found;
    } catch (error) {
      if (error.status === 404) return { problem: "この番号の会話はありません。番号が違うか、30分を過ぎたか、もう使われています。" };
      if (error.status === 429) return { problem: "続けて間違えたため、しばらく入力できません。" };
      return this.guard(() => Promise.reject(error));
    }
  }

  print(answer, columns) {
    this.slip?.sheet.remove();
    this.slip = slip(answer.rows, this.opening.composing, answer.caller, columns.chosen);
    document.querySelector("#main").append(this.slip.sheet);
    document.body.classList.add("has-slip");
  }

  copy(text) {
    copyOut(text).then(
      () => this.say("写しました。"),
      () => this.say("写せませんでした。文字を選んで写してください。"),
    );
  }

  say(text) {
    this.status.textContent = text;
  }

  /** "/" and Escape lead back to the search from anywhere. */
  key(event) {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox" && event.target.type !== "radio";
    if (event.key === "Escape" || (event.key === "/" && !isTyping)) {
      event.preventDefault();
      this.search.field.focus();
      this.search.field.select();
    }
  }

  /** Does something at the desk; a session that is over leads to the sign-in. */
  async guard(action) {
    try {
      return await action();
    } catch (error) {
      if (error instanceof SignedOut) location.assign("../sign-in");
      else this.say("うまくいきませんでした。もう一度試してください。");
      return undefined;
    }
  }
}

const HINT =
  "聞こえたことばを入力すると、候補が出ます。↑↓で選び、Enterで開きます。Alt+数字でも開けます。/ か Esc で入力に戻ります。";

start();
