/** Dates as people read them from their papers: with the year of an era, or the Western one. */

/**
 * The number somebody wrote; 元 is the first year of an era.
 * @param {string} written
 */
export function numberFrom(written) {
  const folded = written.trim().normalize("NFKC");
  if (folded === "元") return 1;
  return /^\d{1,4}$/.test(folded) ? Number(folded) : undefined;
}

/**
 * The day that the parts say.
 * @param {{era: string, year: string, month: string, day: string}} parts as written
 * @param {Record<string, string>} eras the first day of each era, ISO
 * @returns {{iso?: string, problem?: "date_incomplete" | "no_such_day"}}
 */
export function readDate(parts, eras) {
  const [number, month, day] = [parts.year, parts.month, parts.day].map(numberFrom);
  if (number === undefined || month === undefined || day === undefined) return { problem: "date_incomplete" };
  const year = parts.era in eras ? Number(eras[parts.era].slice(0, 4)) + number - 1 : number;
  const iso = [year, month, day].map((part, i) => String(part).padStart(i ? 2 : 4, "0")).join("-");
  const exists = year >= 1000 && isoDay(new Date(Date.UTC(year, month - 1, day))) === iso;
  const isOfEra = !(parts.era in eras) || iso >= eras[parts.era];
  return exists && isOfEra ? { iso } : { problem: "no_such_day" };
}

/** @param {Date} date */
function isoDay(date) {
  return date.toISOString().slice(0, 10);
}

/**
 * An ISO day as a reader of a language writes it; English is British here (bot/i18n/languages.py).
 * @param {string} iso @param {Language} language
 */
export function writeDate(iso, language) {
  const locale = language.replace("en", "en-GB");
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00Z`));
}
