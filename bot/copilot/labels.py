"""What the agents' page says around the answers: shown in Japanese; the browser fills in `{count}` and the like."""

from __future__ import annotations

from bot.channels.web.labels import LABELS as CHAT
from bot.handoff.codes import CODE_DIGITS, CODE_MINUTES
from bot.i18n.catalogues import _
from bot.i18n.languages import ORIGINAL
from bot.replies.speaker import Speaker

SHARED = ("open", "closed", "western", "year", "month", "day", "date_incomplete", "no_such_day", "conversation")
CONTENT = _("内容")
LABELS = {
    **{name: CHAT[name] for name in SHARED},
    # the page
    "tools": _("道具"),
    "next_call": _("次の電話"),
    "next_call_hint": _("画面を空にします"),
    "next_call_ready": _("次の電話を受けられます。"),
    "copied": _("写しました。"),
    "not_copied": _("写せませんでした。文字を選んで写してください。"),
    "went_wrong": _("うまくいきませんでした。もう一度試してください。"),
    "unreachable": _("サーバーにつながりません。つながりしだい、自動で続けます。"),
    "session_ended": _(
        "サインインの時間が終わりました。サインインし直すと、入力したことばと開いていた回答から続けられます。"
    ),
    "sign_in": _("サインインする"),
    "page_is_old": _("この画面は、もう使えません。別のタブでサインインし直したためです。読み込み直してください。"),
    "reload": _("読み込み直す"),
    # the search
    "search": _("検索"),
    "heard": _("相手の話"),
    "heard_hint": _("聞こえたことばを入力"),
    "suggestions": _("候補"),
    "suggestions_found": _("{count}件の候補"),
    "suggestions_none": _("候補はありません"),
    "say_otherwise": _("候補はありません。ことばを足すか、言いかえてください。"),
    "unsure": _("確かな候補がありません。聞き直してください。"),
    "less_than": _("{percent}%未満"),
    "nearest": _("近い質問："),
    "stands": _("冊子 {pages}ページ、{as_of}現在"),
    # the caller's language
    "caller_language": _("相手のことば"),
    "follow": _("自動に戻す"),
    "aids": _("読み方"),
    # the answer in two columns
    "how_to": _(
        "聞こえたことばを入力すると、候補が出ます。↑↓で選び、Enterで開きます。{keys}でも開けます。"
        "/ か Esc で入力に戻ります。Alt と文字の印があるところは、どこからでもそのキーで移れます。"
    ),
    "answer": _("回答"),
    "left_out": _("案内の紙に入らない行は、はじめは選んでいません。必要な行を選んでください。"),
    "select": _("選ぶ"),
    "item": _("項目"),
    "select_row": _("{kind}の行を選ぶ：{text}"),
    "japanese": _("日本語"),
    "related": _("関連："),
    "copy_both": _("両方を写す"),
    "copy_japanese": _("日本語だけ写す"),
    "copy_foreign": _("相手のことばだけ写す"),
    # by the kinds of knowledge/kinds.py
    "kind_title": _("題"),
    "kind_lead": _("答え"),
    "kind_point": CONTENT,
    "kind_bring": _("持ち物"),
    "kind_who": _("だれが"),
    "kind_where": _("場所"),
    "kind_hours": CONTENT,
    "kind_cost": CONTENT,
    "kind_how_long": CONTENT,
    "kind_deadline": CONTENT,
    "kind_how": CONTENT,
    "kind_online": CONTENT,
    "kind_proxy": CONTENT,
    "kind_note": _("注意"),
    "kind_changed": _("変更"),
    "kind_phone_line": _("電話"),
    "kind_source": _("出典"),
    "kind_calendar": _("予定表"),
    # questions of a dialogue
    "callers_answer": _("相手の答え"),
    "question_before": _("ひとつ前の質問に戻る"),
    # sentences joined
    "joined": _("文の組み立て"),
    "joined_parts": _("入れるもの"),
    "part_greeting": _("あいさつ"),
    "part_answer": _("回答"),
    "part_bring": _("持ち物"),
    "part_closing": _("結び"),
    "joined_japanese": _("日本語の文"),
    "joined_foreign": _("相手のことばの文"),
    "copy_joined": _("文を写す"),
    "copy_joined_both": _("文を両方写す"),
    "copy_joined_foreign": _("相手のことばの文を写す"),
    # what to bring
    "checklist": _("持ち物"),
    "checklist_before": _("回答を開くと、ここに出ます。"),
    "checklist_empty": _("この回答には、持ち物の案内がありません。"),
    "print_slip": _("案内の紙を印刷する（{paper}）"),
    # telephone lines and the counter
    "lines": _("電話の受付"),
    "phone_lines": _("電話"),
    "voice_menu": _("音声案内 {menu}"),
    "office": _("窓口の開庁時間"),
    "week": _("きょうから一週間"),
    "today": _("きょう {day}"),
    "from_to": _("{opens}〜{closes}"),
    "rests": _("休み"),
    "rests_because": _("休み（{reason}）"),
    # the expiry calculator
    "expiry": _("有効期限の計算"),
    "birth_date": _("生年月日"),
    "issue_date": _("カードの発行日"),
    "stay_expiry": _("在留期間の満了日"),
    "certificate_issue_date": _("電子証明書を更新した日"),
    "printed_expiry": _("カードに印刷された有効期限"),
    "part_of_date": _("{date}の{part}"),
    "era_of_date": _("{date}の元号"),
    "problem_of_date": _("{date}：{problem}"),
    "residence": _("在留の区分"),
    "not_known": _("分からない"),
    "compute": _("期限を計算する"),
    "clear": _("消す"),
    # the doctors
    "which_pin": _("どの暗証番号か"),
    "kiosk": _("コンビニの機械で使えない"),
    "find_cause": _("原因を順に確かめる"),
    # a conversation that was handed over
    "handoff": _("チャットからの引き継ぎ"),
    "handoff_code": _("{digits}けたの番号"),
    "handoff_open": _("会話を見る"),
    "handoff_none": _("この番号の会話はありません。番号が違うか、{minutes}分を過ぎたか、もう使われています。"),
    "handoff_wait_minutes": _("番号の間違いが続いたため、あと{count}分、入力できません。"),
    "handoff_wait_hours": _("番号の間違いが続いたため、あと{count}時間、入力できません。"),
    "spoke": _("{channel}で話していました。番号は伏せてあります。"),
    "channel_web": _("ウェブのチャット"),
    "channel_line": _("LINE"),
    "to_conversation": _("会話に戻る"),
    "told": _("案内したこと："),
    "handed_over": _("引き継いだ会話"),
    "visitor": _("相手"),
    "desk": _("窓口 {title}"),
    "computed": _("（この人の日付などから作った文です。「案内したこと」から一般の案内を開けます。）"),
}
GIVEN = {"digits": CODE_DIGITS, "minutes": CODE_MINUTES, "keys": "Alt+1〜5", "paper": "A5"}
FILLED_IN = (
    *("as_of", "channel", "closes", "count", "date", "day", "kind", "menu", "opens", "pages", "part", "percent"),
    *("problem", "reason", "text", "title"),
)  # by the browser


def page_labels(speaker: Speaker) -> dict[str, str]:
    """The page's own texts by name."""
    values = {**GIVEN, **{name: f"{{{name}}}" for name in FILLED_IN}}
    return {name: speaker.say(text, ORIGINAL, **values) for name, text in LABELS.items()}
