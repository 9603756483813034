import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Bridge } from "../../web/chat/card/bridge.js";

const ADDRESS = "http://127.0.0.1:8765";
const never = new AbortController().signal;

/** Answers each request with the next of these: [status, body], or an error that fetch throws; returns what was asked. */
function answering(...outcomes) {
  const asked = [];
  globalThis.fetch = async (url, options) => {
    asked.push({ url, ...options });
    const outcome = outcomes.shift();
    if (outcome instanceof Error) throw outcome;
    const [status, body] = outcome;
    return { ok: status === 200, status, json: async () => JSON.parse(body) };
  };
  return asked;
}

function permissions(states) {
  const query = async ({ name }) => {
    if (!(name in states)) throw new TypeError("unknown permission");
    return { state: states[name] };
  };
  Object.defineProperty(globalThis, "navigator", { value: { permissions: { query } }, configurable: true });
}

const REPORT = {
  card: "none",
  reader: "no_reader",
  certificate: { state: "unknown", until: null, renewable_from: null },
  pins: Object.fromEntries(
    ["user_certificate", "signature", "card_information", "basic_register"].map((name) => [
      name,
      { tries_left: null, locked: null },
    ]),
  ),
  problem: "no_reader",
};
const refused = (code) => [403, JSON.stringify({ error: code })];
const codeOf = (promise) =>
  promise.then(
    () => undefined,
    (error) => error.code,
  );

test("a request is one that only a page's own fetch can make", async () => {
  const asked = answering(refused("code_needed"));
  await new Bridge(ADDRESS).showCode(never);
  const [{ url, method, headers, body, targetAddressSpace, credentials, cache, redirect }] = asked;
  assert.deepEqual([url, method, body], [`${ADDRESS}/pair`, "POST", "{}"]);
  assert.deepEqual(headers, { "Content-Type": "application/json", "X-Madoguchi-Card": "1" });
  assert.deepEqual([targetAddressSpace, credentials, cache, redirect], ["loopback", "omit", "no-store", "error"]);
});

test("pairs and reads with the token, and passes on what is known", async () => {
  const asked = answering([200, '{"token": "T"}'], [200, JSON.stringify({ ...REPORT, holder: "PLANTED" })]);
  const bridge = new Bridge(ADDRESS);
  await bridge.pair("012345", never);
  assert.ok(bridge.isPaired);
  assert.deepEqual(await bridge.read(true, never), REPORT);
  assert.deepEqual(
    asked.map(({ body }) => JSON.parse(body)),
    [{ code: "012345" }, { token: "T", until: true }],
  );
});

test("a bridge that was started again wants to be paired again", async () => {
  answering([200, '{"token": "T"}'], [401, '{"error": "not_paired"}']);
  const bridge = new Bridge(ADDRESS);
  await bridge.pair("012345", never);
  assert.equal(await codeOf(bridge.read(false, never)), "not_paired");
  assert.ok(!bridge.isPaired);
});

for (const code of ["wrong_code", "closed", "not_agreed", "busy", "too_often", "header_needed", "failed"]) {
  test(`says ${code} as the bridge does`, async () => {
    answering(refused(code));
    assert.equal(await codeOf(new Bridge(ADDRESS).read(false, never)), code);
  });
}

test("what is not understood is a mismatch", async () => {
  permissions({});
  for (const body of ["<html>", "{}", "null", "[]", '{"card": "PLANTED"}']) {
    answering([200, body]);
    assert.equal(await codeOf(new Bridge(ADDRESS).read(false, never)), "mismatch", body);
  }
});

test("nobody there, or a browser that forbids it", async () => {
  const refusal = new TypeError("Failed to fetch");
  for (const [states, code] of [
    [{}, "no_bridge"],
    [{ "loopback-network": "prompt" }, "no_bridge"],
    [{ "loopback-network": "granted", "local-network-access": "granted" }, "no_bridge"],
    [{ "loopback-network": "denied" }, "not_allowed"],
    [{ "local-network-access": "denied" }, "not_allowed"],
  ]) {
    permissions(states);
    answering(refusal);
    assert.equal(await codeOf(new Bridge(ADDRESS).showCode(never)), code);
  }
});

test("a bridge that never answers is given up, and a reader who leaves is not waited for", async () => {
  globalThis.fetch = (url, { signal }) =>
    new Promise((resolve, reject) =>
      signal.addEventListener("abort", () => reject(new DOMException("", "AbortError"))),
    );
  mock.timers.enable({ apis: ["setTimeout"] });
  const slow = codeOf(new Bridge(ADDRESS).showCode(never));
  mock.timers.tick(100_000);
  assert.equal(await slow, "no_answer");
  mock.timers.reset();
  const leaving = new AbortController();
  const left = codeOf(new Bridge(ADDRESS).showCode(leaving.signal));
  leaving.abort();
  assert.equal(await left, "no_answer");
});
