"""Collecting from publishers politely, and keeping what they sent before anything interprets it.

``collect`` fetches what sources published in a window, ``parse`` runs the parsers again over what is kept.
Names are imported on first use: the HTTP client is not loaded to read an archive's name.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conflictdata.fetch._archive import RawArchive
    from conflictdata.fetch._client import Answer, Fetcher, StillBusy
    from conflictdata.fetch._collect import Fetched, collect, parse
    from conflictdata.fetch._settings import FetchSettings
    from conflictdata.fetch._warc import WarcRecord

_HOME = {
    "Answer": "_client",
    "FetchSettings": "_settings",
    "Fetched": "_collect",
    "Fetcher": "_client",
    "RawArchive": "_archive",
    "StillBusy": "_client",
    "WarcRecord": "_warc",
    "collect": "_collect",
    "parse": "_collect",
}

__all__ = [
    "Answer",
    "FetchSettings",
    "Fetched",
    "Fetcher",
    "RawArchive",
    "StillBusy",
    "WarcRecord",
    "collect",
    "parse",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
