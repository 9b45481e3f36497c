"""The Office of the President of Ukraine as a source of conflictdata."""

from __future__ import annotations

from collections.abc import Callable

from conflictdata.plugins import SourcePlugin, hookimpl
from conflictdata_president._plugin import PresidentPlugin

__all__ = ["PresidentPlugin"]


@hookimpl
def conflictdata_sources(register: Callable[[SourcePlugin], None]) -> None:
    """Register the President's office."""
    register(PresidentPlugin())
