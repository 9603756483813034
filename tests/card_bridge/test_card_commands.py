"""`madoguchi-card` where nothing is: no service, wrong arguments."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bot.settings import ROOT
from card_bridge.card.problems import NoService
from card_bridge.card.report import not_read
from card_bridge.i18n import LANGUAGES, translate
from card_bridge.screen import texts


def madoguchi_card(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command on a machine without pcscd."""
    environment = {**os.environ, "PCSCLITE_CSOCK_NAME": "/nowhere/pcscd.comm"}
    command = [sys.executable, "-m", "card_bridge", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60)


def test_no_service_as_json() -> None:
    done = madoguchi_card("read", "--json")
    assert (json.loads(done.stdout), done.stderr) == (not_read(NoService()).as_json(with_month=True), "")
    assert done.returncode == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_service_in_words(language: str) -> None:
    done = madoguchi_card("read", "--language", language)
    assert done.stdout.strip() == translate(texts.PROBLEMS["no_service"], language)


# fmt: off
@pytest.mark.parametrize(("arguments", "named"), [
    (("serve", "--allow-origin", "null"),          "null"),
    (("serve", "--allow-origin", "*"),             "*"),
    (("serve", "--allow-origin", "http://x/y"),    "http://x/y"),
    (("serve", "--port", "0"),                     "0"),
    (("serve", "--port", "x"),                     "x"),
    (("serve", "--consent", "page"),               "page"),
    (("read", "--language", "fr"),                 "fr"),
    ((),                                           "command"),
])
# fmt: on
def test_wrong_arguments(arguments: tuple[str, ...], named: str) -> None:
    done = madoguchi_card(*arguments)
    assert done.returncode == 2 and named in done.stderr and "Traceback" not in done.stderr


def test_without_pyscard() -> None:
    program = "import sys; sys.modules['smartcard'] = None; from card_bridge.__main__ import main; main(['read', '--json'])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert json.loads(done.stdout)["reader"] == "no_service"
