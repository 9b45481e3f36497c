"""Claims into events inside an archive: all at once, or only those that new claims can touch.

``facets`` keeps, for each claim (or each village it names), what the linkage model compares, the event it is in, and
for a claim about a wider area the claim of the event that its cluster was put to (``choice``). With that, adding a
few claims needs the claims beside them only. It rests on how ``linking`` clusters:

- claims of one site on overlapping days are clustered first, and claims of other sites or days play no part in it;
- then each cluster about a wider area goes to the one event it fits best, so its choice can change only when a
  cluster that it could fit changes.

So what is done again is: the clusters of the new claims' sites, the choices of the wider clusters beside those that
changed, and the events that have gained or lost one. The events are those of a whole run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs

from conflictdata import taxonomy
from conflictdata.assess import known_at
from conflictdata.linking import Decision
from conflictdata.linking._clusters import Cluster, Clustering, Pair
from conflictdata.linking._events import event_id, event_of
from conflictdata.linking._features import FINE, Features, features
from conflictdata.linking._link import PYTHON_UP_TO, Reasons, latest, parts_of, positions_of
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._pairs import candidates, score
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


class Choosing(Clustering):
    """A clustering that tells which event each cluster about a wider area was put to."""

    def __init__(self, rows: Sequence[Features]) -> None:
        super().__init__(rows)
        self.chosen: list[Pair] = []

    def _merge(self, pair: Pair, *, forced: bool = False) -> bool:
        if not forced and self._rows[pair[1]].site != self._rows[pair[2]].site:
            self.chosen.append(pair)
        return super()._merge(pair, forced=forced)

    def choices(self) -> dict[str, str]:
        """Key of the wide claim to key of the claim in a village, of the strongest pair of each choice."""
        found = {}
        for _, i, j in self.chosen:
            wide, fine = (i, j) if self._rows[i].grade != FINE else (j, i)
            found[self._rows[wide].id] = self._rows[fine].id
        return found


def _whole(connection: duckdb.DuckDBPyConnection, material: Material) -> None:
    model = LinkageModel.load()
    parts = parts_of(material.claims(None))
    claims = [claim for _, claim in parts]
    rows = [features(claim, key) for key, claim in parts]
    if len(rows) > PYTHON_UP_TO:
        from conflictdata.linking._splink import scored_pairs

        pairs: Iterable[Pair] = scored_pairs(rows, model)
    else:
        pairs = score(rows, candidates(rows), Scorer(model))
    ruled = latest(material.decisions)
    same, apart = positions_of(ruled, claims, rows) if ruled else ([], [])
    clustering = Choosing(rows)
    clusters = clustering.run(pairs, margin=model.margin, same=same, apart=apart)
    maker = Reasons(claims, rows, Scorer(model), ruled)
    made = events_of(clusters, claims, rows, maker, Before.all(connection), material.reports(None))
    connection.execute("DELETE FROM events")
    connection.execute("DELETE FROM event_claims")
    owner: dict[str, str] = {}
    for batch in _write.batches(made, 20_000):
        for event, members in batch:
            owner |= dict.fromkeys(members, event.id)
        _write.insert_events(connection, [event for event, _ in batch])
    connection.execute("DELETE FROM facets")
    together = sorted(rows, key=lambda row: (row.site, row.b0))  # what is asked for together lies together
    _neighbours.put(connection, together, owner, clustering.choices())


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
    clusters: Sequence[Cluster],
    claims: Sequence[Claim],
    rows: Sequence[Features],
    maker: Reasons,
    before: Before,
    reports: Mapping[str, Report | datetime],
) -> Iterator[tuple[Event, list[str]]]:
    """Each cluster as an event under the id it keeps, with the keys of its facets.

    An event that gains claims keeps its id, of two that become one the older id stays, and the reasons ``merged``
    and ``separated`` tell what happened, as with ``linking.Linker``.
    """
    homes, founders = _homes(clusters, claims, rows, before)
    given: set[str] = set(homes)
    for n, cluster in enumerate(clusters):
        members = [rows[i].id for i in cluster.members]
        told = [claims[i] for i in cluster.members]
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
        reasons = (*maker.of(cluster), *dict.fromkeys(traces))
        yield event_of(told, reasons=reasons, reports=reports, id=id), members


def _homes(
    clusters: Sequence[Cluster], claims: Sequence[Claim], rows: Sequence[Features], before: Before
) -> tuple[dict[str, int], dict[str, str]]:
    """The cluster that keeps the id of each earlier event, and the claim that gave the id.

    It is the cluster of that claim; where the claim no longer stands, the one with most of the event's claims.
    """
    homes: dict[str, int] = {}
    founders: dict[str, str] = {}
    held: dict[str, dict[int, int]] = {}
    for n, cluster in enumerate(clusters):
        for i in cluster.members:
            event = before.owner.get(rows[i].id)
            if event is None or event in homes:
                continue
            if event_id(claims[i]) == event:
                homes[event], founders[event] = n, claims[i].id
                held.pop(event, None)
            else:
                counted = held.setdefault(event, {})
                counted[n] = counted.get(n, 0) + 1
    heirs = {event: min(counted, key=lambda n: (-counted[n], n)) for event, counted in held.items()}
    return heirs | homes, founders
