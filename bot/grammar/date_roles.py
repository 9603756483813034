"""Says what each date of a message is: a birth date, an issue date, the end of a stay (words: date_roles.yml).

A date's word stands before or after it, and every word belongs to one date at most. So the words are shared out over
the dates of a message at the least distance; a stop between a word and a date counts as distance. Words of a question
("when does it expire?") belong to no date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from bot.text.normalization import normal_text

BIRTH, ISSUE, HANDOVER = "birth_date", "issue_date", "handover"
STAY, PRINTED, ELSEWHERE = "stay_expiry", "printed_expiry", "elsewhere"
ENDS = frozenset({STAY, PRINTED})
ROLES = Path(__file__).with_suffix(".yml")
REACH_BEFORE, REACH_AFTER = 40, 24  # the greatest distance at which a word still belongs to a date
MOST = 8  # words beside a date that are weighed; more are no sentence
UNNAMED = 48  # what it costs to leave a date without a word: more than any word within reach
BARRIERS = (("\n。!?;", 12), (",、，", 6))  # what a stop between word and date adds
NEAR = 12  # characters between a question and the end it asks for, or between a card and what is said of it
CLOSE = 2  # characters between a date and a word that can only be its own: 到期, 에 만료
_PIECES = re.compile(r"[,、。!?;\n]|\.(?=\s)|が(?=[、 ])|けど")
_LINK = re.compile(r"^[日に的は:：=은는이가를을 ]*(?:(?:date|day|is|was|on|of|在|是|于)[ :]*)*$")


@dataclass(frozen=True)
class Word:
    """A word that says what a date is: its role, and where it stands in its gap between two dates."""

    role: str
    start: int
    end: int


@cache
def words_of(kind: str) -> re.Pattern[str]:
    """The words of one kind, all languages together."""
    found: str | list[str] = yaml.safe_load(ROLES.read_text(encoding="utf-8"))[kind]
    return re.compile(found if isinstance(found, str) else "|".join(found))


@cache
def role_words() -> dict[str, re.Pattern[str]]:
    """What people call each date, in all languages."""
    content = yaml.safe_load(ROLES.read_text(encoding="utf-8"))["roles"]
    return {role: re.compile("|".join(words)) for role, words in content.items()}


def asks_when(text: str) -> bool:
    """Whether a message asks for an end.

    >>> asks_when("什么时候到期"), asks_when("2030年5月3日まで有効です")
    (True, False)
    """
    plain = normal_text(text).casefold()
    return bool(words_of("when").search(plain))


def named_role(text: str) -> str | None:
    """The one role that a message without a date names ("it is the issue date"), or None."""
    plain = normal_text(text).casefold()
    roles = {_of_its_card(word, plain, "", True).role for word in _words_in(plain)}
    roles = {ISSUE if role == HANDOVER else role for role in roles}
    return roles.pop() if len(roles) == 1 else None


def roles_of(text: str, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """The role of each date of a text, given where the dates stand; None where nothing says it.

    >>> text = "1990-05-03 2020-02-02"
    >>> roles_of("生日" + text + "发卡", [(2, 12), (13, 23)])
    ['birth_date', 'issue_date']
    """
    if not spans:
        return []
    starts, ends = [0, *(end for _start, end in spans)], [*(start for start, _end in spans), len(text)]
    gaps = [normal_text(text[start:end]).casefold() for start, end in zip(starts, ends, strict=True)]
    words = _statements(gaps)
    listed = _as_listed(words, len(spans))
    return listed if listed else _settled(_shared_out(gaps, words), gaps)


def _words_in(text: str) -> list[Word]:
    """The role words of a text, without those that stand inside a longer one."""
    found = [
        Word(role, match.start(), match.end()) for role, words in role_words().items() for match in words.finditer(text)
    ]
    kept: list[Word] = []
    for one in sorted(found, key=lambda word: (word.start, -word.end)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


def _statements(gaps: list[str]) -> list[list[Word]]:
    """The words of each gap that a date may have: no words of a question, and those of other cards named so."""
    joined, offsets = "", []
    for gap in gaps:
        offsets.append(len(joined))
        joined += gap + "\0"
    asked = set(_asked_ends(joined))
    found = []
    for place, (gap, offset) in enumerate(zip(gaps, offsets, strict=True)):
        words = [one for one in _words_in(gap) if (offset + one.start) not in asked]
        before = gaps[place - 1] if place else ""
        found.append([_of_its_card(one, gap, before, place + 1 == len(gaps)) for one in words])
    return found


def _asked_ends(text: str) -> Iterator[int]:
    """Where the words of the ends stand that a question asks for; \\0 stands for a date."""
    ends = [one for one in _words_in(text) if one.role in ENDS]
    places = [one.start for one in ends]
    for kind, reach in (("when", 5 * NEAR), ("tell", NEAR)):
        for match in words_of(kind).finditer(text):
            if kind == "when" and words_of("renewal").search(text[match.end() : match.end() + NEAR]):
                continue
            near = ends[bisect_left(places, match.start() - reach) : bisect_left(places, match.end() + reach)]
            apart = {one.start: _between(text, match, one) for one in near[-MOST:] + near[:MOST]}
            known = {place: distance for place, distance in apart.items() if distance is not None}
            least = min(known.values(), default=0)
            yield from (place for place, distance in known.items() if distance <= min(reach, least + NEAR))
    yield from (one.start for one in ends if _is_bare_question(text, one))


def _is_bare_question(text: str, word: Word) -> bool:
    """Whether an end is asked for by its name alone: in a piece without a date that ends in "?" or the message."""
    if not words_of("bare_end").match(text, word.start):
        return False
    stop = _PIECES.search(text, word.end)
    end = stop.start() if stop else len(text) - 1  # \0 stands after the last gap too
    piece = _PIECES.split(text[: word.start])[-1] + text[word.start : end]
    is_last = not text[end:-1].strip(" .。!！~")
    if "\0" in piece or not (text[end : end + 1] == "?" or (is_last and "\0" in text[: word.start])):
        return False
    return bool(words_of("bare_end_after").search(words_of("bare_end").sub("", text[word.start : end])))


def _between(text: str, match: re.Match[str], word: Word) -> int | None:
    """The distance between a question and a word; None across a stop, or a date that the word belongs to."""
    start, end = (match.end(), word.start) if word.start >= match.end() else (word.end, match.start())
    inside = text[start:end]
    if _PIECES.search(inside) or ("\0" in inside and word.end <= match.start()):
        return None
    return max(0, end - start)


def _of_its_card(word: Word, gap: str, gap_before: str, is_last: bool) -> Word:
    """The role of a word beside another kind of card: a residence card's end is the stay's, the rest is elsewhere."""
    piece = _PIECES.split(gap[: word.start])[-1][-2 * NEAR :]
    if word.start <= CLOSE and not _PIECES.search(gap[: word.start]) and (is_last or not _LINK.match(gap[word.end :])):
        piece = _PIECES.split(gap_before)[-1][-2 * NEAR :] + piece  # 签证2027年3月31日到期
    cards = words_of("residence_cards").search(piece)
    if word.role == PRINTED and (cards or role_words()[STAY].search(piece)):
        return replace(word, role=STAY)
    if word.role in (ISSUE, HANDOVER, PRINTED) and (
        words_of("other_cards").search(piece) or (word.role != PRINTED and role_words()[STAY].search(piece))
    ):
        return replace(word, role=ELSEWHERE)
    return word


def _as_listed(words: list[list[Word]], dates: int) -> list[str | None]:
    """Roles named in a row before (or after) the dates in a row: 生年月日と発行日は…と…; empty when it is not so."""
    for named, others in ((words[0], words[1:]), (words[-1], words[:-1])):
        roles = list(dict.fromkeys(word.role for word in sorted(named, key=lambda word: word.start)))
        if dates > 1 and len(roles) == dates and not any(others):
            return [ISSUE if role == HANDOVER else role for role in roles]
    return []


def _cost(gap: str, word: Word, is_before: bool) -> int:
    """How far a word is from the date at its gap's end (or, after it, its beginning)."""
    between = gap[word.end :] if is_before else gap[: word.start]
    if len(between) > (REACH_BEFORE if is_before else REACH_AFTER):
        return UNNAMED
    stops = sum(cost * sum(map(between.count, marks)) for marks, cost in BARRIERS)
    return stops + (0 if _LINK.match(between) else len(between)) + (0 if is_before else 1)


