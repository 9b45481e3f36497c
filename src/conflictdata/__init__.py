"""Who claimed what, where and when: contradictory reports on an armed conflict as typed claims and events.

    >>> import conflictdata as cd
    >>> claims = cd.extract(text, source="cnn", published="2025-04-08")
    >>> events = cd.link(claims)

Names are imported on first use, so that importing the package stays quick.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from conflictdata._api import extract, extract_reports, link, open
    from conflictdata.errors import ConflictDataError
    from conflictdata.model import (
        Actor,
        Claim,
        Event,
        Evidence,
        Location,
        Outcome,
        Place,
        Point,
        Quantity,
        Report,
        Source,
        Stance,
        Status,
        When,
    )

_HOME = {
    "extract": "_api",
    "extract_reports": "_api",
    "link": "_api",
    "open": "_api",
    "ConflictDataError": "errors",
}

__all__ = [
    "Actor",
    "Claim",
    "ConflictDataError",
    "Event",
    "Evidence",
    "Location",
    "Outcome",
    "Place",
    "Point",
    "Quantity",
    "Report",
    "Source",
    "Stance",
    "Status",
    "When",
    "extract",
    "extract_reports",
    "link",
    "open",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    loaded = (name for name in globals() if not name.startswith("_") and f"{__name__}.{name}" in sys.modules)
    return sorted({*__all__, "__version__", *loaded})
