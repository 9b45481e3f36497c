"""What a plugin author tests with: strategies for every model class, a local server, a conformance suite.

Needs the extra ``testing`` (``pip install conflictdata[testing]``). In a ``conftest.py``::

    pytest_plugins = ["conflictdata.testing.plugin"]

gives the fixtures ``page_server`` and ``no_network``. Names are imported on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conflictdata.testing.conformance import SourceConformance
    from conflictdata.testing.pages import RecordedPage, recorded_pages
    from conflictdata.testing.registry import registry_of
    from conflictdata.testing.server import PageServer, Seen

_HOME = {
    "PageServer": "server",
    "RecordedPage": "pages",
    "Seen": "server",
    "SourceConformance": "conformance",
    "recorded_pages": "pages",
    "registry_of": "registry",
}

__all__ = ["PageServer", "RecordedPage", "Seen", "SourceConformance", "recorded_pages", "registry_of"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
