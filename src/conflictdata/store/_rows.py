"""Model objects to rows of the archive's tables and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from conflictdata.model import Claim, Event, Location, Report, Source
from conflictdata.records import from_record, to_record
from conflictdata.store._schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]


def clean(text: str) -> str:
    """``text`` as UTF-8 can hold it: lone surrogates become U+FFFD."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def table(name: str, rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table of the schema of table ``name``; a missing column is null."""
    import pyarrow as pa

    schema = TABLES[name].arrow()
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def content(report: Report) -> str:
    """Hash of what a reader sees of a report. Counters and times of retrieval do not make a revision."""
    seen = [report.title, report.text, report.deleted, report.published.isoformat(), list(report.media)]
    return hashlib.sha256(
        orjson.dumps([clean(each) if isinstance(each, str) else each for each in seen])
    ).hexdigest()


def dumps(record: Row) -> str:
    try:
        return orjson.dumps(record).decode()
    except (TypeError, ValueError):  # lone surrogates and integers past 64 bits: the slow way takes them
        import json

        return json.dumps(record)


def report_row(report: Report, *, doc: int, added: datetime, words: int) -> Row:
    """The row of one revision of a report."""
    record = to_record(report)
    del record["text"]
    return {
        "doc": doc,
        "id": report.id,
        "revision": report.revision,
        "source": report.source,
        "url": report.url,
        "title": clean(report.title),
        "text": clean(report.text),
        "lang": report.lang,
        "published": report.published,
        "retrieved": report.retrieved,
        "deleted": report.deleted,
        "latest": True,
        "content": content(report),
        "words": words,
        "added": added,
        "record": dumps(record),
    }


def read_report(record: str, text: str) -> Report:
    """The report of a row."""
    return from_record(Report, orjson.loads(record) | {"text": text})


def source_row(source: Source) -> Row:
    """The row of a source."""
    columns = ("id", "name", "kind", "side", "lang", "url", "reliability")
    record = to_record(source)
    return {name: record[name] for name in columns} | {"record": dumps(record)}


_NOWHERE: Row = dict.fromkeys(
    ("lat", "lon", "place", "place_name", "country", "admin1", "admin2", "precision")
)


def _where(location: Location | None) -> Row:
    if location is None:
        return _NOWHERE
    place, point = location.place, location.point
    return {
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "place": place.id if place else None,
        "place_name": place.name if place else None,
        "country": (place.country or None) if place else None,
        "admin1": (place.admin1 or None) if place else None,
        "admin2": (place.admin2 or None) if place else None,
        "precision": location.precision,
    }


def digest(text: bytes) -> int:
    """A signed 64-bit hash."""
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)


def key(id: str) -> int:
    """The integer by which a claim is found: comparing eight bytes takes a fraction of comparing strings."""
    return digest(id.encode("utf-8", "replace"))


def read_claim(record: str, text: str) -> Claim:
    """The claim of a row."""
    return from_record(Claim, orjson.loads(record) | {"text": text})


def event_row(event: Event) -> Row:
    """The row of an event; which claims it holds is in ``event_claims``."""
    record = to_record(event)
    del record["claims"]
    when = event.when
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status.value,
        "confidence": event.confidence,
        "credibility": int(event.credibility),
        "start_time": when.start if when else None,
        "end_time": when.end if when else None,
        "time_precision": when.precision.value if when else None,
        **_where(event.location),
        "claims": len(event.claims),
        "record": dumps(record),
    }


def event_claim_rows(event: Event) -> list[Row]:
    """The rows that say which claims an event holds, in its order."""
    return [
        {"event": event.id, "position": position, "claim": claim.id}
        for position, claim in enumerate(event.claims)
    ]


def read_event(record: str, claims: Iterable[Claim]) -> Event:
    """The event of a row and of its claims."""
    import attrs

    bare = from_record(Event, orjson.loads(record) | {"claims": []})
    return attrs.evolve(bare, claims=tuple(claims))


def now() -> datetime:
    """The present time, UTC."""
    return datetime.now(UTC)
