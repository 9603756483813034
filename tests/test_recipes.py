"""CONTRIBUTING.md's recipes, on throwaway names: what they say is what must be done, and it is enough."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po, write_po

from bot.cli.new_topic import NO_PAGE, TopicError, begin, left
from bot.i18n.formatting import placeholders
from bot.i18n.languages import EASY, LANGUAGES, REGISTERS, TRANSLATIONS
from bot.replies.speaker import Speaker
from bot.settings import ROOT
from bot.validation.data import LEAST_QUESTIONS

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TOPIC, AREA, WARD = "parking_lot", "uses", "meguro"
PACKAGES = ("actions", "bot", "card_bridge", "dates", "expiry", "knowledge")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "vectors", "*.mo")


def recipe(name: str) -> str:
    """One section of CONTRIBUTING.md."""
    return CONTRIBUTING.split(f"## {name}\n")[1].split("\n## ")[0]


def names_in(text: str) -> list[str]:
    """Paths that a recipe names, with its `<placeholders>` as wildcards."""
    return [re.sub(r"<\w+>", "*", name) for name in re.findall(r"`([\w./<>*-]+)`", text)]


def madoguchi(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of the desk that lies in a folder."""
    kept = {"PATH": os.environ["PATH"], "MADOGUCHI_WARD": WARD, **environment}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=folder, capture_output=True, text=True, env=kept, timeout=300
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, as far as a topic or a language needs it."""
    for name in (*PACKAGES, "data", "locales", "script", "tests/nlu"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=LEFT_OUT)
    for name in ("babel.cfg", "config.yml", "domain.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def place_of(problem: str) -> str:
    """Where a problem of `check` stands, in the words of `new-topic`."""
    place = re.sub(r"nlu/[a-z]{2}/", "nlu/<language>/", problem)
    return re.split(r"[:,]", place, maxsplit=1)[0]


def make_catalogues(folder: Path) -> None:
    """`make catalogues`; every new text is then translated as itself."""
    done = subprocess.run(
        [str(folder / "script/catalogues"), str(Path(sys.executable).parent)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    for language in (*TRANSLATIONS, REGISTERS[EASY].folder):
        path = folder / f"locales/{language}/LC_MESSAGES/madoguchi.po"
        with path.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            if message.id and (message.fuzzy or not message.string):
                easy = " ".join(f"{{{name}}}" for name in placeholders(str(message.id))) + "です。"
                message.string, message.flags = message.id if language in TRANSLATIONS else easy, set()
        with path.open("wb") as file:
            write_po(file, catalogue, width=0)


def test_a_topic_is_begun_and_check_names_what_is_left_and_nothing_else(copy: Path) -> None:
    begun = madoguchi(copy, "new-topic", TOPIC, "--area", AREA)
    assert begun.returncode == 0, begun.stderr
    told = left(TOPIC, AREA, WARD)
    assert all(f"  {where}: {what}" in begun.stdout for where, what in told.items())
    checked = madoguchi(copy, "check")
    problems = checked.stdout.splitlines()[:-1]
    assert checked.returncode == 1 and {place_of(problem) for problem in problems} == set(told), checked.stdout

    answers = copy / f"knowledge/answers/{AREA}.yml"
    texts = {
        "title": "駐車場",
        "lead": "駐車場は{ward.name}の庁舎にあります。",
        "parts": "車いすのかたは正面に止められます。",
    }
    text = answers.read_text(encoding="utf-8")
    for name, wording in texts.items():
        assert text.count(f"{{write.{name}}}") == 1
        text = text.replace(f"{{write.{name}}}", wording)
    answers.write_text(text, encoding="utf-8")
    booklet = copy / f"knowledge/wards/{WARD}/booklet.yml"
    booklet.write_text(
        booklet.read_text(encoding="utf-8").replace(f'[[{NO_PAGE}, "見出し"]]', '[[14, "目黒区役所"]]'),
        encoding="utf-8",
    )
    for folder, count in (("data", LEAST_QUESTIONS), ("tests", 1)):
        for language in LANGUAGES:
            with (copy / folder / "nlu" / language / f"{TOPIC}.yml").open("a", encoding="utf-8") as file:
                file.writelines(f"      - {folder} {language} parking {number}\n" for number in range(count))
    make_catalogues(copy)
    done = madoguchi(copy, "check")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "area", "told"),
    [
        ("Parking", "uses", "'Parking'"),
        ("scam", "uses", "help.yml"),
        ("nlu_fallback", "uses", "domain.yml"),
        ("parking", "../x", "'../x'"),
    ],
)
def test_a_topic_that_cannot_be_begun_is_told_in_one_sentence(name: str, area: str, told: str) -> None:
    with pytest.raises(TopicError) as error:
        begin(name, area, ROOT, ROOT / f"knowledge/wards/{WARD}", list(LANGUAGES))
    assert told in str(error.value) and "\n" not in str(error.value) and str(error.value).endswith(".")


def test_a_topic_is_begun_only_in_the_repository(tmp_path: Path) -> None:
    with pytest.raises(TopicError, match="data/nlu is missing"):
        begin(TOPIC, AREA, tmp_path, tmp_path, list(LANGUAGES))


def test_the_recipe_of_a_topic_names_every_file_that_is_begun() -> None:
    named = names_in(recipe("Add a topic"))
    files = begin(TOPIC, AREA, ROOT, ROOT / f"knowledge/wards/{WARD}", list(LANGUAGES))
    for path in files:
        place = str(path.relative_to(ROOT))
        assert any(Path(place).match(name) for name in named), place


def test_a_language_is_one_line_and_check_names_the_data_it_lacks(copy: Path) -> None:
    languages = copy / "bot/i18n/languages.py"
    last = '        Language("ko", "ko", "한국어"),\n'
    text = languages.read_text(encoding="utf-8")
    assert last in text
    languages.write_text(text.replace(last, f'{last}        Language("fr", "fr", "Français"),\n'), encoding="utf-8")
    told = madoguchi(copy, "check").stdout
    for place in ("data/nlu/fr/", "tests/nlu/fr/", "knowledge/facts/card.yml", "facts.yml, ward.name", "locales/fr/"):
        assert place in told, told
    assert "{ja,en,zh,ko,fr}" in madoguchi(copy, "chat", "--help").stdout
    make_catalogues(copy)
    assert (copy / "locales/fr/LC_MESSAGES/madoguchi.po").is_file()


def has_languages(node: Any) -> bool:
    """Whether YAML holds something for each language."""
    if isinstance(node, dict):
        return set(LANGUAGES) <= set(map(str, node)) or any(map(has_languages, node.values()))
    return isinstance(node, list) and any(map(has_languages, node))


def literals(path: Path) -> Iterator[set[Any]]:
    """The constants of each dict, list, tuple and set that a module writes down."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        held = (
            node.keys
            if isinstance(node, ast.Dict)
            else node.elts
            if isinstance(node, (ast.List, ast.Set, ast.Tuple))
            else []
        )
        yield {one.value for one in held if isinstance(one, ast.Constant)}


