"""Makes the table for Traditional characters by OpenCC and our own terms (script/traditional)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import yaml

from bot.i18n.catalogues import catalogue, read_translations
from bot.i18n.formatting import write_languages, write_weekday
from bot.i18n.languages import LANGUAGES
from bot.i18n.traditional import TableFile, load_terms, table_of
from bot.i18n.units import UNITS, write_count
from knowledge.booklet import load_booklet
from knowledge.facts import load_facts

HEAD = "# Written by script/traditional; do not edit. What is to read otherwise stands in traditional_terms.yml.\n"
WIDTH = 110  # characters of a line of the file
CONVERTER = "s2tw"  # characters alone: the words of s2twp are those of programmers (檔案 for 文件, 專案 for 项目)
CHINESE = "zh"
Convert = Callable[[str], str]
_IN_BRACKETS = re.compile(r"[（《“「『]([^（）《》“”「」『』]+)[）》”」』]")
_WORDS = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True)
class Said:
    """A text of the desk in Simplified Chinese.

    Attributes:
        original: the Japanese that it says; what both hold is Japanese.
    """

    text: str
    original: str = ""


def everything_said(ward: str) -> list[Said]:
    """Every text that a Chinese reader may see, with placeholders open."""
    counted = [Said(form) for forms in read_translations(CHINESE).several.values() for form in forms]
    facts = load_facts(ward).values()
    told = [Said(str(fact.value[CHINESE]), str(fact.value["ja"])) for fact in facts if fact.kind == "text"]
    week = [Said(write_weekday(date(2024, 1, 1) + timedelta(days), CHINESE)) for days in range(7)]
    units = [Said(write_count(1, unit, CHINESE)) for unit in sorted(UNITS)]
    names = Said(write_languages(LANGUAGES, CHINESE))
    return [*(Said(text, msgid) for msgid, text in catalogue(CHINESE).items()), *counted, *told, *week, *units, names]


def headings(ward: str) -> list[str]:
    """The booklet's headings, which are quoted as they are printed."""
    booklet = load_booklet(ward)
    named = (source.heading for sources in booklet.sources.values() for source in sources)
    return list(dict.fromkeys([*named, *(section.heading for page in booklet.pages for section in page.sections)]))


def japanese_terms(said: Iterable[Said], quoted: Iterable[str], convert: Convert) -> list[str]:
    """The Japanese terms that a converter would write otherwise: those in brackets that the original holds as well."""
    beside = (
        word
        for one in said
        for inside in _IN_BRACKETS.findall(one.text)
        for word in _WORDS.findall(inside)
        if word in one.original
    )
    found = {*beside, *(word for heading in quoted for word in _WORDS.findall(heading))}
    found -= load_terms().keys()
    return sorted(word for word in found if len(word) > 1 and convert(word) != word)


def runs(text: str, words: Mapping[str, str]) -> Iterator[str]:
    """A text in words of a list, and what stands between them."""
    expression = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return (run for run in re.split(f"({expression})", text) if run)


def written(text: str, words: Mapping[str, str], convert: Convert) -> str:
    """A text as it should read: words of the list as it says, the rest as the converter writes it."""
    return "".join(words.get(run) or convert(run) for run in runs(text, words))


def make_table(said: list[Said], quoted: list[str], convert: Convert) -> TableFile:
    """The table for some texts.

    Args:
        said: the texts.
        quoted: Japanese that is quoted in them.
        convert: writes a text in Traditional characters, one for one.

    Raises:
        ValueError: when a text cannot be written by a table; names the text.
    """
    kept = japanese_terms(said, quoted, convert)
    words = {**load_terms(), **{word: word for word in kept}}
    pairs = [(run, convert(run)) for one in said for run in runs(one.text, words) if run not in words]
    usual = usual_characters(pairs)
    others = {one: convert(one) for one in gb2312() if one not in usual}
    table: TableFile = {
        "characters": lines_of(usual),
        "other_characters": lines_of(others),
        "words": dict(sorted(exceptions(pairs, usual).items())),
        "stay": kept,
    }
    rewrite = table_of(table).rewrite
    wrong = [one.text for one in said if rewrite(one.text) != written(one.text, words, convert)]
    if wrong:
        raise ValueError(f"traditional_terms.yml needs a word for: {wrong}")
    return table


def usual_characters(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What most texts write for each character."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for plain, other in pairs:
        for one, its in zip(plain, other, strict=True):
            counts[one][its] += 1
    return {one: its.most_common(1)[0][0] for one, its in counts.items()}


def lines_of(characters: Mapping[str, str]) -> list[str]:
    """Characters that are written otherwise, and what is written for each, as they stand in the file."""
    changed = {one: its for one, its in sorted(characters.items()) if one != its}
    return ["".join(changed), "".join(changed.values())]


def gb2312() -> Iterator[str]:
    """The Han characters of mainland China's national set."""
    for row, cell in ((row, cell) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)):
        yield bytes((row, cell)).decode("gb2312", "ignore")


def exceptions(pairs: list[tuple[str, str]], characters: Mapping[str, str]) -> dict[str, str]:
    """The shortest words in which a character is written in another way than usually."""
    found: dict[str, str] = {}
    for plain, other in pairs:
        for place, (one, its) in enumerate(zip(plain, other, strict=True)):
            if characters.get(one, one) != its:
                found.update([shortest_word(plain, other, place, pairs)])
    return found


def shortest_word(plain: str, other: str, place: int, pairs: list[tuple[str, str]]) -> tuple[str, str]:
    """A word around a place that all texts write alike.

    Raises:
        ValueError: when there is none.
    """
    for before, after in ((0, 2), (1, 1), (1, 2), (0, 3), (2, 1), (2, 3)):
        start, end = place - before, place + after
        if start < 0 or end > len(plain):
            continue
        word, its = plain[start:end], other[start:end]
        if all(theirs[at : at + len(word)] == its for mine, theirs in pairs for at in places(word, mine)):
            return word, its
    raise ValueError(f"traditional_terms.yml needs a word for: {plain}")


def places(word: str, text: str) -> Iterator[int]:
    """Where a word stands in a text."""
    return (match.start() for match in re.finditer(f"(?={re.escape(word)})", text))


def table_file(table: TableFile) -> str:
    """The table as it stands in its file."""
    return HEAD + yaml.safe_dump(dict(table), allow_unicode=True, sort_keys=False, width=WIDTH)
