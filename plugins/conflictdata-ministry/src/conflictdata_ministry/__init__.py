"""Statements of ministries and staffs as sources of conflictdata."""

from __future__ import annotations

from collections.abc import Callable

from conflictdata.plugins import SourcePlugin, hookimpl
from conflictdata_ministry._plugin import MinistryPlugin

__all__ = ["MinistryPlugin"]


@hookimpl
def conflictdata_sources(register: Callable[[SourcePlugin], None]) -> None:
    """Register the ministries."""
    register(MinistryPlugin())
