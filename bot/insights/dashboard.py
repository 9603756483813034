"""The ward's board: sums over counts, small ones hidden, and how sure a share is."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.insights import labels
from bot.insights.feedback import Feedback
from bot.insights.turn_counts import ANSWERED, Turn
from bot.replies.speaker import Speaker

FEWEST = 5  # a smaller count of one hour is not shown: it could be somebody
HIDDEN = labels.LESS_THAN.format(count=FEWEST)
SURE = 0.95  # of intervals hold the true share
MOST_TOPICS = 15
Counts = Sequence[tuple[Turn, int]]


@dataclass(frozen=True)
class Bar:
    """One row of a chart; `shown` is its count as it may be read, `length` its share of the longest, 0 to 100."""

    name: str
    shown: str
    length: float


@dataclass(frozen=True)
class Parity:
    """How well one language is answered: the share of sure answers, and where the true share lies (Wilson)."""

    language: str
    asked: int
    answered: int
    low: float
    high: float
    is_weak: bool = False


def tally(counts: Counts, of: Callable[[Turn], str]) -> Counter[str]:
    """The counts summed up by something that a turn tells."""
    found: Counter[str] = Counter()
    for turn, count in counts:
        found[of(turn)] += count
    return found


def bars(sums: Iterable[tuple[str, int]], hides_few: bool = False) -> list[Bar]:
    """The rows of a chart; few of an hour are one short bar, whatever their number.

    >>> [(bar.name, bar.shown, bar.length) for bar in bars([("9時", 20), ("10時", 4), ("11時", 0)], hides_few=True)]
    [('9時', '20', 100.0), ('10時', '5未満', 25.0), ('11時', '5未満', 25.0)]
    """
    rows = [(name, FEWEST if hides_few and count < FEWEST else count, count) for name, count in sums]
    longest = max((drawn for _name, drawn, _count in rows), default=0) or 1
    return [
        Bar(name, HIDDEN if hides_few and count < FEWEST else str(count), 100 * drawn / longest)
        for name, drawn, count in rows
    ]


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The Wilson score interval of a share; all is possible where nothing was tried.

    >>> [round(end, 3) for end in wilson(8, 10)], wilson(0, 0)
    ([0.49, 0.943], (0.0, 1.0))
    """
    from scipy.stats import binomtest  # half a second, which no command line waits for

    if not trials:
        return 0.0, 1.0
    found = binomtest(successes, trials).proportion_ci(confidence_level=SURE, method="wilson")
    return float(found.low), float(found.high)


def parity(counts: Counts) -> list[Parity]:
    """Each language; weak is one that is surely answered less than the best: their intervals do not touch."""
    asked, answered = tally(counts, lambda turn: turn.language), Counter[str]()
    for turn, count in counts:
        answered[turn.language] += count if turn.outcome == ANSWERED else 0
    found = [Parity(code, asked[code], answered[code], *wilson(answered[code], asked[code])) for code in LANGUAGES]
    best = max(one.low for one in found)
    return [Parity(one.language, one.asked, one.answered, one.low, one.high, one.high < best) for one in found]


def charts(counts: Counts, feedback: Sequence[Feedback], speaker: Speaker) -> dict[str, list[Bar]]:
    """Every chart of the board by its title."""
    hours = tally(counts, lambda turn: _hour(turn.hour))
    outcomes = tally(counts, lambda turn: turn.outcome)
    languages = tally(counts, lambda turn: turn.language)
    topics = tally(counts, lambda turn: turn.topic).most_common(MOST_TOPICS)
    helped = Counter(one.helpful for one in feedback)
    return {
        labels.TOPICS: bars((title(topic, speaker), count) for topic, count in topics),
        labels.HOW_IT_ENDED: bars((name, outcomes[outcome]) for outcome, name in labels.OUTCOMES.items()),
        labels.BY_LANGUAGE: bars((language.name, languages[code]) for code, language in LANGUAGES.items()),
        labels.BY_CHANNEL: bars(sorted(tally(counts, lambda turn: turn.channel).items())),
        labels.BY_HOUR: bars(((name, hours[name]) for name in map(_hour, range(24))), hides_few=True),
        labels.WHETHER_IT_HELPED: bars([(labels.HELPFUL, helped[True]), (labels.UNHELPFUL, helped[False])]),
    }


def _hour(hour: int) -> str:
    return labels.HOUR.format(hour=hour)


def title(topic: str, speaker: Speaker) -> str:
    """The Japanese title of a topic; its own name where it has no answer any more."""
    return speaker.say(speaker.answers[topic].title, ORIGINAL) if topic in speaker.answers else topic


def as_csv(shown: dict[str, list[Bar]]) -> str:
    """The charts as a table, for spreadsheets (with the mark by which Excel knows UTF-8)."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(labels.COLUMNS)
    for name, rows in shown.items():
        table.writerows([name, bar.name, bar.shown] for bar in rows)
    return "\ufeff" + out.getvalue()
