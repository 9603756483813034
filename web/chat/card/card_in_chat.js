/** Reading a card as a part of the chat: its steps on the screen, its result to the desk. */
import { CardReading } from "./card_reading.js";
import { drawName } from "../../shared/dom.js";

export class CardInChat {
  /** @param {Chat} chat */
  constructor(chat) {
    this.chat = chat;
    this.reading = new CardReading(chat.cardBridge, this);
  }

  /** Shows the first step. Its texts are for few, so they come now. */
  async begin() {
    const { chat } = this;
    try {
      if (!chat.knows("card_title")) chat.learn(await chat.desk.cardTexts());
    } catch {
      return chat.screen.state("card_not_started");
    }
    chat.screen.clear(["card_not_started", "card_dropped"]);
    chat.screen.closeMenu();
    this.reading.begin();
    chat.screen.toCard();
  }

  stop() {
    this.reading.stop();
  }

  show() {
    this.chat.screen.showCard();
  }

  dropped() {
    this.chat.screen.state("card_dropped");
  }

  /** Sends what the card said, past the outbox: it must not be kept in the tab, only the answer to it is. */
  async send(card) {
    const { chat } = this;
    const { session, language, isSwitched } = chat.memory;
    const said = { session, message: drawName(), language, switched: Boolean(isSwitched), card };
    const { replies } = await chat.desk.sendCard(said);
    if (session !== chat.memory.session) return; // deleted meanwhile
    chat.remember({ isSwitched: chat.memory.language !== language });
    const titles = chat.everyLanguage("card_sent");
    chat.show([
      { kind: "question", id: said.message, text: "", titles, language, status: "answered" },
      ...replies.map((reply) => ({ kind: "reply", to: said.message, at: Date.now(), reply })),
    ]);
    chat.screen.toLastQuestion();
  }
}
