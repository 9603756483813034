"""Which answer fits what a visitor tells of themselves: no voice for the telephone, abroad, a lost phone."""

from __future__ import annotations

from bot.grammar.circumstances import ABROAD, LOST_PHONE, NO_VOICE

# Topics that ask for a telephone, whatever about; an unclear question in such circumstances is about them.
TELEPHONED = frozenset(
    {"human_handoff", "handover", "uncertain", "out_of_scope", "lost_card"}
    | {f"contact_{whom}" for whom in ("callcentre", "national", "foreign", "office")}
)
OF_A_PHONE = ("smartphone_certificate", "smartphone_card", "app_trouble", "certificate_about", "online_requirements")
UNCLEAR_TOPICS = ("uncertain", "out_of_scope", "handover")
# In circumstances that bot/grammar/circumstances.yml hears, the answers that take the place of others.
IN_CIRCUMSTANCES = {
    LOST_PHONE: dict.fromkeys((*UNCLEAR_TOPICS, *OF_A_PHONE, "lost_card"), LOST_PHONE),
    NO_VOICE: {
        **dict.fromkeys(TELEPHONED, NO_VOICE),
        **dict.fromkeys(("lost_card", LOST_PHONE), f"lost_card_{NO_VOICE}"),
        **dict.fromkeys(("scam", "scam_told"), f"scam_{NO_VOICE}"),
    },
    ABROAD: dict.fromkeys(TELEPHONED - {"lost_card", "human_handoff"}, ABROAD),
}


def fitting(topic: str, found: list[str]) -> str:
    """The answer to a topic that fits a visitor's circumstances.

    >>> fitting("lost_card", ["no_voice"]), fitting("smartphone_certificate", ["lost_phone"]), fitting("etax", [])
    ('lost_card_no_voice', 'lost_phone', 'etax')
    """
    for circumstance in (LOST_PHONE, NO_VOICE, ABROAD):
        if circumstance in found:
            topic = IN_CIRCUMSTANCES[circumstance].get(topic, topic)
    return topic
