"""What the page asks during a call: suggestions, an answer in two columns, dates, PINs, lines."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypedDict

from actions.kiosk import steps_of
from bot import clock
from bot.channels.rest import BadRequest
from bot.channels.web.labels import ERAS, LABELS
from bot.channels.web.requests import Record, is_drawn
from bot.copilot.call_phrases import PRINTED, composing
from bot.copilot.dialogues import WORDS, read_answers
from bot.copilot.expiry_input import read_draft, refusal
from bot.copilot.office_hours import Office, describe_office
from bot.copilot.reading_aids import with_aids
from bot.copilot.suggestions import Suggestion, Suggestions
from bot.copilot.throttle import Pace
from bot.copilot.topics import KIOSK, PINS, openable
from bot.copilot.two_columns import Choice, Columns, build_columns, side_by_side
from bot.dialogue.agent import GuardedAgent
from bot.i18n.formatting import write_date
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.replies.context import Context
from bot.replies.expiry_question import RESIDENCES
from bot.replies.expiry_result import build_result
from bot.replies.kiosk import PREFIX, ask_step, kiosk_result
from bot.replies.phone_lines import Link
from bot.replies.pins import pin_doctor
from bot.replies.reply import Reply, for_every_reader
from bot.replies.side_by_side import Row
from expiry.draft import DATES
from expiry.report import build_report
from knowledge.kiosk import next_step
from knowledge.pins import Diagnosis, diagnose, load_symptoms

MOST_TYPED = 300  # characters; no agent types more while somebody speaks


def one_of_ours(record: Record, field: str, known: Collection[str], what: str) -> str:
    """A field that holds one of our own names.

    Args:
        record: the body, unchecked.
        field: whose value is read.
        known: our names.
        what: the names in words, for the refusal.

    Raises:
        BadRequest: when it does not.
    """
    value = record.get(field)
    if not isinstance(value, str) or value not in known:
        raise BadRequest(f"'{field}' must be {what}.")
    return value


def language_of(record: Record) -> str:
    """The caller's language.

    Raises:
        BadRequest: when it is none of ours.
    """
    return one_of_ours(record, "language", LANGUAGES, f"one of {', '.join(LANGUAGES)}")


class SuggestedTopic(TypedDict):
    """A topic for what was typed: its title in Japanese and for the caller, and the question that is worded alike.

    Attributes:
        pages: of the booklet; none where it does not have the topic.
        hosts: of the other pages that the answer rests on.
        as_of: the booklet's day, written in Japanese.
    """

    topic: str
    title: str
    caller: str
    confidence: float
    question: str | None
    pages: list[int]
    hosts: list[str]
    as_of: str


class Suggested(TypedDict):
    """What is suggested, and the caller's language after what was typed."""

    language: str
    suggestions: list[SuggestedTopic]


class Lines(TypedDict):
    """Every line at this moment, the office's counter, and the day as a slip says it, by language."""

    lines: list[Link]
    office: Office
    printed: dict[str, str]


Era = TypedDict("Era", {"name": str, "from": str})  # of the Japanese calendar; its first day as ISO date


class Start(Lines):
    """What the page needs once: names and choices by key, in Japanese, and the sentences around an answer."""

    languages: dict[str, str]
    symptoms: dict[str, str]
    residences: dict[str, str]
    dates: list[str]
    eras: dict[str, Era]
    composing: dict[str, dict[str, str]]


