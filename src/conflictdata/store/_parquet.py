"""The tables of an archive as partitioned Parquet, on a local path or any that fsspec reaches.

Each table is a folder; ``reports``, ``claims`` and ``events`` are cut by month (``month=2025-04``) of publication or
beginning, ``month=none`` without one. Columns and types are those of ``_schema``: strings, 32- and 64-bit
integers, doubles, booleans, and times in microseconds adjusted to UTC, which DuckDB and Spark read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from conflictdata.errors import StoreError
from conflictdata.store import _schema, _search, _write
from conflictdata.store._schema import TABLES

if TYPE_CHECKING:
    import duckdb

BATCH = 50_000
MONTH = {"reports": "published", "claims": "start_time", "events": "start_time"}
_DERIVED = frozenset({"postings", "facets", "pending"})
"""Made anew when read."""
_ORDER = ("sources", "reports", "origins", "locations", "claims", "decisions", "events", "event_claims")


def _filesystem(path: str) -> tuple[Any, str]:
    import pyarrow.fs as pafs

    if "://" not in path:
        return pafs.LocalFileSystem(), path
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise StoreError(f"{path}: needs fsspec; `pip install 'conflictdata[remote]'`") from error
    try:
        found, root = url_to_fs(path)
    except (ImportError, ValueError) as error:
        raise StoreError(f"{path}: cannot be reached: {error}") from error
    return pafs.PyFileSystem(pafs.FSSpecHandler(found)), root


def write(connection: duckdb.DuckDBPyConnection, path: str | PathLike[str], *, replace: bool) -> None:
    """Write every table below ``path``.

    Raises:
        StoreError: something is there already and ``replace`` is not set, or it cannot be written.
    """
    import pyarrow as pa
    import pyarrow.dataset as ds
    import pyarrow.fs as pafs

    files, root = _filesystem(fspath(path))
    try:
        for name, table in TABLES.items():
            if name in _DERIVED:
                continue
            folder = f"{root}/{name}"
            if files.get_file_info(folder).type != pafs.FileType.NotFound:
                if not replace:
                    raise StoreError(
                        f"{path}: already holds a table {name!r}; choose an empty place or replace it"
                    )
                files.delete_dir(folder)
            schema = table.arrow()
            columns = ", ".join(table.names)
            if name in MONTH:
                columns += f", coalesce(strftime({MONTH[name]}, '%Y-%m'), 'none') AS month"
                schema = schema.append(pa.field("month", pa.string()))
            rows = connection.sql(f"SELECT {columns} FROM {name}").to_arrow_reader(BATCH)
            batches = (batch.cast(schema) for batch in rows)
            ds.write_dataset(
                pa.RecordBatchReader.from_batches(schema, batches), folder, format="parquet", filesystem=files,
                partitioning=ds.partitioning(pa.schema([("month", pa.string())]), flavor="hive")
                if name in MONTH else None,
                existing_data_behavior="overwrite_or_ignore", max_partitions=10_000,
            )  # fmt: skip
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path}: could not be written: {error}") from error


def read(connection: duckdb.DuckDBPyConnection, path: str | PathLike[str]) -> None:
    """Add what the tables below ``path`` hold and the archive does not; the caller holds the transaction.

    Raises:
        StoreError: there are no such tables, they are of a newer schema, or they cannot be read.
    """
    import pyarrow as pa

    files, root = _filesystem(fspath(path))
    try:
        empty = connection.execute("SELECT count(*) FROM claims").fetchall() == [(0,)]
        linked = _meta(files, root, path).get("linked") == "yes"
        for name in _ORDER if empty else _ORDER[:-2]:
            with _table(connection, files, root, name) as given:
                if given:
                    _add(connection, name, given)
    except (OSError, pa.ArrowException, KeyError) as error:
        raise StoreError(f"{path}: could not be read: {error}") from error
    connection.execute(
        "UPDATE reports SET latest = (revision = newest.top) FROM "
        "(SELECT id AS of, max(revision) AS top FROM reports GROUP BY id) AS newest WHERE newest.of = reports.id"
    )
    _search.rebuild(connection)
    _write.set_linked(connection, empty and linked)


def _meta(files: Any, root: str, path: object) -> dict[str, str]:
    import pyarrow.dataset as ds

    try:
        rows = ds.dataset(f"{root}/meta", format="parquet", filesystem=files).to_table().to_pylist()
    except FileNotFoundError as error:
        raise StoreError(f"{path}: holds no archive tables (no folder 'meta')") from error
    about = {row["key"]: row["value"] for row in rows}
    if int(about.get("schema", "0")) > _schema.SCHEMA:
        raise StoreError(
            f"{path}: has schema {about['schema']}, written by a newer conflictdata; upgrade to read it"
        )
    return about


@contextmanager
def _table(connection: duckdb.DuckDBPyConnection, files: Any, root: str, name: str) -> Iterator[str | None]:
    """A table's rows as a relation, or None where there is no such folder or nothing in it."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    try:
        found = ds.dataset(f"{root}/{name}", format="parquet", filesystem=files, partitioning=None)
    except FileNotFoundError:
        yield None
        return
    wanted = TABLES[name].arrow()
    held = [field for field in wanted if field.name in found.schema.names]
    if not held:
        yield None
        return
    schema = pa.schema(held)
    batches = (batch.cast(schema) for batch in found.to_batches(columns=schema.names, batch_size=BATCH))
    connection.register("given_rows", pa.RecordBatchReader.from_batches(schema, batches))
    try:
        yield "given_rows"
    finally:
        connection.unregister("given_rows")


def _add(connection: duckdb.DuckDBPyConnection, name: str, given: str) -> None:
    """Insert the rows whose key is not there; a reader can be read once, so first into a table of its own."""
    table = TABLES[name]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE incoming AS SELECT * FROM {given}")
    if name == "reports":
        (last,) = connection.execute("SELECT coalesce(max(doc), 0) FROM reports").fetchall()
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE incoming AS SELECT * REPLACE (CAST(? + row_number() OVER (ORDER BY doc) AS "
            "INTEGER) AS doc) FROM incoming",
            [last[0]],
        )
    same = " AND ".join(f"t.{column} = i.{column}" for column in table.key)
    key = ", ".join(table.key)
    connection.execute(
        f"INSERT INTO {name} BY NAME SELECT DISTINCT ON ({key}) * FROM incoming i "
        f"WHERE NOT EXISTS (SELECT 1 FROM {name} t WHERE {same})"
    )
    connection.execute("DROP TABLE incoming")
