"""The PIN doctor: from a screen or situation to the PIN that is asked for."""

from __future__ import annotations

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.entities import values_of
from knowledge.pins import STUCK, Diagnosis, diagnose, load_symptoms

SYMPTOM = "pin_symptom"


def diagnose_symptoms(symptoms: list[str]) -> Diagnosis:
    """The symptom and its PINs, likeliest first; without a known symptom, what to ask.

    >>> diagnose_symptoms(["kiosk"])["pins"], diagnose_symptoms([])
    (['user_certificate'], {'symptom': None, 'pins': [], 'is_stuck': False})
    """
    symptom = next((one for one in symptoms if one in load_symptoms()), None)
    pins = [pin.id for pin in diagnose(symptom)] if symptom else []
    return {"symptom": symptom, "pins": pins, "is_stuck": STUCK in symptoms}


class ActionPinDoctor(Action):
    """Tells which PIN it is, or asks for the screen."""

    def name(self) -> str:
        """The action's name in the Rasa domain."""
        return "action_pin_doctor"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Decides; the wording is the NLG's."""
        dispatcher.utter_message(response="utter_pin_doctor", diagnosis=diagnose_symptoms(values_of(tracker, SYMPTOM)))
        return []
