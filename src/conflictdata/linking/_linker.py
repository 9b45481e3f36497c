"""Incremental linking: new claims join or open events, and nothing else is touched.

What is kept between calls is the graph of scored pairs and the clusters of each stage. A new claim is scored
against the claims that blocking puts beside it, and only what lies around it is clustered again (``_growing``); the
events are those of a full run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import attrs

from conflictdata.assess import known_at
from conflictdata.assess._origins import Reports
from conflictdata.assess._weigh import Reliabilities
from conflictdata.errors import ModelError
from conflictdata.linking._clusters import Cluster, Pair, strongest
from conflictdata.linking._events import event_id, event_of
from conflictdata.linking._features import FINE, Features, facets, features
from conflictdata.linking._growing import Growing
from conflictdata.linking._link import (
    PYTHON_UP_TO,
    Decision,
    Reasons,
    drawn_by,
    in_order,
    latest,
    unique,
)
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._pairs import Key, keys, region_keys
from conflictdata.linking._stages import Terms, forced_groups
from conflictdata.model import Claim, Event, Reason

_NEVER = datetime.min.replace(tzinfo=UTC)


class Linker:
    """Events that grow with their claims.

    The claims of the events are always those that ``link`` would put together. Ids are kept: an event that
    gains claims keeps its id, of two that become one the older id stays, and the reasons ``merged`` and
    ``separated`` tell what happened.
    """

    def __init__(
        self,
        claims: Iterable[Claim] = (),
        *,
        model: LinkageModel | None = None,
        decisions: Iterable[Decision] = (),
        reports: Reports | None = None,
        reliabilities: Reliabilities | None = None,
    ) -> None:
        self._model = model or LinkageModel.load()
        self._scorer = Scorer(self._model)
        self._reports: Reports = reports if reports is not None else {}
        self._reliabilities = reliabilities
        self._claims: dict[str, Claim] = {}  # facets by key, as everything below unless it says otherwise
        self._keys: dict[str, list[str]] = {}  # by claim id
        self._rows: dict[str, Features] = {}
        self._growing = Growing(self._rows.__getitem__, Terms.of(self._model))
        self._sites: dict[Key, list[str]] = {}
        self._fine: dict[Key, list[str]] = {}
        self._coarse: dict[Key, list[str]] = {}
        self._events: dict[str, Event] = {}
        self._owner: dict[str, str] = {}
        self._founders: dict[str, str] = {}
        self._traces: dict[str, tuple[Reason, ...]] = {}
        self._outside: dict[str, Pair] = {}  # by event
        self._ruled = latest(decisions)
        self._bound: dict[str, set[str]] = {}
        for pair in self._ruled:
            self._bind(pair)
        self.add(claims)

    def __len__(self) -> int:
        return len(self._events)

    def events(self) -> list[Event]:
        """All events in order of time, then id."""
        return in_order(self._events.values())

    def event_of(self, claim: str) -> Event:
        """The event that a claim (by id) belongs to; of a claim that names several villages the first.

        Raises:
            ModelError: the claim was never added.
        """
        try:
            return self._events[self._owner[self._keys[claim][0]]]
        except KeyError:
            raise ModelError(f"linking: no claim {claim!r} has been added") from None

    def add(self, claims: Iterable[Claim]) -> list[Event]:
        """Add claims; those known already change nothing.

        Returns:
            The events that are new or have changed, in order.
        """
        new: list[str] = []
        for claim in unique(claims):
            if claim.id not in self._keys:
                parts = facets(claim)
                self._keys[claim.id] = [key for key, _ in parts]
                self._claims |= parts
                self._rows |= {key: features(part, key) for key, part in parts}
                new += self._keys[claim.id]
        if len(new) > PYTHON_UP_TO and len(new) == len(self._claims):
            self._score_bulk(sorted(new))
        else:
            for key in new:
                self._score_one(self._rows[key])
        return self._relink(new)

    def decide(self, decision: Decision) -> list[Event]:
        """Overrule the model on one pair; of two decisions on a pair the later counts.

        Returns:
            The events that are new or have changed.
        """
        self._ruled = latest([*self._ruled.values(), decision])
        self._bind(decision.pair)
        return self._relink(key for id in decision.pair for key in self._keys.get(id, ()))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that count, to be stored and given to the next ``Linker``."""
        return tuple(each for _, each in sorted(self._ruled.items()))

    def _bind(self, pair: tuple[str, str]) -> None:
        left, right = pair
        self._bound.setdefault(left, set()).add(right)
        self._bound.setdefault(right, set()).add(left)

    def _index(self, row: Features) -> None:
        side = self._fine if row.grade == FINE else self._coarse
        for key in keys(row):
            self._sites.setdefault(key, []).append(row.id)
        for key in region_keys(row):
            side.setdefault(key, []).append(row.id)

    def _score_one(self, row: Features) -> None:
        beside = {id for key in keys(row) for id in self._sites.get(key, ())}
        others = self._coarse if row.grade == FINE else self._fine
        beside |= {id for key in region_keys(row) for id in others.get(key, ())}
        for id in beside:
            weight = self._scorer.weight(*sorted((row, self._rows[id]), key=lambda each: each.id))
            if weight is not None and weight >= self._model.floor:
                self._growing.join(row.id, id, weight)
        self._index(row)

    def _score_bulk(self, new: Sequence[str]) -> None:
        from conflictdata.linking._splink import scored_pairs

        rows = [self._rows[key] for key in new]
        for weight, i, j in scored_pairs(rows, self._model):
            self._growing.join(rows[i].id, rows[j].id, weight)
        for row in rows:
            self._index(row)

    def _relink(self, touched: Iterable[str]) -> list[Event]:
        touched = set(touched)
        if self._ruled:
            touched |= self._draw(touched)
        if not touched:
            return []
        clusters = self._growing.update(touched)
        changed = self._replace(clusters)
        return in_order({event.id: event for event in (*changed, *self._kept_out(clusters))}.values())

    def _draw(self, touched: set[str]) -> set[str]:
        """Tell the clusters what decisions say of some claims and all that decisions tie to them; returns these."""
        seen: set[str] = set()
        queue = [id for key in touched if (id := self._claims[key].id) in self._bound]
        while queue:
            id = queue.pop()
            if id not in seen:
                seen.add(id)
                queue += self._bound.get(id, ())
        nodes = {id: self._keys[id] for id in seen if id in self._keys}
        same, apart = drawn_by(self._rules(nodes), nodes, self._rows.__getitem__)
        keys = {key for parts in nodes.values() for key in parts}
        self._growing.rule(keys, forced_groups(same, apart), apart)
        return keys

    def _rules(self, ids: Iterable[str]) -> dict[tuple[str, str], Decision]:
        """The decisions about some claims."""
        return {
            rule.pair: rule
            for id in ids
            for other in self._bound.get(id, ())
            if (rule := self._rule(id, other)) is not None
        }

    def _rule(self, left: str, right: str) -> Decision | None:
        return self._ruled.get((left, right) if left < right else (right, left))

    def _replace(self, clusters: Sequence[Cluster]) -> list[Event]:
        """Put new clusters in the place of the events that had these claims; returns what changed."""
        before = {key: self._owner[key] for each in clusters for key in each.members if key in self._owner}
        old = {event: self._events.pop(event) for event in dict.fromkeys(before.values())}
        changed = []
        for cluster in sorted(clusters, key=lambda each: each.members[0]):
            id, traces = self._name(cluster.members, before)
            event = self._event(id, cluster.members, self._why(cluster), traces)
            if old.get(id) != event:
                changed.append(event)
            self._events[id], self._traces[id] = event, traces
            self._founders.setdefault(id, self._first(cluster.members))
            self._owner |= dict.fromkeys(cluster.members, id)
            self._keep_outside(id, self._growing.outside(cluster.members))
        for gone in [event for event in old if event not in self._events]:
            del self._founders[gone], self._traces[gone]
            self._outside.pop(gone, None)
        return changed

    def _event(
        self, id: str, members: Sequence[str], why: Iterable[Reason], traces: Iterable[Reason]
    ) -> Event:
        return event_of(
            [self._claims[key] for key in members], reasons=(*why, *traces), reports=self._reports,
            reliabilities=self._reliabilities, id=id,
        )  # fmt: skip

    def _why(self, cluster: Cluster) -> list[Reason]:
        ruled = self._rules({self._claims[key].id for key in cluster.members}) if self._ruled else {}
        maker = Reasons(self._claims.__getitem__, self._rows.__getitem__, self._scorer, ruled)
        return maker.of(cluster, self._growing.outside(cluster.members))

    def _keep_outside(self, event: str, pair: Pair | None) -> None:
        if pair is None:
            self._outside.pop(event, None)
        else:
            self._outside[event] = pair

    def _kept_out(self, clusters: Sequence[Cluster]) -> list[Event]:
        """Events that have not changed but for the strongest pair that is kept out of them."""
        found: dict[str, Event] = {}
        for cluster in clusters:
            here = self._owner[cluster.members[0]]
            for key in cluster.members:
                for other, weight in self._growing.beside(key).items():
                    event = self._owner[other]
                    if event == here or weight < self._model.threshold:
                        continue
                    pair = (weight, key, other) if key < other else (weight, other, key)
                    known = self._outside.get(event)
                    if known is None or strongest(pair) < strongest(known):
                        self._outside[event] = pair
                        found[event] = self._events[event]
        return [self._tell_outside(event) for event in found.values()]

    def _tell_outside(self, event: Event) -> Event:
        keys = [key for claim in event.claims for key in self._keys[claim.id] if self._owner[key] == event.id]
        told = Reasons(self._claims.__getitem__, self._rows.__getitem__, self._scorer, {}).kept_out(
            keys, self._outside[event.id]
        )
        before = [reason for reason in event.reasons if reason.code == "joined"]
        rest = [reason for reason in event.reasons if reason.code not in ("joined", "split")]
        self._events[event.id] = attrs.evolve(event, reasons=(*before, told, *rest))
        return self._events[event.id]

    def _name(self, members: Sequence[str], before: Mapping[str, str]) -> tuple[str, tuple[Reason, ...]]:
        """The id of a cluster, and what became of the events its claims were in."""
        inside = set(members)
        events = {before[key] for key in members if key in before}
        kept = sorted((event for event in events if self._founders[event] in inside), key=self._age)
        id = kept[0] if kept else event_id(self._claims[self._first(members)])
        traces = [trace for event in kept for trace in self._traces[event]]
        for event in kept[1:]:
            text = f"{event} was found to be the same happening and became part of this event"
            traces.append(Reason(code="merged", text=text, claims=(self._claims[self._founders[event]].id,)))
        for event in sorted(events - set(kept)):
            text = f"claims that were part of {event} were found to be another happening"
            moved = sorted({self._claims[key].id for key in members if before.get(key) == event})
            traces.append(Reason(code="separated", text=text, claims=moved))
        return id, tuple(dict.fromkeys(traces))

    def _first(self, members: Sequence[str]) -> str:
        return min(members, key=lambda key: (self._known(key), self._claims[key].id, key))

    def _known(self, key: str) -> datetime:
        return known_at(self._claims[key], reports=self._reports) or _NEVER

    def _age(self, event: str) -> tuple[datetime, str]:
        return self._known(self._founders[event]), event
