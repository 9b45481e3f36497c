"""ISW's assessments and control-of-terrain layers as a source of conflictdata."""

from __future__ import annotations

from collections.abc import Callable

from conflictdata.plugins import SourcePlugin, hookimpl
from conflictdata_isw._plugin import IswPlugin
from conflictdata_isw._terrain import LAYERS, Layer

__all__ = ["LAYERS", "IswPlugin", "Layer"]


@hookimpl
def conflictdata_sources(register: Callable[[SourcePlugin], None]) -> None:
    """Register ISW."""
    register(IswPlugin())
