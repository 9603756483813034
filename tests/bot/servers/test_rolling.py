"""All servers are restarted one after the other while visitors ask, and PostgreSQL takes no writing for a while."""

from __future__ import annotations

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import create_engine, text

from tests.bot.servers.shared import Servers, name, topics, web

VISITORS, MESSAGES, PATIENCE_SECONDS = 4, 20, 60
THINK_SECONDS = 0.2  # else they leave the server that starts no processor
Heard = dict[str, list[str]]  # what each conversation was answered to, by the message's name


class Visits:
    """Visitors who ask until they are told to stop, and send again to the other server where one hangs up."""

    def __init__(self, servers: Servers) -> None:
        self._servers, self.is_over, self.heard = servers, threading.Event(), Heard()
        self._visitors = ThreadPoolExecutor(VISITORS)
        self._visits = [self._visitors.submit(self._visit, place) for place in range(VISITORS)]

    def _visit(self, place: int) -> None:
        session, turn = name(), place
        answered = self.heard[session] = []
        while not self.is_over.is_set():
            message, latest = name(), time.monotonic() + PATIENCE_SECONDS
            while not self._is_answered(turn, session, message):  # as the chat does
                assert time.monotonic() < latest, "nobody answers"
                turn += 1
                time.sleep(0.1)
            answered.append(message)
            turn += 1
            time.sleep(THINK_SECONDS)
            if len(answered) == MESSAGES:  # fewer than one conversation may send in a minute
                session = name()
                answered = self.heard[session] = []

    def _is_answered(self, turn: int, session: str, message: str) -> bool:
        try:
            status, answer = web(self._servers.desks[turn % 2], session, "I lost my card", message)
        except (OSError, ValueError):  # it is just being restarted
            return False
        return status == 200 and topics(answer)[0] == "lost_card"

    def count(self) -> int:
        return sum(map(len, list(self.heard.values())))

    def wait_for(self, more: int) -> None:
        enough, latest = self.count() + more, time.monotonic() + PATIENCE_SECONDS
        while self.count() < enough and time.monotonic() < latest:
            time.sleep(0.05)

    def end(self) -> None:
        self.is_over.set()
        for visit in self._visits:
            visit.result()


def test_nobody_is_lost_or_unanswered_while_all_servers_are_restarted(servers: Servers) -> None:
    visits = Visits(servers)
    try:
        for place, desk in enumerate(servers.desks):
            visits.wait_for(12)
            desk.process.send_signal(signal.SIGTERM)
            assert desk.process.wait(PATIENCE_SECONDS) == 0 and "Traceback" not in desk.log.read_text()
            servers.restart(place)
        visits.wait_for(12)
    finally:
        visits.end()
    for session, answered in visits.heard.items():
        kept = [event["message_id"] for event in servers.events(session, "user")]
        assert kept == answered  # each once, in order, and nothing else


def test_a_store_that_becomes_read_only(servers: Servers) -> None:
    def writable(is_so: bool) -> None:
        admin = create_engine(servers.database.url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"ALTER SYSTEM SET default_transaction_read_only = {'off' if is_so else 'on'}"))
            connection.execute(text("SELECT pg_reload_conf()"))
        admin.dispose()

    writable(False)
    try:
        servers.wait_until(lambda: not servers.ready(0)["store"])
        assert 'madoguchi_ready{part="store"} 0.0' in servers.desks[0].request("/metrics")[1]
        status, answer = web(servers.desks[0], name(), "I lost my card")
        assert (status, topics(answer)) == (200, ["lost_card"])
        assert topics(web(servers.desks[0], name(), "When does my card expire?")[1]) == ["unavailable"]
    finally:
        writable(True)
    servers.wait_until(lambda: all(servers.ready(place)["store"] for place in range(2)))
    assert topics(web(servers.desks[1], name(), "When does my card expire?")[1]) == ["expiry_calculation"]
