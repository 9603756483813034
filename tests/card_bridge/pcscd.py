"""Virtual cards on the readers of a real pcscd, and what reads them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from bot.settings import ROOT
from card_bridge.card.reader import PcscReaders
from card_bridge.card.report import Report
from card_bridge.card.slots import State
from card_bridge.card.survey import PAUSES, Survey
from tests.doubles.pcsc_service import PcscService
from tests.doubles.scripted_card import ScriptedCard
from tests.doubles.virtual_card import inserted

PATIENCE = 20.0  # seconds until pcscd has seen a card come or go
MOST_COMMANDS = 25


def read(readers: PcscReaders | None = None, pauses: Sequence[float] = PAUSES) -> Report:
    return Survey(readers or PcscReaders(), time.monotonic() + PATIENCE, pauses=pauses).report()


def wait_for(slot: int, state: State) -> None:
    end = time.monotonic() + PATIENCE
    while PcscReaders().slots()[slot].state is not state:
        assert time.monotonic() < end, f"slot {slot} is not {state.value}"
        time.sleep(0.02)


@contextmanager
def on_reader(pcscd: PcscService, *cards: ScriptedCard | None, delay: float = 0) -> Iterator[None]:
    """Cards in the slots, in order; all slots are empty again afterwards."""
    with ExitStack() as stack:
        for number, card in enumerate(cards):
            if card:
                stack.enter_context(inserted(card, pcscd.ports[number], delay))
                wait_for(number, State.CARD)
        yield
    for number in range(2):
        wait_for(number, State.EMPTY)


def madoguchi_card(pcscd: PcscService, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as people do."""
    environment = {**os.environ, "PCSCLITE_CSOCK_NAME": pcscd.socket}
    command = [sys.executable, "-m", "card_bridge", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60)
