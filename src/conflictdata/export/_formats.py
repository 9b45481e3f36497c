"""The package's own output formats, as the plugin ``core`` registers them."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import IO

from conflictdata.model import Claim, Event
from conflictdata.plugins import Exporter

FORMATS = (
    ("jsonl", "jsonl", ".jsonl", "claims", "JSON Lines in the record format; loses nothing"),
    ("acled", "acled", ".csv", "events", "CSV in ACLED's columns"),
    ("ucdp", "ucdp", ".csv", "events", "CSV in the columns of UCDP GED"),
    ("geojson", "geojson", ".geojson", "events", "GeoJSON (RFC 7946)"),
    ("geoparquet", "geoparquet", ".parquet", "events", "GeoParquet 1.1"),
    ("hxl", "hxl", ".csv", "events", "CSV with HXL hashtags"),
    ("claimreview", "claimreview", ".jsonld", "events", "schema.org ClaimReview as JSON-LD"),
    ("prov", "prov", ".jsonld", "events", "W3C PROV as JSON-LD"),
    ("stix", "stix", ".json", "events", "STIX 2.1 bundle"),
    ("ftm", "ftm", ".ftm.json", "events", "FollowTheMoney entities, one a line"),
    ("datasette", "datasette", ".sqlite", "events", "SQLite file for Datasette, with a map"),
)
"""Name, module, file name ending, what it takes unless asked otherwise, description. Every one takes both."""


def exporters() -> Iterator[Exporter]:
    """The package's own formats; the module of one is imported when it writes."""
    for name, module, suffix, takes, description in FORMATS:
        yield Exporter(name=name, suffix=suffix, takes=takes, write=_Writer(module), description=description)


class _Writer:
    """Imports a format's module when it is used."""

    def __init__(self, module: str) -> None:
        self.module = module

    def __call__(self, objects: Iterable[Claim] | Iterable[Event], file: IO[bytes]) -> None:
        importlib.import_module(f"conflictdata.export.{self.module}").write(objects, file)
