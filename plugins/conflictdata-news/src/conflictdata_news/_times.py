"""Times of publication as pages and feeds write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_FRACTION = re.compile(r"\.(\d+)")
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")


def read_time(text: str | None, zone: str) -> datetime | None:
    """A time in ISO 8601 or as in RFC 5322, UTC; one without an offset is in ``zone``, a bare day is its noon there."""
    words = (text or "").strip()
    if not words:
        return None
    found: datetime | None
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
            day = date.fromisoformat(words)
            found = datetime(day.year, day.month, day.day, 12)
        elif re.match(r"\d{4}-\d\d-\d\d[T ]", words):
            trimmed = _FRACTION.sub(
                lambda part: f".{part[1][:6].ljust(6, '0')}", words.replace(" ", "T", 1).replace(" ", "")
            )
            found = datetime.fromisoformat(_OFFSET.sub(r"\1:\2", trimmed))
        else:
            from email.utils import parsedate_to_datetime  # slow to import, and most pages do not need it

            found = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError:
        return None
