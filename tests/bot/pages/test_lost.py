"""The page for a lost card: the same facts as the answers, whatever the hour."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import clock
from bot.i18n.languages import EASY, LANGUAGES
from bot.pages.lost import LostPage
from bot.pages.templating import Pages
from tests.speaking import SPEAKER

NOON = datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo"))


def page_at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(clock, "now", lambda: moment)
    return LostPage(Pages(SPEAKER, "v1"))._page


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_answers_say(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = re.sub("<span[^>]*>|</span>", "", page_at(NOON, monkeypatch)).replace("&#39;", "'")
    own = page.split(f'<section id="{language}"')[1].split("</section>")[0]
    for name in ("lost_card", "lost_card_no_voice", "lost_phone"):
        assert SPEAKER.reply(name, language)["custom"]["answer"]["lead"] in own
    answer = SPEAKER.reply("lost_card", language)["custom"]["answer"]
    assert all(text in own for text in [*answer["points"], *answer["notes"]])
    assert own.count('href="tel:') == len(answer["links"]) >= 1


def test_easy_japanese_stands_with_its_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    own = page_at(NOON, monkeypatch).split(f'<section id="{EASY}"')[1].split("</section>")[0]
    read = re.sub("<r[tp]>[^<]*</r[tp]>|</?ruby>|<span[^>]*>|</span>", "", own)
    answer = SPEAKER.reply("lost_card", EASY)["custom"]["answer"]
    assert own.count("<rt>") > 20 and all(
        text in read for text in [answer["lead"], *answer["points"], *answer["notes"]]
    )


def test_it_says_the_same_at_every_hour_of_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = [page_at(NOON.replace(hour=hour), monkeypatch) for hour in (0, 3, 9, 12, 18, 23)]
    assert len(set(hours)) == 1
    assert page_at(NOON + timedelta(days=1), monkeypatch) != hours[0]  # of which day it is, it says


def test_another_page_is_kept_under_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    first = LostPage(Pages(SPEAKER, "v1"))._worker
    assert first == LostPage(Pages(SPEAKER, "v1"))._worker != LostPage(Pages(SPEAKER, "v2"))._worker
