"""Linking and extraction on a real local Spark: the events of the other engines."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from conflictdata import extract_reports
from conflictdata.linking import Decision, link
from conflictdata.model import Event, Report
from conflictdata.records import dumps, loads
from conflictdata.testing.streams import stream

pytest.importorskip("pyspark", reason="needs conflictdata[spark]")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17", allow_module_level=True)

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    patch = pytest.MonkeyPatch()
    patch.setenv("PYSPARK_PYTHON", sys.executable)
    builder: Any = SparkSession.builder
    session = (
        builder.master("local[2]")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .config("spark.sql.adaptive.enabled", "false")
        .getOrCreate()
    )
    yield session
    session.stop()
    patch.undo()


def test_spark_gives_the_events_of_the_other_engines(spark: SparkSession) -> None:
    from conflictdata.linking import spark as on_spark

    told = stream(250, seed=3, density=4)
    left, right = told.claims[0].id, told.claims[-1].id
    decisions = [Decision(left=left, right=right, same=True, by="editor")]
    lines = [(dumps(claim),) for claim in (*told.claims, told.claims[5])]
    frame = spark.createDataFrame(lines, "claim string")
    rows = on_spark.link(frame, decisions=decisions, published=told.published).collect()
    found = sorted((loads(Event, row.event) for row in rows), key=lambda event: event.id)
    for engine in ("python", "duckdb"):
        expected = link(told.claims, decisions=decisions, reports=told.published, engine=engine)
        assert found == sorted(expected, key=lambda event: event.id)
    assert any({left, right} <= {claim.id for claim in event.claims} for event in found)


def test_components_on_the_workers_are_those_on_the_driver(
    spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conflictdata.linking import spark as on_spark

    ids = spark.createDataFrame([(name,) for name in "abcdefg"], "unique_id string")
    pairs = spark.createDataFrame([("a", "b"), ("b", "c"), ("e", "f")], "l string, r string")
    decided = [Decision(left="c", right="d", same=True), Decision(left="g", right="elsewhere", same=True)]
    for limit in (100, 0):
        monkeypatch.setattr(on_spark, "DRIVER_EDGES", limit)
        found = on_spark._components(ids, pairs, decided).collect()
        groups: dict[str, str] = {}
        for row in found:
            groups[row.component] = groups.get(row.component, "") + row.unique_id
        assert sorted("".join(sorted(group)) for group in groups.values()) == ["abcd", "ef", "g"]


def test_spark_extracts_what_extract_reports_does(spark: SparkSession) -> None:
    from conflictdata.linking import spark as on_spark

    texts = (
        "The Ukrainian General Staff reported on March 3 that Russian forces attacked near Pokrovsk.",
        "Nothing to see here.",
    )
    reports = [Report(source="isw", text=text, published="2025-03-04T12:00:00Z", lang="en") for text in texts]
    frame = spark.createDataFrame([(dumps(report),) for report in reports], "report string")
    found = sorted(row.claim for row in on_spark.extract(frame).collect())
    assert found == sorted(dumps(claim) for claim in extract_reports(reports))
