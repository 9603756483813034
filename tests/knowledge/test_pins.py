"""The PIN doctor: complete, free of contradictions, and right about messages in four languages."""

from __future__ import annotations

import pytest

from bot.i18n.formatting import FactFormatter, placeholders
from bot.i18n.languages import LANGUAGES
from bot.i18n.yaml_extractor import extract_yaml
from bot.settings import ROOT
from bot.validation.answers import text_problems
from knowledge.answers import load_answers
from knowledge.facts import load_facts
from knowledge.pins import Pin, diagnose, load_phrases, load_pins, load_symptoms, plain, sentences, symptom_of
from knowledge.wards import read_yaml
from tests.ward import WARD

FACTS, PINS, SYMPTOMS, PHRASES = load_facts(WARD), load_pins(), load_symptoms(), load_phrases()
FILE = ROOT / "knowledge/pins.yml"
AT_STORES = {"signature", "user_certificate"}
LONGEST_TITLE = 20  # characters of a LINE button
TRIES = {"digits": "pin.digits_tries", "letters": "pin.signature_tries"}
FORMS = {"digits": {"pin.digits"}, "letters": {"pin.signature_min", "pin.signature_max"}}
MSGIDS = [
    *(text for pin in PINS.values() for text in (pin.name, pin.which, pin.called, pin.used_for)),
    *(text for symptom in SYMPTOMS.values() for text in (symptom.title, symptom.note) if text),
    *PHRASES.values(),
]


def test_every_pin_is_reached() -> None:
    assert {pin for symptom in SYMPTOMS.values() for pin in symptom.pins} == set(PINS)


@pytest.mark.parametrize("key", SYMPTOMS)
def test_symptom(key: str) -> None:
    symptom = SYMPTOMS[key]
    assert diagnose(key) == tuple(PINS[pin] for pin in symptom.pins) != ()
    assert len(set(symptom.pins)) == len(symptom.pins)
    assert symptom.topic in load_answers()
    assert len(FactFormatter(FACTS, "ja").vformat(symptom.title, (), {})) <= LONGEST_TITLE


def test_titles_are_unique() -> None:
    assert len({symptom.title for symptom in SYMPTOMS.values()}) == len(SYMPTOMS)


@pytest.mark.parametrize("pin", PINS.values(), ids=PINS)
def test_pin(pin: Pin) -> None:
    assert (pin.characters == "letters") == (pin.id == "signature")
    assert ("store" in pin.resets) == (pin.id in AT_STORES)
    assert "counter" in pin.resets
    assert pin.tries == TRIES[pin.characters]
    assert pin.name in pin.which and pin.which == f"{pin.called}です。"
    assert placeholders(pin.which) == FORMS[pin.characters]


@pytest.mark.parametrize("pin", PINS.values(), ids=PINS)
def test_all_is_said_about_a_pin(pin: Pin) -> None:
    said = sentences(pin)
    assert said[:2] == (pin.which, pin.used_for)
    assert said[-2:] == (PHRASES["person"], PHRASES["proxy"])
    assert placeholders(said[2]) == {pin.tries}
    assert (PHRASES["reset_store"] in said) == (pin.id in AT_STORES)


# The booklet's own words about which PIN is used where, by page.
# fmt: off
@pytest.mark.parametrize(("symptom", "pins"), [
    ("etax_sign",        ["signature"]),                                                              # 3, 7
    ("etax",             ["signature", "user_certificate", "card_information"]),                      # 7
    ("mynaportal",       ["user_certificate"]),                                                       # 3
    ("kiosk",            ["user_certificate"]),                                                       # 3, 6
    ("health_insurance", ["user_certificate"]),                                                       # 8
    ("card_app",         ["card_information"]),                                                       # 9
    ("address_change",   ["basic_register"]),                                                         # 10
    ("store_reset",      ["signature", "user_certificate"]),                                          # 11, update.store_pins
    ("four_digits",      ["user_certificate", "card_information", "basic_register"]),                 # 11
    ("with_letters",     ["signature"]),                                                              # 3, 11
])
# fmt: on
def test_the_booklet_agrees(symptom: str, pins: list[str]) -> None:
    assert [pin.id for pin in diagnose(symptom)] == pins


def test_an_unknown_symptom_is_an_error() -> None:
    with pytest.raises(KeyError):
        diagnose("headache")


