"""The docs know every command, setting, topic, decision and page; what they name is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.settings import ROOT
from bot.validation.data import LEAST_QUESTIONS, LEAST_QUESTIONS_OF
from knowledge.booklet import load_booklet
from tests.ward import WARD

DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
TOLD = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
GENERATED = {"bench.md", "chat-speed.md", "computed.md", "copilot-speed.md", "cost.md", "results.md", "yardstick.md"}
WRITTEN = [path for path in TOLD if path.name not in GENERATED]
WIDTH = 120
PLACES = {
    "actions",
    "benchmarks",
    "bot",
    "card_bridge",
    "data",
    "dates",
    "deploy",
    "docs",
    "expiry",
    "knowledge",
    "locales",
}
PLACES |= {"script", "tests", "web"}
# What documents name that lies in no repository: files of other systems, and throwaway names of recipes.
MADE = ("dist/", "models/", "var/")
ELSEWHERE = {"madoguchi-card.exe", "card-jpki.c", "parking_lot.yml", "uv.lock"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a document outside of fenced code, numbered."""
    is_code = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.lstrip().startswith("```"):
            is_code = not is_code
        elif not is_code:
            yield number, line


def test_every_command_is_documented() -> None:
    text = (DOCS / "cli.md").read_text()
    for command in COMMANDS:
        assert f"| `{command.__name__.rsplit('.', 1)[-1].replace('_', '-')}" in text


def test_every_setting_is_documented() -> None:
    code = "".join(path.read_text() for package in ("bot", "knowledge") for path in (ROOT / package).rglob("*.py"))
    names = set(re.findall(r'"((?:MADOGUCHI|LINE)_[A-Z_]+)"', code))
    documented = set(re.findall(r"`((?:MADOGUCHI|LINE)_[A-Z_]+)`", (DOCS / "settings.md").read_text()))
    assert names == documented


def test_the_booklet_table_covers_every_topic_at_its_page() -> None:
    rows = re.findall(r"^\| (\d+) \| .+ \| ([a-z_, ]+) \|$", (DOCS / "booklet.md").read_text(), re.MULTILINE)
    places = {(int(page), topic) for page, topics in rows for topic in topics.split(", ")}
    sources = load_booklet(WARD).sources
    assert {topic for _page, topic in places} == set(sources)
    for topic, stands in sources.items():
        for source in stands:
            assert (source.page, topic) in places
    assert {page for page, _topic in places} == set(range(1, 15))


def test_links_between_docs_lead_somewhere() -> None:
    for path in TOLD:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path}: {target}"


def test_links_to_headings_lead_to_one() -> None:
    for path in TOLD:
        for target, anchor in re.findall(r"\]\((?!http)([^)#]*)#([^)]+)\)", path.read_text()):
            text = (path.parent / target if target else path).read_text()
            headings = re.findall(r"(?m)^#+ (.+)$", text)
            anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
            assert anchor in anchors, f"{name_of(path)}: {target}#{anchor}"


def missing_paths(text: str, folder: Path) -> list[str]:
    """Paths between backquotes that are neither below the project nor beside the document."""
    named = re.findall(r"`([\w.][\w./<>*-]*)`", text)
    paths = [re.sub(r"<[\w-]+>", "*", name) for name in named if is_path(name)]
    return [name for name in paths if not any((*ROOT.glob(name), *folder.glob(name)))]


def is_path(name: str) -> bool:
    """Whether something between backquotes is a file or folder of the project.

    A name without a folder is one too, so that nobody has to look for `routes.py`.
    """
    if name.startswith(MADE):
        return False
    ends = re.search(r"\w\.(?:c|conf|css|exe|html|js|lock|md|po|pot|py|service|sh|svg|toml|tsv|yml)$", name)
    return Path(name).name not in ELSEWHERE and bool(ends or ("/" in name and name.split("/")[0] in PLACES))


@pytest.mark.parametrize("path", TOLD, ids=name_of)
def test_every_file_that_is_named_exists(path: Path) -> None:
    assert not missing_paths(path.read_text(encoding="utf-8"), path.parent)


def test_a_file_that_is_not_there_is_found() -> None:
    text = "`bot/turn.py`, `turn.py`, `web/nowhere/`, `knowledge/wards/<ward>/nothing.yml`, `bot/dialogue/turn.py`, `/plain`, `--port`"
    assert missing_paths(text, DOCS) == ["bot/turn.py", "turn.py", "web/nowhere/", "knowledge/wards/*/nothing.yml"]


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_lines_are_wrapped(path: Path) -> None:
    long = [number for number, line in prose(path) if len(line) > WIDTH and not line.startswith(("|", "!["))]
    assert not long


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_no_paragraph_stands_twice(path: Path) -> None:
    paragraphs = [part for part in path.read_text(encoding="utf-8").split("\n\n") if len(part) > WIDTH]
    assert len(paragraphs) == len(set(paragraphs))


