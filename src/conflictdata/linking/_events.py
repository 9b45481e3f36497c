"""A cluster of claims as an event: its kind, time, place and actors from the claims that know them best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import attrs

from conflictdata import taxonomy
from conflictdata.assess import assess
from conflictdata.assess._origins import Reports, known_at
from conflictdata.assess._status import in_time
from conflictdata.assess._weigh import Reliabilities, reliability
from conflictdata.linking._features import anchor
from conflictdata.model import (
    Claim,
    Event,
    Location,
    LocationPrecision,
    Reason,
    Stance,
    When,
    WhenPrecision,
    content_id,
)

_FINENESS = {precision: rank for rank, precision in enumerate(LocationPrecision)}
_UNIT = {precision: rank for rank, precision in enumerate(WhenPrecision)}
_NEVER = datetime.min.replace(tzinfo=UTC)


def event_of(
    claims: Sequence[Claim],
    *,
    reasons: Sequence[Reason] = (),
    reports: Reports | None = None,
    reliabilities: Reliabilities | None = None,
    id: str | None = None,
) -> Event:
    """The event that claims of one cluster describe.

    Args:
        reasons: why the claims were joined; the assessment's come after them.
        id: to keep; None for the id that follows from the founding claim.
    """
    ordered = in_time(_whole(claims), reports)
    found = assess(ordered, reports=reports, reliabilities=reliabilities)
    assert found.status is not None  # there is a claim
    return Event(
        id=id or event_id(founder(ordered, reports)),
        kind=_kind(ordered),
        claims=tuple(ordered),
        when=_when(ordered, reliabilities),
        location=_location(ordered),
        actors=tuple(sorted({actor for c in ordered for actor in (c.agent, c.target) if actor and ":" in actor})),
        status=found.status,
        confidence=found.confidence,
        credibility=found.credibility,
        reasons=(*reasons, *found.reasons),
    )  # fmt: skip


def _whole(claims: Sequence[Claim]) -> list[Claim]:
    """Facets of one claim that a decision brought into one event, as one claim again."""
    found: dict[str, Claim] = {}
    for claim in claims:
        known = found.setdefault(claim.id, claim)
        if known is not claim:
            more = [loc for loc in claim.locations if loc not in known.locations]
            found[claim.id] = attrs.evolve(known, locations=(*known.locations, *more))
    return list(found.values())


def founder(claims: Sequence[Claim], reports: Reports | None = None) -> Claim:
    """The claim an event takes its id from: the first to be known, so that later claims leave the id alone."""
    return min(claims, key=lambda c: (known_at(c, reports=reports) or _NEVER, c.id))


def event_id(claim: Claim) -> str:
    """The id of the event that this claim founds; one that names several villages founds one at each."""
    where = anchor(claim.locations)
    return content_id("evt", claim.id, _place_of(where) if where else "")


def _kind(claims: Sequence[Claim]) -> str:
    said = [c for c in claims if c.stance is not Stance.DENIES] or claims
    counted = Counter(c.kind for c in said)
    if len(counted) == 1:
        return next(iter(counted))
    order = {kind: n for n, kind in enumerate(taxonomy.kinds())}
    return min(counted, key=lambda kind: (-counted[kind], order.get(kind, len(order)), kind))


def _when(claims: Sequence[Claim], given: Reliabilities | None) -> When | None:
    """The finest stated time, of the most reliable claimant; else the tightest bound that a report sets."""
    timed = [(c.when, c) for c in claims if c.when is not None]
    stated = [(when, c) for when, c in timed if when.stated]
    if stated:
        return min(
            stated,
            key=lambda pair: (
                pair[0].open_start or pair[0].open_end,
                _UNIT[pair[0].precision],
                pair[0].duration,
                -reliability(pair[1].claimant, given),
                pair[0].start,
                pair[1].id,
            ),
        )[0]
    return min((when for when, _ in timed), key=lambda when: (when.end, when.start), default=None)


def _location(claims: Sequence[Claim]) -> Location | None:
    """The finest location; of equals the most often named."""
    named = [(location, c.id) for c in claims if (location := anchor(c.locations)) is not None]
    counted = Counter(_place_of(location) for location, _ in named)
    best = min(
        named,
        key=lambda pair: (
            _FINENESS[pair[0].precision],
            -counted[_place_of(pair[0])],
            -pair[0].score,
            _place_of(pair[0]),
            pair[1],
        ),
        default=None,
    )
    return best[0] if best else None


def _place_of(location: Location) -> str:
    return location.place.id if location.place else (location.mention or "")
