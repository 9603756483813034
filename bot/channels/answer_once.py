"""One answer for each message, however often it comes and to whichever server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar, cast

from bot.channels.heard import was_heard
from bot.dialogue.agent import GuardedAgent
from bot.http.idempotency import Once
from bot.replies.reply import Given
from bot.storage.shared_memory import SharedMemory

Answer = TypeVar("Answer")  # of JSON
KEEP_SECONDS = 600  # in all servers' memory: the chat tries for eight minutes; later the conversation itself knows


class AnswerOnce(Generic[Answer]):
    """Answers a copy as the first one was: from this server's memory, from all servers', from the conversation.

    Args:
        agent: whose conversations are asked, and whose locks keep two servers from answering at once.
        memory: all servers'; None where there is one server.
    """

    def __init__(self, agent: GuardedAgent, memory: SharedMemory | None) -> None:
        self._agent, self._memory = agent, memory
        self._once: Once[Answer] = Once()

    async def answer(
        self,
        conversation: str,
        message: str,
        make: Callable[[], Awaitable[Answer]],
        again: Callable[[Sequence[Given]], Awaitable[Answer]],
    ) -> Answer:
        """The answer to a message.

        Args:
            conversation: Rasa's name for it.
            message: the message's own name.
            make: has the message answered.
            again: makes an answer of the replies that were kept; of none where they may be known no more.
        """

        name = f"{conversation} {message}"

        async def in_turn() -> Answer:
            async with self._agent.lock_store.lock(f"message {name}"):
                known = await self._memory.get(name) if self._memory else None
                if known is not None:
                    return cast(Answer, known)
                if await was_heard(self._agent, conversation, message):
                    return await again(await self._agent.replies_to(conversation, message))
                answer = await make()
                if self._memory:
                    await self._memory.put(conversation, name, answer, KEEP_SECONDS)
                return answer

        return await self._once.answer(conversation, message, in_turn)

    async def forget(self, conversation: str) -> None:
        """Forgets what was answered in a conversation."""
        self._once.forget(conversation)
        if self._memory:
            await self._memory.forget(conversation)
