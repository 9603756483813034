"""What replaces Rasa's own still does what Rasa does."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet

from bot.shortcuts import check_result, take_shortcuts, validators

ACTION = RemoteAction("action_test", None)
GOOD = {
    "events": [{"event": "slot", "name": "a", "value": 1, "timestamp": None}, {"event": "active_loop", "name": None}],
    "responses": [{}],
}


# fmt: off
@pytest.mark.parametrize("result", [
    {"events": [{"event": "nonsense"}]}, {"events": ["slot"]}, {"events": [{"name": "a"}]}, {"responses": ["text"]},
    {"events": [{"event": "slot", "value": 1}]},
])
# fmt: on
def test_both_refuse(result: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        check_result(ACTION, result)
    with pytest.raises(ValidationError):
        validate(result, RemoteAction.action_response_format_spec())


@pytest.mark.parametrize("result", [{}, GOOD, {"events": [], "responses": []}])
def test_both_accept(result: dict[str, Any]) -> None:
    assert check_result(ACTION, result)
    validate(result, RemoteAction.action_response_format_spec())


def test_every_kind_of_event_has_its_validator() -> None:
    assert len(validators()) == len(RemoteAction.action_response_format_spec()["properties"]["events"]["items"]["oneOf"])


def test_events_are_found_by_their_names() -> None:
    take_shortcuts()
    take_shortcuts()
    assert Event.resolve_by_type("slot") is SlotSet
    with pytest.raises(ValueError, match="Unknown event name"):
        Event.resolve_by_type("nonsense")
