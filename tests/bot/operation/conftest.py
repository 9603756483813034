"""One desk on a small disk, beside an action server of ours, on a host with summer time and a clock that can jump."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import read_settings
from tests.bot.operation.host import Host
from tests.doubles.action_server import ActionServerDouble
from tests.doubles.clock import Clock
from tests.doubles.small_disk import SmallDisk, what_is_missing


@pytest.fixture(scope="package")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("host")
    (disk_folder := folder / "disk").mkdir()
    disk = None if what_is_missing() else SmallDisk(disk_folder, megabytes=16)
    model = folder / "model.tar.gz"
    shutil.copy(read_settings().model, model)
    host = Host(disk_folder, disk, Clock(folder), ActionServerDouble(), model)
    try:
        host.desk.wait()
        yield host
    finally:
        host.desk.process.kill()
        host.actions.stop()
        if disk:
            disk.unmount()


@pytest.fixture
def settings_folder(tmp_path: Path) -> Path:
    return tmp_path
