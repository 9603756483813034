"""When a conversation changes its language, and when it stays."""

from __future__ import annotations

from collections.abc import Mapping

from bot.scripts import count_scripts, guess_by_script, japanese_only, looks_chinese, simplified_only, traditional

# A clear sentence switches; a bare word that could be two languages never does.
SWITCH_MARGIN = 1.5  # natural log of how much likelier the other language must be
WORDS_OF_A_SENTENCE = 4  # Latin words, fewer may be a name or a term (PIN, My Number Card)
HAN_OF_A_SENTENCE = 6  # Han characters alone, fewer may be a term of either language


def rule_out(text: str, scores: Mapping[str, float]) -> dict[str, float]:
    """Removes the languages that a text's letters exclude."""
    counts = count_scripts(text)
    scores = dict(scores)
    if not counts["hangul"]:
        scores.pop("ko", None)
    if counts["hangul"] or counts["kana"] or (counts["han"] and counts["latin"] < WORDS_OF_A_SENTENCE):
        scores.pop("en", None)  # an English sentence may hold a term of a form in Han characters
    if not counts["han"] or (counts["hangul"] > counts["han"]):
        scores.pop("zh", None)
    if counts["hangul"] and not counts["kana"]:
        return {"ko": 0.0}
    if counts["han"] and not counts["kana"] and japanese_only(text) and not simplified_only(text):
        scores.pop("zh", None)
    if counts["kana"] and counts["han"] and not looks_chinese(text):
        scores.pop("zh", None)
    if counts["han"] and not is_clear(text) and traditional(text) and not looks_chinese(text):
        scores.pop("zh", None)  # a bare word in forms that Japan and Taiwan share: the ward's own language
    return scores


def is_clear(text: str) -> bool:
    """Whether a text is more than a bare word that two languages could share.

    >>> is_clear("PIN"), is_clear("紛失"), is_clear("カードをなくした"), is_clear("I lost my card")
    (False, False, True, True)
    """
    counts = count_scripts(text)
    return bool(
        counts["kana"] + counts["hangul"] >= 2
        or counts["han"] >= HAN_OF_A_SENTENCE
        or counts["latin"] >= WORDS_OF_A_SENTENCE
        or (counts["han"] >= 3 and simplified_only(text))
    )


def choose_language(text: str, scores: Mapping[str, float], current: str | None) -> str:
    """Chooses among log-probabilities, leaning to the conversation's language."""
    possible = rule_out(text, scores) or dict(scores)
    best = max(possible, key=lambda language: possible[language])
    if current is None or best == current:
        return best
    if not is_clear(text):
        return current
    if current in possible and possible[best] - possible[current] < SWITCH_MARGIN:
        return current
    return best


def language_by_letters(text: str, current: str | None) -> str | None:
    """The language that the letters alone can tell, for replies that no model has read.

    >>> [language_by_letters(text, "ja") for text in ("카드를 잃어버렸어요", "PIN", "我的卡丢了怎么办")]
    ['ko', 'ja', 'zh']
    >>> language_by_letters("紛失時連絡先", "zh")
    'zh'
    """
    guess = guess_by_script(text)
    is_han_alone = guess == "ja" and not count_scripts(text)["kana"]
    if current and (guess is None or is_han_alone or not is_clear(text)):
        return current
    return guess
