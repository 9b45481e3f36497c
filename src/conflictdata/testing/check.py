"""Checks of an installed source plugin, the same as ``SourceConformance``, for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

import attrs
import pytest

from conflictdata.errors import PluginError
from conflictdata.plugins import PluginRegistry, SourcePlugin, Window
from conflictdata.testing.conformance import SourceConformance

_WITHOUT_PAGES = (
    "test_sources_are_well_formed",
    "test_requests_are_lazy_and_well_formed",
    "test_requests_are_the_same_each_time",
)


@attrs.frozen(kw_only=True)
class Check:
    """One thing that was checked.

    Attributes:
        plugin: name of the source plugin.
        about: the promise, in a sentence.
        fault: how it is broken, or None.
    """

    plugin: str
    about: str
    fault: str | None = None


def check_plugin(
    name: str,
    *,
    fixtures: str | PathLike[str] | None = None,
    registry: PluginRegistry | None = None,
    window: Window | None = None,
) -> Iterator[Check]:
    """Check every source that an installed plugin registers.

    Args:
        name: of the plugin's entry point, as `conflictdata plugins` lists it.
        fixtures: folder of recorded pages; without one only what needs no page is checked.
        registry: where the plugin is looked up; when None the plugin is loaded by its entry point.
        window: the time whose requests are looked at; when None the first week of April 2025.

    Raises:
        PluginError: there is no such plugin, it cannot be loaded, or it registers no source.
    """
    if registry is None:
        registry = PluginRegistry()
        registry.load([name])
    loaded = {each.name: each for each in registry.loaded()}
    if name not in loaded:
        raise PluginError(name, "not installed; `conflictdata plugins` lists what is")
    if (error := loaded[name].error) is not None:
        raise PluginError(name, f"cannot be loaded: {error}")
    found = [plugin for origin, (plugin,) in registry.collect("conflictdata_sources") if origin == name]
    if not found:
        raise PluginError(name, f"registers no source; it has {', '.join(loaded[name].hooks) or 'no hook'}")
    for plugin in found:
        pages = Path(fixtures).resolve() if fixtures is not None else None
        yield from _checks(plugin, pages, window or SourceConformance.window)


def _checks(plugin: SourcePlugin, fixtures: Path | None, window: Window) -> Iterator[Check]:
    suite = type(
        "Checked", (SourceConformance,), {"plugin": plugin, "fixtures": str(fixtures), "window": window}
    )()
    every = [name for name in vars(SourceConformance) if name.startswith("test_")]
    for name in every if fixtures is not None else _WITHOUT_PAGES:
        about = (getattr(SourceConformance, name).__doc__ or name).strip()
        with pytest.MonkeyPatch.context() as patch:
            suite.prepare(patch)
            fault = _fault(suite, name)
        yield Check(plugin=plugin.name or type(plugin).__name__, about=about, fault=fault)


def _fault(suite: SourceConformance, name: str) -> str | None:
    try:
        getattr(suite, name)()
    except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - a plugin can raise anything
        text = str(error) or "the promise is broken"
        return text if isinstance(error, AssertionError) else f"{type(error).__name__}: {text}"
    return None
