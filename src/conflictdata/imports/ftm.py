"""Our FollowTheMoney back, without loss: events carry their record in the context of the entity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from conflictdata.errors import RecordError
from conflictdata.export.ftm import CONTEXT
from conflictdata.imports._lines import lines
from conflictdata.imports._nodes import parsed
from conflictdata.imports.jsonl import Imported, of


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Claims and events, entity by entity.

    Raises:
        RecordError: a line is no entity.
    """
    for number, line in enumerate(lines(file), 1):
        if not line.strip():
            continue
        entity = parsed(line, number)
        if not isinstance(entity, dict) or not {"id", "schema", "properties"} <= entity.keys():
            raise RecordError(f"line {number}: is no FollowTheMoney entity")
        if CONTEXT in entity:
            yield of(entity[CONTEXT], f"line {number}")
