"""The same linking on Spark, for what outgrows one machine; extraction beside it.

Needs the extra ``spark`` (``pip install conflictdata[spark]``) and Java 17 or later. Reports and claims travel as
records (JSON, as in ``conflictdata.records``) in one string column.

Pairs are blocked and scored by Splink with the figures of the same model, connected components are found by
Splink, and each component is clustered where it lies (``applyInArrow``): the events are those of
``conflictdata.linking.link``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from conflictdata.linking._features import FACET
from conflictdata.linking._link import Decision, events_of_pairs, latest
from conflictdata.linking._model import LinkageModel

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

BATCH = 2_000
"""Claims a batch that extraction gives back."""

DRIVER_EDGES = 5_000_000
"""Pairs up to which components are found on the driver (some 100 bytes a pair); beyond, on the workers."""

_NUMBERS = {"grade": "int", "timed": "int", "b0": "int", "b1": "int"}
_DOUBLES = ("x", "y", "z", "reach", "t0", "t1", "quantity")


def extract(reports: DataFrame, *, column: str = "report") -> DataFrame:
    """Claims of reports: a data frame with the string column ``claim`` (one record a row).

    Args:
        reports: has the string column ``column`` with one report record a row.
    """
    return reports.select(column).mapInArrow(_extract, "claim string")


def link(
    claims: DataFrame,
    *,
    column: str = "claim",
    model: LinkageModel | None = None,
    decisions: Iterable[Decision] = (),
    published: Mapping[str, datetime] | None = None,
) -> DataFrame:
    """Events of claims: a data frame with ``id`` and ``event`` (one event record a row).

    Args:
        claims: has the string column ``column`` with one claim record a row; a claim given twice counts once.
        model: the linkage model; None for the shipped one.
        decisions: pairs that people joined or parted.
        published: when reports were published, by report id (sent to every worker).
    """
    from pyspark.sql import functions as F

    linkage = model or LinkageModel.load()
    ruled = list(latest(decisions).values())
    named = claims.select(F.col(column).alias("claim")).mapInArrow(_named, "unique_id string, claim string")
    once = named.groupBy("unique_id").agg(F.min("claim").alias("claim"))
    rows = once.mapInArrow(_rows, _schema()).localCheckpoint()
    pairs = _score(rows, linkage).localCheckpoint()
    groups = _components(rows.select("unique_id"), pairs, ruled)
    told = (
        rows.select("unique_id", "claim").join(groups, "unique_id").select("component", "unique_id", "claim")
    )
    group_of = groups.select(F.col("unique_id").alias("l"), F.col("component").alias("group"))
    scored = pairs.join(group_of, "l").select("group", "weight", "l", "r")
    make = _clusterer(linkage, ruled, dict(published or {}))
    return (
        told.groupBy("component")
        .cogroup(scored.groupBy("group"))
        .applyInArrow(make, "id string, event string")
    )


def _extract(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    from conflictdata import extract_reports
    from conflictdata.model import Report
    from conflictdata.records import dumps, loads

    lines: list[str] = []
    for batch in batches:
        for line in batch.column(0).to_pylist():
            lines += [dumps(claim) for claim in extract_reports([loads(Report, line)])]
            if len(lines) >= BATCH:
                yield pa.RecordBatch.from_pydict({"claim": pa.array(lines, pa.string())})
                lines = []
    if lines:
        yield pa.RecordBatch.from_pydict({"claim": pa.array(lines, pa.string())})


def _schema() -> str:
    from conflictdata.linking._splink import COLUMNS

    kinds = dict.fromkeys(_DOUBLES, "double") | _NUMBERS
    return ", ".join(
        ["unique_id string", "claim string", *(f"`{c}` {kinds.get(c, 'string')}" for c in COLUMNS)]
    )


def _named(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    from conflictdata.model import Claim
    from conflictdata.records import dumps, loads

    for batch in batches:
        found = [loads(Claim, line) for line in batch.column(0).to_pylist()]
        yield pa.RecordBatch.from_pydict(
            {
                "unique_id": pa.array([claim.id for claim in found], pa.string()),
                "claim": pa.array([dumps(claim) for claim in found], pa.string()),
            }
        )


def _rows(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    from conflictdata.linking._features import features
    from conflictdata.linking._splink import COLUMNS
    from conflictdata.model import Claim
    from conflictdata.records import loads

    types: dict[str, Any] = {name: pa.float64() for name in _DOUBLES} | {
        name: pa.int32() for name in _NUMBERS
    }
    for batch in batches:
        keys, lines = (batch.column(name).to_pylist() for name in ("unique_id", "claim"))
        found = [features(loads(Claim, line), key) for key, line in zip(keys, lines, strict=True)]
        columns: dict[str, Any] = {
            "unique_id": pa.array([row.id for row in found], pa.string()),
            "claim": pa.array(lines, pa.string()),
        }
        for name in COLUMNS:
            columns[name] = pa.array([getattr(row, name) for row in found], types.get(name, pa.string()))
        yield pa.RecordBatch.from_pydict(columns)


def _score(rows: DataFrame, linkage: LinkageModel) -> DataFrame:
    """Pairs at or above the floor: ``weight``, ``l``, ``r``."""
    from pyspark.sql import functions as F
    from splink import Linker

    from conflictdata.linking._settings import splink_settings
    from conflictdata.linking._splink import blocking

    spark = rows.sparkSession
    api = _api(spark)
    table = api.register(rows.drop("claim"))
    linker = Linker(table, splink_settings(linkage), log_level=None, validate_settings=False)
    blocked = spark.sql(blocking(table.physical_name, "spark"))
    linker.table_management.register_blocked_pairs_for_predict(api.register(blocked))
    scored = linker.inference.predict(threshold_match_weight=linkage.floor - 0.0005, warning_mode="never")
    return spark.table(scored.physical_name).select(
        F.round("match_weight", 3).alias("weight"),
        F.col("unique_id_l").alias("l"),
        F.col("unique_id_r").alias("r"),
    )


def _api(spark: SparkSession) -> Any:
    """Splink on this session, without its Scala functions (the model needs none)."""
    from splink import SparkAPI

    make: Any = SparkAPI
    return make(spark_session=spark, break_lineage_method="persist", register_udfs_automatically=False)


def _components(ids: DataFrame, pairs: DataFrame, ruled: list[Decision]) -> DataFrame:
    """``unique_id`` and ``component`` of every claim."""
    from pyspark.sql import functions as F

    spark = ids.sparkSession
    edges = pairs.select(F.col("l").alias("unique_id_l"), F.col("r").alias("unique_id_r"))
    if ruled:
        drawn = spark.createDataFrame([each.pair for each in ruled], "left_id string, right_id string")
        for side, name in (("left_id", "unique_id_l"), ("right_id", "unique_id_r")):
            claim = F.element_at(F.split("unique_id", FACET), 1)
            drawn = drawn.join(ids.select(claim.alias(side), F.col("unique_id").alias(name)), side)
        drawn = drawn.select("unique_id_l", "unique_id_r")
        edges = edges.unionByName(drawn)
    if edges.count() > DRIVER_EDGES:
        return _components_on_workers(ids, edges)
    roots = _roots((row[0], row[1]) for row in edges.toLocalIterator())
    if not roots:
        return ids.withColumn("component", F.col("unique_id"))
    known = spark.createDataFrame(list(roots.items()), "unique_id string, root string")
    return ids.join(known, "unique_id", "left").select(
        "unique_id", F.coalesce("root", "unique_id").alias("component")
    )


def _roots(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The smallest id that each id is connected with."""
    parent: dict[str, str] = {}

    def find(id: str) -> str:
        while (up := parent.setdefault(id, id)) != id:
            parent[id] = id = parent.setdefault(up, up)
        return id

    for left, right in edges:
        small, large = sorted((find(left), find(right)))
        parent[large] = small
    return {id: find(id) for id in list(parent)}


