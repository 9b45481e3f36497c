"""Where installed countries are kept, and which there are."""

from __future__ import annotations

import os
import sys
import time
from functools import lru_cache
from pathlib import Path

SUFFIX = ".gazetteer"


def home() -> Path:
    """The directory of installed data: ``CONFLICTDATA_HOME``, else the platform's place for user data."""
    if given := os.environ.get("CONFLICTDATA_HOME"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "conflictdata"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "conflictdata"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "conflictdata"


def installed() -> tuple[Path, ...]:
    """Index files of installed countries, in order of their names."""
    folder = _folder(*map(os.environ.get, ("CONFLICTDATA_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "HOME")))
    try:
        changed = os.stat(folder).st_mtime_ns
    except OSError:
        return ()
    if time.time_ns() - changed < _SETTLED_NS:
        return _listed.__wrapped__(folder, changed)
    return _listed(folder, changed)


_SETTLED_NS = 2_000_000_000
"""A directory that changed so short a time ago may change again without its time changing."""


@lru_cache(maxsize=4)
def _folder(*_: str | None) -> str:
    """Where indexes are installed, by the variables that ``home`` reads."""
    return str(home() / "gazetteer")


@lru_cache(maxsize=4)
def _listed(folder: str, _: int) -> tuple[Path, ...]:
    return tuple(sorted(Path(folder).glob(f"*{SUFFIX}")))
