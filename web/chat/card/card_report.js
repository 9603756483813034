/** What a card said (docs/card.md, "The answer"): taken apart, and put in rows for its holder. */

const KINDS = ["my_number_card", "phone", "other", "none"];
const READERS = ["ok", "no_service", "no_reader", "in_use", "failed"];
const STATES = ["valid", "renewable", "expired", "absent", "unknown"];
const PINS = ["user_certificate", "signature", "card_information", "basic_register"];
const PROBLEMS = [
  "no_service",
  "no_reader",
  "no_card",
  "in_use",
  "not_my_number_card",
  "unknown_layout",
  "next_generation",
  "removed",
  "too_slow",
  "failed",
];

/**
 * The parts of an answer that are known, and nothing else; undefined where one is missing or says something unknown.
 * @param {any} answer
 * @returns {CardReport | undefined}
 */
export function knownParts(answer) {
  try {
    return {
      card: known(answer.card, KINDS),
      reader: known(answer.reader, READERS),
      certificate: {
        state: known(answer.certificate.state, STATES),
        until: month(answer.certificate.until),
        renewable_from: month(answer.certificate.renewable_from),
      },
      pins: Object.fromEntries(PINS.map((name) => [name, tries(answer.pins[name])])),
      problem: known(answer.problem, [null, ...PROBLEMS]),
    };
  } catch {
    return undefined;
  }
}

/** @param {any} value @param {any[]} values */
function known(value, values) {
  if (!values.includes(value)) throw new TypeError("unknown value");
  return value;
}

/** @param {any} text @returns {string | null} */
function month(text) {
  const isMonth = typeof text === "string" && /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
  if (text !== null && !isMonth) throw new TypeError("no month");
  return text;
}

/** @param {any} pin */
function tries({ tries_left, locked }) {
  const isCount = Number.isInteger(tries_left) && tries_left >= 0 && tries_left <= 15;
  if (tries_left !== null && !isCount) throw new TypeError("no count");
  return { tries_left, locked: known(locked, [true, false, null]) };
}

/**
 * The result for its holder, a row each.
 * @param {CardReport} report
 * @returns {ReportRow[]} names of texts, and values beside them
 */
export function reportRows({ card, certificate, pins }) {
  const rows = Object.entries(pins).map(([name, pin]) => pinRow(name, pin));
  if (card === "phone") return rows.filter(({ says }) => says !== "card_pin_unknown");
  return [
    { name: "card_certificate", says: `card_state_${certificate.state}` },
    ...(certificate.until ? [{ name: "card_until_month", month: certificate.until }] : []),
    ...(certificate.renewable_from ? [{ name: "card_renewable_from", month: certificate.renewable_from }] : []),
    ...rows,
  ];
}

/** @param {string} pin @param {{tries_left: number | null, locked: boolean | null}} pin @returns {ReportRow} */
function pinRow(pin, { tries_left, locked }) {
  const name = `card_pin_${pin}`;
  if (locked) return { name, says: "card_pin_locked" };
  if (tries_left !== null) return { name, says: "card_pin_open", count: tries_left };
  return { name, says: locked === null ? "card_pin_unknown" : "card_pin_open" };
}

/** A month, YYYY-MM, as a reader of a language writes it. @param {string} text @param {Language} language */
export function writeMonth(text, language) {
  const form = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" });
  return form.format(new Date(`${text}-01T00:00Z`));
}
