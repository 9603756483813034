/** A button on each answer that has the device's own voice read it. Loaded where there is such a voice. */
import { button } from "../../shared/dom.js";
import { keepingPlace } from "../views/place.js";
import { pieces, spoken, voiceFor } from "./spoken.js";

export class ReadAloud {
  /** @type {HTMLElement | undefined} the button of the answer that is being read */
  reading;
  /** What the reader saw when that began. @type {{language: Language, last: ChatTurn | undefined} | undefined} */
  seen;

  /** @param {ChatScreen} screen @param {ViewContext} view */
  constructor(screen, view) {
    this.screen = screen;
    this.view = view;
    const offer = () => this.offer();
    new MutationObserver((changes) => this.changed(changes)).observe(screen.panel, { childList: true, subtree: true });
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    screen.panel.addEventListener("close", () => this.stop());
    addEventListener("pagehide", () => this.stop());
    offer();
  }

  /** Turns are new, or drawn anew: also older ones, which are drawn late and end nothing. @param {MutationRecord[]} changes */
  changed(changes) {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    if (!added.some((node) => node instanceof Element && node.matches(".turn, .log"))) return;
    if (this.hasGoneOn) this.stop();
    this.offer();
  }

  /** Whether what is being read is no longer what the reader wants. */
  get hasGoneOn() {
    const { language, turns } = this.view;
    const isSame = this.seen?.language === language && this.seen.last === turns[turns.length - 1];
    return !isSame || !this.reading?.isConnected;
  }

  /** Puts a button on each answer that has none, where there is a voice for it. */
  offer() {
    const { log, panel, turns } = this.screen;
    if (!voiceFor(speechSynthesis.getVoices(), this.view.language)) {
      panel.querySelectorAll(".aloud").forEach((row) => row.remove());
      return;
    }
    keepingPlace(log, () => {
      for (const turn of this.view.turns) {
        const article = turns.of(turn);
        if (turn.kind === "reply" && article && !article.querySelector(".aloud")) this.put(article, turn);
      }
    });
    turns.settle(); // older answers stay one stop for Tab each
  }

  /** @param {HTMLElement} article @param {ReplyTurn} turn */
  put(article, turn) {
    const own = button(this.view.words("read_aloud"), () => this.press(own, turn), { class: "aloud" });
    article.querySelector(".lead")?.after(own);
    if (article.tabIndex === 0 && !article.matches(":focus-within")) own.tabIndex = -1;
  }

  /** Reads, or stops reading. @param {HTMLElement} own @param {ReplyTurn} turn */
  press(own, turn) {
    const wasReading = this.reading === own;
    this.stop();
    if (!wasReading) this.read(own, turn);
  }

  /** @param {HTMLElement} own @param {ReplyTurn} turn */
  read(own, turn) {
    const { view } = this;
    const { language } = view;
    const voice = voiceFor(speechSynthesis.getVoices(), language);
    if (!voice) return this.offer();
    this.show(own);
    this.seen = { language, last: view.turns[view.turns.length - 1] };
    const furigana = { ...view.opening.furigana, ...turn.reply.furigana };
    const said = pieces(turn.reply.versions[language], (link) => view.lineNow(link, turn.at)).map((texts) =>
      texts.map((text) => spoken(text, language, furigana)).join(" "),
    );
    said.forEach((text, i) => {
      const utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang });
      const end = () => this.reading === own && this.show(undefined);
      utterance.addEventListener("error", end);
      if (i === said.length - 1) utterance.addEventListener("end", end);
      speechSynthesis.speak(utterance);
    });
  }

  stop() {
    if (!this.reading) return; // other parts of the page may be speaking
    speechSynthesis.cancel();
    this.show(undefined);
  }

  /** Says on the buttons which answer is being read. @param {HTMLElement | undefined} own */
  show(own) {
    this.reading?.replaceChildren(...this.view.words("read_aloud"));
    own?.replaceChildren(...this.view.words("stop_reading"));
    this.reading = own;
  }
}
