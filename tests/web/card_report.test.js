import assert from "node:assert/strict";
import { test } from "node:test";
import { knownParts, reportRows, writeMonth } from "../../web/chat/card/card_report.js";

const OPEN = { tries_left: 3, locked: false };

function report(changes = {}) {
  return {
    card: "my_number_card",
    reader: "ok",
    certificate: { state: "valid", until: "2028-05", renewable_from: "2028-02" },
    pins: { user_certificate: OPEN, signature: OPEN, card_information: OPEN, basic_register: OPEN },
    problem: null,
    ...changes,
  };
}

test("what the bridge says passes as it is", () => {
  assert.deepEqual(knownParts(report()), report());
  const none = { state: "unknown", until: null, renewable_from: null };
  const unread = report({ card: "none", reader: "no_reader", certificate: none, problem: "no_reader" });
  assert.deepEqual(knownParts(unread), unread);
});

test("whatever else it says is left behind", () => {
  const talkative = report({ holder: "PLANTED", number: "123456789018" });
  talkative.certificate = { ...talkative.certificate, subject: "PLANTED" };
  talkative.pins = { ...talkative.pins, signature: { ...OPEN, pin: "PLANTED" }, other: "PLANTED" };
  assert.deepEqual(knownParts(talkative), report());
});

const STRANGE = [
  null,
  [],
  "PLANTED",
  {},
  report({ card: "PLANTED" }),
  report({ card: ["phone"] }),
  report({ reader: "PLANTED" }),
  report({ problem: "PLANTED" }),
  report({ problem: undefined }),
  report({ pins: { user_certificate: OPEN } }),
  report({ certificate: null }),
  ...["1990-05-03", "2028-13", "PLANTED", 202805, ["2028-05"], undefined].map((until) =>
    report({ certificate: { state: "valid", until, renewable_from: null } }),
  ),
  ...[-1, 16, 1.5, "3", true, undefined].map((tries_left) =>
    report({ pins: { ...report().pins, signature: { tries_left, locked: false } } }),
  ),
  ...["yes", 1, undefined].map((locked) =>
    report({ pins: { ...report().pins, signature: { tries_left: 1, locked } } }),
  ),
];

for (const [place, strange] of STRANGE.entries()) {
  test(`an answer with something unknown is none (${place})`, () => assert.equal(knownParts(strange), undefined));
}

test("a result for its holder", () => {
  const pins = {
    user_certificate: { tries_left: 1, locked: false },
    signature: { tries_left: 0, locked: true },
    card_information: { tries_left: null, locked: false },
    basic_register: { tries_left: null, locked: null },
  };
  assert.deepEqual(reportRows(report({ pins })), [
    { name: "card_certificate", says: "card_state_valid" },
    { name: "card_until_month", month: "2028-05" },
    { name: "card_renewable_from", month: "2028-02" },
    { name: "card_pin_user_certificate", says: "card_pin_open", count: 1 },
    { name: "card_pin_signature", says: "card_pin_locked" },
    { name: "card_pin_card_information", says: "card_pin_open" },
    { name: "card_pin_basic_register", says: "card_pin_unknown" },
  ]);
});

test("of a phone only what is known", () => {
  const unknown = { tries_left: null, locked: null };
  const pins = { user_certificate: OPEN, signature: OPEN, card_information: unknown, basic_register: unknown };
  assert.deepEqual(
    reportRows(report({ card: "phone", pins })).map(({ name }) => name),
    ["card_pin_user_certificate", "card_pin_signature"],
  );
});

test("months in the reader's form", () => {
  const written = ["ja", "en", "zh", "ko"].map((language) => writeMonth("2028-05", language));
  assert.deepEqual(written, ["2028年5月", "May 2028", "2028年5月", "2028년 5월"]);
});
