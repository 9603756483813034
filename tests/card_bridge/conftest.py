"""A pcscd of the tests' own, where one can run; a bridge over scripted cards."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.card_bridge.running import Running, running
from tests.doubles.pcsc_service import PcscService


@pytest.fixture(scope="session")
def pcscd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PcscService]:
    """A running pcscd with a virtual reader; this process speaks to it from now on."""
    service = PcscService(tmp_path_factory.mktemp("pcscd"))
    os.environ["PCSCLITE_CSOCK_NAME"] = service.socket
    yield service
    service.stop()


@pytest.fixture
async def bridge() -> AsyncIterator[Running]:
    async with running() as started:
        yield started
