import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces, spoken, voiceFor } from "../../web/chat/aloud/spoken.js";
import { version } from "./turns.js";

test("kanji are said by their readings", () => {
  const furigana = { "3日に窓口へ行きます。": "{3日|みっか}に{窓口|まどぐち}へ{行|い}きます。" };
  assert.equal(spoken("3日に窓口へ行きます。", "ja", furigana), "みっかにまどぐちへいきます。");
});

test("numbers to call are said digit by digit, others as numbers", () => {
  assert.equal(spoken("Call 0120-95-0178.", "en", {}), "Call  0 1 2 0, 9 5, 0 1 7 8 .");
  assert.equal(spoken("0570-057118", "ja", {}), "0 5 7 0、0 5 7 1 1 8");
  assert.equal(spoken("Call 110.", "en", {}), "Call  1 1 0 .");
  assert.equal(spoken("撥打110，或#9110", "zh-Hant", {}), "撥打 1 1 0 ，或 # 9 1 1 0");
  assert.equal(
    spoken("at 8:30, 1,500 yen, 3 May 2029, 110.5, 1119", "en", {}),
    "at 8:30, 1,500 yen, 3 May 2029, 110.5, 1119",
  );
});

test("a Japanese term beside its translation is not said", () => {
  assert.equal(spoken("your PIN (暗証番号) at the counter", "en", {}), "your PIN  at the counter");
  assert.equal(spoken("密码（暗証番号）忘了", "zh", {}), "密码忘了");
});

test("an answer is said in the order in which it is read, without where it stands", () => {
  const whole = { ...version("Lead."), sources: [{ label: "Booklet", heading: "", page: 1 }] };
  const closed = (link) => ({ ...link, note: "Closed now" });
  assert.deepEqual(pieces(whole, closed), [["Lead."], ["Centre", "0120-95-0178", "Closed now"]]);
});

test("only the device's own voices speak, the reader's region first", () => {
  const voice = (lang, localService = true) => ({ lang, localService, name: lang });
  const voices = [voice("ja-JP", false), voice("zh-CN"), voice("zh_TW"), voice("en-US")];
  assert.equal(voiceFor(voices, "ja"), undefined);
  assert.equal(voiceFor(voices, "zh").lang, "zh-CN");
  assert.equal(voiceFor(voices, "zh-Hant").lang, "zh_TW");
  assert.equal(voiceFor(voices.slice(0, 2), "zh-Hant").lang, "zh-CN");
  assert.equal(voiceFor([voice("yue-HK")], "zh-Hant"), undefined);
});
