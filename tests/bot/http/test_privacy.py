"""Whatever people send and wherever they put it: what is theirs is in no file, log, metric or copy of a served desk."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from bot.settings import ROOT
from tests.bot.copilot.agent import FORM, AgentOverHttp, send
from tests.bot.copilot.test_handoffs import Visitor
from tests.desk import Desk
from tests.doubles.line_platform import LinePlatform

NUMBER, PIN, CARD = "304479502616", "4831", "AB12345678CD"  # a My Number that is valid, a PIN, a residence card's
WRITTEN = ("3044 7950 2616", "３０４４７９５０２６１６", "3044-7950-2616")
BORN, BORN_JA = "17 April 1987", "昭和62年4月17日"
NAME, STREET = "Zebedee Quillfeather", "石神井台八丁目"
LINE_ID = f"U{secrets.token_hex(16)}"
NEVER = re.compile("|".join([NUMBER, *WRITTEN, rf"\b{PIN}\b", CARD, LINE_ID]))  # nowhere, at no time
BIRTH = re.compile(f"{BORN}|1987-04-17|{BORN_JA}")  # told to forms: nowhere when they have ended
NAMES = re.compile(
    f"{NAME}|Quillfeather|{STREET}|{STREET.encode('ascii', 'backslashreplace').decode()}".replace("\\u", r"\\u")
)
EVERYTHING = f"I am {NAME}, {STREET}, my number is {WRITTEN[0]}, my PIN is {PIN}, my residence card is {CARD}"
JSON = {"Content-Type": "application/json"}


def kept(desk: Desk, copy: Path) -> dict[str, str]:
    """Every byte that the desk has kept: its files with SQLite's own beside them, its log, and a backup."""
    with closing(sqlite3.connect(desk.store)) as store, closing(sqlite3.connect(copy)) as backup:
        store.backup(backup)
    files = [*desk.store.parent.rglob("*"), copy]
    return {path.name: path.read_bytes().decode("utf-8", "replace") for path in files if path.is_file()}


def shown(desk: Desk, agent: AgentOverHttp) -> str:
    """What staff and machines are shown of everybody."""
    return desk.request("/metrics")[1] + "".join(agent.get(page).text for page in ("board", "review", "start"))


@pytest.fixture(scope="module")
def planted(desk: Desk, agent: AgentOverHttp, platform: LinePlatform) -> Visitor:
    """Somebody who has put everything of theirs everywhere."""
    visitor = Visitor(desk, "en")
    visitor.post("webhook", text=EVERYTHING)
    for words in ("When does my card expire?", BORN, "2 June 2021", "I am Japanese", "not renewed"):
        visitor.post("webhook", text=words)
    question = secrets.token_urlsafe(24)
    visitor.post("webhook", message=question, text=f"{EVERYTHING}; what of the opera house?")
    visitor.post("feedback", message=question, topic="uncertain", helpful=False, reason="other", comment=EVERYTHING)
    agent.post("handoff", code=visitor.code())
    agent.post("handoff", code=NUMBER)
    agent.post("suggest", text=EVERYTHING, language="en", page="p" * 32, paused=True)
    agent.post("expiry", language="en", birth_date="1987-04-17", issue_date="2021-06-02", residence="japanese")
    for sender in (NUMBER, NAME, LINE_ID):
        body = json.dumps({"sender": sender, "message": "I lost my card", "metadata": {"language": sender}}).encode()
        desk.request("/webhooks/rest/webhook", body, **JSON)
    plant_in_requests(desk)
    plant_on_line(desk, platform)
    return visitor


