"""When a conversation changes its language, and when it stays."""

from __future__ import annotations

from collections.abc import Mapping

from bot.grammar.sentences import has_traces, is_name, is_term, sentence_languages
from bot.i18n.languages import ORIGINAL
from bot.text.scripts import count_scripts, guess_by_script, japanese_only, looks_chinese, simplified_only

SWITCH_MARGIN = 1.5  # natural log of how much likelier another language in the same letters must be
LEAST_OF_A_WORD = 2  # Han characters
WORDS_OF_A_SENTENCE = 4  # Latin words, fewer may be a name or a term (PIN, My Number Card)


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
    return scores


def choose_language(text: str, scores: Mapping[str, float], current: str | None, in_form: bool = False) -> str | None:
    """The language to answer in: the conversation's, unless a text is a clear sentence of another one.

    Args:
        text: a message.
        scores: the log-probability of each language by its letters; may be empty.
        current: the conversation's language, if it is known.
        in_form: whether the message answers a form, where words alone say nothing.

    Returns:
        None when neither the conversation nor the letters tell.

    >>> [choose_language(text, {}, "en") for text in ("紛失", "日本人の配偶者等", "カードをなくしました")]
    ['en', 'en', 'ja']
    """
    spoken = sentence_languages(text, in_form)
    if current is None:
        return first_language(text, scores, spoken)
    if current == ORIGINAL and not in_form and is_simplified_word(text):
        return "zh"
    others = [language for language in spoken if language != current]
    if not others or current in spoken or has_traces(text, current):
        return current
    best = max(others, key=lambda language: scores.get(language, 0.0))
    if (best, current) == ("en", "ja") and scores and scores["en"] - scores["ja"] < SWITCH_MARGIN:
        return current  # Japanese in Latin letters has words that English has too ("you", "to", "no")
    return best


def is_simplified_word(text: str) -> bool:
    """Whether a text is a word in Han characters, one of which Japan does not write, and no name or word of a form.

    >>> is_simplified_word("证书"), is_simplified_word("更新"), is_simplified_word("张伟")
    (True, False, False)
    """
    counts = count_scripts(text)
    is_han_alone = counts["han"] >= LEAST_OF_A_WORD and counts["han"] == sum(counts.values())
    return is_han_alone and bool(simplified_only(text)) and not is_name(text) and not is_term(text)


def first_language(text: str, scores: Mapping[str, float], spoken: tuple[str, ...] = ()) -> str | None:
    """The language of a text of which nothing is known; Han characters alone are Japanese unless clearly Chinese."""
    counts = count_scripts(text)
    if counts["han"] and not counts["kana"] + counts["hangul"] + counts["latin"]:
        return "zh" if "zh" in spoken or simplified_only(text) else "ja"
    if len(spoken) == 1 and counts["latin"] != sum(counts.values()):
        return spoken[0]
    possible = rule_out(text, scores) or dict(scores)
    if possible:
        return max(possible, key=lambda language: possible[language])
    return spoken[0] if spoken else guess_by_script(text)


def language_by_letters(text: str, current: str | None, in_form: bool = False) -> str | None:
    """The language that the letters alone can tell, for replies that no model has read.

    >>> [language_by_letters(text, "ja") for text in ("카드를 잃어버렸어요", "PIN", "我的卡丢了怎么办")]
    ['ko', 'ja', 'zh']
    >>> language_by_letters("紛失時連絡先", "zh")
    'zh'
    """
    return choose_language(text, {}, current, in_form)
