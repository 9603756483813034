"""Short wordings that the desk joins with computed values."""

from __future__ import annotations

from bot.i18n import _

OPEN_UNTIL = _("{name}：{phone}（{cost}）。ただいま受け付けています（{until}まで）。")
ALWAYS_OPEN = _("{name}：{phone}（{cost}）。{lost.hours}、受け付けています。")
CLOSED_UNTIL = _("{name}：{phone}（{cost}）。ただいま受付時間外です。次は{until}からです。")
FREE = _("無料")
PAID = _("通話料がかかります")
SOURCE = _("出典：区の冊子 {page}ページ「{heading}」（{as_of}現在）")
CHANGED = _("冊子のあとの変更：{text}")
NOTE_MARK = _("※ {text}")
