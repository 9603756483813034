"""The lint of easy Japanese: each kind of finding, in one line; nothing in what is said now."""

from __future__ import annotations

import pytest
from sudachipy import SplitMode

from bot.i18n.catalogues import catalogue
from bot.i18n.languages import EASY
from bot.text.japanese import sudachi
from bot.validation import easy
from bot.validation.easy import Levels, easy_problems, for_visitors, load_words, passives, text_problems
from tests.speaking import SPEAKER


def test_what_is_said_now_is_easy() -> None:
    assert list(easy_problems(SPEAKER.facts, for_visitors())) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "カードを なくしたときは、すぐに 電話を して、それから 警察に 行って、届を 出して、番号を もらって ください。",
            "characters",
        ),
        ("ただし、電話も できます。", "of offices"),
        ("窓口に お越しください。", "来てください"),
        ("休日に {office.name}へ 来てください。", "休みの日"),
        ("手紙が 送られます。", "passive"),
        ("カードが 登録されました。", "passive"),
        ("カード 、番号", "a space beside a mark"),
        ("躊躇しないで 電話を してください。", "is hard"),
    ],
)
def test_a_finding(text: str, part: str) -> None:
    found = list(text_problems(text))
    assert len(found) == 1 and part in found[0] and "\n" not in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "カードを なくしたとき、すぐ 電話を してください。",
        "{office.name}の 窓口に 来てください。",
        "電話が 使えません。コンビニで 見られます。",  # られる is "can" too
        "「ロックされている」と 出ます。",
    ],
)
def test_nothing_to_find(text: str) -> None:
    assert list(text_problems(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("書かれています", ["書かれ"]), ("分かれます", []), ("来られません", []), ("使用された", ["され"])],
)
def test_passives(text: str, found: list[str]) -> None:
    assert list(passives(sudachi().tokenize(text, mode=SplitMode.A))) == found


def test_a_missing_text_and_one_with_another_placeholder_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = list(easy_problems(SPEAKER.facts, for_visitors() | {"まだない"}))
    assert missing == ["locales/ja@easy: 'まだない' is missing, run `make catalogues`"]


def test_without_the_list_of_levels_words_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(easy, "load_levels", lambda: Levels(frozenset(), frozenset()))
    assert list(text_problems("躊躇しないで ください。")) == []


def test_every_word_that_is_kept_has_a_reason_and_stands_once() -> None:
    words = [word for kept in load_words().kept.values() for word in kept]
    assert len(words) == len(set(words)) and all(load_words().kept)


def test_every_exception_is_needed() -> None:
    said = [text for text in catalogue(EASY).values()]
    assert all(any(one in text.replace(" ", "") for text in said) for one in load_words().passive)
    assert all(any(one in text for text in said) for one in load_words().long)
