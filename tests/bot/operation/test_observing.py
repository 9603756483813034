"""What IT sees of a running desk: metrics of every turn, a log for machines, one trace id from channel to action."""

from __future__ import annotations

import re
import secrets
import urllib.request
from collections import Counter

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.settings import ROOT
from tests.bot.operation.host import HUMAN, JSON, LOST, Host

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"
MY_NUMBER, SECRET = "1234 5678 9018", "a-name-that-nobody-else-has"


def samples(host: Host, name: str) -> dict[tuple[str, ...], float]:
    """The values of a metric, by the values of its labels in the order of their names."""
    found = [one for family in text_string_to_metric_families(host.metrics()) for one in family.samples]
    return {
        tuple(value for _label, value in sorted(one.labels.items())): one.value for one in found if one.name == name
    }


def grown(host: Host, before: dict[tuple[str, ...], float], name: str) -> Counter[tuple[str, ...]]:
    """How much each value has grown."""
    now = samples(host, name)
    return Counter(
        {
            labels: round(value - before.get(labels, 0))
            for labels, value in now.items()
            if value != before.get(labels, 0)
        }
    )


def post(host: Host, message: str, **headers: str) -> str:
    """Sends a message over REST; the trace id of the answer."""
    body = f'{{"sender": "{SECRET}", "message": "{message}"}}'.encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{host.desk.port}/webhooks/rest/webhook", body, {**JSON, **headers}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(answer.headers["traceresponse"])


def test_every_turn_is_counted_by_channel_language_topic_band_and_outcome(host: Host) -> None:
    before = samples(host, "madoguchi_turns_total")
    for language, words in LOST.items():
        host.ask(words, language)
    host.web(secrets.token_urlsafe(24), '/ask_topic{"topic": "scam"}', secrets.token_urlsafe(24))
    host.ask(HUMAN["en"], "en")
    host.ask("What do you think of the zebra crossing in front of the opera house?", "en")
    host.ask("When does my card expire?", "en")
    found = grown(host, before, "madoguchi_turns_total")
    assert found.total() == len(LOST) + 4
    for language in LOST:  # labels in the order of their names: band, channel, language, outcome, topic
        assert found["alarm", "rest", language, "answered", "lost_card"] == 1
    assert sum(count for labels, count in found.items() if labels[1] == "web") == 1
    assert sum(count for labels, count in found.items() if labels[3:] == ("handed_over", "human_handoff")) == 1
    assert sum(count for labels, count in found.items() if labels[3] in ("uncertain", "unanswered")) == 1
    assert sum(count for labels, count in found.items() if labels[3] == "asked") == 1


def test_masked_numbers_are_counted_and_steps_measured(host: Host) -> None:
    masked, steps = samples(host, "madoguchi_masked_total"), samples(host, "madoguchi_turn_step_seconds_count")
    host.ask(f"My number is {MY_NUMBER}, and I lost my card", "en")
    assert grown(host, masked, "madoguchi_masked_total") == {("my_number",): 1}
    assert {step for (step,) in grown(host, steps, "madoguchi_turn_step_seconds_count")} >= {
        "remember",
        "gate",
        "understand",
        "answer",
        "keep",
    }


def test_every_metric_is_documented_and_no_other(host: Host) -> None:
    host.ask(HUMAN["en"], "en")
    shown = {
        family.name for family in text_string_to_metric_families(host.metrics()) if family.name.startswith("madoguchi_")
    }
    told = set(
        re.findall(r"^\| `(madoguchi_[a-z_]+?)(?:_total)?`", (ROOT / "docs" / "metrics.md").read_text(), re.MULTILINE)
    )
    assert shown - told == set() and told - shown == set()


@pytest.mark.parametrize("path", ["/metrics", "/copilot", "/copilot/", "/copilot/start", "/sign-in"])
def test_what_is_staffs_is_at_staffs_address_alone(host: Host, path: str) -> None:
    assert host.desk.request(path)[0] == 404
    assert host.staff(path)[0] in (200, 401)  # the door, not nothing


def test_visitors_pages_are_at_both(host: Host) -> None:
    assert host.staff("/readyz")[0] == host.desk.request("/readyz")[0] == host.desk.request("/")[0] == 200


def test_a_trace_id_goes_from_the_channel_to_the_action_and_back_and_into_the_log(host: Host) -> None:
    since = len(host.log())
    host.actions.traces.clear()
    assert post(host, HUMAN["en"], traceparent=PARENT).split("-")[1] == TRACE
    assert host.actions.traces and all(
        trace.split("-")[1] == TRACE and trace != PARENT for trace in host.actions.traces
    )
    host.actions.answer_in("an error")
    try:
        post(host, HUMAN["en"], traceparent=PARENT)
    finally:
        host.actions.answer_in("right")
    assert [entry for entry in host.entries(since) if entry.get("trace") == TRACE and entry["level"] == "ERROR"]


@pytest.mark.parametrize(
    "header", ["", "00-0-0-01", f"00-{'0' * 32}-b7ad6b7169203331-01", f"ff-{TRACE}-b7ad6b7169203331-01", f"00-{SECRET}"]
)
def test_a_trace_id_that_is_none_is_not_taken_over(host: Host, header: str) -> None:
    version, trace, step, _flags = post(host, LOST["en"], traceparent=header).split("-")
    assert (version, len(trace), len(step)) == ("00", 32, 16) and trace not in (TRACE, "0" * 32)


def test_the_log_is_json_without_what_anybody_wrote(host: Host) -> None:
    since = len(host.log())
    host.actions.answer_in("a list")
    try:
        post(host, f"{MY_NUMBER} zebra-crossing, I want to talk to a human please")
    finally:
        host.actions.answer_in("right")
    entries = host.entries(since)
    assert entries and all({"time", "level", "logger", "message"} <= set(entry) for entry in entries)
    assert not re.search(f"{SECRET}|{MY_NUMBER}|zebra-crossing|talk to a human", host.log())
