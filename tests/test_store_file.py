"""The file of an archive: killed writers, second writers, readers beside a writer, damage, older and newer schemas."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import conflictdata as cd
import store_samples as made
from conflictdata import _api
from conflictdata.errors import StoreError
from conflictdata.store import SCHEMA, Archive, _schema

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and locks as POSIX has them")

WRITER = """
    import sys
    sys.path.insert(0, {tests!r})
    import store_samples as made
    from conflictdata import _api, linking
    from conflictdata.store import Archive
    _api.extract_reports = made.stub_extract
    archive = Archive({path!r})
    archive._connection().execute("SET wal_autocheckpoint = '64KB'")  # so that kills fall into checkpoints too
    {body}
"""


def start(path: Path, body: str) -> subprocess.Popen[str]:
    """A process that has the archive open for writing and runs ``body``."""
    indented = textwrap.indent(textwrap.dedent(body).strip(), "    ").strip()
    script = textwrap.dedent(WRITER.format(tests=str(Path(__file__).parent), path=str(path), body=indented))
    return subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_api, "extract_reports", made.stub_extract)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.duckdb"


@pytest.fixture
def writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of its work: one report stored, the archive open."""
    process = start(
        path,
        """
        archive.add(made.report("First. Second."))
        print("ready", flush=True)
        for line in sys.stdin:
            for number in range(int(line)):
                archive.add(made.report(f"More {number}. " + "word " * 500))
            print("done", flush=True)
        """,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.wait()


def test_what_was_acknowledged_survives_kill_9_and_nothing_is_doubled(path: Path) -> None:
    acknowledged: set[str] = set()
    chance = random.Random(5)
    for _ in range(6):
        process = start(
            path,
            """
            for number in range(10_000):
                report = made.report(f"Report {number}. " + f"Village {number} taken. " * 3, source="cnn")
                archive.add(report, origin="here")
                if number % 7 == 0:
                    archive.relink()
                print(report.id, flush=True)
            """,
        )
        assert process.stdout is not None
        patience = chance.randint(1, 12)
        for _, line in zip(range(patience), process.stdout, strict=False):
            acknowledged.add(line.strip())
        process.send_signal(signal.SIGKILL)
        acknowledged.update(
            line.strip() for line in process.stdout.read().splitlines(keepends=True) if line[-1] == "\n"
        )
        process.wait()

        with Archive(path, read_only=True) as archive:
            stored = [report.id for report in archive.reports(revisions=True)]
            assert acknowledged <= set(stored)
            assert len(stored) == len(set(stored)) <= len(acknowledged) + 1
            claims = [claim.id for claim in archive.claims(superseded=True)]
            assert len(claims) == len(set(claims)) == 4 * len(stored)
            locations = archive.sql(
                "SELECT count(*) AS n, count(DISTINCT claim) AS of FROM locations"
            ).to_pylist()[0]
            assert locations == {"n": len(claims), "of": len(claims)}
            assert sorted(claim.id for event in archive.events() for claim in event.claims) == sorted(claims)
            assert all(len(archive.origins(id)) == 1 for id in stored[:5])
            assert archive.search(f"village {len(stored) - 1}").count() == 1
    assert acknowledged


def test_creating_is_all_or_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: object) -> None:
        raise RuntimeError("killed here")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(_schema, "create", fail)
        Archive(path)
    assert not path.exists()
    assert list(path.parent.iterdir()) == []
    Archive(path).close()


def test_a_failure_inside_a_batch_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from conflictdata.store import _write

    with Archive(path) as archive:
        archive.add(made.report("First."))
        with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
            patch.setattr(_write, "put_claims", lambda *_: 1 / 0)
            archive.add(made.report("Second."))
        assert [r.text for r in archive.reports()] == ["First."]
        assert len(archive.add(made.report("Second."))) == 1


# --- one writer, many readers -----------------------------------------------------------------------------


def test_a_second_writer_is_told_who_has_it_open(path: Path, writer: subprocess.Popen[str]) -> None:
    with pytest.raises(
        StoreError, match=rf"{path}: is in use by another process \(process {writer.pid}\).*read_only"
    ):
        Archive(path)


def test_a_second_writer_in_the_same_process_is_refused_too(path: Path) -> None:
    with Archive(path), pytest.raises(StoreError, match="already open for writing in this process"):
        Archive(path)
    Archive(path).close()


def test_readers_work_while_somebody_writes(path: Path, writer: subprocess.Popen[str]) -> None:
    assert writer.stdin is not None
    assert writer.stdout is not None
    with cd.open(path, read_only=True) as archive:
        assert [report.text for report in archive.reports()] == ["First. Second."]
        assert sum(len(event.claims) for event in archive.events()) == 2
    writer.stdin.write("150\n")
    writer.stdin.flush()
    for _ in range(8):  # in the midst of commits and checkpoints
        with Archive(path, read_only=True) as archive:
            numbers = [report.text.split(".")[0] for report in archive.reports()]
            assert numbers == ["First", *(f"More {n}" for n in range(len(numbers) - 1))]
            assert archive.claims().count() == 2 * len(numbers)
    assert writer.stdout.readline() == "done\n"
    with Archive(path, read_only=True) as archive:
        assert archive.reports().count() == 151


