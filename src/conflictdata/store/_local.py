"""Linking the few claims that have changed, with the claims beside them: the steps of ``_linking``.

It follows ``linking._stages``: what two clusters do in a stage depends on these two alone, so where clusters come out as
they were nothing has crossed the border.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from conflictdata.linking._clusters import Cluster, Pair, strongest
from conflictdata.linking._features import FINE, Features, features
from conflictdata.linking._link import Reasons, parts_of
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._pairs import Key, candidates, region_keys, score
from conflictdata.linking._stages import (
    Between,
    Choice,
    Terms,
    agglomerate,
    between_of,
    choose,
    settle,
    units_of,
)
from conflictdata.model import Claim
from conflictdata.store import _neighbours, _rows, _write
from conflictdata.store._linking import Before, Material, bare, events_of, traces_of
from conflictdata.store._neighbours import Neighbours, Stored, claim_of

if TYPE_CHECKING:
    import duckdb

Group = frozenset[str]
"""Keys of the facets of a cluster of one stage."""


def relink_around(connection: duckdb.DuckDBPyConnection, material: Material) -> bool:
    """Link the pending claims and what they touch; the caller holds the transaction.

    Returns:
        False where that cannot be told apart from the rest, or people ruled about claims beside; then nothing has
        been changed.
    """
    pending = [key for (key,) in connection.execute("SELECT DISTINCT key FROM pending").fetchall()]
    if not pending:
        return True
    parts = dict(parts_of(material.claims(pending)))
    rows = [features(claim, key) for key, claim in parts.items()]
    return _Local(connection, material, Neighbours(connection, pending, rows)).run()


class _Local:
    """One run. Facets are held by key in ``_known``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, material: Material, near: Neighbours) -> None:
        self._connection = connection
        self._material = material
        self._near = near
        self._model = LinkageModel.load()
        self._scorer = Scorer(self._model)
        self._terms = Terms.of(self._model)
        self._bound = {id for each in material.decisions for id in (each.left, each.right)}
        self._known: dict[str, Stored] = {each.row.id: each for each in near.fresh}
        self._events: dict[str, list[Stored]] = {}  # facets of an event that still stand as they were
        self._cores: dict[str, Cluster] = {}  # first stage, by claim; those made anew and others as they were
        self._loose: dict[str, bool] = {}  # units whose place was looked at

    def run(self) -> bool:
        """Link; False where the events cannot be told apart from the others."""
        old = self._near.old
        gone = [key for key, each in old.items() if each.row.grade == FINE]
        fresh = {each.row.id for each in self._near.fresh}
        made, replaced = self._around(
            {key for key in fresh if self._row(key).grade == FINE}, gone, lambda each: each.row.grade == FINE
        )
        self._cores |= {key: core for core in made for key in core.members}
        before = {frozenset(group) for group in replaced}
        changed = [
            core for core in made if frozenset(core.members) not in before or fresh & set(core.members)
        ]
        choices = self._rechoose(changed, replaced, gone)
        cores = {id(core): core for core in changed}
        for key, choice in choices.items():
            if self._is_as_it_was(key, choice):
                continue
            cores |= {id(core): core for core in self._concerned(key, choice)}
        cores |= {id(core): core for each in old.values() if (core := self._core_of(each.choice)) is not None}
        wholes, kept = self._settle(list(cores.values()), choices)
        loose = self._left(set(choices) | kept.keys())
        if any(claim_of(key) in self._bound for key in (*self._known, *old)):
            return False
        return self._write([*wholes, *loose], choices | kept)

    # --- what is known -----------------------------------------------------------------------------------

    def _row(self, key: str) -> Features:
        return self._known[key].row

    def _keep(self, found: Iterable[Stored]) -> list[Stored]:
        return [self._known.setdefault(each.row.id, each) for each in found]

    def _load_events(self, ids: Iterable[str | None]) -> None:
        missing = {id for id in ids if id is not None} - self._events.keys()
        self._events |= {id: [] for id in missing}
        for each in self._keep(self._near.of_events(missing)):
            self._events[each.event or ""].append(each)

    def _was(self, each: Stored) -> Group:
        """The cluster of its stage that a facet was in; the event has been loaded."""
        if each.event is None or each.row.id not in {one.row.id for one in self._events.get(each.event, ())}:
            return frozenset((each.row.id,))
        fine = each.row.grade == FINE
        return frozenset(
            one.row.id
            for one in self._events[each.event]
            if (one.row.grade == FINE) == fine and (fine or one.loose)
        )

    def _pairs(self, pool: Iterable[str]) -> list[Pair]:
        rows = [self._row(key) for key in sorted(pool)]
        near = ((i, j) for i, j in candidates(rows) if rows[i].site == rows[j].site)
        return [(weight, rows[i].id, rows[j].id) for weight, i, j in score(rows, near, self._scorer)]

    def _clustered(self, pool: Iterable[str]) -> list[Cluster]:
        keys = sorted(pool)
        return agglomerate(units_of(keys, self._row, {}), self._pairs(keys), self._terms, {})

    # --- first and third stage ---------------------------------------------------------------------------

    def _around(
        self, seeds: set[str], gone: Iterable[str], inside: Callable[[Stored], bool]
    ) -> tuple[list[Cluster], list[Group]]:
        """Agglomerate around some claims until nothing beside them changes: (new clusters, clusters they replace).

        Args:
            gone: facets, as they were, that are not in this stage any more.
        """
        left = [self._near.old.get(key) or self._known[key] for key in gone]
        self._load_events(each.event for each in left)
        replaced = [self._was(each) | {each.row.id} for each in left]
        dirty = {
            one.row.id for each in left for one in self._events.get(each.event or "", ())
            if one.row.id in self._was_beside(each) and inside(one)
        } | seeds  # fmt: skip
        while True:
            beside = [each for each in self._keep(self._near.beside(map(self._row, dirty))) if inside(each)]
            self._load_events(each.event for each in beside)
            kept = {
                group
                for each in beside
                if each.row.id not in dirty and not dirty & (group := self._was(each))
            }
            made = [
                each for each in self._clustered(dirty.union(*kept)) if frozenset(each.members) not in kept
            ]
            grown = {key for each in made for key in each.members}
            if grown <= dirty:
                return made, replaced + [
                    self._was_whole(self._known[key]) for key in dirty if key not in seeds
                ]
            dirty |= grown.union(*(self._was(self._known[key]) for key in grown))

    def _was_whole(self, each: Stored) -> Group:
        """The same with what has gone from it, which is marked, as a facet may have come back in another form."""
        fine = each.row.grade == FINE
        gone = (
            f"gone {key}"
            for key, one in self._near.old.items()
            if one.event == each.event and (one.row.grade == FINE) == fine
        )
        return self._was(each).union(gone)

    def _was_beside(self, each: Stored) -> Group:
        """What was in one cluster with a facet that is gone."""
        fine = each.row.grade == FINE
        return frozenset(
            one.row.id
            for one in self._events.get(each.event or "", ())
            if (one.row.grade == FINE) == fine and (fine or one.loose)
        )

    def _left(self, asked: Iterable[str]) -> list[Cluster]:
        """The third stage around claims that have come into it or left it."""
        keys = {*asked, *(each.row.id for each in self._near.fresh if each.row.grade != FINE)}
        fresh = {each.row.id for each in self._near.fresh}
        for key in keys:
            self._loose.setdefault(key, True)
        come = {key for key in keys if self._loose[key] and (key in fresh or not self._known[key].loose)}
        gone = {key for key in keys - fresh if not self._loose[key] and self._known[key].loose}
        gone |= {key for key, each in self._near.old.items() if each.loose}

        def inside(each: Stored) -> bool:
            return each.row.grade != FINE and self._loose.get(each.row.id, each.loose)

        made, _ = self._around(come, gone, inside)
        return made

    # --- second stage ------------------------------------------------------------------------------------

    def _rechoose(
        self, changed: Sequence[Cluster], replaced: Sequence[Group], gone: Sequence[str]
    ) -> dict[str, Choice | None]:
        """What claims about a wider area choose now, where that may have changed."""
        moved = {key for core in changed for key in core.members} | {
            key for group in replaced for key in group
        }
        fine = [row for key in moved if key in self._known and (row := self._row(key)).grade == FINE]
        fine += [self._near.old[key].row for key in gone]
        asked = [
            each
            for each in self._keep([*self._near.across(fine), *self._near.choosing(gone)])
            if each.row.grade != FINE
        ]
        asked += [each for each in self._near.fresh if each.row.grade != FINE]
        wide = {each.row.id for each in asked}
        there = self._keep(self._near.across(map(self._row, sorted(wide))))
        self._know_cores([*there, *self._chosen(asked)])
        options = self._options(wide, {each.row.id for each in there})
        return {key: self._choose(key, options.get(key, {})) for key in sorted(wide)}

    def _chosen(self, found: Iterable[Stored]) -> list[Stored]:
        keys = {each.choice for each in (*found, *self._near.old.values()) if each.choice is not None}
        return [each for each in self._keep(self._near.of_claims(map(claim_of, keys))) if each.row.id in keys]

    def _know_cores(self, found: Iterable[Stored]) -> None:
        """Know the clusters of the first stage that some facets are in."""
        missing = [each for each in found if each.row.grade == FINE and each.row.id not in self._cores]
        self._load_events(each.event for each in missing)
        for each in missing:
            if each.row.id not in self._cores:
                for core in self._clustered(self._was(each)):
                    self._cores |= dict.fromkeys(core.members, core)

    def _core_of(self, key: str | None) -> Cluster | None:
        return self._cores.get(key) if key is not None else None

    def _options(self, wide: Iterable[str], fine: Iterable[str]) -> dict[str, dict[Cluster, Between]]:
        """For each unit what kept pairs say of it and of the clusters beside it."""
        by_key: defaultdict[Key, list[str]] = defaultdict(list)
        for key in fine:
            if self._row(key).grade == FINE:
                for name in region_keys(self._row(key)):
                    by_key[name].append(key)
        found: dict[str, dict[Cluster, Between]] = {}
        for key in wide:
            row = self._row(key)
            others = {other for name in region_keys(row) for other in by_key.get(name, ())}
            for other in others:
                weight = self._scorer.weight(*sorted((row, self._row(other)), key=lambda each: each.id))
                if weight is not None and weight >= self._model.floor:
                    pair = (weight, key, other) if key < other else (weight, other, key)
                    there = found.setdefault(key, {})
                    core = self._cores[other]
                    there[core] = between_of(pair).plus(there.get(core))
        return found

    def _unit(self, key: str) -> Cluster:
        return Cluster.of(key, self._row(key))

    def _choose(self, key: str, options: dict[Cluster, Between]) -> Choice | None:
        return choose(self._unit(key), options, self._terms, {})

    def _is_as_it_was(self, key: str, choice: Choice | None) -> bool:
        each = self._known[key]
        if key in {fresh.row.id for fresh in self._near.fresh}:
            return False
        if choice is None or each.choice is None:
            return choice is None and each.choice is None
        return each.choice in choice.core.members and self._was(self._known[each.choice]) == frozenset(
            choice.core.members
        )

    def _concerned(self, key: str, choice: Choice | None) -> list[Cluster]:
        old = self._core_of(self._known[key].choice)
        return [core for core in (old, choice.core if choice else None) if core is not None]

    def _settle(
        self, cores: Sequence[Cluster], choices: dict[str, Choice | None]
    ) -> tuple[list[Cluster], dict[str, Choice | None]]:
        """Let clusters take what chose them: (what they become, what further claims have chosen)."""
        members = {key for core in cores for key in core.members}
        others = [each for each in self._keep(self._near.choosing(members)) if each.row.id not in choices]
        options = self._options((each.row.id for each in others), members)
        kept: dict[str, Choice | None] = {}
        for each in others:
            core = self._cores[each.choice or ""]
            found = options[each.row.id][core]
            kept[each.row.id] = Choice(
                core, found.average(self._unit(each.row.id), core, self._terms), found.best
            )
        wholes = []
        for core in cores:
            takers = [
                (self._unit(key), choice)
                for key, choice in sorted((choices | kept).items())
                if choice is not None and choice.core is core
            ]
            whole, taken = settle(core, takers, {})
            self._loose |= {unit.members[0]: unit not in taken for unit, _ in takers}
            wholes.append(whole)
        for key, choice in choices.items():
            if choice is not None and key not in self._loose:
                self._loose[key] = self._known[
                    key
                ].loose  # it chose what it had chosen, which has not changed
        return wholes, kept

    # --- what becomes of it ------------------------------------------------------------------------------

    def _write(self, clusters: Sequence[Cluster], choices: dict[str, Choice | None]) -> bool:
        keys = {key for each in clusters for key in each.members}
        old = {each.event for each in (*self._near.old.values(), *(self._known[key] for key in keys))}
        replaced = sorted(event for event in old if event is not None)
        self._load_events(replaced)
        if {each.row.id for event in replaced for each in self._events[event]} - keys:
            return False
        claims = dict(parts_of(self._material.claims([_rows.key(claim_of(key)) for key in keys])))
        outside, retold = self._outside(clusters)
        maker = Reasons(lambda key: bare(claim_of(key)), self._row, self._scorer, {})
        told = [(sorted(each.members), maker.of(each, outside.get(each.members[0]))) for each in clusters]
        reports = self._material.reports({claims[key].report for key in keys})
        before = self._earlier(replaced)
        made = list(events_of(told, claims, before, reports))
        _write.replace_events(self._connection, replaced, [event for event, _ in made])
        self._connection.execute(
            "DELETE FROM facets WHERE facet IN (SELECT unnest(?::VARCHAR[]))", [[*keys, *self._near.old]]
        )
        owner = {key: event.id for event, members in made for key in members}
        _neighbours.put(
            self._connection,
            [self._row(key) for key in sorted(keys)],
            owner,
            {key: _fine_of(key, choice) for key, choice in choices.items() if choice is not None},
            {
                key
                for each in clusters
                if all(self._row(key).grade != FINE for key in each.members)
                for key in each.members
            },
        )
        self._retell(retold, maker)
        return True

    def _outside(self, clusters: Sequence[Cluster]) -> tuple[dict[str, Pair], dict[str, Pair | None]]:
        """The strongest pair kept out of each cluster, by its first claim; and of events beside, by id."""
        of = {key: each.members[0] for each in clusters for key in each.members}
        looked_at = [
            *map(self._row, of),
            *(each.row for each in self._near.old.values()),
        ]  # where they were, too
        beside = [each for each in self._keep(self._near.beside(looked_at)) if each.row.id not in of]
        pairs = [
            pair
            for pair in self._pairs([*of, *(each.row.id for each in beside)])
            if pair[0] >= self._model.threshold
        ]
        found: dict[str, Pair] = {}
        for pair in pairs:
            ends = [of.get(key) for key in pair[1:]]
            if ends[0] != ends[1]:
                for name in ends:
                    if name is not None and (name not in found or strongest(pair) < strongest(found[name])):
                        found[name] = pair
        return found, self._outside_of({each.event for each in beside if each.event is not None}, of)

    def _outside_of(self, events: set[str], made: dict[str, str]) -> dict[str, Pair | None]:
        """The strongest pair kept out of events that have not changed themselves."""
        self._load_events(events)
        of = {each.row.id: event for event in events for each in self._events[event]}
        around = self._keep(self._near.beside(map(self._row, of)))
        found: dict[str, Pair | None] = dict.fromkeys(events)
        for pair in self._pairs({*of, *(each.row.id for each in around)}):
            ends = [of.get(key) for key in pair[1:]]
            if pair[0] >= self._model.threshold and ends[0] != ends[1]:
                for event in ends:
                    if event is not None:
                        known = found[event]
                        if known is None or strongest(pair) < strongest(known):
                            found[event] = pair
        return found

    def _retell(self, outside: dict[str, Pair | None], maker: Reasons) -> None:
        """Say of events that have not changed what is kept out of them now."""
        sql = "SELECT id, record FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        for id, record in self._connection.execute(sql, [list(outside)]).fetchall() if outside else ():
            event = _rows.read_event(record, ())
            pair = outside[id]
            members = [each.row.id for each in self._events[id]]
            told = [] if pair is None else [maker.kept_out(members, pair)]
            joined = [reason for reason in event.reasons if reason.code == "joined"]
            rest = [reason for reason in event.reasons if reason.code not in ("joined", "split")]
            again = attrs.evolve(event, reasons=(*joined, *told, *rest))
            if again != event:
                text = _rows.event_row(again)["record"]
                self._connection.execute("UPDATE events SET record = ? WHERE id = ?", [text, id])

    def _earlier(self, replaced: Sequence[str]) -> Before:
        found = self._connection.execute(
            "SELECT id, record FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(replaced)]
        ).fetchall()
        owner = {key: each.event for key, each in self._known.items() if each.event is not None}
        gone = set(replaced)

        def taken(id: str) -> bool:
            return id not in gone and bool(
                self._connection.execute("SELECT 1 FROM events WHERE id = ?", [id]).fetchall()
            )

        return Before(owner, {id: traces_of(record) for id, record in found}, taken)


def _fine_of(key: str, choice: Choice) -> str:
    """The facet of a choice's strongest pair that is in the village."""
    _, left, right = choice.best
    return str(right if left == key else left)


__all__ = ["Claim", "relink_around"]
