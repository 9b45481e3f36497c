"""Our STIX back, without loss: incidents carry the record of their event or claim in our property extension."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from conflictdata.errors import RecordError
from conflictdata.export.stix import EXTENSION
from conflictdata.imports._nodes import nodes
from conflictdata.imports.jsonl import Imported, from_json


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Claims and events, object by object.

    Raises:
        RecordError: the file is no bundle of ours.
    """
    for number, node in nodes(file, b'"bundle"', "STIX bundle"):
        extensions = node.get("extensions") if isinstance(node, dict) else None
        ours = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
        if ours is None:
            continue
        text = ours.get("record") if isinstance(ours, dict) else None
        if not isinstance(text, str):
            raise RecordError(f"line {number}: our extension carries no record")
        yield from_json(text, f"line {number}")
