"""Blocking and scoring in plain Python: what small inputs and single new claims use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conflictdata.linking._clusters import Pair
from conflictdata.linking._features import AREA, FINE, REGION, Features
from conflictdata.linking._model import Scorer

Key = tuple[str, int]


def keys(row: Features) -> Iterator[Key]:
    """Blocking keys of a claim: its site on each day it may speak of."""
    for bucket in range(row.b0, row.b1 + 1):
        yield row.site, bucket


def region_keys(row: Features) -> Iterator[Key]:
    """Keys under which claims about a wider area meet those about a named place inside it."""
    if row.region is not None and (row.grade == FINE or AREA <= row.grade <= REGION):
        for bucket in range(row.b0, row.b1 + 1):
            yield row.region, bucket


def candidates(rows: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that blocking brings together, each once."""
    sites: dict[Key, list[int]] = {}
    fine: dict[Key, list[int]] = {}
    coarse: dict[Key, list[int]] = {}
    for n, row in enumerate(rows):
        for key in keys(row):
            sites.setdefault(key, []).append(n)
        side = fine if row.grade == FINE else coarse
        for key in region_keys(row):
            side.setdefault(key, []).append(n)
    for (_, bucket), group in sites.items():
        for at, i in enumerate(group):
            for j in group[at + 1 :]:
                if bucket == max(rows[i].b0, rows[j].b0):
                    yield i, j
    for key, group in coarse.items():
        for i in group:
            for j in fine.get(key, ()):
                if key[1] == max(rows[i].b0, rows[j].b0):
                    yield (i, j) if i < j else (j, i)


def score(rows: Sequence[Features], pairs: Iterable[tuple[int, int]], scorer: Scorer) -> list[Pair]:
    """The pairs at or above the model's floor, with their weights."""
    least = scorer.model.floor
    return [pair for pair in scorer.weights(rows, pairs) if pair[0] >= least]