def test_the_index_has_a_line_for_every_page() -> None:
    pages = {path.name for path in DOCS.glob("*.md")} - {"index.md"} | {"decisions/index.md"}
    listed = re.findall(r"(?m)^\| \[[^\]]+\]\(([^)]+)\) \| .{20,} \|$", (DOCS / "index.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(pages)


def test_the_index_of_decisions_has_every_one_by_its_title() -> None:
    rows = re.findall(
        r"(?m)^\| \[(\d+)\]\(([^)]+)\) \| (.+) \| ((?:in force|superseded|partly superseded).*) \|$",
        (DECISIONS / "index.md").read_text(encoding="utf-8"),
    )
    files = sorted(path for path in DECISIONS.glob("*.md") if path.name != "index.md")
    assert [name for _number, name, _title, _now in rows] == [path.name for path in files]
    for (number, name, title, _now), path in zip(rows, files, strict=True):
        head, status = path.read_text(encoding="utf-8").splitlines()[:2]
        assert int(number) == int(name[:4]) and head == f"# {number}. {title}"
        assert re.match(r"\d{4}-\d{2}-\d{2} · (?:accepted|superseded)", status), name


def test_a_decision_that_another_takes_over_says_so_in_the_index() -> None:
    index = (DECISIONS / "index.md").read_text(encoding="utf-8")
    for path in DECISIONS.glob("0*.md"):
        status = path.read_text(encoding="utf-8").splitlines()[1]
        for word, other in re.findall(r"(replaced by|since|until) decision (\d+)", status):
            (row,) = [
                line
                for line in index.splitlines()
                if f"]({path.name}) | " in line and line.startswith(f"| [{int(path.name[:4])}]")
            ]
            assert f"[{other}]" in row, f"{path.name}: {word} {other}"


def test_the_table_of_rooms_is_the_layers() -> None:
    """In their order, with none left out."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = contracts[0]["layers"]
    told = (DOCS / "architecture.md").read_text(encoding="utf-8").split("## The rooms")[1].split("Beside `bot/`")[0]
    cells = [line.split("|")[1] for line in told.splitlines() if line.startswith("| `bot/")]
    rooms = [Path(name).stem for cell in cells for name in re.findall(r"`bot/([\w.]+)`", cell)]
    assert rooms == [layer for layer in layers if layer != "__main__"]


def test_the_readme_names_every_room_and_package() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = [path for path in (ROOT / "bot").iterdir() if (path / "__init__.py").is_file()]
    assert not [path.name for path in folders if f"`bot/{path.name}`" not in text]
    packages = [path for path in ROOT.iterdir() if (path / "__init__.py").is_file() and path.name != "tests"]
    assert not [path.name for path in packages if f"`{path.name}/`" not in text]


def test_figures_of_the_recipes_are_the_validators() -> None:
    text = " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
    others = sorted(set(LEAST_QUESTIONS_OF.values()))
    assert f"at least {LEAST_QUESTIONS} ({others[0]} for an urgent topic, {others[1]} for what is out of scope" in text


def test_the_room_on_the_disk_is_what_setup_asks_for() -> None:
    needed = re.search(r"(?m)^needed_gb=(\d+)", (ROOT / "script/setup").read_text())
    assert needed and f"{needed.group(1)} GB of free disk" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_nobody_is_sent_to_a_document_that_is_not_here() -> None:
    places = [path for place in PLACES for path in (ROOT / place).rglob("*.py")] + TOLD
    found = [name_of(path) for path in places if re.search(r"\bDESIGN\b(?!\.md)", path.read_text(encoding="utf-8"))]
    assert not found


# Words with one meaning (docs/glossary.md); decisions stay as they were written, and code spells what it spells.
OTHERWISE = {
    "handoff": re.compile(r"\bhand-off", re.IGNORECASE),
    "staff": re.compile(r"\bagents?\b"),
}


@pytest.mark.parametrize(
    "path", [path for path in WRITTEN if path.parent != DECISIONS and path.name != "CHANGELOG.md"], ids=name_of
)
def test_the_words_of_the_glossary_are_used(path: Path) -> None:
    for number, line in prose(path):
        plain = re.sub(r"`[^`]*`|\([^)]*\)|Rasa's(?: \w+,)* agent|\*\*agent\*\*|tracker, agent", "", line)
        for word, other in OTHERWISE.items():
            assert not other.search(plain), f"{name_of(path)}, line {number}: write {word}"


def test_each_word_of_the_glossary_stands_once() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    cells = re.findall(r"(?m)^\| \*\*(.+?)\*\* ?(?:\([^)]*\) )?\| ", text)
    words = [word for cell in cells for word in cell.split(", ")]
    assert len(words) > 60 and sorted(set(words)) == sorted(words)
