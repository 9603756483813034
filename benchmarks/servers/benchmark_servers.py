"""Several desks behind nginx over one PostgreSQL and one Redis: pairs of messages at once, and parts that are killed.

python -m benchmarks.servers.benchmark_servers [--pairs 400] [--servers 3]      (needs PostgreSQL, Redis and nginx)
"""

from __future__ import annotations

import argparse
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from sqlalchemy import func, select

from benchmarks.servers.nginx import Proxy
from benchmarks.servers.visitors import Sent, pairs
from bot.insights.turn_counts import TURNS
from bot.runtime.quiet_libraries import quiet_libraries
from bot.storage.engine import open_engine
from tests.bot.servers.shared import Servers
from tests.desk import free_port
from tests.doubles.postgres import OwnPostgres
from tests.doubles.redis import OwnRedis

AT_ONCE = 4  # conversations; each sends two messages at a time
FAILED = {"error", "unavailable"}


@dataclass
class Window:
    """When PostgreSQL was away, until all servers had noticed that it is back."""

    begins: float = 0.0
    ends: float = 0.0

    def has(self, one: Sent) -> bool:
        """Whether a message was under way then."""
        return self.begins <= one.at + one.seconds and one.at <= self.ends


def main() -> int:
    """Runs both parts; 1 when a message was lost, doubled or never answered."""
    quiet_libraries()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--servers", type=int, default=3)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-"))
    database, redis = OwnPostgres(folder), OwnRedis(folder, free_port())
    servers = Servers(folder, database, redis, open_engine(database.url))
    servers.settings |= {"MADOGUCHI_LIMIT_SENDER": "0", "MADOGUCHI_PROXIES": "1"}
    servers.start(chosen.servers)
    proxy = Proxy(folder, free_port(), [desk.port for desk in servers.desks])
    try:
        time.sleep(1)
        is_well = report("nothing is killed", servers, pairs(proxy.port, chosen.pairs, AT_ONCE), 0, Window())
        counted = turns(servers)
        without = Window()
        trouble = Thread(target=kill_in_turn, args=(servers, without))
        trouble.start()
        sent = []
        while trouble.is_alive():
            sent += pairs(proxy.port, 4 * AT_ONCE, AT_ONCE)
        return (
            0 if report("servers, Redis and PostgreSQL are killed", servers, sent, counted, without) and is_well else 1
        )
    finally:
        proxy.stop()
        servers.end()
        shutil.rmtree(folder, ignore_errors=True)


def kill_in_turn(servers: Servers, without: Window) -> None:
    """Kills every part once and starts it again, while visitors ask."""
    for place, desk in enumerate(servers.desks[:2]):
        time.sleep(3)
        say(f"kill -9 of server {place + 1}")
        desk.process.kill()
        desk.process.wait()
        servers.restart(place)
        say(f"server {place + 1} is back")
    time.sleep(3)
    say("kill -9 of Redis")
    servers.redis.kill()
    time.sleep(8)
    servers.redis.start()
    say("Redis is back")
    time.sleep(5)
    say("SIGTERM to server 3, as at a rolling restart")
    servers.desks[-1].process.send_signal(signal.SIGTERM)
    servers.desks[-1].process.wait()
    servers.restart(len(servers.desks) - 1)
    say("server 3 is back; PostgreSQL is stopped")
    without.begins = time.monotonic()
    servers.database.stop()
    time.sleep(5)
    servers.database.start()
    say("PostgreSQL is back")
    servers.wait_until(lambda: all(servers.ready(place)["store"] for place in range(len(servers.desks))))
    without.ends = time.monotonic()
    time.sleep(8)


def say(what: str) -> None:
    """Tells what happens."""
    print(f"  {time.strftime('%H:%M:%S')} {what}", flush=True)


def turns(servers: Servers) -> int:
    """All turns that were counted."""
    with servers.engine.connect() as connection:
        return int(connection.execute(select(func.sum(TURNS.c["count"]))).scalar() or 0)


def report(what: str, servers: Servers, sent: list[list[Sent]], counted_before: int, without: Window) -> bool:
    """Prints what became of the messages; whether none was lost, doubled or left."""
    messages = [one for two in sent for one in two]
    kept = Counter[str]()
    in_order = 0
    for one, _other in sent:
        kept.update(event["message_id"] for event in servers.events(one.session, "user"))
        in_order += "UU" not in servers.kinds(one.session)
    answered = [one for one in messages if one.status == 200]
    failed = [one for one in answered if one.topic in FAILED]
    sure = [one for one in answered if one.topic not in FAILED]
    lost, doubled = [one for one in sure if not kept[one.name]], [one for one in messages if kept[one.name] > 1]
    unlike = [one for one in (*lost, *failed) if not without.has(one)]
    times = sorted(one.seconds for one in messages)
    again, late = sum(one.tries > 1 for one in messages), times[int(len(times) * 0.95)]
    print(f"{what}: {len(sent)} pairs over {len(servers.desks)} servers")
    print(f"  answered {len(answered)} of {len(messages)}, of these with the telephone line alone {len(failed)}")
    print(f"  sent again {again}, answered but not kept {len(lost)}, doubled {len(doubled)}")
    print(f"  not kept or not answered outright while PostgreSQL was there {len(unlike)}")
    print(f"  conversations in which each message was answered before the next {in_order} of {len(sent)}")
    print(f"  turns counted {turns(servers) - counted_before}, kept messages {sum(kept.values())}")
    print(f"  seconds: median {statistics.median(times):.3f}, 95 % {late:.3f}, longest {times[-1]:.2f}")
    return len(answered) == len(messages) and not doubled and not unlike and in_order == len(sent)


if __name__ == "__main__":
    sys.exit(main())
