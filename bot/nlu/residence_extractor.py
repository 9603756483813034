"""Hears which residence group somebody belongs to, in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.grammar.clauses import Clause, clauses_of, grammar, is_asked, is_not_so, is_of_another, says
from bot.nlu.base import StatelessComponent, add_entities
from bot.text.normalization import hiragana, normal_text

RESIDENCE = "residence"
JAPANESE, FOREIGN, UNSAID = "japanese", "foreign", "unsaid"
POLITENESS = 3  # characters beside a value: です, 입니다
ALONE = 16  # width of what may stand beside a group's words in a clause that says nothing else
MOST = 24  # mentions of groups in a message; more are no statement
WORDS = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True)
class Mention:
    """The words of one group in a message.

    Attributes:
        group: one of `expiry.inputs.RESIDENCES`, `other`, `foreign` or `unsaid`.
        is_so: whether the speaker says it of the person whose card it is.
        is_clear: whether it is a whole statement, not a remark in passing.
        is_denied: whether the speaker says that it is not so.
        is_asked: whether the speaker asks about the group.
    """

    group: str
    is_so: bool
    is_clear: bool = False
    is_denied: bool = False
    is_asked: bool = False


@cache
def residence_words() -> dict[str, re.Pattern[str]]:
    """The words of each group, the most special first."""
    content = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {group: re.compile("|".join(words)) for group, words in content.items()}


def mentions_of(text: str) -> list[Mention]:
    """Every group that a message names, and what is said of it, the most special first."""
    plain = normal_text(text).casefold().strip()
    places = list(islice(_places(*{plain, hiragana(plain)}), MOST + 1))
    if not places or len(places) > MOST:
        return []
    clauses, is_theirs = clauses_of(plain), says("theirs", plain)
    return [_mention(group, start, end, plain, clauses, is_theirs) for group, start, end in places]


def _places(*writings: str) -> Iterator[tuple[str, int, int]]:
    """Group, start and end of each mention; the words of a special group are not those of another."""
    taken: list[tuple[int, int]] = []
    for group, words in residence_words().items():
        found = {match.span() for writing in writings for match in words.finditer(writing)}
        for start, end in sorted(found):
            if not any(start < last and first < end for first, last in taken):
                taken.append((start, end))
                yield group, start, end


def _mention(group: str, start: int, end: int, text: str, clauses: list[Clause], is_theirs: bool) -> Mention:
    """What the clause around a place says of the group that stands there."""
    clause = next(one for one in clauses if end <= one.start + len(one.text))
    before, after = clause.around(start, end)
    rest = grammar()["suffix"].sub("", after)
    why = is_not_so(before, rest)
    of_another = not is_theirs and is_of_another(clause, before)
    is_part = (
        group == JAPANESE
        and text[start:end] == JAPANESE
        and (says("japanese_before", before) or not says("japanese_after", after))
    )
    asked = is_asked(before, text[start:end], rest)
    if why or of_another or is_part or asked:
        return Mention(group, False, is_denied=why == "denied" and not (of_another or is_part), is_asked=asked)
    is_occupation = says("occupations", text[start:end] + after)
    return Mention(group, True, not (is_theirs or is_occupation) and _is_statement(before, rest))


def _is_statement(before: str, after: str) -> bool:
    """Whether a mention is a statement of its own: "I am …", …です, or nothing but the group."""
    beside = before.strip(" ,.、。") + after.strip(" ,.、。!")
    is_alone = sum(1 if one.isascii() else 2 for one in beside) <= ALONE and not any(map(str.isdecimal, beside))
    return says("self", before) or says("statement_after", after) or is_alone


def group_of(text: str) -> Mention | None:
    """The one group that a message says of the card's holder; None when it names none or only asks about one.

    `foreign` is a nationality alone, `unsaid` a group that the holder is not in, or not yet, or two that do not go
    together.

    >>> [found and found.group for found in map(group_of, ("I'm not Japanese", "夫が日本人です", "永住者とは?"))]
    ['foreign', 'unsaid', None]
    """
    found = mentions_of(text)
    said = [one for one in found if one.is_so]
    named = [one for one in said if one.group != FOREIGN]
    if {one.group for one in named} > {JAPANESE}:
        return Mention(UNSAID, False)
    if named:
        return named[0]
    is_foreign = bool(said) or any(one.group == JAPANESE and one.is_denied for one in found)
    if is_foreign:
        return Mention(FOREIGN, True)
    return Mention(UNSAID, False) if found and not any(one.is_asked for one in found) else None


def residence_of(text: str) -> str | None:
    """The group a message names (`expiry.inputs.RESIDENCES`, or `other`), or None.

    >>> [residence_of(text) for text in ("永住者じゃなくて特別永住です", "HSP 1", "日本人です", "PIN")]
    ['special_permanent', 'period_of_stay', 'japanese', None]
    >>> [residence_of(text) for text in ("永住者ではありません", "my wife is Japanese", "想申请永住", "영주권 없어요")]
    [None, None, None, None]
    """
    found = group_of(text)
    return None if found is None or found.group in (FOREIGN, UNSAID) else found.group


def names_only_a_group(text: str) -> bool:
    """Whether a message says its residence group and nothing else.

    >>> [names_only_a_group(text) for text in ("永住者です", "日本人ですが、いつまでですか", "PIN")]
    [True, False, False]
    """
    plain = normal_text(text).casefold()
    found = [match for words in residence_words().values() for match in words.finditer(plain)]
    return any(len(plain) - len(match.group()) <= POLITENESS for match in found)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ResidenceExtractor(StatelessComponent):
    """Says the residence group of a message as an entity, and whether it was clearly stated."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks residence groups."""
        for message in messages:
            found = group_of(message.get(TEXT) or "")
            if found:
                add_entities(message, self, [{"entity": RESIDENCE, "value": found.group, "clear": found.is_clear}])
        return messages
