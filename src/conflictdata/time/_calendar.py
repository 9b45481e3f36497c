"""Spans of local time: days, months, nights and parts of days, counted from a report's publication.

Spans are naive and local until they become a ``When``; only then the clock changes of the zone matter.
"""

from __future__ import annotations

import functools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import attrs

from conflictdata.errors import ModelError
from conflictdata.model import When, WhenPrecision

DAY = timedelta(days=1)
AHEAD = timedelta(days=14)  # a date without a year may lie so far after publication
# hours at which the parts of a day begin and end; wide, since nobody says when a morning ends
PARTS = {
    "dawn": (3, 8), "morning": (5, 12), "noon": (12, 13), "afternoon": (12, 18), "evening": (17, 24),
    "early": (0, 10), "late": (17, 24), "midnight": (0, 1),
}  # fmt: skip
# "shortly before midnight", "before dawn", "after noon": hours of the day that is named
BEFORE = {"midnight": (21, 24), "dawn": (0, 6), "noon": (9, 12)}
AFTER = {"midnight": (0, 3), "dawn": (5, 9), "noon": (12, 15)}
FRIDAY = 4  # as ``date.weekday`` counts
WEEK_PARTS = {"early": (0, 3), "mid": (2, 5), "late": (4, 7)}
DECADE_PARTS = {"early": (0, 4), "mid": (4, 7), "late": (7, 10)}
# the ministries' own window for a night: "from 20.00 to 07.00"
NIGHT_FROM, NIGHT_TO = 20, 7
MONTHS = {"month": 1, "halfyear": 6, "year": 12, "decade": 120}
HALVES = ("half1", "half2")
SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}


@attrs.frozen
class Span:
    """Local time, half open, and how it was said."""

    start: datetime
    end: datetime
    precision: WhenPrecision = WhenPrecision.DAY
    kind: str = "date"
    open_start: bool = False
    open_end: bool = False
    exact: bool = False  # a calendar day, month or year and nothing else; can take a part of day or a range
    said_year: bool = True
    zone: str = ""


@functools.cache
def zone(name: str) -> ZoneInfo:
    """The zone, read once."""
    return ZoneInfo(name)


def when(span: Span, mention: str | None, timezone: str) -> When | None:
    """The span in UTC, or None where the calendar of UTC does not reach."""
    where = zone(span.zone or timezone)
    try:
        return When(
            start=span.start.replace(tzinfo=where).astimezone(UTC),
            end=span.end.replace(tzinfo=where).astimezone(UTC),
            precision=span.precision,
            mention=mention,
            open_start=span.open_start,
            open_end=span.open_end,
        )
    except (ValueError, OverflowError, ModelError):
        return None


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time())


def of_day(day: date, kind: str = "date", *, said_year: bool = True) -> Span:
    """A whole day."""
    begin = midnight(day)
    return Span(begin, begin + DAY, WhenPrecision.DAY, kind, exact=True, said_year=said_year)


def of_month(year: int, month: int, kind: str = "date") -> Span:
    """A whole month."""
    begin = datetime(year, month, 1)
    return Span(begin, add_months(begin, 1), WhenPrecision.MONTH, kind, exact=True)


def of_year(year: int, kind: str = "date") -> Span:
    """A whole year."""
    return Span(datetime(year, 1, 1), datetime(year + 1, 1, 1), WhenPrecision.YEAR, kind, exact=True)


def of_night(evening: date, kind: str = "date") -> Span:
    """The night that begins on the evening of a day."""
    begin = midnight(evening)
    return Span(
        begin + timedelta(hours=NIGHT_FROM), begin + DAY + timedelta(hours=NIGHT_TO), WhenPrecision.DAY, kind
    )


def is_night(span: Span) -> bool:
    """Whether a span is a whole night."""
    return span.start.hour == NIGHT_FROM and span.end.hour == NIGHT_TO and span.end - span.start < DAY


