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
    # what was tested for people with disabilities
    "a11y_about": _("{name}のレベルAとAAの達成基準を、この窓口の画面で試験した結果です。"),
    "a11y_no_claim": _(
        "試験していない達成基準があるため、「準拠」や「適合」を宣言するものではありません。"
        "「試験に合格」は、根拠の欄の試験で問題が見つからなかったという意味です。"
    ),
    "a11y_how": _("試験のしかた"),
    "a11y_scope": _(
        "対象：チャット、文字だけのページ、カードをなくしたときのページ、冊子のページ、見本のページ、このページ"
    ),
    "a11y_day": _("試験した日：{day}"),
    "a11y_browser": _("ブラウザ：{name}"),
    "a11y_axe": _("自動検査の道具：axe-core {name}"),
    "a11y_reader": _("画面の読み上げソフト：{name}"),
    "a11y_by_criterion": _("達成基準ごとの結果"),
    "a11y_criterion": _("達成基準"),
    "a11y_level": _("レベル"),
    "a11y_result": _("試験の結果"),
    "a11y_by_what": _("根拠"),
    "a11y_not_in": _("（{name}にはない達成基準）"),
    "a11y_tested": _("試験に合格"),
    "a11y_part": _("一部だけ試験し、問題なし"),
    "a11y_untested": _("試験していない"),
    "a11y_absent": _("対象になるものがない"),
    "a11y_failed": _("不合格"),
    "a11y_no_media": _("音声や動画はありません。"),
    "a11y_no_gestures": _("指の複雑な動きや、端末を動かすことで使う機能はありません。"),
    "a11y_no_shortcuts": _("一文字だけのショートカットはありません。"),
    "a11y_no_sign_in": _("サインインはありません。"),
    "a11y_not_tried": _("試験していないこと"),
    "a11y_people": _("高齢のかたや障害のあるかたに、実際に使っていただく試験はしていません。"),
    "a11y_readers": _(
        "画面の読み上げソフトは、Orcaだけで短く試しました。NVDA、PC-Talker、JAWS、VoiceOver、TalkBackでは試していません。"
    ),
    "a11y_browsers": _(
        "ブラウザは、Chromiumだけで試験しました。Safari、Firefox、古いスマートフォンの実物では試していません。"
    ),
    "a11y_aids": _("音声入力、拡大鏡、スイッチ、点字ディスプレイ、高コントラストの設定では試していません。"),
    "a11y_words": _("文章が分かりやすいかどうかは、利用者による試験をしていません。"),
    "a11y_elsewhere": _("LINEの画面、職員の画面、印刷した紙は、この試験の対象ではありません。"),
    "a11y_without_test": _("試験が一つもない達成基準"),
    "a11y_in_part": _("一部だけを試験した達成基準"),
    # the demonstration
    "ward": _("{ward.name}"),
    "demonstration": _("これは見本のページです。{ward.name}の公式ページではありません。"),
    "skip": _("本文へ移動"),
    "home": _("トップページ"),
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
