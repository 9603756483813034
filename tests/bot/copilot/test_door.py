"""The door over real HTTP: what opens it, and everything that does not."""

from __future__ import annotations

import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.copilot.auth.accounts import Agents
from bot.copilot.auth.guard import CHECKED_AT_ONCE
from bot.http.lockout import ACCOUNT_FAILURES, ADDRESS_FAILURES, SIGN_IN_FAILURES
from bot.storage.audit_log import UNKNOWN, Trail
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import AGENT, FORM, PASSWORD, AgentOverHttp, FromAddress, address_of, send, sign_in
from tests.desk import Desk

PATHS = [
    "",
    "start",
    "lines",
    "files/x/copilot.js",
    "qr/zh",
    "board",
    "board.csv",
    "review",
    "review.zip",
    "nothing",
    "../copilot",
]
CALLS = ["suggest", "answer", "expiry", "pin", "handoff", "review", "review/undo", "effect", "sign-out"]
WRONG: dict[str, str] = {}  # the page after a wrong password
STRANGER = "https://evil.example"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", ["", "madoguchi_agent=", f"madoguchi_agent={'x' * 43}"])
def test_nothing_below_copilot_answers_without_signing_in(desk: Desk, path: str, cookie: str) -> None:
    answer = send(desk, f"/copilot/{path}", None, {"Cookie": cookie})
    assert (answer.status, answer.json) == (401, {"error": "Sign in first."})
    answer = send(desk, f"/copilot/{path}", None, {"Cookie": cookie, "Accept": "text/html"})
    where = "/sign-in?ended=yes" if "x" in cookie else "/sign-in"
    assert (answer.status, answer.headers["Location"], answer.text) == (303, where, "")


@pytest.mark.parametrize("path", CALLS)
def test_no_call_answers_without_signing_in(desk: Desk, path: str) -> None:
    assert send(desk, f"/copilot/{path}", b"{}", {"Content-Type": "application/json"}).status == 401


@pytest.mark.parametrize("path", CALLS)
def test_a_change_needs_our_own_page(agent: AgentOverHttp, path: str) -> None:
    for headers in ({"X-CSRF-Token": ""}, {"X-CSRF-Token": "0" * 64}, {"Origin": STRANGER}, {"Origin": "null"}):
        assert agent.post(path, headers, text="card", language="en").status == 403


def test_the_cookie_is_the_browsers_alone(desk: Desk) -> None:
    cookie = sign_in(desk, AGENT).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/copilot"} <= set(cookie.split("; "))


def test_signing_out_ends_the_session(desk: Desk) -> None:
    agent = AgentOverHttp(desk, AGENT)
    answer = agent.post("sign-out")
    assert (answer.status, answer.headers["Location"]) == (303, "/sign-in")
    assert agent.get("start").status == 401


