"""All readers are looked at; the first My Number Card wins, else what helps its holder most."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from card_bridge.card.apdu import Transmit
from card_bridge.card.dates import JAPAN
from card_bridge.card.problems import (
    CardRemoved,
    CardReset,
    InUse,
    NoCard,
    Problem,
    ReadFailed,
    TooSlow,
)
from card_bridge.card.reading import read_card
from card_bridge.card.report import Report, not_read
from card_bridge.card.slots import Readers, Slot, State

# Seconds before each attempt: at once after a reset by another program, then while a shaken card settles.
PAUSES = (0, 0, 0.2, 0.4, 0.6)


class Survey:
    """Looks through all readers, until `deadline` (of time.monotonic)."""

    def __init__(
        self,
        readers: Readers,
        deadline: float,
        now: Callable[[], datetime] = lambda: datetime.now(JAPAN),
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        """`pauses` are the seconds before each attempt at a card that was reset or left."""
        self._readers, self._deadline, self._now, self._pauses = readers, deadline, now, pauses

    def report(self) -> Report:
        """The first My Number Card's, else the most helpful; never raises a Problem."""
        try:
            slots = self._readers.slots()
        except Problem as problem:
            return not_read(problem)
        reports = []
        for slot in slots:
            report = self._look(slot)
            if report.card == "my_number_card":
                return report
            reports.append(report)
        return min(reports, key=helpfulness, default=not_read(NoCard()))

    def _look(self, slot: Slot) -> Report:
        if slot.state is State.CARD:
            return self._read(slot)
        return not_read(InUse() if slot.state is State.IN_USE else NoCard())

    def _read(self, slot: Slot) -> Report:
        problem: Problem = ReadFailed()
        for pause in self._pauses:
            time.sleep(pause)
            try:
                with self._readers.transaction(slot) as transmit:
                    return read_card(self._in_time(transmit), self._now())
            except (CardReset, CardRemoved) as again:
                problem = again
            except Problem as final:
                return not_read(final)
        return not_read(problem)

    def _in_time(self, transmit: Transmit) -> Transmit:
        """A read that is late ends before its next command, and lets the card go."""

        def guarded(command: bytes) -> bytes:
            if time.monotonic() > self._deadline:
                raise TooSlow
            return transmit(command)

        return guarded


def helpfulness(report: Report) -> int:
    """What helps the card's holder most comes first: a phone, then what to do about a card, then other cards."""
    order = (None, InUse.code, CardRemoved.code, ReadFailed.code, TooSlow.code)
    if report.problem in order:
        return order.index(report.problem)
    return len(order) + (report.problem == NoCard.code)
