"""What is asked of an answer leads it, and nothing of it is lost or said twice."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.replies.aspects import UNTOLD_HERE
from bot.replies.builder import Extras
from bot.replies.reply import Part, Reply, Text
from bot.replies.speaker import Speaker
from knowledge.answers import Answer
from knowledge.aspects import Aspect
from knowledge.kinds import Kind
from knowledge.lines import TOKYO
from tests.ward import WARD

DAY, NIGHT = datetime(2026, 11, 25, 10, tzinfo=TOKYO), datetime(2026, 11, 25, 2, tzinfo=TOKYO)


@pytest.fixture(scope="module")
def speaker() -> Speaker:
    return Speaker(WARD)


def said(reply: Reply) -> list[str]:
    """The msgids of the parts, the lead first, without the title."""
    return [part.texts[0].msgid for part in reply.parts if isinstance(part, Part) and part.kind is not Kind.TITLE]


def asked_of(answer: Answer) -> list[str]:
    return [part.msgid for part in answer.parts if part.asked == "proxy"]


def test_the_parts_that_are_asked_for_come_before_the_lead(speaker: Speaker) -> None:
    answer = speaker.answers["card_pickup"]
    told = said(speaker.build("card_pickup", Extras(asked=["proxy"]), DAY))
    proxy = asked_of(answer)
    assert told[: len(proxy) + 1] == [*proxy, answer.lead]
    assert sorted(told) == sorted(said(speaker.build("card_pickup", Extras(), DAY)))


@pytest.mark.parametrize("asked", [[], ["general"], ["general", "proxy"], ["nothing of this"]])
def test_else_the_lead_leads(speaker: Speaker, asked: list[str]) -> None:
    reply = speaker.build("card_pickup", Extras(asked=asked), DAY)
    assert said(reply)[0] == speaker.answers["card_pickup"].lead


def test_after_the_answer_only_what_was_asked_is_told_and_the_whole_is_offered(speaker: Speaker) -> None:
    reply = speaker.build_asked("card_pickup", ["proxy"], is_foreign=False, now=DAY)
    assert [one for one in said(reply) if one in speaker.answers["card_pickup"].msgids] == asked_of(
        speaker.answers["card_pickup"]
    )
    assert reply.buttons[0].payload == "/card_pickup" and reply.topic == "card_pickup"


def test_what_no_part_tells_is_said_so_with_a_telephone(speaker: Speaker) -> None:
    reply = speaker.build_asked("card_face", ["untold"], is_foreign=False, now=DAY)
    assert said(reply)[0] == UNTOLD_HERE
    assert any(part.kind is Kind.PHONE_LINE for part in reply.parts)


@pytest.mark.parametrize("moment", [DAY, NIGHT])
@pytest.mark.parametrize("is_foreign", [False, True])
@pytest.mark.parametrize("asked", [["staff_never_ask"], ["handed_over"], ["danger_police"], ["nothing of this"]])
def test_an_answer_that_stands_in_never_says_that_nothing_is_told(
    speaker: Speaker, moment: datetime, is_foreign: bool, asked: list[str]
) -> None:
    reply = speaker.build_asked("scam", asked, is_foreign, moment)
    assert said(reply)[0] not in (UNTOLD_HERE, "")


def test_an_aspect_keeps_to_its_parts_and_puts_the_one_asked_for_first(speaker: Speaker) -> None:
    whole = said(speaker.build_aspect("card_pickup", Aspect.BRING, None, is_foreign=False, now=DAY))
    first = said(
        speaker.build_aspect("card_pickup", Aspect.BRING, None, is_foreign=False, now=DAY, asked=["photo_proof"])
    )
    other = said(speaker.build_aspect("card_pickup", Aspect.BRING, None, is_foreign=False, now=DAY, asked=["booking"]))
    assert other == whole and sorted(first) == sorted(whole)
    assert Text(first[0]).msgid in [part.msgid for part in speaker.answers["card_pickup"].asked_parts(["photo_proof"])]
