/** Whether an answer helped, and if not, why. */
import { button, h } from "../../shared/dom.js";

const REASONS = ["other_question", "unclear", "incomplete", "outdated", "other"];
const MAX_COMMENT = 500; // as bot/insights/feedback.py

/**
 * The question below an answer; what was said stays with the turn.
 * @param {ReplyTurn} turn @param {Chat} chat
 */
export function feedback(turn, chat) {
  const place = h("div", { class: "feedback" });

  function show(...children) {
    place.replaceChildren(...children.flat());
  }

  function vote(value, details = {}) {
    turn.vote = "given";
    chat.sendFeedback(turn, { helpful: value, ...details });
    const thanks = h("p", { class: "thanks", tabindex: -1 }, chat.read(chat.say("feedback_thanks")));
    show(thanks);
    thanks.focus();
  }

  const answers = h(
    "div",
    { class: "votes", role: "group", "aria-label": chat.say("helpful") },
    button(chat.read(chat.say("yes")), () => vote(true)),
    button(chat.read(chat.say("no")), () => askWhy()),
  );

  function askWhy() {
    const form = reasonForm(chat, (details) => vote(false, details));
    show(form);
    form.querySelector("input").focus();
  }

  if (turn.vote === "given") show(h("p", { class: "thanks" }, chat.read(chat.say("feedback_thanks"))));
  else show(h("p", {}, chat.read(chat.say("helpful"))), answers);
  return place;
}

function reasonForm(chat, done) {
  const comment = h("textarea", { rows: 2, maxlength: MAX_COMMENT });
  const form = h(
    "form",
    { class: "reasons" },
    h(
      "fieldset",
      {},
      h("legend", {}, chat.read(chat.say("why_not"))),
      REASONS.map((reason) =>
        h("label", {}, h("input", { type: "radio", name: "reason", value: reason }), chat.read(chat.say(reason))),
      ),
    ),
    h("label", { class: "comment" }, chat.read(chat.say("comment")), comment),
    h("button", { type: "submit", class: "primary" }, chat.read(chat.say("send_feedback"))),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = /** @type {HTMLInputElement} */ (form.querySelector("input:checked"));
    done({ reason: chosen ? chosen.value : "other", comment: comment.value });
  });
  return form;
}
