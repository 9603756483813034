"""What all servers remember for a while, in Redis: sealed, under names that tell nothing, and gone after its time."""

from __future__ import annotations

import asyncio
import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from bot.storage.reach import Reach, patience
from bot.storage.secret_keys import derive, pseudonym

if TYPE_CHECKING:
    from redis import Redis

Answer = TypeVar("Answer")
PREFIX = "madoguchi"
SETTING = "MADOGUCHI_REDIS_URL"
WORKERS = 4
FAST = 1  # of zlib's levels; an answer in every language is 40 kB of JSON


class SharedMemory:
    """Values by name; those of one group are forgotten together. While Redis is away it knows nothing.

    A reply may tell when somebody's card expires: Redis, its files and whoever shares it see sealed bytes only.

    Args:
        url: of the Redis.
        key: the installation's; its own are derived from it.
    """

    def __init__(self, url: str, key: bytes) -> None:
        from cryptography.fernet import Fernet
        from redis import Redis

        self._redis: Redis = Redis.from_url(url, **patience())
        self.reach = Reach(SETTING, lambda: self._redis.set(f"{PREFIX}:probe", 1, ex=1))
        self._key, self._seal = derive(key, "names"), Fernet(urlsafe_b64encode(derive(key, "memory")))
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="redis")

    async def put(self, group: str, name: str, value: object, seconds: int) -> None:
        """Keeps a value of JSON; a group lasts as long as its last value."""
        sealed = self._seal.encrypt(zlib.compress(json.dumps(value).encode(), FAST))
        listed = self._seal.encrypt(name.encode())

        def store() -> None:
            together = self._redis.pipeline()
            together.set(self._place("value", name), sealed, ex=seconds)
            together.rpush(self._place("group", group), listed)
            together.expire(self._place("group", group), seconds)
            together.execute()

        await self._work(store, lambda: None)

    async def get(self, name: str) -> object:
        """The value of a name; None when there is none, or none any more."""
        sealed: Any = await self._work(lambda: self._redis.get(self._place("value", name)), lambda: None)
        opened = self._open(sealed) if sealed else None
        return None if opened is None else json.loads(zlib.decompress(opened))

    async def names(self, group: str) -> list[str]:
        """The names of a group, oldest first."""
        listed: Any = await self._work(lambda: self._redis.lrange(self._place("group", group), 0, -1), list)
        return [name.decode() for one in listed if (name := self._open(one)) is not None]

    async def forget(self, group: str) -> None:
        """Forgets the values of a group."""
        places = [self._place("value", name) for name in await self.names(group)]
        await self._work(lambda: self._redis.delete(self._place("group", group), *places), lambda: 0)

    def _place(self, kind: str, name: str) -> str:
        return f"{PREFIX}:{kind}:{pseudonym(self._key, kind, name)}"

    def _open(self, sealed: bytes) -> bytes | None:
        """What is sealed; None for what another key has sealed."""
        from cryptography.fernet import InvalidToken

        try:
            return self._seal.decrypt(sealed)
        except InvalidToken:
            return None

    async def _work(self, question: Callable[[], Answer], otherwise: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._workers, self.reach.ask, question, otherwise)
