/** Reading a card as a part of the chat: its steps on the screen, its result to the desk. For few, so loaded when asked for. */
import { CardReading } from "./card_reading.js";
import { cardStep } from "./card_steps.js";
import { drawName } from "../../shared/dom.js";

export class CardInChat {
  /**
   * @param {ChatScreen} screen
   * @param {ViewContext} view
   * @param {Desk} desk
   * @param {(turns: ChatTurn[]) => void} answered hears what was sent and what the desk says to it
   */
  constructor(screen, view, desk, answered) {
    this.screen = screen;
    this.view = view;
    this.desk = desk;
    this.answered = answered;
    this.reading = new CardReading(view.cardBridge, {
      show: () => screen.showCard(),
      send: (report) => this.send(report),
      dropped: () => screen.state("card_dropped"),
    });
  }

  /** The present step, drawn. */
  get step() {
    return cardStep(this.reading, this.view);
  }

  /** Shows the first step; rejects where its texts cannot be had. */
  async begin() {
    const { screen, view } = this;
    if (!view.knows("card_title")) view.learn(await this.desk.cardTexts());
    screen.clear(["card_not_started", "card_dropped"]);
    screen.closeMenu();
    this.reading.begin();
    screen.toCard();
  }

  stop() {
    this.reading.stop();
  }

  /**
   * Sends what the card said, past the outbox: it must not be kept in the tab, only the answer to it is.
   * @param {CardReport} card
   */
  async send(card) {
    const { memory } = this.view;
    const { session, language, isSwitched } = memory;
    const said = { session, message: drawName(), language, switched: Boolean(isSwitched), card };
    /** @type {DeskAnswer} */
    const { replies } = await this.desk.sendCard(said);
    if (session !== memory.session) return; // deleted meanwhile
    memory.remember({ isSwitched: memory.language !== language });
    const titles = this.view.everyLanguage("card_sent");
    this.answered([
      { kind: "question", id: said.message, text: "", titles, language, status: "answered" },
      .../** @type {ReplyTurn[]} */ (
        replies.map((reply) => ({ kind: "reply", to: said.message, at: Date.now(), reply }))
      ),
    ]);
  }
}
