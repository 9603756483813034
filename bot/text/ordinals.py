"""Hears which of the offered buttons somebody means in words: "the second one", "2", a button's own title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.text.normalization import normal_text

LONGEST = 200  # characters of a choice: a button's title, and a few words around it
# Whole messages only: "2" or "the second one", never a number inside a question.
_COUNTED = "(?:つ目|番目?|個目)"
_ORDINALS = (
    rf"1|一|①|(?:the )?first(?: one)?|number one|最初|前者|前面的?|[1一]{_COUNTED}|(?:一番)?上|第一[个個]"
    r"|첫 ?번?째|처음|1번째?",
    rf"2|二|②|(?:the )?second(?: one)?|number two|[2二]{_COUNTED}|真ん中|[后後]者|[后後]面的?|第二[个個]"
    r"|두 ?번째|2번째?",
    rf"3|三|③|(?:the )?(?:third|last)(?: one)?|number three|[3三]{_COUNTED}|最後|(?:一番)?下|第三[个個]|最后一[个個]"
    r"|세 ?번째|마지막|3번째?",
)
_AROUND = r"\W*(?:please|i mean|です|のほう|の方|で(?:お願いします)?|吧|요|이요|예요|이에요|것|거)?\W*"
ORDINALS = tuple(re.compile(rf"\W*(?:{words}){_AROUND}", re.IGNORECASE) for words in _ORDINALS)


def chosen(text: str, buttons: Sequence[Mapping[str, str]]) -> str | None:
    """The payload of the button that a message means, or None.

    >>> offered = [{"title": "カードの更新", "payload": "/a"}, {"title": "PIN", "payload": "/b"}]
    >>> [chosen(text, offered) for text in ("2番目です", "the first one", "カードの更新", "3", "更新は?")]
    ['/b', '/a', '/a', None, None]
    """
    if len(text) > LONGEST:
        return None
    said = normal_text(text).strip()
    for button in buttons:
        if said.casefold() == normal_text(button["title"]).casefold():
            return button["payload"]
    for ordinal, button in zip(ORDINALS, buttons, strict=False):
        if ordinal.fullmatch(said):
            return button["payload"]
    return None
