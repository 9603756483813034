"""The limits of the Messaging API that its description does not hold (its reference pages say them)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import regex

from tests.doubles.line_spec import fields_of

CHILDREN = {
    "vertical": {"box", "button", "image", "text", "separator", "filler"},
    "horizontal": {"box", "button", "image", "text", "separator", "filler"},
    "baseline": {"icon", "text", "filler"},
}
QUICK = {"postback", "message", "uri", "datetimepicker", "clipboard", "camera", "cameraRoll", "location"}
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
SCHEMES = re.compile(r"(https?|line|tel):.+")
Problem = tuple[str, str]  # property and what is wrong


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    return len(regex.findall(r"\X", text))


def call_problems(body: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with the messages of one reply or push."""
    messages = body["messages"]
    for number, message in enumerate(messages):
        where = f"messages[{number}]"
        yield from message_problems(where, message)
        if "quickReply" in message and number < len(messages) - 1:
            yield f"{where}.quickReply", "only the last message shows it"


def message_problems(where: str, message: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with one message."""
    if message["type"] == "text" and not 1 <= units(message["text"]) <= 5000:
        yield f"{where}.text", "Length must be between 1 and 5000"
    if message["type"] == "flex":
        yield from flex_problems(where, message)
    for number, item in enumerate((message.get("quickReply") or {}).get("items", [])):
        yield from quick_problems(f"{where}.quickReply.items[{number}]", item["action"])
    if "quickReply" in message and not message["quickReply"]["items"]:
        yield f"{where}.quickReply.items", "May not be empty"


def quick_problems(where: str, action: dict[str, Any]) -> Iterator[Problem]:
    if action["type"] not in QUICK:
        yield f"{where}.action", f"{action['type']} is not allowed here"
    if not 1 <= graphemes(action.get("label", "")) <= 20:
        yield f"{where}.action.label", "Length must be between 1 and 20"
    yield from action_problems(f"{where}.action", action)


def action_problems(where: str, action: dict[str, Any]) -> Iterator[Problem]:
    known = fields_of("Action", action["type"])
    yield from ((f"{where}.{name}", "unknown field") for name in set(action) - known)
    for name in ("displayText", "fillInText", "text"):
        if graphemes(action.get(name, "")) > 300:
            yield f"{where}.{name}", "Length must be 300 at most"
    if action["type"] == "postback" and not action.get("data"):
        yield f"{where}.data", "May not be empty"
    if action["type"] == "uri" and (not SCHEMES.fullmatch(action["uri"]) or len(action["uri"]) > 1000):
        yield f"{where}.uri", "Invalid uri"
    if action["type"] == "datetimepicker" and not action["min"] <= action["initial"] <= action["max"]:
        yield f"{where}.initial", "Not between min and max"


def flex_problems(where: str, message: dict[str, Any]) -> Iterator[Problem]:
    if not 1 <= units(message["altText"]) <= 1500:
        yield f"{where}.altText", "Length must be between 1 and 1500"
    bubble = message["contents"]
    if len(json.dumps(bubble).encode()) > 30 * 1024:
        yield f"{where}.contents", "Too large"
    yield from ((f"/{name}", "unknown field") for name in set(bubble) - fields_of("FlexContainer", bubble["type"]))
    for part in ("header", "body", "footer"):
        if part in bubble:
            yield from component_problems(f"/{part}", bubble[part])


def component_problems(where: str, node: dict[str, Any]) -> Iterator[Problem]:
    yield from ((f"{where}/{name}", "unknown field") for name in set(node) - fields_of("FlexComponent", node["type"]))
    for name, value in node.items():
        if name.lower().endswith("color") and not COLOUR.fullmatch(value):
            yield f"{where}/{name}", "invalid color"
    if node["type"] == "text" and not (node.get("text") or node.get("contents")):
        yield f"{where}/text", "must be non-empty text"
    if node["type"] == "button" and not 1 <= graphemes(node["action"].get("label", "")) <= 40:
        yield f"{where}/action/label", "Length must be between 1 and 40"
    if "action" in node:
        yield from action_problems(f"{where}/action", node["action"])
    if node["type"] == "box":
        for number, child in enumerate(node["contents"]):
            if child["type"] not in CHILDREN[node["layout"]]:
                yield f"{where}/contents/{number}", f"{child['type']} is not allowed in a {node['layout']} box"
            yield from component_problems(f"{where}/contents/{number}", child)
