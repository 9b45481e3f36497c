"""Rights and care on the way out: what a source allows to travel, and what had better not.

Applied to a stream of claims, events or reports before a format writes it, so every format honours it:

* **Rights.** The text of a claim or report leaves only where the source's ``terms.redistribute`` is true. Otherwise
  the record keeps link, span and codes, and the first ``quote`` characters of the passage if that is asked for and
  ``terms.quote`` is true. Sources whose ``terms.derive`` is false are left out with ``publishable``.
* **coarsen.** No position or place name finer than a district (``adm2``), a region (``adm1``) or the cell of a grid
  (``10km``); the words, which name the place, go too.
* **embargo.** Nothing from reports younger than so many hours; the events are those that the older claims make.
* **without_persons.** No free text, no names of persons who publish under their own.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from conflictdata import sources
from conflictdata.errors import ConflictDataError
from conflictdata.export._view import annotate, publisher_of
from conflictdata.model import (
    Claim,
    Event,
    Location,
    LocationPrecision,
    Place,
    PlaceKind,
    Point,
    Reason,
    Report,
    Source,
    SourceKind,
)

KM_PER_DEGREE = 111.195
"""Kilometres per degree of latitude on the mean sphere."""

_COARSE = (LocationPrecision.REGION, LocationPrecision.COUNTRY, LocationPrecision.UNKNOWN)


@attrs.frozen(kw_only=True)
class Published:
    """What an export says of the report a claim was read in."""

    source: Source
    url: str | None = None
    title: str = ""
    published: datetime | None = None


Lookup = Callable[[str], Published | None]
"""From the id of a report to what is known of it."""


def _coarsen(instance: object, attribute: object, value: str | None) -> None:
    if value not in (None, "adm1", "adm2") and not (value and re.fullmatch(r"[1-9]\d{0,3}km", value)):
        raise ConflictDataError(f"coarsen: must be adm1, adm2 or a distance such as 10km, got {value!r}")


@attrs.frozen(kw_only=True)
class Care:
    """How an export is held back.

    Attributes:
        coarsen: ``adm2``, ``adm1``, ``10km`` (any whole number), or None.
        embargo: reports younger than this are left out.
        without_persons: leave out free text and the names of persons who publish.
        quote: characters of a passage to keep where the source allows quoting but not redistribution.
        publishable: leave out claims whose source does not let derived records be published.
        own_use: keep all text; for a copy that is not passed on.
        now: the time that ``embargo`` counts back from, UTC.
    """

    coarsen: str | None = attrs.field(default=None, validator=_coarsen)
    embargo: timedelta | None = None
    without_persons: bool = False
    quote: int = 0
    publishable: bool = False
    own_use: bool = False
    now: datetime = attrs.field(factory=lambda: datetime.now(UTC))


def duration(text: str) -> timedelta:
    """``72h``, ``3d``, ``2w`` as a time span.

    Raises:
        ConflictDataError: it is none.
    """
    found = re.fullmatch(r"(\d{1,6})\s*([hdw])", text.strip())
    if not found:
        raise ConflictDataError(f"not a span of time: {text!r} (as in 72h, 3d, 2w)")
    unit = {"h": "hours", "d": "days", "w": "weeks"}[found[2]]
    return timedelta(**{unit: int(found[1])})


def careful(objects: Iterable[Any], care: Care, published: Lookup = lambda _: None) -> Iterator[Any]:
    """What may leave of each claim, event or report, in order, lazily."""
    for each in objects:
        if isinstance(each, Claim):
            claim = _claim(each, care, published)
            if claim is not None:
                yield claim
        elif isinstance(each, Event):
            yield from _events(each, care, published)
        else:
            report = _report(each, care)
            if report is not None:
                yield report


def not_to_publish(claims: Iterable[Claim], published: Lookup = lambda _: None) -> dict[str, int]:
    """How many claims rest on sources that do not let derived records be published, by source id."""
    found: dict[str, int] = {}
    for claim in claims:
        source = _about(claim, published).source
        if not source.terms.derive:
            found[source.id] = found.get(source.id, 0) + 1
    return found


def _about(claim: Claim, published: Lookup) -> Published:
    return published(claim.report) or Published(source=sources.get(publisher_of(claim)))


def _claim(claim: Claim, care: Care, published: Lookup) -> Claim | None:
    about = _about(claim, published)
    if not _old_enough(about.published or (claim.when.end if claim.when else None), care):
        return None
    if care.publishable and not about.source.terms.derive:
        return None
    whole = _whole(about.source, care)
    if not whole:
        claim = attrs.evolve(claim, text=_quoted(claim.text, about.source, care), extra=())
    claim = annotate(
        claim,
        source=about.source.id,
        url=about.url,
        title=about.title if whole else None,
        published=about.published.isoformat().replace("+00:00", "Z") if about.published else None,
    )
    if care.without_persons:
        claim = _without_persons(claim, about.source)
    return _coarser_claim(claim, care.coarsen) if care.coarsen else claim


def _whole(source: Source, care: Care) -> bool:
    return care.own_use or source.terms.redistribute


def _quoted(text: str, source: Source, care: Care) -> str:
    if not care.quote or not source.terms.quote:
        return ""
    return text if len(text) <= care.quote else f"{text[: max(0, care.quote - 1)].rstrip()}…"


def _old_enough(moment: datetime | None, care: Care) -> bool:
    if care.embargo is None:
        return True
    return moment is not None and moment <= care.now - care.embargo


def _report(report: Report, care: Care) -> Report | None:
    source = sources.get(report.source)
    if not _old_enough(report.published, care) or (care.publishable and not source.terms.derive):
        return None
    if care.without_persons and _is_person(report.source):
        return None
    if care.coarsen or care.without_persons:
        return attrs.evolve(report, text="", title="", extra=(), links=(), media=(), forwarded_from=None)
    if not _whole(source, care):
        return attrs.evolve(report, text=_quoted(report.text, source, care), title="", extra=())
    return report


# --- events -----------------------------------------------------------------------------------------------


def _events(event: Event, care: Care, published: Lookup) -> Iterator[Event]:
    pairs = [(claim, _claim(claim, care, published)) for claim in event.claims]
    kept = {before.id: after for before, after in pairs if after is not None}
    if len(kept) == len(event.claims):
        concluded = [event]
    elif kept:
        from conflictdata import linking  # what the remaining claims alone would have been taken for

        concluded = linking.link([before for before, after in pairs if after is not None])
    else:
        return
    for each in concluded:
        claims = tuple(kept[claim.id] for claim in each.claims)
        yield _event(attrs.evolve(each, claims=claims), care, [claim.text for claim, _ in pairs])


def _event(event: Event, care: Care, texts: list[str]) -> Event:
    remaining = {claim.text for claim in event.claims}
    withheld = [text for text in texts if len(text) > 20 and text not in remaining]
    if care.coarsen or care.without_persons:
        reasons = tuple(attrs.evolve(reason, text=reason.code) for reason in event.reasons)
    else:
        reasons = tuple(_reason(reason, withheld) for reason in event.reasons)
    location = coarser(event.location, care.coarsen) if event.location and care.coarsen else event.location
    actors = event.actors
    if care.without_persons:
        actors = tuple(dict.fromkeys(_unnamed(actor) for actor in actors))
    return attrs.evolve(event, reasons=reasons, location=location, actors=actors)


def _reason(reason: Reason, withheld: list[str]) -> Reason:
    return attrs.evolve(reason, text=reason.code) if any(text in reason.text for text in withheld) else reason


# --- coarser places ---------------------------------------------------------------------------------------


def _coarser_claim(claim: Claim, to: str) -> Claim:
    target = claim.target if claim.target and ":" in claim.target else None  # a free name may be a site
    return attrs.evolve(
        claim,
        locations=tuple(coarser(location, to) for location in claim.locations),
        text="",
        target=target,
        quantities=tuple(attrs.evolve(quantity, mention=None) for quantity in claim.quantities),
        evidence=tuple(each for each in claim.evidence if each.kind in ("link", "endnote", "forward")),
        extra=tuple(
            pair for pair in claim.extra if pair[0] != "report_title" and pair[0].startswith("report_")
        ),
    )


def coarser(location: Location, to: str) -> Location:
    """The location at the precision of ``to``: ``adm2``, ``adm1`` or a grid such as ``10km``.

    A location that is coarser already stays where it is.
    """
    if location.precision in _COARSE and to in ("adm1", "adm2"):
        return attrs.evolve(location, mention=None, distance_km=None)
    if to in ("adm1", "adm2"):
        return _division(location, to)
    return _cell(location, int(to.removesuffix("km")))


def _division(location: Location, to: str) -> Location:
    place = location.place
    if place is None or not place.country:  # a name in no gazetteer, in a division that the text tells
        known = _by_code(location.region)
        precision = LocationPrecision.REGION if known else LocationPrecision.UNKNOWN
        return Location(
            place=known, point=known.point if known else None, region=location.region, precision=precision
        )
    admin2 = place.admin2 if to == "adm2" and place.admin2.strip() else ""
    if admin2:
        division, precision = _known(admin2, PlaceKind.DISTRICT, place), LocationPrecision.DISTRICT
    elif place.admin1.strip():
        division, precision = _known(place.admin1, PlaceKind.REGION, place), LocationPrecision.REGION
    else:
        name = place.country
        division = Place(id=f"conflictdata:{name}", name=name, kind=PlaceKind.COUNTRY, country=name)
        precision = LocationPrecision.COUNTRY
    return Location(place=division, point=division.point, precision=precision, region=location.region)


def _known(name: str, kind: PlaceKind, inside: Place) -> Place:
    return _looked_up(name, kind, inside.country, inside.admin1) or Place(
        id="conflictdata:" + "/".join(filter(None, (inside.country, inside.admin1, name))),
        name=name,
        kind=kind,
        country=inside.country,
        admin1=inside.admin1,
        admin2=name if kind is PlaceKind.DISTRICT else "",
    )


@functools.lru_cache(maxsize=4096)
def _by_code(region: str) -> Place | None:
    """The first-order division of an ISO 3166-2 code."""
    from conflictdata import places

    try:
        return places.default().get(f"iso:{region}")
    except ConflictDataError:
        return None


@functools.lru_cache(maxsize=4096)
def _looked_up(name: str, kind: PlaceKind, country: str, admin1: str) -> Place | None:
    """The division as the gazetteer has it, so that it keeps a point on the map."""
    from conflictdata import places

    try:
        found = places.default().lookup(name, country=country)
    except ConflictDataError:
        return None
    for place, _ in found:
        if place.kind is kind and place.admin1 == admin1 and name in (place.name, place.admin1, place.admin2):
            return place
    return None


def _cell(location: Location, km: int) -> Location:
    place, point = location.place, location.point
    if point is None:
        return Location(region=location.region, precision=LocationPrecision.UNKNOWN)
    centre, name = cell(point, km)
    known = place or Place(id="conflictdata:unknown", name="unknown")
    square = Place(
        id=f"conflictdata:{name}",
        name=name,
        kind=PlaceKind.AREA,
        point=centre,
        country=known.country,
        admin1=known.admin1,
        admin2=known.admin2 if km < 50 else "",
    )
    precision = location.precision if location.precision in _COARSE else LocationPrecision.AREA
    return Location(place=square, point=centre, precision=precision, region=location.region)


def cell(point: Point, km: int) -> tuple[Point, str]:
    """The centre of the grid cell a point lies in, and the cell's name.

    Rows are ``km`` kilometres high, from the south pole; each is cut into the whole number of columns that makes
    them about as wide.
    """
    height = km / KM_PER_DEGREE
    row = min(int((point.lat + 90) / height), math.ceil(180 / height) - 1)
    lat = min(90.0, -90 + (row + 0.5) * height)
    columns = max(1, round(360 * math.cos(math.radians(lat)) / height))
    column = min(int((point.lon + 180) / 360 * columns), columns - 1)
    lon = -180 + (column + 0.5) * 360 / columns
    return Point(round(lat, 4), round(lon, 4)), f"grid-{km}km-{row}-{column}"


# --- persons ----------------------------------------------------------------------------------------------


def _without_persons(claim: Claim, source: Source) -> Claim:
    person = _is_person(source.id)
    kept = {"report_published"} if person else {"report_published", "report_source", "report_url"}
    return attrs.evolve(
        claim,
        text="",
        claimant=_unnamed(claim.claimant),
        via=tuple(_unnamed(actor) for actor in claim.via),
        agent=_unnamed(claim.agent) if claim.agent else None,
        target=_unnamed(claim.target) if claim.target and ":" in claim.target else None,
        evidence=tuple(attrs.evolve(each, note="", url=None) for each in claim.evidence),
        quantities=tuple(attrs.evolve(quantity, mention=None) for quantity in claim.quantities),
        extra=tuple(pair for pair in claim.extra if pair[0] in kept),
    )


@functools.lru_cache(maxsize=4096)
def _is_person(id: str) -> bool:
    """Whether a publisher or actor is a person who writes under a name: a blogger, or a channel nobody knows."""
    if id.endswith(":milbloggers"):
        return False
    known = next((source for source in sources.known() if id in (source.id, source.actor)), None)
    if known is not None:
        return known.kind is SourceKind.BLOGGER
    return id.startswith("telegram:")


def _unnamed(actor: str) -> str:
    if not _is_person(actor):
        return actor
    from conflictdata.store._publisher import side

    known = next((source for source in sources.known() if actor in (source.id, source.actor)), None)
    belongs = (known.side if known else None) or (None if actor.startswith("telegram:") else side(actor))
    return f"{belongs}:milbloggers" if belongs else "bloggers"
