"""Scored pairs into clusters that no chain can stretch.

Pairs are taken from the strongest to the weakest, and two clusters become one only if *every* claim of the one
can be the same happening as every claim of the other: one village at most, days that overlap, kinds and sides
that go together. Claims about a wider area come second: each of their clusters is put to the one event that it
fits clearly better than any other, or stays an event of its own.

The outcome depends on nothing but the claims, the pairs and the decisions: neither on their order nor on what
was linked before. Pairs of different connected components never meet, which is what makes incremental linking
exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import attrs

from conflictdata.linking._comparisons import COUNTERPARTS, SYMMETRIC, bands
from conflictdata.linking._features import FINE, TIMELESS, UNDATED, Features

Pair = tuple[float, int, int]
"""Weight in bits, and the positions of the two claims, the smaller first."""

Act = tuple[str, str | None]
Span = tuple[int, float, float]


@attrs.define(slots=True, eq=False)
class Cluster:
    """Claims (positions) and what every further claim must agree with.

    ``beside`` holds what claims that a person's decision brought in, against the model, agree with: each further
    claim must agree with one of the parts.
    """

    members: list[int]
    sites: frozenset[str]
    spans: frozenset[Span]
    acts: frozenset[Act]
    start: float
    end: float
    joins: list[Pair]
    refused: list[Pair]
    beside: tuple[Cluster, ...] = ()

    @classmethod
    def of(cls, position: int, row: Features) -> Cluster:
        """The cluster of one claim."""
        bounded = row.timed != TIMELESS
        return cls(
            members=[position],
            sites=frozenset((row.site,)) if row.grade == FINE else frozenset(),
            spans=frozenset(((row.timed, row.t0, row.t1),)) if row.timed != UNDATED else frozenset(),
            acts=frozenset(((row.kind, row.agent_side),)),
            start=row.t0 if bounded else -math.inf,
            end=row.t1 if bounded else math.inf,
            joins=[],
            refused=[],
        )  # fmt: skip

    def admits(self, other: Cluster) -> bool:
        """Whether every claim here can be the same happening as every claim there."""
        return self._meeting(other) is not None

    def absorb(self, other: Cluster, joins: Iterable[Pair]) -> None:
        """Take in the claims of another cluster."""
        meeting = self._meeting(other)
        left = [part for part in (other, *other.beside) if meeting is None or part is not meeting[1]]
        if meeting is not None:
            meeting[0]._narrow(meeting[1])
        self.beside = (*self.beside, *left)
        self.members += other.members
        self.joins += [*other.joins, *joins]
        self.refused += other.refused

    def _meeting(self, other: Cluster) -> tuple[Cluster, Cluster] | None:
        """The parts that agree."""
        if not self.beside and not other.beside:
            return (self, other) if self._agrees(other) else None
        parts = ((a, b) for a in (self, *self.beside) for b in (other, *other.beside))
        return next((pair for pair in parts if pair[0]._agrees(pair[1])), None)

    def _agrees(self, other: Cluster) -> bool:
        if len(self.sites | other.sites) > 1:
            return False
        if min(self.end, other.end) - max(self.start, other.start) < 1:
            return False
        if self.acts != other.acts and not _acts_agree(self.acts, other.acts):
            return False
        return self.spans == other.spans or _spans_agree(self.spans, other.spans)

    def _narrow(self, other: Cluster) -> None:
        self.sites |= other.sites
        self.spans |= other.spans
        self.acts |= other.acts
        self.start, self.end = max(self.start, other.start), min(self.end, other.end)


def _acts_agree(left: frozenset[Act], right: frozenset[Act]) -> bool:
    table = bands()
    for kind, agent in left:
        for other_kind, other_agent in right:
            swapped = (kind, other_kind) in COUNTERPARTS
            if kind != other_kind and (kind, other_kind) not in table and not swapped:
                return False
            if agent is None or other_agent is None:
                continue
            if swapped and agent == other_agent:
                return False
            if agent != other_agent and kind not in SYMMETRIC and other_kind not in SYMMETRIC:
                return False
    return True


def _spans_agree(left: frozenset[Span], right: frozenset[Span]) -> bool:
    for timed, t0, t1 in left:
        for other_timed, u0, u1 in right:
            if TIMELESS in (timed, other_timed):
                if timed != other_timed:
                    return False
            elif min(t1, u1) - max(t0, u0) < 0.5 * min(t1 - t0, u1 - u0):
                return False
    return True


class Clustering:
    """Clusters over the rows of some claims; rows in order of claim id."""

    def __init__(self, rows: Sequence[Features]) -> None:
        self._rows = rows
        self._parent: dict[int, int] = {}
        self._clusters: dict[int, Cluster] = {}
        self._apart: dict[int, set[int]] = {}

    def run(
        self,
        pairs: Iterable[Pair],
        *,
        margin: float,
        same: Iterable[tuple[int, int]] = (),
        apart: Iterable[tuple[int, int]] = (),
    ) -> list[Cluster]:
        """All clusters, single claims included, in order of their first claim.

        Args:
            pairs: at or above the model's threshold.
            margin: bits by which the best event must beat the next for a claim about a wider area.
            same, apart: decided by people; ``apart`` wins over ``same``.
        """
        for i, j in apart:
            self._apart.setdefault(i, set()).add(j)
            self._apart.setdefault(j, set()).add(i)
        for i, j in same:
            self._merge((math.inf, min(i, j), max(i, j)), forced=True)
        near: list[Pair] = []
        across: list[Pair] = []
        for pair in pairs:
            (near if self._rows[pair[1]].site == self._rows[pair[2]].site else across).append(pair)
        near.sort(key=_strongest)
        for pair in near:
            self._merge(pair)
        self._attach(across, margin)
        found = self._all()
        for each in found:
            each.members.sort()
        return sorted(found, key=lambda each: each.members[0])

    def _all(self) -> list[Cluster]:
        roots = {self._find(i) for i in range(len(self._rows))}
        return [self._cluster(root) for root in roots]

    def _find(self, i: int) -> int:
        parent = self._parent
        root = i
        while (up := parent.get(root, root)) != root:
            root = up
        while i != root:
            parent[i], i = root, parent.get(i, i)
        return root

    def _cluster(self, root: int) -> Cluster:
        known = self._clusters.get(root)
        if known is None:
            known = self._clusters[root] = Cluster.of(root, self._rows[root])
        return known

    def _kept_apart(self, left: Cluster, right: Cluster) -> bool:
        if not self._apart:
            return False
        there = set(right.members)
        return any(self._apart.get(i, frozenset()) & there for i in left.members)

    def _merge(self, pair: Pair, *, forced: bool = False) -> bool:
        left, right = self._find(pair[1]), self._find(pair[2])
        if left == right:
            return True
        a, b = self._cluster(left), self._cluster(right)
        if self._kept_apart(a, b) or not (forced or a.admits(b)):
            a.refused.append(pair)
            b.refused.append(pair)
            return False
        if len(a.members) < len(b.members):
            left, right, a, b = right, left, b, a
        a.absorb(b, (pair,))
        self._parent[right] = left
        del self._clusters[right]
        return True

    def _attach(self, across: Sequence[Pair], margin: float) -> None:
        """Put clusters about a wider area to the one event each fits."""
        best: dict[int, dict[int, Pair]] = {}
        for pair in sorted(across, key=_strongest):
            wide, fine = pair[1], pair[2]
            if self._rows[wide].grade == FINE:
                wide, fine = fine, wide
            best.setdefault(self._find(wide), {}).setdefault(self._find(fine), pair)
        chosen: list[Pair] = []
        for wide, options in best.items():
            cluster = self._cluster(wide)
            fitting = [pair for fine, pair in options.items() if cluster.admits(self._cluster(fine))]
            fitting.sort(key=_strongest)
            if fitting and (len(fitting) == 1 or fitting[0][0] - fitting[1][0] >= margin):
                chosen.append(fitting[0])
        for pair in sorted(chosen, key=_strongest):
            self._merge(pair)


def _strongest(pair: Pair) -> Pair:
    return (-pair[0], pair[1], pair[2])


def components(size: int, links: Mapping[int, Iterable[int]]) -> list[list[int]]:
    """Connected components over positions 0 to ``size`` - 1, each in order."""
    seen = bytearray(size)
    found = []
    for start in range(size):
        if seen[start]:
            continue
        seen[start] = 1
        group, queue = [start], [start]
        while queue:
            for other in links.get(queue.pop(), ()):
                if not seen[other]:
                    seen[other] = 1
                    group.append(other)
                    queue.append(other)
        found.append(sorted(group))
    return found
