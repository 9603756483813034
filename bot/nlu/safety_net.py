"""The deterministic net: loss, theft, scams and despair reach the right line in every wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.grammar.circumstances import circumstances
from bot.grammar.denials import silenced
from bot.grammar.distress import is_in_distress
from bot.grammar.recovery import BACK, MISSING, is_found, whereabouts
from bot.i18n.languages import ORIGINAL
from bot.nlu.base import StatelessComponent, add_entities
from bot.nlu.constants import ASPECT, CHANCES, CIRCUMSTANCE, INTENT_RANKING, LANGUAGE, OWN_CHANCES, URGENT
from bot.text.normalization import hiragana, normal_text
from bot.text.scripts import count_scripts

LOST, FOUND, DISTRESS = "lost_card", "found_card", "distress"
ALREADY_TOLD = "already_told"
PLAIN = {"certain": True, "strong": True}  # the marks of what needs no classifier
PATTERNS = Path(__file__).with_suffix(".yml")
HINTS = PATTERNS.with_name("safety_hints.yml")
UNSURE = frozenset({DEFAULT_NLU_FALLBACK_INTENT_NAME, "out_of_scope"})
# How likely a topic must be, by what the message says (measured: docs/decisions/0008).
SUSPICION = {"lost_card": 0.05, "scam": 0.1}  # with a wording: its line is told first
LIKELIHOOD = 0.4  # with hints: as with a wording
SURE = 0.7  # in a sentence without hints: the same
NOTE = 0.2  # with hints: its line is named too
ALONE = 0.5  # in a sentence without hints: the same; a word or two is never enough
TRACE = 0.02  # with a wording, but of none of our things: below this it speaks of something else
SENTENCE = {"en": 5, "ko": 10, "ja": 14, "zh": 9}  # words of English, letters of the others
ASKED_INSTEAD = 0.3  # where the message denies the loss, another topic this likely is what it asks about
BELIEF = 0.05  # with a wording caught, a topic this likely takes over …
RIVALRY = 0.4  # … if it is also this likely beside the likeliest topic
# Answers that fit a loss or a scam themselves, and name its line.
FITTING = {
    "lost_card": frozenset({"lost_card", "found_card", "reissue", "card_safety", "scam"}),
    "scam": frozenset({"scam", "lost_card"}),
}


@dataclass(frozen=True)
class Net:
    """The wordings of one urgent topic."""

    topic: str
    signs: tuple[re.Pattern[str], ...]
    things: tuple[re.Pattern[str], ...] = ()
    others: tuple[re.Pattern[str], ...] = ()
    past: tuple[re.Pattern[str], ...] = ()
    hints: tuple[re.Pattern[str], ...] = ()
    cries: tuple[re.Pattern[str], ...] = ()

    def hinted(self, text: str) -> bool:
        """Whether a normalised text may speak of this: one hint of each kind is in it."""
        return all(kind.search(text) for kind in self.hints) and self.concerns(text)

    def catches(self, text: str) -> bool:
        """Whether a normalised text speaks of this."""
        return any(sign.search(text) for sign in self.signs) and self.concerns(text)

    def is_cried(self, text: str) -> bool:
        """Whether a normalised text says this so plainly that nothing else is asked."""
        return any(cry.search(text) for cry in self.cries)

    def concerns(self, text: str) -> bool:
        """Whether a normalised text is about our things, or at least not about others."""
        return self.names_a_thing(text) or not any(other.search(text) for other in self.others)

    def names_a_thing(self, text: str) -> bool:
        """Whether a normalised text names a thing that this is about."""
        return any(thing.search(text) for thing in self.things)

    def has_happened(self, text: str) -> bool:
        """Whether a message says that it has already been done: told, sent, paid."""
        plain = normal_text(text).casefold() if self.past else ""
        return any(past.search(plain) for past in self.past)


@cache
def nets() -> tuple[Net, ...]:
    """Reads the nets beside this module, the most urgent first."""
    content, hints = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (PATTERNS, HINTS))
    return tuple(
        Net(
            topic,
            **{key: tuple(re.compile(p, re.IGNORECASE) for p in patterns) for key, patterns in parts.items()},
            hints=tuple(re.compile("|".join(kind), re.IGNORECASE) for kind in hints[topic].values()),
        )
        for topic, parts in content.items()
    )


def searchable(text: str, normal_forms: str = "") -> str:
    """What the nets look at: a message, its kana and its words' normal forms, without what it denies."""
    plain = normal_text(text).casefold()
    quiet = silenced(plain)
    writings = (quiet, hiragana(quiet), normal_forms if quiet == plain else "")
    return "\n".join(dict.fromkeys(writings))  # none twice: each costs as much again


def urgent_topics(text: str, normal_forms: str = "") -> list[str]:
    """The urgent topics that a message speaks of.

    >>> urgent_topics("財布ごと盗まれた!"), urgent_topics("Suica落とした"), urgent_topics("カードはなくしていません")
    (['lost_card'], [], [])
    """
    searched = searchable(text, normal_forms)
    return [net.topic for net in nets() if net.catches(searched)]


def is_leaning(message: Message) -> bool:
    """Whether a message is a bare follow-up: "what now?" after a loss names no loss."""
    return any(entity["entity"] == ASPECT for entity in message.get(ENTITIES) or [])


