"""What a candidate weighs by itself and by what lies near, and when none stands out."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, hypot
from typing import NamedTuple

from conflictdata.model import Place, PlaceKind, Point, Relation
from conflictdata.places._candidates import Candidates
from conflictdata.places._flat import KM_PER_DEGREE, flat
from conflictdata.places._inflect import is_land, names_itself
from conflictdata.places._relation import DIVISION
from conflictdata.places._span import Span

FAR_DEGREES = 3.0  # of latitude; what lies further is nowhere near
ANCHOR_KM = 35.0
"""Scale at which nearness to the other places of a report fades."""

LINE_KM = 25.0
"""Scale at which the likelihood of a line between two places fades with their distance."""

TOWN_POPULATION = 15_000
AMBIGUOUS = 0.45
"""Below this share of the weight of all its namesakes the best one is not taken for the one meant."""

TOWN_AMONG_VILLAGES = 2.0
"""A town is meant, though its namesakes together outweigh it, if it has so many times the share of the next."""

EVEN = 0.9
"""Nor is it when the next one has this share of its own."""

EVEN_IN_DISTRICT = 0.4
"""The same for a village of which the text tells only the district: of namesakes there the size tells little.
Measured on villages with their raions: of four answers that this takes back two were wrong."""

FAINT = 0.05
"""A share too small to count."""

MISSPELLED, MOST_EDITS = 0.7, 2
"""Score of a name that differs by so many letters from the only one like it in the district named with it."""

_DIVIDING = (PlaceKind.REGION, PlaceKind.DISTRICT)
_RIVER, _SETTLEMENT, _ALONG = PlaceKind.RIVER, PlaceKind.SETTLEMENT, Relation.ALONG
"""Asked of every name, and slow to look up on Python 3.11."""

Near = list[tuple[float, float, float, float]]
"""Places close by in a text: their weights, each with a ``flat`` position."""


class Ranked(NamedTuple):
    """A candidate, how well the name fits it, and its share of the weight of all."""

    place: Place
    fit: float
    share: float


def shared_anew(ranked: list[Ranked]) -> list[Ranked]:
    """The candidates with their shares of what is left."""
    total = sum(each.share for each in ranked)
    return [each._replace(share=each.share / total) for each in ranked] if total else []


def is_ambiguous(ranked: list[Ranked], by_district: Callable[[], bool], salient: frozenset[str]) -> bool:
    """Whether none of the candidates stands out, and the best is no town among villages of its name.

    Args:
        by_district: tells whether the text tells the district, and nothing else of where in it.
        salient: ids of places that count as towns whatever their size.
    """
    if len(ranked) == 1:
        return False
    best, runner_up = ranked[0], ranked[1].share
    place = best.place
    town = (
        place.kind is not PlaceKind.SETTLEMENT
        or place.population >= TOWN_POPULATION // 2
        or place.id in salient
    )
    if town and best.share > TOWN_AMONG_VILLAGES * runner_up:
        return False
    others = max((each.place.population for each in ranked[1:] if each.share > FAINT), default=0)
    if place.population >= 2 * TOWN_POPULATION and others < TOWN_POPULATION:
        return False  # "Сміла": the only town of that name, however many villages there are
    return (
        best.share < AMBIGUOUS
        or runner_up > (EVEN_IN_DISTRICT if not town and by_district() else EVEN) * best.share
    )


def edits(one: str, other: str) -> int:
    """Letters to change, add, leave out or swap with the next to make one of the other; many where the first letters or the lengths differ."""
    if not one or not other or one[0] != other[0] or abs(len(one) - len(other)) > MOST_EDITS:
        return 99
    allowed = MOST_EDITS if min(len(one), len(other)) > 7 else 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        above, row = row, [i]
        for j, b in enumerate(other, start=1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before = above
    return row[-1] if row[-1] <= allowed else 99


def nearness(point: Point, near: Near) -> float:
    """How near a point lies to weighted others: 10 in their midst, 0 far away."""
    lat, lon = point.lat, point.lon
    whole = best = total = 0.0
    for weight, other_lat, other_lon, narrowing in near:
        total += weight
        north = lat - other_lat
        if -FAR_DEGREES < north < FAR_DEGREES:
            east = lon - other_lon
            if -3 * FAR_DEGREES < east < 3 * FAR_DEGREES:
                close = weight * exp(-(KM_PER_DEGREE * hypot(north, east * narrowing)) / ANCHOR_KM)
                whole += close
                if close > best:  # noqa: PLR1730 - quicker than ``max``, and asked of every candidate
                    best = close
    return 8.0 * whole / total + 2.0 * best


def reach(place: Place, other: Span) -> float:
    """How near a bearer of the name at the other end of a line lies; the ends of a line are not far apart."""
    if place.point is None:
        return 0.01
    ends = (p.point.distance_km(place.point) for p, _ in other.candidates[:40] if p.point is not None)
    return 0.01 + exp(-min(ends, default=1e4) / LINE_KM)


def near_to(place: Place) -> Near:
    return [] if place.point is None else [(1.0, *flat(place.point))]


def of_kind(span: Span) -> Candidates:
    """The candidates that are what the words around the name say it is."""
    if is_land(span.name) and not (span.kind is _SETTLEMENT and names_itself(span.name)):
        lands = tuple(c for c in span.candidates if c[0].kind is PlaceKind.REGION)
        if lands:
            return lands  # «сім сіл Харківщини»; the village of that name is «село Харківщина»
    if span.kind in _DIVIDING:
        fitting = tuple(c for c in span.candidates if c[0].kind is span.kind)
        return fitting or span.candidates
    if span.kind is _RIVER:
        return tuple(c for c in span.candidates if c[0].kind in (PlaceKind.RIVER, PlaceKind.AREA))
    if span.relation is _ALONG:  # "on the bank of the Dnipro" is no bank of a city
        fitting = tuple(
            c for c in span.candidates if c[0].kind in (PlaceKind.RIVER, PlaceKind.ROAD, PlaceKind.AREA)
        )
        return fitting or span.candidates
    if span.kind is _SETTLEMENT or span.city:
        fitting = tuple(c for c in span.candidates if c[0].kind not in DIVISION)
        return fitting or span.candidates  # "37 населених пунктів Донеччини"
    return span.candidates
