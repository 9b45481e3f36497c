"""Data sets of events as sources of conflictdata: their rows are their claims."""

from __future__ import annotations

from collections.abc import Callable

from conflictdata.plugins import SourcePlugin, hookimpl
from conflictdata_datasets._acled import Acled
from conflictdata_datasets._dataset import Dataset
from conflictdata_datasets._gdelt import Gdelt, Mention, mentions, with_mentions
from conflictdata_datasets._plugin import DatasetsPlugin
from conflictdata_datasets._ucdp import Ucdp
from conflictdata_datasets._verified import Bellingcat, GeoConfirmed
from conflictdata_datasets._viina import Viina

__all__ = [
    "Acled",
    "Bellingcat",
    "Dataset",
    "DatasetsPlugin",
    "Gdelt",
    "GeoConfirmed",
    "Mention",
    "Ucdp",
    "Viina",
    "mentions",
    "with_mentions",
]


@hookimpl
def conflictdata_sources(register: Callable[[SourcePlugin], None]) -> None:
    """Register the data sets."""
    register(DatasetsPlugin())
