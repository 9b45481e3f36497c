"""Claims and events in the formats of the field; see ``docs/formats.md`` for what each one can and cannot hold.

>>> from conflictdata import export
>>> with open("events.geojson", "wb") as file:
...     export.write(events, "geojson", file, care=export.Care(coarsen="adm2"))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

from conflictdata.errors import ConflictDataError
from conflictdata.export.care import Care, Lookup, Published, careful, duration
from conflictdata.plugins import Exporter, default

__all__ = ["Care", "Published", "careful", "duration", "exporter", "exporters", "write"]


def exporters() -> Mapping[str, Exporter]:
    """Every format by name: the package's own and those of plugins; the first to take a name keeps it."""
    found: dict[str, Exporter] = {}
    for _, (each,) in default().collect("conflictdata_exporters"):
        found.setdefault(each.name, each)
    return dict(sorted(found.items()))


def exporter(name: str) -> Exporter:
    """The format of a name.

    Raises:
        ConflictDataError: there is none; the message lists them.
    """
    known = exporters()
    if name not in known:
        raise ConflictDataError(f"format {name!r} is none of {', '.join(known)}")
    return known[name]


def write(
    objects: Iterable[Any],
    format: str,
    file: IO[bytes],
    *,
    care: Care | None = None,
    published: Lookup = lambda _: None,
) -> None:
    """Write claims or events to a binary file in a format, held back as ``care`` says.

    Args:
        care: rights, coarsening, embargo, persons; by default text goes only where its source allows it.
        published: what is known of a claim's report, by its id; an archive's ``published`` method fits.
    """
    exporter(format).write(careful(objects, care or Care(), published), file)
