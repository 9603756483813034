"""Parts of a running desk fail and come back: a visitor reads an answer, or whom to call, and nobody starts it anew."""

from __future__ import annotations

import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.bot.operation.host import HUMAN, LOST, Host
from tests.desk import free_port
from tests.doubles.action_server import DEAD, DRIPPING, HANGING, NONSENSE, RIGHT
from tests.doubles.small_disk import SmallDisk

LANGUAGES = sorted(LOST)
WELL_FORMED = ("unknown responses", "much")  # beside which a form asks its question


@pytest.fixture(autouse=True)
def unharmed(host: Host) -> Iterator[None]:
    """Afterwards the desk is whole again by itself, and nothing broke inside."""
    yield
    assert host.comes_back(), host.log()[-3000:]
    assert all(host.loses_a_card(language) for language in ("ja", "ko"))
    assert "Traceback" not in host.log()


@pytest.mark.parametrize("way", [DEAD, HANGING, DRIPPING])
def test_an_action_server_that_does_not_answer(host: Host, way: str) -> None:
    host.actions.answer_in(way)
    try:
        with ThreadPoolExecutor(len(LANGUAGES)) as visitors:
            called = visitors.map(lambda language: host.is_told_whom_to_call(HUMAN[language], language), LANGUAGES)
        assert all(called) and all(host.loses_a_card(language) for language in LANGUAGES)
        assert way == DRIPPING or host.is_away("actions")
    finally:
        host.actions.answer_in(RIGHT)
    assert host.ask(HUMAN["en"], "en")[0]["custom"]["topic"] == "human_handoff"


@pytest.mark.parametrize("way", NONSENSE)
def test_an_action_server_that_talks_nonsense(host: Host, way: str) -> None:
    host.actions.answer_in(way)
    try:
        assert host.is_told_whom_to_call(HUMAN["zh"], "zh")
        assert way in WELL_FORMED or host.is_told_whom_to_call("When does my card expire?", "en")
        assert host.loses_a_card("en")
    finally:
        host.actions.answer_in(RIGHT)


@pytest.mark.needs("mount")
def test_a_disk_that_is_full_for_store_and_log(host: Host) -> None:
    host.disk.fill()
    try:
        while host.ready()[1]["store"]:  # what SQLite has taken of the disk before is still written to
            host.loses_a_card("en")
        assert all(host.loses_a_card(language) for language in LANGUAGES) and host.is_away("store")
        assert host.is_told_whom_to_call("有効期限を計算してください", "ja")  # a form needs a memory
        assert host.desk.request("/webhooks/rest/webhook", b"nonsense")[0] == 400  # which a full log cannot note
    finally:
        host.disk.free()


def test_a_store_that_another_program_locks(host: Host) -> None:
    with closing(sqlite3.connect(host.desk.store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert all(host.loses_a_card(language) for language in LANGUAGES)
        assert host.is_told_whom_to_call("제 카드의 유효 기간을 계산해 주세요", "ko")
        assert host.is_away("store")
        other.execute("ROLLBACK")


def test_a_model_that_is_spoilt_or_missing_leaves_the_old_one_in_service(host: Host, tmp_path: Path) -> None:
    shutil.move(host.model, kept := tmp_path / "kept.tar.gz")
    try:
        for spoilt in (None, b"", b"no model", kept.read_bytes()[:100_000]):
            if spoilt is not None:
                host.model.write_bytes(spoilt)
            assert all(host.loses_a_card(language) for language in LANGUAGES)
        command = [sys.executable, "-m", "bot", "run", "--port", str(free_port())]
        environment = {**host.desk.environment, "MADOGUCHI_STAFF_ADDRESS": ""}
        new = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
        assert new.returncode == 2 and f"The model at {host.model} cannot be loaded" in new.stderr
        assert "Traceback" not in new.stderr
    finally:
        shutil.move(kept, host.model)


def test_a_clock_that_jumps(host: Host) -> None:
    sender, before = secrets.token_hex(8), len(host.messages())
    host.ask("When does my card expire?", "en", sender)
    for away in (timedelta(days=400), timedelta(days=-400), timedelta(hours=1), timedelta()):
        host.clock.jump(away)
        assert all(host.loses_a_card(language) for language in LANGUAGES) and host.ready()[0] == 200
        assert host.ask(HUMAN["zh"], "zh")[0]["custom"]["topic"] == "human_handoff"
        assert host.ask("1 May 1990", "en", sender)
    assert len(host.messages()) > before


def test_killed_while_it_writes_nothing_that_was_answered_is_lost(host: Host) -> None:
    answered, stop = dict[str, str](), threading.Event()

    def visit(place: int) -> None:
        session = f"{place}-" + secrets.token_urlsafe(24)
        while not stop.is_set():
            message = secrets.token_urlsafe(24)
            try:
                status, _answer = host.web(session, LOST["en"], message)
            except OSError:  # killed: nothing is promised
                return
            assert status == 200
            answered[message] = session

    with ThreadPoolExecutor(8) as visitors:
        visits = [visitors.submit(visit, place) for place in range(8)]
        while len(answered) < 40:
            time.sleep(0.01)
        host.desk.process.kill()
        stop.set()
        for one in visits:
            one.result()
    host.desk.process.wait()
    host.desk.start()
    host.desk.wait()
    kept = host.messages()
    assert host.is_sound() and all(kept.count(message) == 1 for message in answered)
    message, session = next(iter(answered.items()))
    status, answer = host.web(session, LOST["en"], message)  # the same once more
    assert (status, host.heard(message)) == (200, 1) and answer["replies"]


@pytest.mark.needs("mount")
def test_a_store_on_a_read_only_disk_stops_the_start_in_one_sentence(host: Host, settings_folder: Path) -> None:
    disk = SmallDisk(settings_folder, megabytes=4)
    try:
        address = f"sqlite:///{settings_folder / 'desk.db'}"
        command = [sys.executable, "-m", "bot", "agent", "list"]
        environment = {**host.desk.environment, "MADOGUCHI_STORE_URL": address}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        disk.read_only()
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    finally:
        disk.unmount()
    assert done.returncode == 2 and done.stderr.startswith("madoguchi: MADOGUCHI_STORE_URL: the store cannot be opened")
    assert done.stderr.count("\n") == 1


def test_a_desk_stops_as_it_should_after_all_that(host: Host) -> None:
    host.desk.process.send_signal(signal.SIGTERM)
    assert host.desk.process.wait(60) == 0
    host.desk.start()
    host.desk.wait()
