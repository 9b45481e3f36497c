"""An SQLite file that Datasette opens: events and claims with a map, full-text search and links between them.

Tables have columns called ``latitude`` and ``longitude``, which the ``datasette-cluster-map`` plugin draws.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO, Any

from conflictdata.export._safe import visible
from conflictdata.export._view import Exportable, View, annotation, note, publisher_of, record, view
from conflictdata.export.geojson import properties
from conflictdata.model import Event

BATCH = 5000
_COLUMNS = (
    "id", "kind", "status", "confidence", "start", "end", "time_precision", "place", "place_id", "country", "admin1",
    "admin2", "precision", "latitude", "longitude", "agent", "target", "notes", "record",
)  # fmt: skip
_CLAIM_COLUMNS = ("event", "claimant", "via", "hedged", "source", "url", "published", "report", *_COLUMNS)

_SCHEMA = f"""
CREATE TABLE events ({", ".join(f'"{name}"' for name in _COLUMNS)}, PRIMARY KEY (id));
CREATE TABLE claims ({", ".join(f'"{name}"' for name in _CLAIM_COLUMNS)}, PRIMARY KEY (id, event),
    FOREIGN KEY (event) REFERENCES events (id));
"""
_INDEXES = """
CREATE INDEX events_start ON events (start);
CREATE INDEX claims_event ON claims (event);
CREATE INDEX claims_claimant ON claims (claimant);
CREATE VIRTUAL TABLE claims_fts USING fts5 (notes, content='claims', content_rowid='rowid');
INSERT INTO claims_fts (rowid, notes) SELECT rowid, notes FROM claims;
"""


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write the file; it is made beside the temporary files and copied, because SQLite needs a name."""
    with tempfile.TemporaryDirectory(prefix="conflictdata-") as folder:
        path = Path(folder) / "export.sqlite"
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            rest = iter(objects)
            while batch := list(islice(rest, BATCH)):
                _insert(connection, batch)
            connection.executescript(_INDEXES)
            connection.commit()
            connection.execute("VACUUM")
        with path.open("rb") as made:
            shutil.copyfileobj(made, file)


def _insert(connection: sqlite3.Connection, batch: list[Exportable]) -> None:
    events, claims = [], []
    for each in batch:
        if isinstance(each, Event):
            events.append(_row(each))
        for claim in each.claims if isinstance(each, Event) else (each,):
            row = _row(claim)
            row |= {
                "event": each.id if isinstance(each, Event) else None,
                "claimant": claim.claimant,
                "via": ", ".join(claim.via),
                "hedged": int(claim.hedged),
                "source": publisher_of(claim),
                "url": view(claim).urls[0] if view(claim).urls else None,
                "published": annotation(claim, "published"),
                "report": claim.report,
                "notes": note(claim),
            }
            claims.append(row)
    for table, columns, rows in (("events", _COLUMNS, events), ("claims", _CLAIM_COLUMNS, claims)):
        marks = ", ".join("?" for _ in columns)
        values = [[_plain(row.get(name)) for name in columns] for row in rows]
        connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)
    connection.commit()


def _row(given: Exportable) -> dict[str, Any]:
    seen: View = view(given)
    whole = record(given)
    if isinstance(given, Event):
        whole["claims"] = [claim.id for claim in given.claims]
    return {
        "id": seen.id,
        **properties(seen),
        "latitude": seen.point.lat if seen.point else None,
        "longitude": seen.point.lon if seen.point else None,
        "record": json.dumps(whole),
    }


def _plain(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value
