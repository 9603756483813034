/** Reading a card as a part of the chat: its steps on the screen, its result to the desk. */
import { drawName } from "../../shared/dom.js";

export class CardInChat {
  /**
   * @param {CardReading} reading
   * @param {ChatScreen} screen
   * @param {ViewContext} view
   * @param {Desk} desk
   */
  constructor(reading, screen, view, desk) {
    this.reading = reading;
    this.screen = screen;
    this.view = view;
    this.desk = desk;
  }

  /** Shows the first step. Its texts are for few, so they come now. */
  async begin() {
    const { screen, view } = this;
    try {
      if (!view.knows("card_title")) view.learn(await this.desk.cardTexts());
    } catch {
      return screen.state("card_not_started");
    }
    screen.clear(["card_not_started", "card_dropped"]);
    screen.closeMenu();
    this.reading.begin();
    screen.toCard();
  }

  /**
   * Sends what the card said, past the outbox: it must not be kept in the tab, only the answer to it is.
   * @param {CardReport} card
   * @returns {Promise<ChatTurn[] | undefined>} what it was answered; nothing where the conversation was deleted meanwhile
   */
  async send(card) {
    const { memory } = this.view;
    const { session, language, isSwitched } = memory;
    const said = { session, message: drawName(), language, switched: Boolean(isSwitched), card };
    /** @type {DeskAnswer} */
    const { replies } = await this.desk.sendCard(said);
    if (session !== memory.session) return undefined;
    memory.remember({ isSwitched: memory.language !== language });
    const titles = this.view.everyLanguage("card_sent");
    return [
      { kind: "question", id: said.message, text: "", titles, language, status: "answered" },
      .../** @type {ReplyTurn[]} */ (
        replies.map((reply) => ({ kind: "reply", to: said.message, at: Date.now(), reply }))
      ),
    ];
  }
}
