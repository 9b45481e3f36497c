"""Plugins: found by entry point, chosen by name, and never able to take a run down."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from conflictdata import plugins, taxonomy
from conflictdata.errors import PluginError
from conflictdata.model import Source
from conflictdata.plugins import PluginRegistry, PluginWarning, SourcePlugin, hookimpl


class Gazette(SourcePlugin):
    name = "gazette"

    def sources(self) -> Iterable[Source]:
        return [Source(id="gazette"), Source(id="gazette-weekend")]


class Broken(SourcePlugin):
    name = "broken"

    def sources(self) -> Iterable[Source]:
        raise RuntimeError("no sources today")


def module(**hooks: Callable[..., None]) -> types.ModuleType:
    made = types.ModuleType("made")
    for name, function in hooks.items():
        setattr(made, f"conflictdata_{name}", hookimpl(function))
    return made


def registering(*plugins_: SourcePlugin) -> types.ModuleType:
    def sources(register: Callable[[SourcePlugin], None]) -> None:
        for each in plugins_:
            register(each)

    return module(sources=sources)


def test_a_source_plugin_is_found_by_each_of_its_sources() -> None:
    registry = PluginRegistry()
    gazette = Gazette()
    registry.register(registering(gazette), "gazette")
    assert dict(registry.source_plugins()) == {"gazette": gazette, "gazette-weekend": gazette}
    assert [(each.name, each.hooks) for each in registry.loaded()] == [("gazette", ("conflictdata_sources",))]


def test_a_plugin_registered_later_is_asked_too() -> None:
    registry = PluginRegistry()
    assert not registry.source_plugins()
    registry.register(registering(Gazette()), "gazette")
    assert "gazette" in registry.source_plugins()


def test_two_plugins_for_one_source_leave_it_to_one() -> None:
    registry = PluginRegistry()
    registry.register(registering(Gazette()), "a")
    registry.register(registering(Gazette()), "b")
    assert len(set(map(id, registry.source_plugins().values()))) == 1


def test_a_plugin_that_raises_is_named_and_the_others_work() -> None:
    registry = PluginRegistry()
    registry.register(registering(Broken()), "broken")
    registry.register(registering(Gazette()), "gazette")
    with pytest.warns(PluginWarning, match="'broken'.*no sources today"):
        found = registry.source_plugins()
    assert set(found) == {"gazette", "gazette-weekend"}
    errors = {each.name: each.error for each in registry.loaded()}
    assert errors["gazette"] is None
    assert "no sources today" in str(errors["broken"])


def test_what_a_plugin_registered_before_it_raised_counts() -> None:
    def sources(register: Callable[[SourcePlugin], None]) -> None:
        register(Gazette())
        raise OSError("disk gone")

    registry = PluginRegistry()
    registry.register(module(sources=sources), "half")
    with pytest.warns(PluginWarning, match="'half'.*disk gone"):
        assert "gazette" in registry.source_plugins()


def test_a_misspelt_hook_is_refused_by_name() -> None:
    registry = PluginRegistry()
    with pytest.raises(PluginError, match="conflictdata_sourcs") as caught:
        registry.register(module(sourcs=lambda register: None), "misspelt")
    assert caught.value.plugin == "misspelt"
    assert registry.loaded() == ()
    registry.register(registering(Gazette()), "misspelt")  # the name is free for a plugin that is right


def test_a_hook_with_a_wrong_signature_is_refused() -> None:
    with pytest.raises(PluginError, match="adder"):
        PluginRegistry().register(module(sources=lambda adder: None), "wrong")


def test_a_name_can_be_taken_once() -> None:
    registry = PluginRegistry()
    registry.register(registering(Gazette()), "gazette")
    with pytest.raises(PluginError, match="gazette"):
        registry.register(registering(Gazette()), "gazette")
    assert "gazette" in registry.source_plugins()


@pytest.mark.parametrize("hook", [name for name in vars(plugins.Hooks) if name.startswith("conflictdata_")])
def test_a_hook_is_explained_in_a_sentence_and_takes_register(hook: str) -> None:
    function = getattr(plugins.Hooks, hook)
    assert function.__doc__
    assert function.__doc__.rstrip().endswith(".")
    assert "register" in function.__annotations__


# Installed plugins, in a process of their own: entry points are read from the path


def install(folder: Path, name: str, code: str, version: str = "1.0") -> None:
    """A distribution as pip leaves it: a module and its metadata."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(textwrap.dedent(code), encoding="utf-8")
    info = folder / f"conflictdata_{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: conflictdata-{name}\nVersion: {version}\n")
    (info / "entry_points.txt").write_text(f"[conflictdata]\n{name} = {name}\n")


