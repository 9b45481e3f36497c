"""Events as the compact JSON that the page's script reads. Texts are cut to what publishers allow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from conflictdata import taxonomy
from conflictdata.model import Claim, Event, Evidence, Location, Quantity, Reason, Report, Source, When
from conflictdata.page._rights import quotation, web_address
from conflictdata.wording import _reasons
from conflictdata.wording._naming import Publishers, Words, actor_name, region, where, with_side

JOINING = frozenset({"joined", "split", "overruled", "merged", "separated"})
"""Codes of reasons that linking gives, as in ``conflictdata.assess``; all others explain status or confidence."""

DIGITS = 2
"""Decimals of a position: 0.01 degree, about a kilometre; a settlement, never a point within one."""

_LONGEST_NAMES = 200  # characters of other names, which only the search looks at
_MOST_REASONS = 60  # of one event; a cluster of hundreds of claims would list every pair

_SAID_HERE = frozenset({"code", "reason", "note", "alike", "explain"})
"""Tables of words that the page's script needs none of."""

Json = dict[str, Any]


class Content:
    """Collects events; ``json()`` gives everything the page needs to show them."""

    def __init__(
        self, words: Words, reports: Mapping[str, Report] | None, sources: Mapping[str, Source] | None
    ) -> None:
        self.words = words
        self.reports = reports or {}
        self.publishers = Publishers(sources)
        self._claims: set[str] = set()
        self._actors: dict[str, Json] = {}
        self._kinds: dict[str, Json] = {}
        self._report_index: dict[str, int] = {}
        self._reports: list[Json] = []
        self._reserved: dict[str, str] = {}
        self._events: list[Json] = []

    def add(self, event: Event) -> None:
        """Add one event with its claims in the order in which they became known."""
        claims = sorted(event.claims, key=lambda claim: (self._known_at(claim) or math.inf, claim.id))
        self._claims.update(claim.id for claim in claims)
        self._kind(event.kind)
        place = event.location or next((at for claim in claims for at in claim.locations), None)
        when = event.when or next((claim.when for claim in claims if claim.when), None)
        number = {claim.id: n for n, claim in enumerate(claims, 1)}
        entry: Json = {
            "i": event.id,
            "k": event.kind,
            "s": event.status.value,
            "c": round(event.confidence, 3),
            "r": int(event.credibility),
            "a": [self._actor(actor) for actor in event.actors],
            "cl": [self._claim(claim) for claim in claims],
            "j": [self._reason(each, number) for each in event.reasons if each.code in JOINING][
                :_MOST_REASONS
            ],
            "y": [self._reason(each, number) for each in event.reasons if each.code not in JOINING][
                :_MOST_REASONS
            ],
        }
        self._events.append(entry | self._place(place) | _time(when))

    def add_all(self, events: Iterable[Event]) -> None:
        """Add many."""
        for event in events:
            self.add(event)

    @property
    def event_count(self) -> int:
        """Events added so far."""
        return len(self._events)

    @property
    def claim_count(self) -> int:
        """Claims of the events; one that two events share counts once."""
        return len(self._claims)

    @property
    def report_count(self) -> int:
        """Reports that the claims were read in."""
        return len(self._reports)

    @property
    def reserved(self) -> list[str]:
        """Names of publishers whose terms reserve records derived from their text."""
        return sorted(self._reserved.values())

    def json(self) -> Json:
        """The page's data; keys are short because there can be tens of thousands of claims."""
        return {
            "words": {name: dict(table) for name, table in self.words.items() if name not in _SAID_HERE},
            "kinds": self._kinds,
            "actors": self._actors,
            "reports": self._reports,
            "events": self._events,
        }

    def _place(self, location: Location | None) -> Json:
        if location is None:
            return {}
        found: Json = {
            "n": where(location, self.words),
            "g": region(location, self.words),
            "pr": location.precision.value,
        }
        if location.place:
            names = {name for _, names in location.place.names for name in names}
            found["al"] = " ".join(sorted(names | {location.place.name} - {found["n"]}))[:_LONGEST_NAMES]
        point = location.point or (location.place.point if location.place else None)
        if point:
            found["p"] = [round(point.lat, DIGITS), round(point.lon, DIGITS)]
        return found

    def _claim(self, claim: Claim) -> Json:
        self._kind(claim.kind)
        index = self._report(claim)
        source = self.publishers.get(self._reports[index]["s"])
        said = quotation(claim.text, source.terms)
        if not source.terms.derive:
            self._reserved[source.id] = source.name or source.id
        found: Json = {
            "c": self._actor(claim.claimant),
            "v": [self._actor(actor) for actor in claim.via],
            "st": claim.stance.value,
            "k": claim.kind,
            "r": index,
            "q": said.text,
            "x": said.extent,
            "o": claim.outcome.value,
            "t": self._known_at(claim),
            "n": "; ".join(filter(None, (where(each, self.words) for each in claim.locations))),
        }
        optional: Json = {
            "h": int(claim.hedged),
            "ag": claim.agent and self._actor(claim.agent),
            "tg": claim.target and self._actor(claim.target),
            "z": [_quantity(each) for each in claim.quantities],
            "e": [_evidence(each) for each in claim.evidence],
        }
        return found | {key: value for key, value in optional.items() if value} | _time(claim.when)

    def _report(self, claim: Claim) -> int:
        if claim.report not in self._report_index:
            report = self.reports.get(claim.report)
            # Without the report, whoever passed the word on last published it.
            passed = claim.via[0] if claim.via else claim.claimant
            by_actor = self.publishers.of_actor(passed)
            id = report.source if report else by_actor.id if by_actor else passed
            source = self.publishers.get(id)
            self._report_index[claim.report] = len(self._reports)
            self._reports.append(
                {
                    "s": source.id,
                    "a": self._actor(source.actor),
                    "m": source.name or actor_name(source.actor, self.publishers, self.words),
                    "l": source.reliability.value,
                    "u": web_address(report.url) if report else None,
                    "t": report.title if report else "",
                }
            )
        return self._report_index[claim.report]

    def _reason(self, reason: Reason, number: Mapping[str, int]) -> Json:
        found: Json = {
            "d": _reasons.code(reason, self.words),
            "x": _reasons.sentence(reason, self.words, self._name),
        }
        claims = [number[id] for id in reason.claims if id in number]
        if claims:
            found["cl"] = sorted(set(claims))
        if reason.weight is not None and math.isfinite(reason.weight):
            found["b"] = round(reason.weight, 2)
        if reason.at:
            found["t"] = _minutes(reason.at)
        return found

    def _name(self, id: str) -> str:
        return with_side(id, actor_name(id, self.publishers, self.words))

    def _actor(self, id: str) -> str:
        if id not in self._actors:
            name = actor_name(id, self.publishers, self.words)
            self._actors[id] = {"n": name, "s": self.publishers.side(id)}
        return id

    def _kind(self, id: str) -> None:
        if id not in self._kinds:
            kind = taxonomy.kinds().get(id)
            label = self.words["kind"].get(id) or (kind.label if kind else id)
            self._kinds[id] = {"n": label, "f": kind.family if kind else "other"}

    def _known_at(self, claim: Claim) -> int | None:
        report = self.reports.get(claim.report)
        if report:
            return _minutes(report.published)
        return _minutes(claim.when.end) if claim.when else None


def _minutes(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() // 60)


def _time(when: When | None) -> Json:
    if when is None:
        return {}
    return {"w": [_minutes(when.start), _minutes(when.end), when.precision.value, int(when.stated)]}


def _quantity(quantity: Quantity) -> str:
    upper = "" if quantity.maximum is None else f"–{quantity.maximum:g}"
    return f"{'~' if quantity.approximate else ''}{quantity.value:g}{upper} {quantity.unit}"


def _evidence(evidence: Evidence) -> list[str | None]:
    return [
        evidence.kind,
        web_address(evidence.url),
        evidence.note or (None if web_address(evidence.url) else evidence.url),
    ]
