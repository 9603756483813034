"""Why a card was not read: one exception class for each kind, with its words in the answer."""

from __future__ import annotations


class Problem(Exception):
    """No card was read; `code`, `card` and `reader` are what the answer says (docs/card.md)."""

    code = "failed"
    card = "none"
    reader = "failed"


class ReadFailed(Problem):
    """The card answered something that nobody expected, or nothing that makes sense."""


class TooSlow(Problem):
    """The read did not end in time."""

    code = "too_slow"


class CardRemoved(Problem):
    """The card left the reader while it was read."""

    code = "removed"


class CardReset(Problem):
    """The card forgot what was selected: start again from SELECT."""


class NoService(Problem):
    """The PC/SC service (pcscd) does not run, or pyscard is not installed."""

    code = reader = "no_service"


class NoReader(Problem):
    """No card reader is connected."""

    code = reader = "no_reader"


class NoCard(Problem):
    """There is a reader, but no card on it."""

    code, reader = "no_card", "ok"


class InUse(Problem):
    """Another program works with the card; selecting a file would end what it has verified."""

    code = reader = "in_use"


class NotMyNumberCard(Problem):
    """A card without the JPKI application, or a 住民基本台帳カード."""

    code, card, reader = "not_my_number_card", "other", "ok"


class UnknownLayout(Problem):
    """The JPKI application is there, but says nothing this bridge knows."""

    code, card, reader = "unknown_layout", "other", "ok"


class NextGeneration(Problem):
    """The label counts on from today's My Number Card."""

    code, card, reader = "next_generation", "other", "ok"
