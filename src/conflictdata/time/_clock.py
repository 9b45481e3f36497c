"""What the rules of hours and clock times mean."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import attrs

from conflictdata.model import WhenPrecision
from conflictdata.time import _calendar as cal
from conflictdata.time._calendar import DAY, Span
from conflictdata.time._events import EventReader
from conflictdata.time._lexicon import Token
from conflictdata.time._patterns import Found
from conflictdata.time._read import MIDNIGHT, PRECISION

DOTTED_AFTER = frozenset({"about", "at", "asof", "in", "from", "until", "to", "between", "dash"})
BEFORE_HOUR = frozenset(
    {"at", "about", "in", "until", "from", "since", "between", "and", "to", "dash", "asof", "after", "over"}
)
BEFORE_MINUTES = BEFORE_HOUR - {"to", "dash", "over"}
BEFORE_MILITARY = frozenset({"at", "until", "from", "since", "between", "and", "to"})
BEFORE_ORDINAL = frozenset({"at", "about", "until", "from", "since", "between", "and", "dash", "after"})
EITHER = "?"  # behind the precision of a clock time: before or after noon was not said
ORDINALS = ("ordinal", "hourordinal")
ALONE = "alone"  # of a clock time that needs no preposition: «без четверти пять»
DAYTIME = range(7, 13)  # an hour of a named day that is said without its half of the day
LATE_NIGHT = range(9, 12)  # "eleven at night"
NEAR_DAY = 240
"""Characters behind a day's name within which an hour without a day of its own is that day's."""
HOUR = timedelta(hours=1)
SOON = timedelta(minutes=30)
"""How far ahead of publication an hour may be rounded: "as of 07:30" of what came out at 07:17."""


class ClockReader(EventReader):
    """Handlers of the rules of hours for one text."""

    # -- the hour of the clock, of all its words --------------------------------------------------

    def hour(self, found: Found) -> Token | None:
        """An hour in figures or words, with its half of the day: "at 5 p.m.", «около двух часов ночи»."""
        token, unit = found.named["c"], found.get("u")
        hour, minute, exact = self._figures(token)
        if hour > 24 or minute > 59 or not self._is_hour(found, exact):
            return None
        within = unit is not None and self._text(unit) in self.words["within_hour"]
        if token.kind in ORDINALS and within and found.before.kind == "in":
            hour -= 1  # «в пятом часу»: between four and five
        return self._hour_token(found, hour, minute, exact)

    def _figures(self, token: Token) -> tuple[int, int, bool]:
        numbers = token.value.split(":")
        return int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0, token.kind == "clock"

    def _is_hour(self, found: Found, exact: bool) -> bool:
        """Whether a number with such words around it is an hour and no count."""
        token, unit, part, before = found.named["c"], found.get("u"), found.get("p"), found.before.kind
        if unit is not None and unit.kind == "unit" and unit.value != "hour":
            return False
        if part is not None and part.kind == "unit" and self._text(part) not in self.words["of_day"]:
            return False
        if exact or found.get("m"):
            return True
        if token.kind in ORDINALS:
            within = unit is not None and self._text(unit) in self.words["within_hour"]
            if before not in BEFORE_ORDINAL and not (within and before == "in"):
                return False
            return self.lang == "uk" or within
        if part is not None:
            plain = token.kind == "day" and self.lang != "en" and int(token.value) <= 12
            return (
                plain or before in BEFORE_HOUR and not (self.lang == "en" and before == "in" and unit is None)
            )
        return self._is_bare_hour(found)

    def _is_bare_hour(self, found: Found) -> bool:
        """Of a number and "hour" alone: after «о» and «в» it is one; after "about" or "until" as often a length."""
        token, unit, before = found.named["c"], found.get("u"), found.before.kind
        if self.lang == "en":
            return unit is not None and unit.kind == "oclock" and before in BEFORE_HOUR
        if before == "at" or before == "asof":
            return True
        late = 13 <= int(token.value) <= 23 and token.kind == "day"
        late = late and (unit is None or self._text(unit) not in self.words["length_of_hours"])
        return before == "in" and self.lang == "ru" or late and before in ("about", "until", "from")

    def _hour_token(self, found: Found, hour: int, minute: int, exact: bool) -> Token | None:
        marker, part = found.value("m"), found.get("p")
        half = "pm" if part is not None and part.value in ("evening", "afternoon") else marker
        if part is not None and part.kind == "unit":
            half = "pm"
        night = part is not None and part.kind in ("night", "overnight")
        if night and hour in LATE_NIGHT:
            half = "pm"
        if half == "pm" and hour < 12:
            hour += 12
        elif (half == "am" or night) and hour == 12:
            hour = 0
        first, last = found.named.get("f", found.named["c"]), found.named["c"]
        last = max((last, *found.named.values()), key=lambda token: token.end)
        said = bool(half or part or hour > 12 or last.kind == "hhmm")  # "at 0415"
        words = "f" in found.named or found.named["c"].kind in (*ORDINALS, "halfhour") or self.lang == "en"
        mode = ("minute" if exact else "hour") + (
            EITHER if words and not said and found.named["c"].kind != "clock" else ""
        )
        if found.value("f").startswith("!"):
            mode = f"{ALONE}:{mode}"
        return Token(min(first.start, found.named["c"].start), last.end, "clock", f"{hour}:{minute}:{mode}")

    def hour_ordinal(self, found: Found) -> Token | None:
        """An hour by its number alone: «о третій», «о 14-й»."""
        if found.before.kind != "at" or self.lang != "uk" or found.after.kind in ("month", "wordmonth"):
            return None
        return self._hour_token(found, int(found.value("c")), 0, False)

    def hour_one(self, found: Found) -> Token | None:
        """One o'clock where it is only called "hour": «в час ночи»."""
        if found.before.kind not in BEFORE_HOUR or self._text(found.named["c"]) not in self.words["one_hour"]:
            return None
        part = found.named["p"]
        if part.kind == "unit" and self._text(part) not in self.words["of_day"]:
            return None
        return self._hour_token(found, 1, 0, False)

    def hour_minutes(self, found: Found) -> Token | None:
        """«О 22 год. 40 хв.»."""
        hour, minute = int(found.value("c")), int(found.value("k"))
        if (
            found.value("v") != "minute"
            or found.before.kind not in BEFORE_MINUTES
            or hour > 23
            or minute > 59
        ):
            return None
        if found.named["u"].kind == "unit" and found.value("u") != "hour":
            return None
        return self._hour_token(found, hour, minute, True)

    def hour_past(self, found: Found) -> Token | None:
        """ "Half past two", "a quarter to five", «о пів на третю», «в полпятого»."""
        token, fraction = found.named["c"], found.value("f") or "-30"
        alone = fraction.startswith("!")
        if not alone and found.before.kind not in BEFORE_HOUR or int(token.value) > 12:
            return None
        if token.kind in ORDINALS and self.lang == "en":
            return None
        minutes = int(token.value) * 60 + int(fraction.lstrip("!"))
        return self._hour_token(found, minutes // 60 or 12, minutes % 60, True)

    def hour_military(self, found: Found) -> Token | None:
        """ "At 0800", "at 2040 local time"."""
        token = found.named["c"]
        shown = found.after.kind in ("zone", "oclock") or found.after.kind == "on" and token.kind == "hhmm"
        plain = token.kind == "hhmm" and (token.value.startswith("0") or found.before.kind == "at")
        if found.before.kind not in BEFORE_MILITARY or not (shown or plain):
            return None
        hour, minute = int(token.value[:2]), int(token.value[2:])
        return self._hour_token(found, hour, minute, True) if minute < 60 and self.lang == "en" else None

    def dotted_hour(self, found: Found) -> Token | None:
        hour, minute = (int(part) for part in found.value("c").split("."))
        token = found.named["c"]
        zoned = found.after.kind == "zone"  # «в 18.05 по московскому времени»
        if found.before.kind not in DOTTED_AFTER and not zoned:
            return None
        if found.before.value == "onto" or found.after.kind == "measure":
            return None
        begins = found.before.kind in ("from", "since") and found.after.kind in ("until", "to", "dash")
        short = len(token.value) != 5 and minute and found.before.kind not in ("at", "about") and not begins
        if short or hour > 23 or minute > 59 or self.lang == "en":
            return None
        return Token(token.start, token.end, "clock", f"{hour}:{minute}:minute")

    # -- clock times on their days ----------------------------------------------------------------

    def _clock(self, found: Found, name: str = "c", day: date | None = None) -> Span | None:
        parts = found.value(name).split(":")
        hour, minute, mode = int(parts[0]), int(parts[1]), parts[-1]
        if hour > 24 or hour == 24 and minute or minute > 59:
            return None
        token = found.named[name]
        hours = [hour]
        if mode.endswith(EITHER):
            hours = [hour % 12, hour % 12 + 12]
            if day is not None:
                hours = [hour if hour in DAYTIME else hour % 12 + 12]
        ahead = day is None and self.ahead(token.start, token.end, before_only=True)
        now = self._now_at(found.value("z"))
        begins = []
        for each in hours:
            begin = cal.midnight(day or now.date()) + timedelta(hours=each, minutes=minute)
            begins.append(begin - DAY if day is None and begin > now + SOON and not ahead else begin)
        size = HOUR if mode.startswith("hour") else timedelta(minutes=1)
        begin = max(begins)
        precision = PRECISION["hour" if mode.startswith("hour") else "minute"]
        return Span(begin, begin + size, precision, "date" if day else "relative", zone=found.value("z"))

    def _now_at(self, zone: str) -> datetime:
        """Publication on the clock that the text names: "at 10:30 Moscow time"."""
        if zone in ("", self.zone):
            return self.now
        return self.now.replace(tzinfo=cal.zone(self.zone)).astimezone(cal.zone(zone)).replace(tzinfo=None)

    def _day_of(self, found: Found) -> date | None:
        return found.span().start.date() if found.get("d") else None

    def _days(self, span: Span) -> bool:
        return span.exact and span.precision is WhenPrecision.DAY

    def clock(self, found: Found) -> Span | None:
        return (
            None if found.before.kind == "between" else self._clock(found, day=self._told(found.named["c"]))
        )

    def _told(self, clock: Token) -> date | None:
        """The day that an hour belongs to, where one was named shortly before it; of a night, its half."""
        if self.spoken is None or not 0 <= clock.start - self.spoken_at <= NEAR_DAY:
            return None
        if not cal.is_night(self.spoken):
            return self.spoken.start.date()
        return self._in_night(clock, self.spoken)

    def clock_alone(self, found: Found) -> Span | None:
        return self._clock(found) if ALONE in found.value("c") else None

    def clock_to(self, found: Found) -> Span | None:
        """«На 10:00»: the state at an hour."""
        return (
            self._clock(found, day=self._day_of(found))
            if found.value("t") == "onto" and self.lang != "en"
            else None
        )

    def clock_on(self, found: Found) -> Span | None:
        if self.lang == "en" and cal.is_night(found.span()):  # "at 11 p.m. last night"
            return self._clock(found, day=self._in_night(found.named["c"], found.span()))
        return self._clock(found, day=self._day_of(found)) if self._days(found.span()) else None

    def _in_night(self, clock: Token, night: Span) -> date | None:
        """The day of an hour of a night; None where it is not known which, or the hour lies in none of its halves."""
        hour = int(clock.value.split(":")[0])
        if clock.value.endswith(EITHER) or cal.NIGHT_TO < hour < cal.NIGHT_FROM:
            return None
        return (night.end if hour <= cal.NIGHT_TO else night.start).date()

    def clock_range(self, found: Found) -> Span | None:
        if found.get("d") and not self._days(found.span()):
            return None
        day = self._day_of(found)
        last = self._clock(found, "e", day)
        if last is None:
            return None
        if found.named["c"].kind != "clock":
            found = self._half_of(found)
        first = self._clock(found, "c", last.start.date())
        if not first:
            return None
        if first.start >= last.start:
            first = attrs.evolve(first, start=first.start - DAY)
        return attrs.evolve(first, end=last.start, kind="range")

    def midnight_range(self, found: Found) -> Span | None:
        """ "From 19:40 to midnight on September 22", «с полуночи до 04:24», "from midnight to noon": midnight, or noon, at an
        end."""
        ends = {
            "c": found.get("c") or found.named["p"],
            "e": found.get("e") or found.get("q") or found.named["p"],
        }
        clocks = {name: _as_clock(end, closes=name == "e") for name, end in ends.items()}
        named = {name: clock for name, clock in clocks.items() if clock is not None}
        return (
            self.clock_range(attrs.evolve(found, named={**found.named, **named}))
            if len(named) == len(ends)
            else None
        )

    def clock_days(self, found: Found) -> Span | None:
        """From an hour of one day to an hour of another: "from 8 p.m. on April 6 to 7 a.m. on April 7"."""
        if not (self._days(found.span()) and self._days(found.span("f"))):
            return None
        first = self._clock(found, "c", found.span().start.date())
        last = self._clock(found, "e", found.span("f").start.date())
        if first is None or last is None or first.start >= last.start:
            return None
        return attrs.evolve(first, end=last.start, kind="range")

    def _half_of(self, found: Found) -> Found:
        """The first hour of "between 1 and 3 p.m." in the half of the day that keeps it before the last."""
        first, last = int(found.value("c")), int(found.value("e").split(":")[0])
        if first < 12 and (first > last or first + 12 < last):
            first += 12
        token = attrs.evolve(found.named["c"], value=f"{first}:0:hour")
        return attrs.evolve(found, named={**found.named, "c": token})

    def hour_span(self, found: Found) -> Span | None:
        """«С 22 до 6 часов»: hours of the clock after «с», a length of time after «от»."""
        word, unit = found.named["b"], found.named["u"]
        first, last = int(found.value("c")), int(found.value("e"))
        closed = word.kind == "from" and word.value != "open" and not found.get("p")
        if (
            self.lang == "en"
            or closed
            or max(first, last) > 24
            or unit.kind == "unit"
            and unit.value != "hour"
        ):
            return None
        named = {"c": found.named["e"], **({"p": found.named["p"]} if found.get("p") else {})}
        end = self._hour_token(attrs.evolve(found, named=named), last, 0, False)
        if end is None:
            return None
        hour = attrs.evolve(end, value=end.value.rstrip(EITHER))
        made = attrs.evolve(found, named={"c": found.named["c"], "e": hour})
        if not found.get("p"):
            start = attrs.evolve(found.named["c"], value=f"{first}:0:hour", kind="clock")
            made = attrs.evolve(made, named={"c": start, "e": hour})
        return self.clock_range(made)

    def as_of(self, found: Found) -> Span | None:
        """The state up to a moment: from the beginning of that day."""
        if found.get("d") and not self._days(found.span()):
            return None
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
        word = found.named["u"]
        if found.get("d") and not self._days(found.span()):
            return None
        if word.value == "before" and found.get("a"):  # "just before 5 a.m."
            return self._clock(found, day=self._day_of(found))
        return self.as_of(found) if word.kind == "until" else None

    def after_clock(self, found: Found) -> Span | None:
        """ "Shortly after 2 a.m." is that hour; "after 2 a.m." lasts until the day, or the report, ends."""
        if found.get("d") and not self._days(found.span()):
            return None
        at = self._clock(found, day=self._day_of(found))
        if at is None or found.get("a"):
            return at
        end = min(cal.midnight(at.start.date()) + DAY, self.now)
        return attrs.evolve(at, end=end, open_end=True) if end > at.end else at

    def since_clock(self, found: Found) -> Span | None:
        word = found.named["s"]
        closed = word.kind == "from" and word.value != "open" and self.lang != "en"
        if closed or found.after.kind in ("to", "until", "dash", "and"):
            return None
        if found.get("d") and not self._days(found.span()):
            return None
        at = self._clock(found, day=self._day_of(found))
        return attrs.evolve(at, end=self.now, open_end=True) if at and at.start < self.now else None


def _as_clock(end: Token, *, closes: bool) -> Token | None:
    """A clock, or midnight or noon as one; None for other parts of the day."""
    if end.kind in ("clock", "hour") or end.value.endswith("minute"):
        return end
    hours = {MIDNIGHT: 24 if closes else 0, "noon": 12}
    return (
        attrs.evolve(end, kind="clock", value=f"{hours[end.value]}:0:minute") if end.value in hours else None
    )
