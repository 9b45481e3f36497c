"""Tables that fit a terminal; in a file or a pipe nothing is shortened."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterator, Sequence

from conflictdata.cli._display import visible, width

LEAST = 10
"""Columns that a shortened cell keeps."""

_GAP = 2


def columns() -> int | None:
    """Columns of the terminal that standard output goes to; None where it goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def lines(
    rows: Sequence[Sequence[str]], screen: int | None, *, shorten: Collection[int] | None = None
) -> Iterator[str]:
    """Rows as lines, the first being the head; what steers a terminal is taken out.

    Args:
        screen: columns to fit into; None for as many as it takes.
        shorten: the columns of the table that may be shortened; None for all.
    """
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    if screen is not None:
        widths = fitted(widths, screen, range(len(widths)) if shorten is None else shorten)
    for row in shown:
        cells = (cell(text, wide) for text, wide in zip(row, widths, strict=True))
        yield (" " * _GAP).join(cells).rstrip()


def cell(text: str, wide: int) -> str:
    """The text in so many columns, with an ellipsis where it is longer."""
    return short(text, wide) + " " * (wide - width(short(text, wide)))


def short(text: str, wide: int) -> str:
    """The text, or its beginning and an ellipsis where it takes more columns."""
    if width(text) <= wide:
        return text
    while text and width(text) > wide - 1:
        text = text[:-1]
    return f"{text}…"


def fitted(widths: Sequence[int], screen: int, shorten: Collection[int]) -> list[int]:
    """Widths of which those of some columns are narrowed, the widest first, until a row fits the screen."""
    found = list(widths)
    while sum(found) + _GAP * (len(found) - 1) > screen:
        widest = max(shorten, key=lambda column: found[column])
        if found[widest] <= LEAST:
            break
        found[widest] -= 1
    return found
