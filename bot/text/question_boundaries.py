"""Finds the questions of a message that asks several things."""

from __future__ import annotations

import re

MOST = 3  # questions looked at
LONGEST = 400  # characters of a message that is split
SHORTEST = {"en": 5, "ko": 3, "zh": 2}  # characters of a question; Japanese needs three
_BORDER = re.compile(
    r"(?<=[。？?！!\n])|(?<=\.)\s+"
    r"|(?<=[かの])[、,\s]+|[、,\s]+(?=いくら|何時|どこ|いつ|誰|どう|何が|何を|どれ)"
    r"|[、,]\s*(?=(?:あと|それと|それから|また)[、,]?)|(?=(?<=[かすたい])(?:あと|それと|それから))"
    r"|[,;]?\s+(?=and (?:also |then )?(?:how|what|where|when|which|who|why|can|do|does|is|are|will|should)\b)"
    r"|[,;]\s*(?=(?:how|what|where|when|which|who|why|can|do|does|is|are|will|should)\b)"
    r"|(?<!and)(?<!or)\s+(?=(?:how (?:much|long|many)|what time|which store)\b)"
    r"|[,;]?\s+(?=(?:also|another question|one more)\b)"
    r"|(?<=[\u4e00-\u9fff])[，,；;\s]+(?=[\u4e00-\u9fff])"
    r"|[，,；;]\s*(?=还有|還有|另外|然后|顺便|以及)"
    r"|(?<=[요까죠])[,\s]+|,\s+(?=얼마|어디|언제|몇|며칠|누가|뭐)"
    r"|[,\s]+(?=그리고|또\s|아\s?그리고)",
    re.IGNORECASE,
)
_ASKS = {
    "ja": r"[?？]|(?:か|かな|かしら|の|たい|たいです|たいのですが|たいんですが|下?さい|は|教えて|方法|やり方)\W*$"
    r"|いくら|何時|どこ|いつ|どう|何が|どれ|どなた|誰が",
    "en": r"\?|^\W*(?:(?:and|also|then|so|ok) )*(?:how|what|where|when|which|who|why|can|could|do|does|is|are|will"
    r"|should|may|must)\b|\bi (?:want|need|would like|wanna)\b|\btell me\b",
    "zh": r"[?？]|吗|嗎|呢|怎么|怎麼|怎样|如何|多少|哪|几点|幾點|什么|什麼|能不能|可不可以|想|是否|请问|要不要"
    r"|啥|多久|多长|[要行能]不\W*$",
    "ko": r"[?？]|까\b|까요|나요|가요|은요|는요|어떻게|얼마|어디|언제|뭐|무엇|몇|며칠|누가|싶|알려|궁금",
}
_PATTERNS = {language: re.compile(words, re.IGNORECASE) for language, words in _ASKS.items()}


def split_questions(text: str, language: str) -> list[str]:
    """The parts of a message that ask something; empty when it asks one thing or nothing.

    >>> split_questions("更新はどこでできますか？手数料はいくらですか？", "ja")
    ['更新はどこでできますか？', '手数料はいくらですか？']
    >>> split_questions("Where do I renew it and how much is a new card?", "en")
    ['Where do I renew it', 'and how much is a new card?']
    >>> split_questions("多少钱 几点", "zh"), split_questions("where, how much, how long", "en")
    (['多少钱', '几点'], ['where', 'how much', 'how long'])
    >>> split_questions("引っ越しました。手続きはどこですか？", "ja")
    []
    """
    if len(text) > LONGEST:
        return []
    parts = [part.strip() for part in _BORDER.split(text)]
    long_enough = [part for part in parts if len(part) >= SHORTEST.get(language, 3)]
    asking = [part for part in long_enough if _PATTERNS[language].search(part)][:MOST]
    return asking if len(asking) > 1 else []
