"""The page without scripts: who may send to it, and what is shown again."""

from __future__ import annotations

import re
import secrets
from urllib.parse import urlencode

import pytest

from bot.i18n.languages import EASY
from bot.pages.answers import KEEP_SECONDS, MOST, Answered, AnswerPages, from_json, to_json
from bot.pages.plain import read_asked
from bot.replies.reply import Given
from tests.desk import CITY, STRANGER, Desk
from tests.speaking import SPEAKER

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
START, BORN, SHOWN = "When does my card expire?", "June 5, 1987", "1987"


def post(desk: Desk, fields: dict[str, str], path: str = "/plain?language=en", **headers: str) -> tuple[int, str]:
    """Sends a form and follows to its answer."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return desk.request(path, urlencode(fields).encode(), **FORM, **names)


def hidden(page: str, name: str) -> str:
    match = re.search(f'name="{name}" value="([^"]*)"', page)
    assert match
    return match[1]


FOREIGN = [{"Origin": STRANGER}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("path", ["/plain?language=en", "/?language=en"])
def test_no_other_page_can_send(desk: Desk, headers: dict[str, str], path: str) -> None:
    session = secrets.token_urlsafe(24)
    status, page = post(desk, {"session": session, "message": START}, path, **headers)
    assert status == 403 and "other pages" in page
    # The visitor goes on in a conversation that nobody else has named.
    status, page = post(desk, {"session": hidden(page, "session"), "message": BORN})
    assert status == 200 and SHOWN in page and session not in page
    status, page = post(desk, {"session": session, "message": "October 1, 2020"})
    assert status == 200 and SHOWN not in page


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_no_other_page_can_delete(desk: Desk, headers: dict[str, str]) -> None:
    _, page = post(desk, {"message": START})
    session = hidden(page, "session")
    assert post(desk, {"session": session, "button": "forget"}, **headers)[0] == 403
    assert SHOWN in post(desk, {"session": session, "message": BORN})[1]  # the form goes on


def test_a_page_of_the_ward_may_ask_but_not_choose_the_conversation(desk: Desk) -> None:
    session = secrets.token_urlsafe(24)
    status, page = post(desk, {"session": session, "message": START}, Origin=CITY)
    assert status == 200 and START in page
    assert session not in page


def test_the_desks_own_page_goes_on(desk: Desk) -> None:
    own = f"http://127.0.0.1:{desk.port}"
    _, page = post(desk, {"message": START}, Origin=own)
    status, page = post(desk, {"session": hidden(page, "session"), "message": BORN}, Origin=own)
    assert status == 200 and SHOWN in page.split('class="reply"')[1]


def test_the_same_words_from_the_same_page_are_heard_once(desk: Desk) -> None:
    _, page = post(desk, {"message": START})
    fields = {name: hidden(page, name) for name in ("session", "turn")}
    first = post(desk, {**fields, "message": BORN})[1]
    again = post(desk, {**fields, "message": BORN})[1]
    assert first.split("<main>")[1].split("turn")[0] == again.split("<main>")[1].split("turn")[0]
    other = post(desk, {**fields, "message": "October 1, 2020"})[1]
    assert "October 1, 2020" in other.split('class="reply"')[0]  # other words are another message


def test_an_answer_that_is_not_kept_says_so(desk: Desk) -> None:
    status, page = desk.request(f"/plain?language=en&answer={secrets.token_urlsafe(24)}")
    assert status == 200 and "can no longer be shown" in page


def test_names_of_messages() -> None:
    turn, session = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    form = {"session": session, "turn": turn, "message": "PIN", "spoken": "ja"}
    first, again, other = read_asked(form, "ja"), read_asked(form, "en"), read_asked({**form, "message": "PINs"}, "ja")
    assert first.message == again.message != other.message and first.session == session
    assert (first.is_switched, again.is_switched) == (False, True)
    assert read_asked({"message": "PIN"}, "ja").message != read_asked({"message": "PIN"}, "ja").message
    assert read_asked({"message": "half \ud83d", "session": "short"}, "ja").session != "short"


async def test_answers_are_kept_for_a_while_and_not_without_end() -> None:
    clock = [0.0]
    pages = AnswerPages(now=lambda: clock[0])
    first, second = Answered("a", "ja"), Answered("b", "ja")
    names = [await pages.keep(first), await pages.keep(second)]
    assert [await pages.get(name) for name in names] == [first, second] and await pages.get("x") is None
    pages.forget("a")
    assert [await pages.get(name) for name in names] == [None, second]
    clock[0] = KEEP_SECONDS + 1.0
    assert await pages.get(names[1]) is None
    kept = [await pages.keep(first) for _ in range(MOST + 3)]
    assert await pages.get(kept[2]) is None and await pages.get(kept[3]) == first


async def test_an_answer_knows_the_last_ones_of_its_conversation() -> None:
    pages = AnswerPages()
    said = (Given(SPEAKER.build("greet"), "ja"),)
    own = [await pages.keep(Answered("a", "ja", said, str(i))) for i in range(4)]
    await pages.keep(Answered("b", "ja", said, "of somebody else"))
    await pages.keep(Answered("a", "ja", (), "an answer without a reply"))
    last = await pages.keep(Answered("a", "ja", said, "last"))
    assert [name for name, _ in await pages.before(last, "a", 3)] == own[:0:-1]
    assert await pages.before(own[0], "a", 3) == []
    pages.forget("a")
    assert await pages.before(last, "a", 3) == []


def test_traditional_characters_from_the_first_page_to_the_turns_before(desk: Desk) -> None:
    where = "/plain?language=zh-Hant"
    _, page = post(desk, {"message": "我的卡片不見了，怎麼辦？"}, where)
    fields = {name: hidden(page, name) for name in ("session", "turn")}
    pages = [post(desk, {**fields, "message": "有效期限", "spoken": "zh-Hant"}, where)[1] for _copy in range(2)]
    for page in pages:
        now, _, before = page.partition('class="earlier"')
        assert '<html lang="zh-Hant"' in now and '<article class="reply" lang="zh-Hant">' in now
        assert "我的卡片不見了" in before and "請立即撥打" in before and "请" not in page


def test_easy_japanese_has_readings_without_being_asked(desk: Desk) -> None:
    _, page = post(desk, {"message": "カードをなくしました"}, f"/plain?language={EASY}")
    assert f'<html lang="{EASY}"' in page and f'<article class="reply" lang="{EASY}">' in page
    assert "<rt>でんわ</rt>" in page and 'name="furigana"' not in page
    fields = {name: hidden(page, name) for name in ("session", "turn")}
    _, page = post(
        desk, {**fields, "message": "ふつうの日本語でお願いします", "spoken": EASY}, f"/plain?language={EASY}"
    )
    assert '<article class="reply" lang="ja">' in page and "<rt>" not in page


def test_all_servers_keep_for_whom_it_was_written() -> None:
    said = Answered("a", "zh-Hant", (Given.to(SPEAKER.build("greet"), "zh-Hant"),))
    assert from_json(to_json(said)) == said
