"""The bridge over real HTTP: pairing, consent, a read, and what gets out."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest

from card_bridge.http.pairing import MOST_WRONG, Pairing
from tests.card_bridge.running import PAGE, Running
from tests.doubles.my_number_card import PLANTED


async def test_pairing_and_a_read(bridge: Running) -> None:
    """The whole way of a page: no code, the code that the bridge showed, a read without and with the month."""
    assert (await bridge.send("/pair"))[:2] == (403, {"error": "code_needed"})
    ((code, shown_for),) = bridge.screen.codes
    assert shown_for == PAGE and len(code) == 6
    _status, paired, _headers = await bridge.send("/pair", {"code": code})
    status, answer, headers = await bridge.send("/read", {"token": paired["token"]})
    assert status == 200 and answer["certificate"] == {"state": "valid", "until": None, "renewable_from": None}
    assert answer["card"] == "my_number_card" and answer["pins"]["signature"] == {"tries_left": 5, "locked": False}
    assert headers["Access-Control-Allow-Origin"] == PAGE and headers["Vary"] == "Origin"
    assert headers["Cache-Control"] == "no-store" and "Access-Control-Allow-Credentials" not in headers
    _status, answer, _headers = await bridge.send("/read", {"token": paired["token"], "until": True})
    assert answer["certificate"] == {"state": "valid", "until": "2028-05", "renewable_from": "2028-02"}
    assert bridge.screen.questions == [(PAGE, False), (PAGE, True)]
    assert bridge.card.forbidden == []


async def test_a_token_is_for_its_origin(bridge: Running) -> None:
    token = bridge.bridge.pairing.pair("https://other.example", bridge.bridge.pairing.code)
    assert (await bridge.send("/read", {"token": token}))[:2] == (401, {"error": "not_paired"})


async def test_pairing_again_ends_the_earlier_token(bridge: Running) -> None:
    first, second = await bridge.pair(), await bridge.pair()
    assert (await bridge.send("/read", {"token": first}))[0] == 401
    assert (await bridge.send("/read", {"token": second}))[0] == 200


async def test_guessing_the_code_ends_soon(bridge: Running) -> None:
    wrong = "000000" if bridge.bridge.pairing.code != "000000" else "111111"
    for _guess in range(MOST_WRONG):
        assert (await bridge.send("/pair", {"code": wrong}))[:2] == (403, {"error": "wrong_code"})
    right = {"code": bridge.bridge.pairing.code}
    assert (await bridge.send("/pair", right))[:2] == (403, {"error": "closed"})


def test_codes_differ() -> None:
    assert len({Pairing().code for _start in range(50)}) > 40


async def test_no_consent_no_read(bridge: Running) -> None:
    bridge.screen.answer = False
    assert (await bridge.send("/read", {"token": await bridge.pair()}))[:2] == (403, {"error": "not_agreed"})
    assert bridge.card.log == []


async def test_consent_is_for_one_read(bridge: Running) -> None:
    token = await bridge.pair()
    for _read in range(2):
        await bridge.send("/read", {"token": token})
    assert len(bridge.screen.questions) == 2


async def test_one_question_at_a_time(bridge: Running) -> None:
    token, bridge.screen.hold = await bridge.pair(), asyncio.Event()
    first = asyncio.create_task(bridge.send("/read", {"token": token}))
    while not bridge.screen.questions:
        await asyncio.sleep(0)
    assert (await bridge.send("/read", {"token": token}))[:2] == (409, {"error": "busy"})
    bridge.screen.hold.set()
    assert (await first)[0] == 200 and len(bridge.screen.questions) == 1


async def test_a_page_that_leaves_withdraws_its_question(bridge: Running) -> None:
    token, bridge.screen.hold = await bridge.pair(), asyncio.Event()
    leaving = asyncio.create_task(bridge.send("/read", {"token": token}))
    while not bridge.screen.questions:
        await asyncio.sleep(0)
    leaving.cancel()
    while bridge.bridge.asking:
        await asyncio.sleep(0.01)
    assert bridge.card.log == []


async def test_no_text_of_a_mistake_gets_out(bridge: Running, caplog: pytest.LogCaptureFixture) -> None:
    async def stumble(origin: str, with_month: bool) -> bool:
        raise RuntimeError("planted text of a library")

    token = await bridge.pair()
    bridge.screen.agrees = stumble  # type: ignore[method-assign]
    with caplog.at_level(logging.DEBUG):
        assert (await bridge.send("/read", {"token": token}))[:2] == (500, {"error": "failed"})
    assert "RuntimeError" in caplog.text and "planted" not in caplog.text
    assert bridge.bridge.asking is False


async def test_nothing_that_identifies_gets_out(bridge: Running, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        token = await bridge.pair()
        told = json.dumps(await bridge.send("/read", {"token": token, "until": True})) + caplog.text
    assert "2028-05" in told and not [planted for planted in (*PLANTED, "2028-05-03") if planted in told]
    assert token not in caplog.text and bridge.bridge.pairing.code not in caplog.text