def _components_on_workers(ids: DataFrame, edges: DataFrame) -> DataFrame:
    """The same by Splink, without gathering the edges in one place."""
    from pyspark.sql import functions as F
    from splink.clustering import cluster_pairwise_predictions_at_threshold

    api = _api(ids.sparkSession)
    found = cluster_pairwise_predictions_at_threshold(
        api.register(ids), api.register(edges.distinct()), api, node_id_column_name="unique_id"
    )
    table = ids.sparkSession.table(found.physical_name)
    return table.select("unique_id", F.col("cluster_id").alias("component"))


def _clusterer(linkage: LinkageModel, ruled: list[Decision], published: dict[str, datetime]) -> Any:
    def cluster(told: pa.Table, scored: pa.Table) -> pa.Table:
        import pyarrow as pa

        from conflictdata.linking._features import features
        from conflictdata.model import Claim
        from conflictdata.records import dumps, loads

        names, lines = (told.column(name).to_pylist() for name in ("unique_id", "claim"))
        keys, ordered = zip(
            *sorted((key, loads(Claim, line)) for key, line in zip(names, lines, strict=True)), strict=True
        )
        position = {key: n for n, key in enumerate(keys)}
        columns = (scored.column(name).to_pylist() for name in ("weight", "l", "r"))
        pairs = [
            (weight, position[left], position[right]) for weight, left, right in zip(*columns, strict=True)
        ]
        rows = [features(claim, key) for key, claim in zip(keys, ordered, strict=True)]
        ids = {claim.id for claim in ordered}
        here = [each for each in ruled if each.left in ids or each.right in ids]
        events = events_of_pairs(ordered, rows, pairs, linkage, decisions=here, reports=published)
        return pa.table(
            {
                "id": pa.array([event.id for event in events], pa.string()),
                "event": pa.array([dumps(event) for event in events], pa.string()),
            }
        )

    return cluster