class Calls:
    """Answers the page; nothing of a call is kept."""

    def __init__(self, agent: GuardedAgent, now: Callable[[], datetime] = clock.now) -> None:
        self._speaker, self._suggestions, self._pace, self._now = agent.speaker, Suggestions(agent), Pace(), now
        self._openable = openable(agent.speaker)

    async def answer(self, name: str, record: Record) -> Columns | Suggested:
        """Answers one request by its name.

        Raises:
            BadRequest: naming the field that is wrong.
            Overtaken: when the same page has asked for something else meanwhile.
        """
        if name == "suggest":
            text, language = record.get("text"), language_of(record)
            if not isinstance(text, str) or len(text) > MOST_TYPED:
                raise BadRequest(f"'text' must be a string of at most {MOST_TYPED} characters.")
            page, has_paused = record.get("page"), record.get("paused") is True
            return await self._pace.run(
                page if is_drawn(page) else None, lambda: self.suggest(text, language, has_paused)
            )
        answers = {"answer": self.columns, "expiry": self.dates, "pin": self.pin}
        shown = answers[name](record, language_of(record))
        return await asyncio.to_thread(with_aids, shown, self._speaker.ward)  # nobody else waits for how it is read

    def suggest(self, text: str, caller: str, has_paused: bool = False) -> Suggested:
        """Up to five topics for what was typed so far."""
        found = self._suggestions.suggest(text, caller, has_paused)
        as_of = write_date(self._speaker.booklet.as_of, ORIGINAL)
        shown = [self._suggestion(one, caller, as_of) for one in found.topics]
        return {"language": found.language, "suggestions": shown}

    def _suggestion(self, one: Suggestion, caller: str, as_of: str) -> SuggestedTopic:
        speaker, answer = self._speaker, self._speaker.answers[one.topic]
        title, sources = answer.title, speaker.booklet.sources.get(answer.about or one.topic, ())
        return {
            "topic": one.topic,
            "title": speaker.say(title, ORIGINAL),
            "caller": speaker.say(title, caller),
            "confidence": round(one.confidence, 3),
            "question": one.question,
            "pages": sorted({source.page for source in sources}),
            "hosts": speaker.hosts(answer),
            "as_of": as_of,
        }

    def columns(self, record: Record, caller: str) -> Columns:
        """The answer of a topic.

        Raises:
            BadRequest: for a topic that is none.
        """
        topic = one_of_ours(record, "topic", self._openable, "a topic of the booklet")
        dialogues = {KIOSK: self.kiosk, PINS: self.which_pin}
        return dialogues[topic](record, caller) if topic in dialogues else self._columns(topic, caller)

    def _columns(self, topic: str, caller: str) -> Columns:
        return build_columns(topic, caller, self._speaker, self._now())

    def kiosk(self, record: Record, caller: str) -> Columns:
        """The next question of the kiosk doctor, with how to see it and the words to choose from; else its cause.

        Raises:
            BadRequest: for answers that are none.
        """
        answers = read_answers(record)
        step = next_step(answers)
        if step is None:
            return self._both(caller, lambda context: kiosk_result(context, {**steps_of(answers), "stopped": False}))
        asked = self._both(
            caller, lambda context: ask_step(context, f"{PREFIX}{step.id}"), kiosk_notes={"remark": "help"}
        )
        return {
            **asked,
            "step": step.id,
            "choices": [{"word": word, **self._told(WORDS[word], caller)} for word in WORDS],
        }

    def which_pin(self, record: Record, caller: str) -> Columns:
        """The screens and situations that a PIN is asked for on, to choose from."""
        asked = self._both(caller, lambda context: pin_doctor(context, {"symptom": None, "pins": []}))
        symptoms = load_symptoms().items()
        return {**asked, "choices": [{"symptom": name, **self._told(one.title, caller)} for name, one in symptoms]}

    def _told(self, msgid: str, caller: str) -> Choice:
        return {"ja": self._speaker.say(msgid, ORIGINAL), "caller": self._speaker.say(msgid, caller)}

    def dates(self, record: Record, caller: str) -> Columns:
        """When a card ends; {"problem"} tells the agent what cannot be.

        Raises:
            BadRequest: naming the field that is no date.
        """
        today = self._now().date()
        draft = read_draft(record)
        wrong = refusal(draft, today)
        if wrong:
            return {"problem": self._speaker.say(self._speaker.answers[f"expiry_{wrong}"].lead, ORIGINAL)}
        said = build_report(draft, today)
        shown = self._both(caller, lambda context: build_result(context, said))
        rows: list[Row] = [{**row, "own": True} if row["kind"] == "lead" else row for row in shown["rows"]]
        return {**shown, "rows": rows, "personal": True}

    def pin(self, record: Record, caller: str) -> Columns:
        """Which PIN a screen asks for.

        Raises:
            BadRequest: for a screen that we do not know.
        """
        symptom = one_of_ours(record, "symptom", load_symptoms(), "one of those that start names")
        diagnosis: Diagnosis = {"symptom": symptom, "pins": [pin.id for pin in diagnose(symptom)]}
        return self._both(caller, lambda context: pin_doctor(context, diagnosis))

    def _both(self, caller: str, make: Callable[[Context], Reply], **slots: object) -> Columns:
        now = self._now()
        reply = for_every_reader(lambda is_foreign: make(Context(self._speaker, is_foreign, now, slots)))
        return side_by_side(reply, caller, self._speaker)

    def start(self) -> Start:
        """What the page needs once: names, choices, and the sentences around an answer."""
        say = self._speaker.say
        symptoms = load_symptoms().items()
        return {
            "languages": {code: language.name for code, language in LANGUAGES.items()},
            "symptoms": {name: say(symptom.title, ORIGINAL) for name, symptom in symptoms},
            "residences": {name: say(title, ORIGINAL) for name, title in RESIDENCES.items()},
            "dates": list(DATES),
            "eras": {name: {"name": LABELS[name], "from": era.first_day.isoformat()} for name, era in ERAS.items()},
            "composing": composing(self._speaker),
            **self.lines(),
        }

    def lines(self) -> Lines:
        """Every line with its state at this moment, the office's counter, and the day as a slip says it."""
        now, speaker = self._now(), self._speaker
        return {
            "lines": speaker.telephone.all_lines(ORIGINAL, now),
            "office": describe_office(speaker, now),
            "printed": {code: speaker.say(PRINTED, code, date=write_date(now.date(), code)) for code in LANGUAGES},
        }
