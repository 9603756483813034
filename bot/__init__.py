"""The desk. Rasa may be imported only after this: it finds placeholders for what is not installed."""

from bot.runtime.absent_libraries import install

install()
