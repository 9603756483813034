"""What Rasa 3.6 works out anew each time, worked out once (docs/decisions/0012)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


@cache
def validators() -> dict[str, Draft202012Validator]:
    """A validator for each kind of event that an action may return."""
    kinds = RemoteAction.action_response_format_spec()["properties"]["events"]["items"]["oneOf"]
    return {kind["properties"]["event"]["const"]: Draft202012Validator(kind) for kind in kinds}


def check_result(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Checks what an action returned, as Rasa does, without checking Rasa's own schema before.

    Raises:
        ValidationError: when it is something else than events and responses.
    """
    for response in result.get("responses") or []:
        if not isinstance(response, dict):
            raise ValidationError(f"A response of '{action.name()}' is no object.")
    for event in result.get("events") or []:
        kind = event.get("event") if isinstance(event, dict) else None
        if kind not in validators():
            raise ValidationError(f"'{action.name()}' returned an event of no known kind: {kind}.")
        validators()[kind].validate(event)
    return True


def take_shortcuts() -> None:
    """Installs the shortcuts; a second time changes nothing."""
    RemoteAction._validate_action_result = check_result
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
