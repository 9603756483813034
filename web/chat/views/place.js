/** Where in the conversation the reader is: a question at the top, its answer with room to be read. */

const ABOVE = 8; // px between the header and a question
const ANSWER_SHARE = 0.42; // of the window, for the beginning of the newest answer

/** The last question. @param {Element} log @returns {Element | undefined} */
export function lastQuestion(log) {
  return [...log.querySelectorAll(".asked")].pop();
}

/** What was answered first to the last question, if anything was. @param {Element} log */
export function newestAnswer(log) {
  const next = lastQuestion(log)?.nextElementSibling;
  return next?.matches(".reply") ? next : undefined;
}

/** Moves an element to the top of the log; of a tall one, what is hidden stays above. @param {Element} log @param {Element} element */
export function scrollTo(log, element, hidden = 0) {
  log.scrollTop += element.getBoundingClientRect().top - log.getBoundingClientRect().top - ABOVE + hidden;
}

/** Moves a question to the top; of a long one the end, so that its answer has its share. @param {Element} log @param {Element} asked */
export function scrollToQuestion(log, asked) {
  const [top, answer] = [asked, /** @type {Element} */ (asked.nextElementSibling)].map(
    (element) => element.getBoundingClientRect().top,
  );
  const room = log.clientHeight - ANSWER_SHARE * innerHeight;
  scrollTo(log, asked, Math.max(0, answer - top + ABOVE - room));
}

/** Whether something of an element can be read. @param {Element} log @param {Element} [element] */
export function isPartlyInSight(log, element) {
  if (!element) return false;
  const [box, room] = [element, log].map((one) => one.getBoundingClientRect());
  return box.height > 0 && box.bottom > room.top && box.top < room.bottom;
}

/**
 * How much of a turn is hidden above the log: its share, so that the same words are found again in other letters.
 * @param {Element} log @param {Element} turn
 */
export function shareAbove(log, turn) {
  const [box, room] = [turn, log].map((one) => one.getBoundingClientRect());
  return (room.top - box.top) / box.height;
}

/** Moves the log so that such a share of a turn is above it. @param {Element} log @param {Element} turn @param {number} share */
export function scrollToShare(log, turn, share) {
  scrollTo(log, turn, ABOVE + share * turn.getBoundingClientRect().height);
}

/** Changes turns out of sight; what is being read stays where it is. @param {Element} log @param {() => void} change */
export function keepingPlace(log, change) {
  const seen = [...log.querySelectorAll(".turn")].find((turn) => isPartlyInSight(log, turn));
  const before = seen?.getBoundingClientRect().top ?? 0;
  change();
  if (seen?.isConnected) log.scrollTop += seen.getBoundingClientRect().top - before;
}

/** @param {Element} log @param {Element} element */
export function isInSight(log, element) {
  const [box, room] = [element, log].map((one) => one.getBoundingClientRect());
  return element === log || (box.top >= Math.max(room.top, 0) && box.bottom <= Math.min(room.bottom, innerHeight));
}
