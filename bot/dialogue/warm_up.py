"""Does at the start what is done once: reads catalogues and dictionaries, loads encoders and what Rasa imports late.

Else the first visitors wait for it, and, while the event loop stands still, so does everybody (docs/decisions/0018).
"""

from __future__ import annotations

from rasa.core.channels.channel import UserMessage

from bot.dialogue.agent import GuardedAgent
from bot.dialogue.reply_collector import ReplyCollector
from bot.i18n.languages import LANGUAGES
from bot.nlu.constants import LANGUAGE
from bot.nlu.encoders import ENCODERS

TOPICS = ("lost_card", "pin_locked", "expiry_calculation")  # an answer, symptoms, a form


async def warm_up(agent: GuardedAgent) -> None:
    """Answers a few questions in every language.

    Args:
        agent: one that is apart, so that nobody keeps or counts these conversations.
    """
    for load in ENCODERS.values():
        load()([TOPICS[0]])  # else they are first asked in doubt
    for language in LANGUAGES:
        for topic in TOPICS:
            question = agent.speaker.say(agent.speaker.answers[topic].title, language)
            metadata = {LANGUAGE: language}
            await agent.handle_message(UserMessage(question, ReplyCollector(), language, metadata=metadata))
