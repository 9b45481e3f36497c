"""Lines of a file, none of which can fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from conflictdata.errors import RecordError

LONGEST = 16 * 2**20
"""Bytes of the longest line that is read: a report of sixteen million characters is no report."""


def lines(file: IO[bytes], *, longest: int = LONGEST) -> Iterator[bytes]:
    """Lines without their ends; a byte-order mark at the start is dropped.

    Raises:
        RecordError: a line is longer than ``longest``; at most that much of it was read.
    """
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if len(line) > longest and not line.endswith(b"\n"):
            raise RecordError(f"line {number}: is longer than {longest:,} bytes; this is no file of records")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield line.rstrip(b"\r\n")


def text_lines(file: IO[bytes], *, longest: int = LONGEST) -> Iterator[str]:
    """The same as text with line ends, for the ``csv`` module.

    Raises:
        RecordError: a line is too long or no UTF-8.
    """
    for number, line in enumerate(lines(file, longest=longest), 1):
        try:
            yield line.decode("utf-8") + "\n"
        except UnicodeDecodeError as error:
            raise RecordError(f"line {number}: is not UTF-8: {error.reason} at byte {error.start}") from error
