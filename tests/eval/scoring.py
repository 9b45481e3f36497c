"""Extracted claims against labelled ones: what was found, what of it is right.

A label and a claim can be paired when the kind is one of the label's and every place of the label is met. Pairs are
taken best first, each label and each claim once. *Found* counts pairs; *strict* those whose claimant and stance are
right too. A label without places, claimant or days does not judge these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from conflictdata.model import Claim, Location, Point

CHECKS = ("place", "claimant", "stance", "time")
SLACK = timedelta(days=1)
"""A day of a source is not a day of UTC; a bound is met when it is met within a day."""


@attrs.frozen(kw_only=True)
class Pair:
    """A label and the claim that answers it; ``right`` holds the checks the label makes and how they went."""

    label: int
    claim: int
    right: Mapping[str, bool]

    @property
    def strict(self) -> bool:
        """Whether the claimant and the stance are right."""
        return self.right.get("claimant", True) and self.right["stance"]


def _place(label: str, claim: Claim) -> bool:
    _, _, rest = label.partition("|")
    at, _, km = rest.partition("|")
    lat, lon = (float(part) for part in at.split(","))
    return any(_within(location, Point(lat, lon), float(km or 12)) for location in claim.locations)


def _within(location: Location, centre: Point, km: float) -> bool:
    point = location.point or (location.place.point if location.place else None)
    return point is not None and point.distance_km(centre) <= km


def _time(label: Mapping[str, Any], claim: Claim) -> bool:
    if claim.when is None:
        return False
    first = claim.when.start.date()
    last = (claim.when.end - timedelta(seconds=1)).date()
    start, end = (date.fromisoformat(label[key]) if label[key] else None for key in ("start", "end"))
    if start and abs(first - start) > SLACK:
        return False
    if end is None:
        return True
    return abs(last - end) <= SLACK if start else last <= end + SLACK


def judge(label: Mapping[str, Any], claim: Claim) -> dict[str, bool] | None:
    """How a claim answers a label, or None where it does not speak of the same thing."""
    if claim.kind not in label["kind"]:
        return None
    right = {"stance": claim.stance.value == label["stance"]}
    if label["places"]:
        if not all(_place(place, claim) for place in label["places"]):
            return None
        right["place"] = True
    if label["claimant"]:
        right["claimant"] = claim.claimant == label["claimant"]
    if label["start"] or label["end"]:
        right["time"] = _time(label, claim)
    return right


def pair(labels: Sequence[Mapping[str, Any]], claims: Sequence[Claim]) -> list[Pair]:
    """The best pairs of labels and claims, each used once."""
    possible = [
        Pair(label=i, claim=j, right=right)
        for i, label in enumerate(labels)
        for j, claim in enumerate(claims)
        if (right := judge(label, claim)) is not None
    ]
    taken: list[Pair] = []
    for each in sorted(possible, key=lambda p: (-sum(p.right.values()), p.label, p.claim)):
        if all(each.label != other.label and each.claim != other.claim for other in taken):
            taken.append(each)
    return taken


@attrs.define
class Score:
    """Counts over passages."""

    labels: int = 0
    claims: int = 0
    found: int = 0
    strict: int = 0
    asked: Counter[str] = attrs.field(factory=Counter)
    right: Counter[str] = attrs.field(factory=Counter)

    def add(self, labels: Sequence[Any], claims: Sequence[Any], pairs: Iterable[Pair]) -> None:
        """Count one passage."""
        self.labels += len(labels)
        self.claims += len(claims)
        for each in pairs:
            self.found += 1
            self.strict += each.strict
            self.asked.update(each.right.keys())
            self.right.update(name for name, well in each.right.items() if well)

    def f1(self, hits: int) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was."""
        total = self.labels + self.claims
        return 2 * hits / total if total else 1.0

    def __str__(self) -> str:
        precision = self.found / self.claims if self.claims else 1.0
        recall = self.found / self.labels if self.labels else 1.0
        shares = "  ".join(f"{name} {self.right[name]}/{self.asked[name]}" for name in CHECKS)
        return (
            f"found P {precision:.2f} R {recall:.2f} F1 {self.f1(self.found):.2f}  "
            f"strict F1 {self.f1(self.strict):.2f}  {shares}  ({self.labels} labelled, {self.claims} extracted)"
        )
