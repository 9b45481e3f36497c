"""Expressions of time in English, Ukrainian and Russian, resolved against a report's publication.

Days are days of the source's time zone; what comes out is UTC, half open (``When``). The words of each
language are in ``<lang>.toml``, the rules over classes of words in ``_rules``, their meaning in ``_read`` and ``_hours``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import attrs

from conflictdata.errors import ModelError
from conflictdata.model import When
from conflictdata.model._validate import shown
from conflictdata.time import _calendar as cal
from conflictdata.time._hours import Reader
from conflictdata.time._lexicon import CORE, LANGUAGES, OTHER, Token, islands, tokens
from conflictdata.time._patterns import reduce
from conflictdata.time._rules import BOUNDS, DATES, PARTS
from conflictdata.time._stretches import stretches

__all__ = ["LANGUAGES", "TimeMention", "find_times", "parse_when", "report_day"]

_NOTHING: Final = Token(0, 0, OTHER, "")


@attrs.frozen(kw_only=True)
class TimeMention:
    """A time named in a text.

    Attributes:
        start, end: characters in the text, half open.
        text: those characters; with the preposition where it changes the meaning ("since August").
        when: the time, in UTC.
        kind: ``date``, ``relative`` (counted from publication or from a day named before), ``range``,
            ``duration`` (a length of time: ``when`` is the report's day) or ``anchor`` ("one day after X":
            ``when`` is the time of X, on the reading that the sentence tells of the report's day).
    """

    start: int
    end: int
    text: str
    when: When
    kind: str


def find_times(
    text: str, lang: str, *, published: datetime, timezone: str = "UTC", day_starts: int = 0
) -> list[TimeMention]:
    """Times named in ``text``, in its order, not overlapping; in time linear in its length.

    Args:
        lang: ``en``, ``uk`` or ``ru``; any other language is read as English.
        published: publication of the report, with a zone.
        timezone: IANA name of the zone in which the source's days run.
        day_starts: local hour of the source's daily cut-off; "over the past day" ends at the last one.
            0 stands for none: then it ends at publication.

    Raises:
        ModelError: ``text`` is no string, ``published`` no time or without a zone, or the zone is unknown.
    """
    if not isinstance(text, str):
        raise ModelError(f"find_times: text must be a string, got {shown(text)}")
    reader = Reader(text, lang, _local(published, timezone), day_starts, timezone)
    found: list[TimeMention] = []
    for start, stop in stretches(text, lang):
        found += _read(text, tokens(text, lang, start, stop), reader, timezone)
    return found


def _read(text: str, all_tokens: list[Token], reader: Reader, timezone: str) -> Iterator[TimeMention]:
    for begin, end in islands(all_tokens):
        if CORE.isdisjoint(token.kind for token in all_tokens[begin:end]):
            continue
        before = all_tokens[begin - 1] if begin else _NOTHING
        after = all_tokens[end] if end < len(all_tokens) else _NOTHING
        for token in _resolved([before, *all_tokens[begin:end], after], reader):
            span = token.span
            mention = text[token.start : token.end]
            if reader.is_alias(token.start):
                continue
            when = cal.when(span, mention, timezone) if span else None
            if span and when:
                yield TimeMention(start=token.start, end=token.end, text=mention, when=when, kind=span.kind)


def _resolved(found: list[Token], reader: Reader) -> list[Token]:
    try:
        found = reduce(found, DATES, reader, reader.note)
        found = reduce(found, PARTS, reader, reader.note_night)
        if any(token.kind == "date" for token in found[1:-1]):
            found = reduce(found, BOUNDS, reader)
    except (ValueError, OverflowError):  # beyond the years that a calendar has
        return []
    return [token for token in found[1:-1] if token.kind == "date"]


def _local(published: datetime, timezone: str) -> datetime:
    """Publication on the clock of the source, naive."""
    if not isinstance(published, datetime):
        raise ModelError(f"published: must be a datetime with a time zone, got {shown(published)}")
    if published.tzinfo is None or published.utcoffset() is None:
        raise ModelError(
            f"published: a time without a zone cannot be placed: {published.isoformat()!r}; add 'Z'"
        )
    try:
        return published.astimezone(cal.zone(timezone)).replace(tzinfo=None)
    except (KeyError, ValueError, OSError) as error:
        raise ModelError(f"timezone: {timezone!r} is no IANA time zone; 'Europe/Kyiv' is one") from error


def report_day(published: datetime, timezone: str) -> When:
    """The calendar day of publication in the source's zone: what bounds a claim that names no time.

    Raises:
        ModelError: as ``find_times``.
    """
    try:
        when = cal.when(cal.of_day(_local(published, timezone).date()), None, timezone)
    except OverflowError:
        when = None
    if when is None:  # the first or the last day of the calendar
        raise ModelError(f"published: {published.isoformat()!r} is too near the end of the calendar")
    return when


def parse_when(
    expression: str, lang: str, *, published: datetime, timezone: str = "UTC", day_starts: int = 0
) -> When | None:
    """The time of one expression ("on Tuesday", "у ніч на 8 жовтня"); None where it names none.

    Raises:
        ModelError: as ``find_times``.
    """
    found = find_times(expression, lang, published=published, timezone=timezone, day_starts=day_starts)
    return found[0].when if found else None
