"""What the web chat says where answers can be read aloud: texts that come with the module that reads."""

from __future__ import annotations

from bot.i18n.catalogues import _

ALOUD_LABELS = {"read_aloud": _("読み上げる"), "stop_reading": _("読み上げを止める")}
