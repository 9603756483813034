"""What the pages say beside the answers: the page without scripts, the booklet, the demonstration."""

from __future__ import annotations

from bot.channels.web import labels as chat_labels
from bot.i18n.catalogues import _

LABELS = {
    **chat_labels.LABELS,
    "asked": _("あなたの質問"),
    "earlier": _("これまでの質問"),
    "answer_gone": _("この回答は、もう表示できません。お手数ですが、もう一度質問を書いてください。"),
    "not_from_here": _(
        "安全のため、ほかのページからの送信は受け付けていません。下の欄に質問を書いて、送ってください。"
    ),
    # the page for a lost card
    "lost_next": _("そのあとにすること"),
    "no_voice": _("電話が使えないとき"),
    # the booklet
    "booklet": _("区の冊子 {booklet.name}"),
    "booklet_about": _(
        "区の冊子の文章です（{booklet.as_of}現在）。日本語だけです。"
        "そのあとに変わったことは、窓口の回答でお知らせします。"
    ),
    "page": _("{page}ページ"),
    "to_desk": _("窓口に質問する"),
    # the demonstration
    "ward": _("{ward.name}"),
    "demonstration": _("これは見本のページです。{ward.name}の公式ページではありません。"),
    "skip": _("本文へ移動"),
    "life": _("くらし・手続き"),
    "children": _("子育て・教育"),
    "health": _("健康・福祉"),
    "city": _("区の情報"),
    "card": _("マイナンバーカード"),
    "intro": _("マイナンバーカードの更新、暗証番号、紛失、コンビニ交付などについて、いつでも質問できます。"),
    "how": _("質問のしかた"),
    "how_chat": _("画面の「マイナンバーカードの質問はこちら」を押して、知りたいことを書いてください。"),
    "how_languages": _("日本語、英語、中国語、韓国語でお答えします。"),
    "how_numbers": _("マイナンバーや暗証番号は書かないでください。"),
    "plain": _("文字だけのページで質問する"),
    "read_booklet": _("冊子を読む"),
}
