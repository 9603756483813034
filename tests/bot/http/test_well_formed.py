"""Half characters and NUL, wherever text is read; and what the command line makes of odd lines and of a closed pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import KEEPS
from bot.settings import ROOT
from bot.text.well_formed import NotJson, read_json, well_formed


@pytest.mark.parametrize(("text", "clean"), [
    ("\ud83d", "\ufffd"), ("a\ude00b", "a\ufffdb"), ("\ud83d\ud83d", "\ufffd\ufffd"), ("a\x00", "a\ufffd"), ("😀\ufeff", "😀\ufeff"), ("", ""),
])  # fmt: skip
def test_what_is_ill_formed_is_replaced_and_nothing_else(text: str, clean: str) -> None:
    assert well_formed(text) == clean
    clean.encode()


def test_json_is_clean_down_to_its_keys() -> None:
    assert read_json(b'\xef\xbb\xbf[{"\\ud800": ["\\u0000", "\\ud83d\\ude00", 1, null]}]') == [
        {"\ufffd": ["\ufffd", "😀", 1, None]}
    ]


@pytest.mark.parametrize("source", [
    b"", b"{", b"\xff", "あ".encode("cp932"), b"NaN", b"[Infinity]", b"[" * 100_000, b'{"a":' * 30_000, b"1" * 200_000, "\ufeff\ufeff[]",
])  # fmt: skip
def test_what_is_no_json(source: bytes | str) -> None:
    with pytest.raises(NotJson):
        read_json(source)


def mask(given: bytes) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "mask"], input=given, capture_output=True, cwd=ROOT, timeout=300
    )
    assert done.returncode == 0 and not done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_odd_line_does_not_stop_the_next() -> None:
    lines = [b'\xef\xbb\xbf{"text": "a"}', b'{"text": "\\ud83d"}', b'{"text": "\\u0000"}', b"[" * 100_000, b'{"text": "\xff"}', b"NaN",
             b'{"text": "b"}']  # fmt: skip
    results = mask(b"\r\n".join(lines) + b"\n\xef\xbb\xbf\n")
    assert [result.get("text", "error") for result in results] == [
        "a",
        "\ufffd",
        "\ufffd",
        "error",
        "\ufffd",
        "error",
        "b",
    ]


@pytest.mark.parametrize("command", ["mask", "dates"])
def test_a_closed_pipe_ends_a_command_quietly(command: str) -> None:
    """Some more lines than a pipe holds, and a reader that takes one and goes."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", command], cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(b'{"text": "1990-05-03"}\n')
    process.stdin.flush()
    assert process.stdout.readline()
    process.stdout.close()
    process.stdin.write(b'{"text": "1990-05-03"}\n' * 50)
    process.stdin.flush()  # and stays open: the command must not wait for its end
    assert process.wait(60) == 0 and process.stderr.read() == b""


def test_what_is_kept_is_kept_for_oneself(tmp_path: Path) -> None:
    store = tmp_path / "conversations.db"
    environment = {**os.environ, "MADOGUCHI_STORE_URL": f"sqlite:///{store}"}
    add = [sys.executable, "-m", "bot", "agent", "add", "hanako", "--sso"]
    assert subprocess.run(add, cwd=ROOT, env=environment, timeout=120).returncode == 0
    assert store.stat().st_mode & 0o077 == 0 and {"run", "chat", "agent", "conversation"} == set(KEEPS)
