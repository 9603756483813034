"""What the visitors of a drill ask, in four languages, and what they read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# A loss must bring its telephone line, whatever is broken; dates are asked for by a form, which needs a store.
LOSS = {"ja": "カードをなくしました", "en": "I lost my card", "zh": "我的卡丢了", "ko": "카드를 잃어버렸어요"}
DATES = {
    "ja": "私のカードはいつまで有効ですか",
    "en": "When does my card expire?",
    "zh": "我的卡什么时候到期？",
    "ko": "제 카드 유효기한을 계산해 주세요",
}
NUMBER = re.compile(r"(?<![\d-])0\d{1,3}-\d{2,4}-\d{2,4}(?![\d-])")
OK = 200


@dataclass(frozen=True)
class Heard:
    """What came back for one message.

    Attributes:
        asked: the language that was asked in.
        is_urgent: whether a telephone line must stand in the answer.
        status: the HTTP status; 0 where there was no answer at all.
        language: the answer's own.
        text: all that a visitor read.
        seconds: from the question to the answer.
    """

    asked: str
    is_urgent: bool
    status: int
    language: str
    text: str
    seconds: float

    @property
    def numbers(self) -> list[str]:
        """The telephone numbers in the answer, each once.

        >>> Heard("en", True, 200, "en", "Call 0120-95-0178 or 03-5722-9728; 2026-11-30.", 0).numbers
        ['0120-95-0178', '03-5722-9728']
        """
        return list(dict.fromkeys(NUMBER.findall(self.text)))

    def is_answered(self, number: str | None = None) -> bool:
        """Whether it is a sentence in the visitor's language, with a line where that matters.

        >>> Heard("ko", True, 200, "ko", "0120-95-0178", 0).is_answered("0120-00-0000")
        False
        """
        is_said = self.status == OK and self.language == self.asked and bool(self.text.strip())
        return is_said and (not self.is_urgent or (number in self.numbers if number else bool(self.numbers)))


def questions() -> Iterator[tuple[str, bool, str]]:
    """Language, whether it is urgent, and what is asked."""
    for words, is_urgent in ((LOSS, True), (DATES, False)):
        for language, text in words.items():
            yield language, is_urgent, text


def read(asked: str, is_urgent: bool, status: int, replies: object, seconds: float) -> Heard:
    """What a visitor reads of an answer over REST; what is none reads as nothing."""
    sound = [one for one in replies if isinstance(one, Mapping)] if isinstance(replies, list) else []
    languages = [str((one.get("custom") or {}).get("language", "")) for one in sound]
    text = "\n".join(str(one.get("text", "")) for one in sound)
    return Heard(asked, is_urgent, status, languages[0] if languages else "", text, seconds)
