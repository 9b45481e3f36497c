"""Scored pairs into clusters, in three stages that each look only at what lies beside.

1. Claims about villages (and whatever a person's decision tied to one) are agglomerated: the two clusters whose
   claims are on average most alike become one, as long as they can and as long as the average reaches the
   threshold.
2. Each claim about a wider area is put to the one of these clusters that it fits better than all others together.
3. What is left of the claims about wider areas is agglomerated among itself.

The outcome depends on nothing but the claims, the pairs and the decisions: neither on their order nor on what
was linked before. What two clusters do depends on these two alone, so a change is felt only as far as it
changes clusters: that is what makes incremental linking both local and exact (``_growing``).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from conflictdata.linking._clusters import Cluster, Node, Pair, strongest
from conflictdata.linking._dense import LEAST, Dense, is_dense
from conflictdata.linking._features import FINE, Features
from conflictdata.linking._model import LinkageModel

MILLI = 1000
"""Weights are summed as whole thousandths of a bit, so that no order of addition matters."""

UNKEPT_BITS = 3.0
"""What a pair that was not kept (or not blocked) counts below the threshold in an average."""

Row = Callable[[Node], Features]
Apart = Mapping[Node, set[Node]]
Forced = Mapping[Node, tuple[Node, ...]]


@attrs.frozen(kw_only=True)
class Terms:
    """What the stages need of a model, in thousandths of a bit."""

    threshold: int
    floor: int
    unkept: int
    odds: float

    @classmethod
    def of(cls, model: LinkageModel) -> Terms:
        """The terms of a model."""
        return cls(
            threshold=round(model.threshold * MILLI),
            floor=round(model.floor * MILLI),
            unkept=round((model.threshold - UNKEPT_BITS) * MILLI),
            odds=2.0**model.margin,
        )


@attrs.define(slots=True, eq=False)
class Between:
    """What kept pairs say of two clusters: the sum of their weights, their number, the strongest."""

    total: int
    count: int
    best: Pair

    def plus(self, other: Between | None) -> Between:
        """Both together."""
        if other is None:
            return self
        best = min(self.best, other.best, key=strongest)
        return Between(self.total + other.total, self.count + other.count, best)

    def average(self, a: Cluster, b: Cluster, terms: Terms) -> float:
        """Mean weight of the pairs between two clusters; the best where a decision put unlike claims together."""
        if a.beside or b.beside:
            return float(round(self.best[0] * MILLI))
        pairs = len(a.members) * len(b.members)
        return (self.total + terms.unkept * (pairs - self.count)) / pairs


def between_of(pair: Pair) -> Between:
    """What one pair says."""
    return Between(round(pair[0] * MILLI), 1, pair)


@attrs.frozen
class Choice:
    """The cluster that claims about a wider area are put to, with the mean weight and the strongest pair."""

    core: Cluster = attrs.field(eq=id)
    score: float
    best: Pair


Chooser = Callable[[Cluster, Mapping[Cluster, Between], Terms, Apart], Choice | None]
"""Lets a unit choose among clusters, as ``choose`` does."""


def cluster_all(
    rows: Sequence[Features],
    pairs: Iterable[Pair],
    terms: Terms,
    *,
    forced: Forced,
    apart: Apart,
    chooser: Chooser | None = None,
) -> list[Cluster]:
    """All clusters, single claims included, in order of their first claim.

    Args:
        chooser: called in the place of ``choose``, by those who want to know what is chosen.
    """
    row = rows.__getitem__
    first = bytearray(len(rows))
    units = list(units_of(range(len(rows)), row, forced))
    for unit in units:
        if is_first(unit, row):
            for n in unit.members:
                first[n] = 1
    fine: list[Pair] = []
    across: list[Pair] = []
    wide: list[Pair] = []
    if all(first):
        fine.extend(pairs)
    else:
        for pair in pairs:
            (wide, across, fine)[first[pair[1]] + first[pair[2]]].append(pair)
    cores = agglomerate([unit for unit in units if first[unit.members[0]]], fine, terms, apart)
    del fine
    others = [unit for unit in units if not first[unit.members[0]]]
    left = _attach(cores, others, across, first, terms, apart, chooser or choose)
    loose = {n for unit in left for n in unit.members}
    wide = [pair for pair in wide if pair[1] in loose and pair[2] in loose]
    cores += agglomerate(left, wide, terms, apart)
    return sorted(cores, key=lambda each: each.members[0])


def _attach(
    cores: list[Cluster],
    units: Sequence[Cluster],
    across: Iterable[Pair],
    first: bytearray,
    terms: Terms,
    apart: Apart,
    chooser: Chooser,
) -> list[Cluster]:
    """Put units to cores (which are replaced in their list by what they become); returns the units left."""
    core_of = {n: core for core in cores for n in core.members}
    unit_of = {n: unit for unit in units for n in unit.members}
    options: dict[Cluster, dict[Cluster, Between]] = {}
    for pair in across:
        wide, fine = (pair[1], pair[2]) if first[pair[2]] else (pair[2], pair[1])
        there = options.setdefault(unit_of[wide], {})
        core = core_of[fine]
        there[core] = between_of(pair).plus(there.get(core))
    takers: dict[Cluster, list[tuple[Cluster, Choice]]] = {}
    for unit, there in options.items():
        choice = chooser(unit, there, terms, apart)
        if choice is not None:
            takers.setdefault(choice.core, []).append((unit, choice))
    placed: set[Cluster] = set()
    for n, core in enumerate(cores):
        if core in takers:
            cores[n], taken = settle(core, takers[core], apart)
            placed.update(taken)
    return [unit for unit in units if unit not in placed]


def units_of(nodes: Iterable[Node], row: Row, forced: Forced) -> Iterator[Cluster]:
    """The clusters to begin with: single claims, and those that decisions put together (all of which are given)."""
    if not forced:
        for node in nodes:
            yield Cluster.of(node, row(node))
        return
    for node in nodes:
        group = forced.get(node, (node,))
        if node == group[0]:
            unit = Cluster.of(node, row(node))
            for other in group[1:]:
                unit.absorb(Cluster.of(other, row(other)))
            yield unit


def is_first(unit: Cluster, row: Row) -> bool:
    """Whether a unit takes part in the first stage: one of its claims is about a village."""
    return any(row(node).grade == FINE for node in unit.members)


def forced_groups(same: Iterable[tuple[Node, Node]], apart: Apart) -> dict[Node, tuple[Node, ...]]:
    """The groups that decisions make, by each of their claims; ``apart`` wins."""
    group: dict[Node, set[Node]] = {}
    for left, right in sorted((min(pair), max(pair)) for pair in same):
        a, b = group.setdefault(left, {left}), group.setdefault(right, {right})
        if a is b or any(apart.get(node, set()) & b for node in a):
            continue
        a |= b
        for node in b:
            group[node] = a
    return {node: tuple(sorted(found)) for node, found in group.items() if len(found) > 1}


def kept_apart(a: Cluster, b: Cluster, apart: Apart) -> bool:
    """Whether a decision keeps claims of the two apart."""
    if not apart:
        return False
    there = set(b.members)
    return any(not there.isdisjoint(apart[node]) for node in a.members if node in apart)


def agglomerate(units: Iterable[Cluster], pairs: Iterable[Pair], terms: Terms, apart: Apart) -> list[Cluster]:
    """Merge units as long as the best average between two that can be one reaches the threshold."""
    clusters: dict[Node, Cluster] = {}
    root: dict[Node, Node] = {}
    for unit in units:
        clusters[unit.members[0]] = unit
        for node in unit.members:
            root[node] = unit.members[0]
    for group in _connected(root, pairs):
        if not _merge_dense(clusters, group, terms, apart):
            _merge(clusters, group, terms, apart)
    return list(clusters.values())


def _connected(root: Mapping[Node, Node], pairs: Iterable[Pair]) -> Iterable[list[tuple[Node, Node, Pair]]]:
    """Pairs of different units with these, a list for each connected component."""
    part: dict[Node, list[Node]] = {}  # the same list for all of a component
    drawn = []
    for pair in pairs:
        left, right = root[pair[1]], root[pair[2]]
        if left == right:
            continue
        drawn.append((left, right, pair) if left < right else (right, left, pair))
        a, b = part.get(left), part.get(right)
        if a is b and a is not None:
            continue
        a = part.setdefault(left, [left]) if a is None else a
        b = part.setdefault(right, [right]) if b is None else b
        if len(a) < len(b):
            a, b = b, a
        a += b
        part.update(dict.fromkeys(b, a))
    if drawn and len(part[drawn[0][0]]) == len(part):
        return [drawn]
    groups: dict[int, list[tuple[Node, Node, Pair]]] = {}
    for each in drawn:
        groups.setdefault(id(part[each[0]]), []).append(each)
    return groups.values()


def _merge_dense(
    clusters: dict[Node, Cluster], drawn: Sequence[tuple[Node, Node, Pair]], terms: Terms, apart: Apart
) -> bool:
    """``_merge`` for single claims nearly all of which are paired; whether it was done."""
    if len(drawn) * 2 < LEAST:
        return False
    names = {name for left, right, _ in drawn for name in (left, right)}
    if not is_dense(len(names), len(drawn)) or any(len(clusters[name].members) > 1 for name in names):
        return False
    merged = Dense(
        clusters, drawn, weight=lambda bits: round(bits * MILLI), unkept=terms.unkept, threshold=terms.threshold,
        apart=lambda a, b: kept_apart(a, b, apart),
    ).merge()  # fmt: skip
    for name, cluster in merged:
        if cluster is None:
            del clusters[name]
    return True


def _merge(
    clusters: dict[Node, Cluster], drawn: Sequence[tuple[Node, Node, Pair]], terms: Terms, apart: Apart
) -> None:
    between: dict[Node, dict[Node, Between]] = {}
    for left, right, pair in drawn:
        found = between_of(pair).plus(between.get(left, {}).get(right))
        between.setdefault(left, {})[right] = between.setdefault(right, {})[left] = found
    heap: list[tuple[float, Node, Node]] = []

    def offer(left: Node, right: Node) -> None:
        average = between[left][right].average(clusters[left], clusters[right], terms)
        if average >= terms.threshold:
            heapq.heappush(heap, (-average, left, right) if left < right else (-average, right, left))

    for left, there in between.items():
        for right in there:
            if left < right:
                offer(left, right)
    while heap:
        key, keep, gone = heapq.heappop(heap)
        known = between.get(keep, {}).get(gone)
        if known is None or -known.average(clusters[keep], clusters[gone], terms) != key:
            continue  # one of the two has grown since
        del between[keep][gone], between[gone][keep]
        if kept_apart(clusters[keep], clusters[gone], apart) or not clusters[keep].admits(clusters[gone]):
            continue
        clusters[keep].absorb(clusters.pop(gone), known.best)
        for other, more in between.pop(gone).items():
            del between[other][gone]
            between[keep][other] = between[other][keep] = more.plus(between[keep].get(other))
        for other in between[keep]:
            offer(keep, other)


def choose(unit: Cluster, options: Mapping[Cluster, Between], terms: Terms, apart: Apart) -> Choice | None:
    """The cluster that a unit fits better than all others together; None where there is none."""
    fitting = []
    for core, found in options.items():
        average = found.average(unit, core, terms)
        if average >= terms.floor and unit.admits(core) and not kept_apart(unit, core, apart):
            fitting.append((average, core, found.best))
    if not fitting:
        return None
    score, core, best = min(fitting, key=lambda each: (-each[0], each[1].members[0]))
    others = math.fsum(2.0 ** ((each[0] - score) / MILLI) for each in fitting) - 1.0
    return Choice(core, score, best) if others * terms.odds <= 1.0 else None


def settle(
    core: Cluster, takers: Sequence[tuple[Cluster, Choice]], apart: Apart
) -> tuple[Cluster, list[Cluster]]:
    """A core with the units that chose it, the best first, as far as they agree with each other; and these."""
    whole, taken = core.copy(), []
    for unit, choice in sorted(takers, key=lambda each: (-each[1].score, each[0].members[0])):
        if whole.admits(unit) and not kept_apart(whole, unit, apart):
            whole.absorb(unit.copy(), choice.best)
            taken.append(unit)
    return whole, taken
