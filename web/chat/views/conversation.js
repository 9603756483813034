/** The turns on the screen: what the reader asked, what the desk answered. */
import { answerParts, answerText, lineCard } from "./answer.js";
import { cardButton } from "../card/card_steps.js";
import { dateForm } from "./date_form.js";
import { writeDate } from "../../shared/dates.js";
import { button, h } from "../../shared/dom.js";
import { feedback } from "./feedback.js";
import { breakable } from "./furigana.js";

/**
 * The element of a turn; only the last one still offers the choices of a form.
 * @param {ChatTurn} turn @param {Chat} chat @param {boolean} isLast
 */
export function turnElement(turn, chat, isLast) {
  return turn.kind === "question" ? questionElement(turn, chat) : replyElement(turn, chat, isLast);
}

/**
 * What a question reads as now: a pressed button and a date follow the language, words stay.
 * @param {Question} turn @param {Chat} chat
 */
export function questionText(turn, chat) {
  if (turn.titles) return turn.titles[chat.language];
  return turn.date ? writeDate(turn.date, chat.language) : turn.text;
}

/** @param {Question} turn @param {Chat} chat */
function questionElement(turn, chat) {
  const words = turn.titles ? chat.read(questionText(turn, chat)) : breakable(questionText(turn, chat));
  return h(
    "article",
    { class: "turn asked", "aria-label": chat.say("you") },
    h("p", { lang: turn.titles || turn.date ? chat.language : turn.language, class: "words" }, words),
    turn.status === "refused" && h("p", { class: "problem" }, chat.say("refused")),
    turn.status === "failed" && givenUp(turn, chat),
    turn.status === "waiting" && h("p", { class: "unsent", hidden: true }, chat.say("unsent")),
  );
}

/** A question that the desk could not answer however often it was sent: whom to call instead, and one more try. */
function givenUp(turn, chat) {
  return h(
    "div",
    { class: "given-up", lang: chat.language },
    h("p", { class: "problem" }, chat.read(chat.say("failed"))),
    lineCard(chat.opening.best_line[chat.language], chat, chat.opening.person.furigana),
    button(chat.read(chat.say("retry")), () => chat.askAgain(turn)),
  );
}

/** @param {ReplyTurn} turn @param {Chat} chat @param {boolean} isLast */
function replyElement(turn, chat, isLast) {
  const { versions, furigana } = turn.reply;
  const version = versions[chat.language];
  const isQuestion = Boolean(version.asks);
  return h(
    "article",
    { class: "turn reply", "aria-label": chat.say("desk"), lang: chat.language },
    answerParts(version, chat, furigana, turn.at),
    isLast && chat.dates.includes(version.asks) && dateForm(version.asks, chat),
    (isLast || !isQuestion) && version.reads_card && chat.cardBridge && cardOffer(chat, isQuestion),
    (isLast || !isQuestion) && offers(turn, chat, isQuestion),
    version.sources.length > 0 && !isQuestion && turn.to && feedback(turn, chat),
  );
}

/** Reading the card itself, beside an answer about what the card knows. */
function cardOffer(chat, isQuestion) {
  return h("p", { class: isQuestion ? "offers only-last" : "offers" }, cardButton(chat));
}

/** The topics that go with an answer, or the answers that a question of a form takes. */
function offers({ reply: { versions, furigana } }, chat, isQuestion) {
  const { buttons } = versions[chat.language];
  if (!buttons.length) return false;
  const heading = chat.say(isQuestion ? "choices" : "related");
  return h(
    "div",
    { class: isQuestion ? "offers only-last" : "offers", role: "group", "aria-label": heading },
    h("p", { class: "hint" }, chat.read(heading)),
    buttons.map(({ title, payload }, i) =>
      button(chat.read(title, furigana), () => {
        const titles = Object.fromEntries(Object.entries(versions).map(([code, one]) => [code, one.buttons[i].title]));
        chat.ask({ text: payload, titles });
      }),
    ),
  );
}

/** The whole conversation as plain text. @param {ChatTurn[]} turns @param {Chat} chat */
export function conversationText(turns, chat) {
  const lines = turns.map((turn) =>
    turn.kind === "question"
      ? `${chat.say("you")}: ${questionText(turn, chat)}`
      : `${chat.say("desk")}: ${answerText(turn.reply.versions[chat.language], chat, turn.at)}`,
  );
  return lines.join("\n\n");
}
