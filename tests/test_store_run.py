"""``conflictdata run``: from a publisher's pages to events in an archive, against a real server, resumable."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conflictdata.store import Archive
from conflictdata.testing import PageServer

MODULE = """
from sample_source import SampleSource
from conflictdata.plugins import hookimpl

@hookimpl
def conflictdata_sources(register):
    register(SampleSource({base!r}))
"""
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def server() -> Iterator[PageServer]:
    with PageServer() as server:
        first = "Russian forces attacked near Basivka in Sumy Oblast on April 7."
        server.add("/list", f"REPORTS\n/1|2025-04-08T06:00:00Z|{first}\nsee:/page\n")
        server.add(
            "/page", "REPORTS\n/2|2025-04-07T06:00:00Z|Ukrainian forces repelled an attack near Basivka.\n"
        )
        yield server


@pytest.fixture
def run(server: PageServer, tmp_path: Path) -> Run:
    """Runs the command with the sample plugin installed beside it as pip would."""
    site = tmp_path / "site"
    about = site / "sample_plugin-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "sample_plugin.py").write_text(MODULE.format(base=server.url), encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: sample-plugin\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[conflictdata]\nsample = sample_plugin\n")
    path = os.pathsep.join([str(site), str(Path(__file__).parent)])

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "conflictdata",
            "run",
            "sample",
            "--since",
            "2025-04-01",
            "--until",
            "2025-04-09",
        ]
        options = ["--archive", "war.duckdb", "--spacing", "0", "--local", "127.0.0.1"]
        return subprocess.run(
            [*command, *options, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path,
            timeout=120, check=False, env=os.environ | {"PYTHONPATH": path, "CONFLICTDATA_PLUGINS": "sample"},
        )  # fmt: skip

    return run


def test_a_run_fills_an_archive_and_a_second_one_adds_nothing(run: Run, tmp_path: Path) -> None:
    done = run()
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2 new reports or revisions")
    with Archive(tmp_path / "war.duckdb", read_only=True) as archive:
        assert archive.status().linked
        claims = sorted(claim.id for claim in archive.claims())
        assert claims
        assert sorted(claim.id for event in archive.events() for claim in event.claims) == claims
        assert all(origin for report in archive.reports() for _, origin, _ in archive.origins(report.id))
    again = run()
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith("0 new reports or revisions, 0 more claims")


def test_an_edited_page_is_a_new_revision(run: Run, server: PageServer, tmp_path: Path) -> None:
    run()
    server.replace("/page", "REPORTS\n/2|2025-04-07T06:00:00Z|Nothing happened near Basivka after all.\n")
    assert run("--directory", "another.raw").returncode == 0
    with Archive(tmp_path / "war.duckdb", read_only=True) as archive:
        assert archive.reports().count() == 2
        assert {report.revision for report in archive.reports(revisions=True)} == {0, 1}
        assert "after all" in " ".join(report.text for report in archive.reports())


def test_a_fault_is_named_and_the_rest_is_stored(run: Run, server: PageServer, tmp_path: Path) -> None:
    server.replace("/page", "no list at all")
    done = run()
    assert done.returncode == 1
    assert "/page" in done.stderr
    with Archive(tmp_path / "war.duckdb", read_only=True) as archive:
        assert archive.reports().count() == 1
