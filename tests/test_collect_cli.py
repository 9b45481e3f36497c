"""``conflictdata collect`` and ``parse`` as a user runs them, against a real server, with an installed plugin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conflictdata.testing import PageServer

MODULE = """
from sample_source import SampleSource
from conflictdata.plugins import hookimpl

@hookimpl
def conflictdata_sources(register):
    register(SampleSource({base!r}))
"""


@pytest.fixture
def server():
    with PageServer() as server:
        server.add("/list", "REPORTS\n/1|2025-04-08T06:00:00Z|Бій біля села.\nsee:/page\n")
        server.add("/page", "REPORTS\n/2|2025-04-07T06:00:00Z|Quiet.\n")
        yield server


@pytest.fixture
def run(server, tmp_path):
    """Runs the command line in a folder, with the sample plugin installed there as pip would."""
    site = tmp_path / "site"
    about = site / "sample_plugin-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "sample_plugin.py").write_text(MODULE.format(base=server.url), encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: sample-plugin\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[conflictdata]\nsample = sample_plugin\n")
    path = os.pathsep.join([str(site), str(Path(__file__).parent)])

    def run(*args):
        return subprocess.run(
            [sys.executable, "-m", "conflictdata", *args], capture_output=True, text=True, encoding="utf-8",
            cwd=tmp_path, timeout=60, check=False,
            env=os.environ | {"PYTHONPATH": path, "CONFLICTDATA_PLUGINS": "sample", "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    return run


COLLECT = ("collect", "sample", "--since", "2025-04-01", "--until", "2025-04-09", "--spacing", "0")
LOCAL = ("--local", "127.0.0.1")


def texts(output):
    return [json.loads(line)["text"] for line in output.splitlines()]


def test_collect_prints_reports_and_parse_prints_them_again(run, server):
    collected = run(*COLLECT, *LOCAL)
    assert collected.returncode == 0, collected.stderr
    assert texts(collected.stdout) == ["Бій біля села.", "Quiet."]
    assert "sample: 2 pages, 2 reports" in collected.stderr
    asked = len(server.seen)
    parsed = run("parse", "raw")
    assert parsed.returncode == 0 and parsed.stdout == collected.stdout
    assert len(server.seen) == asked, "parsing is offline"


def test_the_contact_reaches_the_publisher(run, server):
    run(*COLLECT, *LOCAL, "--contact", "mailto:desk@example.org")
    assert server.seen[-1].headers["user-agent"].endswith("(+mailto:desk@example.org)")


def test_a_fault_is_named_and_ends_with_exit_code_1(run, server):
    server.replace("/page", "\x1b[31mno list", status=200)
    collected = run(*COLLECT, *LOCAL)
    assert collected.returncode == 1
    assert texts(collected.stdout) == ["Бій біля села."]
    assert (
        f"sample: no list of reports found; the layout may have changed in {server.url}/page"
        in collected.stderr
    )
    assert "\x1b" not in collected.stderr


def test_a_busy_server_leaves_standard_output_to_the_reports(run, server):
    server.replace("/page", status=503, times=1)
    server.add("/page", "REPORTS\n/2|2025-04-07T06:00:00Z|Quiet.\n")
    collected = run(*COLLECT, *LOCAL)
    assert texts(collected.stdout) == ["Бій біля села.", "Quiet."]


def test_a_local_address_is_refused_unless_allowed(run, server):
    collected = run(*COLLECT)
    assert collected.returncode == 1 and collected.stdout == ""
    assert "not a public address" in collected.stderr
    assert server.seen == ()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("collect", "nobody", "--since", "2025-04-01"), "no installed plugin collects"),
        (("collect", "sample", "--since", "soon"), "not a time: 'soon'"),
        (("parse", "nowhere"), "nowhere: no such archive"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(run, args, message):
    done = run(*args)
    assert done.returncode == 1 and message in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_exit_code_2(run):
    assert run("collect", "sample").returncode == 2
