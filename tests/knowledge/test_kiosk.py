"""The kiosk doctor: every walk ends, every condition of the booklet is asked, and refusals are heard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from bot.i18n.formatting import placeholders
from bot.i18n.languages import LANGUAGES
from bot.i18n.yaml_extractor import extract_yaml
from bot.settings import ROOT
from bot.validation.answers import text_problems
from knowledge.answers import load_answers
from knowledge.facts import load_facts
from knowledge.kinds import Kind
from knowledge.kiosk import Step, cause, load_ending, load_steps, next_step, only_fails, rejects, unchecked
from knowledge.lines import load_lines
from knowledge.pins import plain
from knowledge.wards import read_yaml
from tests.ward import WARD

FACTS, STEPS, ENDING = load_facts(WARD), load_steps(), load_ending()
FILE = ROOT / "knowledge/kiosk.yml"
IDS = [step.id for step in STEPS]
MSGIDS = [
    *(text for step in STEPS for text in (step.question, step.help, step.cause, step.remedy)),
    *(ENDING.cause, ENDING.remedy),
]


def walk(visitor: dict[str, bool | None]) -> dict[str, bool | None]:
    """Answers every question that is asked, as a visitor would who knows this."""
    answers: dict[str, bool | None] = {}
    while step := next_step(answers):
        assert step.id not in answers
        answers[step.id] = visitor[step.id]
    return answers


def all_visitors() -> Iterator[dict[str, bool | None]]:
    for values in product((True, False, None), repeat=len(IDS)):
        yield dict(zip(IDS, values, strict=True))


def test_every_walk_ends_in_the_first_failure_or_the_ending() -> None:
    fails_if = {step.id: step.fails_if for step in STEPS}
    for visitor in all_visitors():
        answers = walk(visitor)
        failure = next((key for key in IDS if visitor[key] is fails_if[key]), None)
        found = cause(answers)
        assert (found.id if found else None) == failure
        assert list(answers) == (IDS if failure is None else IDS[: IDS.index(failure) + 1])
        assert [step.id for step in unchecked(answers)] == [key for key in answers if visitor[key] is None]


def test_the_order_of_the_walk() -> None:
    assert IDS == ["hours", "first_day", "no_pin", "pin", "card", "certificate", "age", "moving", "restricted"]


@pytest.mark.parametrize("step", STEPS, ids=IDS)
def test_every_question_asks_positively(step: Step) -> None:
    """Whoever has moved out says yes to "did you move out"."""
    assert "ていません" not in step.question and "合っていますか" not in step.question


def test_who_has_moved_out_says_yes() -> None:
    fine = {**dict.fromkeys(IDS[:7], True), "no_pin": False}
    moved = cause({**fine, "moving": True})
    assert moved and moved.id == "moving"
    assert cause({**fine, "moving": False, "restricted": False}) is None


def test_what_was_said_before_is_not_asked() -> None:
    step = next_step({"hours": True, "pin": True, "no_pin": False})
    assert step and step.id == "first_day"
    found = cause({"age": False})
    assert found and found.id == "age" and next_step({"age": False}) is None


# Each condition that answer konbini_conditions and the opening hours name, and the step that asks for it.
# fmt: off
CONDITIONS = [
    ("konbini_conditions", "有効なマイナンバーカード",               "card"),
    ("konbini_conditions", "有効な利用者証明用電子証明書",           "certificate"),
    ("konbini_conditions", "暗証番号（数字{pin.digits}桁）を入力",   "pin"),
    ("konbini_conditions", "{konbini.min_age}歳以上",                "age"),
    ("konbini_conditions", "発行制限",                               "restricted"),
    ("konbini_conditions", "転出の手続き",                           "moving"),
    ("konbini_conditions", "交付当日",                               "first_day"),
    ("no_pin_card",        "コンビニ",                               "no_pin"),
    ("konbini_hours",      "{konbini.opens}から{konbini.closes}まで", "hours"),
]
# fmt: on


def test_every_condition_is_asked() -> None:
    answers = load_answers()
    for topic, words, _step in CONDITIONS:
        assert any(words in text for text in answers[topic].msgids), words
    for part in answers["konbini_conditions"].parts:
        assert part.kind is Kind.NOTE or any(words in part.msgid for _topic, words, _step in CONDITIONS), part
    assert sorted(step for _topic, _words, step in CONDITIONS) == sorted(IDS)


@pytest.mark.parametrize("step", [*STEPS, ENDING], ids=[*IDS, "ending"])
def test_topics_and_lines_exist(step: Step) -> None:
    assert step.topic in load_answers()
    assert set(step.links) <= set(load_lines(WARD))
    assert ("callcentre.name" in placeholders(step.remedy)) == ("callcentre" in step.links)


@pytest.mark.parametrize("step", STEPS, ids=IDS)
def test_a_step_is_one_question_one_cause_one_remedy(step: Step) -> None:
    assert "か。" in step.question
    assert step.cause.count("。") == step.remedy.count("。") == 1
    assert len({step.question, step.help, step.cause, step.remedy}) == 4


@pytest.mark.parametrize("text", MSGIDS)
def test_msgid(text: str) -> None:
    assert list(text_problems("kiosk.yml", text, FACTS)) == []
    assert placeholders(text) <= set(FACTS)


def test_all_msgids_are_collected() -> None:
    with FILE.open("rb") as file:
        assert {message for _line, _function, message, _comments in extract_yaml(file, (), (), {})} == set(MSGIDS)


def test_words_in_every_language() -> None:
    for kind, words in read_yaml(FILE)["words"].items():
        assert list(words) == list(LANGUAGES), kind
        assert all(3 <= len(fragments) <= 10 for fragments in words.values()), kind
        assert all(plain(word) == word for fragments in words.values() for word in fragments), kind


# fmt: off
@pytest.mark.parametrize("text", [
    "ファミマの機械にカードを置いても読み取ってくれません", "マルチコピー機でエラーになって住民票が出ない",
    "コンビニで「お取り扱いできません」と表示された", "ﾛｰｿﾝの機械にカードがはじかれる",
    "暗証番号は合っているのにコンビニで証明書が出てこない",
    "The kiosk keeps saying my card cannot be used", "7-Eleven machine won't accept my card",
    "I get an error at the convenience store", "the copier refused my card twice", "Can't print my juminhyo, it says invalid",
    "便利店的机器读不了我的卡", "在全家打不出住民票，一直报错", "机器提示此卡无法使用", "超商的機器不認我的卡", "罗森那台机器把我的卡退出来了",
    "편의점 기계가 카드를 못 읽어요", "로손에서 오류가 나서 주민표가 안 나와요", "키오스크가 제 카드를 거부합니다",
    "세븐일레븐에서 사용할 수 없다고 떠요", "멀티복사기가 카드를 인식 못 해요",
    "コンビニで住民票が出ない", "ローソンで住民票が印刷できない", "コンビニの機械から住民票が出てこねえ", "セブンで印鑑証明が出せない", "住民票がコンビニで発行されない", "コンビニで住民票が出えへん", "なんでコンビニで住民票が出ないんですか",
    "the 7-Eleven machine won't print my juminhyo", "I tried at Lawson but no juminhyo came out", "the machine at FamilyMart didn't give me my certificate",
    "can't get my seal certificate out of the machine", "why can't I print my juminhyo at 7-eleven?", "the kiosk gave me nothing",
    "便利店机器打不出住民票", "在罗森打印不了住民票", "7-11打不出来印章证明", "全家的机器没打出来住民票", "为什么便利店打不出住民票", "便利店的机器不给我打住民票",
    "편의점에서 주민표 발급이 안 돼요", "편의점에서 주민표가 안 나와요", "로손에서 등본이 안 뽑혀요", "편의점에서 주민표를 뽑을 수가 없어요", "왜 편의점에서 주민표가 안 나와요?", "세븐일레븐에서 인감증명 출력이 안 돼요",
])
def test_refused(text: str) -> None:
    assert rejects(text)


@pytest.mark.parametrize("text", [
    "コンビニで証明書を取る条件を教えて", "コンビニは何歳から使えますか", "暗証番号がないとコンビニで取れないのですか",
    "病院の機械でカードが読み取れません", "コンビニで間違えてロックされました",
    "What do I need for the store machine?", "Can my 12 year old use the kiosk?", "what are the conditions at the convenience store",
    "the reader at the hospital rejects my card", "the kiosk machine says my PIN is locked",
    "便利店打证明要什么条件", "几岁可以在便利店打住民票", "便利店几点开始能用", "医院的机器读不出我的卡", "便利店的机器说密码被锁了",
    "편의점에서 뽑으려면 조건이 뭐예요", "몇 살부터 편의점 기계를 쓸 수 있어요", "편의점은 몇 시까지 돼요",
    "병원 기계가 카드를 못 읽어요", "편의점 기계에서 비번이 잠겼다고 나와요",
    "コンビニで住民票は取れますか", "コンビニで住民票取れないの？", "コンビニで住民票は出せませんか", "コンビニでは住民票は出ないんですか", "コンビニで出せない証明書はありますか", "土曜日にコンビニで住民票を取れますか",
    "can I print juminhyo at a store?", "can't I print a juminhyo at 7-eleven?", "is it possible to get a seal certificate at lawson", "how do I print a certificate at the kiosk", "isn't it possible at a convenience store?", "do stores print tax certificates",
    "便利店能打住民票吗", "便利店打不了住民票吗", "在便利店怎么打住民票", "罗森可以打印章证明吗", "便利店不能打住民票吗", "哪家便利店可以打",
    "편의점에서 주민표 발급 돼요?", "편의점에서 주민표 발급이 안 돼요?", "편의점에서 발급 안 되나요?", "편의점에서 주민표 뽑을 수 있나요", "로손에서 등본 뗄 수 있어요?", "편의점에서 주민표 어떻게 뽑아요",
])
# fmt: on
def test_not_refused(text: str) -> None:
    assert not rejects(text)


# fmt: off
FAILS = {
    "ja": ["エラーが出た", "エラーになりました", "機械が受け付けない", "読み取ってくれません", "お取り扱いできませんと出た", "出てこなかった"],
    "en": ["it showed an error", "The machine refused it", "nothing comes out", "it won't print", "an error came up", "it says not available"],
    "zh": ["出错了", "机器没反应", "打不出来", "显示不能使用", "机器报错", "卡被退出来了"],
    "ko": ["에러가 났어요", "기계가 카드를 못 읽어요", "안 나와요", "오류라고 떠요", "인식이 안 돼요", "기계가 거부해요"],
}
ANSWERS = [
    "いいえ", "はい、エラーでした", "使いました", "入力できません", "期限切れというエラー", "ロックされた", "もう使えません", "no", "no, it failed", "not valid", "yes but error", "it says expired",
    "不能,机器一直说读不了我的卡", "没有", "不是", "密码输错了", "显示已过期", "不能用了", "아니요, 오류", "만료됐다고 나와요", "네", "비밀번호가 틀렸어요", "아뇨 안 돼요", "아직이요",
]
# fmt: on


@pytest.mark.parametrize("text", [text for texts in FAILS.values() for text in texts])
def test_that_it_fails_answers_nothing(text: str) -> None:
    assert only_fails(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_with_a_failure_is_one(text: str) -> None:
    assert not only_fails(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_walk_asks_again_after_a_failure(ask: Any, language: str) -> None:
    first = ask("/kiosk_doctor", sender=f"fails {language}", language=language)["replies"][-1]
    for text in FAILS[language][:3]:
        again = ask(text, sender=f"fails {language}")["replies"][-1]
        assert again["buttons"] == first["buttons"] and again["custom"]["topic"] == "konbini_conditions"


# fmt: off
@pytest.mark.parametrize(("language", "refused", "asked"), [
    ("ja", "コンビニで住民票が出ない", "コンビニで住民票は取れますか"), ("ja", "ローソンで印鑑証明が印刷できません", "ローソンで印鑑証明は取れますか"),
    ("en", "the 7-Eleven machine won't print my juminhyo", "can I print juminhyo at a store?"), ("en", "Lawson's copier didn't give me my seal certificate", "is it possible to get a seal certificate at lawson"),
    ("zh", "便利店机器打不出住民票", "便利店能打住民票吗"), ("zh", "全家的机器没打出来印章证明", "罗森可以打印章证明吗"),
    ("ko", "편의점에서 주민표 발급이 안 돼요", "편의점에서 주민표 발급 되나요?"), ("ko", "로손에서 인감증명이 안 나와요", "로손에서 인감증명 뗄 수 있어요?"),
])
# fmt: on
def test_a_certificate_that_does_not_come_out_starts_the_walk(
    ask: Any, language: str, refused: str, asked: str
) -> None:
    topics = [reply["custom"]["topic"] for reply in ask(refused, language=language)["replies"]]
    assert topics == ["konbini_conditions", "konbini_conditions"]
    (reply,) = ask(asked, language=language)["replies"]
    assert reply["custom"]["topic"] in ("konbini_juminhyo", "konbini_seal")
