"""The PIN doctor's replies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.replies.builder import Extras, Reply
from bot.replies.context import Turn
from knowledge.pins import load_phrases, load_pins, load_symptoms, sentences


def pin_doctor(turn: Turn, diagnosis: Mapping[str, Any]) -> Reply:
    """Tells which PIN it is; without a symptom asks for the screen, one button each."""
    if not diagnosis["symptom"]:
        return turn.reply("pin_doctor", Extras(buttons=symptom_buttons(turn), brief=True))
    symptom = load_symptoms()[diagnosis["symptom"]]
    phrases = load_phrases()
    first, *others = (load_pins()[pin] for pin in diagnosis["pins"])
    extras = Extras(
        lead=turn.join(turn.say(phrases["several" if others else "one"]), turn.say(first.which)),
        points=[turn.say(text) for text in [*sentences(first)[1:], *(pin.which for pin in others)]],
        notes=[turn.say(symptom.note)] if symptom.note else [],
    )
    return turn.reply("pin_found", extras)


def symptom_buttons(turn: Turn) -> list[dict[str, str]]:
    """One button a screen or situation."""
    return [
        turn.button(symptom.title, f'/pin_doctor{{"pin_symptom": "{name}"}}')
        for name, symptom in load_symptoms().items()
    ]