def of_part(day: date, part: str, kind: str = "date") -> Span:
    """A part of a day: still said to the day, only narrower."""
    begin, end = PARTS[part]
    at = midnight(day)
    return Span(at + timedelta(hours=begin), at + timedelta(hours=end), WhenPrecision.DAY, kind)


def add_months(at: datetime, months: int) -> datetime:
    """The same day so many months on, or the last day of a shorter month."""
    index = at.year * 12 + at.month - 1 + months
    first = at.replace(year=index // 12, month=index % 12 + 1, day=1)
    following = first.replace(year=(index + 1) // 12, month=(index + 1) % 12 + 1)
    return first.replace(day=min(at.day, (following - first).days))


def shift(at: datetime, unit: str, count: int) -> datetime:
    """``at`` moved by calendar units."""
    if unit in MONTHS:
        return add_months(at, count * MONTHS[unit])
    size = {
        "minute": 1 / 1440,
        "halfhour": 1 / 48,
        "hour": 1 / 24,
        "week": 7.0,
        "weekend": 7.0,
        "fortnight": 14.0,
    }.get(unit, 1.0)
    return at + timedelta(days=size * count)


def week_of(day: date) -> datetime:
    """Monday of the week of ``day``."""
    return midnight(day - timedelta(days=day.weekday()))


def season(year: int, name: str) -> Span:
    """Three months; the winter of a year is the one that ends in it."""
    begin = datetime(year - (name == "winter"), SEASONS[name], 1)
    return Span(begin, add_months(begin, 3), WhenPrecision.MONTH, exact=True)


def without_year(published: date, month: int, day: int) -> date | None:
    """The most recent such day; one soon after publication where the last is nearly a year past."""
    for year in (published.year, published.year + 1):
        found = valid(year, month, day)
        if found and published < found <= published + AHEAD:
            return found
    for back in range(9):  # 29 February comes every four years, and after eight around 1900 or 2100
        found = valid(published.year - back, month, day)
        if found and found <= published:
            return found
    return None


def to_come(published: date, month: int, day: int) -> date | None:
    """The next such day, publication's own included."""
    found = (valid(year, month, day) for year in range(published.year, published.year + 9))
    return next((each for each in found if each and each >= published), None)


def valid(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def third(span: Span, which: str) -> Span:
    """The early, middle or late part of a unit, or a half: days 1-10, 11-20 and the rest of a month, 1-15 and the rest.

    Four or six months of a year, three or four years of a decade, a month of a season or a quarter. The precision
    stays that of the unit: the words are no more exact than it.
    """

    def cut(part: int) -> datetime:
        if part == 3:
            return span.end
        if span.end == add_months(span.start, 1):
            return span.start + timedelta(days=10 * part)
        if span.precision in (WhenPrecision.YEAR, WhenPrecision.MONTH):
            months = (span.end.year - span.start.year) * 12 + span.end.month - span.start.month
            return add_months(span.start, months * part // 3)
        return span.start + (span.end - span.start) * part // 3

    if which in HALVES:
        year = span.precision is WhenPrecision.YEAR
        month = span.end == add_months(span.start, 1)
        half = timedelta(days=15) if month else (span.end - span.start) / 2
        middle = add_months(span.start, 6) if year else span.start + half
        ends = (span.start, middle) if which == HALVES[0] else (middle, span.end)
        return attrs.evolve(span, start=ends[0], end=ends[1], exact=False)
    if span.precision is WhenPrecision.WEEK:
        begin, end = (span.start + DAY * days for days in WEEK_PARTS[which])
        return attrs.evolve(span, start=begin, end=end, exact=False)
    if span.precision is WhenPrecision.YEAR and span.end == add_months(span.start, 120):
        begin, end = (add_months(span.start, 12 * years) for years in DECADE_PARTS[which])
        return attrs.evolve(span, start=begin, end=end, exact=False)
    index = ("early", "mid", "late").index(which)
    return attrs.evolve(span, start=cut(index), end=cut(index + 1), exact=False)
