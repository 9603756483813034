"""The real bridge's application on a port of its own, over scripted readers and a scripted person."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Mapping

from aiohttp import web

from card_bridge.card.slots import State
from card_bridge.card.worker import Worker
from card_bridge.http.app import Bridge, create_app
from card_bridge.http.origins import own_hosts
from card_bridge.http.pairing import Pairing
from card_bridge.http.rate_limit import Limit
from tests.desk import free_port
from tests.doubles.my_number_card import my_number_card
from tests.doubles.scripted_card import ScriptedCard
from tests.doubles.scripted_readers import ScriptedReaders
from tests.doubles.scripted_screen import ScriptedScreen

OFTEN = 10**6


class RunningBridge:
    """A bridge in a thread; `renew` makes it a bridge that was just started, at the same address.

    Attributes:
        asked: method and status of every request that reached it.
    """

    def __init__(self) -> None:
        self.port, self.origins = free_port(), [""]
        self.address = f"http://127.0.0.1:{self.port}"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._runner: web.AppRunner | None = None
        self.renew()

    def renew(self, cards: Mapping[str, ScriptedCard | None | State] | None = None, requests: int = OFTEN) -> None:
        """Starts with these cards: by default one in good order."""
        self.card = my_number_card()
        self.readers = ScriptedReaders({"one": self.card} if cards is None else cards)
        self.screen, self.asked = ScriptedScreen(), list[tuple[str, int]]()
        self.bridge = Bridge(Worker(self.readers), self.screen, Pairing(), Limit(requests, 60))

    def restart(self, cards: Mapping[str, ScriptedCard | None | State] | None = None, requests: int = OFTEN) -> None:
        """Ends and starts again: another code, and no page is paired."""
        self.stop()
        self.renew(cards, requests)
        self.start()

    @property
    def code(self) -> str:
        return self.bridge.pairing.code

    @property
    def wrong_code(self) -> str:
        return "000000" if self.code != "000000" else "111111"

    @property
    def is_untouched(self) -> bool:
        """Whether neither the card nor the person heard of anything."""
        return not (self.card.log or self.readers.transactions or self.screen.codes or self.screen.questions)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Waits for what happens here."""
        for _time in range(200):
            if is_so():
                return
            time.sleep(0.05)
        raise AssertionError("it never came")

    def start(self) -> None:
        """Listens for pages of `origins`."""
        self._run(self._start())

    def stop(self) -> None:
        """Stops listening."""
        self._run(self._stop())

    def end(self) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def hold(self) -> None:
        """From now on the person answers only when `let_go` is called."""
        self.screen.hold = asyncio.Event()

    def let_go(self) -> None:
        assert self.screen.hold
        self._loop.call_soon_threadsafe(self.screen.hold.set)

    def _run(self, work: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _start(self) -> None:
        app = create_app(self.bridge, own_hosts(self.port), self.origins)
        app.on_response_prepare.append(self._note)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def _stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _note(self, request: web.Request, response: web.StreamResponse) -> None:
        self.asked.append((request.method, response.status))
