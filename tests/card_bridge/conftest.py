"""A pcscd of the tests' own, where one can run; where none can, the report says what was left out."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.doubles.pcsc_service import PcscService, what_is_missing

LEFT_OUT = "The tests of the card bridge over a real pcscd were left out: {reason} (docs/card.md)."


@pytest.fixture(scope="session")
def pcscd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PcscService]:
    """A running pcscd with a virtual reader; this process speaks to it from now on."""
    service = PcscService(tmp_path_factory.mktemp("pcscd"))
    os.environ["PCSCLITE_CSOCK_NAME"] = service.socket
    yield service
    service.stop()


def pytest_ignore_collect(collection_path: os.PathLike[str]) -> bool | None:
    """Leaves out what needs a pcscd, where there is none."""
    needs_pcscd = os.path.basename(collection_path) == "test_pcscd.py"
    return True if needs_pcscd and what_is_missing() else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says so, at the end where it is read."""
    if reason := what_is_missing():
        terminalreporter.write_line(LEFT_OUT.format(reason=reason))
