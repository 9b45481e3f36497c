"""What a cluster of claims can be: one village at most, days that overlap, kinds and sides that go together.

Two clusters become one only if *every* claim of the one can be the same happening as *every* claim of the other,
so no chain can stretch one.
"""

from __future__ import annotations

import math
from typing import Any

import attrs

from conflictdata.linking._comparisons import COUNTERPARTS, SYMMETRIC, bands
from conflictdata.linking._features import FINE, TIMELESS, UNDATED, Features, slack_hours

Node = Any
"""A claim in a clustering: its position among all claims in order of id, or its key; both sort alike."""

Pair = tuple[float, Node, Node]
"""Weight in bits, and the two claims, the smaller first."""

Act = tuple[str, str | None]
Span = tuple[int, float, float, float]
"""How a claim is timed, from when to when, and by how much the days of two lasting changes can differ."""


@attrs.define(slots=True, eq=False)
class Cluster:
    """Claims in order and what every further claim must agree with; two clusters are equal only if identical.

    ``beside`` holds what claims that a person's decision brought in, against the model, agree with: each further
    claim must agree with one of the parts.
    """

    members: list[Node]
    sites: frozenset[str]
    spans: frozenset[Span]
    acts: frozenset[Act]
    start: float
    end: float
    joins: tuple[Pair, ...] = ()
    beside: tuple[Cluster, ...] = ()

    @classmethod
    def of(cls, node: Node, row: Features) -> Cluster:
        """The cluster of one claim."""
        bounded = row.timed != TIMELESS
        slack = slack_hours(row.timed, row.kind)
        return cls(
            members=[node],
            sites=frozenset((row.site,)) if row.grade == FINE else frozenset(),
            spans=frozenset(((row.timed, row.t0, row.t1, slack),)) if row.timed != UNDATED else frozenset(),
            acts=frozenset(((row.kind, row.agent_side),)),
            start=row.t0 - slack if bounded else -math.inf,
            end=row.t1 + slack if bounded else math.inf,
        )  # fmt: skip

    def admits(self, other: Cluster) -> bool:
        """Whether every claim here can be the same happening as every claim there."""
        return self._meeting(other) is not None

    def copy(self) -> Cluster:
        """The same, to be changed alone."""
        return attrs.evolve(self, members=[*self.members], beside=tuple(each.copy() for each in self.beside))

    def absorb(self, other: Cluster, *joins: Pair) -> None:
        """Take in the claims of another cluster, which must not be used any more."""
        meeting = self._meeting(other)
        left = [part for part in (other, *other.beside) if meeting is None or part is not meeting[1]]
        if meeting is not None:
            meeting[0]._narrow(meeting[1])
        self.beside = (*self.beside, *left)
        self.members = sorted((*self.members, *other.members))
        self.joins = (*self.joins, *other.joins, *joins)

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
    for timed, t0, t1, slack in left:
        for other_timed, u0, u1, other_slack in right:
            if TIMELESS in (timed, other_timed):
                if timed != other_timed:
                    return False
                continue
            both = 2 * min(slack, other_slack)
            if min(t1, u1) - max(t0, u0) + both < 0.5 * (min(t1 - t0, u1 - u0) + both):
                return False
    return True


def strongest(pair: Pair) -> tuple[float, Node, Node]:
    """Sorts pairs from the strongest, equals by claim."""
    return (-pair[0], pair[1], pair[2])
