"""What the card bridge itself says of a card."""

from __future__ import annotations

from card_bridge.card.report import Certificate, Report, ReportJson, Tries

UNTIL, OPENS = "2028-05", "2028-02"
FULL = {"user_certificate": Tries(3, False), "signature": Tries(5, False), "card_information": Tries(3, False), "basic_register": Tries(3, False)}  # fmt: skip


def card(
    state: str = "valid", with_months: bool = False, kind: str = "my_number_card", pins: dict[str, Tries] | None = None
) -> ReportJson:
    """What the bridge itself says of a card."""
    report = Report(kind, "ok", Certificate(state, UNTIL, OPENS), {**FULL, **(pins or {})})
    return report.as_json(with_months)
