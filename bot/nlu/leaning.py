"""Whether a message leans on the answer just given: one decision, by weights that are measured (leaning.yml)."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from functools import cache
from math import exp, log
from pathlib import Path

import yaml

WEIGHTS = Path(__file__).with_suffix(".yml")
LEAST = 0.6  # of the probability, from which on the topic stays
_NEAR_ZERO = 0.001  # a probability counts no less


@dataclass(frozen=True)
class Signs:
    """What speaks for and against a message leaning on the answer before it; numbers of about the same size.

    Attributes:
        bare: score of the model that tells bare questions from named ones, 0 where it cannot tell.
        likeness: cosine to the nearest of the questions about the topic just answered.
        part: probability of the likeliest part of that topic.
        named: log odds, by the model of the common aspects, that the message names what it asks about.
        own: log odds of the topic just answered.
        rival: log odds of the likeliest other topic.
        rival_likeness: cosine to the nearest of the questions about that one.
        is_related: 1 where that one is offered beside the topic just answered.
        is_small_talk: 1 where that one is thanks, a hello or the like.
        is_out_of_scope: 1 where that one is what the desk does not answer.
        is_alarm: 1 where the topic just answered is a loss or a scam.
        length: its characters, divided by twenty.
    """

    bare: float
    likeness: float
    part: float
    named: float
    own: float
    rival: float
    rival_likeness: float
    is_related: float
    is_small_talk: float
    is_out_of_scope: float
    is_alarm: float
    length: float


SIGNS = [field.name for field in fields(Signs)]


@cache
def load_weights() -> dict[str, float]:
    """The weight of each sign, and `constant`."""
    weights: dict[str, float] = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    return weights


def log_odds(probability: float) -> float:
    """The logarithm of the odds, bounded.

    >>> log_odds(0.5), round(log_odds(0.0), 1)
    (0.0, -6.9)
    """
    bounded = min(max(probability, _NEAR_ZERO), 1 - _NEAR_ZERO)
    return log(bounded / (1 - bounded))


def leaning(signs: Signs) -> float:
    """How likely a message leans on the answer before it, 0 to 1."""
    weights = load_weights()
    pairs = zip(SIGNS, astuple(signs), strict=True)
    return 1 / (1 + exp(-(weights["constant"] + sum(weights[name] * value for name, value in pairs))))
