"""Several classifiers share one decision: each adds its vote to the probabilities that a message carries."""

from __future__ import annotations

from collections.abc import Mapping

from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.constants import CHANCES, INTENT_RANKING, VOTES

RANKED = 10  # topics in a ranking


def mix(earlier: Mapping[str, float], vote: Mapping[str, float], share: float) -> dict[str, float]:
    """Probabilities with a further vote of a share between 0 and 1; the first vote decides alone.

    >>> mix({"a": 1.0}, {"b": 1.0}, 0.25), mix({}, {"b": 1.0}, 0.25)
    ({'a': 0.75, 'b': 0.25}, {'b': 1.0})
    """
    if not earlier:
        return dict(vote)
    topics = dict.fromkeys([*earlier, *vote])
    return {topic: (1 - share) * earlier.get(topic, 0.0) + share * vote.get(topic, 0.0) for topic in topics}


def add_vote(message: Message, name: str, vote: Mapping[str, float], share: float) -> None:
    """Mixes a classifier's probabilities into a message, and sets its intent and ranking.

    Args:
        message: gets the vote, the mixed probabilities, intent and ranking.
        name: of the classifier, for the explanation.
        vote: a probability for each topic that it knows.
        share: of this vote beside all before it, 0 to 1.
    """
    message.set(VOTES, [*(message.get(VOTES) or []), (name, share, vote)])
    set_chances(message, mix(message.get(CHANCES) or {}, vote, share))


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
