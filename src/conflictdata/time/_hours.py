"""What the rules of nights, parts of days, and open intervals mean."""

from __future__ import annotations

import re
from datetime import timedelta

import attrs

from conflictdata.model import WhenPrecision
from conflictdata.time import _calendar as cal
from conflictdata.time._calendar import DAY, Span
from conflictdata.time._clock import ClockReader
from conflictdata.time._lexicon import Token, fold
from conflictdata.time._patterns import Found
from conflictdata.time._read import BEFORE_LAST, MIDNIGHT

_WORD_BEFORE = re.compile(r"([\w№]+)\s*$")
NEAR = timedelta(days=65)
"""A bound without a year lies ahead, if so near: "until early December", said in November."""
TOWARD = ("evening",)  # «к вечеру» is when it draws near, «к утру» by when
HALF = "-30"  # the word for a half, which takes minutes from an hour
SLACK = 3 * DAY  # "three weeks ago, on December 8" may be said of a day of the week beside that
INTO = "into"  # "Saturday night into Sunday morning"
_MONTHS = (WhenPrecision.MONTH, WhenPrecision.YEAR)
_LONG = (WhenPrecision.WEEK, *_MONTHS)


_YEAR = re.compile(r"\d{4}")


class Reader(ClockReader):
    """Handlers of all rules for one text."""

    # -- nights and parts of days -----------------------------------------------------------------

    def last_night(self, found: Found) -> Span | None:
        back = 2 if found.value("r") == BEFORE_LAST else 1
        return cal.of_night(self.today - back * DAY, "relative")

    def night_onto(self, found: Found) -> Span | None:
        """«В ночь на 5 и 6 ноября»: the nights that end on these days."""
        made = self.night_before(found)
        if made is None or not found.get("x"):
            return made
        return attrs.evolve(made, start=cal.of_night(found.span().start.date() - DAY).start)

    def overnight(self, found: Found) -> Span | None:
        back = 2 if found.value("o") == BEFORE_LAST else 1
        return cal.of_night(self.today - back * DAY, "relative")

    def tonight(self, found: Found) -> Span | None:
        return cal.of_night(self.today, "relative")

    def night_of(self, found: Found) -> Span | None:
        span = found.span()
        if not self._days(span):
            return None
        if found.get("n") and self._text(found.named["n"]) in self.words["plural"]:
            last = cal.of_night((span.end - DAY).date())  # "on Saturday and Sunday nights"
            return attrs.evolve(last, start=cal.of_night(span.start.date()).start, kind=span.kind)
        if span.end - span.start > DAY or self.lang != "en":
            return self.night_before(found)
        night = cal.of_night(span.start.date(), span.kind)
        return self.night_before(found) if night.start > self.now else night  # not one that is to come

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

    def part(self, found: Found) -> Span | None:
        token = found.get("p")
        if token is None:
            return None
        if found.value("t") not in ("", "onto") and found.named["t"].kind == "to":
            return None  # "from the night of Nov. 12 to the morning of Nov. 13"
        if found.get("d"):
            span = found.span()
            if not self._days(span) or token.value in cal.HALVES:
                return None
            first = cal.of_part(span.start.date(), token.value, span.kind)
            return attrs.evolve(first, end=cal.of_part((span.end - DAY).date(), token.value).end)
        also = fold(self.text[token.start : token.end]) in self.words["also_adverb"]
        if also and (not self.text[token.start].isupper() or found.after.kind == "and"):
            return None  # in the middle of a sentence mostly not a time: "by the day"
        if found.get("t") and found.named["t"].kind not in ("this", "all"):
            return cal.of_part(self.today - DAY, token.value, "relative")
        return self._recent_part(token.value, bool(found.get("t")))

    def parts(self, found: Found) -> Span | None:
        """ "On the morning and afternoon of November 12", «ночью и утром 13 ноября»."""
        first, last, day = found.named["p"], found.named["q"], found.span()
        if not self._days(day) or day.end - day.start > DAY or {first.value, last.value} & set(cal.HALVES):
            return None
        end = cal.of_part(day.start.date(), last.value, day.kind)
        if first.kind == "overnight":
            begin = cal.of_night(day.start.date() - DAY)
        else:
            begin = cal.of_part(day.start.date(), first.value)
        return attrs.evolve(end, start=begin.start) if begin.start < end.start else None

    def part_alone(self, found: Found) -> Span | None:
        if found.get("t") and found.value("t") != "onto":
            return None  # "from dusk to dawn"
        return self._recent_part(found.value("p"), False)

    def until_part(self, found: Found) -> Span | None:
        """Up to a part of a day; "before dawn" is a time of that day."""
        word, part = found.named["u"], found.value("p")
        near = cal.AFTER if word.kind == "after" else cal.BEFORE if word.value == "before" else {}
        day = self.today
        if found.get("d"):
            span = found.span()
            if not self._days(span) or span.end - span.start > DAY:
                return None
            day = span.start.date()
        if part in near:
            begin, end = (cal.midnight(day) + timedelta(hours=hour) for hour in near[part])
            if not found.get("d") and begin > self.now:
                begin, end = begin - DAY, end - DAY
            return Span(begin, end, WhenPrecision.DAY, "date" if found.get("d") else "relative")
        if word.kind == "after":
            return None
        if part == MIDNIGHT:
            return attrs.evolve(cal.of_day(day, "relative"), open_start=True, exact=False)
        if word.value == "toward" and part in TOWARD and not found.get("d"):
            return self._recent_part(part, False)
        return attrs.evolve(cal.of_part(day, part, "relative"), open_start=True)

    def until_midnight(self, found: Found) -> Span | None:
        """«До опівночі 15 березня», which is no hour of its own after other prepositions."""
        return self.until_part(found) if found.value("p") == MIDNIGHT else None

    def since_part(self, found: Found) -> Span | None:
        """ "Since the morning": of publication's day, or of the one named."""
        word = found.named["s"]
        if word.kind == "from" and word.value != "open":
            return None
        compared = self._compared(word)
        if not found.get("d"):
            if found.named["p"].kind == "night":
                span = cal.of_night(self.today - DAY, "relative")
            elif found.value("p") == "evening":
                span = cal.of_part(self.today - DAY, "evening", "relative")
            else:
                span = self._recent_part(found.value("p"), False)
        elif self._days(found.span()) and found.named["p"].kind == "night":
            span = cal.of_night(found.span().start.date() - DAY)
        elif self._days(found.span()):
            span = cal.of_part(found.span().start.date(), found.value("p"))
        else:
            return None
        if compared:
            return span
        return attrs.evolve(span, end=self.now, open_end=True) if span.start < self.now else None

    def _compared(self, word: Token) -> bool:
        """Whether «с» and «з» stand in a comparison: «порівняно з ранком», «по сравнению со вчерашним днём»."""
        before = _WORD_BEFORE.search(self.text[max(0, word.start - 30) : word.start])
        return before is not None and fold(before[1]) in self.words["compares"]

    def year_day(self, found: Found) -> Span | None:
        """ "Two years ago, on December 5": the day of that year."""
        year, day = found.span("a"), found.span("d")
        counted = year.precision is WhenPrecision.YEAR and year.kind == "relative" and year.exact
        if (
            not counted
            or not self._days(day)
            or day.kind == "relative"  # "two years ago, on Monday"
            or _YEAR.search(self.text, found.named["d"].start, found.named["d"].end)
        ):
            return None
        try:
            return cal.of_day(day.start.date().replace(year=year.start.year))
        except ValueError:  # February 29
            return None

    def told_day(self, found: Found) -> Span | None:
        """ "Last Thursday, November 6", "two weeks ago, on October 28": the day that is told behind a comma."""
        about, day = found.span("a"), found.span("d")
        one = self._days(day) and day.end - day.start == DAY
        if about.kind != "relative" or about.open_start or about.open_end or not one:
            return None
        if self._days(about):
            weeks = (day.start - about.start) % (7 * DAY)
            return None if weeks or abs(day.start - about.start) > 7 * DAY else day
        return (
            day if about.precision in _LONG and about.start - SLACK <= day.start < about.end + SLACK else None
        )

    def earlier_unit(self, found: Found) -> Span | None:
        """ "Earlier in the week": of the one that publication lies in, up to or from its day."""
        unit, today = found.value("u"), cal.midnight(self.today)
        if unit == "day":
            return cal.of_day(self.today, "relative")
        base = self._running(unit)
        if base is None:
            return None
        if found.named["e"].kind == "later":
            return attrs.evolve(base, start=today, exact=False, kind="relative")
        return (
            attrs.evolve(base, end=self.now, exact=False, kind="relative") if base.start < self.now else None
        )

    def _running(self, unit: str) -> Span | None:
        """The week, month or year that publication lies in."""
        if unit == "week":
            begin = cal.week_of(self.today)
            return Span(begin, begin + 7 * DAY, WhenPrecision.WEEK)
        if unit == "month":
            return cal.of_month(self.today.year, self.today.month)
        return cal.of_year(self.today.year) if unit == "year" else None

    def third_unit(self, found: Found) -> Span | None:
        """ "At the end of the year": of the one that publication lies in."""
        unit = found.value("u")
        which = found.value("w")
        if unit in ("day", "sutki") and which == "late" and found.before.kind == "until":
            return cal.of_day(self.today, "relative")  # "until the end of the day"
        if unit in ("day", "sutki") and which == "late" and self.lang != "en":
            return self._recent_part("evening", False)
        base = self._running(unit)
        if base is None or self._plural(found) and self.lang == "en":
            return None
        return attrs.evolve(cal.third(base, which), kind="relative")

    def unit_end(self, found: Found) -> Span | None:
        """ "By year's end", "at year-end"; not what is called after it: "the year-end review"."""
        base = self._running(found.value("u"))
        if base is None or not found.get("t") and found.before.kind != "until":
            return None
        return attrs.evolve(cal.third(base, "late"), kind="relative")

    def _recent_part(self, part: str, today: bool) -> Span:
        span = cal.of_part(self.today, part, "relative")
        return span if today or span.start <= self.now else cal.of_part(self.today - DAY, part, "relative")

    def portion(self, found: Found) -> Span | None:
        """«В 1-й половине ноября», «во 2-й декаде», «во 2-й половине дня»: parts told by their number."""
        name, number = found.value("h"), int(found.value("n"))
        if found.named["h"].kind == "fraction":
            name = "half" if name == HALF else ""
        parts = {"half": cal.HALVES, "tenday": tuple(cal.DECADE_PARTS)}.get(name, ())
        if not 1 <= number <= len(parts):
            return None
        if not found.get("u"):
            return self.third(
                attrs.evolve(found, named={**found.named, "w": Token(0, 0, "early", parts[number - 1])})
            )
        if found.value("u") != "day" or name != "half":
            return None
        part = ("morning", "afternoon")[number - 1]
        if not found.get("d"):
            return self._recent_part(part, False)
        return cal.of_part(found.span().start.date(), part) if self._days(found.span()) else None

    def tens(self, found: Found) -> Span | None:
        """«В 20-х числах января»."""
        which = {"10": "mid", "20": "late"}.get(found.value("n"))
        month = found.span()
        return (
            cal.third(month, which)
            if which and month.exact and month.precision is WhenPrecision.MONTH
            else None
        )

    def thirds(self, found: Found) -> Span | None:
        """ "Early to mid-October"."""
        first, last = found.value("v"), found.value("w")
        if not found.span().exact or self._days(found.span()) or first == last:
            return None
        return attrs.evolve(
            cal.third(found.span(), first), end=cal.third(found.span(), last).end, exact=False
        )

    def third(self, found: Found) -> Span | None:
        span, which = found.span(), found.value("w")
        if found.get("x") and (found.value("x") != "day" or span.precision is not WhenPrecision.DAY):
            return None
        first = cal.of_month(span.start.year, span.start.month)
        if (
            which == "late"
            and span.kind == "range"
            and span.precision is WhenPrecision.MONTH
            and first.end < span.end
        ):
            return attrs.evolve(span, start=cal.third(first, which).start)  # "in late February and March"
        if not span.exact:
            parts = (WhenPrecision.MONTH, WhenPrecision.WEEK)
            return cal.third(span, which) if span.precision in parts and span.kind != "duration" else None
        if span.precision is WhenPrecision.DAY:
            if which in ("mid", *cal.HALVES) or span.end - span.start > DAY:
                return None
            return cal.of_part(span.start.date(), which, span.kind)
        return cal.third(span, which)

    def earlier_in(self, found: Found) -> Span | None:
        span = found.span()
        if span.start < self.now < span.end:
            if found.named["e"].kind == "later":
                return attrs.evolve(span, start=cal.midnight(self.today), exact=False)
            return attrs.evolve(span, end=self.now, exact=False)
        return attrs.evolve(span, exact=False)

    # -- open and closed intervals ----------------------------------------------------------------

    def told_twice(self, found: Found) -> Span | None:
        """«За тиждень, з 29 грудня по 4 січня»: a period, and behind a comma the days that it has."""
        period = found.span("p")
        told = self.span_of(found) if found.get("e") else found.span()
        if told and cal.is_night(period) and self._days(told):  # "on the night to Sunday, November 8-9"
            return (
                period
                if (period.start.date(), period.end.date()) == (told.start.date(), (told.end - DAY).date())
                else None
            )
        if told is None or told.kind != "range" or period.kind != "relative" or period.precision not in _LONG:
            return None
        length = period.end - period.start
        alike = abs((told.end - told.start) - length) < length / 3 and abs(told.end - period.end) < 2 * length
        return told if alike else None

    def since(self, found: Found) -> Span | None:
        word, span = found.named["s"], found.span()
        # «від середи» is since, «наказ від 5 листопада» is not
        bound = self.lang == "uk" and not self._dates_paper(word)
        if (
            (word.kind == "from" and word.value != "open" and not bound and not found.get("o"))
            or span.open_start
            or span.kind in ("duration", "anchor")
            or self._compared(word)
        ):
            return None
        end = self.now if span.start < self.now else span.end
        return attrs.evolve(span, end=end, open_end=True, exact=False)

    def _dates_paper(self, word: Token) -> bool:
        """Whether what stands before "of" bears a date: an order, a number."""
        before = _WORD_BEFORE.search(self.text[max(0, word.start - 30) : word.start])
        return before is not None and fold(before[1]) in self.words["document"]

    def from_after(self, found: Found) -> Span | None:
        span = found.span()
        if span.kind in ("duration", "anchor") or span.end >= self.now or self._owned(found):
            return None
        if found.get("t") and not self._days(span) and self.lang == "en":
            return span  # "after the February 2024 seizure": of what happened then
        return attrs.evolve(span, start=span.end, end=self.now, open_end=True, exact=False)

    def _late_third(self, span: Span) -> bool:
        """Whether a span is the end of a month or of a year."""
        whole = span.exact or span.precision not in (WhenPrecision.MONTH, WhenPrecision.YEAR)
        if whole or span.end.day != 1:
            return False
        return span.start.day != 1 if span.precision is WhenPrecision.MONTH else span.end.month == 1

    def _owned(self, found: Found) -> bool:
        """Whether the day only tells which event is meant: "after Wednesday's talks"."""
        end = found.named["d"].end
        return self.lang == "en" and self.text[end : end + 2] in ("'s", "’s")

    def until(self, found: Found) -> Span | None:
        """Up to a day, that day included; up to a month or a year, not including it."""
        word, span = found.named["u"], found.span()
        if span.kind in ("duration", "anchor") or self.text[max(0, word.start - 1) : word.start] == "-":
            return None  # "in the run-up to Nov. 5"
        if word.value == "before" and self._owned(found):
            return None
        moved = cal.add_months(span.start, 12)
        if not span.said_year and moved - self.now <= max(NEAR, span.end - span.start + NEAR):
            span = attrs.evolve(span, start=moved, end=moved + (span.end - span.start))
        whole = span.exact and span.precision in (WhenPrecision.MONTH, WhenPrecision.YEAR)
        if word.value == "before" and self._late_third(span):
            return attrs.evolve(span, open_start=True, exact=False)  # "before the end of the year"
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
        if not (found.get("b") or found.value("j") == INTO or first.exact and last.exact):
            return None
        return Span(first.start, last.end, max(first.precision, last.precision, key=list(WhenPrecision).index),
                    "range", exact=self._days(first) and self._days(last), said_year=last.said_year)  # fmt: skip

    def bridged(self, found: Found) -> Span | None:
        """«С утра 13 ноября до вечера 14 ноября»: from one part of a day up to one of another."""
        first, last = found.span(), found.span("e")
        of_days = first.precision is last.precision is WhenPrecision.DAY
        if not last.open_start or first.open_start or first.exact or not of_days or first.start >= last.end:
            return None
        return (
            attrs.evolve(last, start=first.start, kind="range", open_start=False)
            if first.kind != "duration"
            else None
        )

    def joined(self, found: Found) -> Span | None:
        """Two months, or parts of years, that follow each other: "in December 2023 and January 2024"."""
        first, last = found.span(), found.span("e")
        long = first.precision in _MONTHS and last.precision in _MONTHS and first.kind == last.kind == "date"
        between = self.text[found.named["d"].end : found.named["e"].start].split()
        if not long or first.end != last.start or len(between) != 1:
            return None  # "in the autumn and in the winter" are two
        return Span(first.start, last.end, first.precision, "range", said_year=last.said_year)