def places_of_languages() -> Iterator[Path]:
    """Files that list the languages, or hold something for each."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if any(set(TRANSLATIONS) <= held for held in literals(path)):
                yield path
        for path in (ROOT / package).rglob("*.yml"):
            if has_languages(yaml.safe_load(path.read_text(encoding="utf-8"))):
                yield path
    for path in (ROOT / "web").rglob("*.[jc]s*"):
        text = path.read_text(encoding="utf-8")
        if all(re.search(rf"(?m)(?:^|[{{ ]){code}: |:lang\({code}\)", text) for code in ("zh", "ko")):
            yield path


def test_the_recipe_of_a_language_names_every_place_that_lists_them() -> None:
    named = names_in(recipe("Add a language"))
    places = list(places_of_languages())
    assert len(places) > 10
    for path in places:
        assert any(path.match(name) for name in named), path.relative_to(ROOT)


def test_a_ward_is_a_folder_anywhere(tmp_path: Path) -> None:
    ward = tmp_path / "hinode"
    shutil.copytree(ROOT / f"knowledge/wards/{WARD}", ward)
    facts = yaml.safe_load((ward / "facts.yml").read_text(encoding="utf-8"))
    facts["facts"]["ward.name"]["value"] |= {"ja": "日の出区"}
    (ward / "facts.yml").write_text(yaml.safe_dump(facts, allow_unicode=True), encoding="utf-8")
    done = madoguchi(ROOT, "check", MADOGUCHI_WARD=str(ward))
    assert done.returncode == 0, done.stdout
    assert "日の出区" in Speaker(str(ward)).reply("konbini_koseki", "ja")["text"]


async def test_the_smallest_channel_of_the_recipe_answers(conversations: Any) -> None:
    from rasa.core.channels.channel import register
    from sanic import Sanic

    names: dict[str, Any] = {}
    code = re.search(r"```python\n(.*?)```", recipe("Add a channel"), re.DOTALL)
    assert code
    exec(IMPORTS_OF_A_CHANNEL + re.sub(r"(?m)^ {3}", "", code.group(1)), names)
    limits = SimpleNamespace(seconds_to_wait=lambda sender, network: 0)
    channel = names["PigeonInput"](conversations.agent, limits, b"a key")
    app = Sanic("pigeons")
    app.ctx.agent = conversations.agent
    register([channel], app, route="/webhooks/")
    app.router.finalize()
    (route,) = [route for route in app.router.routes if route.path == "webhooks/pigeon/webhook"]
    sent = SimpleNamespace(json={"ring": "JP-7", "text": "カードをなくしました"}, network="192.0.2.1")
    answer = await route.handler(sent)
    assert "0120-95-0178" in answer.body.decode()


IMPORTS_OF_A_CHANNEL = """
from collections.abc import Awaitable, Callable
from typing import Any
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.response import HTTPResponse, empty, text
from bot.dialogue.agent import GuardedAgent
from bot.dialogue.reply_collector import ReplyCollector
from bot.http.desk_request import DeskRequest
from bot.http.rate_limits import RateLimits
from bot.storage.secret_keys import pseudonym
"""


def test_the_recipe_of_a_form_names_every_file_that_names_a_form() -> None:
    named = names_in(recipe("Add a form"))
    forms = list(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["forms"])
    assert len(forms) > 1
    files = [ROOT / "domain.yml", *(ROOT / "data/rules").glob("*.yml")]
    files += [path for package in ("actions", "bot") for path in (ROOT / package).rglob("*.py")]
    for form in forms:
        naming = [path for path in files if re.search(rf"{form}\b|{form}_", path.read_text(encoding="utf-8"))]
        assert naming
        for path in naming:
            assert any(path.match(name) for name in named), (form, path.relative_to(ROOT))
    for constant in ("STARTS", "COMPUTED", "PERSONAL_SLOTS", "REMARKS"):
        assert f"`{constant}`" in recipe("Add a form")
        assert any(re.search(rf"(?m)^{constant}\b[^=\n]*= ", path.read_text(encoding="utf-8")) for path in files), (
            constant
        )
