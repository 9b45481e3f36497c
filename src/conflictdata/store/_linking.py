"""Claims into events inside an archive: all at once, or only those that new claims can touch.

``facets`` keeps, for each claim (or each village it names), what the linkage model compares, the event it is in, and
for a claim about a wider area the claim of the event that its cluster was put to (``choice``). With that, adding a
few claims needs the claims beside them only. It rests on how ``linking`` clusters:

- claims about villages are clustered first, and what two clusters do depends on these two alone;
- then each claim about a wider area goes to the cluster it fits best, so its choice can change only when a cluster
  that it could fit changes; what is left of these is clustered like the villages.

So what is done again is: the clusters around the new claims until the border holds, the choices of the wider claims
beside those that changed, and the events that have gained or lost one. The events are those of a whole run.
"""

from __future__ import annotations

import hashlib
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs

from conflictdata import taxonomy
from conflictdata.assess import known_at
from conflictdata.linking import Decision, _stages
from conflictdata.linking._clusters import Cluster, Pair
from conflictdata.linking._events import event_id, event_of
from conflictdata.linking._features import FINE, Features, features
from conflictdata.linking._link import PYTHON_UP_TO, Reasons, _outside, drawn_by, latest, parts_of
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._pairs import candidates, score
from conflictdata.linking._stages import Apart, Forced, Terms, cluster_all, forced_groups
from conflictdata.linking._stages import choose as _choose
from conflictdata.model import Claim, Event, Reason, Report, content_id
from conflictdata.store import _neighbours, _rows, _write

if TYPE_CHECKING:
    import duckdb

WHOLE_FROM = 0.1
"""Share of the claims that must have changed for all to be linked anew: from there on it is no dearer."""

FEW = 2_000
"""So many changed claims are linked one by one whatever their share."""

_TRACES = frozenset({"merged", "separated"})
_NEVER = datetime.min.replace(tzinfo=UTC)


@attrs.frozen(kw_only=True)
class Material:
    """What linking asks an archive for.

    Attributes:
        claims: standing claims: all, or those with some keys.
        reports: by id, times of publication and whole reports where one forwards another: all, or of some ids.
        decisions: of people, all.
    """

    claims: Callable[[Iterable[int] | None], Iterable[Claim]]
    reports: Callable[[Iterable[str] | None], Mapping[str, Report | datetime]]
    decisions: Sequence[Decision]


