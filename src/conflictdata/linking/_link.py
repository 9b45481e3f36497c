"""``link``: all claims at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

import attrs

from conflictdata.assess._origins import Reports
from conflictdata.assess._weigh import Reliabilities
from conflictdata.errors import ModelError
from conflictdata.linking._clusters import Cluster, Clustering, Pair
from conflictdata.linking._events import event_of
from conflictdata.linking._features import Features, facets, features
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._pairs import candidates, score
from conflictdata.model import Claim, Event, Reason
from conflictdata.model._validate import optional_utc

Engine = Literal["auto", "python", "duckdb"]

PYTHON_UP_TO = 20_000
"""Claims from which ``auto`` scores pairs with Splink on DuckDB; both give the same events."""


@attrs.frozen(kw_only=True)
class Decision:
    """What a person decided about two claims; it overrules the model and survives relinking.

    Attributes:
        left, right: ids of the claims.
        same: whether they describe the same happening.
        by: who decided (an initial or a role; no personal data needed).
        at: when, UTC; of two decisions on one pair the later counts.
        why: in a sentence.
    """

    left: str
    right: str
    same: bool
    by: str = ""
    at: datetime | None = attrs.field(default=None, converter=optional_utc)
    why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids in order."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


def link(
    claims: Iterable[Claim],
    *,
    reports: Reports | None = None,
    decisions: Iterable[Decision] = (),
    reliabilities: Reliabilities | None = None,
    model: LinkageModel | None = None,
    engine: Engine = "auto",
) -> list[Event]:
    """Claims joined into events: the same happening, told by whoever told it.

    The order of the claims does not matter, and a claim given twice counts once.

    Args:
        reports: reports or times of publication by report id, for ``as of`` and for forwards.
        decisions: pairs that people joined or parted.
        reliabilities: by claimant, over those of ``conflictdata.sources``.
        model: the linkage model; None for the shipped one.
        engine: ``python`` scores pairs in this process, ``duckdb`` with Splink; ``auto`` takes Splink for more
            than ``PYTHON_UP_TO`` claims. The events are the same.

    Returns:
        Events in order of time, then id. Every claim is in exactly one; a claim that names several villages is
        in one for each of them, there with that village as its only one.

    Raises:
        ModelError: a decision names one claim twice.
    """
    parts = parts_of(claims)
    linkage = model or LinkageModel.load()
    rows = [features(claim, key) for key, claim in parts]
    if engine == "duckdb" or (engine == "auto" and len(rows) > PYTHON_UP_TO):
        from conflictdata.linking._splink import scored_pairs

        pairs: Iterable[Pair] = scored_pairs(rows, linkage)
    else:
        pairs = score(rows, candidates(rows), Scorer(linkage))
    return events_of_pairs(
        [claim for _, claim in parts],
        rows,
        pairs,
        linkage,
        decisions=decisions,
        reports=reports,
        reliabilities=reliabilities,
    )


def events_of_pairs(
    ordered: Sequence[Claim],
    rows: Sequence[Features],
    pairs: Iterable[Pair],
    linkage: LinkageModel,
    *,
    decisions: Iterable[Decision] = (),
    reports: Reports | None = None,
    reliabilities: Reliabilities | None = None,
) -> list[Event]:
    """Events of claims (facets, in order of key) whose pairs an engine has scored."""
    ruled = latest(decisions)
    same, apart = positions_of(ruled, ordered, rows) if ruled else ([], [])
    clusters = Clustering(rows).run(pairs, margin=linkage.margin, same=same, apart=apart)
    maker = Reasons(ordered, rows, Scorer(linkage), ruled)
    events = [
        event_of(
            [ordered[n] for n in cluster.members],
            reasons=maker.of(cluster), reports=reports, reliabilities=reliabilities,
        )
        for cluster in clusters
    ]  # fmt: skip
    return in_order(events)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by start (undated last), then id."""
    last = datetime.max.replace(tzinfo=UTC)
    return sorted(events, key=lambda event: (event.when.start if event.when else last, event.id))


