"""The privacy gate: what it masks, what it leaves, and that nothing slips past it."""

from __future__ import annotations

import json
import logging
import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import chain, islice
from re import _parser as sre_parse  # type: ignore[attr-defined]  # the module of that name is deprecated
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.preprocessing import heard
from bot.masking.grammar import grammar, made_of, pattern
from bot.masking.mask import MASK, check_digit, is_my_number, mask
from bot.masking.readings import fold
from bot.replies.builder import all_topics
from bot.replies.pins import symptom_buttons
from tests.conftest import DATA, read_tsv

NUMBER = "304479502616"
CASES: list[list[str]] = json.loads((DATA / "mask_cases.json").read_text())
GROUPINGS = ((12,), (4, 4, 4), (6, 6), (3, 3, 3, 3), (2,) * 6, (1,) * 12, (4, 8), (8, 4))
# What people, phones, PDFs and input methods put between digits.
BETWEEN = (
    *" -‐‑‒–—−ー－ｰ─_.．。・･·•/／\\:：|｜~～〜*＊+=→😀の\n\t\u3000\u200b\u00ad\u2060\u3164\u180e\ufe0f\u034f",
    *("     ", " - ", "--", "\r\n", "」「", "] [", " | ", "👉🏻", " dash ", "ハイフン"),
)
DIGITS = (
    *("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "零壱弐参肆伍陸漆捌玖", "零壹贰叁肆伍陆柒捌玖"),
    *("⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"),
    *([f"{digit}\ufe0f\u20e3" for digit in range(10)], "영일이삼사오육칠팔구"),
    ["ゼロ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"],
)


def grouped(digits: str, grouping: tuple[int, ...], between: str, written: Any) -> str:
    figures = iter(digits)
    return between.join("".join(written[int(digit)] for digit in islice(figures, length)) for length in grouping)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    digits = draw(st.lists(st.integers(0, 9), min_size=11, max_size=11))
    return "".join(map(str, [*digits, check_digit(digits)]))


@pytest.mark.parametrize(
    "row", [r for r in read_tsv("safety_dev.tsv") if r["kind"].endswith("number")], ids=lambda r: r["text"][:30]
)
def test_evaluation_set(row: dict[str, str]) -> None:
    assert ("my_number" in mask(row["text"]).found) == (row["kind"] == "has_number")


# fmt: off
@pytest.mark.parametrize(("text", "found"), [
    (NUMBER,                                   ("my_number",)),
    ("304479502617",                           ()),                # wrong check digit
    ("マイナンバーは304479502617",                  ("my_number",)),   # the same, said to be one
    (f"9{NUMBER}",                             ()),                # thirteen digits
    (f"注文番号{NUMBER}",                         ()),
    ("暗証番号は1234です",                         ("pin",)),
    ("my PIN is 4321",                         ("pin",)),
    ("密码是2580",                              ("pin",)),
    ("비밀번호 9876이에요",                        ("pin",)),
    ("暗証番号は4桁ですか",                        ()),
    ("在留カードUH12345678EA",                   ("residence_card",)),
    (f"PINは1234、番号は{NUMBER}",                ("my_number", "pin")),
])
# fmt: on
def test_kinds(text: str, found: tuple[str, ...]) -> None:
    masked = mask(text)
    assert masked.found == found
    assert (masked.text == text) == (not found)


@given(numbers(), st.sampled_from(GROUPINGS), st.sampled_from(BETWEEN), st.sampled_from(DIGITS), st.sampled_from(["", "あ", "番号は", "(", "a"]))
def test_every_number_is_masked_in_every_writing(
    number: str, grouping: tuple[int, ...], between: str, written: Any, before: str
) -> None:
    text = grouped(number, grouping, between, written)
    assert is_my_number(number)
    if not (is_pair_of_short_dates(number, grouping) or is_beside_a_date(number, grouping)):
        assert mask(f"{before}{text}。").text == f"{before}{MASK}。"
    assert mask(f"マイナンバーは{text}。").text == f"マイナンバーは{MASK}。"


def is_beside_a_date(number: str, grouping: tuple[int, ...]) -> bool:
    """Whether a group of eight figures is a day, 0000 19000109: read as a code and a date, unless it is named."""
    starts = [sum(grouping[:place]) for place in range(len(grouping))]
    groups = [number[start : start + length] for start, length in zip(starts, grouping, strict=True)]
    return any(re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", group) for group in groups)


def is_pair_of_short_dates(number: str, grouping: tuple[int, ...]) -> bool:
    """Whether a number in two or six groups, 52-01-20 22-05-20, is read as two dates; or counts up like a list."""
    parts = [int(number[at : at + 2]) for at in range(0, 12, 2)]
    orders = ((1, 2), (1, 0), (0, 1))  # where the month and the day stand
    dates = any(all(1 <= p[m] <= 12 and 1 <= p[d] <= 31 for p in (parts[:3], parts[3:])) for m, d in orders)
    counted = [int(part) for part in islice(_parts(number, grouping), None)]
    steps = {after - before for before, after in zip(counted, counted[1:], strict=False)}
    is_list = len(counted) > 2 and (len(steps) == 1 or (len(counted) == 6 and min(steps) > 0))
    return (len(grouping) in (2, 6) and dates) or is_list or int(number[:4]) in range(1860, 2100)


def _parts(number: str, grouping: tuple[int, ...]) -> list[str]:
    figures = iter(number)
    return ["".join(islice(figures, length)) for length in grouping]


@given(st.text(max_size=60))
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


def test_a_button_says_what_it_sends() -> None:
    """Payloads are our own words, and some name a PIN."""
    topics = all_topics()
    payloads = [*(f"/{topic}" for topic in topics), *(str(button.payload) for button in symptom_buttons())]
    assert [heard(payload, topics) for payload in payloads] == payloads


PIECES = st.sampled_from(
    ["PIN", "暗証番号", "は", "です", "1234", "12", "3", "-", "円", "マイナンバー", "304479502616", "3044", "7950", "2616", "2022", "05", "年", "my", "is", "三", "○", "ゼロ", "いち", "one", "ABC123", "パスワード", "注文番号", "電話", "03", "+81", "90", "。", "の", "か", "일", "비밀번호", "密码", "是", "＊＊＊＊", "AB", "12345678", "CD", "ー", "一", "%33", "😀", "=", "in", "10:30"] + [" ", "\n", "\u200b"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_masked_stays_so_and_the_rest_is_not_touched(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once
    kept = [re.escape(part) for part in once.split(MASK)]
    assert re.fullmatch("(?s:.+)".join(kept), text)


@pytest.mark.parametrize("language", ["暗証番号は{}です", "my PIN is {}, right?", "密码是{}", "비밀번호는 {}예요", "PINは{}", "{}が暗証番号です", "{} is my PIN"])
@given(pin=st.text("0123456789", min_size=4, max_size=4), between=st.sampled_from(["", " ", "-", ",", "・"]), written=st.sampled_from(DIGITS[:9]))
def test_every_pin_is_masked_in_every_writing(language: str, pin: str, between: str, written: Any) -> None:
    value = between.join(written[int(digit)] for digit in pin)
    assert mask(language.format(value)).text == language.format(MASK)


FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y %m %d", "%Y. %m. %d.", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%Y:%m:%d", "%y/%m/%d", "%Y-%m", "%Y年%m月%d日")  # fmt: skip
PARTING = (" ", "、", " - ", "~", "～", "から", "\n", " / ", ", ", "-", "→", " to ", "・", " と ")


def two_dates(draw: random.Random) -> str:
    days = [date(1930, 1, 1) + timedelta(draw.randrange(37_000)) for _ in range(2)]
    return draw.choice(PARTING).join(day.strftime(form) for day, form in zip(days, [draw.choice(FORMATS)] * 2, strict=True))


def two_telephones(draw: random.Random) -> str:
    forms = ("03-####-####", "090-####-####", "0120-##-####", "+81 90-####-####", "+8190########", "0570-######", "(03) ####-####", "010-####-####", "138 #### ####")  # fmt: skip
    numbers = [re.sub("#", lambda _: str(draw.randrange(10)), draw.choice(forms)) for _ in range(2)]
    return draw.choice(PARTING).join(numbers)


def two_amounts(draw: random.Random) -> str:
    forms = ("{:,}円", "¥{:,}", "{}円", "{:,} yen", "{:,}元", "{:,}원")
    return draw.choice(PARTING).join(draw.choice(forms).format(10 ** draw.randrange(2, 12) * 7 // 3) for _ in range(2))


@pytest.mark.parametrize("written", [two_dates, two_telephones, two_amounts])
def test_dates_telephones_and_amounts_stay_as_they_are(written: Callable[[random.Random], str]) -> None:
    draw = random.Random(13)
    touched = [text for text in (written(draw) for _ in range(2000)) if mask(text).found]
    assert not touched


@pytest.mark.parametrize("piece", ["1 ", "1、", "304479502616 ", "a1", "暗証番号1234", "マイナンバー", "1-", "2022-05-20 ", "0120-95-0178 ", "に", "one ", "999,", "3\u0301", "+81 ", "- ", "「1", "A B 1 ", "八千", "えー1234567", "1234円じゃ", "12残りは", "は10:30", "ログイン1234", "&#45;1"])
def test_no_pattern_looks_back_over_the_whole_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: twice the text gives at most about twice the looks at it."""
    from bot.masking import groups, labels

    looks = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def look(*arguments: Any) -> Any:
            nonlocal looks
            looks += 1
            return function(*arguments)

        return look

    monkeypatch.setattr(groups, "may_join", counted(groups.may_join))
    monkeypatch.setattr(labels, "made_of", counted(made_of))
    mask(piece * 200)
    once, looks = looks, 0
    mask(piece * 400)
    assert looks <= 2.2 * once + 50


def test_no_repetition_in_the_grammar_holds_another() -> None:
    """What makes matching exponential: (a+)+; the few nested ones there are have bounds."""
    lists = (grammar()[name] for name in ("claims", "signed", "set_aside"))
    words = [*grammar()["labels"]["pin"], *(counted["form"] for counted in grammar()["counted"])]
    single = [grammar()[name] for name in ("unit", "card", "character", "clock", "gap", "typed_before", "typed_after", "in_brackets")]
    for written in (*chain.from_iterable(lists), *words, *single):
        assert not _has_nested_repeat(sre_parse.parse(pattern(written).pattern)), written


def _has_nested_repeat(tree: Any, is_inside: bool = False) -> bool:
    for name, arguments in tree:
        if str(name) in ("MAX_REPEAT", "MIN_REPEAT"):
            is_endless = arguments[1] == sre_parse.MAXREPEAT
            if is_inside and is_endless:
                return True
            if _has_nested_repeat(arguments[2], is_inside or is_endless):
                return True
        elif str(name) == "BRANCH":
            if any(_has_nested_repeat(branch, is_inside) for branch in arguments[1]):
                return True
        elif str(name) == "SUBPATTERN" and _has_nested_repeat(arguments[-1], is_inside):
            return True
    return False


def test_places_are_kept() -> None:
    text = "は\u3099㌔Ａ３️⃣%33①六 さんよんごろく"
    folded = fold(text)
    assert len(folded.text) == len(folded.kinds) == len(folded.starts) == len(folded.ends)
    assert all(start < end for start, end in zip(folded.starts, folded.ends, strict=True))
    assert folded.text.endswith("a3316 3456")


def test_nothing_planted_reaches_store_log_or_events(ask: Any, conversations: Any, loop: Any, caplog: Any, capfd: Any) -> None:
    caplog.set_level(logging.DEBUG)
    planted = ["304479502616", "3044 7950 2616", "３０４４７９５０２６１６", "UH12345678EA", "暗証番号は8642です", "3044\u200b7950\r\n2616", "PINは8642です"]
    for text in planted:
        answer = ask(f"{text} カードをなくした", sender="planted")
        assert answer["replies"][0]["custom"]["topic"] == "masked"
        assert not any(text in reply["text"] for reply in answer["replies"])
    tracker = loop.run_until_complete(conversations.agent.tracker_store.retrieve("planted"))
    stored = json.dumps([event.as_dict() for event in tracker.events], ensure_ascii=False, default=str)
    printed = capfd.readouterr()
    # The PIN with the letter before it: four digits alone stand in any clock time.
    for secret in ("304479502616", "3044 7950 2616", "３０４４７９５０２６１６", "UH12345678EA", "は8642", "7950"):
        assert secret not in stored + caplog.text + printed.out + printed.err


def test_the_warning_is_in_the_language_of_the_message(ask: Any) -> None:
    ask("カードをなくしました", sender="warned")
    replies = ask(f"사기꾼한테 {NUMBER}라고 말해버렸어요", sender="warned")["replies"]
    assert [reply["custom"]["language"] for reply in replies] == ["ko", "ko"]
