"""schema.org ClaimReview as JSON-LD: what was claimed, by whom, and what the claims together support.

Each event is one review. The claims that affirm it are its ``itemReviewed``; the rating is the Admiralty
credibility (STANAG 2511) turned round, 6 for confirmed to 1 for what cannot be judged, with the status as its name. A single claim is
written as a schema.org Claim. The whole record, with what schema.org has no property for, is the ``encoding`` of the
node: schema.org's own way to say that a work is also there in another form.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from conflictdata.export import _safe
from conflictdata.export._view import Exportable, View, annotation, record, source_name, view
from conflictdata.model import Claim, Credibility, Event, Stance

CONTEXT = "https://schema.org"
ENCODING = "conflictdata record"
_BEST = 6


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write one JSON-LD document."""
    file.write(f'{{"@context":"{CONTEXT}","@graph":['.encode())
    for number, each in enumerate(objects):
        file.write(b",\n" if number else b"\n")
        node = review(each) if isinstance(each, Event) else claim_node(each)
        node["encoding"] = {
            "@type": "MediaObject",
            "name": ENCODING,
            "encodingFormat": "application/json",
            "text": _safe.json_text(record(each)),
        }
        file.write(_safe.json_text(node).encode())
    file.write(b"\n]}\n")


def review(event: Event) -> dict[str, Any]:
    """The review of one event."""
    seen = view(event)
    affirming = [claim for claim in event.claims if claim.stance is not Stance.DENIES] or list(event.claims)
    against = [claim for claim in event.claims if claim.stance is Stance.DENIES]
    rated = event.credibility is not Credibility.CANNOT_BE_JUDGED
    return {
        "@type": "ClaimReview",
        "@id": f"urn:conflictdata:{_urn(event.id)}",
        "identifier": event.id,
        "claimReviewed": summary(seen),
        "author": {"@type": "Organization", "name": "conflictdata"},
        "itemReviewed": [claim_node(claim) for claim in affirming],
        "reviewRating": {
            "@type": "Rating",
            "alternateName": event.status.value,
            "ratingValue": _BEST + 1 - int(event.credibility) if rated else 1,
            "bestRating": _BEST,
            "worstRating": 1,
            "ratingExplanation": "; ".join(_safe.visible(reason.text) for reason in event.reasons),
        },
        "citation": [claim_node(claim) for claim in against],
        **_where_and_when(seen),
    }


def claim_node(claim: Claim) -> dict[str, Any]:
    """One claim."""
    seen = view(claim)
    node: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"urn:conflictdata:{_urn(claim.id)}",
        "identifier": claim.id,
        "name": f"{claim.claimant} {claim.stance.value}: {seen.kind.label}",
        "author": {
            "@type": "Organization",
            "identifier": claim.claimant,
            "name": source_name(claim.claimant),
        },
    }
    if claim.text:
        node["text"] = _safe.visible(claim.text)
    appearance: dict[str, Any] = {"@type": "CreativeWork", "identifier": claim.report}
    appearance["publisher"] = {"@type": "Organization", "name": source_name(seen.publishers[0])}
    if seen.urls:
        appearance["url"] = seen.urls[0]
    if published := annotation(claim, "published"):
        node["datePublished"] = published
        appearance["datePublished"] = published
    node["appearance"] = appearance
    return node | _where_and_when(seen)


def summary(seen: View) -> str:
    """What is claimed to have happened, in one line."""
    place = f", {seen.place.name}" if seen.place else ""
    day = f", {seen.when.days[0].isoformat()}" if seen.when else ""
    return _safe.visible(f"{seen.kind.label}{place}{day}")


def _where_and_when(seen: View) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if seen.when:
        start, end = seen.when.start.isoformat(), seen.when.end.isoformat()
        found["temporalCoverage"] = f"{start}/{end}".replace("+00:00", "Z")
    if seen.place or seen.point:
        place: dict[str, Any] = {"@type": "Place"}
        if seen.place:
            place |= {"name": _safe.visible(seen.place.name), "identifier": seen.place.id}
        if seen.point:
            place["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": seen.point.lat,
                "longitude": seen.point.lon,
            }
        found["spatialCoverage"] = place
    return found


def _urn(id: str) -> str:
    from urllib.parse import quote

    return quote(id.encode("utf-8", "replace"), safe="-")
