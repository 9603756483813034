"""The kiosk doctor: why the machine in a store refuses a card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NotRequired, TypedDict

from knowledge.pins import Words, any_of, plain
from knowledge.wards import ROOT, make, read_yaml

Answers = Mapping[str, bool | None]  # step to yes, no or "don't know"; a missing step was not asked yet


@dataclass(frozen=True)
class Step:
    """One condition as a question; `question`, `help`, `cause` and `remedy` are msgids.

    Attributes:
        question: asks positively; yes means that it is as asked.
        help: how to see it, for those who do not know.
        cause: one sentence, when the answer is `fails_if`.
        remedy: one next step.
        topic: whose answer tells all about it.
        links: telephone lines for the next step.
        fails_if: the answer of which the machine's refusal follows.
    """

    id: str
    question: str
    help: str
    cause: str
    remedy: str
    topic: str
    links: tuple[str, ...] = ()
    fails_if: bool = False


@dataclass(frozen=True)
class Ending:
    """What is said when no condition fails."""

    cause: str
    remedy: str
    topic: str
    links: tuple[str, ...]


class Walk(TypedDict):
    """How a walk ended, by the ids of its steps: what explains the refusal, and what the visitor did not know."""

    cause: str | None
    unchecked: list[str]
    stopped: NotRequired[bool]


class Notes(TypedDict, total=False):
    """How a walk stands, as its slot keeps it.

    Attributes:
        remark: what to say first.
        helped: the step whose help was given.
        stopped: whether the visitor ended it.
    """

    remark: str
    helped: str
    stopped: bool


class Content(TypedDict):
    """kiosk.yml."""

    steps: dict[str, dict[str, object]]
    ending: dict[str, object]
    words: dict[str, Words]
    phrases: dict[str, str]


@cache
def load_steps() -> tuple[Step, ...]:
    """Loads the steps in the order of the walk."""
    return tuple(make(Step, entry, id=key) for key, entry in _content()["steps"].items())


@cache
def load_ending() -> Ending:
    """Loads the ending without a cause."""
    return make(Ending, {"links": (), **_content()["ending"]})


@cache
def _content() -> Content:
    content: Content = read_yaml(ROOT / "kiosk.yml")
    return content


def next_step(answers: Answers) -> Step | None:
    """The next question; None when a cause is found or nothing is left to ask.

    >>> next_step({}).id, next_step({"hours": None}).id, next_step({"hours": False})
    ('hours', 'first_day', None)
    """
    if cause(answers):
        return None
    return next((step for step in load_steps() if step.id not in answers), None)


def cause(answers: Answers) -> Step | None:
    """The first step whose answer explains the refusal."""
    return next((step for step in load_steps() if answers.get(step.id) is step.fails_if), None)


def unchecked(answers: Answers) -> tuple[Step, ...]:
    """The conditions of which the visitor did not know, to be listed in the ending."""
    return tuple(step for step in load_steps() if step.id in answers and answers[step.id] is None)


def rejects(text: str) -> bool:
    """Whether a message says that a machine refuses the card, not only asks about conditions.

    >>> rejects("コンビニの機械がカードを受け付けません"), rejects("コンビニ交付の条件は?")
    (True, False)
    """
    message = plain(text)
    has = {kind: bool(pattern.search(message)) for kind, pattern in _patterns().items()}
    return has["places"] and has["failures"] and not has["exceptions"]


def only_fails(text: str) -> bool:
    """Whether a message in the walk tells no more than that the machine fails: that answers none of its questions.

    >>> only_fails("エラーが出た"), only_fails("いいえ、エラーが出た"), only_fails("期限切れというエラー")
    (True, False, False)
    """
    message = plain(text)
    return bool(_patterns()["failures"].search(message)) and not _patterns()["told"].search(message)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {kind: any_of(words) for kind, words in _content()["words"].items()}