WORKING = """
    from conflictdata.model import Source
    from conflictdata.plugins import SourcePlugin, hookimpl
    from conflictdata.taxonomy import kind
    import attrs

    class Siege(SourcePlugin):
        name = "siege"
        def sources(self):
            return [Source(id="siege-news", name="Siege News", side="ua", actor="ua:siege")]

    @hookimpl
    def conflictdata_sources(register):
        register(Siege())

    @hookimpl
    def conflictdata_event_kinds(register):
        register(attrs.evolve(kind("movement"), id="blockade", label="Blockade"))
"""
REDEFINING = """
    from conflictdata.plugins import hookimpl
    from conflictdata.taxonomy import kind
    import attrs

    @hookimpl
    def conflictdata_event_kinds(register):
        register(attrs.evolve(kind("capture"), cameo_root="01"))
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    install(folder, "siegeplug", WORKING)
    install(folder, "brokenplug", "raise ImportError('needs a library that is not here')")
    install(folder, "redefiner", REDEFINING)
    return folder


@pytest.fixture
def run(site: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def call(*arguments: str, chosen: str | None = None) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
        env.pop("CONFLICTDATA_PLUGINS", None)
        if chosen is not None:
            env["CONFLICTDATA_PLUGINS"] = chosen
        return subprocess.run(
            [sys.executable, "-m", "conflictdata", *arguments],
            capture_output=True, text=True, encoding="utf-8", env=env, check=False,
        )  # fmt: skip

    return call


def test_an_installed_plugin_appears_and_a_failing_one_is_named(run: Any) -> None:
    result = run("plugins")
    lines = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert result.returncode == 0
    assert "conflictdata-siegeplug 1.0" in lines["siegeplug"]
    assert "sources" in lines["siegeplug"]
    assert "skipped" in lines["brokenplug"]
    assert "needs a library that is not here" in lines["brokenplug:"]
    assert "'capture' is already registered" in lines["redefiner:"]
    assert "core" in lines
    assert "brokenplug" in result.stderr


def test_the_sources_of_an_installed_plugin_are_known(run: Any) -> None:
    result = run("sources")
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("siege-news")]
    assert "Siege News" in line
    assert line.endswith("yes")


def test_the_environment_chooses_the_plugins(run: Any) -> None:
    only = run("plugins", chosen="siegeplug")
    assert [line.split()[0] for line in only.stdout.splitlines()[1:]] == ["core", "siegeplug"]
    assert only.stderr == ""
    none = run("plugins", chosen="")
    assert [line.split()[0] for line in none.stdout.splitlines()[1:]] == ["core"]


def test_a_chosen_plugin_that_is_not_installed_is_named(run: Any) -> None:
    result = run("plugins", chosen="siegeplug, nosuch")
    assert "nosuch" in result.stderr
    assert "not installed" in result.stderr
    assert result.returncode == 0


def test_extraction_goes_on_without_the_failing_plugin(run: Any, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Russian forces seized Malynivka on June 30.", encoding="utf-8")
    arguments = ("extract", str(text), "--source", "isw", "--published", "2026-06-30", "--format", "jsonl")
    result = run(*arguments)
    assert result.returncode == 0
    assert '"kind":"capture"' in result.stdout
    assert "brokenplug" in result.stderr
    assert result.stdout == run(*arguments, chosen="").stdout


# The process's own registry


@pytest.mark.usefixtures("own_tables")
def test_the_core_registers_through_the_same_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "_default", None)
    monkeypatch.setenv("CONFLICTDATA_PLUGINS", "")
    registry = plugins.default()
    assert plugins.default() is registry
    given = {kind.id for name, (kind,) in registry.collect("conflictdata_event_kinds") if name == "core"}
    assert given == {kind.id for kind in taxonomy.CORE_KINDS}


def test_a_response_finds_its_headers_in_any_case() -> None:
    response = plugins.Response(
        source="x", url="https://example.org/", body=b"", retrieved="2025-04-08T00:00:00Z",  # type: ignore[arg-type]
        headers=(("content-type", "text/html"),),
    )  # fmt: skip
    assert response.header("Content-Type") == "text/html"
    assert response.header("etag") is None


def test_the_base_class_reads_claims_with_the_toolkit() -> None:
    class Kit:
        def extract(self, report: Any) -> list[Any]:
            return [report]

        def places(self, text: str, lang: str) -> list[Any]:
            return []

        def times(self, text: str, report: Any) -> list[Any]:
            return []

    report: Any = object()
    assert list(Gazette().claims(report, Kit())) == [report]
    assert isinstance(Kit(), plugins.Toolkit)


def test_duties_without_an_answer_say_so() -> None:
    plugin = SourcePlugin()
    anything: Any = None
    calls: list[Callable[[], Any]] = [
        lambda: plugin.sources(),
        lambda: plugin.requests(anything, anything, None),
        lambda: plugin.reports(anything),
    ]
    for call in calls:
        with pytest.raises(NotImplementedError):
            call()
    following: Iterator[Any] = plugin.follow(anything, anything)
    assert list(following) == []


def test_loaded_is_a_value() -> None:
    before = plugins.Loaded(name="x")
    assert attrs.evolve(before, error="e") != before