def fingerprint() -> str:
    """What stored facets rest on: the model's figures, the comparisons' shape and the kinds of events."""
    parts = (
        repr(LinkageModel.load()),
        [field.name for field in attrs.fields(Features)],
        sorted(taxonomy.kinds().items(), key=str),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def relink(connection: duckdb.DuckDBPyConnection, material: Material, *, whole: bool) -> int:
    """Bring the events up to date; the caller holds the transaction. Gives the number of events.

    Args:
        whole: link all claims, whatever has changed.
    """
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    (pending,) = _column(connection, "SELECT count(DISTINCT key) FROM pending")
    (standing,) = _column(connection, "SELECT count(*) FROM claims WHERE NOT superseded")
    usable = meta.get("linked") == "yes" and meta.get("linkage") == fingerprint()
    few = pending <= max(FEW, standing * WHOLE_FROM) and pending < standing
    from conflictdata.store._local import relink_around

    if whole or not usable or not few or not relink_around(connection, material):
        _whole(connection, material)
    connection.execute("DELETE FROM pending")
    connection.execute("DELETE FROM meta WHERE key IN ('linked', 'linkage')")
    connection.execute("INSERT INTO meta VALUES ('linked', 'yes'), ('linkage', ?)", [fingerprint()])
    (events,) = _column(connection, "SELECT count(*) FROM events")
    return int(events)


def _column(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return [row[0] for row in connection.execute(sql).fetchall()]


def _whole(connection: duckdb.DuckDBPyConnection, material: Material) -> None:
    model = LinkageModel.load()
    parts = parts_of(material.claims(None))
    claims = dict(parts)
    rows = [features(claim, key) for key, claim in parts]
    if len(rows) > PYTHON_UP_TO:
        from conflictdata.linking._splink import scored_pairs

        pairs: list[Pair] = list(scored_pairs(rows, model))
    else:
        pairs = score(rows, candidates(rows), Scorer(model))
    ruled = latest(material.decisions)
    nodes: dict[str, list[int]] = {}
    if ruled:
        for n, (_, claim) in enumerate(parts):
            nodes.setdefault(claim.id, []).append(n)
    same, apart = drawn_by(ruled, nodes, rows.__getitem__)
    forced = forced_groups(same, apart)
    clusters, choices = _clustered(rows, pairs, Terms.of(model), forced, apart)
    outside = _outside(clusters, pairs, rows, model.threshold)
    del pairs
    maker = Reasons(lambda n: parts[n][1], rows.__getitem__, Scorer(model), ruled)
    told = (([rows[n].id for n in each.members], maker.of(each, outside.get(each))) for each in clusters)
    made = events_of(list(told), claims, Before.all(connection), material.reports(None))
    connection.execute("DELETE FROM events")
    connection.execute("DELETE FROM event_claims")
    owner: dict[str, str] = {}
    for batch in _write.batches(made, 20_000):
        for event, members in batch:
            owner |= dict.fromkeys(members, event.id)
        _write.insert_events(connection, [event for event, _ in batch])
    loose = {
        rows[n].id
        for each in clusters
        for n in each.members
        if all(rows[m].grade != FINE for m in each.members)
    }
    connection.execute("DELETE FROM facets")
    together = sorted(rows, key=lambda row: (row.site, row.b0))  # what is asked for together lies together
    _neighbours.put(connection, together, owner, choices, loose)


def _clustered(
    rows: Sequence[Features], pairs: Sequence[Pair], terms: Terms, forced: Forced, apart: Apart
) -> tuple[list[Cluster], dict[str, str]]:
    """The clusters, and for each claim about a wider area that fits an event in a village a claim of that event."""
    chosen: dict[str, str] = {}

    def noted(unit: Cluster, options: Mapping[Cluster, _stages.Between], *rest: Any) -> _stages.Choice | None:
        choice = _choose(unit, options, *rest)
        if choice is not None:
            _, left, right = choice.best
            inside = set(unit.members)
            chosen[rows[unit.members[0]].id] = rows[right if left in inside else left].id
        return choice

    return cluster_all(rows, pairs, terms, forced=forced, apart=apart, chooser=noted), chosen


def bare(id: str) -> Claim:
    """A claim of which only the id is asked for."""
    found: Any = types.SimpleNamespace(id=id)
    return found  # type: ignore[no-any-return]


@attrs.frozen
class Before:
    """What was linked before: by facet its event, and the traces that events carry."""

    owner: Mapping[str, str]
    traces: Mapping[str, tuple[Reason, ...]]
    taken: Callable[[str], bool]
    """Whether an event that is not made anew has this id."""

    @classmethod
    def all(cls, connection: duckdb.DuckDBPyConnection) -> Before:
        """All events, each of which is made anew."""
        owner = dict(connection.execute("SELECT facet, event FROM facets").fetchall())
        marked = " OR ".join(f"contains(record, '\"{code}\"')" for code in sorted(_TRACES))
        found = connection.execute(f"SELECT id, record FROM events WHERE {marked}").fetchall()
        return cls(owner, {id: traces_of(record) for id, record in found}, lambda _: False)


def traces_of(record: str) -> tuple[Reason, ...]:
    """The reasons of a stored event that tell what became of its claims' earlier events."""
    return tuple(each for each in _rows.read_event(record, ()).reasons if each.code in _TRACES)


def events_of(
    clusters: Sequence[tuple[Sequence[str], Sequence[Reason]]],
    claims: Mapping[str, Claim],
    before: Before,
    reports: Mapping[str, Report | datetime],
) -> Iterator[tuple[Event, Sequence[str]]]:
    """Each cluster (keys of facets, and why) as an event under the id it keeps, with the keys of its facets.

    An event that gains claims keeps its id, of two that become one the older id stays, and the reasons ``merged``
    and ``separated`` tell what happened, as with ``linking.Linker``.
    """
    homes, founders = _homes([members for members, _ in clusters], claims, before)
    given: set[str] = set(homes)
    for n, (members, why) in enumerate(clusters):
        told = [claims[key] for key in members]
        known = {claim.id: known_at(claim, reports=reports) or _NEVER for claim in told}
        events = {before.owner[key] for key in members if key in before.owner}
        kept = sorted(
            (event for event in events if homes[event] == n),
            key=lambda event: (known.get(founders.get(event, ""), _NEVER), event),
        )
        id = (
            kept[0]
            if kept
            else event_id(
                min(
                    zip(told, members, strict=True), key=lambda pair: (known[pair[0].id], pair[0].id, pair[1])
                )[0]
            )
        )
        while not kept and (id in given or before.taken(id)):
            id = content_id("evt", id)
        given.add(id)
        traces = [trace for event in kept for trace in before.traces.get(event, ())]
        for event in kept[1:]:
            text = f"{event} was found to be the same happening and became part of this event"
            traces.append(
                Reason(code="merged", text=text, claims=tuple(founders[e] for e in (event,) if e in founders))
            )
        for event in sorted(events - set(kept)):
            text = f"claims that were part of {event} were found to be another happening"
            moved = sorted(
                {c.id for c, key in zip(told, members, strict=True) if before.owner.get(key) == event}
            )
            traces.append(Reason(code="separated", text=text, claims=moved))
        reasons = (*why, *dict.fromkeys(traces))
        yield event_of(told, reasons=reasons, reports=reports, id=id), members


def _homes(
    clusters: Sequence[Sequence[str]], claims: Mapping[str, Claim], before: Before
) -> tuple[dict[str, int], dict[str, str]]:
    """The cluster that keeps the id of each earlier event, and the claim that gave the id.

    It is the cluster of that claim; where the claim no longer stands, the one with most of the event's claims.
    """
    homes: dict[str, int] = {}
    founders: dict[str, str] = {}
    held: dict[str, dict[int, int]] = {}
    for n, members in enumerate(clusters):
        for key in members:
            event = before.owner.get(key)
            if event is None or event in homes:
                continue
            if event_id(claims[key]) == event:
                homes[event], founders[event] = n, claims[key].id
                held.pop(event, None)
            else:
                counted = held.setdefault(event, {})
                counted[n] = counted.get(n, 0) + 1
    heirs = {event: min(counted, key=lambda n: (-counted[n], n)) for event, counted in held.items()}
    return heirs | homes, founders
