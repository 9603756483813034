"""The words classifier counts a question as scikit-learn's vectorizer does, only without its checks."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.vector_store import name_of
from bot.nlu.word_head import Document, WordHead, english_terms, terms

QUESTIONS = {
    "en": ["i lost my card", "lost card what now", "how much is a new card", "how much does it cost", "card card card"],
    "ja": ["カードをなくした", "カードを落とした", "手数料はいくら", "再発行の手数料", "カードカード"],
}
TOPICS = ["lost_card", "lost_card", "fees", "reissue", "lost_card"]


def documents(language: str) -> list[Document]:
    return [(text, tuple(text.split())) for text in QUESTIONS[language]]


@pytest.mark.parametrize("language", QUESTIONS)
def test_terms_weigh_what_the_vectorizer_says(language: str) -> None:
    known = documents(language)
    head = WordHead(alpha=1e-3, epochs=5, least=1).fit(known, TOPICS, language)
    analyzer = english_terms if language == "en" else terms
    vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, dtype=np.float32).fit(known)
    for document in [*known, ("unseen wörter カード card", ("card",))]:
        columns, values = head.count(document)
        expected, all_terms = vectorizer.transform([document]), vectorizer.get_feature_names_out()
        names = [name_of(all_terms[column]) for column in expected.indices]
        assert dict(zip(head.names[columns].tolist(), values.tolist(), strict=True)) == pytest.approx(
            dict(zip(names, expected.data.tolist(), strict=True))
        )


def test_a_question_without_known_terms_still_has_probabilities() -> None:
    head = WordHead(alpha=1e-3, epochs=5, least=1).fit(documents("en"), TOPICS, "en")
    assert sum(head.predict(("", ())).values()) == pytest.approx(1)
    assert head.predict(("card lost", ()))["lost_card"] > 0.5
