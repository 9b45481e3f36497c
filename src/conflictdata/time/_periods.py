"""What the rules of quarters, decades, lists, durations and of days told of before mean."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import attrs

from conflictdata.model import WhenPrecision
from conflictdata.time import _calendar as cal
from conflictdata.time._ahead import AROUND
from conflictdata.time._calendar import DAY, Span
from conflictdata.time._lexicon import Token, fold
from conflictdata.time._patterns import Found
from conflictdata.time._read import _BEFORE, _NEXT, _WORD, PRECISION, DateReader, _year

QUARTERS, HALVES = 4, 2
FINAL = "-1"
SATURDAY = 5  # as ``date.weekday`` counts
_NOTHING = Token(0, 0, "other", "")
LONE_UNITS = ("halfhour", "halfyear")  # a length of time without a number beside it
CENTURY = 2000  # the years that are said by their last two figures: «двадцать второго года»
ANCHORED = timedelta(days=7)  # up to here "N days after X" dates X; beyond, it tells how long ago X was
AGES = 30  # characters before a number of years in which an age is announced


class PeriodReader(DateReader):
    """Handlers of the rules of longer periods for one text."""

    # -- lists and pairs --------------------------------------------------------------------------

    def day_pair(self, found: Found) -> Span | None:
        """ "On 4/5 November": two days that follow each other."""
        first, last = found.value("p").split("/")
        token = found.named["p"]
        named = {
            **found.named,
            "d": attrs.evolve(token, value=first),
            "e": attrs.evolve(token, value=last),
        }
        made = self.day_range(attrs.evolve(found, named=named))
        return made if made and made.end - made.start == 2 * DAY else None

    def day_chain(self, found: Found) -> Span | None:
        """ "On April 19 to 20 and 20 to 21": two stretches of days, the second where the first ends."""
        if int(found.value("n")) - int(found.value("k")) not in (0, 1):
            return None
        return self.day_range(found)

    def day_named(self, found: Found) -> Span | None:
        """A date with its weekday behind it, if it is one."""
        made = self.day(found)
        return made if made and made.start.weekday() == int(found.value("w")) else None

    def day_told(self, found: Found) -> Span | None:
        """ "Today, 6 November": the same day said twice, if it is."""
        here = self.relative_day(attrs.evolve(found, named={"r": found.named["t"]}))
        there = self.weekday(found) if found.get("w") else self.day(found)
        return here if here and there and here.start == there.start else None

    def weekday_list(self, found: Found) -> Span | None:
        """Two days in a row under one preposition: "on Monday and Tuesday"."""
        last = self.weekday(self._beside(found, "w", "x"))
        days = (int(found.value("x")) - int(found.value("w"))) % 7
        told = 2 if "," in self.text[found.named["w"].start : found.named["x"].start] else 1
        if not last or days != told:
            return None
        return attrs.evolve(last, start=last.start - days * DAY, kind="range")

    def month_list(self, found: Found) -> Span | None:
        """Two months in a row under one preposition: "in June and July 2024"."""
        said = found.get("y") or found.get("r")
        last = self.month(self._beside(found, "m", "n"))
        first = self.month(found)
        if not first or not last:
            return None
        if first.start >= last.start:
            if said:
                first, last = last, first
            else:
                first = cal.of_month(last.start.year - 1, first.start.month)
        between = cal.of_month(first.end.year, first.end.month)
        if found.get("k"):  # a third month, which stands between the two
            reached = between.end if int(found.value("k")) == first.end.month else None
        else:
            reached = first.end
        return attrs.evolve(first, end=last.end, kind="range") if reached == last.start else None

    def season_list(self, found: Found) -> Span | None:
        """Two seasons in a row of one year: "in the spring and summer of 2025"."""
        year = _year(found.named["y"]) if found.get("y") else self._relative_year(found.named["r"])
        first, last = cal.season(year, found.value("s")), cal.season(year, found.value("t"))
        if first.start > last.start and found.value("t") == "winter":
            last = cal.season(year + 1, "winter")
        return attrs.evolve(first, end=last.end, kind="range") if first.end == last.start else None

    def _beside(self, found: Found, name: str, other: str) -> Found:
        """The match with the value of another token in the place of the first."""
        token = attrs.evolve(found.named[name], value=found.named[other].value)
        return attrs.evolve(found, named={**found.named, name: token})

    def years(self, found: Found) -> Span | None:
        first = cal.of_year(int(found.value("y")))
        return attrs.evolve(first, end=cal.of_year(first.start.year + 1).end, kind="range")

    # -- quarters, halves, decades, weeks of months -----------------------------------------------

    def quarter(self, found: Found) -> Span | None:
        """Three or six months of a year: "in the second quarter of 2024", "H1"; without a year the last begun."""
        which, name = found.get("n"), found.value("q")
        if found.get("q") and found.named["q"].kind == "portion" and name != "halfyear":
            return None
        parts = HALVES if name.startswith(("H", "halfyear")) else QUARTERS
        if which is None:
            number = int(name[1:])
        elif self._closes(which):
            number = QUARTERS if found.get("y") or found.get("r") else 0
        elif which.kind in ("this", "next"):
            number = 0
        else:
            number = int(which.value)
        months, year = 12 // parts, self.today.year
        running = (self.today.month - 1) // months + 1
        if found.get("y"):
            year = int(found.value("y"))
        elif found.get("r"):
            year = self._relative_year(found.named["r"])
        elif number > running:
            year -= 1
        if number == 0 and which is not None:
            number = running + {"this": 0, "next": 1}.get(which.kind, -1)
        if number > parts and which is not None and which.kind in ("ordinal", "roman"):
            return None
        begin = cal.add_months(datetime(year, 1, 1), months * (number - 1))
        return Span(begin, cal.add_months(begin, months), WhenPrecision.MONTH, exact=True)

    def decade(self, found: Found) -> Span | None:
        first = int(found.value("d"))
        return attrs.evolve(cal.of_year(first), end=cal.of_year(first + 9).end)

    def year_word(self, found: Found) -> Span | None:
        """A year by its last two figures in words: «двадцать второго года»."""
        number = int(found.value("y"))
        written = self.text[found.named["y"].start : found.named["y"].end]
        if number < 14 or written[0].isdigit() or self.lang == "en":
            return None
        return cal.of_year(CENTURY + number)

    def week_of(self, found: Found) -> Span | None:
        """ "In the first week of October", "on the last day of May"."""
        named = {
            **found.named,
            "m": attrs.evolve(found.named["m"], kind="month"),
        }  # beside a week it is no verb
        month, which, unit = self.month(attrs.evolve(found, named=named)), found.named["n"], found.value("u")
        size = {"week": 7, "day": 1, "weekend": 2}.get(unit)
        if month is None or size is None or self._plural(found) and self.lang == "en":
            return None
        if unit == "weekend":
            return self._weekend_of(month, which)
        if self._closes(which):
            begin = month.end - size * DAY
        else:
            begin = month.start + (int(which.value) - 1) * size * DAY
        if not month.start <= begin < month.end:
            return None
        if size == 1:
            return cal.of_day(begin.date())
        return Span(begin, min(begin + size * DAY, month.end), WhenPrecision.WEEK)

    def _closes(self, which: Token) -> bool:
        """Whether the last of a row is meant: "the last week", "the final week"."""
        return which.kind in ("last", "past") or which.value == FINAL

    def _weekend_of(self, month: Span, which: Token) -> Span | None:
        """The weekend whose Saturday is the first, or the last, of a month."""
        if self._closes(which):
            saturday = month.end - timedelta(days=(month.end.weekday() - SATURDAY - 1) % 7 + 1)
        else:
            first = month.start + timedelta(days=(SATURDAY - month.start.weekday()) % 7)
            saturday = first + timedelta(days=7 * (int(which.value) - 1))
        return Span(saturday, saturday + 2 * DAY) if month.start <= saturday < month.end else None

    def weekend_of(self, found: Found) -> Span | None:
        """ "The weekend of November 8-9": these days."""
        return self.day_range(found) if found.value("u") in ("weekend", "week") else None

    def numbered(self, found: Found) -> Span | None:
        """«13 числа», «с 10 по 14 число»: the last such day of a month."""
        days = [int(found.value(name)) for name in "de" if found.get(name)]
        if not all(1 <= day <= 31 for day in days) or found.after.kind in ("month", "wordmonth"):
            return None
        last = self._last_numbered(self.today, days[-1])
        first = self._last_numbered(last, days[0])
        return Span(
            cal.midnight(first),
            cal.midnight(last) + DAY,
            kind="range" if len(days) > 1 else "date",
            exact=True,
        )

    def _last_numbered(self, day: date, number: int) -> date:
        while day.day != number:
            day -= DAY
        return day

    def first_of(self, found: Found) -> Span | None:
        """ "In the first six months of 2025", "the last three weeks of October"."""
        which, unit = found.named["n"], found.value("u")
        count = self._count(self._beside(found, "n", "k")) if found.value("k").isdigit() else None
        if not self._closes(which) and int(which.value) != 1 or count is None:
            return None
        if found.get("m"):
            named = {**found.named, "m": attrs.evolve(found.named["m"], kind="month")}
            whole = self.month(attrs.evolve(found, named=named))
        else:
            year = int(found.value("y")) if found.get("y") else self.today.year
            if found.get("r"):
                year = self._relative_year(found.named["r"])
            whole = cal.of_year(year)
        if whole is None or unit in ("minute", "hour", "halfhour", "weekend"):
            return None
        if self._closes(which):
            begin, end = cal.shift(whole.end, unit, -count), whole.end
        else:
            begin, end = whole.start, cal.shift(whole.start, unit, count)
        return Span(begin, end, PRECISION[unit]) if whole.start <= begin < end <= whole.end else None

    def months_of(self, found: Found) -> Span | None:
        """«За девять месяцев 2025 года»: the first nine."""
        count, unit = int(found.value("k")), found.value("u")
        if unit != "month" or self.lang == "en" or count > 12:
            return None
        begin = datetime(int(found.value("y")), 1, 1)
        return Span(begin, cal.add_months(begin, count), WhenPrecision.MONTH)

    def day_year_word(self, found: Found) -> Span | None:
        """A date with its year by its last two figures in words."""
        year = self.year_word(found)
        if year is None:
            return None
        day = cal.valid(year.start.year, int(found.value("m")), int(found.value("d")))
        return cal.of_day(day) if day else None

    def dotted_range(self, found: Found) -> Span | None:
        """«01.11–05.11.2025»."""
        last = self.iso(found)
        day, month = (int(part) for part in found.value("c").split("."))
        first = cal.valid(last.start.year, month, day) if last else None
        if not first or not last or cal.midnight(first) >= last.start:
            return None
        return attrs.evolve(last, start=cal.midnight(first), kind="range")

    def dotted_days(self, found: Found) -> Span | None:
        """«12.11–13.11», «10–12.11.2025»: days, if no word for an hour stands before them."""
        begin, end = found.value("c").split("."), found.named["e"]
        dotted = end.kind == "daymonth"
        if (
            found.before.kind in ("at", "in", "about")
            and len(begin) > 1
            or found.after.kind in ("measure", "zone")
        ):
            return None
        if dotted and (self.lang == "en" or len(end.value) != len("13.11")):
            return None
        last = self._dotted_day(end.value)
        if last is None:
            return None
        month = int(begin[1]) if len(begin) > 1 else last.month
        first = cal.valid(last.year - (month > last.month), month, int(begin[0]))
        if first is None or first >= last:
            return None
        return Span(
            cal.midnight(first), cal.midnight(last) + DAY, kind="range", exact=True, said_year=not dotted
        )

    def _dotted_day(self, written: str) -> date | None:
        """A day in figures, with its year or without one."""
        if written.count(".") != 1:
            made = self.iso(Found({"i": Token(0, 0, "iso", written)}, _NOTHING, _NOTHING))
            return made.start.date() if made else None
        day, month = (int(part) for part in written.split("."))
        return cal.without_year(self.today, month, day) if 1 <= month <= 12 else None

    def night_number(self, found: Found) -> Span | None:
        """«В ночь на 6-е»: to the last such day of a month, or the day after publication."""
        token, number = found.named["d"], int(found.value("d"))
        if (
            token.kind == "day"
            and not found.get("e")
            or found.after.kind in ("month", "wordmonth", "measure")
        ):
            return None
        day = self.today + DAY
        for _ in range(31):
            if day.day == number:
                return cal.of_night(day - DAY)
            day -= DAY
        return None

    def week_from(self, found: Found) -> Span | None:
        """ "The week of October 27": the one in which that day lies."""
        made = self.day(found)
        if made is None or found.value("u") != "week" or found.after.kind in ("dash", "to"):
            return None  # "the week of June 5-June 12" has both its ends
        begin = cal.week_of(made.start.date())
        return Span(begin, begin + 7 * DAY, WhenPrecision.WEEK)

    def named_year(self, found: Found) -> Span | None:
        """ "The year 2024"."""
        return cal.of_year(int(found.value("y"))) if self.lang == "en" else None

    def unit_before(self, found: Found) -> Span | None:
        """ "The week before", if nothing follows that it was before."""
        at = found.named["b"]
        if at.value != "before" or self.lang != "en" or re.match(r"\s+\w", self.text[at.end : at.end + 4]):
            return None
        return self.earlier(found)

    # -- the day told of before -------------------------------------------------------------------

    def same(self, found: Found) -> Span | None:
        """ "The same day", "that night": of the day the text spoke of last."""
        if self.said is None:
            return None
        token, day = found.named["u"], self.said.start.date()
        if token.kind in ("night", "overnight"):
            return cal.of_night(day, "relative")
        if token.kind in ("part", "partadv"):
            return cal.of_part(day, token.value, "relative")
        if token.value == "week":
            begin = cal.week_of(day)
            return Span(begin, begin + 7 * DAY, WhenPrecision.WEEK, "relative")
        if token.value == "month":
            return cal.of_month(day.year, day.month, "relative")
        if token.value == "year":
            return cal.of_year(day.year, "relative")
        return cal.of_day(day, "relative") if token.value in ("day", "sutki") else None

    def next_part(self, found: Found) -> Span | None:
        """ "The next morning", "the following night": after the day the text spoke of last."""
        if self.said is None:
            return None
        token, day = found.named["p"], self.said.start.date()
        if token.kind in ("night", "overnight"):
            return cal.of_night(day, "relative")
        return cal.of_part(day + DAY, token.value, "relative")

    def ellipsis(self, found: Found) -> Span | None:
        """«На этой неделе — три села, на прошлой — ни одного»: the week goes without saying."""
        which = found.named["r"]
        word = _NEXT.match(self.text[which.end : which.end + 40])
        if self.lang == "en" or which.start - self.week_end > AROUND:
            return None
        if word and len(word[1]) > 3 and word[1].endswith(tuple(self.words["locative"])):
            return None  # what is last is named: «на прошлой сессии»
        begin = cal.week_of(self.today) + timedelta(
            days={"last": -7, "past": -7, "next": 7}.get(which.kind, 0)
        )
        return Span(begin, begin + 7 * DAY, WhenPrecision.WEEK, "relative")

    def coming(self, found: Found) -> Span | None:
        """ "In the next 24 hours": from publication on."""
        count, unit = self._count(found), found.value("u")
        if count is None or unit in ("minute", "weekend"):
            return None
        precision = PRECISION[unit]
        if precision is WhenPrecision.HOUR and count >= 24:
            precision = WhenPrecision.DAY
        return Span(self.now, cal.shift(self.now, unit, count), precision, "relative")

    def eve(self, found: Found) -> Span | None:
        """ "On the eve of May 9": the day before."""
        made = self.day(found)
        return cal.of_day((made.start - DAY).date()) if made else None

    # -- lengths of time --------------------------------------------------------------------------

    def in_time(self, found: Found) -> Span | None:
        """ "In two days", to come if the words say so, a length of time otherwise."""
        if found.named["i"].kind == "in" and self.lang != "en":
            return None  # «в 3 часа»
        before = _BEFORE.search(self.text, max(0, found.named["i"].start - 12), found.named["i"].start)
        if before and before[1] in self.words["time_of"]:
            return self._report_day("duration")  # "for the second time in a week"
        if not self.ahead(found.named["n"].start, found.named["u"].end):
            return self.bare(found)
        return self._back(found, self.now, 1)

    def bare(self, found: Found) -> Span | None:
        """A length of time: "a siege of nine months"; an age and a rate are none."""
        number, unit = found.get("n"), found.named["u"]
        if found.before.kind == "habit":
            return None  # "every two hours"
        if found.after.kind in ("part", "night", "ampm", "oclock", "measure") or self._of_day(found.after):
            return None  # an hour of the clock
        if unit.value == "hour" and found.before.kind in ("at", "in"):
            return None  # «в 2–3 часа»
        if self.lang != "en" and found.value("a") and unit.value == "hour" and self._late(number):
            return None  # «около 18 часов»
        if number is not None and number.kind == "one":
            # "a day" is a rate, "for a day" and "about a day" are none
            return self._report_day("duration") if found.get("a") and not self._plural(found) else None
        if number is None or unit.value == "weekend":
            return None
        if self.lang == "en" and number.value == "1" and unit.value == "day":
            return None  # "one day" is some day
        if unit.kind == "yearword" and self._age(found):
            return None
        return self._report_day("duration")

    def _of_day(self, token: Token) -> bool:
        return token.kind == "unit" and self.text[token.start : token.end].lower() in self.words["of_day"]

    def _late(self, number: Token | None) -> bool:
        """Whether a number is that of an hour after noon."""
        return number is not None and number.kind == "day" and 13 <= int(number.value) <= 23

    def _age(self, found: Found) -> bool:
        number, unit = found.named["n"], found.named["u"]
        after = self.text[unit.end : unit.end + 8].lower().split()
        if (
            after
            and after[0].strip(".,") in self.words["age"]
            or self.text[unit.end : unit.end + 4] == "-old"
        ):
            return True
        before = set(re.findall(r"[^\W\d_]+", self.text[max(0, number.start - AGES) : number.start].lower()))
        if before & self.words["age"]:
            return True
        return self.lang != "en" and self.text[number.start].isdigit() and found.get("a") is None

    def length(self, found: Found) -> Span | None:
        """ "An hour and a half", "a month-long lull"."""
        return None if found.get("l") and self._plural(found) else self._report_day("duration")

    def lasting_long(self, found: Found) -> Span | None:
        """«Двухдневное» (перемирие), «10-денний» (штурм)."""
        return self._report_day("duration")

    def lone_unit(self, found: Found) -> Span | None:
        return self._report_day("duration") if found.value("u") in LONE_UNITS else None

    def ago_between(self, found: Found) -> Span | None:
        """ "Two or three days ago", «2–3 недели назад», "a day or two ago"."""
        ends = [self._back(self._beside(found, "n", name), self.now, -1) for name in "nk"]
        if not ends[0] or not ends[1] or found.value("u") == "hour":
            return None
        first, last = sorted((end for end in ends if end), key=lambda span: span.start)
        return attrs.evolve(first, end=last.end, exact=False)

    def about_unit(self, found: Found) -> Span | None:
        """ "About an hour", «около часа»: one of it."""
        unit = found.named["u"]
        written = self.text[unit.start : unit.end].lower()
        if unit.kind == "yearword" and self.lang == "en" and not self._text(found.named["b"]).endswith(" a"):
            return None
        one = written in self.words["of_one"]
        if (
            not one
            and (written in self.words["plural"] or unit.kind == "yearword" and self.lang != "en")
            or unit.value == "day"
            and not one
            or found.after.kind in ("part", "night", "number")
        ):
            return None
        if self._of_day(found.after):
            return None
        return self._report_day("duration")

    def whole(self, found: Found) -> Span | None:
        """ "All day", «весь день»: publication's; "a whole day", «целые сутки»: a length of time."""
        if found.after.kind == "of" and found.value("u") in ("month", "year"):
            return None  # "the entire month of October"
        if found.value("a") == "whole":
            return self._report_day("duration")
        if found.after.kind in ("weekday", "wordweekday", "on", "month", "day"):
            return None
        if found.value("u") in ("week", "month", "year"):
            return self.period(attrs.evolve(found, named={**found.named, "r": Token(0, 0, "this", "")}))
        return cal.of_day(self.today, "relative") if found.value("u") == "day" else None

    def over_day(self, found: Found) -> Span | None:
        """ "During the day", if no day is named behind it."""
        if found.value("u") != "day" or found.after.kind in ("on", "of", "month", "in", "weekday", "after"):
            return None
        return (
            cal.of_day(self.today, "relative") if self.now - cal.midnight(self.today) > timedelta(0) else None
        )

    def after(self, found: Found) -> Span | None:
        """ "One day after X" dates X where the count is small; "eight months after X" only tells how long."""
        unit, count = found.value("u"), self._count(found)
        if (
            unit in ("minute", "weekend")
            or found.named["a"].kind == "until"
            and found.named["a"].value != "before"
        ):
            if self.lang == "en" or unit in ("minute", "weekend", "sutki"):
                return None
            return self._report_day("duration")
        if (
            found.named["a"].kind == "after"
            and unit in ("day", "sutki")
            and count
            and timedelta(days=count) <= ANCHORED
        ):
            origin = self.said.start if self.said else self.now
            return attrs.evolve(cal.of_day(origin.date() - timedelta(days=count), "anchor"), exact=False)
        return self._report_day("duration")

    def lasting(self, found: Found) -> Span | None:
        number = found.get("n")
        if (
            self.text[found.named["u"].end : found.named["u"].end + 4] == "-old"
            or number is not None
            and number.kind == "one"
            and self.text[number.start : number.end].lower() == "a"
        ):
            return None
        return self._report_day("duration")

    def anchored(self, found: Found) -> Span | None:
        token = found.named["a"]
        following = self.text[token.end : token.end + 40]
        if token.value == "1":
            return cal.of_day((self.said.start + DAY).date(), "relative") if self.said else None
        if token.value == "eve" or self._eve_of(token, following):
            return None  # the eve of something, not of the report
        if self.said:
            return cal.of_day((self.said.start - DAY).date(), "relative")
        self.eve_of_report = cal.of_day(self.today - DAY, "relative")
        return self.eve_of_report

    def _eve_of(self, token: Token, following: str) -> bool:
        """Whether a word alone ("накануне") is the eve of what is named behind it in the genitive."""
        if len(self.text[token.start : token.end].split()) > 1:
            return False
        return any(fold(word) in self.words["event"] for word in _WORD.findall(following)[:2])
