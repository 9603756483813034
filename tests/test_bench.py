"""The comparison with other systems: its parts that need no training."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks.compare import bm25, page, parts, stock
from benchmarks.compare.cases import Case, dev_cases, sample, training_questions, unseen_cases
from benchmarks.compare.systems import SYSTEMS, with_one_encoder
from bot.i18n.languages import LANGUAGES
from bot.settings import ROOT


def test_nothing_that_is_asked_was_trained_on() -> None:
    trained = {case.text for case in training_questions()}
    assert not [case for case in unseen_cases() if case.text in trained and case.origin == "twins"]
    assert {case.language for case in dev_cases()} == set(LANGUAGES)


def test_a_sample_is_the_same_each_time_and_has_every_topic() -> None:
    questions = training_questions()
    few = sample(questions, 0.01)
    assert few == sample(questions, 0.01) and len(few) < len(questions) / 20
    assert {(one.language, one.right) for one in few} == {(one.language, one.right) for one in questions}


@pytest.mark.parametrize("language", LANGUAGES)
def test_bm25_finds_what_it_was_given(tmp_path: Path, language: str) -> None:
    questions = [one for one in sample(training_questions(), 0.02) if one.language == language]
    bm25.keep_questions(tmp_path, questions)
    bm25.build(tmp_path)
    parse = SYSTEMS["bm25"].parser(tmp_path)
    right = [parse(one.text, language)["topic"] in one.right for one in questions]
    assert sum(right) > 0.95 * len(right)
    assert parse("☎", language)["fallback"]


def test_stock_rasa_is_what_rasa_init_makes(tmp_path: Path) -> None:
    questions = sample(training_questions(), 0.01)
    stock.make_project(tmp_path / "project", questions)
    config = yaml.safe_load((tmp_path / "project/config.yml").read_text())
    assert config["pipeline"] is None and config["policies"] is None  # Rasa's own defaults
    nlu = yaml.safe_load((tmp_path / "project/data/nlu.yml").read_text())["nlu"]
    assert sum(entry["examples"].count("- ") for entry in nlu) >= len(questions)


@pytest.mark.parametrize("encoder", ["use", "e5"])
def test_one_encoder_alone(encoder: str) -> None:
    pipeline = with_one_encoder(yaml.safe_load((ROOT / "config.yml").read_text())["pipeline"], encoder)
    classifiers = [one for one in pipeline if "TopicClassifier" in one["name"]]
    assert [one["featurizers"] for one in classifiers] == [[encoder]]
    assert not [
        one for one in pipeline if one.get("encoders", [encoder]) != [encoder] or "WordClassifier" in one["name"]
    ]


def test_shares_of_a_language() -> None:
    def parsed(topic: str, fallback: bool = False) -> dict[str, object]:
        return {"topic": topic, "ranking": [{"topic": topic}], "fallback": fallback, "language": "en"}

    figures = parts.of_language("en", [
        (Case("dev", "en", "a", frozenset({"etax"})), parsed("etax")), (Case("dev", "en", "b", frozenset({"etax"})), parsed("reissue", True)),
        (Case("dev", "en", "c", frozenset({"out_of_scope"})), parsed("out_of_scope", True)), (Case("twins", "en", "d", frozenset({"etax"})), parsed("reissue")),
    ])  # fmt: skip
    assert figures == {"top1": 2 / 3, "top3": 2 / 3, "caught": 1.0, "turned_away": 0.5, "language": 1.0, "twins": 0.0}


def test_the_page_shows_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "DOCS", tmp_path)
    monkeypatch.setattr(page, "ROOT", tmp_path)
    page.write(ROOT / "benchmarks" / "results")
    text = (tmp_path / "bench.md").read_text()
    assert "stock Rasa" in text and "Against stock Rasa" in text
    assert text == (ROOT / "docs" / "bench.md").read_text()


def test_a_wrong_system_is_named() -> None:
    command = [sys.executable, "-m", "bot", "bench", "stok"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 2 and "stok" in done.stderr
