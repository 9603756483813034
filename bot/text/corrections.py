"""Hears "no, I mean …": the visitor says that the last answer was not what was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.text.normalization import normal_text

_NOT_IT = r"(?:not that|that'?s (?:not it|wrong|not what i (?:asked|meant)))\b[,.!\s]*"
_I_MEAN = r"i (?:mean|meant|was asking about|asked about)\b"
_OPENING_WORDS = (
    # Japanese
    r"(?:いや|いえ|いいえ|ううん)?[、,\s]*(?:そう|それ|その話)?(?:じゃ|では)な(?:くて|いです|く|い)",
    r"(?:いや|いえ|いいえ|ううん)[、,。\s]+",
    r"(?:いや|いえ|いいえ)?[、,\s]*(?:違|ちが)(?:います|うんです|う|って)(?:が|けど|よ)?",
    r"(?:私が)?(?:聞き|知り)たいのは",
    # English
    rf"(?:no+|nope|sorry|wrong)\b[,.!\s]*(?:{_NOT_IT})?(?:{_I_MEAN})?",
    rf"{_NOT_IT}(?:{_I_MEAN})?",
    _I_MEAN,
    # Chinese
    r"(?:不是|不对|不對|错了|錯了|搞错了)(?:这个|這個|那个|那個|的)?[,，。\s]*(?:我(?:是)?(?:说|說|问|問|指)的?是?)?",
    r"我(?:说|說|问|問|指)的是",
    # Korean
    r"(?:아니(?:요|에요|야|고)?|아뇨)[,.\s]+(?:그게 ?아니라|그거 ?말고|제 ?말은)?",
    r"그게 ?아니(?:라|고|에요)|그거 ?말고|제 ?말은|틀렸어요?",
)
_SIGNS = re.compile(r"\W*")  # before everything: no pattern below looks at them again
_OPENINGS = re.compile(rf"(?:{'|'.join(_OPENING_WORDS)})[、,，.。!\s:]*", re.IGNORECASE)
_ALONE = re.compile(r"(?:no+|nope|いいえ|いや|いえ|ちがう|违う|아니요?|아뇨|不|不是)\W*", re.IGNORECASE)
NEVER_DROPPED = frozenset({"lost_card", "scam"})  # a "no" never turns a loss or a scam away
RESTATED = 0.7  # so likely, the rest of the message means the answered topic all the same
FLOOR = 0.0003  # what a topic counts that a reading does not see


def corrected(text: str) -> str | None:
    """What a message says after "no, I mean"; empty when it says nothing else, None when it is no correction.

    >>> corrected("No, I mean the card itself"), corrected("違います"), corrected("そうじゃなくてカード本体のほう")
    ('the card itself', '', 'カード本体のほう')
    >>> corrected("Where is no. 5?"), corrected("카드 갱신")
    (None, None)
    """
    said = _SIGNS.sub("", normal_text(text).strip(), count=1)
    if _ALONE.fullmatch(said):
        return ""
    opening = _OPENINGS.match(said)
    return said[opening.end() :] if opening else None


def reconsider(alone: Mapping[str, float], together: Mapping[str, float], answered: str) -> dict[str, float]:
    """The probabilities after a correction: two readings' geometric mean, without the topic answered.

    Args:
        alone: what the words after "no, I mean" say; they weigh as much as they are sure.
        together: what they say with the message before, or after a bare "no" what that could have meant.
        answered: the topic of the answer that was not meant.
    """
    if alone.get(answered, 0.0) >= RESTATED:
        return dict(alone)
    weight = max(alone.values(), default=0.0)
    topics = ({*alone, *together} - {answered}) | ({answered} & NEVER_DROPPED)
    weighed = {
        topic: (alone.get(topic, 0.0) + FLOOR) ** weight * (together.get(topic, 0.0) + FLOOR) ** (1 - weight)
        for topic in sorted(topics)
    }
    total = sum(weighed.values())
    return {topic: value / total for topic, value in weighed.items()}
