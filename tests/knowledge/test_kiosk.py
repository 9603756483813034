"""The kiosk doctor: every walk ends, every condition of the booklet is asked, and refusals are heard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from bot.i18n.formatting import placeholders
from bot.i18n.languages import LANGUAGES
from bot.i18n.yaml_extractor import extract_yaml
from bot.settings import ROOT
from bot.validation.answers import text_problems
from knowledge.answers import load_answers
from knowledge.facts import load_facts
from knowledge.kiosk import Step, cause, load_ending, load_steps, next_step, rejects, unchecked
from knowledge.lines import load_lines
from knowledge.pins import plain
from knowledge.wards import read_yaml

FACTS, STEPS, ENDING = load_facts(), load_steps(), load_ending()
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
    assert IDS == ["hours", "first_day", "pin", "card", "certificate", "age", "moving", "restricted"]


@pytest.mark.parametrize("step", STEPS, ids=IDS)
def test_every_question_asks_positively(step: Step) -> None:
    """Whoever has moved out says yes to "did you move out"."""
    assert "ていません" not in step.question and "合っていますか" not in step.question


def test_who_has_moved_out_says_yes() -> None:
    fine = dict.fromkeys(IDS[:6], True)
    moved = cause({**fine, "moving": True})
    assert moved and moved.id == "moving"
    assert cause({**fine, "moving": False, "restricted": False}) is None


def test_what_was_said_before_is_not_asked() -> None:
    step = next_step({"hours": True, "pin": True})
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
    ("konbini_hours",      "{konbini.opens}から{konbini.closes}まで", "hours"),
]
# fmt: on


def test_every_condition_is_asked() -> None:
    answers = load_answers()
    for topic, words, _step in CONDITIONS:
        assert any(words in text for text in answers[topic].msgids), words
    for point in answers["konbini_conditions"].points:
        assert any(words in point for _topic, words, _step in CONDITIONS), point
    assert sorted(step for _topic, _words, step in CONDITIONS) == sorted(IDS)


@pytest.mark.parametrize("step", [*STEPS, ENDING], ids=[*IDS, "ending"])
def test_topics_and_lines_exist(step: Step) -> None:
    assert step.topic in load_answers()
    assert set(step.links) <= set(load_lines())
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
])
# fmt: on
def test_not_refused(text: str) -> None:
    assert not rejects(text)
