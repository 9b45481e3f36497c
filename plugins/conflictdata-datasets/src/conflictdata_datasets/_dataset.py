"""What each data set's module gives: its source, its requests, its rows."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from conflictdata.model import Source
from conflictdata.plugins import Request, Response, Window
from conflictdata_datasets._record import ZONE, Record


class Dataset:
    """One data set: subclassed once a module.

    Attributes:
        id: of its source, and the claimant of its rows.
        lang: of its notes.
    """

    id: str = ""
    lang: str | None = "en"

    def source(self) -> Source:
        """The source with the terms that the publisher states."""
        raise NotImplementedError

    def requests(self, window: Window, cursor: str | None) -> Iterator[Request]:
        """The first requests for a window."""
        raise NotImplementedError

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """Further pages."""
        return iter(())

    def records(self, response: Response) -> Iterator[Record]:
        """The rows of a response that tell of something the taxonomy knows."""
        raise NotImplementedError


def days(window: Window) -> tuple[date, date]:
    """First and last day of a window in the data sets' zone."""
    return window.since.astimezone(ZONE).date(), (window.until - timedelta(microseconds=1)).astimezone(
        ZONE
    ).date()


def spread(day: date, precision: str) -> tuple[date, date]:
    """First and last day that a day known to the week or the month can mean."""
    if precision == "week":
        return day - timedelta(days=3), day + timedelta(days=3)
    if precision == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day
