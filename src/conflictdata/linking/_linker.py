"""Incremental linking: new claims join or open events, and nothing else is touched.

What is kept between calls is the graph of scored pairs. A new claim is scored against the claims that blocking
puts beside it; only the connected components it touches are clustered again. As clustering never looks beyond a
component, the events are those of a full run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from conflictdata.assess import known_at
from conflictdata.assess._origins import Reports
from conflictdata.assess._weigh import Reliabilities
from conflictdata.errors import ModelError
from conflictdata.linking._clusters import Clustering, Pair
from conflictdata.linking._events import event_id, event_of
from conflictdata.linking._features import FINE, Features, facets, features
from conflictdata.linking._link import (
    PYTHON_UP_TO,
    Decision,
    Reasons,
    in_order,
    latest,
    positions_of,
    unique,
)
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._pairs import Key, keys, region_keys
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
        self._edges: dict[str, dict[str, float]] = {}
        self._sites: dict[Key, list[str]] = {}
        self._fine: dict[Key, list[str]] = {}
        self._coarse: dict[Key, list[str]] = {}
        self._events: dict[str, Event] = {}
        self._owner: dict[str, str] = {}
        self._founders: dict[str, str] = {}
        self._traces: dict[str, tuple[Reason, ...]] = {}
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

    def _join(self, left: str, right: str, weight: float) -> None:
        self._edges.setdefault(left, {})[right] = weight
        self._edges.setdefault(right, {})[left] = weight

    def _score_one(self, row: Features) -> None:
        beside = {id for key in keys(row) for id in self._sites.get(key, ())}
        others = self._coarse if row.grade == FINE else self._fine
        beside |= {id for key in region_keys(row) for id in others.get(key, ())}
        for id in beside:
            weight = self._scorer.weight(*sorted((row, self._rows[id]), key=lambda each: each.id))
            if weight is not None and weight >= self._model.threshold:
                self._join(row.id, id, weight)
        self._index(row)

    def _score_bulk(self, new: Sequence[str]) -> None:
        from conflictdata.linking._splink import scored_pairs

        rows = [self._rows[key] for key in new]
        for weight, i, j in scored_pairs(rows, self._model):
            self._join(rows[i].id, rows[j].id, weight)
        for row in rows:
            self._index(row)

    def _component(self, start: str, seen: set[str]) -> list[str]:
        seen.add(start)
        found, queue = [start], [start]
        while queue:
            id = queue.pop()
            for other in (*self._edges.get(id, ()), *self._decided(id)):
                if other not in seen:
                    seen.add(other)
                    found.append(other)
                    queue.append(other)
        return sorted(found)

    def _decided(self, key: str) -> list[str]:
        """Keys of claims that a decision names together with this one's."""
        bound = self._bound.get(self._claims[key].id, ())
        return [other for id in bound for other in self._keys.get(id, ())]

    def _relink(self, touched: Iterable[str]) -> list[Event]:
        seen: set[str] = set()
        changed: list[Event] = []
        for id in touched:
            if id not in seen:
                changed += self._cluster(self._component(id, seen))
        return in_order(changed)

    def _cluster(self, ids: Sequence[str]) -> list[Event]:
        claims, rows = [self._claims[id] for id in ids], [self._rows[id] for id in ids]
        position = {id: n for n, id in enumerate(ids)}
        pairs: list[Pair] = [
            (weight, n, position[other])
            for id, n in position.items()
            for other, weight in self._edges.get(id, {}).items()
            if n < position[other]
        ]
        here = {claim.id for claim in claims}
        ruled = {
            each.pair: each
            for id in here
            for other in self._bound.get(id, ())
            if (each := self._rule(id, other))
        }
        same, apart = positions_of(ruled, claims, rows) if ruled else ([], [])
        clusters = Clustering(rows).run(pairs, margin=self._model.margin, same=same, apart=apart)
        maker = Reasons(claims, rows, self._scorer, ruled)
        return self._replace(ids, [([ids[n] for n in each.members], maker.of(each)) for each in clusters])

    def _rule(self, left: str, right: str) -> Decision | None:
        return self._ruled.get((left, right) if left < right else (right, left))

    def _replace(self, ids: Sequence[str], made: Sequence[tuple[list[str], list[Reason]]]) -> list[Event]:
        """Put new clusters in the place of the events that had these claims; returns what changed."""
        before = {id: self._owner[id] for id in ids if id in self._owner}
        old = {event: self._events.pop(event) for event in dict.fromkeys(before.values())}
        changed = []
        for members, reasons in made:
            id, traces = self._name(members, before)
            event = event_of(
                [self._claims[key] for key in members], reasons=(*reasons, *traces), reports=self._reports,
                reliabilities=self._reliabilities, id=id,
            )  # fmt: skip
            if old.get(id) != event:
                changed.append(event)
            self._events[id], self._traces[id] = event, traces
            self._founders.setdefault(id, self._first(members))
            self._owner |= dict.fromkeys(members, id)
        for gone in [
            event for event in old if event not in self._events
        ]:  # a set would go through all events
            del self._founders[gone], self._traces[gone]
        return changed

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
