"""What stands around the answers in the web chat: names of controls, states, and questions about the answer."""

from __future__ import annotations

import dates.years
from bot.i18n.catalogues import _

ERAS = dict(zip(("reiwa", "heisei", "showa", "taisho", "meiji"), dates.years.ERAS, strict=True))  # label to era
LABELS = {
    # the frame
    "title": _("マイナンバーカードの窓口"),
    "launch": _("マイナンバーカードの質問はこちら"),
    "close": _("閉じる"),
    "menu": _("メニュー"),
    "language": _("ことば"),
    "conversation": _("会話"),
    "you": _("あなた"),
    "desk": _("窓口"),
    "plain_page": _("文字だけのページで開く"),
    "a11y": _("ウェブアクセシビリティの試験結果"),
    # writing
    "question": _("質問を書いてください"),
    "to_field": _("質問を書く欄へ移動"),
    "send": _("送る"),
    "too_long": _("文章が長すぎます。あと{count}文字、減らしてください。"),
    # what is happening
    "typing": _("回答を準備しています"),
    "slow": _("回答に時間がかかっています。そのままお待ちください。"),
    "offline": _("インターネットにつながっていません。つながったら、自動で送ります。"),
    "retrying": _("うまく送れませんでした。自動で、もう一度送ります。"),
    "busy": _("短い間にたくさんのメッセージが届いたため、少し待ってから自動で送ります。"),
    "refused": _("この質問は送れませんでした。書き直して、もう一度送ってください。"),
    "failed": _("申し訳ありません。この質問には、いまお答えできません。お急ぎのときは、電話でお問い合わせください。"),
    "retry": _("いますぐもう一度送る"),
    "lost_page": _("カードをなくした・盗まれたとき"),
    "unsent": _("まだ送っていません"),
    # an answer
    "open": _("受付中"),
    "closed": _("時間外"),
    "changed": _("冊子のあとの変更"),
    "points": _("要点は{count}件です。"),
    "more": _("くわしく読む"),
    "one_stop": _("Enterキーを押すと、この回答の中のボタンへ移動します。"),
    "related": _("関連する質問"),
    "choices": _("選んでください"),
    # a card on a reader; the steps are in knowledge/card.yml
    "read_card": _("カードを読み取る"),
    "card_not_started": _("カードの読み取りを始められません。インターネットにつながってから、もう一度試してください。"),
    # a person
    "person": _("人と話す"),
    "phone_code": _("この会話を電話で続ける"),
    "phone_code_say": _(
        "電話で、担当者にこの番号を伝えてください。担当者が、この会話を見ながらお話しします。"
        "番号は{minutes}分間、一度だけ使えます。"
    ),
    "phone_code_none": _(
        "番号を作れませんでした。質問を一つ送ったあとで、またはしばらく待って、もう一度押してください。"
    ),
    # whether it helped
    "helpful": _("この回答は役に立ちましたか"),
    "yes": _("はい"),
    "no": _("いいえ"),
    "why_not": _("どのような点がよくありませんでしたか"),
    "other_question": _("質問とちがう回答だった"),
    "unclear": _("分かりにくかった"),
    "incomplete": _("知りたいことが書かれていなかった"),
    "outdated": _("まちがっている、または古い"),
    "other": _("そのほか"),
    "comment": _("詳しく教えてください（書かなくてもかまいません。名前や番号は書かないでください）"),
    "send_feedback": _("意見を送る"),
    "feedback_thanks": _("ありがとうございます。この窓口の改善に役立てます。"),
    # the conversation as a whole
    "copy": _("会話をコピーする"),
    "copied": _("会話をコピーしました。"),
    "not_copied": _("コピーできませんでした。会話の文字を選んで、コピーしてください。"),
    "print": _("会話を印刷する"),
    "delete": _("会話をいますぐ消す"),
    "delete_really": _("この会話を、画面と区のサーバーの両方から消します。元には戻せません。"),
    "delete_yes": _("消す"),
    "cancel": _("消さない"),
    "deleted": _("会話を消しました。"),
    "not_deleted": _("会話をサーバーから消せませんでした。インターネットにつながってから、もう一度試してください。"),
    "not_deleted_now": _("会話を、いまはサーバーから消せません。少し待ってから、もう一度試してください。"),
    "kept": _("会話は、このタブを閉じると画面から消えます。区のサーバーからは、最後の質問の{days}日後に消えます。"),
    "furigana": _("ふりがな"),
    # a date
    "era": _("年の数え方"),
    "western": _("西暦"),
    "reiwa": _("令和"),
    "heisei": _("平成"),
    "showa": _("昭和"),
    "taisho": _("大正"),
    "meiji": _("明治"),
    "year": _("年"),
    "month": _("月"),
    "day": _("日"),
    "send_date": _("この日付を送る"),
    "date_incomplete": _("年、月、日を、どれも数字で書いてください。"),
    "no_such_day": _("その日付は、カレンダーにありません。"),
    "or_in_words": _("下の欄に、ことばで書いてもかまいません。"),
    "where": _("どこに書いてありますか"),
    # where a date stands: what the pictures show
    "birth_date": _("カードのおもて面の絵です。生年月日のところを、太い枠で囲んでいます。"),
    "printed_expiry": _("カードのおもて面の絵です。カードの有効期限のところを、太い枠で囲んでいます。"),
    "certificate_issue_date": _("カードのおもて面の絵です。電子証明書の有効期限を書く欄を、太い枠で囲んでいます。"),
    "stay_expiry": _("在留カードのおもて面の絵です。在留期間の満了日のところを、太い枠で囲んでいます。"),
}
