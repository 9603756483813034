"""A message that comes twice is answered once, also while its answer is being made."""

from __future__ import annotations

import asyncio

import pytest

from bot.http.idempotency import KEEP_SECONDS, Once


class Maker:
    """Makes numbered answers slowly; fails as often as it was told to."""

    def __init__(self, failures: int = 0) -> None:
        self.made, self._failures = 0, failures

    async def __call__(self) -> int:
        await asyncio.sleep(0.01)
        self.made += 1
        if self.made <= self._failures:
            raise RuntimeError("down")
        return self.made


async def test_copies_at_once_share_one_answer() -> None:
    once, maker = Once[int](), Maker()
    assert await asyncio.gather(*(once.answer("a", "1", maker) for _copy in range(5))) == [1] * 5
    assert await once.answer("a", "2", maker) == 2 and await once.answer("b", "1", maker) == 3


async def test_whoever_hangs_up_does_not_stop_the_answer() -> None:
    once, maker = Once[int](), Maker()
    first = asyncio.ensure_future(once.answer("a", "1", maker))
    await asyncio.sleep(0)
    first.cancel()
    assert await once.answer("a", "1", maker) == 1 and maker.made == 1


async def test_a_failure_is_tried_again() -> None:
    once, maker = Once[int](), Maker(failures=1)
    with pytest.raises(RuntimeError):
        await once.answer("a", "1", maker)
    assert await once.answer("a", "1", maker) == 2


async def test_answers_are_kept_for_minutes_only_and_forgotten_at_once() -> None:
    moment = [0.0]
    once, maker = Once[int](lambda: moment[0]), Maker()
    assert await once.answer("a", "1", maker) == 1
    once.forget("a")
    assert await once.answer("a", "1", maker) == 2
    moment[0] = KEEP_SECONDS + 1
    assert await once.answer("a", "1", maker) == 3
