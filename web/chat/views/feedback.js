/** Whether an answer helped, and if not, why. */
import { button, h } from "../../shared/dom.js";

const REASONS = ["other_question", "unclear", "incomplete", "outdated", "other"];
const MAX_COMMENT = 500; // as bot/insights/feedback.py

/**
 * The question below an answer; what was said stays with the turn.
 * @param {ReplyTurn} turn @param {ViewContext} view
 */
export function feedback(turn, view) {
  const place = h("div", { class: "feedback" });

  /** @param {...Node} children */
  function show(...children) {
    place.replaceChildren(...children);
  }

  /** @param {boolean} value @param {{reason?: string, comment?: string}} [details] */
  function vote(value, details = {}) {
    turn.vote = "given";
    view.wishes.sendFeedback(turn, { helpful: value, ...details });
    const thanks = h("p", { class: "thanks", tabindex: -1 }, view.words("feedback_thanks"));
    show(thanks);
    thanks.focus();
  }

  const answers = h(
    "div",
    { class: "votes", role: "group", "aria-label": view.say("helpful") },
    button(view.words("yes"), () => vote(true)),
    button(view.words("no"), () => askWhy()),
  );

  function askWhy() {
    const form = reasonForm(view, (details) => vote(false, details));
    show(form);
    /** @type {HTMLElement} */ (form.querySelector("input")).focus();
  }

  if (turn.vote === "given") show(h("p", { class: "thanks" }, view.words("feedback_thanks")));
  else show(h("p", {}, view.words("helpful")), answers);
  return place;
}

/** @param {ViewContext} view @param {(details: {reason: string, comment: string}) => void} done */
function reasonForm(view, done) {
  const comment = h("textarea", { rows: 2, maxlength: MAX_COMMENT });
  const form = h(
    "form",
    { class: "reasons" },
    h(
      "fieldset",
      {},
      h("legend", {}, view.words("why_not")),
      REASONS.map((reason) =>
        h("label", {}, h("input", { type: "radio", name: "reason", value: reason }), view.words(reason)),
      ),
    ),
    h("label", { class: "comment" }, view.words("comment"), comment),
    h("button", { type: "submit", class: "primary" }, view.words("send_feedback")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = /** @type {HTMLInputElement} */ (form.querySelector("input:checked"));
    done({ reason: chosen ? chosen.value : "other", comment: comment.value });
  });
  return form;
}
