"""A claim or an event as the columns of event data need it: one row with a time, a place, sides and a count of dead."""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

import attrs

from conflictdata import sources, taxonomy
from conflictdata.errors import ModelError
from conflictdata.export import _safe
from conflictdata.model import Claim, Event, Location, Place, Point, When
from conflictdata.taxonomy import EventKind

Exportable = Claim | Event


@attrs.frozen(kw_only=True)
class Country:
    """A country's codes: ISO 3166-1 alpha-2 and numeric, Gleditsch and Ward's number, the ACLED and UCDP region."""

    code: str
    name: str
    iso: int
    gw: int
    acled_region: str
    ucdp_region: str


@functools.cache
def countries() -> dict[str, Country]:
    """Countries by ISO 3166-1 alpha-2 code."""
    text = resources.files("conflictdata.export").joinpath("countries.toml").read_text(encoding="utf-8")
    return {code: Country(code=code, **entry) for code, entry in tomllib.loads(text).items()}


@attrs.frozen(kw_only=True)
class View:
    """What tables of events have in common.

    Attributes:
        status: of an event; the stance of a single claim.
        agent, target: of the first claim that names one.
        killed: lower and upper bound of the dead as claimed, or None when no claim counts them.
    """

    id: str
    kind_id: str
    kind: EventKind
    when: When | None
    location: Location | None
    status: str
    confidence: float | None
    agent: str | None
    target: str | None
    claims: tuple[Claim, ...]
    killed: tuple[int, int] | None

    @property
    def place(self) -> Place | None:
        """The gazetteer entry of the location."""
        return self.location.place if self.location else None

    @property
    def point(self) -> Point | None:
        """The position of the location."""
        return self.location.point if self.location else None

    @property
    def country(self) -> Country | None:
        """The country of the place, where its codes are known."""
        return countries().get(self.place.country) if self.place else None

    @property
    def publishers(self) -> list[str]:
        """Ids of the sources that published the claims, in order."""
        return list(dict.fromkeys(publisher_of(claim) for claim in self.claims))

    @property
    def urls(self) -> list[str]:
        """Links to the reports, where they are known and harmless."""
        found = (_safe.link(annotation(claim, "url")) for claim in self.claims)
        return list(dict.fromkeys(url for url in found if url))

    @property
    def notes(self) -> str:
        """Who says what: the claims' text where it is there, else claimant, stance and kind."""
        return " | ".join(dict.fromkeys(note(claim) for claim in self.claims))


def note(claim: Claim) -> str:
    """One claim in a line."""
    says = f"{claim.claimant} {claim.stance.value}"
    via = f" (via {', '.join(claim.via)})" if claim.via else ""
    return f"{says}{via}: {claim.text or claim.kind}"


ANNOTATIONS = ("source", "url", "title", "published")
_PREFIX = "report_"


def annotate(claim: Claim, **values: str | None) -> Claim:
    """The claim with what an export says of its report in ``extra``, as ``report_source`` and so on."""
    kept = tuple(pair for pair in claim.extra if pair[0] not in {_PREFIX + name for name in ANNOTATIONS})
    added = tuple(
        (_PREFIX + name, json.dumps(value, ensure_ascii=False)) for name, value in values.items() if value
    )
    return attrs.evolve(claim, extra=kept + added)


def plain(claim: Claim) -> Claim:
    """The claim without what ``annotate`` added."""
    return annotate(claim) if claim.extra else claim


def annotation(claim: Claim, name: str) -> str | None:
    """What an export says of the claim's report: its ``source``, ``url``, ``title`` or ``published``."""
    text = dict(claim.extra).get(_PREFIX + name)
    if text is None:
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def publisher_of(claim: Claim) -> str:
    """Id of the source that published the claim: as annotated, else from the chain."""
    from conflictdata.store._publisher import publisher

    return annotation(claim, "source") or publisher(claim)


def source_name(id: str) -> str:
    """The name of a source, or its id."""
    return sources.get(id).name or id


def kind_of(id: str) -> EventKind:
    """The registered kind, or ``other`` for one that nobody registered."""
    try:
        return taxonomy.kind(id)
    except ModelError:
        return taxonomy.kind("other")


def view(given: Exportable) -> View:
    """A claim or an event as a row."""
    claims = given.claims if isinstance(given, Event) else (given,)
    if isinstance(given, Event):
        location, status, confidence = given.location, given.status.value, given.confidence
    else:
        location = given.locations[0] if given.locations else None
        status, confidence = given.stance.value, None
    return View(
        id=given.id,
        kind_id=given.kind,
        kind=kind_of(given.kind),
        when=given.when,
        location=location,
        status=status,
        confidence=confidence,
        agent=next((claim.agent for claim in claims if claim.agent), None),
        target=next((claim.target for claim in claims if claim.target), None),
        claims=claims,
        killed=_killed(claims),
    )


def _killed(claims: Iterable[Claim]) -> tuple[int, int] | None:
    counts = [
        (int(quantity.value), int(quantity.value if quantity.maximum is None else quantity.maximum))
        for claim in claims
        for quantity in claim.quantities
        if quantity.unit == "killed"
    ]
    return (min(low for low, _ in counts), max(max(pair) for pair in counts)) if counts else None


def record(given: Exportable) -> dict[str, Any]:
    """The whole object in the record format, for formats that have room for it."""
    from conflictdata.records import to_record

    return to_record(given)
