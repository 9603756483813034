/** The turns on the screen: what the reader asked, what the desk answered. */
import { answerParts, answerText, lineCard } from "./answer.js";
import { cardButton } from "./card_button.js";
import { dateForm } from "./date_form.js";
import { writeDate } from "../../shared/dates.js";
import { button, h } from "../../shared/dom.js";
import { feedback } from "./feedback.js";
import { fold } from "./folding.js";
import { breakable } from "./furigana.js";
import { lostLink } from "./lost_link.js";
import { more } from "./more.js";

/**
 * The element of a turn; only the last one still offers the choices of a form.
 * @param {ChatTurn} turn @param {ViewContext} view @param {boolean} isLast
 */
export function turnElement(turn, view, isLast) {
  return turn.kind === "question" ? questionElement(turn, view) : replyElement(turn, view, isLast);
}

/**
 * What a question reads as now: a pressed button and a date follow the language, words stay.
 * @param {Question} turn @param {ViewContext} view
 */
export function questionText(turn, view) {
  if (turn.titles) return turn.titles[view.language];
  return turn.date ? writeDate(turn.date, view.language) : turn.text;
}

/** @param {Question} turn @param {ViewContext} view */
function questionElement(turn, view) {
  const words = turn.titles ? view.read(questionText(turn, view)) : breakable(questionText(turn, view));
  return h(
    "article",
    { class: "turn asked", "aria-label": view.say("you") },
    h("p", { lang: turn.titles || turn.date ? view.language : turn.language, class: "words" }, words),
    turn.status === "refused" && h("p", { class: "problem" }, view.say("refused")),
    turn.status === "failed" && givenUp(turn, view),
    turn.status === "waiting" && h("p", { class: "unsent", hidden: true }, view.say("unsent")),
  );
}

/**
 * A question that the desk could not answer however often it was sent: whom to call instead, and one more try.
 * @param {Question} turn @param {ViewContext} view
 */
function givenUp(turn, view) {
  return h(
    "div",
    { class: "given-up", lang: view.language },
    h("p", { class: "problem" }, view.words("failed")),
    lineCard(view.opening.best_line[view.language], view, view.opening.person.furigana),
    button(view.words("retry"), () => view.wishes.askAgain(turn)),
    lostLink(view),
  );
}

/** What a screen reader says of an answer: its first sentence, and how much more there is. @param {ReplyTurn} turn @param {ViewContext} view */
export function summary(turn, view) {
  const { answer } = turn.reply.versions[view.language];
  return [answer.lead, ...(answer.points.length ? [view.say("points", { count: answer.points.length })] : [])];
}

/** @param {ReplyTurn} turn @param {ViewContext} view @param {boolean} isLast */
function replyElement(turn, view, isLast) {
  const { versions, furigana } = turn.reply;
  const version = versions[view.language];
  const isQuestion = Boolean(version.asks);
  const [seen, rest, origin] = fold(version);
  /** @param {Version} part */
  const draw = (part) => answerParts(part, view, furigana, turn.at);
  const folded = rest && more(turn, rest, draw(rest), view);
  const choices = (isLast || !isQuestion) && offers(turn, view, isQuestion);
  const isGreeting = version.topic === "greet"; // which is read for what can be asked
  return h(
    "article",
    { class: "turn reply", "aria-label": view.say("desk"), "data-title": version.answer.title, lang: view.language },
    isLast && version.asks && view.dates.includes(version.asks)
      ? withFields(seen, draw, version.asks, view)
      : draw(seen),
    isGreeting ? [choices, folded] : folded,
    draw(origin),
    (isLast || !isQuestion) && version.reads_card && view.cardBridge && cardOffer(view, isQuestion),
    !isGreeting && choices,
    version.sources.length > 0 && !isQuestion && turn.to && feedback(turn, view),
  );
}

/**
 * A question for a date: its fields come after its first sentence, then what explains it.
 * @param {Version} version @param {(part: Version) => Child[]} draw @param {string} slot @param {ViewContext} view
 */
function withFields(version, draw, slot, view) {
  const end = version.order.indexOf("lead") + 1;
  const [question, explained] = [version.order.slice(0, end), version.order.slice(end)];
  return [draw({ ...version, order: question }), dateForm(slot, view), draw({ ...version, order: explained })];
}

/**
 * Reading the card itself, beside an answer about what the card knows.
 * @param {ViewContext} view @param {boolean} isQuestion
 */
function cardOffer(view, isQuestion) {
  return h("p", { class: isQuestion ? "offers only-last" : "offers" }, cardButton(view));
}

/**
 * The topics that go with an answer, or the answers that a question of a form takes.
 * @param {ReplyTurn} turn @param {ViewContext} view @param {boolean} isQuestion
 */
function offers({ reply: { versions, furigana } }, view, isQuestion) {
  const { buttons } = versions[view.language];
  if (!buttons.length) return false;
  const heading = view.say(isQuestion ? "choices" : "related");
  return h(
    "div",
    { class: isQuestion ? "offers only-last" : "offers", role: "group", "aria-label": heading },
    h("p", { class: "hint" }, view.read(heading)),
    buttons.map(({ title, payload }, i) =>
      button(view.read(title, furigana), () => {
        const titles = Object.fromEntries(Object.entries(versions).map(([code, one]) => [code, one.buttons[i].title]));
        view.wishes.ask({ text: payload, titles });
      }),
    ),
  );
}

/** The whole conversation as plain text. @param {ChatTurn[]} turns @param {ViewContext} view */
export function conversationText(turns, view) {
  const lines = turns.map((turn) =>
    turn.kind === "question"
      ? `${view.say("you")}: ${questionText(turn, view)}`
      : `${view.say("desk")}: ${answerText(turn.reply.versions[view.language], view, turn.at)}`,
  );
  return lines.join("\n\n");
}
