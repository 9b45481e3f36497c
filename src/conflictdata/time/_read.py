"""What the rules of dates mean: from matched words to spans of local time."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta

import attrs

from conflictdata.model import WhenPrecision
from conflictdata.time import _calendar as cal
from conflictdata.time._ahead import AROUND, ahead
from conflictdata.time._calendar import DAY, Span
from conflictdata.time._lexicon import EARLY, Token, fold, load
from conflictdata.time._patterns import Found

PRECISION = {
    "minute": WhenPrecision.MINUTE, "hour": WhenPrecision.HOUR, "day": WhenPrecision.DAY,
    "sutki": WhenPrecision.DAY, "week": WhenPrecision.WEEK, "weekend": WhenPrecision.DAY,
    "month": WhenPrecision.MONTH, "year": WhenPrecision.YEAR,
    "halfyear": WhenPrecision.MONTH, "halfhour": WhenPrecision.HOUR,
    "fortnight": WhenPrecision.WEEK, "decade": WhenPrecision.YEAR,
}  # fmt: skip
NAMING = frozenset(
    {"in", "since", "until", "of", "early", "mid", "late", "from", "between", "to", "over", "last", "next",
     "this", "past", "after", "on", "asof", "earlier", "all", "part", "partadv", "portion"}
)  # fmt: skip
FINER = {
    "hour": ("minute", 60), "day": ("hour", 24), "sutki": ("hour", 24), "week": ("day", 7), "fortnight": ("day", 14),
    "month": ("day", 30), "year": ("month", 12), "decade": ("month", 120),
}  # fmt: skip
"""In what a half of a unit is counted, and how many of these the unit has."""
WHOLE_DAYS = ("day", "week", "fortnight")
"""Units of which so many up to publication are counted in whole days."""
BEFORE_LAST, FOLLOWING, MIDNIGHT = "beforelast", "following", "midnight"
_NUMBER = re.compile(r"\D{1,12}\d")
_HOUR = {"dash": re.compile(r"\s*\d{1,2}[:.]\d\d(?!\d)"), "until": _NUMBER, "to": _NUMBER}
"""An hour behind the mark or word that ends a span, by the class of that."""
# what lies so little back is not to come, though the sentence speaks of what is
RECENT, RECENT_MONTHS = timedelta(days=60), 2
MIDYEAR = 6
FEW_DAYS = 3
SOON = timedelta(hours=2)  # a report may come out somewhat before its cut-off


_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+)\s{1,3}$")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LINE_HEAD = re.compile(r"(?:\A|\n)[ \t]{0,8}$")
_NAME = re.compile(r" [A-Z][a-z]")
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_LETTERS = re.compile(r"\s?((?:[^\W\d_]\.?\s?){1,2})(?!\w)")
"""An abbreviation of one or two letters behind a year."""
_BEHIND = re.compile(r"[\s\d]*([^\W\d_]+)")


def _year(token: Token) -> int:
    return int(token.value)


ALIAS_REACH = 24
"""Characters before a name in which a word for a call sign is looked for."""


class DateReader:
    """Handlers of the rules for one text.

    Attributes:
        now: publication, local and naive.
        said: the last day the text named, which "two days later" counts from.
        spoken: the last day or night that the text named, which an hour told behind it belongs to.
        spoken_at: where it stood.
        eve_of_report: the day before publication, where a text only calls it that.
        week_end: where the text last spoke of a week that is this, last or next one.
    """

    def __init__(self, text: str, lang: str, now: datetime, day_starts: int, zone: str = "UTC") -> None:
        self.text = text
        self.lang = lang
        self.words = load(lang).words
        self.now = now
        self.zone = zone
        self.today = now.date()
        self.day_starts = day_starts
        self.said: Span | None = None
        self.week_end = -AROUND
        self.spoken: Span | None = None
        self.spoken_at = 0
        self.eve_of_report: Span | None = None

    def _text(self, token: Token) -> str:
        return self.text[token.start : token.end].lower()

    def is_alias(self, start: int) -> bool:
        """Whether what begins at ``start`` is what somebody is called by: «с позывным Март»."""
        before = self.text[max(0, start - ALIAS_REACH) : start].rstrip(" \"'«“„").rsplit(None, 1)
        return bool(before) and before[-1].lower().lstrip("(") in self.words["alias"]

    def note(self, token: Token) -> None:
        """Remember a day that the text named."""
        span = token.span
        if span is None or span is self.eve_of_report:
            return  # "the day before" again is the same day
        if span.exact and span.precision is WhenPrecision.DAY and span.end - span.start == DAY:
            self.said = self.spoken = span
            self.spoken_at = token.end

    def note_night(self, token: Token) -> None:
        """Remember a night that the text named, for the hours told behind it."""
        if token.span is not None and cal.is_night(token.span):
            self.spoken, self.spoken_at = token.span, token.end

    # -- calendar dates ---------------------------------------------------------------------------

    def _date(self, found: Found, day: str) -> tuple[date, bool] | None:
        number, month = int(found.value(day)), int(found.value("m"))
        if not 1 <= number <= 31:
            return None
        if self.lang != "en" and found.named["m"].start < found.named[day].start and not found.get("y"):
            return None  # «від початку листопада 14 влучань»
        if found.get("y"):
            at = cal.valid(_year(found.named["y"]), month, number)
        elif found.get("r"):
            at = cal.valid(self._relative_year(found.named["r"]), month, number)
        else:
            at, coming = cal.without_year(self.today, month, number), cal.to_come(self.today, month, number)
            past = at is not None and self.today - at > RECENT
            if past and coming and self.ahead(found.named[day].start, found.named[day].end):
                at = coming
        return (at, bool(found.get("y") or found.get("r"))) if at else None

    def day(self, found: Found) -> Span | None:
        if found.after.kind == "measure" or self._address(found):
            return None
        at = self._date(found, "d")
        return cal.of_day(at[0], said_year=at[1]) if at else None

    def _address(self, found: Found) -> bool:
        """Whether a date without a year is the name of a street or a village: «площа 1 Травня»."""
        if self.lang == "en" or found.get("y") or not self.text[found.named["m"].start].isupper():
            return False
        day = found.named["d"]
        if self.text[day.start].isupper() and not self.text[day.start : day.end].isupper():
            return True  # the village of «Перше Травня»
        words = _WORD.findall(self.text[max(0, day.start - 20) : day.start])
        return bool(words) and fold(words[-1]) in self.words["street"]

    def day_over(self, found: Found) -> Span | None:
        """ "During the day on ...": «упродовж дня 17 лютого»."""
        return self.day(found) if found.value("u") in ("day", "sutki") else None

    def day_range(self, found: Found) -> Span | None:
        first, last = self._date(found, "d"), self._date(found, "e")
        if not first or not last or first[0] >= last[0] or found.after.kind in ("measure", "ampm"):
            return None  # "from 8 p.m. on April 6 to 7 a.m."
        return Span(
            cal.midnight(first[0]), cal.midnight(last[0]) + DAY, kind="range", exact=True, said_year=last[1]
        )

    def month(self, found: Found) -> Span | None:
        month = found.named["m"]
        number = int(month.value)
        beside = {found.before.kind, found.after.kind if self.lang == "en" else ""}
        if beside & {"day", "ordinal"}:
            return None  # a day that the month does not have
        if found.get("y"):
            return cal.of_month(_year(found.named["y"]), number)
        relative = found.get("r")
        if relative and relative.kind == "lastyear" or relative and self._year_follows(found):
            return cal.of_month(self._relative_year(relative), number, "relative")
        if relative and relative.kind == "next":
            return cal.of_month(self.today.year + (number <= self.today.month), number, "relative")
        if month.kind == "wordmonth" and not relative and not self._named(found):
            return None
        if self._names_a_place(month) or self.lang != "en" and self._anniversary(found):
            return None
        named = self.lang == "en" and not relative and _NAME.match(self.text[month.end : month.end + 3])
        if named and not self._named(found):
            return None  # "June Smith"
        year = self.today.year - (number > self.today.month)
        past = (self.today.month - number) % 12 >= RECENT_MONTHS
        if not relative and past and self.ahead(month.start, month.end):
            year += 1
        if relative and relative.kind == "last" and number == self.today.month:
            year -= 1
        return attrs.evolve(cal.of_month(year, number), said_year=False)

    def _names_a_place(self, month: Token) -> bool:
        """Whether a place is named for it: "May district"."""
        word = _NEXT.match(self.text, month.end, month.end + 20)
        return word is not None and fold(word[1]) in self.words["named_for"]

    def _anniversary(self, found: Found) -> bool:
        """Whether a name counts the years of an event: «улица 40 лет Октября»."""
        return found.before.kind == "yearword" and self.text[found.named["m"].start].isupper()

    def _year_follows(self, found: Found) -> bool:
        """Whether "last" speaks of the year ("August last year") and not of the month ("last August")."""
        return found.named["r"].start > found.named["m"].start or found.get("q") is not None

    def _named(self, found: Found) -> bool:
        """Whether a preposition shows that the word names a time."""
        at = found.get("m") or found.get("w") or found.get("s") or found.get("y")
        assert at is not None
        inside = _BEFORE.search(self.text, max(0, at.start - 6), at.start)
        if EARLY.search(self.text, max(0, at.start - 6), at.start):
            return True  # "mid-March"
        return bool(inside and inside[1].lower() in self.words["before"]) or found.before.kind in NAMING

    def _relative_year(self, token: Token) -> int:
        if token.kind == "lastyear":
            return self.today.year + int(token.value)
        return self.today.year + {"next": 1, "this": 0}.get(
            token.kind, -2 if token.value == BEFORE_LAST else -1
        )

    def season(self, found: Found) -> Span | None:
        name = found.value("s")
        relative = found.get("r")
        written = fold(self.text[found.named["s"].start : found.named["s"].end])
        if written in self.words["dative"] and found.before.kind != "until":
            return None  # «12 часов лёту»
        if found.get("y"):
            return cal.season(_year(found.named["y"]), name)
        named_year = found.get("q") or relative and relative.start > found.named["s"].start
        if relative and (relative.kind == "lastyear" or named_year):
            return cal.season(self._relative_year(relative), name)
        if (
            self.lang == "en"
            and found.after.kind == "of"
            and self.text[found.named["s"].start :][:4] == "fall"
        ):
            return None  # of a town
        if not relative and self.lang == "en" and (found.before.kind == "to" or not self._named(found)):
            return None
        if relative and relative.kind == "this":  # of the running year; a winter from summer on is the next
            late = name == "winter" and self.today.month > MIDYEAR
            return attrs.evolve(cal.season(self.today.year + late, name), said_year=False)
        year = self.today.year + (name == "winter")
        here = cal.season(year, name)
        while here.start > self.now or (relative and relative.kind == "last" and here.end > self.now):
            year -= 1
            here = cal.season(year, name)
        if relative and relative.value == BEFORE_LAST:
            here = cal.season(year - 1, name)
        if (
            not relative
            and here.end <= self.now - RECENT
            and self.ahead(found.named["s"].start, found.named["s"].end)
        ):
            return cal.season(year + 1, name)
        return attrs.evolve(
            cal.season(year + 1, name) if relative and relative.kind == "next" else here, said_year=False
        )

    def winter(self, found: Found) -> Span | None:
        """The winter between two years."""
        first = _year(found.named.get("x") or found.named["z"])
        last = first + 1 if found.get("z") else _year(found.named["y"])
        return cal.season(last, "winter") if found.value("s") == "winter" and last == first + 1 else None

    def year(self, found: Found) -> Span | None:
        end = found.named["y"].end
        behind = _BEHIND.match(self.text, end, end + 10)
        short = _LETTERS.match(self.text, end)
        if short and short[1].lower().replace(".", "").replace(" ", "") in self.words["birth"]:
            return None
        worded = bool(behind and behind[1].lower() in self.words["year"]) or not self.text[end - 1].isdigit()
        hyphened = EARLY.search(self.text, max(0, found.named["y"].start - 6), found.named["y"].start)
        if not (worded or hyphened) and (
            self.lang != "en" or not self._named(found) or found.after.kind in ("measure", "unit")
        ):
            return None
        year = found.named["y"]
        if (
            not worded
            and found.before.kind == "of"
            and re.match(r"\s[^\W_]", self.text[year.end : year.end + 2])
        ):
            return None  # "one of 2014 soldiers"
        if found.before.kind == "over" and found.before.value == "during":
            return cal.of_year(_year(year))
        if not worded and found.before.kind in ("on", "over", "to", "past", "this"):
            return None
        return cal.of_year(_year(found.named["y"]))

    def year_range(self, found: Found) -> Span | None:
        first, last = cal.of_year(_year(found.named["y"])), cal.of_year(_year(found.named["z"]))
        return attrs.evolve(first, end=last.end, kind="range") if first.start < last.start else None

    def last_year(self, found: Found) -> Span | None:
        return cal.of_year(self._relative_year(found.named["r"]), "relative")

    def iso(self, found: Found) -> Span | None:
        first, month, last = (int(part) for part in re.split(r"[-./]", found.value("i")))
        if first > 31:
            at = cal.valid(first, month, last)
        else:
            at = self._day_first(first, month, last + (2000 if last < 100 else 0), "/" in found.value("i"))
        return cal.of_day(at) if at else None

    def _day_first(self, number: int, month: int, year: int, slashed: bool) -> date | None:
        """The day before the month; after it where slashes allow it and the other is none, or long to come."""
        at, other = cal.valid(year, month, number), cal.valid(year, number, month) if slashed else None
        far = at is None or at > self.today + cal.AHEAD
        return other if far and other and (at is None or other <= self.today) else at

    def day_month(self, found: Found) -> Span | None:
        token = found.named["i"]
        number, month = (int(part) for part in token.value.split("."))
        share = self.text[token.end : token.end + 2].strip()[:1] in ("%", "°")
        if self.lang == "en" or share or found.after.kind in ("measure", "unit", "zone"):
            return None
        heads = len(token.value) == len("05.11") and _LINE_HEAD.search(self.text, 0, token.start)
        if not heads and found.before.kind not in (NAMING | {"clock", "comma", "zone"}) - {"at", "in"}:
            return None
        at = cal.without_year(self.today, month, number) if 1 <= month <= 12 else None
        return cal.of_day(at, said_year=False) if at else None

    # -- counted from publication -----------------------------------------------------------------

    def weekday(self, found: Found) -> Span | None:
        word, relative = found.named["w"], found.get("r")
        if word.kind == "wordweekday" and not relative and not self._named(found):
            return None
        cut = self._text(word) in load(self.lang).abbreviated
        if cut and self.text[word.end : word.end + 1] not in (".", ",", ")", ""):
            return None  # "in Sun Valley"
        if found.before.kind == "habit":
            return None  # «каждую субботу»
        if self._is_paper(word):
            return None
        number = int(word.value)
        if found.get("u"):
            if found.value("u") != "week" or relative is None:
                return None
            weeks = {"last": -1, "past": -1, "next": 1}.get(relative.kind, 0)
            return cal.of_day(
                (cal.week_of(self.today) + timedelta(days=7 * weeks + number)).date(), "relative"
            )
        back = (self.today.weekday() - number) % 7
        if not relative and self.ahead(word.start, word.end):
            return cal.of_day(self.today + timedelta(days=-back % 7), "relative")
        if relative and relative.kind == "next":
            return cal.of_day(self.today + timedelta(days=7 - back), "relative")
        if relative and relative.kind in ("last", "past") and back == 0:
            back = 7
        return cal.of_day(self.today - timedelta(days=back), "relative")

    def _is_paper(self, day: Token) -> bool:
        """Whether a newspaper is called after the day: "The Sunday Times"."""
        following = _NEXT.match(self.text, day.end, day.end + 20)
        named = (
            following is not None and following[1][0].isupper() and fold(following[1]) in self.words["paper"]
        )
        return named and self.text[max(0, day.start - 4) : day.start].lower() == "the "

    def relative_day(self, found: Found) -> Span | None:
        unit = found.get("u")
        if (
            unit
            and unit.value != "day"
            and self.text[unit.start : unit.end].lower() not in self.words["of_day"]
        ):
            return None
        return cal.of_day(self.today + timedelta(days=int(found.value("r"))), "relative")

    def period(self, found: Found) -> Span | None:
        unit, which = found.value("u"), found.named["r"].kind
        if unit in ("minute", "hour", "halfhour", "decade", "fortnight"):
            return None
        if self._plural(found) and unit not in ("sutki", "weekend"):
            return None
        if which == "past" and unit == "weekend":
            which = "last"
        if which in ("last", "past") and unit == "halfyear":
            return self._trailing(unit, 1, False)
        if found.value("r") == FOLLOWING:
            return self._following(unit)
        if which == "past" or unit == "sutki" and which == "last":
            return self._trailing(unit, 1, False) if unit != "day" else None
        if unit == "halfyear":
            return None
        count = {"last": -1, "next": 1}.get(which, 0)
        if found.value("r") == BEFORE_LAST:
            count = -2
        if unit == "week":
            self.week_end = found.named["u"].end
        if unit == "day":
            if count > 0 and self.said and self.lang != "en":
                return cal.of_day((self.said.start + DAY).date(), "relative")
            if self.lang == "en" and count or count > 0:
                return None
            if which == "this" and self.lang != "en":
                return cal.of_day(self.said.start.date(), "relative") if self.said else None
            return cal.of_day(self.today + count * DAY, "relative")
        if unit == "sutki":
            return self.day_start(found) if count == 0 else None
        if unit in ("week", "weekend"):
            begin = cal.week_of(self.today) + timedelta(days=7 * count)
            if unit == "weekend":
                back = 7 if count == 0 and self.today.weekday() < 5 else 0
                return Span(
                    begin + timedelta(days=5 - back), begin + timedelta(days=7 - back), kind="relative"
                )
            return Span(begin, begin + timedelta(days=7), WhenPrecision.WEEK, "relative")
        if unit == "month":
            at = cal.add_months(datetime(self.today.year, self.today.month, 1), count)
            return cal.of_month(at.year, at.month, "relative")
        return cal.of_year(self.today.year + count, "relative")

    def _following(self, unit: str) -> Span | None:
        """ "The following week": behind the one of the day that the text spoke of last."""
        if self.said is None or unit not in ("week", "month", "year"):
            return None
        at = cal.shift(self.said.start, unit, 1)
        if unit == "week":
            begin = cal.week_of(at.date())
            return Span(begin, begin + 7 * DAY, WhenPrecision.WEEK, "relative")
        return (
            cal.of_month(at.year, at.month, "relative")
            if unit == "month"
            else cal.of_year(at.year, "relative")
        )

    def _count(self, found: Found) -> int | None:
        """The number of units; None for "several"."""
        token = found.get("n")
        if token is None:
            return 1
        return None if token.kind == "several" and token.value != "2" else int(token.value)

    def _halved(self, found: Found) -> tuple[str, int] | None:
        """What "two and a half weeks" are in the next smaller unit, a broken one counted as whole."""
        token, unit = found.get("n"), found.value("u")
        said = float(token.value) if token else 1
        if unit not in FINER or not found.get("h") and said == int(said):
            return None
        finer, size = FINER[unit]
        return finer, math.ceil((said + (0.5 if found.get("h") else 0)) * size)

    def trailing(self, found: Found) -> Span | None:
        unit, which, over = found.value("u"), found.get("r"), found.value("o")
        count = self._count(found)
        plural = found.get("n") is None and which is not None and self._plural(found)
        if which is None and (self.lang == "en" or over == "" or unit in ("minute", "hour", "weekend")):
            counted = found.get("n") and unit != "minute" or unit == "hour" and not self._plural(found)
            if counted and over and self.lang != "en":
                return self._report_day("duration")
            return None
        few = unit == "day" and count is not None and count <= FEW_DAYS  # «за два дні»: the last two
        if which is None and found.get("n") and unit not in ("minute", "sutki") and not few:
            return self._report_day(
                "duration"
            )  # «за п'ять днів», «на протяжении трёх недель»: how long, not when
        if unit in ("minute", "weekend"):
            return None
        if (
            which
            and not over
            and self.lang == "en"
            and not self._definite(which)
            and not self.text[which.start].isupper()
        ):
            return None  # "it will last 30 days"
        if which and which.kind == "last" and not found.get("n"):
            if unit in ("month", "year") and not self._definite(which) or unit == "day" and self.lang != "en":
                return self.period(found)
            # said near its end, "the past week" is the running one
            if unit == "week" and (self.lang == "en" and not self._definite(which) or self._mid_week()):
                return self.period(found)
        if which is None and unit == "day" and not found.get("n") and self.now.hour >= cal.PARTS["noon"][0]:
            return cal.of_day(self.today, "relative")  # "during the day", said after noon
        if part := self._halved(found):
            return attrs.evolve(self._trailing(*part, False), precision=PRECISION[unit])
        if plural and unit not in ("sutki", "hour"):
            return self._trailing("week", 1, False) if unit == "day" else None
        return self._trailing(unit, count if count is not None else 5, count is None)

    def _mid_week(self) -> bool:
        return self.lang != "en" and self.today.weekday() < cal.FRIDAY

    def _plural(self, found: Found) -> bool:
        """Whether more than one is meant; a genitive of one may look like it: «прошлой недели»."""
        unit, which = found.named["u"], found.get("r")
        if self.text[unit.start : unit.end].lower() not in self.words["plural"]:
            return False
        endings = tuple(self.words["plural_adjective"])
        return which is None or not endings or self.text[which.start : which.end].lower().endswith(endings)

    def ahead(self, start: int, end: int, before_only: bool = False) -> bool:
        """Whether the words around say that what happens then is to come."""
        return ahead(self.text, self.lang, start, end, before_only)

    def _definite(self, which: Token) -> bool:
        return self.text[max(0, which.start - 4) : which.start].lower().endswith("the ")

    def _trailing(self, unit: str, count: int, vague: bool) -> Span:
        end = self.now
        if (
            self.day_starts
            and unit in ("sutki", "day", "hour")
            and (count == 1 or unit == "hour" and count == 24)
        ):
            end = self._cut_off()
        begin = cal.shift(end, unit, -count)
        if unit in WHOLE_DAYS and end == self.now and (unit != "day" or count > 1):
            begin = cal.midnight(begin.date()) + DAY  # two weeks are fourteen days, today's among them
        precision = PRECISION[unit]
        if vague and precision is WhenPrecision.DAY:
            precision = WhenPrecision.WEEK
        if precision is WhenPrecision.HOUR and count >= 24:
            precision = WhenPrecision.DAY
        return Span(begin, end, precision, "relative")

    def _cut_off(self) -> datetime:
        """The end of the source's last reporting day."""
        cut = cal.midnight(self.today) + timedelta(hours=self.day_starts)
        if cut <= self.now:
            return cut
        return self.now if cut - self.now <= SOON else cut - DAY

    def day_start(self, found: Found) -> Span | None:
        hour = _HOUR.get(found.after.kind) if found.named["s"].value == MIDNIGHT else None
        if hour is not None and hour.match(self.text, found.after.end):
            return None  # «с полуночи до 04:24», but «с полуночи — 5 взрывов»
        begin = cal.midnight(self.today) + timedelta(hours=self.day_starts)
        if begin >= self.now:
            begin -= DAY
        return Span(begin, self.now, kind="relative", open_end=True)

    def since_day(self, found: Found) -> Span | None:
        """«Від ранку 24 лютого», «від ранку четверга»."""
        made = self.weekday(found) if found.get("w") else self.day(found)
        if made is None or made.start >= self.now:
            return None
        return attrs.evolve(made, end=self.now, open_end=True, exact=False)

    def since_unit(self, found: Found) -> Span | None:
        """ "Since the beginning of the year": of the unit that publication lies in."""
        unit = found.value("u")
        begin = {
            "week": cal.week_of(self.today),
            "month": datetime(self.today.year, self.today.month, 1),
            "year": datetime(self.today.year, 1, 1),
        }.get(unit)
        if begin is None or begin >= self.now:
            return None
        return Span(begin, self.now, PRECISION[unit], "relative", open_end=True)

    def weekend(self, found: Found) -> Span | None:
        """ "Over the weekend": the last one that has begun."""
        if found.value("u") != "weekend":
            return None
        begin = cal.week_of(self.today) + timedelta(days=5 if self.today.weekday() >= 5 else -2)
        return Span(begin, begin + 2 * DAY, WhenPrecision.DAY, "relative")

    def ago(self, found: Found) -> Span | None:
        if found.get("n") is None and not found.get("a") and self._plural(found):
            return None
        return self._back(found, self.now, -1)

    def earlier(self, found: Found) -> Span | None:
        if self.lang == "en" and not found.get("n") and self._plural(found):
            return None  # "days earlier"
        if found.before.kind in ("to", "day", "count", "number"):
            return None  # «на пять лет раньше» than something else
        return self._back(found, self.said.start if self.said else self.now, -1)

    def later(self, found: Found) -> Span | None:
        return self._back(found, self.said.start, 1) if self.said else None

    def before_last(self, found: Found) -> Span | None:
        """ "The week before last"."""
        unit, end = found.named["u"], found.named["l"].end
        if found.value("b") != "before" or re.match(r"\s+[^\W_]", self.text[end : end + 4]):
            return None  # "the week before last summer"
        return self.period(attrs.evolve(found, named={"u": unit, "r": Token(0, 0, "last", BEFORE_LAST)}))

    def nights_ago(self, found: Found) -> Span | None:
        """ "Two nights ago", «три ночи назад»."""
        count = self._count(found)
        return cal.of_night(self.today - count * DAY, "relative") if count else None

    def _back(self, found: Found, origin: datetime, sign: int) -> Span | None:
        """The calendar unit that lies so many units away; for "several" days, the week before."""
        unit, count = found.value("u"), self._count(found)
        if unit == "minute" or unit == "weekend":
            return None
        if unit == "hour" and self.said and origin == self.said.start:
            if not count or count % 24:
                return None  # the hour of that day is not known
            unit, count = "day", count // 24
        part = self._halved(found)
        if count is None and part is None:
            ends = sorted((cal.shift(origin, unit, 7 * sign), cal.shift(origin, unit, 2 * sign)))
            coarse = {"hour": "day", "day": "week", "sutki": "week", "week": "month", "month": "year"}
            return Span(ends[0], ends[1], PRECISION[coarse.get(unit, unit)], "relative")
        finer, size = part or (unit, count or 0)
        at = cal.shift(origin, finer, sign * size)
        if unit == "hour":
            return Span(
                at - timedelta(minutes=30), at + timedelta(minutes=30), WhenPrecision.HOUR, "relative"
            )
        if unit in ("week", "fortnight"):
            return Span(
                cal.week_of(at.date()),
                cal.week_of(at.date()) + timedelta(days=7),
                WhenPrecision.WEEK,
                "relative",
            )
        if unit in ("month", "halfyear") or unit == "year" and part:
            return cal.of_month(at.year, at.month, "relative")
        return (
            cal.of_year(at.year, "relative")
            if unit in ("year", "decade")
            else cal.of_day(at.date(), "relative")
        )

    def _report_day(self, kind: str) -> Span:
        return attrs.evolve(cal.of_day(self.today, kind), exact=False)
