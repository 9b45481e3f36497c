"""The linkage model (Fellegi and Sunter 1969): m and u of each level, the prior, the threshold.

The weight of a pair is ``log2(prior odds) + sum(log2(m / u))`` over the comparisons, in bits. The shipped
figures are in ``weights.json``; ``scripts/train_linkage.py`` makes them.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from conflictdata.errors import ModelError
from conflictdata.linking._comparisons import ABSENT, VETO, Comparison, comparisons
from conflictdata.linking._features import Features, slack_hours

Vector = tuple[int, ...]

_REMEMBERED = 1_000_000
"""Comparisons that are remembered while many pairs are scored."""

_FEW = 4
"""So many claims say the same, on average, where whole weights are remembered."""

_SHARES = 9
_Telling = tuple[str, str, str, str | None]
"""Report, key of the text, claimant and key of the evidence of a claim."""

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

    def weights(
        self, rows: Sequence[Features], pairs: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[float, int, int]]:
        """``weight`` of many pairs (positions in ``rows``) that no level forbids, with the pair.

        What two claims say is compared once for all claims that say the same, and so is who tells it, by what the
        two share: nothing else is looked at by the levels.
        """
        said = _numbered(map(_what, rows))
        spans = _numbered((row.timed, row.t0, row.t1, slack_hours(row.timed, row.kind)) for row in rows)
        told = [(row.report, row.text_key, row.claimant, row.evidence_key) for row in rows]
        whole = _numbered(zip(said, spans, strict=True))
        if rows and (max(whole) + 1) * _FEW > len(rows):
            yield from self._of_many(rows, pairs, said, spans, told)
            return
        size = len(rows)
        known: dict[int, float | None] = {}
        for i, j in pairs:
            key = (whole[i] * size + whole[j]) * _SHARES + _share(told[i], told[j])
            if key not in known:
                known[key] = self.weight(rows[i], rows[j])
            bits = known[key]
            if bits is not None:
                yield bits, i, j

    def _of_many(
        self,
        rows: Sequence[Features],
        pairs: Iterable[tuple[int, int]],
        said: Sequence[int],
        spans: Sequence[int],
        told: Sequence[_Telling],
    ) -> Iterator[tuple[float, int, int]]:
        """``weights`` where most claims are timed in a way of their own: what they say, when and who, one by one."""
        time, (origin, of_origin), (speaker, of_speaker) = (self._levels[n] for n in (1, 6, 7))
        size = len(rows)
        known: dict[int, tuple[float, ...] | None] = {}
        timed: dict[int, float | None] = {}
        shared: dict[int, tuple[float, float]] = {}
        for i, j in pairs:
            key = said[i] * size + said[j]
            if key not in known:
                known[key] = self._untimed(rows[i], rows[j])
            bits = known[key]
            if bits is None:
                continue
            key = spans[i] * size + spans[j]
            if key not in timed:
                timed[key] = time[1][time[0](rows[i], rows[j])]
            when = timed[key]
            if when is None:
                continue
            key = _share(told[i], told[j])
            if key not in shared:
                a, b = rows[i], rows[j]
                shared[key] = of_origin[origin(a, b)] or 0.0, of_speaker[speaker(a, b)] or 0.0
            place, kind, agent, target, quantity = bits
            first, second = shared[key]
            # in the order of ``weight``, so that not even the last digit differs
            yield round(place + when + kind + agent + target + quantity + first + second, 3), i, j
            if len(known) + len(timed) > _REMEMBERED:
                known.clear()
                timed.clear()

    def _untimed(self, a: Features, b: Features) -> tuple[float, ...] | None:
        """Bits of place (with the prior), kind, agent, target and quantity; None where a level forbids the pair."""
        found = []
        for n in (0, 2, 3, 4, 5):
            level, row = self._levels[n]
            bits = row[level(a, b)]
            if bits is None:
                return None
            found.append(bits)
        found[0] += self.model.prior_bits
        return tuple(found)

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


def _what(row: Features) -> tuple[Any, ...]:
    """What the levels of place, kind, agent, target and quantity look at."""
    return (
        row.site, row.grade, row.region, row.x, row.y, row.z, row.reach, row.kind, row.agent, row.agent_side,
        row.object, row.target_side, row.unit, row.quantity,
    )  # fmt: skip


def _share(left: _Telling, right: _Telling) -> int:
    """What two claims share of who tells them: all that the levels of origin and speaker look at."""
    if left[0] == right[0]:
        return 0
    cited = left[3] is not None and left[3] == right[3]
    return 1 + (left[1] == right[1]) + 2 * (left[2] == right[2]) + 4 * cited


def _numbered(values: Iterable[Any]) -> list[int]:
    """A number for each value, the same for equal ones."""
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values]


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
