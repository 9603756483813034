"""The PIN doctor's replies."""

from __future__ import annotations

from bot.replies.builder import Extras
from bot.replies.context import Context, button, note, point, say
from bot.replies.reply import Button, Reply, Text
from knowledge.pins import Diagnosis, load_phrases, load_pins, load_symptoms, sentences


def pin_doctor(context: Context, diagnosis: Diagnosis) -> Reply:
    """Tells which PIN it is; without a symptom asks for the screen, one button each."""
    if not diagnosis["symptom"]:
        return context.reply("pin_doctor", Extras(buttons=symptom_buttons(), brief=True))
    symptom = load_symptoms()[diagnosis["symptom"]]
    phrases = load_phrases()
    first, *others = (load_pins()[pin] for pin in diagnosis["pins"])
    which = say(phrases["several" if others else "one"], pin=Text(first.called))
    told = [say(text) for text in sentences(first)[1:]]
    resets = [say(phrases[f"reset_{place}"]) for place in first.resets]
    if diagnosis.get("is_stuck"):  # what to do now comes first, then which PIN it is
        lead, rest = tuple(resets), [which, *(text for text in told if text not in resets)]
    else:
        lead, rest = (which,), told
    extras = Extras(
        lead=lead,
        points=[point(text) for text in [*rest, *(say(pin.which) for pin in others)]],
        notes=[note(say(symptom.note))] if symptom.note else [],
    )
    return context.reply("pin_found", extras)


def symptom_buttons() -> list[Button]:
    """One button a screen or situation."""
    return [
        button(symptom.title, f'/pin_doctor{{"pin_symptom": "{name}"}}') for name, symptom in load_symptoms().items()
    ]
