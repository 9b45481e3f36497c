"""Clusters that grow: after a change only what lies around it is clustered again, to the result of a full run.

Why that is exact: what two clusters do in a stage depends on these two alone. So if some claims are clustered
again together with the whole clusters beside them, and these come out as they were, then nothing has crossed the
border, and whatever lies beyond has not felt the change. If one of them comes out otherwise, its claims join
those that are clustered again, until the border holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from conflictdata.linking._clusters import Cluster, Pair
from conflictdata.linking._features import FINE
from conflictdata.linking._stages import (
    Apart,
    Between,
    Choice,
    Row,
    Terms,
    agglomerate,
    between_of,
    choose,
    settle,
    units_of,
)

Edges = dict[str, dict[str, float]]


class Growing:
    """The clusters of some claims (by key) and the graph of kept pairs between them.

    Args:
        row: gives the features of a key.
    """

    def __init__(self, row: Row, terms: Terms) -> None:
        self._row = row
        self._terms = terms
        self._near: Edges = {}  # pairs of one site
        self._across: Edges = {}  # pairs of a village and a wider area
        self._forced: dict[str, tuple[str, ...]] = {}
        self._apart: dict[str, set[str]] = {}
        self._drawn: set[str] = set()  # claims about wider areas that a decision drew into the first stage
        self._core: dict[str, Cluster] = {}  # first stage, by claim
        self._takers: dict[Cluster, set[str]] = {}  # units that chose a core, by their first claim
        self._choice: dict[str, Choice] = {}  # by the first claim of a unit
        self._whole: dict[
            Cluster, Cluster
        ] = {}  # a core with the units that it has taken, where there are any
        self._loose: dict[str, Cluster] = {}  # third stage, by claim

    def join(self, left: str, right: str, weight: float) -> None:
        """Keep a pair at or above the floor."""
        edges = self._near if self._row(left).site == self._row(right).site else self._across
        edges.setdefault(left, {})[right] = weight
        edges.setdefault(right, {})[left] = weight

    def rule(self, keys: Iterable[str], forced: Mapping[str, tuple[str, ...]], apart: Apart) -> None:
        """What decisions say of some claims, in place of what they said before; ``update`` must follow."""
        for key in keys:
            self._forced.pop(key, None)
            self._apart.pop(key, None)
            self._drawn.discard(key)
        self._forced.update(forced)
        self._apart.update((key, set(others)) for key, others in apart.items())
        for key, group in forced.items():
            if self._row(key).grade != FINE and any(self._row(other).grade == FINE for other in group):
                self._drawn.add(key)

    def outside(self, members: Iterable[str]) -> Pair | None:
        """The strongest pair at or above the threshold that a cluster's claims have with others of their site."""
        inside = set(members)
        best: Pair | None = None
        for key in inside:
            for other, weight in self._near.get(key, {}).items():
                if other not in inside and weight * 1000 >= self._terms.threshold:
                    pair = (weight, *((key, other) if key < other else (other, key)))
                    if best is None or (-pair[0], *pair[1:]) < (-best[0], *best[1:]):
                        best = pair
        return best

    def beside(self, key: str) -> Mapping[str, float]:
        """Claims of the same site that a pair was kept with, and its weight."""
        return self._near.get(key, {})

    def update(self, keys: Iterable[str]) -> list[Cluster]:
        """Cluster again around claims that are new or ruled upon.

        Returns:
            The clusters that hold them, and those that have changed with them.
        """
        touched = set(keys)
        seeds, gone = self._withdraw(touched)
        made, replaced = self._around(seeds, self._core, self._is_first)
        gone |= replaced
        same = {tuple(old.members): old for old in gone if touched.isdisjoint(old.members)}
        unmoved = {same[key] for core in made if (key := tuple(core.members)) in same}
        made = [core for core in made if tuple(core.members) not in same]
        gone -= unmoved
        for core in made:
            self._core.update(dict.fromkeys(core.members, core))
        units = self._to_choose(touched, made, gone)
        for core in gone:
            self._takers.pop(core, None)
            self._whole.pop(core, None)
        cores = set(made).union(*(self._choose(unit) for unit in units)) - gone
        cores.update(self._choice[key].core for key in touched if key in self._choice)
        asked = touched.union(*(self._group(unit) for unit in units), *map(self._settle, cores))
        return [self._whole.get(core, core) for core in cores] + self._left(asked, touched)

    def _group(self, key: str) -> tuple[str, ...]:
        return self._forced.get(key, (key,))

    def _is_first(self, key: str) -> bool:
        return self._row(key).grade == FINE or key in self._drawn

    def _is_placed(self, key: str) -> bool:
        choice = self._choice.get(self._group(key)[0])
        whole = self._whole.get(choice.core) if choice is not None else None
        return whole is not None and key in whole.members

    def _withdraw(self, touched: set[str]) -> tuple[set[str], set[Cluster]]:
        """Take claims out of their cores: (claims for the first stage, the cores that are no more)."""
        gone = {core for key in touched if (core := self._core.pop(key, None)) is not None}
        seeds = touched.union(*(core.members for core in gone))
        return {key for key in seeds if self._is_first(key)}, gone

    def _around(
        self, seeds: set[str], of: Mapping[str, Cluster], inside: Callable[[str], bool]
    ) -> tuple[list[Cluster], set[Cluster]]:
        """Agglomerate around some claims until nothing beside them changes: (new clusters, clusters gone)."""
        dirty = set(seeds)
        while True:
            for key in list(dirty):
                dirty.update(self._group(key))
            near = {
                cluster
                for key in dirty
                for other in self._neighbours(key)
                if other not in dirty and inside(other) and (cluster := of.get(other)) is not None
            }
            pool = dirty.union(*(cluster.members for cluster in near))
            result = agglomerate(
                units_of(sorted(pool), self._row, self._forced), self._pairs(pool), self._terms, self._apart
            )
            kept = {tuple(cluster.members) for cluster in near}
            made = [cluster for cluster in result if tuple(cluster.members) not in kept]
            grown = {key for cluster in made for key in cluster.members}
            if grown <= dirty:
                return made, {old for key in dirty if (old := of.get(key)) is not None}
            for key in grown - dirty:
                old = of.get(key)
                dirty.update(old.members if old is not None else (key,))

    def _neighbours(self, key: str) -> Iterator[str]:
        yield from self._near.get(key, ())
        if self._drawn:
            across = self._across.get(key, {})
            yield from across if key in self._drawn else (self._drawn & across.keys())

    def _pairs(self, pool: set[str]) -> Iterator[Pair]:
        for key in pool:
            for other, weight in self._near.get(key, {}).items():
                if key < other and other in pool:
                    yield weight, key, other
        for key in self._drawn & pool:
            for other, weight in self._across.get(key, {}).items():
                if other in pool:
                    yield (weight, key, other) if key < other else (weight, other, key)

    def _to_choose(self, touched: set[str], made: Iterable[Cluster], gone: Iterable[Cluster]) -> list[str]:
        """Units (by their first claim) whose choice the change can have moved, and those that are no units now."""
        asked = {key for key in touched if not self._is_first(key) or key in self._choice}
        for core in gone:
            asked |= self._takers.get(core, set())
        for core in (*made, *gone):
            for key in core.members:
                asked.update(other for other in self._across.get(key, ()) if not self._is_first(other))
                if self._drawn:
                    asked.update(other for other in self._near.get(key, ()) if not self._is_first(other))
        return sorted(asked | {self._group(key)[0] for key in asked})

    def _choose(self, key: str) -> set[Cluster]:
        """Let a unit choose again; returns the cores that its old and its new choice concern."""
        old = self._choice.get(key)
        new = None
        if key == self._group(key)[0] and not self._is_first(key):
            (unit,) = units_of((key,), self._row, self._forced)
            new = choose(unit, self._options(unit), self._terms, self._apart)
        if old == new:
            return set()
        if old is not None:
            del self._choice[key]
            self._takers.get(old.core, set()).discard(key)
        if new is not None:
            self._choice[key] = new
            self._takers.setdefault(new.core, set()).add(key)
        return {each.core for each in (old, new) if each is not None}

    def _options(self, unit: Cluster) -> dict[Cluster, Between]:
        found: dict[Cluster, Between] = {}
        for key in unit.members:
            for edges in (self._across, self._near) if self._drawn else (self._across,):
                for other, weight in edges.get(key, {}).items():
                    core = self._core.get(other)
                    if core is not None and self._is_first(other):
                        pair = (weight, key, other) if key < other else (weight, other, key)
                        found[core] = between_of(pair).plus(found.get(core))
        return found

    def _settle(self, core: Cluster) -> set[str]:
        """Let a core take the units that chose it; returns the claims of all that chose it."""
        takers = []
        for key in self._takers.get(core, ()):
            (unit,) = units_of((key,), self._row, self._forced)
            takers.append((unit, self._choice[key]))
        before = self._whole.pop(core, None)
        if takers:
            self._whole[core], _ = settle(core, takers, self._apart)
        asked = {member for unit, _ in takers for member in unit.members}
        return asked.union(before.members if before else ()) - set(core.members)

    def _left(self, asked: set[str], touched: set[str]) -> list[Cluster]:
        """The third stage around claims that may have come into it or left it."""
        seeds: set[str] = set()
        for key in asked:
            old = self._loose.get(key)
            loose = not self._is_first(key) and not self._is_placed(key)
            if loose and old is not None and key not in touched:
                continue
            if loose or old is not None:
                seeds.update((key,) if old is None else (key, *old.members))
        gone = {key for key in seeds if self._is_first(key) or self._is_placed(key)}
        made, _ = self._around(seeds - gone, self._loose, lambda key: key in self._loose and key not in gone)
        for key in gone:
            self._loose.pop(key, None)
        for cluster in made:
            self._loose.update(dict.fromkeys(cluster.members, cluster))
        return made
