"""``link``: all claims at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

import attrs

from conflictdata.assess._origins import Reports
from conflictdata.assess._weigh import Reliabilities
from conflictdata.errors import ModelError
from conflictdata.linking._clusters import Cluster, Node, Pair, strongest
from conflictdata.linking._events import event_of
from conflictdata.linking._features import Features, facets, features
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._pairs import candidates, score
from conflictdata.linking._stages import Terms, cluster_all, forced_groups
from conflictdata.model import Claim, Event, Reason
from conflictdata.model._validate import given, optional_utc, shown

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
        ModelError: a decision names one claim twice, or ``claims`` is no iterable of ``Claim``.
    """
    if not (reports is None or isinstance(reports, Mapping)):
        raise ModelError(
            f"link: reports must be a mapping of report id to Report or time, got {shown(reports)}"
        )
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
    nodes: dict[str, list[int]] = {}
    if ruled:
        for n, claim in enumerate(ordered):
            nodes.setdefault(claim.id, []).append(n)
    same, apart = drawn_by(ruled, nodes, rows.__getitem__)
    kept = pairs if isinstance(pairs, list) else list(pairs)
    forced = forced_groups(same, apart)
    clusters = cluster_all(rows, kept, Terms.of(linkage), forced=forced, apart=apart)
    outside = _outside(clusters, kept, rows, linkage.threshold)
    del kept, pairs
    maker = Reasons(ordered.__getitem__, rows.__getitem__, Scorer(linkage), ruled)
    events = [
        event_of(
            [ordered[n] for n in cluster.members],
            reasons=maker.of(cluster, outside.get(cluster)), reports=reports, reliabilities=reliabilities,
        )
        for cluster in clusters
    ]  # fmt: skip
    return in_order(events)


def _outside(
    clusters: Iterable[Cluster], pairs: Iterable[Pair], rows: Sequence[Features], threshold: float
) -> dict[Cluster, Pair]:
    """The strongest pair that each cluster's claims have with others of their site, where it would join."""
    of = {n: cluster for cluster in clusters for n in cluster.members}
    found: dict[Cluster, Pair] = {}
    for pair in pairs:
        weight, i, j = pair
        if weight >= threshold and of[i] is not of[j] and rows[i].site == rows[j].site:
            for cluster in (of[i], of[j]):
                known = found.get(cluster)
                if known is None or strongest(pair) < strongest(known):
                    found[cluster] = pair
    return found


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by start (undated last), then id."""
    last = datetime.max.replace(tzinfo=UTC)
    return sorted(events, key=lambda event: (event.when.start if event.when else last, event.id))


def unique(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in order of id, each once; of two that differ under one id the same one, whatever the order."""
    found: dict[str, Claim] = {}
    for claim in given(claims, Claim, "link"):
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


def drawn_by(
    ruled: Mapping[tuple[str, str], Decision],
    nodes: Mapping[str, Sequence[Node]],
    row: Callable[[Node], Features],
) -> tuple[list[tuple[Node, Node]], dict[Node, set[Node]]]:
    """Pairs that decisions join, and for each claim those they part it from.

    Of claims that name several villages those facets are joined that name the same one. Decisions about claims that
    are not here wait.

    Args:
        nodes: the facets of each claim, in order, by its id.
    """
    same: list[tuple[Node, Node]] = []
    apart: dict[Node, set[Node]] = {}
    for (left, right), each in sorted(ruled.items()):
        pairs = [(i, j) for i in nodes.get(left, ()) for j in nodes.get(right, ())]
        if each.same:
            same += [(i, j) for i, j in pairs if row(i).site == row(j).site] or pairs[:1]
            continue
        for i, j in pairs:
            apart.setdefault(i, set()).add(j)
            apart.setdefault(j, set()).add(i)
    return same, apart


class Reasons:
    """Why the claims of a cluster were joined, as ``Reason`` objects."""

    def __init__(
        self,
        claim: Callable[[Node], Claim],
        row: Callable[[Node], Features],
        scorer: Scorer,
        ruled: Mapping[tuple[str, str], Decision],
    ) -> None:
        self._claim = claim
        self._row = row
        self._scorer = scorer
        self._ruled = ruled
        self._about = {id for pair in ruled for id in pair}

    def of(self, cluster: Cluster, outside: Pair | None = None) -> list[Reason]:
        """Joins from strong to weak, the strongest pair that was kept out, and decisions."""
        found = [self._join(*pair) for pair in sorted(cluster.joins, key=strongest)]
        if outside is not None:
            found.append(self.kept_out(cluster.members, outside))
        if self._ruled:
            members = {self._claim(node).id for node in cluster.members}
            if not self._about.isdisjoint(members):
                found += self._overruled(members)
        return found

    def _join(self, weight: float, i: Node, j: Node) -> Reason:
        parts = self._scorer.reasons(self._row(i), self._row(j))
        text = ", ".join(f"{label} {bits:+.1f}" for _, label, bits in parts)
        return Reason(code="joined", text=text, claims=(self._claim(i).id, self._claim(j).id), weight=weight)

    def kept_out(self, members: Iterable[Node], pair: Pair) -> Reason:
        """The pair of which one claim is among the members and the other was kept out."""
        weight, i, j = pair
        inside, outside = (i, j) if i in set(members) else (j, i)
        return Reason(
            code="split",
            text="alike, but the claims of the two events together are not one happening",
            claims=(self._claim(inside).id, self._claim(outside).id),
            weight=weight,
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
