"""The desk of a file of tests that asks one over HTTP and needs nothing special of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desk import CITY, Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The file's own, whose chat the city's page may hold."""
    desk = Desk(tmp_path_factory.mktemp("desk"), MADOGUCHI_EMBED_ORIGINS=CITY)
    desk.wait()
    yield desk
    desk.stop()