@pytest.mark.parametrize("text", MSGIDS)
def test_msgid(text: str) -> None:
    assert list(text_problems("pins.yml", text, FACTS)) == []
    assert placeholders(text) <= {*FACTS, "pin"}


def test_all_msgids_are_collected() -> None:
    with FILE.open("rb") as file:
        assert {message for _line, _function, message, _comments in extract_yaml(file, (), (), {})} == set(MSGIDS)


@pytest.mark.parametrize("key", SYMPTOMS)
def test_words_in_every_language(key: str) -> None:
    words = read_yaml(FILE)["symptoms"][key]["words"]
    assert list(words) == list(LANGUAGES)
    assert all(3 <= len(fragments) <= 10 for fragments in words.values())
    assert all(plain(word) == word for fragments in words.values() for word in fragments)


# fmt: off
MESSAGES = [
    # ja
    ("ｅ－Ｔａｘの最後に電子署名をするところで止まりました", "etax_sign"),
    ("国税庁のサイトにログインする画面なんですが",           "etax_login"),
    ("役所で住所変更をするときに聞かれる番号",               "address_change"),
    ("歯医者さんの受付でカードを置いたら番号を入れてと",     "health_insurance"),
    ("最初に決めた英数字まじりの番号が思い出せません",       "with_letters"),
    # en
    ("I have to sign my tax return, what do I type?",        "etax_sign"),
    ("the Lawson copier wants a number from me",             "kiosk"),
    ("logging in to Mynaportal, it wants a code",            "mynaportal"),
    ("I typed it wrong three times",                         "locked"),
    ("I'd like to change my PIN, I remember the old one",    "change"),
    # zh
    ("报税最后一步要签名，输哪个密码",                       "etax_sign"),
    ("在医院登记保险证的时候要输的密码",                     "health_insurance"),
    ("在便利店打住民票时机器要我输密码",                     "kiosk"),
    ("结婚后去区役所改名字，要输四位数",                     "address_change"),
    ("四位数的密码想不起来了",                               "four_digits"),
    # ko
    ("이택스에서 전자서명할 때 넣는 비밀번호",               "etax_sign"),
    ("마이나포털 들어갈 때 비밀번호가 뭐예요",               "mynaportal"),
    ("전자증명서 갱신하러 창구에 가는데 비번이 필요한가요",  "certificate_renewal"),
    ("이사해서 주소 바꾸러 왔는데 번호를 넣으래요",          "address_change"),
    ("비밀번호를 까먹었습니다",                              "forgot"),
]
# Screens and wishes win over the form of the PIN, the form over its state, and both forms together say nothing.
ORDER = [
    ("コンビニで4桁の番号を聞かれた",                        "kiosk"),
    ("e-Taxで4桁の番号を入れる画面",                         "etax_login"),
    ("e-Taxで4桁と英数字、どっち?",                          "etax"),
    ("署名用の暗証番号をセブンで再設定できますか",           "store_reset"),
    ("コンビニで入れるのは4桁?長いほう?",                    "kiosk"),
    ("4桁の番号がロックされた",                              "four_digits"),
    ("4桁と英数字のどっちを忘れたのかわからない",            "forgot"),
    ("住民基本台帳用の4桁",                                  "address_change"),
    ("券面事項入力補助用って何",                             "card_app"),
    ("スマホから転出届を出したいのですが",                   "moving_online"),
    ("Which PIN do you need for the address change?",        "address_change"),
    ("改住址到底要哪个密码",                                 "address_change"),
    ("券面の書き換えに必要な暗証番号",                       "address_change"),
    ("마이나포털에서 여권 갱신하려는데 비번이 뭐죠",         "mynaportal"),
    ("Which one, the four digits or the one with letters?",  "forgot"),
    ("家长可以重设孩子的密码吗",                             "forgot"),
    ("잠긴 거 풀고 싶어요",                                  "locked"),
    ("ﾛｯｸｻﾚﾀ",                                                "locked"),
]
# fmt: on


@pytest.mark.parametrize(("text", "symptom"), [*MESSAGES, *ORDER])
def test_symptom_of(text: str, symptom: str) -> None:
    assert symptom_of(text) == symptom


@pytest.mark.parametrize("text", ["", "こんにちは", "Thank you", "区役所几点开门", "수수료는 얼마예요"])
def test_no_symptom(text: str) -> None:
    assert symptom_of(text) is None
