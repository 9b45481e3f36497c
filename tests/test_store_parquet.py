"""The tables of an archive as Parquet, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

import store_samples as made
from conflictdata import _api
from conflictdata.errors import StoreError
from conflictdata.store import Archive


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_api, "extract_reports", made.stub_extract)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with revisions, a tombstone, a decision and a claim of another month."""
    path = tmp_path / "war.duckdb"
    with Archive(path) as archive:
        archive.add(made.report("One. Two.", url="https://example.org/../../1"), origin="raw/1")
        archive.add(made.report("One. Three.", url="https://example.org/../../1"))
        archive.add(made.report("Гуево обстреляли.", lang="ru", published="2025-05-01"))
        archive.add(made.report("", url="https://example.org/2", deleted=True))
        archive.add_claims([made.claim(report="../../etc", id="../../passwd", when=None)])
        one, two = list(archive.claims())[:2]
        archive.decide(one.id, two.id, same=False, by="editor")
    return path


def content(archive: Archive) -> dict[str, Any]:
    return {
        "reports": {(r.id, r.revision): r for r in archive.reports(revisions=True)},
        "latest": {r.id: r.revision for r in archive.reports()},
        "standing": made.by_id(archive.claims()),
        "claims": made.by_id(archive.claims(superseded=True)),
        "near": {c.id for c in archive.claims(near=(made.BASIVKA, 1))},
        "events": list(archive.events()),
        "decisions": archive.decisions(),
        "sources": archive.sources(),
        "found": [r.id for r in archive.search("Гуеве")],
    }


@pytest.mark.parametrize("where", ["local", "memory"])
def test_an_archive_comes_back_whole(path: Path, tmp_path: Path, where: str) -> None:
    if where == "memory":
        pytest.importorskip("fsspec")
    target = str(tmp_path / "tables") if where == "local" else f"memory://{tmp_path.name}/tables"
    with Archive(path, read_only=True) as archive:
        before = content(archive)
        archive.to_parquet(target)
    with Archive(tmp_path / "copy.duckdb") as archive:
        archive.from_parquet(target)
        assert archive.status().linked
        assert content(archive) == before
        archive.from_parquet(target)  # again: nothing is doubled
        assert content(archive) == before


def test_archives_can_be_merged(path: Path, tmp_path: Path) -> None:
    with Archive(path) as archive:
        before = content(archive)
        archive.to_parquet(tmp_path / "tables")
    with Archive(tmp_path / "other.duckdb") as archive:
        archive.add(made.report("One. Two.", url="https://example.org/../../1"))
        archive.add(made.report("Another village."))
        archive.from_parquet(tmp_path / "tables")
        after = content(archive)
        assert before["reports"].keys() < after["reports"].keys()
        assert before["latest"].items() <= after["latest"].items()
        assert archive.search("village").count() == 1
        inside = sorted(claim.id for event in after["events"] for claim in event.claims)
        assert inside == sorted(after["standing"])
        docs = archive.sql("SELECT count(*) = count(DISTINCT doc) AS ok FROM reports").to_pylist()
        assert docs == [{"ok": True}]


def test_tables_are_cut_by_month_and_named_by_nothing_else(path: Path, tmp_path: Path) -> None:
    with Archive(path) as archive:
        archive.to_parquet(tmp_path / "deep" / "tables")
    root = tmp_path / "deep"
    files = {str(file.relative_to(root)) for file in root.rglob("*.parquet")}
    assert {name.split("/")[2] for name in files if name.startswith("tables/claims/")} == {
        "month=2025-04",
        "month=none",
    }
    assert {file.name for file in tmp_path.iterdir()} == {"war.duckdb", "deep"}  # no id leads elsewhere


def test_times_are_utc_and_types_the_same_in_every_file(path: Path, tmp_path: Path) -> None:
    with Archive(path) as archive:
        archive.to_parquet(tmp_path / "tables")
    for name in ("claims", "reports", "events"):
        schema = ds.dataset(tmp_path / "tables" / name, partitioning="hive").schema
        column = "published" if name == "reports" else "start_time"
        assert schema.field(column).type == pa.timestamp("us", tz="UTC")


def test_nothing_is_overwritten_unasked(path: Path, tmp_path: Path) -> None:
    with Archive(path) as archive:
        archive.to_parquet(tmp_path / "tables")
        with pytest.raises(StoreError, match="already holds a table"):
            archive.to_parquet(tmp_path / "tables")
        archive.to_parquet(tmp_path / "tables", replace=True)


def test_no_tables_and_newer_tables_are_refused(path: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    with Archive(path) as archive:
        with pytest.raises(StoreError, match="holds no archive tables"):
            archive.from_parquet(tmp_path)
        (tmp_path / "tables" / "meta").mkdir(parents=True)
        pq.write_table(
            pa.table({"key": ["schema"], "value": ["99"]}), tmp_path / "tables" / "meta" / "a.parquet"
        )
        with pytest.raises(StoreError, match="schema 99"):
            archive.from_parquet(tmp_path / "tables")
        assert archive.reports().count() == 3


def test_spark_reads_the_same_schema(path: Path, tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql")
    with Archive(path) as archive:
        expected = archive.claims(superseded=True).count()
        archive.to_parquet(tmp_path / "tables")
    try:
        spark = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    except Exception as error:  # noqa: BLE001 - no Java, or one that Spark does not take
        pytest.skip(f"Spark does not start: {error}")
    try:
        frame = spark.read.parquet(str(tmp_path / "tables" / "claims"))
        assert frame.count() == expected
        assert dict(frame.dtypes)["start_time"] == "timestamp"
        frame.drop("month").write.parquet(str(tmp_path / "spark" / "claims"))
        archive_tables = tmp_path / "tables" / "meta"
        (tmp_path / "spark" / "meta").symlink_to(archive_tables)
    finally:
        spark.stop()
    with Archive(tmp_path / "back.duckdb") as archive:
        archive.from_parquet(tmp_path / "spark")
        assert archive.claims(superseded=True).count() == expected
