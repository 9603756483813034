"""Writes Simplified Chinese in Traditional characters, with the words of Taiwan: by a table, the longest word first.

`script/traditional` makes the table from the catalogue by OpenCC and our own terms (docs/decisions/0039); the web chat
rewrites by the same one (web/chat/register/traditional.js).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypedDict, cast

import yaml

TERMS = Path(__file__).with_name("traditional_terms.yml")
TABLE = Path(__file__).with_name("traditional_table.yml")


class TableFile(TypedDict):
    """The file of the table.

    Attributes:
        characters: of the desk's texts, and what is written for each; `other_characters`: of other texts.
        words: with a character that is written otherwise than usually.
        stay: Japanese terms.
    """

    characters: list[str]
    other_characters: list[str]
    words: dict[str, str]
    stay: list[str]


@dataclass(frozen=True)
class Table:
    """What is written otherwise.

    Attributes:
        characters: one for one.
        words: of two characters or more; one that stays as it is, as a Japanese term, stands for itself.
    """

    characters: Mapping[str, str]
    words: Mapping[str, str]

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        """The words by their first character, the longest first."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.words, key=len, reverse=True):
            found.setdefault(word[0], []).append(word)
        return found

    def rewrite(self, text: str) -> str:
        """A text in the other characters.

        >>> Table({"发": "發", "网": "網"}, {"网络": "網路", "発行": "発行"}).rewrite("发网络（発行）")
        '發網路（発行）'
        """
        pieces, place = [], 0
        while place < len(text):
            candidates = self._by_first.get(text[place], ())
            piece = next((word for word in candidates if text.startswith(word, place)), text[place])
            pieces.append(self.words.get(piece) or self.characters.get(piece, piece))
            place += len(piece)
        return "".join(pieces)


@cache
def traditional_table() -> Table:
    """The whole table, read when somebody first reads Traditional characters."""
    table = texts_table()
    return Table({**characters_of(read_table()["other_characters"]), **table.characters}, table.words)


@cache
def texts_table() -> Table:
    """What the desk's own texts need of it: few characters, for a browser."""
    return table_of(read_table())


@cache
def read_table() -> TableFile:
    """The file beside this module."""
    return cast(TableFile, yaml.safe_load(TABLE.read_text(encoding="utf-8")))


def table_of(kept: TableFile) -> Table:
    """The table of a file and of our own terms, without characters that no text of ours holds."""
    stay = {word: word for word in kept["stay"]}
    return Table(characters_of(kept["characters"]), {**load_terms(), **kept["words"], **stay})


def characters_of(lines: Sequence[str]) -> dict[str, str]:
    """Characters and what is written for each, of two lines of the file."""
    plain, other = lines
    return dict(zip(plain, other, strict=True))


def load_terms() -> dict[str, str]:
    """Our own terms."""
    terms: dict[str, str] = yaml.safe_load(TERMS.read_text(encoding="utf-8"))
    return terms


def in_traditional(text: str) -> str:
    """A Simplified text for readers of Traditional characters; what is Traditional already stays.

    >>> in_traditional("请在区役所窗口办理，也可以发短信。"), in_traditional("居民票（住民票の写し）")
    ('請在區役所櫃檯辦理，也可以發簡訊。', '居民票（住民票の写し）')
    """
    return traditional_table().rewrite(text)
