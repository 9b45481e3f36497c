"""About where the front ran on a day: which of the villages of one name a report of that day means.

The table (``tables/front.toml``) is good to some 15 km, which is enough to tell namesakes apart and for nothing else.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from conflictdata.model import Point
from conflictdata.places._flat import KM_PER_DEGREE

TABLE = Path(__file__).with_name("tables") / "front.toml"

_NEAR, _NEAR_KM = 12.0, 14.0
"""How much likelier a village is meant on the line itself than far from it, and the scale at which that fades."""

_BORDER = 0.3
"""How much of that a village at the border under fire has."""

_BORDER_FROM = dt.date(2022, 4, 6)
"""When the front had left the north, and only the border was shelled."""

_FAR_KM = 60.0
"""Further from the line it says nothing."""

FAR, _FOUGHT_KM = 0.03, 10.0
"""The share of ground fights that is told of places far from the line, against one on it, and the scale of between."""

_LATER = 0.5
"""The same on the next line of the table, to which the fights of the time between lead."""

Chain = tuple[tuple[float, float], ...]


@cache
def _lines() -> tuple[tuple[dt.date, ...], tuple[tuple[Chain, ...], ...], Chain]:
    """First days and lines, in order of time, and the border under fire."""
    told = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    parts = tuple(tuple(map(_chain, each["parts"])) for each in told["line"])
    return tuple(each["from"] for each in told["line"]), parts, _chain(told["border"])


def _chain(points: list[list[float]]) -> Chain:
    return tuple((lat, lon) for lat, lon in points)


def _segments(chains: tuple[Chain, ...]) -> list[tuple[float, float, float, float]]:
    return [(*start, *end) for chain in chains for start, end in pairwise(chain)]


class Front:
    """The line of one day; ``weight`` tells how much likelier than far from it a village is meant."""

    def __init__(self, chains: tuple[Chain, ...], border: Chain = (), later: tuple[Chain, ...] = ()) -> None:
        self._front = _segments(chains)
        self._border = _segments((border,))
        self._later = _segments(later)
        self._known: dict[str, float] = {}
        self._fought: dict[str, float] = {}

    def fought(self, id: str, point: Point) -> float:
        """From ``FAR`` far from the line to 1 on it: how likely the ground is fought over there, less at the border."""
        known = self._fought.get(id)
        if known is None:
            front, border, later = (
                _fades(_km_to(point, each)) for each in (self._front, self._border, self._later)
            )
            known = self._fought[id] = FAR + (1 - FAR) * max(front, _BORDER * border, _LATER * later)
        return known

    def weight(self, id: str, point: Point) -> float:
        """From 1 far from the line upwards; ``id`` is that of the place, by which it is remembered."""
        known = self._known.get(id)
        if known is None:
            front = _closeness(_km_to(point, self._front))
            border = _BORDER * _closeness(_km_to(point, self._border))
            known = self._known[id] = 1.0 + _NEAR * max(front, border)
        return known


def _closeness(km: float) -> float:
    """1 on the line, 0 far from it."""
    return math.exp(-km / _NEAR_KM) if km < _FAR_KM else 0.0


def _fades(km: float) -> float:
    """1 on the line, and half of it at what the table is good to."""
    return math.exp(-km / _FOUGHT_KM)


def _km_to(point: Point, segments: Sequence[tuple[float, float, float, float]]) -> float:
    """Kilometres from a point to the nearest of some segments, on a plane."""
    narrowing = math.cos(math.radians(point.lat))
    least = math.inf
    for lat, lon, to_lat, to_lon in segments:
        north, east = to_lat - lat, (to_lon - lon) * narrowing
        up, right = point.lat - lat, (point.lon - lon) * narrowing
        length = north * north + east * east
        along = min(1.0, max(0.0, (up * north + right * east) / length)) if length else 0.0
        least = min(least, math.hypot(up - along * north, right - along * east))
    return least * KM_PER_DEGREE


@cache
def _front(index: int) -> Front:
    first, lines, border = _lines()
    later = lines[index + 1] if index + 1 < len(lines) else ()
    return Front(lines[index], border if first[index] >= _BORDER_FROM else (), later)


def front_on(day: dt.date | None) -> Front | None:
    """The front of a day; None before the first line of the table, or where no day is known."""
    if day is None:
        return None
    if isinstance(day, dt.datetime):  # a date to Python, but not to be compared with one
        day = day.date()
    index = bisect_right(_lines()[0], day) - 1
    return _front(index) if index >= 0 else None
