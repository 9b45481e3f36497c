"""From the filters of a query to SQL with parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs

from conflictdata.errors import StoreError
from conflictdata.model import Place, Point, When
from conflictdata.model._place import EARTH_RADIUS_KM
from conflictdata.model._validate import utc
from conflictdata.store import _rows

Moment = str | date | datetime
During = When | str | tuple[Moment | None, Moment | None]
"""A span of time: a ``When``, (start, end) half open with None for no bound, or ``2025``, ``2025-04``,
``2025-04-08`` for the whole year, month or day. A bare date stands for its midnight, UTC."""
Near = tuple[Place | Point | tuple[float, float] | str, float]
"""A centre (a place, a point, latitude and longitude in degrees, or the name or id of a place in the gazetteer) and a
radius in kilometres."""


@attrs.define
class Conditions:
    """Conditions joined by AND, and their parameters in order."""

    parts: list[str] = attrs.field(factory=list)
    parameters: list[Any] = attrs.field(factory=list)

    def add(self, sql: str, *parameters: Any) -> None:
        """Add one condition."""
        self.parts.append(sql)
        self.parameters += parameters

    def among(self, column: str, value: Any, known: Callable[[Any], object] | None = None) -> None:
        """Require ``column`` to be a value or one of several; None asks for nothing.

        Args:
            known: raises for what is no such value: a slip must not look like a quiet day.
        """
        if value is None:
            return
        chosen = [value] if isinstance(value, str) or hasattr(value, "id") else list(value)
        if known is not None:
            for each in chosen:
                known(each)
        chosen = [str(getattr(each, "value", getattr(each, "id", each))) for each in chosen]
        if len(chosen) == 1:
            self.add(f"{column} = ?", chosen[0])
        else:
            self.add(f"{column} IN (SELECT unnest(?::VARCHAR[]))", chosen)

    def keys(self, id: Any) -> None:
        """Require a claim to be one of some ids; None asks for nothing.

        By the key alone, which is what tells claims apart when they are stored: to compare the ids too unpacks a
        block of strings and takes four times as long.
        """
        if id is None:
            return
        chosen = [id] if isinstance(id, str) else list(id)
        if len(chosen) == 1:
            self.add("key = ?", _rows.key(chosen[0]))
        else:
            self.add("key IN (SELECT unnest(?::BIGINT[]))", [_rows.key(each) for each in chosen])

    def words(self, columns: Iterable[str], text: str | None) -> None:
        """Require every word of ``text``, in any case, in one of the columns."""
        for word in (text or "").lower().split():
            self.add(
                "(" + " OR ".join(f"contains(lower({c}), ?)" for c in columns) + ")", *[word for _ in columns]
            )

    def during(self, start: str, end: str, span: During | None) -> None:
        """Require the span between two columns to share an instant with ``span``."""
        if span is None:
            return
        low, high = bounds(span)
        if high is not None:
            self.add(f"{start} < ?", high)
        if low is not None:
            self.add(f"{end} > ?" if start != end else f"{end} >= ?", low)
        if low is None and high is None:
            return

    def near(self, template: str, near: Near | None) -> None:
        """Require a position within a radius; ``template`` has ``{}`` where the test of lat and lon goes."""
        if near is None:
            return
        centre, km = _circle(near)
        band = min(180.0, km / EARTH_RADIUS_KM * 57.29577951308232)  # degrees of latitude
        haversine = (
            f"2 * {EARTH_RADIUS_KM} * asin(sqrt(least(1.0, pow(sin(radians(lat - ?) / 2), 2) + "
            "cos(radians(?)) * cos(radians(lat)) * pow(sin(radians(lon - ?) / 2), 2))))"
        )
        self.add(
            template.format(f"lat BETWEEN ? AND ? AND {haversine} <= ?"),
            centre.lat - band - 1e-9, centre.lat + band + 1e-9, centre.lat, centre.lat, centre.lon, km,
        )  # fmt: skip

    def __str__(self) -> str:
        return f"WHERE {' AND '.join(self.parts)}" if self.parts else ""


def _circle(near: Near) -> tuple[Point, float]:
    try:
        centre, km = near
        if isinstance(centre, str):
            centre = _named(centre)
        if isinstance(centre, Place):
            if centre.point is None:
                raise StoreError(f"near: the gazetteer has no point for {centre.name} ({centre.id})")
            centre = centre.point
        point = centre if isinstance(centre, Point) else Point(*centre)
        radius = float(km)
    except (TypeError, ValueError) as error:
        raise StoreError(f"near: must be (place, kilometres), got {near!r}") from error
    if not radius >= 0:
        raise StoreError(f"near: the radius must be 0 km or more, got {km!r}")
    return point, radius


def _named(name: str) -> Place:
    """The likeliest place of a name; one that may be several is refused."""
    from conflictdata import places

    gazetteer = places.default()
    if ":" in name:
        return gazetteer.get(name)
    found = [(place, fit) for place, fit in gazetteer.lookup(name) if place.point is not None]
    if not found:
        raise StoreError(
            f"near: no place called {name!r} in the gazetteer; give a point, or install its country"
        )
    best = [place for place, fit in found if fit == found[0][1]]
    if len(best) > 1:
        several = "; ".join(
            f"{place.id} ({place.name}, {place.admin1}, {place.country})" for place in best[:5]
        )
        raise StoreError(f"near: {name!r} may be several places: {several}; give the id of one")
    return best[0]


def moment(value: Moment) -> datetime:
    """A time in UTC; a bare date is its midnight, UTC."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()):
        value = f"{value.strip()}T00:00:00Z"
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return utc(value)


def bounds(span: During) -> tuple[datetime | None, datetime | None]:
    """Start and end of a span, half open, in UTC.

    Raises:
        StoreError: no span of time can be read from it.
    """
    try:
        if isinstance(span, When):
            return span.start, span.end
        if isinstance(span, str):
            return _calendar(span.strip())
        start, end = span
        return (None if start is None else moment(start)), (None if end is None else moment(end))
    except (TypeError, ValueError) as error:
        raise StoreError(
            f"during: no span of time: {span!r} (as in ('2025-03-01', '2025-04-01')): {error}"
        ) from error


def _calendar(text: str) -> tuple[datetime, datetime]:
    if re.fullmatch(r"\d{4}", text):
        return moment(f"{text}-01-01"), moment(f"{int(text) + 1:04}-01-01")
    if re.fullmatch(r"\d{4}-\d\d", text):
        year, month = map(int, text.split("-"))
        later = (year + 1, 1) if month == 12 else (year, month + 1)
        return moment(f"{text}-01"), moment(f"{later[0]:04}-{later[1]:02}-01")
    start = moment(text)
    return start, start + timedelta(days=1)