@pytest.mark.parametrize(("name", "password"), [(AGENT, "wrong"), (AGENT, ""), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_password_says_no_more_than_that(desk: Desk, name: str, password: str) -> None:
    answer = sign_in(desk, name, password)
    assert (
        answer.status == 401 and "名前またはパスワードが違います。" in answer.text and not answer.headers["Set-Cookie"]
    )
    shown = answer.text.replace(f'"{name}"', '"…"')
    assert name == "" or WRONG.setdefault("page", shown) == shown  # an account or none: the same, with what was typed


@pytest.mark.parametrize("name", ['"><script>x</script>', "x" * 300, "\xff", "名前"])
def test_an_address_may_fill_in_a_name_and_nothing_else(desk: Desk, name: str) -> None:
    page = send(desk, f"/sign-in?{urllib.parse.urlencode({'ended': 'yes', 'name': name})}")
    assert page.status == 200 and "<script" not in page.text and "x" * 41 not in page.text
    assert "サインインの時間が終わりました" in page.text


def test_another_page_cannot_sign_anybody_in(desk: Desk) -> None:
    assert sign_in(desk, AGENT, Origin=STRANGER).status == 403


def test_who_fails_too_often_is_locked_out_even_with_the_right_password(desk: Desk) -> None:
    engine = open_engine(f"sqlite:///{desk.store}")
    Agents(engine).add("clumsy", "agent", PASSWORD)
    for _time in range(SIGN_IN_FAILURES.amount):
        assert sign_in(desk, "clumsy", "wrong").status == 401
    assert sign_in(desk, "clumsy").status == 429
    assert sign_in(desk, AGENT).status == 303  # others are not
    actions = [entry.action for entry in Trail(engine).latest() if entry.agent == "clumsy"]
    assert actions[::-1] == ["sign_in_failed"] * SIGN_IN_FAILURES.amount + ["locked_out"]


def test_names_of_no_account_are_noted_as_one(desk: Desk) -> None:
    secret = "304479502616"
    assert sign_in(desk, secret).status == 401
    entry = Trail(open_engine(f"sqlite:///{desk.store}")).latest(1)[0]
    assert (entry.agent, entry.action) == (UNKNOWN, "sign_in_failed") and secret.encode() not in desk.store.read_bytes()


def test_an_address_that_fails_too_often_is_locked_out_and_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(ADDRESS_FAILURES.amount):
        assert sign_in(desk, f"nobody{number}", "wrong").status == 401
    assert sign_in(desk, AGENT).status == 429
    monkeypatch.setattr(FromAddress, "address", address_of("a neighbour"))
    assert sign_in(desk, AGENT).status == 303


def test_anybody_may_not_lock_out_everybody() -> None:
    assert SIGN_IN_FAILURES.amount < ADDRESS_FAILURES.amount < ACCOUNT_FAILURES.amount


ODD = ["\xff", "é", "\xed\xa0\xbd"]  # bytes of a header that are no UTF-8, or half a character


@pytest.mark.parametrize("odd", ODD)
def test_odd_bytes_in_headers_open_nothing_and_break_nothing(agent: AgentOverHttp, odd: str) -> None:
    assert agent.post("suggest", {"X-CSRF-Token": odd}, text="card", language="en").status == 403
    assert send(agent.desk, "/copilot/start", None, {"Cookie": f"madoguchi_agent={odd}"}).status == 401


@pytest.mark.parametrize("name", ["a%00b", "%ff", "%ed%a0%bd", "a%0Ab", "%F0%9F%98%80"])
def test_odd_names_open_nothing_and_break_nothing(desk: Desk, name: str) -> None:
    form = f"name={name}&password={name}".encode()
    assert send(desk, "/sign-in", form, {"Content-Type": FORM}).status in (401, 429)


def test_a_new_password_ends_the_sessions_of_a_running_desk(desk: Desk) -> None:
    agents = Agents(open_engine(f"sqlite:///{desk.store}"))
    agents.add("renewed", "agent", PASSWORD)
    session = AgentOverHttp(desk, "renewed")
    agents.add("renewed", "agent", "another long password")
    deadline = time.monotonic() + 30
    while session.get("start").status == 200 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert session.get("start").status == 401


def test_a_whole_office_may_sign_in_at_once(desk: Desk) -> None:
    assert {sign_in(desk, AGENT).status for _time in range(ADDRESS_FAILURES.amount + 2)} == {303}


def test_many_guesses_at_once_are_still_counted(desk: Desk) -> None:
    Agents(open_engine(f"sqlite:///{desk.store}")).add("attacked", "agent", PASSWORD)
    with ThreadPoolExecutor(20) as many:
        statuses = list(many.map(lambda _: sign_in(desk, "attacked", "wrong").status, range(20)))
    assert statuses.count(401) <= SIGN_IN_FAILURES.amount + CHECKED_AT_ONCE - 1 and 429 in statuses


def test_an_account_that_is_removed_is_out_within_seconds(desk: Desk) -> None:
    agents = Agents(open_engine(f"sqlite:///{desk.store}"))
    agents.add("leaving", "agent", PASSWORD)
    assert AgentOverHttp(desk, "leaving").get("start").status == 200
    agents.remove("leaving")
    assert sign_in(desk, "leaving").status == 401


def test_the_files_are_private(agent: AgentOverHttp) -> None:
    answer = agent.get("files/any/copilot.js")
    assert answer.status == 200 and "private" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert agent.get("files/any/settings.py").status == 404 and agent.get("nothing").status == 404


def test_passwords_stand_in_no_log(desk: Desk) -> None:
    assert PASSWORD not in Path(desk.log).read_text()
