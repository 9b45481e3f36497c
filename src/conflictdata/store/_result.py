"""What a query gives back: model objects when iterated, or Arrow, pandas and polars tables."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from conflictdata.errors import StoreError

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

T = TypeVar("T")
BATCH = 2048
SHOWN = 20


class Result(Generic[T]):
    """The answer to a query of an archive; asked anew each time it is used, so it shows what is there then.

    Iterating gives model objects, read in batches. ``arrow()``, ``pandas()`` and ``polars()`` give the columns
    of the table (times in UTC, positions in degrees, distances in kilometres).
    """

    def __init__(
        self,
        connection: Callable[[], duckdb.DuckDBPyConnection],
        *,
        query: str,
        parameters: Sequence[Any],
        columns: str,
        load: str,
        read: Callable[[duckdb.DuckDBPyConnection, Sequence[tuple[Any, ...]]], Iterator[T]],
    ) -> None:
        self._connection = connection
        self._query = query
        self._parameters = list(parameters)
        self._columns = columns
        self._load = load
        self._read = read

    def __iter__(self) -> Iterator[T]:
        cursor, beside = self._connection(), self._connection()
        try:
            rows = cursor.sql(f"SELECT {self._load} {self._query}", params=self._parameters)
            for batch in rows.to_arrow_reader(BATCH):
                columns = (column.to_pylist() for column in batch.columns)
                yield from self._read(beside, list(zip(*columns, strict=True)))
        finally:
            cursor.close()
            beside.close()

    def __len__(self) -> int:
        return self.count()

    def __bool__(self) -> bool:
        return self.first() is not None

    def count(self) -> int:
        """The number of objects."""
        cursor = self._connection()
        try:
            counted = f"SELECT count(*) FROM (SELECT 1 {self._query})"
            rows = cursor.execute(counted, self._parameters).fetchall()
        finally:
            cursor.close()
        return int(rows[0][0])

    def first(self) -> T | None:
        """The first object, or None."""
        cursor = self._connection()
        try:
            row = cursor.execute(
                f"SELECT * FROM (SELECT {self._load} {self._query}) LIMIT 1", self._parameters
            ).fetchone()
            return None if row is None else next(self._read(cursor, [row]))
        finally:
            cursor.close()

    def arrow(self) -> pa.Table:
        """The columns as an Arrow table."""
        cursor = self._connection()
        try:
            return arrow_table(cursor, f"SELECT {self._columns} {self._query}", self._parameters)
        finally:
            cursor.close()

    def pandas(self) -> pd.DataFrame:
        """The columns as a pandas frame.

        Raises:
            StoreError: pandas is not installed.
        """
        try:
            import pandas  # noqa: F401
        except ImportError as error:
            raise StoreError("pandas is not installed; `pip install pandas`") from error
        frame: pd.DataFrame = self.arrow().to_pandas()
        return frame

    def polars(self) -> pl.DataFrame:
        """The columns as a polars frame.

        Raises:
            StoreError: polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise StoreError("polars is not installed; `pip install polars`") from error
        frame = polars.from_arrow(self.arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.count()}>"

    def _repr_html_(self) -> str:
        cursor = self._connection()
        try:
            sql = f"SELECT * FROM (SELECT {self._columns} {self._query}) LIMIT {SHOWN}"
            table = arrow_table(cursor, sql, self._parameters)
        finally:
            cursor.close()
        head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in table.column_names)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(value))}</td>" for value in row.values()) + "</tr>"
            for row in table.to_pylist()
        )
        return f"<table><caption>{self.count()} found</caption><tr>{head}</tr>{rows}</table>"


def arrow_table(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
    """Run a query and give its rows as an Arrow table."""
    table = connection.sql(sql, params=list(parameters)).to_arrow_table()
    return table.cast(_utc(table.schema))


def _utc(schema: pa.Schema) -> pa.Schema:
    """The schema with its times in ``UTC``; DuckDB writes the zone as ``Etc/UTC``, which not every reader knows."""
    import pyarrow as pa

    fields = [
        field.with_type(pa.timestamp(field.type.unit, tz="UTC"))
        if pa.types.is_timestamp(field.type) and field.type.tz
        else field
        for field in schema
    ]
    return pa.schema(fields)


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 120 else f"{text[:119]}…"
