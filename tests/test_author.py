"""What ``new-plugin`` writes works untouched, and ``check-plugin`` tells a good plugin from a bad one."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conflictdata.errors import ConflictDataError, PluginError
from conflictdata.plugins import Request, Window
from conflictdata.scaffold import write_plugin
from conflictdata.testing import registry_of
from conflictdata.testing.check import check_plugin
from sample_source import SampleSource


@pytest.fixture
def distribution(tmp_path):
    return write_plugin("my-outlet", tmp_path / "conflictdata-my-outlet")


def cli(*args, cwd, path=()):
    return subprocess.run(
        [sys.executable, "-m", "conflictdata", *args], capture_output=True, text=True, encoding="utf-8",
        cwd=cwd, timeout=60, check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, path)), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def installed(distribution, site):
    """The distribution as ``pip install -e`` leaves it: its metadata, and its source on the path."""
    project = tomllib.loads((distribution / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0.1.0\n")
    ((name, module),) = project["entry-points"]["conflictdata"].items()
    (about / "entry_points.txt").write_text(f"[conflictdata]\n{name} = {module}\n")
    return [site, distribution / "src"]


class TestNewPlugin:
    def test_passes_its_own_tests_untouched(self, distribution):
        pytest.importorskip("selectolax")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], capture_output=True, text=True,
            cwd=distribution, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        assert " passed" in done.stdout and "skipped" not in done.stdout

    def test_is_discovered_and_passes_the_check(self, distribution, tmp_path):
        pytest.importorskip("selectolax")
        path = installed(distribution, tmp_path / "site")
        listed = cli("plugins", cwd=tmp_path, path=path).stdout
        assert "conflictdata-my-outlet 0.1.0" in listed
        fixtures = distribution / "tests" / "fixtures"
        done = cli("check-plugin", "my-outlet", "--fixtures", str(fixtures), cwd=tmp_path, path=path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "broken" not in done.stdout and done.stdout.count("ok ") > 10

    def test_no_placeholder_is_left(self, distribution):
        files = [path for path in distribution.rglob("*") if path.is_file()]
        assert len(files) > 10
        for path in files:
            assert "@@" not in str(path) and "@@" not in path.read_text(encoding="utf-8"), path
            assert path.suffix != ".in"

    @pytest.mark.parametrize(
        "name", ["My-Outlet", "my_outlet", "../x", "", "-x", "x--y", "conflictdata-x", "1x"]
    )
    def test_a_name_that_cannot_be_is_refused(self, name, tmp_path):
        with pytest.raises(ConflictDataError, match="lower-case words"):
            write_plugin(name, tmp_path / "new")
        assert not (tmp_path / "new").exists()

    def test_nothing_is_overwritten(self, distribution):
        (distribution / "README.md").write_text("mine")
        with pytest.raises(ConflictDataError, match="is there already"):
            write_plugin("my-outlet", distribution)
        assert (distribution / "README.md").read_text() == "mine"

    def test_the_command_says_what_to_do_next(self, tmp_path):
        done = cli("new-plugin", "daily-news", cwd=tmp_path)
        assert done.returncode == 0 and "cd conflictdata-daily-news" in done.stdout
        assert (tmp_path / "conflictdata-daily-news" / "src" / "conflictdata_daily_news").is_dir()


class TestCheckPlugin:
    def test_a_promise_that_is_broken_is_named(self):
        class Ftp(SampleSource):
            def requests(self, source, window, cursor):
                yield Request(url="ftp://sample.example.org/")

        faults = [check.fault for check in check_plugin("sample", registry=registry_of(Ftp())) if check.fault]
        assert faults == ["'ftp://sample.example.org/' is not http or https"]

    def test_the_plugin_is_asked_for_the_window_that_is_given(self):
        asked = []

        class Listening(SampleSource):
            def requests(self, source, window, cursor):
                asked.append(window)
                return super().requests(source, window, cursor)

        window = Window(since=datetime(2024, 2, 1, tzinfo=UTC), until=datetime(2024, 2, 3, tzinfo=UTC))
        list(check_plugin("sample", registry=registry_of(Listening()), window=window))
        assert asked and set(asked) == {window}

    def test_one_fault_is_not_told_over_and_over(self, distribution, tmp_path):
        module = distribution / "src" / "conflictdata_my_outlet" / "_plugin.py"
        module.write_text(module.read_text(encoding="utf-8").replace('kind="media"', 'kind="rumour"'))
        path = installed(distribution, tmp_path / "site")
        fixtures = distribution / "tests" / "fixtures"
        done = cli("check-plugin", "my-outlet", "--fixtures", str(fixtures), cwd=tmp_path, path=path)
        assert done.returncode == 1
        assert done.stdout.count("broken") > 10
        assert done.stdout.count("'rumour'") == 1

    def test_a_plugin_that_raises_is_a_fault_and_no_crash(self):
        class Raising(SampleSource):
            def requests(self, source, window, cursor):
                raise RuntimeError("oh")

        faults = [
            check.fault for check in check_plugin("sample", registry=registry_of(Raising())) if check.fault
        ]
        assert "RuntimeError: oh" in faults

    def test_a_good_plugin_has_no_fault(self):
        assert [check.fault for check in check_plugin("sample", registry=registry_of(SampleSource()))] == [
            None
        ] * 3

    def test_pages_are_checked_where_there_are_some(self, tmp_path):
        (tmp_path / "list.txt").write_text("REPORTS\n/1|no time|x\n")
        found = check_plugin("sample", fixtures=tmp_path, registry=registry_of(SampleSource()))
        assert any(check.fault and "not a time" in check.fault for check in found)

    def test_one_that_is_not_there_is_named(self, tmp_path):
        done = cli("check-plugin", "nobody", cwd=tmp_path)
        assert done.returncode == 1 and "nobody: " in done.stderr and "not installed" in done.stderr
        assert "Traceback" not in done.stderr

    def test_one_without_a_source_is_named(self):
        with pytest.raises(PluginError, match="registers no source"):
            list(check_plugin("core"))

    def test_one_that_cannot_be_loaded_says_why(self, tmp_path):
        about = tmp_path / "broken-1.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
        (about / "entry_points.txt").write_text("[conflictdata]\nbroken = broken_module\n")
        (tmp_path / "broken_module.py").write_text("import nothing_of_this_name\n")
        done = cli("check-plugin", "broken", cwd=tmp_path, path=[tmp_path])
        assert done.returncode == 1 and "nothing_of_this_name" in done.stderr


def test_the_command_line_does_not_load_the_test_kit():
    code = "import sys, conflictdata.cli.author; print('pytest' in sys.modules, 'hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_templates_are_packaged():
    from importlib import resources

    root = resources.files("conflictdata.scaffold") / "plugin"
    assert (root / "pyproject.toml.in").is_file()
    assert Path(str(root)).name == "plugin"
