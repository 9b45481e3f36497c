"""Plugins: the hooks, how plugins are found, and what happens when one fails.

A plugin is any importable object (a module, usually) with functions named as the hooks below and marked with
``hookimpl``. A distribution announces it in the entry-point group ``conflictdata``. The core's own sources,
kinds and formats are registered by a plugin called ``core`` through the same hooks.

The environment variable ``CONFLICTDATA_PLUGINS`` names the plugins to load, separated by commas; unset, all
installed ones are loaded; empty, none but ``core``.
"""

from __future__ import annotations

import importlib.metadata
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Protocol, runtime_checkable

import attrs
import pluggy

from conflictdata.errors import ConflictDataError, PluginError
from conflictdata.model import Actor, Claim, Event, Place, Report, Source

if TYPE_CHECKING:
    import click

    from conflictdata.taxonomy import EventKind

__all__ = [
    "CORE",
    "GROUP",
    "Exporter",
    "Hooks",
    "Loaded",
    "PluginRegistry",
    "PluginWarning",
    "Request",
    "Response",
    "SourcePlugin",
    "Toolkit",
    "Window",
    "default",
    "hookimpl",
]

GROUP = "conflictdata"
CORE = "core"

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@attrs.frozen(kw_only=True)
class Window:
    """A half-open span of publication times to collect: ``since`` <= t < ``until``, both UTC."""

    since: datetime
    until: datetime


@attrs.frozen(kw_only=True)
class Request:
    """One HTTP request that a source plugin wants made.

    Attributes:
        url: http or https.
        headers: added to the client's own; never a cookie or a credential of a person.
        cursor: where the run stands once this response is parsed; stored, and given back on the next run.
        method: ``GET`` or ``POST``.
        body: sent with ``POST``.
        secret: the answer holds a credential (a login's token): it is neither archived nor cached.
    """

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    cursor: str | None = None
    method: str = "GET"
    body: bytes | None = attrs.field(default=None, repr=False)
    secret: bool = False


@attrs.frozen(kw_only=True)
class Response:
    """One HTTP response, or a file read as one, before anything has interpreted it.

    Attributes:
        source: id of the source it was fetched for.
        url: final URL after redirects; ``file:`` for a file.
        status: HTTP status code.
        headers: lower-case names.
        body: as received, content encoding removed.
        retrieved: UTC.
        stored: where the raw response is kept, or None.
    """

    source: str
    url: str
    body: bytes = attrs.field(repr=False)
    retrieved: datetime
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    stored: str | None = None

    def header(self, name: str) -> str | None:
        """The value of a header, or None."""
        return dict(self.headers).get(name.lower())


@runtime_checkable
class Toolkit(Protocol):
    """The shared language tools that ``SourcePlugin.claims`` is given."""

    def extract(self, report: Report) -> list[Claim]:
        """Claims of a report by the general extractor."""
        ...

    def places(self, text: str, lang: str) -> list[Any]:
        """Places named in a text, resolved (``conflictdata.places.PlaceMention``)."""
        ...

    def times(self, text: str, report: Report) -> list[Any]:
        """Times named in a text, against the report's (``conflictdata.time.TimeMention``)."""
        ...


class SourcePlugin:
    """Base class of source plugins. Four duties, each of which works without a network.

    ``requests`` and ``reports`` are generators: nothing is fetched or parsed before it is asked for.
    """

    name: str = ""

    def sources(self) -> Iterable[Source]:
        """The publishers this plugin adapts."""
        raise NotImplementedError

    def source(self, id: str) -> Source | None:
        """The publisher with this id, or None; override where ``sources`` cannot list all (any channel)."""
        return next((each for each in self.sources() if each.id == id), None)

    def requests(self, source: Source, window: Window, cursor: str | None) -> Iterator[Request]:
        """The requests that list and fetch what ``source`` published in ``window``, starting at ``cursor``."""
        raise NotImplementedError

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """Further requests that a response calls for: the pages of a listing, the next page of a channel."""
        return iter(())

    def reports(self, response: Response) -> Iterator[Report]:
        """The reports in one response; raises ``ParseError`` for a page it does not know."""
        raise NotImplementedError

    def claims(self, report: Report, toolkit: Toolkit) -> Iterable[Claim]:
        """The claims of one report; the general extractor unless a plugin knows better."""
        return toolkit.extract(report)


