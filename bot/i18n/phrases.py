"""Short wordings that the desk joins with computed values."""

from __future__ import annotations

from bot.i18n.catalogues import _

# A telephone line in a reply, {note} being one of NOTE and NOTE_WITH_KEY.
LINK = _("☎ {name} {phone}：{note}")
NOTE = _("{state}{cost}。ことば：{languages}。")
NOTE_WITH_KEY = _("{state}音声案内で「{menu}」を押してください。{cost}。ことば：{languages}。")
OPEN_UNTIL = _("ただいま受け付けています（{until}まで）。")
ALWAYS_OPEN = _("{lost.hours}、受け付けています。")
CLOSED_UNTIL = _("ただいま受付時間外です。次は{until}からです。")
HOURS = ("opens", "closes", "weekend_opens", "weekend_closes")  # what the next two are filled with
HOURS_EVERY_DAY = _(
    "平日 {opens}から{closes}まで、土日・祝日 {weekend_opens}から{weekend_closes}まで（年末年始を除く）"
)
HOURS_WEEKDAYS = _("平日 {opens}から{closes}まで（土日・祝日、年末年始を除く）")
HOURS_ALWAYS = _("{lost.hours}")
HOURS_OF_LOSS = _("紛失・盗難のみ {lost.hours}")
FREE = _("通話は無料です")
PAID = _("通話料がかかります")
SOURCE = _("出典：区の冊子 {page}ページ「{heading}」（{as_of}現在）")
SOURCE_PLACE = _("出典：冊子 {page}ページ（{as_of}現在）")
CHANGED = _("冊子のあとの変更：{text}")
ALSO_ASKED = _("もう一つの質問「{title}」には、下のボタンを押すとお答えします。")
NOTE_MARK = _("※ {text}")
LIKELY_LEAD = _("「{title}」についての質問でしたら、次のとおりです。")
# Said where a follow-up keeps its topic, and no part of the answer seems to tell what is asked.
UNFOUND = _("ご質問に当てはまる説明は見つかりませんでした。「{title}」について分かっていることは、次のとおりです。")
# Said where the desk is not quite sure, beside the choices.
LIKELY = _("ちがう質問のときは、下のボタンから選んでください。")
NONE_OF_THESE = _("どれもちがう")
ABOUT_WORD = _("「{word}」の、どれについて知りたいですか。")
