"""What the rules of times counted from the war's first day mean, and those of streaks: "for the third day in a row"."""

from __future__ import annotations

import re
from datetime import datetime

from conflictdata.time import _calendar as cal
from conflictdata.time._calendar import DAY, Span
from conflictdata.time._lexicon import OTHER, Token, fold
from conflictdata.time._patterns import Found
from conflictdata.time._periods import PeriodReader
from conflictdata.time._read import PRECISION

BEGUN = "!"
"""Before the day of an event whose name tells a time only with its beginning: "since the start of the war"."""
_FOUR = re.compile(r"(?: [\w-]+){0,4}")


class EventReader(PeriodReader):
    """Handlers of the rules of events for one text."""

    def _begun(self, event: Token, last: Token) -> datetime | None:
        """The day on which what is named began; None where what follows tells of another: "the war in Gaza"."""
        behind = _FOUR.match(self.text, last.end, last.end + 60)
        others = tuple(self.words["other_wars"])
        if behind and any(fold(word).startswith(others) for word in behind[0].split()):
            return None
        return datetime.fromisoformat(event.value.removeprefix(BEGUN))

    def since_epoch(self, found: Found) -> Span | None:
        """ "Since the full-scale invasion began": from a day that everyone knows by its event, open to publication."""
        event = found.named["e"]
        if event.value.startswith(BEGUN) and not found.get("b"):
            return None
        begin = self._begun(event, max(found.named.values(), key=lambda token: token.end))
        if begin is None or begin >= self.now:
            return None
        return Span(begin, self.now, kind="relative", open_end=True)

    def epoch_unit(self, found: Found) -> Span | None:
        """ "On the 860th day of the war", «на третьем году войны»: counted from its first day."""
        unit, number = found.value("u"), int(found.value("n"))
        begin = self._begun(found.named["e"], found.named["e"])
        counted = unit in ("day", "sutki", "week", "month", "year") and number > 0
        if begin is None or not counted or self._plural(found) and number == 1:
            return None  # "in the first days of the war"
        begin = cal.shift(begin, unit, number - 1)
        if begin >= self.now + DAY:
            return None
        if unit in ("day", "sutki"):
            return cal.of_day(begin.date())
        return Span(begin, cal.shift(begin, unit, 1), PRECISION[unit])

    def streaks(self, found: Found) -> Span | None:
        """ "Two nights in a row": the last so many."""
        count = self._count(found)
        if not count:
            return self._report_day("duration")
        first, last = cal.of_night(self.today - count * DAY), cal.of_night(self.today - DAY, "relative")
        return Span(first.start, last.end, kind="relative")

    def streak(self, found: Found) -> Span | None:
        """ "For the third day in a row": how long, told of the report's day; of nights, the last of them."""
        unit = found.named["u"]
        if unit.kind == "night":
            return cal.of_night(self.today - DAY, "relative")
        return self._report_day("duration")

    def going_on(self, found: Found) -> Span | None:
        """«Горит третьи сутки»: how long, without a preposition."""
        unit, before = found.named["u"], found.before.kind
        alone = unit.value == "sutki" and found.value("n") != "1" and before == OTHER
        return self._report_day("duration") if alone and found.after.kind != "of" else None
