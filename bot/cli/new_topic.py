"""`madoguchi new-topic NAME`: begins a topic in every file that it needs, and tells what is left to write."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from bot.cli import Subparsers

DEFAULT_AREA = "uses"
NO_PAGE = 999  # no booklet has it, so `check` asks for the right one
# Placeholders that are no facts: nothing is ever said with them, and `check` names each until a text takes its place.
ANSWER = """{name}:
  title: '{{write.title}}'
  lead: '{{write.lead}}'
  parts:
    - point: '{{write.parts}}'
  related: []
"""
QUESTIONS = """version: "3.1"
nlu:
  - intent: {name}
    metadata: {{language: {language}}}
    examples: |
"""
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class TopicError(ValueError):
    """A topic that cannot be begun; the message says why."""


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "new-topic", help="begin a topic in every file that it needs; says what is left to write"
    )
    parser.add_argument("name", help="of the topic: small letters, digits and underscores")
    parser.add_argument("--area", default=DEFAULT_AREA, help="file in knowledge/answers (default: %(default)s)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Writes the files, all or none, and prints what is left."""
    from bot.i18n.languages import LANGUAGES
    from bot.settings import ROOT, read_ward
    from knowledge.wards import ward_folder

    ward = ward_folder(read_ward()).resolve()
    written = begin(args.name, args.area, ROOT, ward, list(LANGUAGES))
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(
        f"{args.name} is begun in {len(written)} files. `make check` names what is left of this, until it is written:"
    )
    print("\n".join(f"  {where}: {what}" for where, what in left(args.name, args.area, ward.name).items()))
    print("What only people and tests see is in CONTRIBUTING.md, “Add a topic”.")
    return 0


def left(name: str, area: str, ward: str) -> dict[str, str]:
    """What is left to write: where `check` names it, and what it is."""
    return {
        f"knowledge/answers/{area}.yml": "the texts in place of {write.title}, {write.lead} and {write.parts}",
        f"{ward}/booklet.yml": f"the page and heading in place of {NO_PAGE}; no line where the booklet has none",
        f"data/nlu/<language>/{name}.yml": "the questions that the desk learns, as `- …` lines",
        f"tests/nlu/<language>/{name}.yml": "other wordings of the same wish, which nobody trains on",
        "locales": "`make catalogues`, then the translations and the easy Japanese",
    }


def begin(name: str, area: str, root: Path, ward: Path, languages: list[str]) -> dict[Path, str]:
    """The files of a new topic: path to whole text, of new ones and of those that it is added to.

    Args:
        name: of the topic.
        area: the file in knowledge/answers that gets its answer; a new one where there is none.
        root: of the project.
        ward: the served ward's folder.
        languages: codes.

    Raises:
        TopicError: for a name that is wrong or taken, or where there is no training data.
    """
    for what, one in (("The topic", name), ("The area", area)):
        if not _NAME.fullmatch(one):
            raise TopicError(
                f"{what} {one!r} should be a name of small letters, digits and underscores, like parking_lot."
            )
    if not (root / "data/nlu").is_dir():
        raise TopicError(
            f"{root}/data/nlu is missing: a topic is begun in the project's repository, not in an installed desk."
        )
    taken = next(_places_of(name, root), None)
    if taken:
        raise TopicError(f"{name} is there already, in {taken}: choose another name.")
    answers, domain, rules, booklet = (
        root / f"knowledge/answers/{area}.yml",
        root / "domain.yml",
        root / "data/rules/dialogue.yml",
        ward / "booklet.yml",
    )
    questions = {
        root / folder / language / f"{name}.yml": QUESTIONS.format(name=name, language=language)
        for folder in ("data/nlu", "tests/nlu")
        for language in languages
    }
    before = answers.read_text(encoding="utf-8") if answers.is_file() else ""
    return {
        answers: before + ANSWER.format(name=name),
        domain: add_in_order(domain.read_text(encoding="utf-8"), "  - ", name, "  - nlu_fallback"),
        rules: add_in_order(
            rules.read_text(encoding="utf-8"), "          - intent: ", name, "      - action: utter_answer"
        ),
        booklet: re.sub(
            r"(?m)^sources:.*$",
            rf'\g<0>\n  {name}: [[{NO_PAGE}, "見出し"]]',
            booklet.read_text(encoding="utf-8"),
            count=1,
        ),
        **questions,
    }


def _places_of(name: str, root: Path) -> Iterator[str]:
    """The files of the project in which a topic or an intent has this name already."""
    defined = re.compile(rf"(?m)^(?:{name}:|  - {name}\b)")
    for path in [*sorted((root / "knowledge/answers").glob("*.yml")), root / "domain.yml"]:
        if defined.search(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(root))
    yield from (str(path.relative_to(root)) for path in sorted(root.glob(f"*/nlu/*/{name}.yml")))


def add_in_order(text: str, head: str, name: str, end: str) -> str:
    """A text with an entry more in its first list of such heads, which is in order up to the line that ends it.

    >>> print(add_in_order("- a\\n- c\\n- last", "- ", "b", "- last"))
    - a
    - b
    - c
    - last
    """
    lines = text.splitlines(keepends=True)
    stop = next(number for number, line in enumerate(lines) if line.startswith(end))
    entry = re.compile(rf"{re.escape(head)}(\w+)")
    found = ((number, entry.match(line)) for number, line in enumerate(lines[:stop]))
    place = next((number for number, match in found if match and match.group(1) > name), stop)
    return "".join([*lines[:place], f"{head}{name}\n", *lines[place:]])
