"""Rivers: the words that govern a river and no town of its name, and which part of a long one is meant.

"Crossed the Dnipro", «форсировали Оскол», «мости через Десну»: the lexicon has what is crossed, bridged or has banks, in
``[river]``. The table (``tables/rivers.toml``) has about where each runs; a river named in a report is put where it
passes the other places of that report, and those on its banks are likelier than their namesakes.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Container, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import attrs

from conflictdata.model import Point
from conflictdata.places._flat import KM_PER_DEGREE

TABLE = Path(__file__).with_name("tables") / "rivers.toml"

PASSES_KM = 45.0
"""How far from a place a river passes at most that a report names with it; a further one is named for something else."""

BANK, BANK_KM = 6.0, 10.0
"""How much likelier a place is meant on the bank of a river that the text names beside it, and how that fades."""

OFF, OFF_KM = 0.3, 100.0
"""How much less likely one far from the whole river is, and the scale of far."""


@attrs.frozen
class Governing:
    """The words of a language by which a name is that of a river.

    Attributes:
        last: the last words of what ``before`` matches: most names stand behind none of them.
        before: matches right before the name: "crossed the ", «переправа через ».
        into: matches right before the name of what something fell into, if that does not end like one in ``locative``.
        cases: prepositions before a river, with the endings that tell it from a town behind them: «на Днепре».
        plain: matches behind a name with an article what shows that it belongs to no noun: "the Desna, ...".
    """

    last: Container[str]
    before: re.Pattern[str]
    into: re.Pattern[str]
    locative: tuple[str, ...]
    cases: Mapping[str, tuple[str, ...]]
    plain: re.Pattern[str]


class Course:
    """The line of one river."""

    def __init__(self, line: Sequence[tuple[float, float]]) -> None:
        self._parts = tuple(pairwise(line))
        self.nearest = lru_cache(maxsize=4096)(self._nearest)  # reports name the same places again

    def _nearest(self, lat: float, lon: float) -> tuple[float, Point]:
        """Kilometres from a position to the river, and the point of it that is nearest, on a plane."""
        narrowing = math.cos(math.radians(lat))
        least, at = math.inf, (lat, lon)
        for (from_lat, from_lon), (to_lat, to_lon) in self._parts:
            north, east = to_lat - from_lat, (to_lon - from_lon) * narrowing
            up, right = lat - from_lat, (lon - from_lon) * narrowing
            length = north * north + east * east
            along = min(1.0, max(0.0, (up * north + right * east) / length)) if length else 0.0
            apart = math.hypot(up - along * north, right - along * east)
            if apart < least:
                least, at = apart, (from_lat + along * north, from_lon + along * (to_lon - from_lon))
        return least * KM_PER_DEGREE, Point(*at)


@cache
def courses() -> Mapping[str, Course]:
    """The rivers of the table by the id of their place."""
    told = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {each["id"]: Course([(lat, lon) for lat, lon in each["line"]]) for each in told["river"]}


def passing(course: Course, near: Sequence[tuple[float, float, float, float]]) -> Point | None:
    """Where a river passes the places named with it, weighted as they stand in the text; None where it passes none.

    The nearest in the text counts, of several as near the one that the river passes nearest.
    """
    best, heaviest = None, 0.0
    for weight, lat, lon, _ in near:
        km, point = course.nearest(lat, lon)
        worth = weight * math.exp(-km / PASSES_KM)
        if km < PASSES_KM and worth > heaviest:
            best, heaviest = point, worth
    return best


def on_bank(course: Course, place: Point, radius_km: float) -> float:
    """How much likelier a place is meant for lying on a river that is named beside it, somewhere within ``radius_km``."""
    km, _ = course.nearest(place.lat, place.lon)
    km = max(0.0, km - radius_km / 2)
    return OFF + (1.0 - OFF) * math.exp(-km / OFF_KM) + BANK * math.exp(-km / BANK_KM)
