"""What the rules of nights, parts of days, clock times and open intervals mean."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from conflictdata.model import WhenPrecision
from conflictdata.time import _calendar as cal
from conflictdata.time._calendar import DAY, Span
from conflictdata.time._lexicon import Token, fold
from conflictdata.time._patterns import Found
from conflictdata.time._read import PRECISION, DateReader

DOTTED_AFTER = frozenset({"at", "asof", "in", "from", "until", "to", "between", "dash"})


class Reader(DateReader):
    """Handlers of all rules for one text."""

    # -- nights and parts of days -----------------------------------------------------------------

    def last_night(self, found: Found) -> Span | None:
        return cal.of_night(self.today - DAY, "relative")

    def overnight(self, found: Found) -> Span | None:
        return cal.of_night(self.today - DAY, "relative")

    def tonight(self, found: Found) -> Span | None:
        return cal.of_night(self.today, "relative")

    def night_of(self, found: Found) -> Span | None:
        span = found.span()
        if not self._days(span):
            return None
        if span.end - span.start > DAY or self.lang != "en":
            return self.night_before(found)
        return cal.of_night(span.start.date(), span.kind)

    def night_before(self, found: Found) -> Span | None:
        """The night that ends on a day; of a range of days, the nights between."""
        span = found.span()
        if not self._days(span):
            return None
        several = span.end - span.start > DAY
        first = cal.of_night(span.start.date() if several else span.start.date() - DAY)
        last = cal.of_night((span.end - DAY).date() - DAY)
        return attrs.evolve(first, end=last.end, kind=span.kind)

    def night_between(self, found: Found) -> Span | None:
        first, last = self._ordered(found.span(), found.span("e"))
        if not (self._days(first) and self._days(last)) or first.start >= last.start:
            return None
        return attrs.evolve(
            cal.of_night(first.start.date()), end=last.start + timedelta(hours=cal.NIGHT_TO), kind="range"
        )

    def _days(self, span: Span) -> bool:
        return span.exact and span.precision is WhenPrecision.DAY

    def part(self, found: Found) -> Span | None:
        token = found.get("p")
        if token is None:
            return None
        if found.get("d"):
            span = found.span()
            if not self._days(span) or token.value in cal.HALVES:
                return None
            first = cal.of_part(span.start.date(), token.value, span.kind)
            return attrs.evolve(first, end=cal.of_part((span.end - DAY).date(), token.value).end)
        if fold(self.text[token.start : token.end]) in self.words["also_adverb"]:
            return None  # in the middle of a sentence mostly not a time: "by the day"
        return self._recent_part(token.value, bool(found.get("t")))

    def part_alone(self, found: Found) -> Span | None:
        return self._recent_part(found.value("p"), False)

    def until_part(self, found: Found) -> Span | None:
        if not found.get("d"):
            return attrs.evolve(self._recent_part(found.value("p"), True), open_start=True)
        span = found.span()
        if not self._days(span) or span.end - span.start > DAY:
            return None
        return attrs.evolve(cal.of_part(span.start.date(), found.value("p"), span.kind), open_start=True)

    def _recent_part(self, part: str, today: bool) -> Span:
        span = cal.of_part(self.today, part, "relative")
        return span if today or span.start <= self.now else cal.of_part(self.today - DAY, part, "relative")

    def third(self, found: Found) -> Span | None:
        span, which = found.span(), found.value("w")
        if not span.exact:
            return None if span.precision is not WhenPrecision.MONTH else cal.third(span, which)
        if span.precision is WhenPrecision.DAY:
            if which in ("mid", *cal.HALVES) or span.end - span.start > DAY:
                return None
            return cal.of_part(span.start.date(), which, span.kind)
        return cal.third(span, which)

    def earlier_in(self, found: Found) -> Span | None:
        span = found.span()
        if span.start < self.now < span.end:
            return attrs.evolve(span, end=self.now, exact=False)
        return attrs.evolve(span, exact=False)

    # -- clock times ------------------------------------------------------------------------------

    def hour(self, found: Found) -> Token | None:
        token, marker, part = found.named["c"], found.value("m"), found.get("p")
        numbers = [int(each) for each in token.value.split(":")]
        exact = token.kind == "clock"
        if numbers[0] > 24 or exact and numbers[1] > 59 or (not exact and not numbers[0] <= 24):
            return None
        hour, minute = numbers[0], numbers[1] if exact else 0
        last = found.get("m") or part or found.get("u") or token
        unit = found.get("u")
        if unit and unit.value not in ("hour", "oclock"):
            if self.text[unit.start : unit.end].lower() not in self.words["of_day"]:
                return None
            part = Token(unit.start, unit.end, "part", "afternoon")
        if not exact and not marker and not part:
            if found.before.kind not in ("at", "in", "about", "until", "from", "asof") or self.lang == "en":
                return None
            if found.before.kind in ("about", "until", "from") or self.lang == "ru":
                return None  # as often a length of time
        afternoon = marker == "pm" or part is not None and part.value in ("evening", "afternoon")
        if (marker or part) and not 1 <= hour <= 12 and not exact:
            return None
        hour += 12 if afternoon and hour < 12 else 0
        if (marker == "am" or part is not None and part.value in ("night", "midnight")) and hour == 12:
            hour = 0
        end = max(last.end, token.end)
        return Token(token.start, end, "clock", f"{hour}:{minute}:{'minute' if exact else 'hour'}")

    def hour_word(self, found: Found) -> Token | None:
        """An hour in words, or by its ordinal: «около двух часов ночи», «о 4-й ранку», "at five o'clock in the evening"."""
        token = found.named["c"]
        if found.before.kind not in ("at", "about", "in", "until", "from") or not token.value.isdigit():
            return None
        if token.kind == "ordinal" and found.before.kind not in ("at", "about"):
            return None
        if self.lang == "en" and not found.get("u"):
            return None  # "in one evening"
        plain = Token(token.start, token.end, "day", token.value)
        return self.hour(attrs.evolve(found, named={**found.named, "c": plain}))

    def dotted_hour(self, found: Found) -> Token | None:
        hour, minute = (int(part) for part in found.value("c").split("."))
        token = found.named["c"]
        if (
            found.before.kind not in DOTTED_AFTER
            or found.before.value == "onto"
            or found.after.kind == "measure"
        ):
            return None
        if (len(token.value) != 5 and minute) or hour > 23 or minute > 59 or self.lang == "en":
            return None
        return Token(token.start, token.end, "clock", f"{hour}:{minute}:minute")

    def _clock(self, found: Found, name: str = "c", day: date | None = None) -> Span | None:
        parts = found.value(name).split(":")
        hour, minute = int(parts[0]), int(parts[1])
        if hour > 24 or hour == 24 and minute or minute > 59:
            return None
        unit = "hour" if parts[-1] == "hour" else "minute"
        zone = found.value("z")
        now = self.now
        begin = cal.midnight(day or self.today) + timedelta(hours=hour, minutes=minute)
        if day is None and begin > now:
            begin -= DAY
        size = timedelta(hours=1) if unit == "hour" else timedelta(minutes=1)
        return Span(begin, begin + size, PRECISION[unit], "date" if day else "relative", zone=zone)

    def _day_of(self, found: Found) -> date | None:
        return found.span().start.date() if found.get("d") else None

    def clock(self, found: Found) -> Span | None:
        if ":" in found.value("c") and found.before.kind == "between":
            return None
        return self._clock(found)

    def clock_on(self, found: Found) -> Span | None:
        return self._clock(found, day=self._day_of(found)) if self._days(found.span()) else None

    def clock_range(self, found: Found) -> Span | None:
        day = self._day_of(found)
        last = self._clock(found, "e", day)
        first = self._clock(found, "c", last.start.date()) if last else None
        if not first or not last:
            return None
        if first.start >= last.start:
            first = attrs.evolve(first, start=first.start - DAY)
        return attrs.evolve(first, end=last.start, kind="range")

    def as_of(self, found: Found) -> Span | None:
        """The state up to a moment: from the beginning of that day."""
        day = self._day_of(found)
        if found.get("p"):
            begin = cal.midnight(day or self.today)
            part = cal.of_part(day or self.today, found.value("p"))
            return attrs.evolve(part, start=begin, open_start=True)
        at = self._clock(found, day=day)
        if at is None:
            return None
        begin = cal.midnight(at.start.date())
        return attrs.evolve(
            at, start=begin - DAY if at.start == begin else begin, end=at.start, open_start=True
        )

    def until_clock(self, found: Found) -> Span | None:
        made = self.as_of(found)
        return made if found.named["u"].kind == "until" else None

    # -- open and closed intervals ----------------------------------------------------------------

    def since(self, found: Found) -> Span | None:
        word, span = found.named["s"], found.span()
        # «від середи» is since, «наказ від 5 листопада» is not
        weekday = self.lang == "uk" and span.kind == "relative" and span.exact
        if (
            (word.kind == "from" and word.value != "open" and not weekday)
            or span.open_start
            or span.kind in ("duration", "anchor")
        ):
            return None
        end = self.now if span.start < self.now else span.end
        return attrs.evolve(span, end=end, open_end=True, exact=False)

    def from_after(self, found: Found) -> Span | None:
        span = found.span()
        if span.kind in ("duration", "anchor") or span.end >= self.now:
            return None
        return attrs.evolve(span, start=span.end, end=self.now, open_end=True, exact=False)

    def until(self, found: Found) -> Span | None:
        """Up to a day, that day included; up to a month or a year, not including it."""
        word, span = found.named["u"], found.span()
        if span.kind in ("duration", "anchor"):
            return None
        whole = span.exact and span.precision in (WhenPrecision.MONTH, WhenPrecision.YEAR)
        if word.value == "before" or whole and word.value == "until":
            length = span.end - span.start
            return attrs.evolve(span, start=span.start - length, end=span.start, open_start=True, exact=False)
        return attrs.evolve(span, open_start=True, exact=False)

    def _ordered(self, first: Span, last: Span) -> tuple[Span, Span]:
        """The first before the last, where words left that open: a year said once, days of the week."""
        if first.start >= last.start and first.kind == last.kind == "relative":
            first = attrs.evolve(first, start=first.start - 7 * DAY, end=first.end - 7 * DAY)
        elif not first.said_year:
            years = last.start.year - first.start.year
            moved = cal.add_months(first.start, 12 * years)
            if moved >= last.start:
                moved = cal.add_months(moved, -12)
            first = attrs.evolve(first, start=moved, end=moved + (first.end - first.start))
        return first, last

    def span_of(self, found: Found) -> Span | None:
        first, last = self._ordered(found.span(), found.span("e"))
        if (
            first.start >= last.start
            or first.end > last.end
            or {first.kind, last.kind} & {"duration", "anchor"}
        ):
            return None
        if not found.get("b") and not (first.exact and last.exact):
            return None
        return Span(first.start, last.end, max(first.precision, last.precision, key=list(WhenPrecision).index),
                    "range", exact=self._days(first) and self._days(last), said_year=last.said_year)  # fmt: skip
