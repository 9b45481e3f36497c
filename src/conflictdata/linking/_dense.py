"""The merges of ``_stages`` where nearly every claim is paired with every other: a day of one town that all report.

A heap of all pairs would be filled anew with each merge. Here a row of numbers holds what the pairs of a cluster with
each of the others sum up to, so that a merge adds two rows, and each cluster remembers only its nearest one. That
suffices because the mean weight of two clusters to a third is never more than the greater of both: what a cluster
remembers can only become too high, and is looked up again when its turn comes (Müllner 2011, "Modern hierarchical,
agglomerative clustering algorithms", section 3.1).

The merges are those of ``_stages``, one for one: of equal means the pair with the first claim, as there.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from operator import add, truediv

from conflictdata.linking._clusters import Cluster, Node, Pair

LEAST, MOST = 64, 3_000
"""Clusters between which the rows are kept; fewer are quick anyway, more would take a GiB."""

_DEAD = -math.inf


def is_dense(count: int, pairs: int) -> bool:
    """Whether rows are worth it: a quarter of all pairs are there."""
    return LEAST <= count <= MOST and pairs * 8 >= count * count


class Dense:
    """Clusters of one connected component, to be merged.

    Args:
        clusters: of one claim each, by claim.
        drawn: kept pairs of two different clusters, with the first claims of both.
        weight: of a pair, in whole units.
        unkept: what a pair counts that was not kept.
        threshold: least mean weight that merges two.
        apart: whether two clusters must stay two, whatever the weight.
    """

    def __init__(
        self,
        clusters: Mapping[Node, Cluster],
        drawn: Sequence[tuple[Node, Node, Pair]],
        *,
        weight: Callable[[float], int],
        unkept: int,
        threshold: int,
        apart: Callable[[Cluster, Cluster], bool],
    ) -> None:
        self.names = sorted({name for left, right, _ in drawn for name in (left, right)})
        self._clusters: list[Cluster] = [clusters[name] for name in self.names]
        self._sizes = [len(cluster.members) for cluster in self._clusters]
        self._threshold = threshold
        self._apart = apart
        self._units = [[n] for n in range(len(self.names))]
        self._sums: list[list[float]] = [[unkept] * len(self.names) for _ in self.names]
        self._bits: list[list[float]] = [[_DEAD] * len(self.names) for _ in self.names]
        self._fill(drawn, weight)
        self._near = [0] * len(self.names)
        self._mean = [_DEAD] * len(self.names)
        self._stale = [False] * len(self.names)
        self._turns: list[tuple[float, int]] = []

    def _fill(self, drawn: Sequence[tuple[Node, Node, Pair]], weight: Callable[[float], int]) -> None:
        at = {name: n for n, name in enumerate(self.names)}
        sums, kept = self._sums, self._bits
        known: dict[float, int] = {}
        for left, right, (bits, _, _) in drawn:
            whole = known.get(bits)
            if whole is None:
                whole = known[bits] = weight(bits)
            i, j = at[left], at[right]
            sums[i][j] = sums[j][i] = whole
            kept[i][j] = kept[j][i] = bits
        for n, row in enumerate(sums):
            row[n] = _DEAD

    def merge(self) -> list[tuple[Node, Cluster | None]]:
        """Merge as long as two reach the threshold: each name with its cluster, None where it went into another."""
        alive = list(range(len(self.names)))
        gone: set[int] = set()
        for n in alive:
            self._look(n)
        while self._turns:
            mean, keep = heapq.heappop(self._turns)
            if keep in gone or -mean != self._mean[keep]:
                continue  # told anew since
            if self._stale[keep]:
                self._look(keep)
                continue
            other = self._near[keep]
            self._clusters[keep].absorb(self._clusters[other], self._best(keep, other))
            gone.add(other)
            alive.remove(other)
            self._join(keep, other, alive)
            self._look(keep)
        return [(name, None if n in gone else self._clusters[n]) for n, name in enumerate(self.names)]

    def _look(self, n: int) -> None:
        """Find the nearest of the clusters behind one, and let it wait for its turn."""
        self._stale[n] = False
        row, size, first = self._sums[n], self._sizes[n], n + 1
        means = list(map(truediv, row[first:], self._sizes[first:]))
        least = self._threshold * size
        best = max(means, default=_DEAD)
        self._mean[n] = _DEAD
        if best < least:
            return
        found = first + means.index(best)
        if not self._can_be_one(n, found):
            for _, other in sorted((-mean, first + at) for at, mean in enumerate(means) if mean >= least):
                if self._can_be_one(n, other):
                    found = other
                    break
                row[other] = self._sums[other][n] = _DEAD  # and so is whatever grows out of the two
            else:
                return
        self._near[n] = found
        self._mean[n] = row[found] / (size * self._sizes[found])
        heapq.heappush(self._turns, (-self._mean[n], n))

    def _can_be_one(self, left: int, right: int) -> bool:
        a, b = self._clusters[left], self._clusters[right]
        return not self._apart(a, b) and a.admits(b)

    def _join(self, keep: int, other: int, alive: Sequence[int]) -> None:
        """Add up the rows of two, and note whose nearest this concerns."""
        sums, sizes, near, mean, stale = self._sums, self._sizes, self._near, self._mean, self._stale
        row = sums[keep] = list(map(add, sums[keep], sums[other]))
        sums[other] = []
        sizes[keep] += sizes[other]
        self._units[keep] += self._units[other]
        before, between = bisect_left(alive, keep), bisect_left(alive, other)
        for n in alive[:before]:
            there = sums[n]
            there[keep], there[other] = row[n], _DEAD
            nearest = near[n]
            if nearest in (keep, other):
                stale[n] = True
            elif keep < nearest and row[n] / (sizes[n] * sizes[keep]) == mean[n]:
                stale[n] = True  # as near as the nearest, and before it
        for n in alive[before + 1 : between]:
            there = sums[n]
            there[keep], there[other] = row[n], _DEAD
            if near[n] == other:
                stale[n] = True
        for n in alive[between:]:  # the nearest is looked for behind n only
            sums[n][keep] = row[n]

    def _best(self, keep: int, other: int) -> Pair:
        """The strongest kept pair between two clusters, of equals the first."""
        there = sorted(self._units[keep])
        rows = [(unit, [*map(self._bits[unit].__getitem__, there)]) for unit in self._units[other]]
        best = max(max(row) for _, row in rows)
        found = [(unit, there[row.index(best)]) for unit, row in rows if best in row]
        left, right = min((unit, beside) if unit < beside else (beside, unit) for unit, beside in found)
        return best, self.names[left], self.names[right]
