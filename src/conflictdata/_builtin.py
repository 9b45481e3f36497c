"""The plugin called ``core``: what the package itself registers, through the same hooks as everybody."""

from __future__ import annotations

from collections.abc import Callable

from conflictdata import taxonomy
from conflictdata.plugins import Exporter, hookimpl
from conflictdata.taxonomy import EventKind


@hookimpl
def conflictdata_event_kinds(register: Callable[[EventKind], None]) -> None:
    """The core's event kinds."""
    for kind in taxonomy.CORE_KINDS:
        register(kind)


@hookimpl
def conflictdata_exporters(register: Callable[[Exporter], None]) -> None:
    """The core's output formats."""
    from conflictdata.export import _formats  # only a program that exports needs them

    for exporter in _formats.exporters():
        register(exporter)