def _shared_out(gaps: list[str], words: list[list[Word]]) -> list[Word | None]:
    """The word of each date at the least distance in all; a word is used once."""
    # best: the last word used → (cost, the words so far)
    best: dict[Word | None, tuple[int, tuple[Word | None, ...]]] = {None: (0, ())}
    for place in range(len(gaps) - 1):
        after: dict[Word | None, tuple[int, tuple[Word | None, ...]]] = {}
        choices: list[tuple[int, Word | None, bool]] = [(UNNAMED, None, True)]
        choices += [(_cost(gaps[place], word, True), word, True) for word in words[place][-MOST:]]
        choices += [(_cost(gaps[place + 1], word, False), word, False) for word in words[place + 1][:MOST]]
        for used, (cost, chosen) in best.items():
            for more, word, is_before in choices:
                if is_before and word is not None and word is used:
                    continue
                key = None if is_before else word
                total = cost + more + (UNNAMED // 2 if word and word.role in {one.role for one in chosen if one} else 0)
                if more <= UNNAMED and (key not in after or total < after[key][0]):
                    after[key] = (total, (*chosen, word))
        best = after
    return list(min(best.values(), key=lambda entry: entry[0])[1])


def _is_denied(before: str, after: str) -> bool:
    """Whether a date between two gaps is said not to be the one."""
    return bool(words_of("denied_before").search(before) or words_of("denied_after").search(after))


def _settled(chosen: list[Word | None], gaps: list[str]) -> list[str | None]:
    """The roles; of an issue and a hand-over the issue counts, and a date that is taken back says nothing."""
    roles = [word.role if word else None for word in chosen]
    for place in range(len(roles)):
        if _is_denied(gaps[place], gaps[place + 1]):
            beside = [one for one in (place + 1, place - 1) if 0 <= one < len(roles) and roles[one] is None]
            for other in beside[:1]:
                roles[other] = roles[place]
            roles[place] = ELSEWHERE
    for place in range(1, len(roles)):
        if roles[place] is None and words_of("taken_back").search(gaps[place]):
            roles[place], roles[place - 1] = roles[place - 1], ELSEWHERE
    instead = ELSEWHERE if ISSUE in roles else ISSUE
    return [instead if role == HANDOVER else role for role in roles]
