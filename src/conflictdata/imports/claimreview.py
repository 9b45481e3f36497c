"""Our ClaimReview back, without loss: each node carries its record as an ``encoding`` of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from conflictdata.errors import RecordError
from conflictdata.export.claimreview import ENCODING
from conflictdata.imports._nodes import nodes
from conflictdata.imports.jsonl import Imported, from_json


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Claims and events, node by node.

    Raises:
        RecordError: the file is no ClaimReview of ours.
    """
    for number, node in nodes(file, b'"https://schema.org"', "ClaimReview"):
        encoding = node.get("encoding") if isinstance(node, dict) else None
        if not isinstance(encoding, dict) or encoding.get("name") != ENCODING:
            raise RecordError(f"line {number}: the node carries no record ({ENCODING})")
        text = encoding.get("text")
        if not isinstance(text, str):
            raise RecordError(f"line {number}: its record is no text")
        yield from_json(text, f"line {number}")
