"""The sentences that an agent says around an answer, in every language."""

from __future__ import annotations

from bot.i18n.catalogues import _
from bot.i18n.languages import LANGUAGES
from bot.replies.speaker import Speaker

WORDING = {
    "greeting": _("お電話ありがとうございます。{ward.name}のマイナンバーカードのご案内窓口です。"),
    "closing": _("ほかにお知りになりたいことはありますか。お電話ありがとうございました。"),
    "bring": _("お持ちいただくもの"),
    "slip": _("マイナンバーカードの手続きのご案内"),
    "notice": _("マイナンバーや暗証番号は、この紙に書かないでください。"),
    "more": _("詳しくは、こちらのページをご覧ください。"),
}

PRINTED = _("この紙を印刷した日：{date}")


def composing(speaker: Speaker) -> dict[str, dict[str, str]]:
    """Each sentence by language and name."""
    return {code: {name: speaker.say(text, code) for name, text in WORDING.items()} for code in LANGUAGES}
