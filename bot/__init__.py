"""The desk. Rasa may be imported only after this: what is not installed, or not needed yet, has stand-ins."""

from bot.runtime import absent_libraries, late_libraries

absent_libraries.install()
late_libraries.install()
