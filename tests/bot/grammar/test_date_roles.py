"""What each date of a message is, over wordings, orders and languages; every case is made from the tables below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations, product

import pytest

from bot.grammar.date_roles import asks_when, named_role, roles_of
from bot.i18n.languages import LANGUAGES
from dates.reader import read_dates

TODAY = date(2026, 11, 23)
ROLES = ("birth_date", "issue_date", "printed_expiry", "stay_expiry", "certificate_issue_date")
DAYS = {
    "birth_date": (1990, 5, 3),
    "issue_date": (2020, 2, 2),
    "printed_expiry": (2030, 5, 3),
    "stay_expiry": (2027, 3, 31),
    "certificate_issue_date": (2025, 4, 1),
}
WRITTEN = {
    "ja": "{0}年{1}月{2}日",
    "en": "{0}-{1:02}-{2:02}",
    "zh": "{0}年{1}月{2}日",
    "ko": "{0}년 {1}월 {2}일",
}
# fmt: off
PHRASES = {
    "ja": {
        "birth_date": ("生年月日は{}です", "{}生まれです", "誕生日は{}", "私は{}に生まれました", "たしか{}生まれだと思います"),
        "issue_date": ("カードは{}に発行されました", "発行日は{}です", "{}発行のカードです", "カードを{}に受け取りました", "カードをもらったのは{}だったと思います"),
        "printed_expiry": ("カードの有効期限は{}と書いてあります", "{}まで有効と印刷されています", "カードに書いてある期限は{}です"),
        "stay_expiry": ("在留期間は{}までです", "ビザは{}に切れます", "在留カードの有効期限は{}です"),
        "certificate_issue_date": ("電子証明書は{}に更新しました", "{}に証明書を更新した"),
    },
    "en": {
        "birth_date": ("I was born on {}", "my birthday is {}", "date of birth {}", "DOB: {}", "{} is my date of birth", "born I think it was {}"),
        "issue_date": ("my card was issued on {}", "issue date: {}", "I got my card on {}", "the card, issued {}", "{} is the issue date"),
        "printed_expiry": ("the card says valid until {}", "expiry printed on the card: {}", "{} is printed on my card"),
        "stay_expiry": ("my visa expires on {}", "my period of stay ends {}", "my residence card expires {}"),
        "certificate_issue_date": ("I renewed the certificates on {}", "the certificate was renewed {}"),
    },
    "zh": {
        "birth_date": ("我生日{}", "出生日期是{}", "我是{}出生的", "{}出生", "我是{}生的"),
        "issue_date": ("卡是{}发的", "发卡日{}", "{}发行的卡", "卡是{}领的", "我{}拿到卡", "{}发的卡"),
        "printed_expiry": ("卡上写着有效期到{}", "卡上印的有效期限是{}"),
        "stay_expiry": ("在留期限到{}", "签证{}到期", "在留卡的有效期是{}"),
        "certificate_issue_date": ("电子证书{}更新过", "{}更新了证书"),
    },
    "ko": {
        "birth_date": ("생년월일은 {}이에요", "{}에 태어났어요", "{}생이에요", "생일은 {}"),
        "issue_date": ("카드는 {}에 발급받았어요", "발급일은 {}이에요", "{}에 발행된 카드예요", "카드는 {}에 받았어요"),
        "printed_expiry": ("카드에 적힌 유효기한은 {}이에요", "카드에 {}까지라고 적혀 있어요"),
        "stay_expiry": ("재류기간은 {}까지예요", "비자는 {}에 만료돼요", "재류카드 유효기간은 {}이에요"),
        "certificate_issue_date": ("전자증명서는 {}에 갱신했어요", "{}에 인증서를 갱신했어요"),
    },
}
ASKED = {
    "ja": ("いつまで使えますか", "カードの期限はいつですか", "いつ切れますか", "有効期限を教えてください", ""),
    "en": ("when does it expire?", "until when is the card valid?", "what is the expiry date?", "how long is it valid?", ""),
    "zh": ("什么时候到期", "卡几时到期", "有效期到哪天", "能用到什么时候", ""),
    "ko": ("언제까지예요?", "언제 만료돼요?", "유효기한이 언제예요?", "카드 유효기간 알려 주세요", ""),
}
JOINTS = {"ja": ("、", "。"), "en": (", ", ". ", " and "), "zh": ("，", "。", " "), "ko": (", ", ". ", " ")}
# fmt: on


def cases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """A message and the roles of its dates in order: pairs in both orders, with a question before, after or nowhere."""
    for language in LANGUAGES:
        turns = 0
        for pair in permutations(ROLES, 2):
            for first, second in product(PHRASES[language][pair[0]], PHRASES[language][pair[1]]):
                joint = JOINTS[language][turns % len(JOINTS[language])]
                asked = ASKED[language][turns % len(ASKED[language])]
                said = joint.join(
                    phrase.format(WRITTEN[language].format(*DAYS[role]))
                    for phrase, role in ((first, pair[0]), (second, pair[1]))
                )
                stop = JOINTS[language][0]
                yield (f"{asked}{stop}{said}" if turns % 3 == 0 else f"{said}{stop}{asked}"), pair
                turns += 1


def found(text: str) -> list[str | None]:
    return roles_of(text, [(one.start, one.end) for one in read_dates(text, TODAY)])


@pytest.mark.parametrize(("text", "roles"), list(cases()))
def test_two_dates_in_any_order(text: str, roles: tuple[str, str]) -> None:
    assert found(text) == list(roles)


def test_there_are_many_cases() -> None:
    assert len(list(cases())) >= 900


# fmt: off
@pytest.mark.parametrize(("text", "roles"), [
    ("我生日1990年5月3日，卡是2020年2月2日发的，什么时候到期",               ["birth_date", "issue_date"]),
    ("我1990年5月3日出生，2020年2月2日发的卡，几时到期",                    ["birth_date", "issue_date"]),
    ("卡2020年2月2日发的我1990年5月3日出生什么时候到期",                    ["issue_date", "birth_date"]),
    ("2020年2月2日発行、1990年5月3日生まれのカードはいつまで",               ["issue_date", "birth_date"]),
    ("生年月日と発行日は1990年5月3日と2020年2月2日です",                    ["birth_date", "issue_date"]),
    ("発行日と生年月日は2020年2月2日と1990年5月3日です。いつまで？",          ["issue_date", "birth_date"]),
    ("1990-05-03 and 2020-02-02 are my birth date and the issue date",  ["birth_date", "issue_date"]),
    ("生日和发卡日分别是1990年5月3日、2020年2月2日",                       ["birth_date", "issue_date"]),
    ("when does the card issued on 2020-02-02 expire? born 1990-05-03", ["issue_date", "birth_date"]),
    ("When will my card expire, born 1990-05-03, issued 2020-02-02",    ["birth_date", "issue_date"]),
    ("Tell me when my card ends: born 1990-05-03, got it 2020-02-02",   ["birth_date", "issue_date"]),
    ("カードの有効期限を計算して、1990年5月3日生まれ、2020年2月2日発行",        ["birth_date", "issue_date"]),
    ("有効期限いつ？1990年5月3日 2020年2月2日",                          [None, None]),
    ("2020年2月2日 カードいつ切れる",                                   [None]),
    ("2020年2月2日的卡什么时候到期",                                    [None]),
    ("2020년 2월 2일 카드 언제 만료돼요",                                [None]),
    ("2020-02-02 when does it expire",                                 [None]),
    ("発行日は2020年2月2日、受け取ったのは2020年3月10日です",                ["issue_date", "elsewhere"]),
    ("2018年4月1日に来日して、2020年2月2日にカードを受け取りました",           ["elsewhere", "issue_date"]),
    ("My passport expires 2028-01-01, my card was issued 2020-02-02",   ["elsewhere", "issue_date"]),
    ("在留カードは2024年4月1日に交付されました",                           ["elsewhere"]),
    ("生年月日は1990年5月3日、いや1991年5月3日です",                       ["elsewhere", "birth_date"]),
    ("I was born 1990-05-03, sorry, 1991-05-03",                       ["elsewhere", "birth_date"]),
    ("申請したのは2020年1月10日、発行は2020年2月2日",                      ["elsewhere", "issue_date"]),
    ("我是1990年5月3日的，卡2020年2月2日办的",                           [None, "issue_date"]),
    ("got it on 2019-04-12. born 1975-11-03. expiry date?",               ["issue_date", "birth_date"]),
    ("1975-11-03 is my birthday; the card came 2019-04-12; expiry?",      ["birth_date", "issue_date"]),
    ("Card expiry? DOB 1975-11-03, issued 2019-04-12",                    ["birth_date", "issue_date"]),
    ("S50.11.3生、H31.4.12交付、有効期限は？",                              ["birth_date", "issue_date"]),
    ("昭和50年11月3日生，平成31年4月12日发行，卡的期限",                      ["birth_date", "issue_date"]),
    ("생일 1975-11-03, 발급 2019-04-12, 유효기간?",                        ["birth_date", "issue_date"]),
    ("카드는 22.6.1에 나왔고 생일은 69.2.14, 유효기간 좀",                     ["issue_date", "birth_date"]),
    ("2030-05-03 expiry",                                              ["printed_expiry"]),
    ("カードの表に2029年11月3日までとあります。1975年11月3日生まれ",           ["printed_expiry", "birth_date"]),
    ("The card says 2028-11-03 on the front. I'm born 1975-11-03",       ["printed_expiry", "birth_date"]),
    ("1988年7月19日生，卡2021年10月5日发的，正在申请永住",                   ["birth_date", "issue_date"]),
    ("卡好像是2019年4月12日做的，1975年11月3日生的",                         ["issue_date", "birth_date"]),
    ("I got my PR in 2019",                                            ["elsewhere"]),
    ("永住権は2019年にもらいました",                                       ["elsewhere"]),
    ("2019年拿到永住",                                                  ["elsewhere"]),
    ("2019년에 영주권 받았어요",                                          ["elsewhere"]),
    ("sorry, issued 2020-04-12 not 2019",                               ["issue_date", "elsewhere"]),
    ("発行は2019年4月12日じゃなくて2020年4月12日です",                       ["elsewhere", "issue_date"]),
    ("发行日不是2019年4月12日，是2020年4月12日",                           ["elsewhere", "issue_date"]),
    ("발급일은 2019년 4월 12일이 아니라 2020년 4월 12일이에요",              ["elsewhere", "issue_date"]),
    ("여권은 2028년 1월 1일까지, 카드는 2020년 2월 2일 발급",                ["elsewhere", "issue_date"]),
])
# fmt: on
def test_what_people_write(text: str, roles: list[str | None]) -> None:
    assert found(text) == roles


@pytest.mark.parametrize(("text", "role"), [
    ("my card was issued 2023-04-01 expiry?",     "issue_date"),
    ("issued: 2023-04-01 expires?",               "issue_date"),
    ("it expires 2028-04-01",                     "printed_expiry"),
    ("born 2001-04-01 expiring?",                 "birth_date"),
])  # fmt: skip
def test_a_word_counts_to_its_last_letter(text: str, role: str) -> None:
    assert found(text) == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [("発行日です", "issue_date"), ("it's my birthday", "birth_date"), ("卡上印的有效期", "printed_expiry"),
     ("재류기간이에요", "stay_expiry"), ("the second one", None)],
)  # fmt: skip
def test_a_role_without_a_date(text: str, role: str | None) -> None:
    assert named_role(text) == role


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_when(language: str) -> None:
    statements = [phrase.format("2030-05-03") for phrases in PHRASES[language].values() for phrase in phrases]
    assert not [text for text in statements if asks_when(text)]
