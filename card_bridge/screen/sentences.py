"""A report in sentences, for the person at the counter."""

from __future__ import annotations

import calendar

from card_bridge.card.report import Certificate, Report, Tries
from card_bridge.i18n import translate
from card_bridge.screen import texts


def say(msgid: str, language: str, **values: object) -> str:
    """One text with its values filled in."""
    return translate(msgid, language).format(**values)


def sentences(report: Report, language: str) -> list[str]:
    """All that is told about a read, a line each."""
    if report.problem:
        return [say(texts.PROBLEMS[report.problem], language)]
    pins = [pin_line(name, tries, language) for name, tries in report.pins.items()]
    if report.card == "phone":
        return [say(texts.PHONE, language), *pins]
    lines = [say(texts.MY_NUMBER_CARD, language), certificate_line(report.certificate, language)]
    if report.certificate.until:
        lines.append(say(texts.CAVEAT, language))
    return [*lines, *pins]


def certificate_line(certificate: Certificate, language: str) -> str:
    """The state of the user certificate."""
    month, opens = (write_month(text, language) for text in (certificate.until, certificate.renewable_from))
    state = say(texts.STATES[certificate.state], language, month=month, opens=opens)
    return say(texts.CERTIFICATE, language, state=state)


def pin_line(name: str, tries: Tries, language: str) -> str:
    """The state of one PIN."""
    if tries.locked:
        state = say(texts.LOCKED, language)
    elif tries.tries_left is not None:
        state = say(texts.TRIES_LEFT, language, tries=tries.tries_left)
    else:
        state = say(texts.TRIES_UNKNOWN if tries.locked is None else texts.NOT_LOCKED, language)
    return say(texts.PIN_LINE, language, name=say(texts.PINS[name], language), state=state)


def write_month(text: str | None, language: str) -> str:
    """A month, YYYY-MM, in the reader's form; nothing for none.

    >>> write_month("2028-05", "ja")
    '2028年5月'
    """
    if text is None:
        return ""
    year, month = map(int, text.split("-"))
    name = calendar.month_name[month] if language == "en" else month
    return say(texts.MONTH, language, year=year, month=name)
