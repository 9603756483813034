"""How much of a message the encoders read: every token costs the same, and none may cost like ten messages.

Of 32,000 training questions one in a hundred has more than 40 tokens, of 1,927 unseen ones a single one more than 36.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

MOST_TOKENS = 36  # of one text
MOST_TOGETHER = 56  # of a message and its questions, which an encoder reads side by side
MOST_OF_LONG = 24, 40  # the same of a message longer than any question: its words have cost enough (docs/cost.md)
LEAST_OF_WHOLE = 8  # tokens of a message whose questions want all the others
WORTH_COUNTING = 8 * MOST_TOKENS  # characters: no question has more to a token


def within(text: str, count: Callable[[str], int], most: int) -> str:
    """The beginning of a text that makes no more than so many tokens: "x1!" is three.

    >>> len(within("x1" * 100, len, 96)), within("カード", len, 96), within("カード", len, 0)
    (96, 'カード', '')
    """
    while text and (tokens := count(text)) > most:
        text = text[: min(len(text) - 1, len(text) * most // tokens)]
    return text


def fair_shares(wanted: Sequence[int], together: int) -> list[int]:
    """What each gets of so much together: the small ones all they want, the others equal parts of the rest.

    >>> fair_shares([36, 10, 16], 44), fair_shares([36, 36, 36], 44), fair_shares([36], 44)
    ([18, 10, 16], [14, 15, 15], [36])
    """
    shares, left = [0] * len(wanted), together
    for done, place in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        shares[place] = min(wanted[place], left // (len(wanted) - done))
        left -= shares[place]
    return shares


def beginnings(texts: Sequence[str], count: Callable[[str], int]) -> list[str]:
    """What is read of the texts of a message: of its questions first, for they decide; of itself, the first, the rest.

    >>> read = beginnings(["カードを\\n  なくした", "あ" * 2000], len)
    >>> read[0], len(read[1])
    ('カードを なくした', 36)
    """
    most, together = MOST_OF_LONG if len(texts[0]) > WORTH_COUNTING else (MOST_TOKENS, MOST_TOGETHER)
    plain = [" ".join(text[:WORTH_COUNTING].split()) for text in texts]
    cut = [within(text, count, most) for text in plain]
    whole, *parts = [count(text) for text in cut]
    shares = fair_shares(parts, together - LEAST_OF_WHOLE)
    shares = [min(whole, together - sum(shares)), *shares]
    return [within(text, count, share) for text, share in zip(cut, shares, strict=True)]
