/** Groups of digits, chains of groups, and what digits are when they are something else: as groups.py, claims.py. */
import { GRAMMAR } from "./grammar.js";
import { isWhole, matchAt, runsBy } from "./patterns.js";

const KANJI_DASH = "1"; // 一, which looks like one

/**
 * The groups of a text as {digits, start, end, gap, isJoined}; by writing, 2616一応 is two and 3044一7950 holds a dash.
 * @param {Folded} folded @param {boolean} byWriting
 */
export function groupsOf(folded, byWriting) {
  /** @type {DigitGroup[]} */
  const groups = [];
  for (const [start, end] of byWriting ? spansByWriting(folded) : digitSpans(folded.text)) {
    const last = groups[groups.length - 1];
    const between = last ? folded.text.slice(last.end, start) : "";
    const gap = between === KANJI_DASH ? "-" : between;
    groups.push({ digits: folded.text.slice(start, end), start, end, gap, isJoined: Boolean(last) && mayJoin(gap) });
  }
  return groups;
}

/** @param {string} text @returns {Span[]} */
function digitSpans(text) {
  return [...text.matchAll(/[0-9]+/g)].map((match) => [match.index, match.index + match[0].length]);
}

/** @param {Folded} folded @returns {Span[]} */
function spansByWriting({ text, kinds }) {
  return digitSpans(text).flatMap(([start, end]) => {
    const places = Array.from({ length: end - start }, (_, place) => start + place);
    return runsBy(places, (place) => kinds[place])
      .map((run) => /** @type {Span} */ ([run[0], run[run.length - 1] + 1]))
      .filter(([from, to]) => {
        const isInside = start < from && to < end;
        return !(isInside && to - from === 1 && kinds[from] === "k" && text[from] === KANJI_DASH);
      });
  });
}

/** @param {string} gap */
function mayJoin(gap) {
  return gap.length <= GRAMMAR.longest_gap && isWhole(GRAMMAR.gap, gap);
}

/**
 * Groups that may be one number; what is claimed by something else parts them.
 * @param {DigitGroup[]} groups @param {Span[]} [claimed]
 */
export function chainsOf(groups, claimed = []) {
  /** @type {DigitGroup[][]} */
  const chains = [];
  let at = 0;
  let isOpen = false;
  for (const group of groups) {
    while (at < claimed.length && claimed[at][1] <= group.start) at++;
    const isClaimed = at < claimed.length && claimed[at][0] < group.end;
    if (!isClaimed && isOpen && group.isJoined) chains[chains.length - 1].push(group);
    else if (!isClaimed) chains.push([group]);
    isOpen = !isClaimed;
  }
  return chains;
}

/**
 * The spans of dates, times, telephone numbers, amounts, in order; none begins inside another.
 * @param {Folded} folded
 * @returns {Span[]}
 */
export function claimsOf({ text }) {
  /** @type {Span[]} */
  const spans = [];
  for (const match of text.matchAll(/[0-9]+|[+¥〒]/g)) {
    if (spans.length && match.index < spans[spans.length - 1][1]) continue;
    const end = longestClaim(text, match.index, !/[0-9]/.test(match[0]));
    if (end) spans.push([match.index, end]);
  }
  return spans;
}

/** @param {string} text @param {number} start @param {boolean} isSigned */
function longestClaim(text, start, isSigned) {
  if (text[start] === "+" && (/[0-9]/.test(text[start - 1] ?? "") || text[start + 1] === " ")) return 0; // 3044+7950
  if (/[0-9]:$/.test(text.slice(Math.max(start - 2, 0), start))) return 0; // 00:19 in 30:44:79:50:00:19
  const forms = isSigned ? GRAMMAR.signed : GRAMMAR.claims;
  return Math.max(0, ...forms.map((form) => start + (matchAt(form, text, start)?.[0].length ?? -start)));
}
