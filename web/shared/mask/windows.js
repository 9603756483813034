/** Which groups of a chain of digits may be twelve digits of one number: as bot/masking/windows.py. */
import { runsBy } from "./patterns.js";

const TWELVE = 12;
const QUAD = 4;
const FEW_GROUPS = 3; // so few may have any lengths
const ALIKE = [1, 2, 3, 4, 6, 12]; // lengths of groups that make twelve

/** The number of digits in groups. @param {DigitGroup[]} groups */
export function lengthOf(groups) {
  return groups.reduce((sum, group) => sum + group.digits.length, 0);
}

/** The pieces of a chain that are written like one number, and not like a list. @param {DigitGroup[]} chain */
export function windowsOf(chain) {
  const whole = lengthOf(chain) === TWELVE && isOneNumber(chain) && !isList(chain) ? [chain] : [];
  const pieces = regularPieces(chain).filter(([first, groups]) => !isList(groups) && !goesOn(chain, first, groups));
  return [...whole, ...pieces.map(([, groups]) => groups)];
}

/** @param {DigitGroup[]} groups */
function areAlike(groups) {
  return groups.every((group) => group.digits.length === groups[0].digits.length);
}

/** @param {DigitGroup[]} chain */
function isOneNumber(chain) {
  const ends = chain.map((_, place) => lengthOf(chain.slice(0, place + 1)));
  if (areAlike(chain) || (ends.includes(QUAD) && ends.includes(2 * QUAD))) return true;
  const isListed = chain.slice(1).some((group) => group.gap.includes(","));
  return (
    chain.length <= FEW_GROUPS &&
    (!isListed || (chain.length === 2 && ends.some((end) => end === QUAD || end === 2 * QUAD)))
  );
}

/** @param {DigitGroup[]} chain */
function regularPieces(chain) {
  /** @type {[first: number, groups: DigitGroup[]][]} */
  const pieces = [];
  let first = 0;
  for (const stretch of runsBy(chain, (group) => group.digits.length)) {
    const length = stretch[0].digits.length;
    const needed = ALIKE.includes(length) ? TWELVE / length : 0;
    for (const start of needed ? pieceStarts(stretch, needed) : []) {
      pieces.push([first + start, stretch.slice(start, start + needed)]);
    }
    first += stretch.length;
  }
  return pieces;
}

/** @param {DigitGroup[]} stretch @param {number} needed */
function pieceStarts(stretch, needed) {
  const everyOne = stretch.map((_, place) => place).filter((place) => place % needed === 0);
  if (needed === 1 || stretch.length === needed) return everyOne;
  const places = stretch.map((_, place) => place).slice(1);
  const exact = runsBy(places, (place) => signOf(stretch[place])).filter((run) => run.length === needed - 1);
  if (exact.length) return exact.map((run) => run[0] - 1);
  return stretch[0].digits.length >= QUAD && stretch.length % needed === 0 ? everyOne : [];
}

/** @param {DigitGroup} group */
function signOf(group) {
  return group.gap.replace(/^ +| +$/g, "") || " ";
}

/** @param {DigitGroup[]} chain @param {number} first @param {DigitGroup[]} groups */
function goesOn(chain, first, groups) {
  const inside = groups
    .slice(1)
    .map(signOf)
    .filter((sign) => sign !== " " && sign !== "\n");
  const beside = [
    ...chain.slice(Math.max(first, 1), first + 1),
    ...chain.slice(first + groups.length, first + groups.length + 1),
  ];
  return beside.some((group) => inside.includes(signOf(group)));
}

/** @param {DigitGroup[]} groups */
function isList(groups) {
  const isAmount =
    groups[0].digits.length === 3 && areAlike(groups) && groups.slice(1).every((group) => signOf(group) === ",");
  const values = groups.map((group) => Number(group.digits));
  const steps = values.slice(1).map((value, place) => value - values[place]);
  const isCounting = groups.length > 2 && steps[0] !== 0 && steps.every((step) => step === steps[0]);
  return isAmount || isCounting || (groups.length === TWELVE / 2 && steps.every((step) => step > 0));
}
