"""Figures of the linkage model from claims whose truth is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conflictdata.errors import ModelError
from conflictdata.linking._comparisons import ABSENT, VETO, comparisons
from conflictdata.linking._features import features
from conflictdata.linking._link import parts_of
from conflictdata.linking._model import LinkageModel
from conflictdata.linking._pairs import candidates
from conflictdata.model import Claim

SMOOTHING = 1.0
"""Pairs added to each level on both sides, after scaling both to the rarer one: a level never seen weighs 0."""

DOUBT_BITS = 4.0
"""No level counts more than this against a pair (a veto apart): what labels or a generator never show can happen."""


def train(
    claims: Iterable[Claim],
    truth: Mapping[str, object],
    *,
    threshold: float = 0.0,
    margin: float = 0.0,
    about: str = "",
) -> LinkageModel:
    """Estimate m, u and the prior by counting over the pairs that blocking brings together.

    Pairs with a veto are left out of the counts. u is thus the chance of a level among blocked pairs of
    *different* happenings, which takes care of what blocking already fixes (the same place and days).

    Args:
        truth: claim id to whatever stands for its happening.
        threshold, margin: of the model, in bits.
        about: a sentence on where the figures come from.

    Raises:
        ModelError: no blocked pair is a match, or none is not.
    """
    parts = parts_of(claims)
    rows = [features(claim, key) for key, claim in parts]
    told = {key: truth[claim.id] for key, claim in parts}
    compared = comparisons()
    counts: list[dict[str, list[float]]] = [{label: [0.0, 0.0] for label in each.labels} for each in compared]
    totals = [0, 0]
    for i, j in candidates(rows):
        labels = [each.labels[each.level(rows[i], rows[j])] for each in compared]
        if VETO in labels:
            continue
        other = told[rows[i].id] != told[rows[j].id]
        totals[other] += 1
        for table, label in zip(counts, labels, strict=True):
            table[label][other] += 1
    if not all(totals):
        raise ModelError(f"linkage model: cannot train on {totals[0]} matching and {totals[1]} other pairs")
    figures: dict[str, dict[str, tuple[float, float]]] = {}
    for each, table in zip(compared, counts, strict=True):
        said = {label: n for label, n in table.items() if label not in (ABSENT, VETO)}
        figures[each.name] = _shares(said)
    prior = round(totals[0] / (totals[0] + totals[1]), 6)
    return LinkageModel(prior=prior, threshold=threshold, margin=margin, figures=figures, about=about)


def _shares(counts: Mapping[str, list[float]]) -> dict[str, tuple[float, float]]:
    both = [sum(n[side] for n in counts.values()) or 1.0 for side in (0, 1)]
    scale = max(min(both), 10.0)
    total = scale + SMOOTHING * len(counts)
    other = {label: (n[1] / both[1] * scale + SMOOTHING) / total for label, n in counts.items()}
    same = {
        label: max((n[0] / both[0] * scale + SMOOTHING) / total, other[label] / 2**DOUBT_BITS)
        for label, n in counts.items()
    }
    whole = sum(same.values())
    return {label: (round(same[label] / whole, 6), round(other[label], 6)) for label in counts}
