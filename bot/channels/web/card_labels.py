"""What the web chat says while a card is read: steps, results and problems (knowledge/card.yml)."""

from __future__ import annotations

from bot.replies.speaker import Speaker
from knowledge.card import load_phrases
from knowledge.pins import load_pins

PREFIXES = {"page": "card_", "states": "card_state_", "problems": "card_problem_"}


def card_labels(speaker: Speaker, language: str) -> dict[str, str]:
    """The texts in one language, by the names under which the browser says them."""
    phrases = load_phrases()
    own = {
        f"{prefix}{name}": speaker.say(text, language)
        for kind, prefix in PREFIXES.items()
        for name, text in phrases[kind].items()
    }
    pins = {
        f"card_pin_{pin.id}": speaker.say(phrases["pins"]["name"], language, name=speaker.say(pin.name, language))
        for pin in load_pins().values()
    }
    tries = {f"card_pin_{name}": speaker.say(phrases["pins"][name], language) for name in ("locked", "open", "unknown")}
    return {**own, **pins, **tries}
