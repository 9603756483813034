"""Traditional characters: every text, by the table that OpenCC and our terms make; Japanese stays Japanese."""

from __future__ import annotations

import json
import re
import subprocess
from itertools import product
from pathlib import Path

import opencc
import pytest

from bot.channels.web.card_labels import card_labels
from bot.i18n.catalogues import catalogue
from bot.i18n.languages import EASY, LANGUAGES, READERS, REGISTERS, TRADITIONAL, language_of
from bot.i18n.traditional import in_traditional, load_terms, read_table
from bot.pages.assets import traditional
from bot.pages.labels import LABELS
from bot.validation.speaking import MOMENTS
from bot.validation.traditional import CONVERTER, everything_said, headings, make_table
from tests.speaking import SPEAKER
from tests.ward import WARD
from tests.web.test_javascript import NODE

WORD = re.compile(r"[A-Za-z\u3005\u3040-\u30ff\u3400-\u9fff]+")
HAN, KANA = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[\u3040-\u30ff]")
JAPANESE = sorted([*headings(WARD), *read_table()["stay"]], key=len, reverse=True)
BRACKETS = re.compile(r"[（《「]([^（）《》「」]*)[）》」]")


def unknown(text: str) -> list[str]:
    """The characters that Taiwan's national set has not."""
    return [one for one in HAN.findall(text) if not one.encode("big5", "ignore")]


def is_japanese(word: str) -> bool:
    """Whether a word is one that Japan writes so."""
    return bool(KANA.search(word)) or not any(not one.encode("shift_jis", "ignore") for one in word)


def simplified(text: str) -> list[str]:
    """The characters that nobody in Taiwan writes, outside of Japanese: terms in brackets, titles of the booklet."""
    if not unknown(text):
        return []
    text = BRACKETS.sub(lambda match: " ".join(one for one in WORD.findall(match[1]) if not is_japanese(one)), text)
    for word in JAPANESE:
        text = text.replace(word, "")
    return unknown("".join(word for word in WORD.findall(text) if not KANA.search(word)))


def texts(part: object) -> list[str]:
    """Every text in a written reply that is no address."""
    if isinstance(part, dict):
        return [
            text for key, value in part.items() if key not in ("heading", "value", "payload") for text in texts(value)
        ]
    if isinstance(part, list):
        return [text for one in part for text in texts(one)]
    return [part] if isinstance(part, str) else []


def test_the_table_is_what_the_converter_and_our_terms_make_of_the_catalogue() -> None:
    made = make_table(everything_said(WARD), headings(WARD), opencc.OpenCC(CONVERTER).convert)
    assert made == read_table(), "Run script/traditional."


@pytest.mark.parametrize("text", ["卡", ""])
def test_a_text_of_no_other_form_stays(text: str) -> None:
    assert in_traditional(text) == text


def test_nothing_simplified_is_left_in_the_catalogue_nor_changed_by_a_second_time() -> None:
    written = [in_traditional(text) for text in catalogue("zh").values()]
    assert len(written) > 1500 and [text for text in written if simplified(text)] == []
    assert [text for text in written if in_traditional(text) != text] == []


def test_nothing_simplified_is_left_in_any_reply_or_label() -> None:
    replies = (SPEAKER.reply(name, TRADITIONAL, now=now) for name, now in product(SPEAKER.answers, MOMENTS))
    labels = [
        SPEAKER.say(text, TRADITIONAL, day="", days=30, minutes=30, page=1, name="", count=1)
        for text in LABELS.values()
    ]
    said = {text for reply in replies for text in texts(reply)} | {*labels, *card_labels(SPEAKER, TRADITIONAL).values()}
    assert len(said) > 1000 and [text for text in said if simplified(text)] == []


# fmt: off
@pytest.mark.parametrize(("plain", "written"), [
    ("在区役所的窗口办理", "在區役所的櫃檯辦理"),
    ("身份证件（本人確認書類）", "身分證件（本人確認書類）"),
    ("用智能手机接收短信", "用智慧型手機接收簡訊"),
    ("用网络发送应用程序的信息", "用網路發送應用程式的資訊"),
    ("忘了密码（暗証番号）", "忘了密碼（暗証番号）"),
    ("发卡日之后，卡里的头发", "發卡日之後，卡裡的頭髮"),
    ("居民票（住民票の写し）、迁出申报（転出届）", "居民票（住民票の写し）、遷出申報（転出届）"),
    ("目黑区综合厅舍（目黒区総合庁舎）", "目黑區綜合廳舍（目黒区総合庁舎）"),
    ("到“有效期限通知书”（有効期限通知書）", "到「有效期限通知書」（有効期限通知書）"),
    ("便利店的多功能复印机（マルチコピー機）", "便利商店的多功能影印機（マルチコピー機）"),
    ("3周后，周六上午8:30", "3週後，週六上午8:30"),
    ("请复制并联系咨询窗口", "請複製並聯絡諮詢窗口"),
])
# fmt: on
def test_terms(plain: str, written: str) -> None:
    assert in_traditional(plain) == written


def test_our_terms_are_in_traditional_characters() -> None:
    assert [term for term in load_terms().values() if simplified(term)] == []


def test_the_chat_rewrites_as_the_desk_does(tmp_path: Path) -> None:
    (tmp_path / "traditional.mjs").write_text(traditional())
    replies = [SPEAKER.reply(name, "zh") for name in SPEAKER.answers]
    said = list(dict.fromkeys([*catalogue("zh").values(), *(text for reply in replies for text in texts(reply))]))
    script = f"""import {{ add }} from "{(tmp_path / "traditional.mjs").as_uri()}";
import {{ readFileSync }} from "node:fs";
console.log(JSON.stringify(add({{ zh: JSON.parse(readFileSync(0, "utf8")) }})["{TRADITIONAL}"]));"""
    run = subprocess.run(
        [NODE, "--input-type=module", "-e", script], input=json.dumps(said), capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [in_traditional(text) for text in said]


@pytest.mark.parametrize("name", ["lost_card", "expiry_calculation", "human_handoff"])
def test_a_chat_that_rewrites_shows_what_the_pages_show(name: str) -> None:
    """Text by text: the desk fills a rewritten wording in, the chat rewrites what was filled in."""
    plain, written = (texts(SPEAKER.reply(name, code, now=MOMENTS[0])["custom"]["answer"]) for code in ("zh", TRADITIONAL))
    assert [in_traditional(text) for text in plain] == written


def test_a_register_is_of_a_language_and_changes_no_other() -> None:
    assert {language_of(code) for code in READERS} == set(LANGUAGES)
    assert [*READERS] == ["ja", "ja-x-easy", "en", "zh", "zh-Hant", "ko"] and [*REGISTERS] == [EASY, TRADITIONAL]
    plain, written = (SPEAKER.reply("lost_card", code)["custom"] for code in ("zh", TRADITIONAL))
    assert written["language"] == plain["language"] == "zh"
    assert written["register"] == TRADITIONAL and "register" not in plain
    lines = [[link["value"] for link in one["answer"]["links"]] for one in (plain, written)]
    assert lines[0] == lines[1]  # the lines that speak Chinese
