"""The form's conversation without a conversation: what a message changes, and what is asked next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.entities import heard_in
from bot.grammar.date_roles import named_role
from bot.i18n.languages import LANGUAGES
from bot.nlu.date_extractor import entities_of, without_doubt
from bot.nlu.form_word_extractor import shapes
from bot.nlu.residence_extractor import group_of, residence_of
from bot.replies.expiry_question import RESIDENCES, ROLES, clarification, days_to_choose
from bot.replies.speaker import Speaker
from dates.reader import read_dates
from expiry.draft import DATES, Draft, Heard
from expiry.interview import listen
from expiry.questions import next_question
from expiry.report import build_report
from tests.conftest import read_tsv
from tests.ward import WARD

TODAY = date(2026, 11, 23)
GROUPS = frozenset(RESIDENCES)


def heard(text: str, *words: str) -> Heard:
    """A message as the extractors hear it; the learned form words are given."""
    entities: list[Any] = without_doubt(entities_of(text, read_dates(text, TODAY)), text, TODAY)
    entities += [{"entity": "form_word", "value": word} for word in [*shapes(text), *words]]
    found = group_of(text)
    group: list[Any] = [{"entity": "residence", "value": found.group, "clear": found.is_clear}] if found else []
    return heard_in([*entities, *group])


def talk(*messages: str | tuple[str, ...]) -> tuple[Draft, list[str | None]]:
    """The draft after messages, and the slots asked for after each."""
    draft, asked = Draft(), []
    for message in messages:
        text, *words = (message,) if isinstance(message, str) else message
        draft = listen(draft, asked[-1] if asked else None, heard(text, *words), TODAY)
        asked.append(next_question(draft, TODAY))
    return draft, asked


def test_one_question_after_another() -> None:
    draft, asked = talk("期限を知りたい", "1990年5月3日", "2023年10月1日", "日本国籍")
    assert asked == ["birth_date", "issue_date", "residence", None]
    assert build_report(draft, TODAY)["card_expiry"] == "2033-05-03"


def test_everything_in_one_message_in_any_order() -> None:
    draft, asked = talk("永住者です。カードは2023年10月1日に発行、1990年5月3日生まれ")
    assert asked == [None] and build_report(draft, TODAY)["user_certificate_expiry"] == "2028-05-03"


def test_corrections_at_any_time() -> None:
    draft, _asked = talk(
        "", "1990年5月3日", "no, 1991", "2023年10月1日", "いや、発行日は2022年10月1日です", "生年月日は1992年です"
    )
    assert (draft.birth_date, draft.issue_date) == (date(1992, 5, 3), date(2022, 10, 1))


@pytest.mark.parametrize("choice", [("second", "second"), "2日", "1990-05-03", "3 May 1990"])
def test_an_ambiguous_order_is_asked_back(choice: str | tuple[str, str]) -> None:
    draft, asked = talk("", "3/5/1990", choice)
    assert asked == ["birth_date", "birth_date", "issue_date"] and draft.birth_date == date(1990, 5, 3)


def test_a_missing_year_is_asked_for() -> None:
    draft, _asked = talk("", "5月3日", "1990")
    assert draft.birth_date == date(1990, 5, 3)


# fmt: off
@pytest.mark.parametrize(("said", "year", "month"), [
    ("no idea, maybe 2021 summer", 2021, None), ("sorry, I only know 2019", 2019, None), ("2021年の夏くらい", 2021, None),
    ("2019年の3月くらいに作った", 2019, 3), ("sometime in March 2019", 2019, 3), ("大概2019年3月吧", 2019, 3), ("2019년 3월쯤", 2019, 3),
    ("아마 2021년 여름", 2021, None), ("不是很清楚，2021年左右", 2021, None),
])
# fmt: on
def test_a_vague_answer_keeps_what_is_known(said: str, year: int, month: int | None) -> None:
    draft, asked = talk("", "22 July 1988", said)
    assert draft.birth_date == date(1988, 7, 22) and asked[-1] == "issue_date"
    assert draft.unclear == {"slot": "issue_date", "year": year, "month": month, "day": None}
    question = clarification(draft.unclear)[1]
    for language in LANGUAGES:  # each question names its date
        what = Speaker(WARD).say(ROLES["issue_date"], language)
        assert Speaker(WARD).text(question, language).startswith(what)


@pytest.mark.parametrize(("month", "day"), [("11月", "3日"), ("November", "3 November"), ("11월쯤", "3일"), ("11月吧", "3号"), ("november maybe", "the 3rd")])
def test_a_year_then_a_month_then_a_day(month: str, day: str) -> None:
    draft, _asked = talk("", "22 July 1988", "2021", month)
    assert draft.unclear and (draft.unclear["year"], draft.unclear["month"]) == (2021, 11)
    assert talk("", "22 July 1988", "2021", month, day)[0].issue_date == date(2021, 11, 3)


def test_the_certificates_asked_for_in_place_of_an_answer_are_told() -> None:
    draft, asked = talk("", "1980年5月3日", "2019年10月1日", "日本人です", "证书呢")
    assert (draft.about, asked[-2:]) == ("certificate", ["certificate_issue_date", None])


def test_a_month_is_enough_where_no_birthday_lies_in_it() -> None:
    draft, asked = talk("", "1990年5月3日", "2019年3月", ("わからない", "unknown"))
    assert (draft.is_month, asked[-1]) == (True, "residence")
    report = build_report(talk("", "1990年5月3日", "2023年3月", ("わからない", "unknown"), "日本人です")[0], TODAY)
    assert (report["card_expiry"], report["is_month"]) == ("2032-05-03", True)
    draft, asked = talk("", "1990年5月3日", "2023年5月", ("わからない", "unknown"))
    assert (draft.issue_date, draft.remark, asked[-1]) == (None, "where_issue_date", "printed_expiry")
    draft, _asked = talk("", "1990年5月3日", "2019年3月", ("わからない", "unknown"), "発行日は2020年6月1日でした")
    assert (draft.issue_date, draft.is_month) == (date(2020, 6, 1), False)


@pytest.mark.parametrize(("said", "slot"), [("no, 1989", "birth_date"), ("no, 2020", "issue_date"), ("違う、8月15日", "issue_date")])
def test_a_correction_is_of_the_date_that_it_is_near_to(said: str, slot: str) -> None:
    draft, _asked = talk("", "22 July 1988", "15 July 2021", said)
    before = Draft(birth_date=date(1988, 7, 22), issue_date=date(2021, 7, 15))
    assert [one for one in DATES if getattr(draft, one) != getattr(before, one)] == [slot]


# fmt: off
@pytest.mark.parametrize(("group", "said", "slot"), [
    ("im on a work visa", "12 march 2028", "stay_expiry"), ("취업비자예요", "2028년 3월 12일", "stay_expiry"),
    ("永住者です", "card ni wa 2028/5/14 tte kaitearu", "printed_expiry"), ("permanent resident", "12 march 2028", "printed_expiry"),
    ("", "卡上写的是2028年5月14日", "printed_expiry"), ("", "카드에 2028년 5월 14일이라고 써 있어요", "printed_expiry"),
    ("", "在留期間 2028年3月12日まで", "stay_expiry"), ("", "3 May 2028", "printed_expiry"),
])
# fmt: on
def test_a_day_to_come_is_no_issue_date(group: str, said: str, slot: str) -> None:
    draft, asked = talk("", "1990年5月3日", *([group] if group else []), said)
    assert asked[1] == "issue_date" and getattr(draft, slot) and draft.remark is None


def test_a_day_to_come_of_which_nothing_is_known_is_asked_about() -> None:
    draft, _asked = talk("", "1990年5月3日", "12 march 2028")
    assert draft.unclear == {"slot": "birth_date", "unnamed": "2028-03-12"} and draft.remark is None
    titles = [one.title.msgid for one in days_to_choose(draft.unclear, TODAY)]
    assert titles == [ROLES["printed_expiry"], ROLES["stay_expiry"]]


# fmt: off
@pytest.mark.parametrize(("said", "group"), [
    ("im on a work visa", "period_of_stay"), ("永住", "permanent"), ("永住者", "permanent"), ("permanent resident", "permanent"),
    ("i have PR btw", "permanent"), ("工作签证", "period_of_stay"), ("영주권자예요", "permanent"), ("유학생", "period_of_stay"),
])
# fmt: on
@pytest.mark.parametrize("before", [(), ("",), ("", "1990年5月3日")])
def test_a_group_told_early_is_kept(before: tuple[str, ...], said: str, group: str) -> None:
    draft, asked = talk(*before, said)
    assert (draft.residence, draft.remark) == (group, None if before else "start") and asked[-1] != "residence"


def test_a_day_that_does_not_exist_is_named() -> None:
    draft, asked = talk("", "1990年2月30日")
    assert (draft.remark, asked[-1]) == ("no_such_day", "birth_date")


def test_what_cannot_be_is_asked_again() -> None:
    draft, asked = talk("", "1990年5月3日", "2015年1月1日")
    assert (draft.remark, asked[-1], draft.birth_date) == ("issue_before_cards", "issue_date", date(1990, 5, 3))
    assert talk("", "2030年1月1日生まれ")[0].remark == "birth_after_today"


def test_unknown_issue_date_leads_to_the_printed_one() -> None:
    draft, asked = talk("", "1995年5月3日", ("わからない", "unknown"), "2033年5月3日")
    assert asked == ["birth_date", "issue_date", "printed_expiry", None]
    assert build_report(draft, TODAY)["card_expiry"] == "2033-05-03"


def test_nothing_known_says_where_to_look() -> None:
    draft, asked = talk("", ("知らない", "unknown"), ("知らない", "unknown"), ("知らない", "unknown"))
    assert asked == ["birth_date", "issue_date", "printed_expiry", None]
    assert build_report(draft, TODAY)["kind"] == "not_enough"


@pytest.mark.parametrize(
    "said", ["Feb 30", "2月30日", "13月1日", "1990年13月", "4월 31일", "June 31st", "2月30号", "令和2年15月"]
)
def test_a_day_that_no_year_has_is_told_and_asked_again(said: str) -> None:
    draft, asked = talk("", said)
    assert asked == ["birth_date", "birth_date"] and draft.remark == "no_such_day" and not draft.unclear


@pytest.mark.parametrize(
    ("said", "day"), [("31/12", (12, 31)), ("13.5", (5, 13)), ("12/31", (12, 31)), ("Feb 29", (2, 29))]
)
def test_a_day_without_its_year_keeps_the_order_that_exists(said: str, day: tuple[int, int]) -> None:
    draft, _asked = talk("", said)
    assert draft.unclear and (draft.unclear["month"], draft.unclear["day"]) == day
    assert clarification(draft.unclear)[1]


def test_the_printed_day_alone_is_enough() -> None:
    draft, asked = talk("カードに印刷された有効期限は2031年5月3日です。いつ更新できますか")
    assert asked == [None] and build_report(draft, TODAY)["renewal_from"] == "2031-02-04"


def test_a_printed_day_is_told_with_its_caveats() -> None:
    alone, _asked = talk("カードの有効期限は2031年5月3日です")
    assert {"certificates_unknown", "signature_lapses", "printed_decides"} <= set(build_report(alone, TODAY)["caveats"])
    child, _asked = talk("", "2020年5月5日", ("わからない", "unknown"), "2028年5月5日")
    names = build_report(child, TODAY)["caveats"]
    assert {"young", "same_day", "certificates_not_renewed", "printed_decides"} <= set(names)
    assert not {"issue_day", "birthday_near"} & set(names)


def test_two_digits_of_an_end_lie_ahead() -> None:
    draft, _asked = talk("", "1990年5月3日", "2023年10月1日", "留学生です", "28年3月31日")
    assert draft.stay_expiry == date(2028, 3, 31)


def test_certificates_that_have_run_out_are_asked_about() -> None:
    messages = ("", "1980年5月3日", "2019年10月1日", "日本人です")
    assert talk(*messages)[1][-1] == "certificate_issue_date"
    draft, asked = talk(*messages, "2024年4月1日")
    assert asked[-1] is None and build_report(draft, TODAY)["user_certificate_expiry"] == "2029-05-03"
    assert talk(*messages, ("していない", "deny"))[1][-1] is None


def test_stop_forgets_and_pause_keeps() -> None:
    stopped, asked = talk("", "1990年5月3日", ("やめる", "stop"))
    assert asked[-1] is None and stopped == Draft(is_stopped=True)
    paused, asked = talk("", "1990年5月3日", ("待って", "pause"))
    assert (paused.birth_date, paused.remark, asked[-1]) == (date(1990, 5, 3), "paused", "issue_date")


# fmt: off
@pytest.mark.parametrize("text", [
    "在留期間の更新を申請中です", "特例期間です", "仮滞在です", "my visa extension is pending", "在留期间更新申请中", "비자 연장 신청 중이에요",
])
# fmt: on
def test_what_is_not_computed_is_handed_over(text: str) -> None:
    draft, asked = talk("", "1990年5月3日", text)
    assert asked[-1] is None and build_report(draft, TODAY) == {"kind": "not_computed"}


def test_starting_over_forgets_the_answers() -> None:
    draft, asked = talk("", "1990年5月3日", "最初からやり直します")
    assert (draft, asked[-1]) == (Draft(remark="start"), "birth_date")


# fmt: off
@pytest.mark.parametrize("text", [
    "I'm not Japanese. born May 3, 1990, card issued June 1, 2020. when does the card expire?",
    "My husband is Japanese, I was born 1990-05-03 and my card was issued 2020-06-01. When does it expire?",
    "夫が日本人です。1990年5月3日生まれ、発行日は2020年6月1日。カードの期限は？",
    "我不是日本人,1990年5月3日出生,2020年6月1日发卡,卡什么时候到期",
    "일본인 친구가 있어요. 1990년 5월 3일생, 2020년 6월 1일 발급. 언제까지예요?",
    "想申请永住。1990年5月3日出生，2020年6月1日发的卡",
    "Is a permanent resident treated the same? Born 1990-05-03, issued 2020-06-01",
    "I'm an engineer, born 1990-05-03, issued 2020-06-01",
])
# fmt: on
def test_a_group_that_was_not_stated_is_asked(text: str) -> None:
    draft, asked = talk(text)
    assert (draft.residence, asked) == (None, ["residence"])
    assert (draft.birth_date, draft.issue_date) == (date(1990, 5, 3), date(2020, 6, 1))


@pytest.mark.parametrize("text", ["I'm not Japanese", "永住者ではありません", "夫が日本人です", "영주권 없어요", "想申请永住"])
def test_what_is_no_group_is_asked_again(text: str) -> None:
    draft, asked = talk("", "1990年5月3日", "2023年10月1日", text)
    assert draft.residence is None and asked[-1] == "residence" and draft.remark in ("unsaid", None)


def test_a_nationality_narrows_the_question() -> None:
    draft, asked = talk("", "1990年5月3日", "2023年10月1日", "中国人です")
    assert (draft.is_foreign, draft.residence, asked[-1]) == (True, None, "residence")
    assert talk("", "1990年5月3日", "2023年10月1日", "中国人です", "永住者です")[0].residence == "permanent"


def test_the_group_is_said_back_and_told() -> None:
    draft, _asked = talk("", "1990年5月3日", "2023年10月1日", "永住者です")
    assert draft.heard == ("residence",) and build_report(draft, TODAY)["residence"] == "permanent"


# fmt: off
@pytest.mark.parametrize("text", [
    "2020年2月2日 いつ切れますか", "card 2020-02-02 when does it expire", "2020年2月2日，卡什么时候到期", "2020년 2월 2일 카드 언제 만료돼요?",
    "有効期限2020年2月2日 いつまで", "1990年5月3日生まれ、2031年1月1日、いつまで",
])
# fmt: on
def test_a_day_of_which_nothing_is_known_is_asked_about(text: str) -> None:
    draft, asked = talk(text)
    assert draft.unclear and draft.unclear["unnamed"] and asked == ["birth_date"]
    assert draft.printed_expiry is None and draft.issue_date is None


@pytest.mark.parametrize("answer", ["発行日です", "カードの発行日 2020-02-02", "issue date", "发卡日", "발급일이에요"])
def test_and_then_it_is_what_they_say(answer: str) -> None:
    draft, asked = talk("2020年2月2日 いつ切れますか", answer)
    assert (draft.issue_date, draft.unclear, asked[-1]) == (date(2020, 2, 2), None, "birth_date")


def test_two_bare_dates_are_birth_and_issue_in_any_order() -> None:
    for text in ("1990-05-03 2020-02-02", "2020-02-02 1990-05-03"):
        draft, _asked = talk(text)
        assert (draft.birth_date, draft.issue_date) == (date(1990, 5, 3), date(2020, 2, 2))


def test_a_year_without_its_era_is_asked_for() -> None:
    draft, asked = talk("", "15年3月3日")
    assert asked[-1] == "birth_date" and draft.unclear
    assert draft.unclear["days"] == ["1940-03-03", "2003-03-03", "2015-03-03"]
    assert talk("", "15年3月3日", "昭和です")[0].birth_date == date(1940, 3, 3)
    assert talk("", "15年3月3日", "1940年")[0].birth_date == date(1940, 3, 3)
    assert talk("", "1990年5月3日", "2年2月2日")[0].issue_date == date(2020, 2, 2)  # no other year had cards


@pytest.mark.parametrize("slot", ["birth_date", "issue_date"])
@pytest.mark.parametrize(("text", "words"), [("いくら？", ("question",)), ("本人じゃないとだめ？", ("question",)), ("多久", ())])
def test_a_question_moves_nothing_on(slot: str, text: str, words: tuple[str, ...]) -> None:
    said = ["", "1990年5月3日"] if slot == "issue_date" else [""]
    draft, asked = talk(*said, (text, *words))
    assert asked[-1] == slot and not draft.not_known


@pytest.mark.parametrize("text", ["what is the issue date?", "発行日って何ですか", "发卡日是什么？", "발행일이 뭐예요?"])
def test_what_is_asked_for_is_explained(text: str) -> None:
    draft, asked = talk("", text)
    assert (draft.remark, asked[-1], draft.not_known) == ("help_issue_date", "birth_date", ())


@pytest.mark.parametrize("text", ["why do you need to know?", "なんで生年月日がいるの", "为什么要告诉你", "왜 물어봐요"])
def test_why_it_is_asked_is_explained(text: str) -> None:
    draft, asked = talk("", text)
    assert (draft.remark, asked[-1], draft.not_known) == ("why", "birth_date", ())


@pytest.mark.parametrize("text", ["why do I have to renew?", "なんで更新がいるの", "为什么要更新", "왜 갱신이 필요해요"])
def test_why_one_must_renew_is_another_question(text: str) -> None:
    assert "why" not in shapes(text)


@pytest.mark.parametrize("text", ["where is it written?", "どこに書いてありますか", "写在哪里？", "어디에 적혀 있어요?"])
def test_where_it_stands_is_explained(text: str) -> None:
    draft, asked = talk("", "1990年5月3日", text)
    assert (draft.remark, asked[-1], draft.not_known) == ("help_issue_date", "issue_date", ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_remark_and_role_can_be_said(language: str) -> None:
    speaker = Speaker(WARD)
    for slot in (*DATES, "residence"):
        assert speaker.say(speaker.answers[f"expiry_help_{slot}"].lead, language)
    for slot, title in ROLES.items():
        assert named_role(speaker.say(title, language)) == slot


def test_nonsense_changes_nothing() -> None:
    draft, asked = talk("", "1990年5月3日", "ぐぬぬ")
    assert (draft.remark, asked[-1], draft.birth_date) == ("not_understood", "issue_date", date(1990, 5, 3))


@pytest.mark.parametrize("language", LANGUAGES)
def test_residence_in_peoples_own_words(language: str) -> None:
    rows = [row for row in read_tsv(f"form/{language}.tsv") if row["label"] in GROUPS]
    right = [residence_of(row["text"]) == row["label"] for row in rows]
    assert sum(right) / len(right) >= 0.95
    others = [row["text"] for row in read_tsv(f"form/{language}.tsv") if row["label"] not in GROUPS]
    assert not [text for text in others if residence_of(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_of_residence_are_understood(language: str) -> None:
    for group, title in RESIDENCES.items():
        assert residence_of(Speaker(WARD).say(title, language)) == group
