"""When a claim puts it (``When``)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import attrs

from conflictdata.errors import ModelError
from conflictdata.model import _convert as convert
from conflictdata.model import _validate as v
from conflictdata.model._enums import AcledTimePrecision, UcdpDatePrecision, WhenPrecision

_HALF_DAY = timedelta(hours=12)


def _after(instance: Any, attribute: attrs.Attribute[Any], value: datetime) -> None:
    if value <= instance.start:
        raise ModelError(
            f"When.end: must be later than start {instance.start.isoformat()}, got {value.isoformat()}"
        )


@attrs.frozen(kw_only=True)
class When:
    """A span of time, half open: ``start`` <= t < ``end``, both in UTC.

    Attributes:
        precision: the unit the words were in.
        mention: the words of the text; None when the claim has no time of its own and is bounded by the
            report's: then ``end`` is the only thing said (it had happened by then).
        open_start: the words give no beginning ("until March"); ``start`` is then a bound of convenience.
        open_end: the words give no end ("since August"); ``end`` is then the report's time.
    """

    start: datetime = attrs.field(converter=v.utc)
    end: datetime = attrs.field(converter=v.utc, validator=_after)
    precision: WhenPrecision = attrs.field(default=WhenPrecision.DAY, converter=convert.when_precision)
    mention: str | None = None
    open_start: bool = False
    open_end: bool = False

    @property
    def duration(self) -> timedelta:
        """``end`` minus ``start``."""
        return self.end - self.start

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that were meant, on the calendar of those who spoke.

        A publisher's local day runs from 21:00 or 04:00 UTC: half a day inwards lies the day itself.
        """
        if self.duration <= 2 * _HALF_DAY:
            middle = (self.start + self.duration / 2).date()
            return middle, middle
        try:
            return (self.start + _HALF_DAY).date(), (self.end - _HALF_DAY).date()
        except OverflowError:  # the first and the last day of the calendar
            return self.start.date(), self.end.date()

    @property
    def stated(self) -> bool:
        """Whether the text gave this time; otherwise it is the report's."""
        return self.mention is not None

    def overlaps(self, other: When) -> bool:
        """Whether the two spans share an instant."""
        return self.start < other.end and other.start < self.end

    def gap(self, other: When) -> timedelta:
        """Time between the spans; zero where they touch or overlap."""
        return max(self.start - other.end, other.start - self.end, timedelta(0))

    @property
    def ucdp_date_prec(self) -> UcdpDatePrecision:
        """``date_prec`` of the UCDP GED codebook, from the length of the span; a time that is the report's is no day."""
        for limit, code in ((1, 1), (6, 2), (7, 3), (31, 4)):
            if self.duration <= timedelta(days=limit, hours=1):  # an hour for the change of clocks
                return UcdpDatePrecision(code if self.stated else max(code, 2))
        return UcdpDatePrecision.MORE_THAN_MONTH

    @property
    def acled_time_precision(self) -> AcledTimePrecision:
        """``time_precision`` of the ACLED codebook, from the length of the span; a time that is the report's is no day."""
        if self.stated and self.duration <= timedelta(days=1, hours=1):
            return AcledTimePrecision.DAY
        if self.duration <= timedelta(days=7, hours=1):
            return AcledTimePrecision.WEEK
        return AcledTimePrecision.MONTH