@attrs.frozen(kw_only=True)
class Exporter:
    """One output format.

    Attributes:
        name: as on the command line, ``geojson``.
        suffix: usual file name ending, ``.geojson``.
        takes: ``claims`` or ``events``.
        write: writes to a binary file object.
    """

    name: str
    suffix: str
    takes: str
    write: Callable[[Iterable[Claim] | Iterable[Event], IO[bytes]], None]
    description: str = ""


class Hooks:
    """The hooks a plugin can implement. Each registers through the callable it is given."""

    @hookspec
    def conflictdata_sources(self, register: Callable[[SourcePlugin], None]) -> None:
        """Register the sources this plugin adapts."""

    @hookspec
    def conflictdata_actors(self, register: Callable[[Actor, Iterable[str]], None]) -> None:
        """Register actors with the names by which texts call them."""

    @hookspec
    def conflictdata_places(self, register: Callable[[Place], None]) -> None:
        """Register places that the gazetteer lacks."""

    @hookspec
    def conflictdata_event_kinds(self, register: Callable[[EventKind], None]) -> None:
        """Register event kinds with their codes."""

    @hookspec
    def conflictdata_lexicons(self, register: Callable[[str, Path], None]) -> None:
        """Register a lexicon file (TOML) for a language, to be merged with the core's."""

    @hookspec
    def conflictdata_exporters(self, register: Callable[[Exporter], None]) -> None:
        """Register an output format."""

    @hookspec
    def conflictdata_commands(self, register: Callable[[click.Command], None]) -> None:
        """Register a command of the command line."""


@attrs.frozen(kw_only=True)
class Loaded:
    """One plugin and how loading it went.

    Attributes:
        name: entry-point name.
        distribution: name of the distribution, "" for one registered by hand.
        version: of the distribution.
        hooks: names of the hooks it implements.
        error: why it was skipped, or None.
    """

    name: str
    distribution: str = ""
    version: str = ""
    hooks: tuple[str, ...] = ()
    error: str | None = None


