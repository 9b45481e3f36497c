"""The commands over an archive: run, status, explain, search, sql, export, import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import store_samples as made
from conflictdata import _api, export
from conflictdata.cli import cli
from conflictdata.errors import ConflictDataError
from conflictdata.store import Archive


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(_api, "extract_reports", lambda reports: iter(()))
    path = tmp_path / "war.duckdb"
    with Archive(path) as archive:
        hostile = "<script>alert(1)</script>\x1b[31m Fighting near Basivka. \x00=cmd()"
        archive.add(
            made.report(hostile, source="cnn", title="=HYPERLINK(1)\x1b[2J", url="https://example.org/1")
        )
        (report,) = archive.reports()
        archive.add_claims([made.claim(report=report.id, text="near Basivka", span=(0, 12))])
        archive.add_claims([made.claim(report=report.id, claimant="ru:mod", stance="denies", span=(13, 20))])
    return path


def run(*arguments: object, ok: bool = True) -> Result:
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    if ok:
        assert result.exception is None, result.output
    return result


def test_status_in_words_and_as_json(path: Path) -> None:
    assert "claims     2 (and 0 superseded)" in run("status", path).stdout
    status = json.loads(run("status", path, "--json").stdout)
    assert (status["reports"], status["claims"], status["linked"]) == (1, 2, True)
    assert status["since"] == "2025-04-08T12:00:00+00:00"


def test_explain_takes_an_event_or_a_claim(path: Path) -> None:
    with Archive(path, read_only=True) as archive:
        event = next(iter(archive.events()))
    by_event = run("explain", path, event.id).stdout
    assert event.id in by_event
    assert run("explain", path, event.claims[0].id).stdout == by_event
    assert isinstance(run("explain", path, "evt-none", ok=False).exception, ConflictDataError)


def test_search_shows_the_passage_and_no_escape_sequence(path: Path) -> None:
    shown = run("search", path, "fight").stdout
    assert "Fighting near Basivka" in shown
    assert "\x1b" not in shown
    assert "\x00" not in shown
    nothing = run("search", path, "nothing")
    assert nothing.stdout == ""
    assert "no report holds" in nothing.stderr
    assert json.loads(run("search", path, "fight", "--format", "jsonl").stdout)["source"] == "cnn"


def test_sql_in_three_formats_and_without_escape_sequences(path: Path) -> None:
    query = "SELECT title, published, revision FROM reports"
    table = run("sql", path, query).stdout
    assert table.splitlines()[0].split() == ["title", "published", "revision"]
    assert "\x1b" not in table
    assert "'=HYPERLINK(1)" in run("sql", path, query, "--format", "csv").stdout
    assert json.loads(run("sql", path, query, "--format", "jsonl").stdout)["revision"] == 0
    with pytest.raises(ConflictDataError, match="nothing can be changed"):
        raise run("sql", path, "DELETE FROM claims", ok=False).exception or AssertionError


@pytest.mark.parametrize("format", sorted(export.exporters()))
def test_every_format_from_an_archive_and_those_that_can_back(
    path: Path, tmp_path: Path, format: str
) -> None:
    target = tmp_path / f"out{export.exporter(format).suffix}"
    run("export", path, "-f", format, "-o", target, "--own-use")
    assert target.stat().st_size > 0
    if format in ("jsonl", "geojson", "geoparquet", "prov", "datasette"):
        run("import", tmp_path / "copy.duckdb", target)
        with (
            Archive(path, read_only=True) as before,
            Archive(tmp_path / "copy.duckdb", read_only=True) as after,
        ):
            assert made.by_id(after.claims()) == made.by_id(before.claims())
            assert [e.id for e in after.events()] == [e.id for e in before.events()]


def test_exports_hold_text_back_unless_told_otherwise(path: Path) -> None:
    assert "near Basivka" not in run("export", path, "-f", "jsonl", "-o", "-", "--what", "claims").stdout
    assert "near Basivka" in run("export", path, "-f", "jsonl", "-o", "-", "--own-use").stdout
    assert "near Basivka" in run("export", path, "-f", "jsonl", "-o", "-", "--quote", 100).stdout
    records = [json.loads(line) for line in run("export", path, "-f", "jsonl", "-o", "-").stdout.splitlines()]
    assert {record["report_url"] for record in records} == {"https://example.org/1"}


def test_a_stripped_copy_imported_takes_no_text_away(path: Path, tmp_path: Path) -> None:
    run("export", path, "-f", "jsonl", "-o", tmp_path / "out.jsonl")
    run("import", path, tmp_path / "out.jsonl")
    with Archive(path, read_only=True) as archive:
        assert {claim.text for claim in archive.claims(stance="asserts")} == {"near Basivka"}


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--stance", "denies"], 1),
        (["--since", "2025-04-09"], 0),
        (["--until", "2025-04-07"], 0),
        (["--near", "51.2,34.9,5"], 2),
        (["--near", "10,10,5"], 0),
        (["--kind", "attack", "--source", "cnn"], 2),
        (["--coarsen", "adm2", "--embargo", "72h", "--without-persons"], 2),
        (["--embargo", "9999w"], 0),
    ],
)
def test_what_is_exported_can_be_chosen(path: Path, options: list[str], count: int) -> None:
    out = run("export", path, "-f", "jsonl", "--what", "claims", "-o", "-", *options).stdout
    assert len(out.splitlines()) == count


@pytest.mark.parametrize(
    "options",
    [
        ["-f", "docx", "-o", "-"],
        ["-f", "geojson", "-o", "-", "--what", "reports"],
        ["-f", "geojson", "-o", "-", "--stance", "denies"],
        ["-f", "jsonl", "-o", "-", "--near", "here"],
        ["-f", "jsonl", "-o", "-", "--embargo", "soon"],
        ["-f", "jsonl", "-o", "-", "--coarsen", "adm9"],
        ["-f", "jsonl", "-o", "/nowhere/out.jsonl"],
    ],
)
def test_what_cannot_be_exported_is_refused(path: Path, options: list[str]) -> None:
    result = run("export", path, *options, ok=False)
    assert isinstance(result.exception, ConflictDataError | SystemExit)
    assert result.exit_code != 0


def test_a_failed_export_leaves_the_old_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(export, "write", fail)
    run("export", path, "-f", "jsonl", "-o", target, ok=False)
    assert target.read_text() == "old"
    assert {each.name for each in tmp_path.iterdir()} == {"out.jsonl", "war.duckdb"}


def test_import_keeps_what_came_before_a_bad_line_and_names_it(tmp_path: Path) -> None:
    from conflictdata.records import dumps

    source = tmp_path / "claims.jsonl"
    source.write_text(dumps(made.claim()) + "\nnonsense\n" + dumps(made.claim(report="r9")) + "\n")
    result = run("import", tmp_path / "new.duckdb", source, ok=False)
    assert result.exit_code == 1
    assert f"{source}: line 2: not JSON" in result.stderr
    with Archive(tmp_path / "new.duckdb") as archive:
        assert archive.claims().count() == 1


def test_nothing_is_imported_when_a_format_cannot_be_told(tmp_path: Path) -> None:
    from conflictdata.records import dumps

    (tmp_path / "claims.jsonl").write_text(dumps(made.claim()) + "\n")
    (tmp_path / "notes.odd").write_text("words")
    files = tmp_path / "claims.jsonl", tmp_path / "notes.odd"
    assert "cannot be told" in str(run("import", tmp_path / "new.duckdb", *files, ok=False).exception)
    assert not (tmp_path / "new.duckdb").exists()


@pytest.mark.parametrize("command", [("export", "-f", "jsonl", "-o"), ("page", "-o")])
def test_a_kind_that_is_none_is_refused(path: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, tmp_path / "out", path, "--kind", "rumour", ok=False)
    assert done.exit_code == 2
    assert "'rumour' is none of" in done.stderr
    assert not (tmp_path / "out").exists()


def test_events_without_claims_are_not_imported_silently(path: Path, tmp_path: Path) -> None:
    run("export", path, "-f", "hxl", "-o", tmp_path / "out.csv")
    result = run("import", tmp_path / "new.duckdb", tmp_path / "out.csv")
    assert "1 events without claims were left out" in result.stderr


def test_a_text_and_a_page_go_in_with_their_report(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Russian forces seized Basivka in Sumy Oblast.\n", encoding="utf-8")
    arguments = (
        "import",
        tmp_path / "new.duckdb",
        text,
        "--source",
        "valley-post",
        "--published",
        "2025-06-13",
    )
    assert "1 new reports" in run(*arguments).output
    assert "0 new reports" in run(*arguments).output
    with Archive(tmp_path / "new.duckdb") as archive:
        (report,) = archive.reports()
        assert (report.source, report.text) == (
            "valley-post",
            "Russian forces seized Basivka in Sumy Oblast.\n",
        )
        assert [claim.report for claim in archive.claims()] == [report.id]
    assert "who published it" in run("import", tmp_path / "new.duckdb", text, ok=False).output


def test_import_counts_the_claims_of_reports_and_reads_the_encoding_that_is_named(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_bytes("Минобороны заявило, что войска взяли Басовку.".encode("cp1251"))
    named = (tmp_path / "new.duckdb", text, "--source", "tass", "--published", "2025-06-13")
    assert "--encoding" in str(run("import", *named, ok=False).exception)
    assert "1 new reports, 1 new claims" in run("import", *named, "--encoding", "windows-1251").output
    assert "0 new reports, 0 new claims" in run("import", *named, "--encoding", "windows-1251").output


def test_no_column_of_sql_begins_a_formula(path: Path) -> None:
    out = run("sql", path, "SELECT 1 AS \"=cmd|' /C calc'!A0\", '@x' AS b", "--format", "csv").output
    assert out.splitlines() == ["'=cmd|' /C calc'!A0,b", "1,'@x"]
