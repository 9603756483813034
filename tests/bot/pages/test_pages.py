"""The desk's own pages and files."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.channels.web.view_model import present_version, texts
from bot.i18n.formatting import write_fact
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.pages.assets import (
    ALOUD_ENTRY,
    CARD_ENTRY,
    EASY_ENTRY,
    TRADITIONAL_ENTRY,
    WEB,
    Assets,
    load_assets,
    version_of,
)
from bot.pages.js_bundle import bundle, modules
from bot.pages.labels import LABELS
from bot.pages.templating import HEADERS, Pages
from bot.replies.speaker import Speaker
from bot.settings import read_settings
from dates.years import ERAS
from knowledge.booklet import load_booklet
from tests.speaking import SPEAKER
from tests.ward import WARD
from tests.web.test_javascript import NODE

# Names that the desk writes out, where the booklet has them in pieces, in a picture or on its cover.
OUR_WORDING = {"ward.name", "office.name", "office.section", "congestion.name", "booklet.name"}
MOST_BYTES = 26 * 1024  # of everything the open chat loads before somebody writes, packed
FETCHED = ("aloud.js", "card.js", "mask.js", "texts.json", "traditional.js", "easy.js")  # apart, by those who need them
FEW = ("chat/aloud", "chat/card", "chat/register", "shared/mask")
MOST_TEXTS = 11 * 1024  # of what it says in every language


def test_modules_are_joined_after_what_they_need(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text('import { b } from "./b.js";\nexport function start() {\n  return b;\n}\n')
    (tmp_path / "b.js").write_text('import { c } from "./c.js";\nexport const b = c;\n')
    (tmp_path / "c.js").write_text("export const c = 1;\n")
    joined = bundle(tmp_path, "main.js", "start")
    assert joined.index("const c=1;") < joined.index("const b=c;") < joined.index("function start()")
    assert "import" not in joined and joined.count("export") == 1 and joined.endswith("export{start};")


def test_names_inside_a_module_are_its_own(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "main.js").write_text(
        'import {\n  other as theirs,\n  say,\n} from "./shared/b.js";\nimport { say as sayC } from "./shared/c.js";\n'
        "const LENGTH = 1;\nfunction draw() {\n  return `main ${LENGTH}`;\n}\n"
        'export const start = () => [draw(), say(), sayC(), theirs].join(", ");\n'
    )
    (tmp_path / "shared" / "b.js").write_text(
        'import { say as sayC } from "./c.js";\nconst LENGTH = 2;\nexport const other = sayC();\n'
        "export function say() {\n  return draw();\n}\nfunction draw() {\n  return `b ${LENGTH}`;\n}\n"
    )
    (tmp_path / "shared" / "c.js").write_text(
        "const LENGTH = 3;\nexport function say() {\n  return `c ${LENGTH}`;\n}\n"
    )
    script = bundle(tmp_path, "main.js", "start") + "\nconsole.log(start());"
    run = subprocess.run([NODE, "--input-type=module", "-e", script], capture_output=True, text=True, timeout=60)
    assert run.stdout == "main 1, b 2, c 3, c 3\n", run.stderr


@pytest.mark.parametrize(
    "line", ["export default 1;", 'import * as b from "./b.js";', "export { a };", "export let a;"]
)
def test_what_the_joiner_does_not_know_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "main.js").write_text(f"{line}\nexport const start = 1;\n")
    with pytest.raises(ValueError, match="main.js"):
        bundle(tmp_path, "main.js", "start")


@pytest.mark.parametrize(("page", "exported"), [("chat", "start"), ("copilot", None)])
def test_a_pages_joined_modules_are_one_module(page: str, exported: str | None, tmp_path: Path) -> None:
    (tmp_path / "joined.mjs").write_text(bundle(WEB / page, "main.js", exported))
    run = subprocess.run([NODE, "--check", str(tmp_path / "joined.mjs")], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("page", "entries"),
    [("chat", ("main.js", ALOUD_ENTRY, CARD_ENTRY, EASY_ENTRY, TRADITIONAL_ENTRY)), ("copilot", ("main.js",))],
)
def test_every_module_is_part_of_its_page(page: str, entries: tuple[str, ...]) -> None:
    joined = {path for entry in entries for path in modules(WEB / page, entry)}
    assert {path.resolve() for path in (WEB / page).rglob("*.js")} <= joined


def test_the_chat_is_small_and_what_few_need_is_no_part_of_it() -> None:
    assets = Assets(SPEAKER, read_settings())
    loaded = [one for name, one in assets._files.items() if name not in FETCHED]
    assert sum(len(one.packed.result()) for one in [*loaded, assets._script]) < MOST_BYTES
    assert len(assets._files["texts.json"].packed.result()) < MOST_TEXTS
    few = {path.resolve() for folder in FEW for path in (WEB / folder).iterdir()}
    assert {path.name for path in set(modules(WEB / "chat", "main.js")) & few} == {"sign.js"}


def test_the_address_of_files_changes_with_the_texts() -> None:
    one, other = (Assets(SPEAKER, replace(read_settings(), keep_days=days)) for days in (30, 7))
    assert one.version != other.version


def test_styles_are_sent_without_their_comments() -> None:
    text = load_assets()["chat.css"].content.decode()
    assert "/*" not in text and text.count("{") == text.count("}") > 50


def test_the_address_of_files_changes_with_them() -> None:
    files = load_assets()
    before = version_of(files)
    del files["favicon.svg"]
    assert version_of(files) != before


@pytest.mark.parametrize(
    "path",
    [*(WEB / "chat").rglob("*.js"), *(WEB / "shared").rglob("*.js"), Path("bot/pages/templates/madoguchi.js")],
    ids=str,
)
def test_no_markup_and_no_other_host(path: Path) -> None:
    code = (WEB.parent / path).read_text()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|cookie", code)
    assert not re.search(r"https?://", code)
    assert "(?<" not in code  # look-behind: phones of 2022 cannot read it


def test_pages_allow_no_script_but_the_desks_own() -> None:
    policy = HEADERS["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


def test_pages_may_ask_the_card_bridge_and_nobody_else() -> None:
    bridge = "http://127.0.0.1:8765"
    policy = Pages(SPEAKER, "test", bridge).headers["content-security-policy"]
    assert policy == HEADERS["content-security-policy"].replace("connect-src 'self'", f"connect-src 'self' {bridge}")
    assert Pages(SPEAKER, "test").headers == HEADERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_leads_to_its_paragraph(language: str) -> None:
    booklet = load_booklet(WARD)
    page = Pages(SPEAKER, "test").render("booklet.html", language, pages=booklet.pages)
    for topic in booklet.sources:
        version = present_version(SPEAKER.build(topic), language, SPEAKER)
        of_the_booklet = [source for source in version["sources"] if "page" in source]
        assert of_the_booklet
        for source in of_the_booklet:
            assert page.count(f'<article id="{source["place"]}">') == 1
            assert str(source["page"]) in source["label"]


def test_every_fact_of_the_booklet_stands_in_its_text() -> None:
    words = {one.number: str(one) for one in load_booklet(WARD).pages}
    printed = [fact for fact in SPEAKER.facts.values() if fact.page and fact.name not in OUR_WORDING]
    assert len(printed) > 60
    for fact in printed:
        said = write_fact(fact, ORIGINAL).split("(")[0]  # a date is printed by its era alone
        assert re.search(rf"(?<!\d){re.escape(said)}(?!\d)", words[fact.page or 0]), (fact.name, said)


def test_a_ward_without_its_booklets_text_has_sources_without_links() -> None:
    speaker = Speaker("tests/wards/sakuragaoka")
    assert speaker.booklet.pages == () and speaker.booklet.place(3, "x") is None


def shown_texts(language: str) -> list[str]:
    return texts(present_version(SPEAKER.build("lost_card"), language, SPEAKER))


def test_texts_are_those_that_are_shown() -> None:
    found = shown_texts("ja")
    assert "カードの紛失・盗難" in found and not any(text.startswith("/") or text == "tel" for text in found)


def test_labels_name_every_era_and_are_said_in_every_language() -> None:
    values: dict[str, Any] = {"count": 1, "days": 1, "minutes": 1, "page": 1, "day": 1, "name": 1}
    assert [LABELS[era] for era in ("reiwa", "heisei", "showa", "taisho", "meiji")] == [era.kanji for era in ERAS]
    for language in LANGUAGES:
        assert all(SPEAKER.say(text, language, **values) for text in LABELS.values())
