/** Turns of a conversation, as the tab keeps them. */

export const LANGUAGES = ["ja", "en", "zh", "ko"];
export const NAME = "abcdefghijklmnopqrstuvwxyz012345";

export function version(lead = "The answer.") {
  const link = { kind: "tel", label: "Centre", value: "0120-95-0178", note: "Open until 6 p.m.", open: true };
  return {
    answer: { title: "Title", lead, points: [], notes: [], links: [link] },
    buttons: [],
    sources: [],
    changed_since: [],
    asks: null,
    order: ["title", "lead", "phone_lines"],
  };
}

export function reply(lead, more = {}) {
  const versions = Object.fromEntries(LANGUAGES.map((code) => [code, version(lead)]));
  return { kind: "reply", to: NAME, reply: { language: "en", versions, furigana: {} }, ...more };
}

export function question(text, more = {}) {
  return { kind: "question", id: NAME, text, language: "ko", status: "answered", ...more };
}
