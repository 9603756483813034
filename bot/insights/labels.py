"""What the ward's board and the review list say of turns, in Japanese, as agents read it."""

from __future__ import annotations

from bot.i18n.catalogues import _
from bot.insights.turn_counts import ANSWERED, FAILED, HANDED_OVER, UNANSWERED, UNCERTAIN

OUTCOMES = {
    ANSWERED: _("回答した"),
    UNCERTAIN: _("確信がなかった"),
    UNANSWERED: _("答えられなかった"),
    HANDED_OVER: _("電話へ案内した"),
    FAILED: _("失敗した"),
}
HELPFUL, UNHELPFUL = _("役に立った"), _("役に立たなかった")
NOT_OURS = _("窓口の質問ではない")
HOUR = _("{hour}時")
LESS_THAN = _("{count}未満")
# the charts
TOPICS = _("話題")
HOW_IT_ENDED = _("結果")
BY_LANGUAGE = _("ことば")
BY_CHANNEL = _("経路")
BY_HOUR = _("時間帯")
WHETHER_IT_HELPED = _("役に立ったか")
COLUMNS = (_("表"), _("項目"), _("件数"))
