"""Lays an answer's parts out as a Flex bubble (messaging-api.yml, FlexBubble)."""

from __future__ import annotations

import json
from datetime import date

from bot.channels.line.utf16 import shorten
from bot.i18n import phrases
from bot.i18n.catalogues import _
from bot.i18n.formatting import fill
from bot.replies.phone_lines import Link
from bot.replies.sources import write_source
from bot.replies.writing import Custom, Written, reader_of_custom
from bot.text.json_values import JsonObject, JsonValue
from knowledge.facts import Facts

Component = JsonObject  # messaging-api.yml, FlexComponent, FlexBubble, Action
CALL = _("{phone}に電話する")
MOST_BYTES = 30 * 1024  # of a bubble's JSON (Messaging API reference, bubble)
MOST_LABEL = 40  # graphemes of a Flex button
NAVY, WHITE, GREY = "#003366", "#FFFFFF", "#555555"
MARGIN = "md"
POSTBACK = "postback"  # the kind of a link that no other channel has: it asks the channel itself


def bubble(reply: Written, facts: Facts, with_lead: bool = True) -> Component:
    """The bubble of a reply: title, lead, points, notes, source and as-of lines, and a button for each link."""
    custom = reply["custom"]
    answer, language = custom["answer"], reader_of_custom(custom)
    groups = {
        "lead": [text(answer["lead"], weight="bold", size="md")] if with_lead else [],
        "phone_lines": [phone_lines(link) for link in answer["links"] if link["kind"] == "tel"],
        "points": [point(one) for one in answer["points"]],
        "notes": [note(one, language, facts) for one in answer["notes"]],
    }
    contents = [component for group in reply["order"] for component in groups.get(group, ())]
    footer = buttons(answer["links"], language, facts)
    return framed(answer["title"], [*contents, *origin(custom, facts)], footer)


def framed(title: str, contents: list[Component], footer: list[Component]) -> Component:
    """A bubble: its title on a coloured band, the contents, the buttons at its foot."""
    return {
        "type": "bubble",
        "size": "giga",
        "header": box([text(title, weight="bold", size="lg", color=WHITE)], backgroundColor=NAVY),
        "body": box(contents, spacing=MARGIN),
        **({"footer": box(footer, spacing="sm")} if footer else {}),
    }


def fits(container: Component) -> bool:
    """Whether LINE takes a bubble of this size, even if it counts escaped letters."""
    return len(json.dumps(container).encode()) <= MOST_BYTES


def text(content: str, **style: JsonValue) -> Component:
    """A paragraph that follows the reader's font size."""
    return {"type": "text", "text": content, "wrap": True, "scaling": True, **style}


def box(contents: list[Component], **style: JsonValue) -> Component:
    """Components one below the other."""
    return {"type": "box", "layout": "vertical", "contents": contents, **style}


def point(content: str) -> Component:
    """One point of a list."""
    bullet: Component = {"type": "text", "text": "・", "flex": 0, "size": "md", "scaling": True}
    return {"type": "box", "layout": "horizontal", "contents": [bullet, text(content, size="md", flex=1)]}


def note(content: str, language: str, facts: Facts) -> Component:
    """Something to watch out for."""
    return text(fill(phrases.NOTE_MARK, language, facts, text=content), size="sm", color=GREY)


def phone_lines(link: Link) -> Component:
    """A telephone line: name and number, then whether it is open, the key to press, the cost, the languages.

    Its hours follow where the link has them.
    """
    named = text(f"☎ {link['label']} {link['value']}", weight="bold", size="md", color=NAVY)
    told = [told for told in (link.get("note"), link.get("hours")) if told is not None]
    return box([named, *(text(one, size="sm", color=GREY) for one in told)])


def origin(custom: Custom, facts: Facts) -> list[Component]:
    """What has changed since, where the answer stands, and as of when."""
    language, as_of = reader_of_custom(custom), date.fromisoformat(custom["as_of"])
    changes = [fill(phrases.CHANGED, language, facts, text=change) for change in custom["changed_since"]]
    sources = [write_source(source, language, facts, as_of) for source in custom["sources"]]
    lines = [text(line, size="xs", color=GREY) for line in [*changes, *sources]]
    return [{"type": "separator"}, *lines] if lines else []


def buttons(links: list[Link], language: str, facts: Facts) -> list[Component]:
    """A button for each link; the first stands out."""
    return [button(link, language, facts, is_first=number == 0) for number, link in enumerate(links)]


def button(link: Link, language: str, facts: Facts, is_first: bool) -> Component:
    """The button of a link.

    Args:
        link: of an answer.
        language: the reader's.
        facts: fill the label.
        is_first: whether it stands out.
    """
    style = {"style": "primary", "color": NAVY} if is_first else {"style": "secondary"}
    return {"type": "button", "action": action_of(link, language, facts), "height": "sm", "scaling": True, **style}


def action_of(link: Link, language: str, facts: Facts) -> Component:
    """What a tap on a link does: call, open, or ask the channel, with the button's words shown in the chat."""
    kind, label, value = link["kind"], link["label"], link["value"]
    if kind == POSTBACK:
        return {"type": "postback", "label": shorten(label, MOST_LABEL), "data": value, "displayText": label}
    if kind == "tel":
        label, value = fill(CALL, language, facts, phone=value), f"tel:{value}"
    return {"type": "uri", "label": shorten(label, MOST_LABEL), "uri": value}
