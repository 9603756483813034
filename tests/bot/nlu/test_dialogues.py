"""The conversations by which leaning is weighed name what the answers hold, and teach nothing."""

from __future__ import annotations

import pytest

from bot.i18n.languages import LANGUAGES
from bot.nlu.part_questions import read_part_questions
from bot.settings import ROOT
from bot.text.normalization import normal_text
from knowledge.answers import load_answers

WHOLE, UNTOLD = "whole", "untold"


def turns(language: str) -> list[tuple[str, str]]:
    """Each message with its label."""
    lines = (ROOT / f"data/dialogues/{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [(label, text) for label, _tab, text in (line.partition("\t") for line in lines if line)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_names_an_answer_and_one_of_its_parts(language: str) -> None:
    answers = load_answers()
    unknown = []
    for label in {one for labels, _text in turns(language) for one in labels.split("+")}:
        topic, _slash, part = label.partition("/")
        answer = answers.get(topic)
        asked = {one.asked for one in answer.parts} if answer else set()
        if topic != "ask_back" and (answer is None or part not in asked | {WHOLE, UNTOLD}):
            unknown.append(label)
    assert not unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_that_names_a_part_is_learnt_from(language: str) -> None:
    learnt = {one.text.casefold() for one in read_part_questions() if one.language == language}
    told = [text for _label, text in turns(language) if len(text) > 25]  # "does it cost anything" everybody says
    assert not [text for text in told if normal_text(text).casefold() in learnt]