def unique(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in order of id, each once; of two that differ under one id the same one, whatever the order."""
    found: dict[str, Claim] = {}
    for claim in claims:
        known = found.setdefault(claim.id, claim)
        if known != claim:
            found[claim.id] = min(known, claim, key=repr)
    return [found[id] for id in sorted(found)]


def parts_of(claims: Iterable[Claim]) -> list[tuple[str, Claim]]:
    """The facets of all claims with their keys, in order of key."""
    return sorted((part for claim in unique(claims) for part in facets(claim)), key=lambda part: part[0])


def latest(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The decision that counts for each pair: the latest; of equals the one that keeps apart.

    Raises:
        ModelError: a decision names one claim twice.
    """
    found: dict[tuple[str, str], Decision] = {}
    for each in decisions:
        if each.left == each.right:
            raise ModelError(f"Decision: needs two different claims, got {each.left!r} twice")
        left, right = sorted((each.left, each.right))
        known = found.get((left, right))
        if known is None or _counts(each) > _counts(known):
            found[left, right] = each
    return found


def _counts(decision: Decision) -> tuple[datetime, bool, str, str]:
    return decision.at or datetime.min.replace(tzinfo=UTC), not decision.same, decision.by, decision.why


def positions_of(
    ruled: Mapping[tuple[str, str], Decision], ordered: Sequence[Claim], rows: Sequence[Features]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(joined, parted) pairs of positions; decisions about claims that are not here wait.

    Of claims that name several villages those facets are joined that name the same one.
    """
    position: dict[str, list[int]] = {}
    for n, claim in enumerate(ordered):
        position.setdefault(claim.id, []).append(n)
    same: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    for (left, right), each in sorted(ruled.items()):
        pairs = [(i, j) for i in position.get(left, ()) for j in position.get(right, ())]
        if not each.same:
            apart += pairs
        elif pairs:
            same += [(i, j) for i, j in pairs if rows[i].site == rows[j].site] or pairs[:1]
    return same, apart


class Reasons:
    """Why the claims of a cluster were joined, as ``Reason`` objects."""

    def __init__(
        self,
        claims: Sequence[Claim],
        rows: Sequence[Features],
        scorer: Scorer,
        ruled: Mapping[tuple[str, str], Decision],
    ) -> None:
        self._claims = claims
        self._rows = rows
        self._scorer = scorer
        self._ruled = ruled
        self._about = {id for pair in ruled for id in pair}

    def of(self, cluster: Cluster) -> list[Reason]:
        """Joins from strong to weak, the strongest pair that was kept out, and decisions."""
        found = []
        for weight, i, j in sorted(cluster.joins, key=lambda pair: (-pair[0], pair[1], pair[2])):
            if weight == float("inf"):
                continue  # a decision, told below
            found.append(self._join(weight, i, j))
        if cluster.refused:
            found.append(self._split(cluster))
        if self._ruled and not self._about.isdisjoint(self._claims[n].id for n in cluster.members):
            found += self._overruled({self._claims[n].id for n in cluster.members})
        return found

    def _join(self, weight: float, i: int, j: int) -> Reason:
        parts = self._scorer.reasons(self._rows[i], self._rows[j])
        text = ", ".join(f"{label} {bits:+.1f}" for _, label, bits in parts)
        return Reason(
            code="joined", text=text, claims=(self._claims[i].id, self._claims[j].id), weight=weight
        )

    def _split(self, cluster: Cluster) -> Reason:
        weight, i, j = min(cluster.refused, key=lambda pair: (-pair[0], pair[1], pair[2]))
        members = set(cluster.members)
        inside, outside = (i, j) if i in members else (j, i)
        return Reason(
            code="split",
            text="alike, but joining would put together other claims that cannot be one happening",
            claims=(self._claims[inside].id, self._claims[outside].id),
            weight=None if weight == float("inf") else weight,
        )

    def _overruled(self, members: set[str]) -> list[Reason]:
        found = []
        for (left, right), each in sorted(self._ruled.items()):
            if left in members or right in members:
                verdict = "the same happening" if each.same else "not the same happening"
                why = f": {each.why}" if each.why else ""
                text = f"{each.by or 'somebody'} decided that they are {verdict}{why}"
                found.append(Reason(code="overruled", text=text, claims=(left, right), at=each.at))
        return found
