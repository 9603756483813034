from __future__ import annotations

from tests.browser.chat import Chat

def test_x(chat: Chat) -> None:
    chat.open("en")
    a = chat.ask("I lost my card")
    print(a.inner_text())
    print(chat.memory["session"])
