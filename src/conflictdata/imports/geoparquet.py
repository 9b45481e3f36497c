"""Our GeoParquet back, without loss: the column ``record`` holds each record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from conflictdata.errors import RecordError
from conflictdata.imports.jsonl import Imported, from_json


def read(file: IO[bytes]) -> Iterator[Imported]:
    """Claims and events, row by row.

    Raises:
        RecordError: the file is no Parquet or has no column ``record``.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        parquet = pq.ParquetFile(file)
        if "record" not in parquet.schema_arrow.names:
            raise RecordError("the file has no column 'record': it is no GeoParquet of ours")
        number = 0
        for batch in parquet.iter_batches(columns=["record"]):
            for text in batch.column(0).to_pylist():
                number += 1
                yield from_json(text or "null", f"row {number}")
    except (OSError, UnicodeDecodeError, pa.ArrowException) as error:  # the first for some damaged headers
        raise RecordError(f"is no Parquet file, or a damaged one: {error}") from error
