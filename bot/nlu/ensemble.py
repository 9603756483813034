"""Several classifiers share one decision: each adds its vote to the probabilities that a message carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.constants import CHANCES, INTENT_RANKING, VOTES
from bot.nlu.topic_head import geometric

RANKED = 10  # topics in a ranking


def mix(earlier: Mapping[str, float], vote: Mapping[str, float], share: float) -> dict[str, float]:
    """Probabilities with a further vote of a share between 0 and 1; the first vote decides alone.

    The geometric mean: a topic must be thinkable to every classifier. It was right more often than the arithmetic one,
    and says better how sure it is (docs/decisions/0036).

    >>> {topic: round(chance, 2) for topic, chance in mix({"a": 0.8, "b": 0.2}, {"a": 0.2, "b": 0.8}, 0.25).items()}
    {'a': 0.67, 'b': 0.33}
    """
    if not earlier:
        return dict(vote)
    topics = list(dict.fromkeys([*earlier, *vote]))
    first, second = (np.array([votes.get(topic, 0.0) for topic in topics]) for votes in (earlier, vote))
    return dict(zip(topics, geometric(first, second, share).tolist(), strict=True))


def add_vote(message: Message, name: str, vote: Mapping[str, float], share: float, beside: Sequence[str] = ()) -> None:
    """Mixes a classifier's probabilities into a message, and sets its intent and ranking.

    Args:
        message: gets the vote, the mixed probabilities, intent and ranking.
        name: of the classifier, for the explanation.
        vote: a probability for each topic that it knows.
        share: of this vote beside those before it, 0 to 1.
        beside: the names of the votes that still count; none: all.
    """
    votes = [one for one in message.get(VOTES) or [] if not beside or one[0] in beside]
    message.set(VOTES, [*votes, (name, share, vote)])
    chances: Mapping[str, float] = {}
    for _name, weight, probabilities in message.get(VOTES):
        chances = mix(chances, probabilities, weight)
    set_chances(message, chances)


def set_chances(message: Message, chances: Mapping[str, float]) -> None:
    """Sets a message's probabilities, and with them its intent and ranking."""
    best = sorted(chances, key=lambda topic: -chances[topic])[:RANKED]
    ranking = [{"name": topic, "confidence": float(chances[topic])} for topic in best]
    message.set(CHANCES, chances)
    message.set(INTENT, dict(ranking[0]), add_to_output=True)
    message.set(INTENT_RANKING, ranking, add_to_output=True)


def top_topic(message: Message) -> tuple[str, float]:
    """The likeliest topic so far and its probability; no topic has none."""
    chances: Mapping[str, float] = message.get(CHANCES) or {"": 0.0}
    topic = max(chances, key=lambda name: chances[name])
    return topic, chances[topic]
