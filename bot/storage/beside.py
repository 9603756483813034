"""What asks the desk's tables runs in threads of its own: a slow database holds up nobody who does not ask it.

`asyncio.to_thread` has six threads on two processors, which everything else shares that must not hold the loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from bot.storage.connecting import in_time

Result = TypeVar("Result")
WORKERS = 16  # calls under way at once; the others wait for these, and for nothing else
_workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="tables")


async def beside(task: Callable[..., Result], *arguments: object) -> Result:
    """Runs a task that asks the database beside the event loop; it gives up where PostgreSQL is silent for too long.

    Raises:
        SQLAlchemyError: when the database fails.
    """
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_workers, copy_context().run, in_time, task, *arguments)
