"""CSV files: UTF-8, one header, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from conflictdata.export._safe import cell


def write_csv(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    file: IO[bytes],
    *,
    second: Sequence[str] | None = None,
) -> None:
    """Write rows as CSV (RFC 4180, line ends LF); ``second`` is a second header row, as in HXL."""
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([cell(name) for name in columns])  # `sql` has columns of any name
    if second is not None:
        writer.writerow(second)
    for row in rows:
        writer.writerow([cell(row.get(name)) for name in columns])
    text.detach()
