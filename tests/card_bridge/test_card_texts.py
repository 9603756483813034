"""The bridge's sentences: complete in every language, and right for every report."""

from __future__ import annotations

import re
from datetime import datetime
from string import Formatter

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from card_bridge.card import problems
from card_bridge.card.dates import JAPAN
from card_bridge.card.reading import read_card
from card_bridge.card.report import ABSENT, Certificate, Report, Tries, not_read
from card_bridge.i18n import DOMAIN, LANGUAGES, LOCALES, ORIGINAL, default_language, translate
from card_bridge.screen import texts
from card_bridge.screen.sentences import certificate_line, pin_line, sentences
from tests.doubles.my_number_card import my_number_card, phone

TRANSLATIONS = [language for language in LANGUAGES if language != ORIGINAL]
MSGIDS = {
    text for value in vars(texts).values() for text in (value.values() if isinstance(value, dict) else [value])
    if isinstance(text, str) and re.search(r"[ぁ-んァ-ヶ一-龠]", text)
}  # fmt: skip


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def template() -> set[str]:
    with (LOCALES / f"{DOMAIN}.pot").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def test_every_sentence_is_in_the_template() -> None:
    assert template() == MSGIDS


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_catalogue_is_complete(language: str) -> None:
    with (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        messages = {str(message.id): message for message in read_po(file) if message.id}
    assert set(messages) == template()
    for message in messages.values():
        assert message.string and not message.fuzzy, message.id
        assert placeholders(str(message.string)) == placeholders(str(message.id))
        assert not re.search(r"[0-9０-９]", str(message.id) + str(message.string))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    folder = LOCALES / language / "LC_MESSAGES"
    with (folder / f"{DOMAIN}.po").open("rb") as po, (folder / f"{DOMAIN}.mo").open("rb") as mo:
        written, compiled = read_po(po), read_mo(mo)
        assert {m.id: m.string for m in written if m.id} == {m.id: m.string for m in compiled if m.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence(language: str) -> None:
    kinds = [kind for kind in vars(problems).values() if isinstance(kind, type) and issubclass(kind, problems.Problem)]
    told = {kind.code: sentences(not_read(kind()), language) for kind in kinds}
    assert set(told) == set(texts.PROBLEMS)
    assert len({line for (line,) in told.values()}) == len(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_in_sentences(language: str) -> None:
    now = datetime(2026, 11, 28, tzinfo=JAPAN)
    lines = sentences(read_card(my_number_card().transmit, now), language)
    assert len(lines) == 7  # what was read, certificate, caveat, four PINs
    assert lines[2] == translate(texts.CAVEAT, language)
    assert sum("2028" in line for line in lines) == 1 and "05-03" not in "".join(lines)
    assert len(sentences(read_card(phone().transmit, now), language)) == 3


def test_english_and_japanese() -> None:
    report = Report(
        "my_number_card", certificate=Certificate("renewable", "2028-05"), pins={"signature": Tries(0, True)}
    )
    assert sentences(report, "ja") == [
        "マイナンバーカードを読み取りました。暗証番号は使っていません。",
        "利用者証明用電子証明書：有効期限内です（2028年5月まで）。今、更新できます。",
        "日付だけを見ています。紛失の届け出などで失効していても、カードからはわかりません。",
        "署名用の暗証番号：ロックされています。初期化（ロックの解除）の手続きが必要です。",
    ]
    assert "until May 2028" in sentences(report, "en")[1]
    valid = Certificate("valid", "2028-05", "2028-02")
    assert "from February 2028" in certificate_line(valid, "en") and "2028年2月から" in certificate_line(valid, "ja")


# fmt: off
@pytest.mark.parametrize(("tries", "text"), [
    (Tries(3, False),    "あと3回間違えると"),
    (Tries(0, True),     "ロックされています"),
    (Tries(None, False), "ロックされていません"),
    (Tries(None, None),  "わかりません"),
])
# fmt: on
def test_pins(tries: Tries, text: str) -> None:
    assert text in pin_line("signature", tries, "ja")


def test_no_certificate() -> None:
    assert certificate_line(ABSENT, "ja") == "利用者証明用電子証明書：カードに入っていません。"


# fmt: off
@pytest.mark.parametrize(("environment", "language"), [
    ({"LANG": "en_GB.UTF-8"},                          "en"),
    ({"LANG": "zh_CN.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
    ({"LC_MESSAGES": "zh_CN"},                         "zh"),
    ({"LANG": "Korean_Korea.949"},                     "ko"),
    ({"LANG": "fr_FR.UTF-8"},                          "ja"),
    ({"LANG": "C"},                                    "ja"),
])
# fmt: on
def test_the_language_of_the_locale(environment: dict[str, str], language: str) -> None:
    assert default_language(environment) == language
