"""Why the desk replied as it did: the model's explanation, the policy and the rule; for staff and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypedDict

import yaml
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.constants import EXPLANATION
from bot.nlu.explainer import Explanation
from bot.settings import ROOT

LISTEN = "action_listen"
RULES = ROOT / "data" / "rules"


# One step of a rule in data/rules: an intent, one of several, or an action.
RuleStep = TypedDict("RuleStep", {"intent": str, "action": str, "or": "list[RuleStep]"}, total=False)


class Step(TypedDict):
    """An action, the policy that chose it, and the rule that answers the intent with it."""

    policy: str | None
    action: str | None
    rule: str | None


class Trace(TypedDict):
    """How the desk came to its reply; `explanation` is None where nothing was classified."""

    topic: str | None
    explanation: Explanation | None
    steps: list[Step]


@cache
def load_rules() -> dict[tuple[str, str], str]:
    """The rule that answers an intent with an action: (intent, action) to the rule's name."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(RULES.glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules", []):
            steps: list[RuleStep] = rule["steps"]
            for intent in intents(steps):
                for step in steps:
                    if "action" in step:
                        found.setdefault((intent, step["action"]), rule["rule"])
    return found


def intents(steps: Iterable[RuleStep]) -> Iterator[str]:
    """The intents of a rule's steps."""
    for step in steps:
        yield from (one["intent"] for one in step.get("or", [step]) if "intent" in one)


def trace(tracker: DialogueStateTracker) -> dict[str, object]:
    """What was understood of the last message, and each action that followed with its policy and rule."""
    message = tracker.latest_message
    intent = (message.intent or {}).get("name") if message else None
    found: Trace = {
        "topic": intent,
        "explanation": (message.parse_data or {}).get(EXPLANATION) if message else None,
        "steps": [
            {
                "policy": event.policy,
                "action": event.action_name,
                "rule": load_rules().get((str(intent), str(event.action_name))),
            }
            for event in last_actions(tracker)
        ],
    }
    return dict(found)


def last_actions(tracker: DialogueStateTracker) -> list[ActionExecuted]:
    """The actions after the last message."""
    found: list[ActionExecuted] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted) and event.action_name != LISTEN:
            found.insert(0, event)
    return found
