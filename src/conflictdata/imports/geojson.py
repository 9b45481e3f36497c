"""Our GeoJSON back, without loss: each feature carries its record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from conflictdata.errors import RecordError
from conflictdata.imports._lines import lines
from conflictdata.imports.jsonl import Imported, of


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Claims and events, feature by feature (each stands on a line of its own).

    Raises:
        RecordError: a line is no feature of ours.
    """
    for number, line in enumerate(lines(file), 1):
        text = line.strip().rstrip(b",")
        if number == 1 or text in (b"", b"]}"):
            if number == 1 and b'"FeatureCollection"' not in text:
                raise RecordError("line 1: is no GeoJSON of ours; convert others with a source plugin")
            continue
        try:
            feature = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise RecordError(f"line {number}: not JSON: {error}") from error
        if not isinstance(feature, dict) or "conflictdata" not in feature:
            raise RecordError(f"line {number}: the feature carries no record (member 'conflictdata')")
        yield of(feature["conflictdata"], f"line {number}")