def plant_in_requests(desk: Desk) -> None:
    """In headers, paths, query strings, forms, bodies that are none, and requests that are none."""
    names = (
        "User-Agent",
        "Referer",
        "Origin",
        "Cookie",
        "X-Forwarded-For",
        "X-Request-Id",
        "traceparent",
        "Accept-Language",
    )
    for name in names:
        desk.request("/webhooks/web/start", None, **{name: f"{NUMBER} {LINE_ID} {NAME}"})
    for place in (NUMBER, LINE_ID, NAME):
        for path in ("/", "/plain", "/booklet", "/copilot/", "/metrics", "/webhooks/rest/webhook"):
            desk.request(f"{path}?language={quote(place)}&{quote(place)}=1")
        desk.request(f"/{quote(place)}/{quote(place)}")
        desk.request("/webhooks/rest/webhook", f"{{{place}".encode(), **JSON)
        desk.request("/webhooks/web/webhook", json.dumps({"session": place, "text": place}).encode(), **JSON)
        send(desk, "/sign-in", urlencode({"name": place, "password": place}).encode(), {"Content-Type": FORM})
    form = {"session": secrets.token_urlsafe(24), "message": f"my number is {WRITTEN[1]}"}
    send(desk, "/plain?language=ja", urlencode(form).encode(), {"Content-Type": FORM})


def plant_on_line(desk: Desk, platform: LinePlatform) -> None:
    webhook = f"http://127.0.0.1:{desk.port}/webhooks/line/webhook"
    for words in (f"マイナンバーは{WRITTEN[1]}です", "有効期限を計算して", BORN_JA, "やめる"):
        assert platform.deliver(webhook, platform.message(LINE_ID, words))[0] == 200
    platform.wait_for_messages(LINE_ID, 4)


def test_numbers_and_ids_are_nowhere(desk: Desk, agent: AgentOverHttp, planted: Visitor, tmp_path: Path) -> None:
    for name, content in kept(desk, tmp_path / "backup.db").items():
        assert not NEVER.search(content), (name, NEVER.findall(content)[:3])
    assert not NEVER.search(shown(desk, agent))


def test_birth_dates_are_nowhere_once_the_form_has_ended(desk: Desk, planted: Visitor, tmp_path: Path) -> None:
    for name, content in kept(desk, tmp_path / "backup.db").items():
        assert not BIRTH.search(content), (name, BIRTH.findall(content)[:3])


def test_names_are_in_no_log_and_no_metric(desk: Desk, planted: Visitor) -> None:
    assert not NAMES.search(desk.log.read_text()) and not NAMES.search(desk.request("/metrics")[1])
    assert planted.session not in desk.log.read_text()


def test_who_deletes_leaves_nothing(desk: Desk, planted: Visitor, tmp_path: Path) -> None:
    before = kept(desk, tmp_path / "before.db")
    assert any(NAMES.search(content) for content in before.values())  # a conversation holds what was written
    assert planted.post("forget")[0] == 204
    for name, content in kept(desk, tmp_path / "after.db").items():
        assert not NAMES.search(content), (name, NAMES.findall(content)[:3])
        assert planted.session not in content, name


def at_the_terminal(desk: Desk, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "conversation", *arguments]
    return subprocess.run(command, cwd=ROOT, env=desk.environment, capture_output=True, text=True, timeout=120)


def test_at_request_a_conversation_is_shown_and_deleted(desk: Desk, planted: Visitor, platform: LinePlatform) -> None:
    visitor = Visitor(desk, "en")
    visitor.post("webhook", message=(message := secrets.token_urlsafe(24)), text=f"I am {NAME} and lost my card")
    visitor.post("feedback", message=message, topic="lost_card", helpful=False, reason="unclear", comment="too long")
    code = visitor.code()
    shown = json.loads(at_the_terminal(desk, "export", "--code", code).stdout)
    assert [(one["who"], one["topic"]) for one in shown["said"]] == [("visitor", "lost_card"), ("desk", "lost_card")]
    assert shown["said"][0]["text"] == f"I am {NAME} and lost my card" and shown["feedback"][0]["comment"] == "too long"
    assert shown["has_code"] and len(shown["reviews"]) == 1
    on_line = json.loads(at_the_terminal(desk, "export", "--line", LINE_ID).stdout)
    assert on_line["said"] and not NEVER.search(json.dumps(on_line, ensure_ascii=False))
    assert json.loads(at_the_terminal(desk, "export", "--rest", NAME).stdout)["said"]
    deleted = at_the_terminal(desk, "forget", "--code", code)
    assert deleted.returncode == 0 and "Deleted" in deleted.stdout
    again = at_the_terminal(desk, "forget", "--code", code)
    assert (again.returncode, again.stderr) == (1, "Nothing is kept of that conversation.\n")
    assert at_the_terminal(desk, "export", "--web", visitor.session).returncode == 1