class PluginRegistry:
    """The plugins of one process. ``default()`` is the one the package uses; tests make their own."""

    def __init__(self) -> None:
        self._pluggy = pluggy.PluginManager(GROUP)
        self._pluggy.add_hookspecs(Hooks)
        self._loaded: dict[str, Loaded] = {}
        self._by_source: dict[str, SourcePlugin] | None = None

    def load(self, only: Iterable[str] | None = None) -> None:
        """Load the installed plugins; one that fails is named in a warning, kept in ``loaded()`` and skipped.

        Args:
            only: names to load beside ``core``; None for ``CONFLICTDATA_PLUGINS``, or all when that is unset.
        """
        chosen = _chosen() if only is None else frozenset(only)
        found = importlib.metadata.entry_points(group=GROUP)
        for entry in sorted(found, key=lambda each: (each.name != CORE, each.name)):
            if chosen is not None and entry.name not in chosen | {CORE}:
                continue
            dist = entry.dist
            about = {"distribution": dist.name if dist else "", "version": dist.version if dist else ""}
            try:
                self.register(entry.load(), entry.name, **about)
            except Exception as error:  # noqa: BLE001 - an import can raise anything; go on without it
                self._fail(entry.name, error, **about)
        for name in sorted((chosen or frozenset()) - set(self._loaded)):
            self._fail(name, ConflictDataError("not installed; see `conflictdata plugins`"))

    def register(self, plugin: Any, name: str, *, distribution: str = "", version: str = "") -> None:
        """Register a plugin object.

        Raises:
            PluginError: a hook has a wrong name or signature, or the name is taken.
        """
        try:
            self._pluggy.register(plugin, name)
            self._pluggy.check_pending()
        except (pluggy.PluginValidationError, ValueError) as error:
            if self._pluggy.has_plugin(name) and name not in self._loaded:
                self._pluggy.unregister(name=name)
            raise PluginError(name, str(error)) from error
        self._by_source = None
        callers = self._pluggy.get_hookcallers(plugin) or []
        self._loaded[name] = Loaded(
            name=name,
            distribution=distribution,
            version=version,
            hooks=tuple(sorted(c.name for c in callers)),
        )

    def loaded(self) -> tuple[Loaded, ...]:
        """Every plugin that was tried, failed ones with their error."""
        return tuple(self._loaded.values())

    def collect(self, hook: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Call a hook on every plugin, one by one; yields (plugin name, registered arguments).

        A plugin that raises is named in a warning and skipped; what it registered before counts.
        """
        for name, plugin in self._pluggy.list_name_plugin():
            function = getattr(plugin, hook, None) if plugin is not None else None
            if function is None:
                continue
            given: list[tuple[Any, ...]] = []
            try:
                function(register=lambda *args, into=given: into.append(args))
            except Exception as error:  # noqa: BLE001 - see load()
                self._fail(name, error)
            yield from ((name, args) for args in given)

    def source_plugins(self) -> Mapping[str, SourcePlugin]:
        """Source plugins by the id of each source they adapt; the first plugin to register an id keeps it."""
        if self._by_source is None:
            self._by_source = self._ask_for_sources()
        return MappingProxyType(self._by_source)

    def _ask_for_sources(self) -> dict[str, SourcePlugin]:
        found: dict[str, SourcePlugin] = {}
        for name, (plugin,) in self.collect("conflictdata_sources"):
            try:
                ids = [source.id for source in plugin.sources()]
            except Exception as error:  # noqa: BLE001 - see load()
                self._fail(name, error)
                continue
            for id in ids:
                found.setdefault(id, plugin)
        return found

    def source_plugin(self, id: str) -> tuple[SourcePlugin, Source] | None:
        """The plugin that adapts a source, and the source; asks every plugin about an id that none lists."""
        for name, (plugin,) in self.collect("conflictdata_sources"):
            try:
                source = plugin.source(id)
            except Exception as error:  # noqa: BLE001 - see load()
                self._fail(name, error)
                continue
            if source is not None:
                return plugin, source
        return None

    def _fail(self, name: str, error: BaseException, *, distribution: str = "", version: str = "") -> None:
        reason = f"{type(error).__name__}: {error}"
        before = self._loaded.get(name, Loaded(name=name, distribution=distribution, version=version))
        self._loaded[name] = attrs.evolve(before, error=reason)
        warnings.warn(f"plugin {name!r} was skipped: {reason}", PluginWarning, stacklevel=3)


class PluginWarning(UserWarning):
    """A plugin failed and was skipped."""


_default: PluginRegistry | None = None


def default() -> PluginRegistry:
    """The registry of this process, loaded on first use."""
    global _default
    if _default is None:
        _default = PluginRegistry()
        _default.load()
        _announce(_default)
    return _default


def _announce(registry: PluginRegistry) -> None:
    """Tell the core's tables what plugins registered."""
    from conflictdata import sources, taxonomy

    for plugin in dict.fromkeys(registry.source_plugins().values()):
        for source in plugin.sources():
            sources.register(source)
    for name, (kind,) in registry.collect("conflictdata_event_kinds"):
        try:
            taxonomy.register(kind)
        except ConflictDataError as error:
            registry._fail(name, error)


def _chosen() -> frozenset[str] | None:
    value = os.environ.get("CONFLICTDATA_PLUGINS")
    if value is None:
        return None
    return frozenset(part.strip() for part in value.split(",") if part.strip())
