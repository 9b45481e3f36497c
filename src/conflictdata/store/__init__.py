"""The embedded archive: one DuckDB file that holds everything, crash-safe, one writer and many readers.

>>> with Archive("war.duckdb") as archive:
...     claims = archive.add(report)
...     for event in archive.events(status="disputed"):
...         print(event.explain())
"""

from conflictdata.errors import StoreError
from conflictdata.linking import Decision
from conflictdata.store._about import ArchiveStatus, ArchiveWarning
from conflictdata.store._result import Result
from conflictdata.store._schema import SCHEMA
from conflictdata.store.archive import Archive

__all__ = ["SCHEMA", "Archive", "ArchiveStatus", "ArchiveWarning", "Decision", "Result", "StoreError"]