def asked_instead(message: Message) -> str | None:
    """What is asked about where a loss is denied ("not lost, but broken"): the likeliest other topic, or None."""
    plain = normal_text(message.get(TEXT) or "").casefold()
    others = [entry for entry in message.get(INTENT_RANKING) or [] if entry["name"] not in FITTING.keys() | UNSURE]
    is_denied = silenced(plain) != plain
    return others[0]["name"] if is_denied and others and others[0]["confidence"] >= ASKED_INSTEAD else None


def is_sentence(text: str, language: str) -> bool:
    """Whether a message is long enough for its likeness to a loss or a scam to mean something.

    >>> is_sentence("メール", "ja"), is_sentence("I don't have it with me any more", "en")
    (False, True)
    """
    counts = count_scripts(text)
    length = counts["latin"] if language == "en" else counts["kana"] + counts["han"] + counts["hangul"]
    return length >= SENTENCE[language]


def weigh(net: Net, spoken: str, searched: str, chance: float, sentence: bool) -> dict[str, bool] | None:
    """How a message speaks of an urgent topic: by a wording (`certain`), so that it is told first (`strong`); or not.

    Args:
        net: the topic's wordings.
        spoken: the message as `searchable` writes it.
        searched: the same with the normal forms of its words.
        chance: how likely the classifiers find the topic.
        sentence: whether the message is one, as `is_sentence` says.
    """
    if net.is_cried(spoken):
        return dict(PLAIN)
    if net.catches(searched) and (chance >= TRACE or net.names_a_thing(searched)):
        return {"certain": True, "strong": chance >= SUSPICION[net.topic]}
    hinted = chance >= NOTE and net.hinted(spoken)  # below it hints change nothing, and they are the slow ones
    if (hinted and chance >= LIKELIHOOD) or (sentence and chance >= SURE):
        return {"certain": False, "strong": True}
    is_likely = chance >= NOTE if hinted else sentence and chance >= ALONE
    return {"certain": False, "strong": False} if is_likely else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyNet(StatelessComponent):
    """Says urgent topics as entities; takes over from an unsure classifier, and asks back where only it is sure."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks urgent messages; a button says what it means."""
        for message in messages:
            if not (message.get(TEXT) or "").startswith("/"):
                self._mark(message)
        return messages

    def _mark(self, message: Message) -> None:
        text, chances = message.get(TEXT) or "", message.get(OWN_CHANCES) or message.get(CHANCES) or {}
        forms = "".join(token.lemma for token in message.get(TOKENS_NAMES[TEXT]) or [])
        spoken, searched = searchable(text), searchable(text, forms)
        sentence = is_sentence(text, message.get(LANGUAGE) or ORIGINAL)
        weighed = {net.topic: weigh(net, spoken, searched, chances.get(net.topic, 0.0), sentence) for net in nets()}
        state = whereabouts(text)
        if state:  # back: no loss any more; missing: a loss, whatever "found" sounds like
            weighed[LOST] = None if state == BACK else dict(PLAIN)
        found = {topic: marks for topic, marks in weighed.items() if marks}
        self._tell_circumstances(message, text)
        told = [net.topic for net in nets() if net.has_happened(text)]
        add_entities(message, self, [{"entity": ALREADY_TOLD, "value": topic} for topic in told])
        add_entities(message, self, [{"entity": URGENT, "value": topic, **marks} for topic, marks in found.items()])
        if is_in_distress(text):
            self._put_first(message, DISTRESS)
        elif LOST in found and (state == MISSING or nets()[0].is_cried(spoken)):
            self._put_first(message, LOST)
        elif state == BACK and (message.get(INTENT) or {}).get("name") == LOST:
            self._put_first(message, FOUND if is_found(text) else DEFAULT_NLU_FALLBACK_INTENT_NAME)
        else:
            self._decide(message, [topic for topic, marks in found.items() if marks["certain"]], found)

    def _tell_circumstances(self, message: Message, text: str) -> None:
        add_entities(message, self, [{"entity": CIRCUMSTANCE, "value": one} for one in circumstances(text)])

    def _decide(self, message: Message, caught: list[str], found: dict[str, dict[str, bool]]) -> None:
        """Has a wording take over from another topic, and doubt from an urgent topic without one."""
        intent, chances = message.get(INTENT) or {}, message.get(OWN_CHANCES) or message.get(CHANCES) or {}
        name, confidence = intent.get("name"), intent.get("confidence", 0.0)
        for topic in caught[:1]:
            chance = chances.get(topic, 0.0)
            likely = chance >= max(BELIEF, RIVALRY * confidence)
            if (name in UNSURE and chance >= TRACE) or (name not in FITTING[topic] and likely):
                self._put_first(message, topic)
                return
        supported = {topic for topic, marks in found.items() if marks["certain"] or marks["strong"]}
        if name in FITTING and name not in supported and not is_leaning(message):
            self._put_first(message, asked_instead(message) or DEFAULT_NLU_FALLBACK_INTENT_NAME)

    @staticmethod
    def _put_first(message: Message, topic: str) -> None:
        rest = [
            entry
            for entry in message.get(INTENT_RANKING) or []
            if entry["name"] not in (topic, DEFAULT_NLU_FALLBACK_INTENT_NAME)
        ]
        first = {"name": topic, "confidence": message.get(INTENT)["confidence"]}
        message.set(INTENT, first, add_to_output=True)
        message.set(INTENT_RANKING, [first, *rest], add_to_output=True)
