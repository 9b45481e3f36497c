"""The nodes of a JSON document of ours that stand on a line each, so that no document is read whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from conflictdata.errors import RecordError
from conflictdata.imports._lines import lines


def nodes(file: IO[bytes], mark: bytes, what: str) -> Iterator[tuple[int, Any]]:
    """Line number and node, for each line between the first, which opens the document, and the last.

    Args:
        mark: what the first line must contain.
        what: the document, for the message.

    Raises:
        RecordError: the first line lacks the mark, or a line is not JSON.
    """
    for number, line in enumerate(lines(file), 1):
        text = line.strip().rstrip(b",")
        if number == 1 and mark not in text:
            raise RecordError(f"line 1: is no {what} of ours")
        if number == 1 or text in (b"", b"]}"):
            continue
        yield number, parsed(text, number)


def parsed(text: bytes | str, number: int) -> Any:
    """The JSON of a text.

    Raises:
        RecordError: it is none.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"line {number}: not JSON: {error}") from error
