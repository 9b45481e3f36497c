"""FollowTheMoney entities, one JSON object a line: what Aleph and OpenAleph load.

An event is an ``Event``, a claim a ``Note`` on it, a report an ``Article``, an actor an ``Organization``. The whole
record stands beside the properties of the event, as context: what the library keeps with an entity and does not read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, Any

from conflictdata.export import _safe
from conflictdata.export._view import (
    Exportable,
    View,
    annotation,
    note,
    publisher_of,
    record,
    source_name,
    view,
)
from conflictdata.export.claimreview import summary
from conflictdata.model import Claim

CONTEXT = "conflictdata"
"""Key of the record in the context of an entity."""


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write entities; an actor or a report that is named often stands once."""
    written: set[str] = set()
    for each in objects:
        for entity in _entities(view(each)):
            if entity["id"] not in written:
                if entity["schema"] == "Event":
                    entity[CONTEXT] = record(each)
                file.write(_safe.json_text(entity).encode() + b"\n")
                written.add(entity["id"])


def key(kind: str, id: str) -> str:
    """An entity id: letters, digits and hyphens whatever ours looks like."""
    digest = hashlib.sha1(f"{kind}:{id}".encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return f"conflictdata-{kind}-{digest}"


def _entity(schema: str, id: str, **properties: Any) -> dict[str, Any]:
    values = {
        name: [_safe.visible(str(each)) for each in (value if isinstance(value, list) else [value]) if each]
        for name, value in properties.items()
    }
    return {
        "id": id,
        "schema": schema,
        "properties": {name: found for name, found in values.items() if found},
    }


def _entities(seen: View) -> Iterator[dict[str, Any]]:
    place, when = seen.place, seen.when
    actors = list(dict.fromkeys(filter(None, (seen.agent, seen.target, *(c.claimant for c in seen.claims)))))
    for actor in actors:
        yield _entity("Organization", key("actor", actor), name=source_name(actor), alias=actor)
    location = [place.name, place.admin2, place.admin1] if place else []
    yield _entity(
        "Event",
        key("event", seen.id),
        name=summary(seen),
        summary=seen.status,
        description=seen.notes,
        keywords=[seen.kind_id, seen.status],
        startDate=when.start.isoformat()[:19] if when else None,
        endDate=when.end.isoformat()[:19] if when else None,
        country=place.country.lower() if place else None,
        location=", ".join(filter(None, location)),
        involved=[key("actor", actor) for actor in actors],
        sourceUrl=seen.urls,
        proof=[key("report", claim.report) for claim in seen.claims],
        recordId=seen.id,
    )
    for claim in seen.claims:
        yield from _claim(claim, key("event", seen.id))


def _claim(claim: Claim, event: str) -> Iterator[dict[str, Any]]:
    published, url = annotation(claim, "published"), _safe.link(annotation(claim, "url"))
    publisher = source_name(publisher_of(claim))
    yield _entity(
        "Article",
        key("report", claim.report),
        title=annotation(claim, "title") or f"{publisher} {(published or '')[:10]}".strip(),
        sourceUrl=url,
        publishedAt=published[:19] if published else None,
        publisher=publisher,
    )
    yield _entity(
        "Note",
        key("claim", claim.id),
        name=f"{claim.claimant} {claim.stance.value}",
        description=note(claim),
        createdAt=published[:19] if published else None,
        entity=event,
        publisher=publisher,
        sourceUrl=url,
    )
