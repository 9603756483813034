/** What of a reply is read at once, and what stands under "more": nobody takes in fifteen sentences. */

const POINTS = 3; // read at once
const LEAST = 2; // pieces worth a press
const NUMBER = /\d{2,4}-\d{2,4}-\d{3,4}/; // to call or to fax

/** @type {Group[]} */
const IN_SIGHT = ["title", "lead", "phone_lines", "points", "notes", "changed_since", "calendar"];
/** @type {Group[]} */
const FOLDED = ["phone_lines", "points", "notes"];

/**
 * A version in three: what is read at once, the rest, where there is one, and where it stands written.
 * What is for this message alone, what has changed, whom to call, and dates to save stay in sight.
 * @param {Version} version @returns {[seen: Version, rest: Version | undefined, origin: Version]}
 */
export function fold(version) {
  const { points, notes, links } = version.answer;
  const first = version.topic === "greet" ? 0 : pointsInSight(version.answer);
  const kept = notes.filter(isInSight);
  const calls = linesInSight(version);
  const rest = only(version, FOLDED, {
    points: points.slice(first),
    notes: notes.filter((note) => !kept.includes(note)),
    links: links.filter((link) => !calls.includes(link)),
  });
  const origin = only(version, ["sources"]);
  if (version.asks || pieces(rest) < LEAST) return [only(version, IN_SIGHT), undefined, origin];
  return [only(version, IN_SIGHT, { points: points.slice(0, first), notes: kept, links: calls }), rest, origin];
}

/** How many sentences and lines a version has after its first sentence. @param {Version} version */
export function pieces({ answer: { points, notes, links } }) {
  return points.length + notes.length + links.length;
}

/** A version with these groups alone. @param {Version} version @param {Group[]} groups @param {Partial<Version["answer"]>} [parts] */
function only(version, groups, parts) {
  const order = version.order.filter((group) => groups.includes(group));
  return { ...version, answer: { ...version.answer, ...parts }, order };
}

/** Of computed dates all come first, and then what to do. @param {Version["answer"]} answer */
function pointsInSight({ kinds = [] }) {
  const dates = kinds.findIndex((kind) => kind !== "deadline");
  return Math.max(POINTS, Math.min(dates, POINTS) + 1);
}

/** The first note is what this message called for, where it called for one. @param {string} note @param {number} i */
function isInSight(note, i) {
  return i === 0 || NUMBER.test(note);
}

/** Lines that are the answer; else the one to call first. @param {Version} version */
function linesInSight({ answer, order }) {
  const lines = answer.links.filter((link) => link.kind === "tel");
  const isUrgent = order.indexOf("phone_lines") < order.indexOf("points");
  return answer.links.filter((link) => isUrgent || link === lines[0] || link.kind !== "tel");
}
