"""STIX 2.1 (OASIS Standard, 2021): incidents, opinions on them, and the addresses where they were seen.

An event is an ``incident`` at a ``location``; a claim is an ``opinion`` of its claimant (an ``identity``) on it; the
address of a report is ``observed-data`` of a ``url``. STIX knows no stances: asserting and assessing agree, confirming
and verifying agree strongly, denying disagrees strongly, implying and hedged words are neutral. What STIX has no
place for, the whole record, stands in a property extension (section 7.3) of the incident, as text, because STIX forbids
the nulls and empty lists of the record.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import IO, Any

from conflictdata.export import _safe
from conflictdata.export._view import Exportable, View, annotation, note, record, source_name, view
from conflictdata.export.claimreview import summary
from conflictdata.model import Claim, LocationPrecision, Stance

_SCO = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The namespace for ids of observables (STIX 2.1, section 2.9)."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EXTENSION = (
    f"extension-definition--{uuid.uuid5(uuid.NAMESPACE_URL, 'conflictdata:extension-definition:record')}"
)
OPINIONS = {
    Stance.ASSERTS: "agree",
    Stance.ASSESSES: "agree",
    Stance.CONFIRMS: "strongly-agree",
    Stance.VERIFIES: "strongly-agree",
    Stance.DENIES: "strongly-disagree",
    Stance.IMPLIES: "neutral",
}
_METRES = {
    LocationPrecision.SETTLEMENT: 5_000.0,
    LocationPrecision.VICINITY: 15_000.0,
    LocationPrecision.AREA: 30_000.0,
    LocationPrecision.DISTRICT: 50_000.0,
    LocationPrecision.REGION: 200_000.0,
}
"""Radius in metres that we give for each precision; STIX wants a distance, our precisions are kinds of place."""


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write one bundle; an object that is referred to often stands in it once."""
    file.write(
        f'{{"type":"bundle","id":"bundle--{uuid.uuid5(uuid.NAMESPACE_URL, "conflictdata:bundle")}","objects":['.encode()
    )
    written: set[str] = set()
    for each in objects:
        if not written:
            about = list(_extension())
            file.write(b"\n" + ",\n".join(map(_safe.json_text, about)).encode())
            written |= {node["id"] for node in about}
        for node in _incident(view(each), _safe.json_text(record(each))):
            if node["id"] not in written:
                file.write(b",\n" + _safe.json_text(node).encode())
                written.add(node["id"])
    file.write(b"\n]}\n")


def _id(kind: str, text: str) -> str:
    return f"{kind}--{uuid.uuid5(uuid.NAMESPACE_URL, f'conflictdata:{kind}:{_safe.visible(text)}')}"


def _stamp(moment: datetime) -> str:
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def _common(kind: str, text: str, moment: datetime) -> dict[str, Any]:
    stamp = _stamp(moment)
    return {"type": kind, "spec_version": "2.1", "id": _id(kind, text), "created": stamp, "modified": stamp}


def _known_at(claim: Claim) -> datetime:
    published = annotation(claim, "published")
    if published:
        try:
            return datetime.fromisoformat(published).astimezone(UTC)
        except ValueError:
            pass
    return claim.when.end if claim.when else _EPOCH


def _extension() -> Iterator[dict[str, Any]]:
    """The definition of our extension, and who defines it."""
    identity = _common("identity", "conflictdata", _EPOCH)
    yield identity | {"name": "conflictdata", "identity_class": "system"}
    yield _common("extension-definition", "record", _EPOCH) | {
        "id": EXTENSION,
        "created_by_ref": identity["id"],
        "name": "conflictdata record",
        "description": "record: the event or claim in the record format of conflictdata, as JSON text",
        "schema": "urn:conflictdata:record",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _incident(seen: View, whole: str) -> Iterator[dict[str, Any]]:
    moments = [_known_at(claim) for claim in seen.claims] or [_EPOCH]
    incident = _common("incident", seen.id, min(moments))
    incident["modified"] = _stamp(max(moments))
    incident["name"] = summary(seen)
    incident["description"] = _safe.visible(f"{seen.status}. {seen.notes}")
    incident["labels"] = [_safe.visible(seen.kind_id), seen.status]
    incident["external_references"] = [
        _reference(seen.id),
        *({"source_name": "report", "url": u} for u in seen.urls),
    ]
    if seen.confidence is not None:
        incident["confidence"] = round(seen.confidence * 100)
    incident["extensions"] = {EXTENSION: {"extension_type": "property-extension", "record": whole}}
    yield incident
    location = _location(seen, min(moments))
    if location:
        yield location
        relation = _common("relationship", seen.id + location["id"], min(moments))
        yield relation | {
            "relationship_type": "located-at",
            "source_ref": incident["id"],
            "target_ref": location["id"],
        }
    for claim in seen.claims:
        yield from _opinion(claim, incident["id"])


def _reference(id: str) -> dict[str, str]:
    return {"source_name": "conflictdata", "external_id": _safe.visible(id)}


def _location(seen: View, moment: datetime) -> dict[str, Any] | None:
    place, point, found = seen.place, seen.point, seen.location
    if found is None or (point is None and not (place and place.country)):
        return None
    text = json.dumps([place.id if place else None, point and [point.lat, point.lon], found.precision.value])
    node = _common("location", text, moment)
    if place:
        node["name"] = _safe.visible(place.name)
        if place.country:
            node["country"] = place.country
        if place.admin1:
            node["administrative_area"] = _safe.visible(place.admin1)
    if point:
        node |= {"latitude": point.lat, "longitude": point.lon}
        if found.precision in _METRES:
            node["precision"] = _METRES[found.precision]
    return node


def _opinion(claim: Claim, incident: str) -> Iterator[dict[str, Any]]:
    moment = _known_at(claim)
    identity = _common("identity", claim.claimant, _EPOCH)
    yield identity | {"name": _safe.visible(source_name(claim.claimant)), "identity_class": "organization"}
    said = OPINIONS[claim.stance]
    opinion = _common("opinion", claim.id, moment)
    opinion["created_by_ref"] = identity["id"]
    opinion["opinion"] = "neutral" if claim.hedged and said == "agree" else said
    opinion["explanation"] = _safe.visible(note(claim))
    opinion["authors"] = [_safe.visible(claim.claimant)]
    opinion["object_refs"] = [incident]
    opinion["external_references"] = [_reference(claim.id)]
    url = _safe.link(annotation(claim, "url"))
    if url:
        address = {"type": "url", "spec_version": "2.1", "value": url}
        address["id"] = f"url--{uuid.uuid5(_SCO, json.dumps({'value': url}, separators=(',', ':')))}"
        observed = _common("observed-data", claim.report, moment)
        observed |= {"first_observed": _stamp(moment), "last_observed": _stamp(moment), "number_observed": 1}
        observed["object_refs"] = [address["id"]]
        opinion["object_refs"].append(observed["id"])
        yield address
        yield observed
    yield opinion
