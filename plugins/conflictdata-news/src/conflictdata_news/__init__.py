"""News articles and feeds as sources of conflictdata."""

from __future__ import annotations

from collections.abc import Callable

from conflictdata.plugins import SourcePlugin, hookimpl
from conflictdata_news._outlets import source_of
from conflictdata_news._plugin import NewsPlugin

__all__ = ["NewsPlugin", "source_of"]


@hookimpl
def conflictdata_sources(register: Callable[[SourcePlugin], None]) -> None:
    """Register news."""
    register(NewsPlugin())
