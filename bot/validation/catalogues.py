"""Whether every text that the desk can say is collected, and translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import PoFileError, read_po

from bot.i18n.catalogues import DOMAIN, LOCALES
from bot.settings import ROOT
from bot.validation.answers import open_names, text_problems
from knowledge.facts import Facts
from knowledge.lines import load_lines

_LINE = re.compile(r'(?:#.*|(?:(?:msgid|msgstr|msgctxt|msgid_plural|msgstr\[\d+\])\s+)?"(?:[^"\\]|\\.)*"|)')


def template() -> set[str]:
    """Every msgid that the desk can say."""
    with (LOCALES / f"{DOMAIN}.pot").open("rb") as file:
        return {msgid_of(message) for message in read_po(file) if message.id}


def msgid_of(message: Message) -> str:
    """A message's original wording; of one with plural forms, which are alike in Japanese, the first."""
    return str(message.id[0] if message.pluralizable else message.id)


def used_facts(texts: set[str], ward: str) -> set[str]:
    """The names that texts and a ward's telephone lines use."""
    lines = load_lines(ward).values()
    return {name for text in texts for name in open_names(text)}.union(*(line.facts for line in lines))


def collected(root: Path = ROOT) -> set[str]:
    """Every msgid that stands in code and knowledge now, as `make catalogues` would collect them."""
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(str(root), methods, options)
    return {message if isinstance(message, str) else message[0] for _file, _line, message, _comments, _context in found}


def template_problems(now: set[str], known: set[str]) -> Iterator[str]:
    """Texts that were changed, added or taken away since the catalogues were made."""
    for text in sorted(now - known):
        yield f"locales: {text!r} is in no catalogue, run `make catalogues` and translate it"
    for text in sorted(known - now):
        yield f"locales: {text!r} is said nowhere any more, run `make catalogues`"


def unreadable(path: Path) -> str | None:
    """Why a catalogue cannot be read at all, in one line; None when it can."""
    where = str(path.relative_to(path.parents[3]))
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except OSError as error:
        return f"{where}: cannot be read ({type(error).__name__}), put the file back or run `make catalogues`"
    except (UnicodeError, LookupError):
        return f"{where}: is not written in UTF-8, save it as UTF-8 and say charset=utf-8 in its head"
    except PoFileError as error:
        return f"{where}, line {error.lineno + 1}: {error}, look at the quotes there"
    except Exception as error:  # whatever a hand left there
        return f"{where}: is no catalogue ({type(error).__name__}), look at its quotes"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not _LINE.fullmatch(line.strip()):  # babel would cut it at both ends
            return f"{where}, line {number}: a text without its quotes, write a backslash before those inside"
    return None if len(catalogue) else f"{where}: holds no translation, put the file back or run `make catalogues`"


def catalogue_problems(path: Path, facts: Facts) -> Iterator[str]:
    """Every msgid translated, none fuzzy, equal placeholders, no digit of its own."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    where = str(path.relative_to(path.parents[3]))
    for missing in sorted(template() - set(map(msgid_of, messages))):
        yield f"{where}: {missing!r} is missing, run `make catalogues`"
    for message in messages:
        yield from translation_problems(where, message, facts)


def translation_problems(where: str, message: Message, facts: Facts) -> Iterator[str]:
    """What is wrong with one translation."""
    msgid, forms = msgid_of(message), message.string if message.pluralizable else [message.string]
    if message.fuzzy or not forms or not all(forms):
        yield f"{where}: {msgid!r} is {'fuzzy' if message.fuzzy else 'empty'}, translate it"
        return
    for form in map(str, forms):
        if open_names(form) != open_names(msgid):
            yield f"{where}: the placeholders of {form!r} differ from the original's"
        yield from text_problems(where, form, facts)
