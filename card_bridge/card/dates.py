"""From a certificate's two times to its state, as days in Japan."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta, timezone

from card_bridge.card.report import UNKNOWN, Certificate

JAPAN = timezone(timedelta(hours=9), "Asia/Tokyo")  # without summer time; Windows has no time zone names for zoneinfo
RENEWAL_MONTHS = 3  # 「期限の3か月前の翌日から」 (docs/expiry.md, R12)


def judge(not_before: datetime, not_after: datetime, now: datetime) -> Certificate:
    """What a certificate is at this moment, by its date alone; unknown while its time has not begun.

    >>> end = datetime(2028, 5, 3, 14, 59, 59, tzinfo=timezone.utc)  # the last second of 3 May in Japan
    >>> judge(end - timedelta(days=1800), end, datetime(2028, 2, 4, 0, 0, tzinfo=JAPAN))
    Certificate(state='renewable', until='2028-05', renewable_from='2028-02')
    """
    last_day = not_after.astimezone(JAPAN).date()
    if now < not_before:
        return UNKNOWN
    opens = renewal_from(last_day)
    state = "expired" if now > not_after else "renewable" if now.astimezone(JAPAN).date() >= opens else "valid"
    return Certificate(state, f"{last_day:%Y-%m}", f"{opens:%Y-%m}")


def renewal_from(last_day: date) -> date:
    """The first day of renewal: the day after the same day three months before, else after that month's last day.

    >>> renewal_from(date(2028, 5, 3)), renewal_from(date(2023, 5, 30))
    (datetime.date(2028, 2, 4), datetime.date(2023, 3, 1))
    """
    months = last_day.year * 12 + last_day.month - 1 - RENEWAL_MONTHS
    year, month = divmod(months, 12)
    month += 1
    day = min(last_day.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) + timedelta(days=1)
