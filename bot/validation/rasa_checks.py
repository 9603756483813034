"""What Rasa's own validator says of domain and rules (`rasa data validate`): names that only one file has."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.validator import Validator

QUESTIONS = "NLU training data"  # what it says of intents without any: ours say it (bot/validation/data.py)


def validator_of(root: Path) -> Validator:
    """Rasa's validator without the training questions, which take it two minutes to read, and which ours looks at."""
    rules = [str(path) for path in sorted((root / "data/rules").glob("*.yml"))]
    importer = RasaFileImporter(str(root / "config.yml"), str(root / "domain.yml"), rules)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what Rasa itself imports, and of every domain
        return Validator(importer.get_domain(), TrainingData(), importer.get_stories(), importer.get_config())


def rasa_problems(root: Path) -> Iterator[str]:
    """What it warns of, a line each."""
    try:
        validator = validator_of(root)
    except RasaException as error:
        yield f"domain.yml, data/rules: {' '.join(str(error).split())}"
        return
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        validator.verify_intents_in_stories(ignore_warnings=False)
        validator.verify_actions_in_stories_rules()
        validator.verify_forms_in_stories_rules()
        validator.verify_form_slots()
        validator.verify_slot_mappings()
    texts = dict.fromkeys(" ".join(str(one.message).split()) for one in told)
    yield from (f"domain.yml, data/rules: {text}" for text in texts if QUESTIONS not in text)
