"""Model objects to rows of the archive's tables and back."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

import attrs
import orjson

from conflictdata.model import Claim, Event, Location, Place, Report, Source
from conflictdata.records import from_record, to_record
from conflictdata.store._publisher import publisher, side
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


def whole_table(name: str, rows: Sequence[Row]) -> pa.Table:
    """``table`` of rows that have every column; faster."""
    import pyarrow as pa

    schema = TABLES[name].arrow()
    columns = [pa.array(list(map(itemgetter(field.name), rows)), field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def content(report: Report) -> str:
    """Hash of what a reader sees of a report. Counters and times of retrieval do not make a revision."""
    seen = [report.title, report.text, report.deleted, report.published.isoformat(), list(report.media)]
    return hashlib.sha256(
        orjson.dumps([clean(each) if isinstance(each, str) else each for each in seen])
    ).hexdigest()


def _dumps(record: Row) -> str:
    try:
        return orjson.dumps(record).decode()
    except (TypeError, ValueError):  # lone surrogates and integers past 64 bits: the slow way takes them
        import json

        return json.dumps(record)


class Writer:
    """Records of claims as JSON, the same text as ``_dumps(to_record(claim))`` without ``text``, in a fifth of the time.

    Values are handed to orjson as they are, and a place that many claims name is written once: keep a writer for a
    batch, it holds on to the places.
    """

    def __init__(self) -> None:
        self._places: dict[int, tuple[Place, orjson.Fragment]] = {}

    def claim(self, claim: Claim) -> str:
        """The record of a claim without its text."""
        if claim.extra:
            return self._slowly(claim)
        try:
            return orjson.dumps(_shallow(claim), self._rest, _OPTIONS).decode()
        except (TypeError, ValueError):  # lone surrogates, integers past 64 bits, text that is no plain str
            return self._slowly(claim)

    def _slowly(self, claim: Claim) -> str:
        record = to_record(claim)
        del record["text"]
        return _dumps(record)

    def _rest(self, obj: Any) -> Any:
        if type(obj) is not Place:
            return _shallow(obj)
        known = self._places.get(id(obj))
        if known is None:
            known = self._places[id(obj)] = (obj, orjson.Fragment(orjson.dumps(to_record(obj))))
        return known[1]


_OPTIONS = orjson.OPT_UTC_Z


@attrs.frozen
class _Plan:
    """How one level of a model class becomes a record."""

    names: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    point: int | None
    """Where among the values a point stands, to become ``lat`` and ``lon``."""


@functools.cache
def _plan(cls: type[Any]) -> _Plan:
    fields = tuple(attrs.fields_dict(cls))  # TypeError for what is no model class, as orjson expects
    taken = [name for name in fields if not (cls is Claim and name in ("text", "extra"))]
    if hasattr(cls, "id") and "id" not in taken:
        taken.insert(0, "id")
    elif "id" in taken:
        taken.insert(0, taken.pop(taken.index("id")))
    point = taken.index("point") if "point" in taken else None
    names = [part for name in taken for part in (("lat", "lon") if name == "point" else (name,))]
    return _Plan(tuple(names), attrgetter(*taken), point)


def _shallow(obj: Any) -> Row:
    """One level of a model object's record; its values are left as they are."""
    plan = _plan(type(obj))  # type: ignore[arg-type]
    values = plan.values(obj)
    at = plan.point
    if at is not None:
        point = values[at]
        place = (point.lat, point.lon) if point else (None, None)
        values = (*values[:at], *place, *values[at + 1 :])
    return dict(zip(plan.names, values, strict=True))


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
        "record": _dumps(record),
    }


def read_report(record: str, text: str) -> Report:
    """The report of a row."""
    return from_record(Report, orjson.loads(record) | {"text": text})


def source_row(source: Source) -> Row:
    """The row of a source."""
    columns = ("id", "name", "kind", "side", "lang", "url", "reliability")
    record = to_record(source)
    return {name: record[name] for name in columns} | {"record": _dumps(record)}


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


def claim_row(claim: Claim, report: Report | None, writer: Writer | None = None) -> Row:
    """The row of a claim; where ``report`` is not at hand the publisher follows from the chain."""
    stored, text, when = (writer or Writer()).claim(claim), clean(claim.text), claim.when
    return {
        "key": key(claim.id),
        "id": claim.id,
        "report": claim.report,
        "revision": report.revision if report else 0,
        "source": report.source if report else publisher(claim),
        "claimant": claim.claimant,
        "side": side(claim.claimant),
        "stance": claim.stance,
        "hedged": claim.hedged,
        "kind": claim.kind,
        "agent": claim.agent,
        "target": claim.target,
        "outcome": claim.outcome,
        "start_time": when.start if when else None,
        "end_time": when.end if when else None,
        "time_precision": when.precision if when else None,
        **_where(claim.locations[0] if claim.locations else None),
        "published": report.published if report else None,
        "superseded": False,
        "content": _digest(stored, text),
        "text": text,
        "record": stored,
    }


def _digest(*parts: str) -> int:
    """A signed 64-bit hash by which a changed row is told from a known one."""
    joined = "\0".join(parts).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big", signed=True)


def key(id: str) -> int:
    """The integer by which a claim is found: comparing eight bytes takes a fraction of comparing strings."""
    return _digest(id)


def location_rows(claim: Claim, key: int) -> list[Row]:
    """The rows of a claim's locations, under its key."""
    return [
        {
            "key": key,
            "claim": claim.id,
            "position": position,
            "relation": location.relation,
            "distance_km": location.distance_km,
            "mention": location.mention,
            **_where(location),
        }
        for position, location in enumerate(claim.locations)
    ]


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
        "record": _dumps(record),
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
