"""Our SQLite file back, without loss: the column ``record`` holds each record."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from conflictdata.errors import RecordError
from conflictdata.imports.jsonl import Imported, of


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Events with their claims, then claims that belong to no event.

    Raises:
        RecordError: the file is no SQLite file of ours.
    """
    with tempfile.TemporaryDirectory(prefix="conflictdata-") as folder:
        path = Path(folder) / "import.sqlite"
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                yield from _objects(connection)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # of damaged text, and in its own messages
            raise RecordError(f"is no SQLite file of ours: {error}") from error


def _objects(connection: sqlite3.Connection) -> Iterator[Imported]:
    for id, text in connection.execute('SELECT id, record FROM events ORDER BY "start", id'):
        rows = connection.execute("SELECT id, record FROM claims WHERE event = ?", [id])
        records = {claim: _record(record, f"claim {claim!r}") for claim, record in rows}
        event = _record(text, f"event {id!r}")
        try:
            event["claims"] = [records[claim] for claim in event["claims"]]
        except (KeyError, TypeError) as error:
            raise RecordError(f"event {id!r}: its claim {error} is not in the file") from error
        yield of(event, f"event {id!r}")
    for id, text in connection.execute("SELECT id, record FROM claims WHERE event IS NULL"):
        yield of(_record(text, f"claim {id!r}"), f"claim {id!r}")


def _record(text: Any, where: str) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise RecordError(f"{where}: its record is not JSON: {error}") from error
