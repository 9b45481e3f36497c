"""Linking the few claims that have changed, with the claims beside them: the steps of ``_linking``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from conflictdata.linking._clusters import Cluster
from conflictdata.linking._features import FINE, Features, features
from conflictdata.linking._link import Reasons, latest, parts_of, positions_of
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._pairs import Key, candidates, region_keys, score
from conflictdata.model import Claim
from conflictdata.store import _neighbours, _rows, _write
from conflictdata.store._linking import Before, Choosing, Material, events_of, traces_of
from conflictdata.store._neighbours import Neighbours, Stored, claim_of, groups

if TYPE_CHECKING:
    import duckdb

Group = frozenset[str]
"""Keys of the facets that clustering within sites puts together."""


def relink_around(connection: duckdb.DuckDBPyConnection, material: Material) -> bool:
    """Link the pending claims and what they touch; the caller holds the transaction.

    Returns:
        False where that cannot be told apart from the rest; then nothing has been changed.
    """
    pending = [key for (key,) in connection.execute("SELECT DISTINCT key FROM pending").fetchall()]
    if not pending:
        return True
    parts = dict(parts_of(material.claims(pending)))
    rows = [features(claim, key) for key, claim in parts.items()]
    return _Local(connection, material, Neighbours(connection, pending, rows)).run()


class _Local:
    """One run. Facets are held by key in ``_known``, clusters of one site as the set of their keys."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, material: Material, near: Neighbours) -> None:
        self._connection = connection
        self._material = material
        self._near = near
        self._model = LinkageModel.load()
        self._scorer = Scorer(self._model)
        self._ruled = latest(material.decisions)
        self._bound: defaultdict[str, set[str]] = defaultdict(set)
        for left, right in self._ruled:
            self._bound[left].add(right)
            self._bound[right].add(left)
        self._known: dict[str, Stored] = {}
        self._core: dict[str, Group] = {}  # clusters of the sites that are clustered anew
        self._was: dict[tuple[str | None, str], Group] = {}  # clusters of the core, as they were
        self._rest: dict[str, Group] = {}  # clusters of other sites, as they were

    def run(self) -> bool:
        """Link; False where the events cannot be told apart from the others."""
        seeds = [*self._near.old.values(), *self._near.fresh]
        while True:
            self._known, self._core, self._rest = {}, {}, {}
            core = self._closed(seeds)
            self._cluster_core(core)
            made = self._touched()
            self._expand([self._known[key] for group in made for key in group])
            choosing = self._rechoosing(made)
            choices = self._choose(choosing)
            affected = self._affected(made, choosing, choices)
            # what people decided reaches across sites: such claims are clustered with the rest of the core
            more = [
                self._known[key]
                for key in self._known
                if claim_of(key) in self._bound and key not in self._core
            ]
            if not more:
                return self._write(affected, choosing, choices)
            seeds += more

    # --- which claims ------------------------------------------------------------------------------------

    def _keep(self, found: Iterable[Stored]) -> list[Stored]:
        return [self._known.setdefault(each.row.id, each) for each in found]

    def _closed(self, seeds: Sequence[Stored]) -> list[Stored]:
        """The facets that clustering within sites can put together with the seeds."""
        wanted, done = list(seeds), set[str]()
        found: dict[str, Stored] = {}
        while wanted:
            windows = _neighbours.spans((each.row.site, (each.row.b0, each.row.b1)) for each in wanted)
            fresh = []
            for group in groups(self._near.at_sites(windows)):
                if any(_neighbours.meets(windows, each.row.site, each.row) for each in group):
                    fresh += [each for each in group if each.row.id not in found]
            found |= {each.row.id: each for each in self._keep(fresh)}
            partners = {other for each in fresh for other in self._bound.get(each.claim, ())} - done
            done |= partners
            wanted = [each for each in self._near.of_claims(partners) if each.row.id not in found]
        return list(found.values())

    def _cluster_core(self, core: Sequence[Stored]) -> None:
        clusters, rows, _ = self._cluster([each.row for each in core], across=set())
        for cluster in clusters:
            group = frozenset(rows[i].id for i in cluster.members)
            self._core |= dict.fromkeys(group, group)
        self._was = self._before()

    def _touched(self) -> set[Group]:
        """Clusters of the core that have changed, that lie beside a changed claim, or that people decided about."""
        changed = [each.row for each in (*self._near.old.values(), *self._near.fresh)]
        windows = _neighbours.spans((row.site, (row.b0, row.b1)) for row in changed)
        touched = {
            group
            for key, group in self._core.items()
            if claim_of(key) in self._bound
            or _neighbours.meets(windows, (row := self._known[key].row).site, row)
        }
        return touched | {group for group in self._core.values() if self._differs(group)}

    def _differs(self, group: Group) -> bool:
        """Whether a cluster of the core is not what it was."""
        owners = {self._known[key].event for key in group}
        if len(owners) != 1 or None in owners:
            return True
        if any(claim_of(key) in self._bound or self._changed(key) for key in group):
            return True
        return self._was.get(self._site_of(next(iter(group)))) != group

    def _changed(self, key: str) -> bool:
        """Whether a facet that was known speaks of something else now."""
        old = self._near.old.get(key)
        return old is not None and attrs.astuple(old.row) != attrs.astuple(self._known[key].row)

    def _site_of(self, key: str) -> tuple[str | None, str]:
        stored = self._known[key]
        return stored.event, stored.row.site

    def _before(self) -> dict[tuple[str | None, str], Group]:
        """The clusters of the core as they were: the facets of one event at one site."""
        held: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
        for key in self._core:
            held[self._site_of(key)].add(key)
        for stored in self._near.old.values():
            held[(stored.event, stored.row.site)].add(stored.row.id)
        return {name: frozenset(keys) for name, keys in held.items()}

    def _expand(self, found: Iterable[Stored]) -> None:
        """Know the whole clusters of some facets outside the core, as they were."""
        missing = {
            each.event for each in found if each.row.id not in self._core and each.row.id not in self._rest
        }
        missing.discard(None)
        held: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
        for each in self._keep(self._near.of_events(event for event in missing if event is not None)):
            if each.row.id not in self._core:
                held[self._site_of(each.row.id)].add(each.row.id)
        for keys in held.values():
            self._rest |= dict.fromkeys(keys, frozenset(keys))

    def _group(self, key: str) -> Group:
        return self._core.get(key) or self._rest[key]

    def _groups(self, found: Iterable[Stored]) -> set[Group]:
        kept = self._keep(found)
        self._expand(kept)
        return {self._group(each.row.id) for each in kept}

    # --- which choices -----------------------------------------------------------------------------------

    def _rows_of(self, chosen: Iterable[Group]) -> list[Features]:
        return [self._known[key].row for group in chosen for key in group]

    def _rechoosing(self, made: set[Group]) -> set[Group]:
        """Clusters with a claim about a wider area that may choose another event now."""
        changed = {group for group in made if self._differs(group)}
        gone = [each.row for each in self._near.old.values()]
        fine = [row for row in self._rows_of(changed) if row.grade == FINE]
        beside = self._near.across([*fine, *(row for row in gone if row.grade == FINE)])
        found = self._groups(beside)
        found |= self._groups(self._near.choosing(row.id for row in gone))
        found |= {group for group in changed if any(row.grade != FINE for row in self._rows_of([group]))}
        return found

    def _choose(self, choosing: set[Group]) -> dict[str, str]:
        """What each of them chooses among all events it could fit."""
        wide = [row for row in self._rows_of(choosing) if row.grade != FINE]
        fitting = self._groups(self._near.across(wide))
        rows = self._rows_of(choosing | fitting)
        wide_keys = {row.id for row in wide}
        _, _, clustering = self._cluster(rows, across=wide_keys)
        return {key: fine for key, fine in clustering.choices().items() if key in wide_keys}

    def _affected(self, made: set[Group], choosing: set[Group], choices: dict[str, str]) -> set[Group]:
        """All clusters of the events that have to be made anew, and those that chose one of them in vain.

        What clusters outside ``choosing`` have chosen is added to ``choices``.
        """
        owners = {each.event for each in self._near.old.values() if each.event is not None}
        targets = [self._known[fine] for fine in choices.values()]
        affected = made | choosing | self._groups(targets) | self._groups(self._near.of_events(owners))
        reached = affected
        while reached:
            kept = {key: choice for group in reached for key in group if (choice := self._known[key].choice)}
            choices |= {key: choice for key, choice in kept.items() if self._group(key) not in choosing}
            before = set(kept.values()) - self._known.keys()
            found = [self._known[key] for key in set(kept.values()) & self._known.keys()]
            found += [each for each in self._near.of_claims(map(claim_of, before)) if each.row.id in before]
            found += self._near.choosing(key for group in reached for key in group)
            reached = self._groups(found) - affected
            affected |= reached
        return affected

    # --- clustering --------------------------------------------------------------------------------------

    def _cluster(
        self,
        rows: Iterable[Features],
        *,
        across: set[str] | dict[str, str],
        beside: Iterable[Features] = (),
    ) -> tuple[list[Cluster], list[Features], Choosing]:
        """Clusters of some facets; their positions refer to the rows that are given back, in order of key.

        Args:
            across: keys of the claims about a wider area that choose among all; or what each of them has chosen.
            beside: facets of the same sites that are in none of these clusters.
        """
        inside = {row.id: row for row in rows}
        ordered = sorted((inside | {row.id: row for row in beside}).values(), key=lambda row: row.id)
        near: list[tuple[int, int]] = []
        refused: list[tuple[int, int]] = []
        for i, j in candidates(ordered):
            if ordered[i].site == ordered[j].site:
                held = (ordered[i].id in inside) + (ordered[j].id in inside)
                if held:
                    (near if held == 2 else refused).append((i, j))
        wider = _chosen(ordered, across) if isinstance(across, dict) else _across(ordered, across)
        pairs = score(ordered, near, self._scorer) + score(ordered, wider, self._scorer)
        facets = [_Bare(claim_of(row.id)) for row in ordered]
        same, apart = positions_of(self._ruled, facets, ordered) if self._ruled else ([], [])  # type: ignore[arg-type]
        clustering = Choosing(ordered)
        clusters = clustering.run(pairs, margin=self._model.margin, same=same, apart=apart)
        owner = {i: cluster for cluster in clusters for i in cluster.members}
        for pair in score(ordered, refused, self._scorer):
            owner[pair[1] if ordered[pair[1]].id in inside else pair[2]].refused.append(pair)
        return clusters, ordered, clustering

    def _write(self, affected: set[Group], choosing: set[Group], choices: dict[str, str]) -> bool:
        rows = self._rows_of(affected)
        keys = {row.id for row in rows}
        old = {each.event for each in (*self._near.old.values(), *(self._known[key] for key in keys))}
        replaced = [event for event in old if event is not None]
        if {each.row.id for each in self._near.of_events(replaced)} - keys:
            return False
        beside = [each.row for each in self._near.beside(rows) if each.row.id not in keys]
        clusters, ordered, _ = self._cluster(rows, across=choices, beside=beside)
        clusters = [cluster for cluster in clusters if ordered[cluster.members[0]].id in keys]
        claims = self._claims(ordered)
        before = self._earlier(replaced)
        maker = Reasons(claims, ordered, self._scorer, self._ruled)
        reports = self._material.reports({claim.report for claim in claims})
        made = list(events_of(clusters, claims, ordered, maker, before, reports))
        _write.replace_events(self._connection, replaced, [event for event, _ in made])
        self._connection.execute(
            "DELETE FROM facets WHERE facet IN (SELECT unnest(?::VARCHAR[]))", [[*keys, *self._near.old]]
        )
        owner = {key: event.id for event, members in made for key in members}
        _neighbours.put(self._connection, [row for row in ordered if row.id in keys], owner, choices)
        return True

    def _claims(self, rows: Sequence[Features]) -> list[Claim]:
        ids = {claim_of(row.id) for row in rows}
        parts = dict(parts_of(self._material.claims([_rows.key(id) for id in ids])))
        return [parts[row.id] for row in rows]

    def _earlier(self, replaced: Sequence[str]) -> Before:
        found = self._connection.execute(
            "SELECT id, record FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(replaced)]
        ).fetchall()
        owner = {key: stored.event for key, stored in self._known.items() if stored.event is not None}
        gone = set(replaced)

        def taken(id: str) -> bool:
            return id not in gone and bool(
                self._connection.execute("SELECT 1 FROM events WHERE id = ?", [id]).fetchall()
            )

        return Before(owner, {id: traces_of(record) for id, record in found}, taken)


class _Bare:
    """As much of a claim as ``positions_of`` asks for."""

    __slots__ = ("id",)

    def __init__(self, id: str) -> None:
        self.id = id


def _chosen(rows: Sequence[Features], choices: dict[str, str]) -> list[tuple[int, int]]:
    at = {row.id: n for n, row in enumerate(rows)}
    pairs = ((at[wide], at[fine]) for wide, fine in choices.items() if wide in at and fine in at)
    return [(min(pair), max(pair)) for pair in pairs]


def _across(rows: Sequence[Features], wide: set[str]) -> list[tuple[int, int]]:
    """Pairs of the claims about a wider area with those in villages that blocking brings together."""
    by_key: defaultdict[Key, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if row.grade == FINE:
            for key in region_keys(row):
                by_key[key].append(n)
    found: set[tuple[int, int]] = set()
    for n, row in enumerate(rows):
        if row.id in wide:
            found |= {(min(n, m), max(n, m)) for key in region_keys(row) for m in by_key.get(key, ())}
    return sorted(found)
