"""The answer to a bare follow-up: what the topic just answered tells of one aspect, or that its sources do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.i18n.catalogues import _
from bot.replies.reply import Part, Reply, Text
from knowledge.answers import Answer, AnswerPart
from knowledge.aspects import KINDS_OF, Aspect
from knowledge.kinds import Kind

WHOLE = _("「{title}」の回答をすべて見る")
CALLED = _("電話で相談できます。")
UNTOLD_HERE = _("ご質問のことは、もとにしている資料に書かれていません。電話で確認してください。")
# What is said where the sources tell nothing; {title} is the topic's.
NOT_TOLD = {
    Aspect.COST: _("「{title}」の手数料は、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.WHERE: _("「{title}」の場所は、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.HOURS: _("「{title}」の受付時間は、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.WHO: _("だれが来ればよいかは、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.PROXY: _("代わりの人でもよいかは、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.BRING: _("「{title}」に必要な物は、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.HOW_LONG: _("どのくらい日数がかかるかは、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.DEADLINE: _("いつまでにするかは、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.ONLINE: _("インターネットでできるかは、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.BY_POST: _("郵送でできるかは、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.BY_PHONE: CALLED,
    Aspect.APPOINTMENT: _("予約がいるかは、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.HOW: _("手続きの順番は、もとにしている資料に書かれていません。電話で確認してください。"),
    Aspect.WHY: _("理由は、もとにしている資料に書かれていません。電話で確認してください。"),
}


def telling_parts(answer: Answer, aspect: Aspect) -> list[AnswerPart]:
    """The parts of an answer that tell an aspect: its lead, then those of the aspect's own kind."""
    kinds = KINDS_OF.get(aspect, ())
    lead = [answer.lead_part] if aspect in answer.tells else []
    telling = [part for part in answer.parts if part.kind in kinds or aspect in part.tells]
    return [*lead, *sorted(telling, key=lambda part: (part.kind not in kinds[:1], part.kind is Kind.NOTE))]


def tells_well(answer: Answer, aspect: Aspect) -> bool:
    """Whether an answer tells an aspect with more than parts of a kind that only comes near."""
    kinds = KINDS_OF.get(aspect, ())
    return aspect in answer.tells or any(part.kind in kinds[:1] or aspect in part.tells for part in answer.parts)


def kept_parts(given: Reply | None, aspect: Aspect) -> Iterator[Part]:
    """The parts of the reply just given that tell an aspect: what was computed stands in no answer's file."""
    kinds = KINDS_OF.get(aspect, ())
    yield from (part for part in (given.parts if given else ()) if isinstance(part, Part) and part.kind in kinds)


def once(parts: Iterable[Part]) -> list[Part]:
    """Each sentence once."""
    found: list[Part] = []
    for part in parts:
        if part.texts not in [one.texts for one in found]:
            found.append(part)
    return found


def not_told(answer: Answer, aspect: Aspect) -> Text:
    """That the sources tell nothing of it."""
    msgid = NOT_TOLD[aspect]
    return Text(msgid, {"title": Text(answer.title)} if "{title}" in msgid else {})
