"""Our PROV back, without loss: events and claims written on their own carry their record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from conflictdata.imports._nodes import nodes
from conflictdata.imports.jsonl import Imported, of


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Claims and events, node by node.

    Raises:
        RecordError: the file is no PROV of ours.
    """
    for number, node in nodes(file, b"http://www.w3.org/ns/prov#", "PROV"):
        if isinstance(node, dict) and "record" in node:
            yield of(node["record"], f"line {number}")
