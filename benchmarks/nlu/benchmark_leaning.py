"""How well the desk knows what leans on the answer before it; writes docs/leaning.md.

Run with `make results`; `--weigh` also writes the weights of bot/nlu/leaning.yml (docs/decisions/0045). Conversations
of data/dialogues, which no classifier learns from.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from bot.dialogue.parser import Understanding
from bot.i18n.languages import LANGUAGES
from bot.nlu.constants import SIGNS as SIGNS_OF_MESSAGE
from bot.nlu.leaning import LEAST, SIGNS, WEIGHTS, Signs
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT

DIALOGUES = ROOT / "data" / "dialogues"
FOLDS = 10
STRENGTH = 1.0
HEAD = """# What leans on the answer before it, measured

Written by `make results`; do not edit. {count:,} follow-ups of {conversations:,} conversations that no classifier
learns from (`data/dialogues`), each after the answer it should have got; by cross-check, weights from nine tenths of
the conversations ([decision 45](decisions/0045-what-leans-is-weighed.md)).

| language | follow-ups | the topic stays | right: it stays | right: it moves | right: it moves, and where to |
|---|---|---|---|---|---|
"""
COMMENT = "# Measured, not learnt: benchmarks/nlu/benchmark_leaning.py --weigh (docs/decisions/0045).\n"


@dataclass(frozen=True)
class FollowUp:
    """A message after an answer.

    Attributes:
        conversation: its number.
        about: the topic of the answer.
        topics: what the message asks about.
    """

    language: str
    conversation: int
    text: str
    about: str
    topics: frozenset[str]

    @property
    def stays(self) -> bool:
        """Whether it asks about the same topic."""
        return self.about in self.topics


@dataclass(frozen=True)
class Weighed:
    """A follow-up that may lean, its signs, and where it would move."""

    follow_up: FollowUp
    signs: Signs
    rival: str


def read_dialogues() -> Iterator[FollowUp]:
    """Every message but the first of each conversation; lines are `topic/part`, a tab, and the message."""
    for place, language in enumerate(LANGUAGES):
        blocks = (DIALOGUES / f"{language}.tsv").read_text(encoding="utf-8").strip().split("\n\n")
        for number, block in enumerate(blocks):
            turns = [line.split("\t") for line in block.splitlines()]
            topics = [[label.split("/")[0] for label in labels.split("+")] for labels, _text in turns]
            for (_labels, text), before, asked in zip(turns[1:], topics, topics[1:], strict=False):
                yield FollowUp(language, place * 10_000 + number, text, before[-1], frozenset(asked))


def weigh(follow_ups: Sequence[FollowUp]) -> Iterator[Weighed]:
    """The signs of what may lean; what is alarming or too long never does."""
    understanding = Understanding()
    key = attrgetter("about", "language")
    for (about, language), some in groupby(sorted(follow_ups, key=key), key):
        mine = list(some)
        read = understanding.read([(one.text, language) for one in mine], about)
        for one, message in zip(mine, read, strict=True):
            signs, rival = message.get(SIGNS_OF_MESSAGE) or (None, "")
            if signs is not None:
                yield Weighed(one, signs, rival)


def row_of(language: str, weighed: Sequence[Weighed], chances: npt.NDArray[np.float64]) -> str:
    """The line of the table."""
    judged = zip(weighed, (chances >= LEAST).tolist(), strict=True)
    mine = [(one, stays) for one, stays in judged if one.follow_up.language == language]
    stay = [stays for one, stays in mine if one.follow_up.stays]
    move = [(one, not stays) for one, stays in mine if not one.follow_up.stays]
    there = [moves and one.rival in one.follow_up.topics for one, moves in move]
    shares = [sum(stay) / len(stay), sum(moves for _one, moves in move) / len(move), sum(there) / len(there)]
    cells = [f"{len(mine):,}", f"{len(stay) / len(mine):.2f}", *(f"{share:.2f}" for share in shares)]
    return f"| {language} | {' | '.join(cells)} |\n"


def main(write_weights: bool) -> None:
    """Measures and writes."""
    follow_ups = list(read_dialogues())
    weighed = list(weigh(follow_ups))
    rows = np.array([astuple(one.signs) for one in weighed])
    stays = np.array([one.follow_up.stays for one in weighed])
    groups = [one.follow_up.conversation for one in weighed]
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    chances = cross_val_predict(model, rows, stays, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[:, 1]
    text = HEAD.format(count=len(weighed), conversations=len(set(groups)))
    text += "".join(row_of(language, weighed, chances) for language in LANGUAGES)
    (ROOT / "docs/leaning.md").write_text(text, encoding="utf-8")
    print(text)
    if write_weights:
        fitted = model.fit(rows, stays)
        values = dict(zip(SIGNS, fitted.coef_[0].round(3).tolist(), strict=True))
        weights = {"constant": round(float(fitted.intercept_[0]), 3), **values}
        WEIGHTS.write_text(COMMENT + yaml.safe_dump(weights, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    quiet_libraries()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weigh", action="store_true", help="write bot/nlu/leaning.yml")
    main(parser.parse_args().weigh)
