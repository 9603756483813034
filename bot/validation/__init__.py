"""The validator: one line a problem, `file or place, key: what is wrong, what to do`."""

from __future__ import annotations

from bot.i18n.catalogues import po_file
from bot.i18n.languages import EASY, TRANSLATIONS
from bot.replies.speaker import Speaker
from bot.settings import ROOT
from bot.validation.answers import answer_problems, fact_problems, line_problems, value_problems
from bot.validation.catalogues import (
    catalogue_problems,
    collected,
    template,
    template_problems,
    unreadable,
    used_facts,
)
from bot.validation.data import config_problems, data_problems, domain_problems
from bot.validation.easy import easy_problems, for_visitors
from bot.validation.names import name_problems
from bot.validation.part_questions import part_question_problems
from bot.validation.parts import kind_problems, part_problems
from bot.validation.sources import source_problems
from bot.validation.speaking import speaking_problems
from bot.validation.yaml_files import file_problems
from knowledge.facts import Facts, load_facts


def problems(ward: str) -> list[str]:
    """Every problem, in a stable order; what rests on files or values that are wrong is looked at after them."""
    broken = list(file_problems(ward)) or list(kind_problems())
    if broken:
        return broken
    facts = load_facts(ward)
    from bot.validation.rasa_checks import rasa_problems  # Rasa itself is slow to import

    wrong = [
        *value_problems(facts, ward),
        *line_problems(facts, ward),
        *source_problems(facts, ward),
        *name_problems(facts, ward),
        *part_problems(),
        *part_question_problems(),
    ]
    return [
        *config_problems(ROOT),
        *data_problems(ROOT),
        *domain_problems(ROOT),
        *rasa_problems(ROOT),
        *wrong,
        *text_and_speech_problems(facts, ward, not wrong),
    ]


def text_and_speech_problems(facts: Facts, ward: str, can_speak: bool) -> list[str]:
    """What is wrong with texts, their translations, and what is spoken of them."""
    known = template()
    unread = [problem for reader in (*TRANSLATIONS, EASY) if (problem := unreadable(po_file(reader)))]
    if unread:
        return unread
    found = [
        *fact_problems(facts, used_facts(known, ward), ward),
        *answer_problems(facts, ward),
        *template_problems(collected(), known),
        *(problem for language in TRANSLATIONS for problem in catalogue_problems(po_file(language), facts)),
        *easy_problems(facts, for_visitors()),
    ]
    return found if found or not can_speak else list(speaking_problems(Speaker(ward)))
