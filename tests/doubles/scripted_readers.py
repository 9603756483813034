"""Readers with scripted cards on them, in place of PC/SC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from card_bridge.card.apdu import Transmit
from card_bridge.card.problems import Problem
from card_bridge.card.slots import Slot, State
from tests.doubles.scripted_card import ScriptedCard


@dataclass
class ScriptedReaders:
    """Slots by name: a card, nothing, or a card that another program uses.

    Attributes:
        problem: what asking for the readers raises.
        connecting: what beginning a transaction raises, once each.
        transactions: how many were begun.
    """

    cards: Mapping[str, ScriptedCard | None | State] = field(default_factory=dict)
    problem: Problem | None = None
    connecting: list[Problem] = field(default_factory=list)
    transactions: int = 0

    def slots(self) -> list[Slot]:
        """Every slot with its state."""
        if self.problem:
            raise self.problem
        return [Slot(name, self._state(card)) for name, card in self.cards.items()]

    @contextmanager
    def transaction(self, slot: Slot) -> Iterator[Transmit]:
        """The card of a slot, switched on anew."""
        self.transactions += 1
        card = self.cards[slot.name]
        assert isinstance(card, ScriptedCard), "an empty or used slot must not be touched"
        if self.connecting:
            raise self.connecting.pop(0)
        card.reset()
        yield card.transmit

    def _state(self, card: ScriptedCard | None | State) -> State:
        if isinstance(card, State):
            return card
        return State.EMPTY if card is None else State.CARD
