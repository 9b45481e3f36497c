"""The linkage model (Fellegi and Sunter 1969): m and u of each level, the prior, the threshold.

The weight of a pair is ``log2(prior odds) + sum(log2(m / u))`` over the comparisons, in bits. The shipped
figures are in ``weights.json``; ``scripts/train_linkage.py`` makes them.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from conflictdata.errors import ModelError
from conflictdata.linking._comparisons import ABSENT, VETO, Comparison, comparisons
from conflictdata.linking._features import Features

Vector = tuple[int, ...]

VETO_M, VETO_U = 1e-15, 0.999
"""The probabilities that stand for a veto where an engine knows only m and u."""


@attrs.frozen(kw_only=True)
class LinkageModel:
    """Figures of the model.

    Attributes:
        prior: probability that two claims which blocking brings together describe the same happening.
        threshold: least mean weight of the pairs between two clusters, in bits, that joins them.
        margin: bits by which the best event must beat all others together before a claim about a wider area is put
            to it; 0 is "more likely than not".
        figures: comparison name to level label to (m, u).
        about: where the figures come from.
    """

    prior: float
    threshold: float
    margin: float
    figures: Mapping[str, Mapping[str, tuple[float, float]]] = attrs.field(hash=False)
    about: str = ""

    @classmethod
    def load(cls, path: str | PathLike[str] | None = None) -> LinkageModel:
        """The shipped model, or one that ``save`` wrote.

        Raises:
            ModelError: the file is no model of this version.
        """
        if path is None:
            return _shipped()
        return _read(Path(path).read_text(encoding="utf-8"), str(path))

    def save(self, path: str | PathLike[str]) -> None:
        """Write the figures as JSON."""
        record = attrs.asdict(self)
        Path(path).write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def weights(self) -> tuple[tuple[float | None, ...], ...]:
        """Bits of each level of each comparison; None for a veto."""
        return tuple(tuple(self.bits(each.name, label) for label in each.labels) for each in comparisons())

    def bits(self, comparison: str, label: str) -> float | None:
        """Weight of one level in bits; 0 where a side says nothing, None for a veto."""
        if label == ABSENT:
            return 0.0
        if label == VETO:
            return None
        m, u = self.probabilities(comparison, label)
        return math.log2(m / u)

    def probabilities(self, comparison: str, label: str) -> tuple[float, float]:
        """(m, u) of one level.

        Raises:
            ModelError: the model has no figures for it.
        """
        if label == VETO:
            return VETO_M, VETO_U
        try:
            m, u = self.figures[comparison][label]
        except KeyError:
            raise ModelError(
                f"linkage model: no figures for {comparison!r}, level {label!r}; train it again "
                "(scripts/train_linkage.py) or load the shipped one"
            ) from None
        return m, u

    @property
    def floor(self) -> float:
        """Least weight of a pair, in bits, that is kept: as evidence, and to put a wider area's claim to an event."""
        return self.threshold - 1.0

    @property
    def prior_bits(self) -> float:
        """Prior odds in bits."""
        return math.log2(self.prior / (1 - self.prior))


class Scorer:
    """Scores pairs in plain Python with the figures of a model."""

    def __init__(self, model: LinkageModel) -> None:
        self.model = model
        self._comparisons: tuple[Comparison, ...] = comparisons()
        self._levels = tuple(
            (each.level, row) for each, row in zip(self._comparisons, model.weights(), strict=True)
        )

    def weight(self, a: Features, b: Features) -> float | None:
        """Bits in favour of the pair, rounded to a thousandth; None where a level forbids it."""
        total = self.model.prior_bits
        for level, row in self._levels:
            bits = row[level(a, b)]
            if bits is None:
                return None
            total += bits
        return round(total, 3)

    def vector(self, a: Features, b: Features) -> Vector:
        """Level of each comparison."""
        return tuple(level(a, b) for level, _ in self._levels)

    def reasons(self, a: Features, b: Features) -> list[tuple[str, str, float]]:
        """(comparison, label, bits) of every comparison that says something about the pair."""
        found = []
        for each, (level, row) in zip(self._comparisons, self._levels, strict=True):
            n = level(a, b)
            bits = row[n]
            if bits is not None and each.labels[n] != ABSENT:
                found.append((each.name, each.labels[n], round(bits, 2)))
        return found


@functools.cache
def _shipped() -> LinkageModel:
    text = resources.files("conflictdata.linking").joinpath("weights.json").read_text(encoding="utf-8")
    return _read(text, "conflictdata/linking/weights.json")


def _read(text: str, path: str) -> LinkageModel:
    try:
        record: dict[str, Any] = json.loads(text)
        figures = {
            name: {label: (float(m), float(u)) for label, (m, u) in levels.items()}
            for name, levels in record.pop("figures").items()
        }
        return LinkageModel(figures=figures, **record)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not a linkage model: {error}") from error
