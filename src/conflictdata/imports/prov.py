"""Our PROV back, without loss: events and claims written on their own carry their record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from conflictdata.errors import RecordError
from conflictdata.imports._lines import lines
from conflictdata.imports.jsonl import Imported, of


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Claims and events, node by node (each stands on a line of its own).

    Raises:
        RecordError: the file is no PROV of ours.
    """
    for number, line in enumerate(lines(file), 1):
        text = line.strip().rstrip(b",")
        if number == 1 or text in (b"", b"]}"):
            if number == 1 and b"http://www.w3.org/ns/prov#" not in text:
                raise RecordError("line 1: is no PROV of ours")
            continue
        try:
            node = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise RecordError(f"line {number}: not JSON: {error}") from error
        if isinstance(node, dict) and "record" in node:
            yield of(node["record"], f"line {number}")
