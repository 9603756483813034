"""The dashboard and the alerts of deploy/monitoring against a real Prometheus that asks a real desk."""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT
from tests.bot.operation.host import HUMAN, LOST, Host
from tests.desk import free_port
from tests.doubles.prometheus import OwnPrometheus

pytestmark = pytest.mark.needs("prometheus")
MONITORING = ROOT / "deploy" / "monitoring"
RULES = MONITORING / "alerts.yml"
WAIT_SECONDS = 60
GRAFANA = {"$__rate_interval": "1m", "$instance": ".*"}  # what Grafana puts in


def queries() -> list[tuple[str, str]]:
    """The title of each panel and what it asks."""
    panels = json.loads((MONITORING / "dashboard.json").read_text())["panels"]
    return [(panel["title"], target["expr"]) for panel in panels for target in panel.get("targets", [])]


def alerts() -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = yaml.safe_load(RULES.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def asked(query: str) -> set[str]:
    """The metrics that a query names."""
    return set(re.findall(r"\b(?:madoguchi|process)_[a-z_]+|\bup\b", query))


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def has_result(prometheus: OwnPrometheus, query: str) -> bool:
    return bool(prometheus.ask(query))


@pytest.fixture(scope="module")
def prometheus(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnPrometheus]:
    for language, words in LOST.items():
        host.ask(words, language)
        host.ask(HUMAN[language], language)
    host.ask("My number is 1234 5678 9018", "en")
    server = OwnPrometheus(
        tmp_path_factory.mktemp("prometheus"), free_port(), f"127.0.0.1:{host.staff_port}", rules=RULES
    )
    try:
        wait_until(lambda: bool(server.ask("count_over_time(madoguchi_turns_total[1m]) > 2")))
        yield server
    finally:
        server.stop()


@pytest.mark.parametrize(
    "command", ["check config prometheus.yml", "check rules alerts.yml", "test rules alerts_test.yml"]
)
def test_prometheus_takes_the_files(command: str) -> None:
    done = subprocess.run(["promtool", *command.split()], cwd=MONITORING, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_query_of_the_dashboard_finds_something(host: Host, prometheus: OwnPrometheus) -> None:
    host.ask(LOST["ja"], "ja")
    known = prometheus.names()
    for title, query in queries():
        for name, value in GRAFANA.items():
            query = query.replace(name, value)
        assert asked(query) <= known, title
        wait_until(partial(has_result, prometheus, query))


def test_every_alert_is_evaluated_and_none_names_what_is_not_there(prometheus: OwnPrometheus) -> None:
    wait_until(lambda: prometheus.evaluated_rules() == len(alerts()))
    assert prometheus.unhealthy_rules() == []
    assert set().union(*(asked(rule["expr"]) for rule in alerts())) <= prometheus.names()


def test_every_alert_fires_in_a_test_and_says_what_to_do_in_the_docs() -> None:
    tests = (MONITORING / "alerts_test.yml").read_text()
    told = (ROOT / "docs" / "metrics.md").read_text()
    for rule in alerts():
        name = rule["alert"]
        assert re.search(rf"alertname: {name}\n +exp_alerts:\n +- exp_labels", tests), name
        assert f"| `{name}` |" in told and rule["labels"]["severity"] in ("page", "ticket")


def test_what_is_away_is_seen(host: Host, prometheus: OwnPrometheus) -> None:
    host.actions.answer_in("dead")
    try:
        wait_until(lambda: bool(prometheus.ask('madoguchi_ready{part="actions"} == 0')))
    finally:
        host.actions.answer_in("right")
    wait_until(lambda: bool(prometheus.ask('madoguchi_ready{part="actions"} == 1')))


def test_the_dashboard_is_one_that_grafana_reads() -> None:
    board = json.loads((MONITORING / "dashboard.json").read_text())
    places = [panel["gridPos"] for panel in board["panels"]]
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    assert all(place["x"] + place["w"] <= 24 for place in places)
    cells = [(x, y) for p in places for x in range(p["x"], p["x"] + p["w"]) for y in range(p["y"], p["y"] + p["h"])]
    assert len(cells) == len(set(cells))  # no panel lies on another
    assert all(panel["datasource"]["uid"] == "${datasource}" for panel in board["panels"] if panel["type"] != "row")
    assert Path(MONITORING, "dashboard.json").stat().st_size < 100_000
