"""Files of data sets as rows: CSV, JSON, and either within a ZIP archive of one file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

import attrs

from conflictdata.plugins import Response
from conflictdata_pages import decoded, fail, refuse_status

LARGEST = 1_000_000_000
"""Bytes a file in an archive may have: a year of VIINA has some 200 MB."""

csv.field_size_limit(10_000_000)


def unpacked(response: Response, suffix: Sequence[str] = (".csv", ".json", ".kml")) -> Response:
    """The response itself, or the one file with such a name in the ZIP archive that it is.

    Raises:
        ParseError: an HTTP error, a broken archive, no such file or too large a one.
    """
    refuse_status(response)
    if not response.body.startswith(b"PK\x03\x04"):
        return response
    try:
        with zipfile.ZipFile(io.BytesIO(response.body)) as archive:
            found = [each for each in archive.infolist() if each.filename.lower().endswith(tuple(suffix))]
            if not found:
                raise fail(response, f"no {' or '.join(suffix)} file in the archive")
            if found[0].file_size > LARGEST:
                raise fail(response, f"{found[0].filename} is larger than {LARGEST:,} bytes")
            with archive.open(found[0]) as opened:
                body = opened.read(LARGEST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise fail(response, f"the archive is broken or breaks off: {error}") from error
    except ValueError as error:
        raise fail(response, f"the archive cannot be read: {error}") from error
    if len(body) > LARGEST:
        raise fail(response, f"{found[0].filename} is larger than it says")
    return attrs.evolve(response, body=body, headers=())


def csv_rows(
    response: Response, needed: Sequence[str], *, delimiter: str = ",", names: Sequence[str] | None = None
) -> Iterator[dict[str, str]]:
    """Rows of a CSV file by column.

    Args:
        needed: columns it must have.
        names: of the columns, for a file without a header line.

    Raises:
        ParseError: no CSV, a column missing, a last row that breaks off.
    """
    text = decoded(response)
    if text.lstrip()[:1] == "<":
        raise fail(response, "expected CSV, got a page (a login wall or an error page?)")
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    try:
        header = list(names) if names else [each.strip() for each in next(reader, [])]
        missing = [each for each in needed if each not in header]
        if missing:
            raise fail(response, f"no column {', '.join(missing)}: another file, or its columns have changed")
        for number, row in enumerate(reader, 1 if names else 2):
            if not row:
                continue
            if len(row) != len(header):
                raise fail(
                    response, f"line {number} has {len(row)} of {len(header)} columns: the file breaks off"
                )
            yield dict(zip(header, row, strict=True))
    except csv.Error as error:
        raise fail(response, f"not CSV: {error}") from error
