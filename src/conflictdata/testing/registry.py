"""A registry of plugins made by hand: what is installed on the machine plays no part in a test."""

from __future__ import annotations

from collections.abc import Callable

from conflictdata.plugins import PluginRegistry, SourcePlugin, hookimpl


def registry_of(*plugins: SourcePlugin) -> PluginRegistry:
    """A registry with these source plugins and no other, as ``collect`` and ``parse`` take it."""
    registry = PluginRegistry()
    for number, plugin in enumerate(plugins):
        name = plugin.name or type(plugin).__name__
        taken = {each.name for each in registry.loaded()}
        registry.register(_Module(plugin), f"{name}-{number}" if name in taken else name)
    return registry


class _Module:
    """What an installed module with one hook is."""

    def __init__(self, plugin: SourcePlugin) -> None:
        self._plugin = plugin

    @hookimpl
    def conflictdata_sources(self, register: Callable[[SourcePlugin], None]) -> None:
        """Register the plugin."""
        register(self._plugin)
