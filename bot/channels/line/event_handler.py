"""What the desk does for each event of a webhook: takes it at once, answers it in the background."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from cachetools import LRUCache
from prometheus_client import Counter
from rasa.core.channels.channel import UserMessage

from bot import clock
from bot.channels.line.calendar_links import with_web_links
from bot.channels.line.chat_languages import Languages
from bot.channels.line.chat_queue import Turns, Work
from bot.channels.line.client import LineClient
from bot.channels.line.delivery import Delivery, Message
from bot.channels.line.event_actions import Edit, HandOver, Leave, Told, Unsend, Words, wish_of
from bot.channels.line.handing_over import HandingOver
from bot.channels.line.memory import memory
from bot.channels.line.messages import compose
from bot.channels.line.phone_code import with_code_button
from bot.channels.line.quick_replies import MOST_ITEMS
from bot.channels.line.webhook_events import Chat, Event, text_of
from bot.channels.readers import shown_in
from bot.dialogue.reply_collector import ReplyCollector
from bot.i18n.catalogues import translate
from bot.i18n.languages import ORIGINAL
from bot.replies.expiry_question import STOP
from bot.replies.reply import Given
from bot.replies.speaker import Speaker
from bot.replies.writing import Written
from bot.storage.beside import beside
from bot.storage.secret_keys import pseudonym
from bot.text.json_values import JsonObject, JsonValue

logger = logging.getLogger(__name__)
EVENTS = Counter("madoguchi_line_events_total", "Webhook events by what they asked for", ["wish"])
AT_ONCE = 1  # turns in the model, which holds up the event loop (docs/decisions/0018)
BREATHS = 5  # rounds of the event loop between turns: a webhook needs about four to be acknowledged
MOST_PENDING = 5000  # events that wait; beyond, the platform is asked to come again
LOADING_SECONDS = 20  # the longest that the indicator shows; a multiple of five
LOADING_WAIT = 1.0  # seconds that an answer waits for the indicator
GRACE_SECONDS = 10.0  # for what is under way at the stop
Hear = Callable[[UserMessage], Awaitable[object]]


class LineDesk:
    """The desk as one official account."""

    def __init__(
        self,
        hear: Hear,
        speaker: Speaker,
        client: LineClient,
        name_key: bytes,
        link_key: bytes,
        unsend: Callable[[str, str], object],
        is_first: Callable[[str], bool],
        show_menu: Callable[[str, str], Awaitable[None]],
        handing_over: HandingOver,
    ) -> None:
        """Keeps what it works with.

        Args:
            hear: handles a message through the privacy gate (Rasa's `on_new_message`).
            name_key: makes pseudonyms of ids.
            link_key: signs links.
            unsend: deletes a stored message, by conversation and message id.
            is_first: notes an event's id; whether no server heard it before, nor this one before a restart.
            show_menu: shows a user the rich menu of a language.
            handing_over: gives codes for the telephone.
        """
        self._hear, self._speaker, self._client = hear, speaker, client
        self._unsend, self._show_menu, self._handing_over = unsend, show_menu, handing_over
        self._is_first = is_first
        self._name_key, self._link_key = name_key, link_key
        self._turns, self._languages, self._delivery = Turns(), Languages(client), Delivery(client)
        self._model = asyncio.Semaphore(AT_ONCE)
        self._seen: LRUCache[str, bool] = memory()
        self._unsent: LRUCache[str, bool] = memory()
        self._edited: LRUCache[str, int] = memory()  # messages that were changed, and when last
        self._left: LRUCache[str, int] = memory()  # chats that are over, and since when

    def has_room(self, count: int) -> bool:
        """Whether so many events more can wait."""
        return self._turns.pending + count <= MOST_PENDING

    def accept(self, event: Event, address: str) -> None:
        """Takes one event and returns at once; an event seen before, or asking for nothing, goes no further."""
        if event.id in self._seen:
            return
        if event.id:
            self._seen[event.id] = True
        wish, chat = wish_of(event), self._sender(event.chat)
        EVENTS.labels(type(wish).__name__.lower() if wish else "nothing").inc()
        if isinstance(wish, Leave):
            self._left[self._name(event.chat.id)] = event.timestamp
            self._turns.add(chat, event.timestamp, partial(self._handing_over.take_back, chat))
        elif isinstance(wish, Unsend):
            self._unsent[wish.message_id] = True
            self._turns.add(chat, event.timestamp, partial(self._forget, chat, wish.message_id))
        elif isinstance(wish, Edit):
            self._change(event, wish, chat, address)
        elif wish:
            self._add(event, wish, chat, address)

    def _add(self, event: Event, wish: Words | Told | HandOver, chat: str, address: str) -> None:
        """Has an event answered, if it still may be."""
        if event.is_active and self._is_open(event):
            self._mark_as_read(event)
            self._turns.add(chat, event.timestamp, partial(self._once, event, self._work_for(event, wish, address)))

    def _change(self, event: Event, edit: Edit, chat: str, address: str) -> None:
        """Forgets what a message said before and answers what it says now; of several changes the last one counts."""
        if event.timestamp < self._edited.get(edit.message_id, 0):
            return
        self._edited[edit.message_id] = event.timestamp
        self._turns.add(chat, event.timestamp, partial(self._forget, chat, edit.message_id))
        if edit.wish:
            self._add(event, edit.wish, chat, address)

    async def _once(self, event: Event, work: Work) -> None:
        """Does what an event asks for, unless it was heard before this process began, or by another."""
        if not event.id or await beside(self._is_first, event.id):
            await work()

    def _work_for(self, event: Event, wish: Words | Told | HandOver, address: str) -> Work:
        if isinstance(wish, Told):
            return partial(self._tell, event, wish, address)
        if isinstance(wish, HandOver):
            return partial(self._hand_over, event)
        return partial(self._answer, event, wish, self._show_loading(event, wish), address)

    def _mark_as_read(self, event: Event) -> None:
        token = text_of(event.content, "markAsReadToken")
        if token:
            self._turns.spawn(self._call("mark_as_read", "/v2/bot/chat/markAsRead", {"markAsReadToken": token}))

    def _show_loading(self, event: Event, words: Words) -> asyncio.Task[None] | None:
        """Shows in a chat with one person, at once, that an answer to a text is on its way."""
        if not (words.is_typed and event.chat.is_private):
            return None
        body: JsonObject = {"chatId": event.chat.id, "loadingSeconds": LOADING_SECONDS}
        return self._turns.spawn(self._call("loading", "/v2/bot/chat/loading/start", body))

    async def _call(self, name: str, path: str, body: Mapping[str, JsonValue]) -> None:
        await self._turns.lull()
        await self._client.call(name, "POST", path, body)

    async def _answer(self, event: Event, words: Words, loading: asyncio.Task[None] | None, address: str) -> None:
        """Answers what was written or pressed, unless it was taken back or changed meanwhile."""
        if words.message_id in self._unsent or event.timestamp < self._edited.get(words.message_id or "", 0):
            return
        replies = await self._replies(event.chat, words)
        if loading:  # the indicator ends with the next message: shown after it, it would stay
            await asyncio.wait({loading}, timeout=LOADING_WAIT)
            loading.cancel()
        await self._deliver(event, replies, address, words.quote)

    async def _replies(self, chat: Chat, words: Words) -> list[Written]:
        sender = self._sender(chat)
        language = await self._languages.of(sender, chat.user if chat.is_private else None)
        replies = await self._ask(sender, words.text, language, words.message_id)
        if not replies:
            return [self._speaker.reply("error", language or ORIGINAL)]
        language = replies[-1].reader
        self._languages.remember(sender, language)
        if not chat.is_private and replies[-1].reply.asks:
            await self._ask(sender, translate(STOP, language), language)
            return [self._speaker.reply("line_private", language)]
        return [self._speaker.write(given.reply, given.reader) for given in replies]

    async def _ask(self, sender: str, text: str, language: str | None, message_id: str | None = None) -> list[Given]:
        """The desk's replies to a message; few turns run at once, and other work of the server goes in between."""
        collector, metadata = ReplyCollector(), shown_in(language) if language else {}
        message = UserMessage(text, collector, sender, None, "line", message_id, metadata)
        async with self._model:
            await self._hear(message)
            for _ in range(BREATHS):
                await asyncio.sleep(0)
        return collector.given

    async def _tell(self, event: Event, told: Told, address: str) -> None:
        """Says what the channel itself answers; a new friend gets the buttons and the menu of the languages too."""
        user = event.chat.user if event.chat.is_private else None
        language = await self._languages.of(self._sender(event.chat), user) or ORIGINAL
        reply = self._speaker.build(told.answer)
        if event.type in ("follow", "join"):
            languages = self._speaker.language_buttons()
            reply = replace(reply, buttons=(*reply.buttons[: MOST_ITEMS - len(languages)], *languages))
        await self._deliver(event, [self._speaker.write(reply, language)], address)
        if event.type == "follow" and user:
            await self._show_menu(user, language)

    async def _hand_over(self, event: Event) -> None:
        """Gives a code for the telephone; nothing of it goes through the dialogue, which may be in a form."""
        sender = self._sender(event.chat)
        language = await self._languages.of(sender, event.chat.user) or ORIGINAL
        await self._send(event, await self._handing_over.messages(sender, language))

    async def _deliver(self, event: Event, replies: Sequence[Written], address: str, quote: str | None = None) -> None:
        linked = [with_web_links(reply, address, self._link_key) for reply in replies]
        if event.chat.is_private:
            linked = [with_code_button(reply) for reply in linked]
        await self._send(event, compose(linked, self._speaker, clock.now().date(), quote))

    async def _send(self, event: Event, messages: Sequence[Message]) -> None:
        await self._delivery.send(event.chat.id, event.reply_token, messages, partial(self._is_open, event))

    def _is_open(self, event: Event) -> bool:
        """Whether an event may still be answered: not where the chat has ended since."""
        return event.timestamp > self._left.get(self._name(event.chat.id), -1)

    async def _forget(self, sender: str, message_id: str) -> None:
        await beside(self._unsend, sender, message_id)

    def _name(self, chat_id: str) -> str:
        return pseudonym(self._name_key, chat_id)

    def _sender(self, chat: Chat) -> str:
        """The conversation: one for each person, and for each person of a group."""
        return self._name(chat.id) if chat.is_private else pseudonym(self._name_key, chat.id, chat.user or "")

    async def close(self) -> None:
        """Ends cleanly: what is under way is answered, for a while."""
        await self._turns.close(GRACE_SECONDS)
        await self._client.close()
