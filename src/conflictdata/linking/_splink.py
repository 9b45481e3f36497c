"""Blocking and scoring with Splink on DuckDB."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from conflictdata.errors import ConflictDataError
from conflictdata.linking._clusters import Pair
from conflictdata.linking._features import FINE, REGION, Features
from conflictdata.linking._model import LinkageModel
from conflictdata.linking._settings import splink_settings

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 200_000
"""Rows handed to DuckDB, and pairs taken back, at a time."""

MEMORY = "2GB"
"""What DuckDB may hold in memory; the rest goes to a temporary directory."""

COLUMNS = (
    "report", "site", "grade", "region", "x", "y", "z", "reach", "timed", "t0", "t1", "b0", "b1", "kind", "agent", "agent_side",
    "target", "target_side", "object", "unit", "quantity", "claimant", "text_key", "evidence_key",
)  # fmt: skip

BLOCKING = (
    """
    WITH days AS (SELECT unique_id, site, region, grade, b0, {explode} AS bucket FROM {rows})
    SELECT l.unique_id AS join_key_l, r.unique_id AS join_key_r, '0' AS match_key
    FROM days l JOIN days r ON l.site = r.site AND l.bucket = r.bucket
    WHERE l.unique_id < r.unique_id AND l.bucket = greatest(l.b0, r.b0)
    """,
    f"""
    WITH days AS (
      SELECT unique_id, site, region, grade, b0, {{explode}} AS bucket FROM {{rows}}
      WHERE region IS NOT NULL AND grade <= {REGION}
    )
    SELECT least(l.unique_id, r.unique_id) AS join_key_l, greatest(l.unique_id, r.unique_id) AS join_key_r,
           '1' AS match_key
    FROM days l JOIN days r ON l.region = r.region AND l.bucket = r.bucket
    WHERE l.grade > {FINE} AND r.grade = {FINE} AND l.bucket = greatest(l.b0, r.b0)
    """,
)  # fmt: skip
"""Claims meet on each day they may speak of, at one site, or a wider area with the places in its region. The
later of the two first days gives each pair once."""


def arrow(rows: Sequence[Features], start: int = 0) -> pa.Table:
    """The rows as an Arrow table; ``unique_id`` is the position, so that order is the order of claim ids."""
    import pyarrow as pa

    types = {"grade": pa.int8(), "timed": pa.int8(), "b0": pa.int32(), "b1": pa.int32()}
    types |= {name: pa.float64() for name in ("x", "y", "z", "reach", "t0", "t1", "quantity")}
    columns: dict[str, Any] = {"unique_id": pa.array(range(start, start + len(rows)), pa.int64())}
    for name in COLUMNS:
        columns[name] = pa.array([getattr(row, name) for row in rows], types.get(name, pa.string()))
    return pa.table(columns)


def scored_pairs(rows: Sequence[Features], model: LinkageModel) -> Iterator[Pair]:
    """Pairs at or above the floor, from Splink on an in-memory DuckDB.

    Raises:
        ConflictDataError: Splink or DuckDB cannot be imported.
    """
    if not rows:
        return
    try:
        import duckdb
        import splink  # noqa: F401 - asked for before any work is done
    except ImportError as error:
        raise ConflictDataError(f"linking at this size needs splink and duckdb: {error}") from error
    with tempfile.TemporaryDirectory(prefix="conflictdata-") as spill:
        connection = duckdb.connect(
            config={"preserve_insertion_order": False, "memory_limit": MEMORY, "temp_directory": spill}
        )
        try:
            yield from _scored(connection, rows, model)
        finally:
            connection.close()


def _scored(connection: Any, rows: Sequence[Features], model: LinkageModel) -> Iterator[Pair]:
    from splink import DuckDBAPI, Linker

    _load(connection, rows)
    api = DuckDBAPI(connection)
    linker = Linker(api.register("claims"), splink_settings(model), log_level=None, validate_settings=False)
    connection.execute(f"CREATE TABLE blocked AS {blocking('claims', 'duckdb')}")
    linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
    # a little below: the weights are rounded to a thousandth only afterwards
    scored = linker.inference.predict(threshold_match_weight=model.floor - 0.0005, warning_mode="never")
    yield from _pairs(connection, scored.physical_name)


def blocking(table: str, dialect: str) -> str:
    """SQL of all blocked pairs of a table of features."""
    explode = {"duckdb": "unnest(range(b0, b1 + 1))", "spark": "explode(sequence(b0, b1))"}[dialect]
    return " UNION ALL ".join(
        f"SELECT * FROM ({rule.format(explode=explode, rows=table)})" for rule in BLOCKING
    )


def _load(connection: Any, rows: Sequence[Features]) -> None:
    for start in range(0, len(rows), BATCH):
        batch = arrow(rows[start : start + BATCH], start)
        connection.register("batch", batch)
        made = "CREATE TABLE claims AS" if start == 0 else "INSERT INTO claims"
        connection.execute(f"{made} SELECT * FROM batch")
        connection.unregister("batch")


def _pairs(connection: Any, table: str) -> Iterator[Pair]:
    reader = connection.sql(
        f"SELECT round(match_weight, 3) AS weight, unique_id_l AS l, unique_id_r AS r FROM {table}"
    ).to_arrow_reader(BATCH)
    for batch in reader:
        weights, lefts, rights = (batch.column(name).to_pylist() for name in ("weight", "l", "r"))
        yield from zip(weights, lefts, rights, strict=True)
