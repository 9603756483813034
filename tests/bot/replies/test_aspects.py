"""A bare follow-up is answered from the parts that tell its aspect, or the desk says that its sources do not tell."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.i18n.languages import LANGUAGES
from bot.replies.aspects import NOT_TOLD
from knowledge.aspects import Aspect
from knowledge.kinds import Kind
from knowledge.lines import TOKYO
from tests.speaking import SPEAKER

NOON = datetime(2026, 11, 30, 12, tzinfo=TOKYO)
TOPICS = sorted(SPEAKER.topics)


def lead_of(topic: str, aspect: Aspect, language: str = "ja") -> str:
    return SPEAKER.write(SPEAKER.build_aspect(topic, aspect, None, language != "ja", NOON), language)["custom"][
        "answer"
    ]["lead"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_aspect_of_every_topic_can_be_asked(topic: str, language: str) -> None:
    for aspect in Aspect:
        written = SPEAKER.write(SPEAKER.build_aspect(topic, aspect, None, language != "ja", NOON), language)
        assert written["custom"]["topic"] == topic
        assert written["custom"]["answer"]["lead"] and "{" not in written["text"]


@pytest.mark.parametrize(
    ("topic", "aspect", "holds"),
    [
        ("reissue", Aspect.COST, "1,000円"),
        ("konbini_juminhyo", Aspect.COST, "200円"),
        ("konbini_juminhyo", Aspect.HOURS, "23時"),
        ("address_name_change", Aspect.BRING, "持ち物"),
        ("address_name_change", Aspect.WHERE, "総合庁舎"),
        ("card_apply", Aspect.HOW_LONG, "か月"),
        ("card_renewal", Aspect.ONLINE, "スマートフォン"),
    ],
)
def test_the_part_that_tells_it_leads(topic: str, aspect: Aspect, holds: str) -> None:
    assert holds in lead_of(topic, aspect)


def test_what_nothing_tells_is_said_with_a_telephone() -> None:
    reply = SPEAKER.build_aspect("certificate_renewal", Aspect.APPOINTMENT, None, False, NOON)
    written = SPEAKER.write(reply, "ja")
    assert written["custom"]["answer"]["lead"] == SPEAKER.say(NOT_TOLD[Aspect.APPOINTMENT], "ja")
    assert written["custom"]["answer"]["links"]
    assert written["buttons"][0]["payload"] == "/certificate_renewal"


def test_what_was_computed_counts_too() -> None:
    given = SPEAKER.build("certificate_renewal", now=NOON)
    reply = SPEAKER.build_aspect("expiry_calculation", Aspect.BRING, given, False, NOON)
    (bring,) = [part for part in given.parts if part.kind is Kind.BRING][:1]
    assert reply.parts[1].texts == bring.texts  # type: ignore[union-attr]


def test_the_whole_answer_tells_it_again() -> None:
    assert SPEAKER.build_aspect("etax", Aspect.AGAIN, None, False, NOON) == SPEAKER.build("etax", now=NOON)