def test_readers_leave_nothing_behind(
    path: Path, writer: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    Archive(path, read_only=True).close()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_reader_in_the_writing_process_sees_what_is_committed(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(made.report())
        with Archive(path, read_only=True) as reader:
            assert reader.reports().count() == 1
            archive.add(made.report("Another."))
            assert reader.reports().count() == 2
            with pytest.raises(StoreError, match="read-only"):
                reader.add(made.report("A third."))
        with pytest.raises(StoreError, match="in use"):  # the reader's closing has not given up the lock
            subprocess_open(path)


def test_an_archive_that_was_dropped_without_closing_can_be_opened_again(path: Path) -> None:
    Archive(path).add(made.report())
    with Archive(path) as archive:
        assert archive.reports().count() == 1


def subprocess_open(path: Path) -> None:
    """Open for writing in another process; raises its error here."""
    code = f"from conflictdata.store import Archive\nArchive({str(path)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        raise StoreError(done.stderr)


@pytest.mark.parametrize(
    "change",
    [
        lambda a: a.add(made.report("New.")),
        lambda a: a.add_all([made.report("New.")]),
        lambda a: a.add_claims([made.claim()]),
        lambda a: a.add_source(cd.Source(id="x")),
        lambda a: a.relink(),
        lambda a: a.decide(*[c.id for c in a.claims()][:2], same=True, by="me"),
    ],
)
def test_read_only_means_read_only(path: Path, change: object) -> None:
    with Archive(path) as archive:
        archive.add(made.report())
    before = path.read_bytes()
    with Archive(path, read_only=True) as archive, pytest.raises(StoreError, match="read-only"):
        change(archive)  # type: ignore[operator]
    assert path.read_bytes() == before


def test_a_reader_of_an_archive_whose_writer_was_killed_sees_all_events(path: Path) -> None:
    process = start(
        path, "archive.add(made.report('First. Second.')); print('x', flush=True); sys.stdin.read()"
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.wait()
    with Archive(path, read_only=True) as archive:
        assert not archive.status().linked
        assert sum(len(event.claims) for event in archive.events()) == 2
        assert archive.event(next(iter(archive.events())).id)


# --- files that are no good -------------------------------------------------------------------------------


def test_no_such_file(path: Path) -> None:
    with pytest.raises(StoreError, match="no such archive"):
        Archive(path, read_only=True)
    with pytest.raises(StoreError, match="the folder .* does not exist"):
        Archive(path / "below" / "war.duckdb")
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"garbage" * 5000, b"SQLite format 3\0" + b"\0" * 8000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(StoreError, match=f"{path}: is (damaged|a DuckDB file but no)"):
            Archive(path, read_only=read_only)
    assert path.read_bytes() == content


def test_a_damaged_archive_is_refused(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(made.report())
    content = bytearray(path.read_bytes())
    for offset in range(12288, len(content), 7):
        content[offset] ^= 0x55
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(StoreError, match=f"{path}: is damaged.*Restore"):
            Archive(path, read_only=read_only)


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=str(tmp_path)):
        Archive(tmp_path)


def test_somebody_elses_database_is_refused_and_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE theirs (a INTEGER)")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="no conflictdata archive"):
            Archive(path, read_only=read_only)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SHOW TABLES").fetchall() == [("theirs",)]


def test_an_archive_of_a_newer_version_is_refused(path: Path) -> None:
    Archive(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    for read_only in (False, True):
        with pytest.raises(StoreError, match=f"schema 99.*reads up to {SCHEMA}.*Upgrade"):
            Archive(path, read_only=read_only)


def make_version_1(path: Path) -> None:
    """An archive as schema 1 had it: no ``postings`` and no tables for linking, no ``reports.words``, no ``key`` of claims and locations."""
    with Archive(path) as archive:
        archive.add(made.report("The village of Basivka was shelled.", source="cnn"))
        archive.add(made.report("Гуево обстреляли.", source="cnn", lang="ru"))
    with duckdb.connect(str(path)) as connection:
        for table in ("postings", "facets", "pending"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE reports DROP COLUMN words")
        connection.execute("ALTER TABLE claims DROP COLUMN key")
        connection.execute("ALTER TABLE locations DROP COLUMN key")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")


@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_archive_is_brought_up_to_date(path: Path, read_only: bool) -> None:
    make_version_1(path)
    before = path.read_bytes()
    with Archive(path, read_only=read_only) as archive:
        assert [r.source for r in archive.search("villages")] == ["cnn"]
        assert [r.lang for r in archive.search("Гуеве")] == ["ru"]
        assert archive.claims().count() == 2
        assert archive.claims(near=(made.BASIVKA, 1)).count() == 2
        (one, _) = archive.claims()
        assert list(archive.claims(id=one.id)) == [one]
        if not read_only:
            archive.add(made.report("Another village."))
            assert archive.search("village").count() == 2
    assert (path.read_bytes() == before) is read_only
    if not read_only:
        with duckdb.connect(str(path), read_only=True) as connection:
            assert connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall() == [
                (str(SCHEMA),)
            ]


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_version_1(path)

    def fail(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("ALTER TABLE reports ADD COLUMN words INTEGER")
        connection.execute("SELECT * FROM missing")

    with (
        monkeypatch.context() as patch,
        pytest.raises(StoreError, match="could not be brought from schema 1"),
    ):
        patch.setitem(_schema._STEPS, 1, fail)
        Archive(path)
    with Archive(path) as archive:
        assert archive.search("village").count() == 1


def test_a_closed_archive_says_so(path: Path) -> None:
    archive = Archive(path)
    archive.close()
    archive.close()
    with pytest.raises(StoreError, match="is closed"):
        list(archive.claims())


def test_leaving_with_an_error_keeps_what_was_added(path: Path) -> None:
    with pytest.raises(KeyError), Archive(path) as archive:
        archive.add(made.report("First."))
        raise KeyError
    with Archive(path) as archive:
        assert archive.claims().count() == 1
