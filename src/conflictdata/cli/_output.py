"""Claims on standard output: a table for people; JSON Lines, CSV and GeoJSON for programs. All of them stream."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import IO, Any, Protocol

import attrs
import click

from conflictdata import records
from conflictdata.cli import _display as display
from conflictdata.cli import _table as table
from conflictdata.export._safe import FORMULA
from conflictdata.model import Claim, Stance

FORMATS = ("table", "jsonl", "csv", "geojson")


class Writer(Protocol):
    """Writes claims one by one; ``close`` writes what a format needs at its end."""

    def write(self, claim: Claim) -> None: ...

    def close(self) -> None: ...


def writer(format: str, stream: IO[bytes], *, terminal: bool) -> Writer:
    """A writer of one of ``FORMATS``; colours and the screen's width only where a person looks."""
    if format == "jsonl":
        return _Jsonl(stream)
    if format == "csv":
        return _Csv(stream)
    if format == "geojson":
        return _GeoJson(stream)
    return _Table(stream, terminal=terminal)


def encoded(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which JSON can hold and UTF-8 cannot, as its JSON escape."""
    return text.encode("utf-8", errors="backslashreplace")


@attrs.define
class _Jsonl:
    stream: IO[bytes]

    def write(self, claim: Claim) -> None:
        self.stream.write(encoded(records.dumps(claim) + "\n"))

    def close(self) -> None:
        self.stream.flush()


_COLUMNS = (
    "id", "report", "claimant", "via", "stance", "hedged", "kind", "outcome", "agent", "target",
    "place_id", "place", "relation", "distance_km", "lat", "lon", "precision", "mention",
    "start", "end", "time_precision", "time_mention", "quantities", "text",
)  # fmt: skip


def formula_safe(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


@attrs.define
class _Csv:
    """One row a location of a claim; a claim without one has one row."""

    stream: IO[bytes]
    started: bool = False

    def write(self, claim: Claim) -> None:
        if not self.started:
            self._rows([_COLUMNS])
            self.started = True
        self._rows([row.get(column, "") for column in _COLUMNS] for row in _flat(claim))

    def _rows(self, rows: Any) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(
            [formula_safe(cell) for cell in row] for row in rows
        )
        self.stream.write(encoded(text.getvalue()))

    def close(self) -> None:
        if not self.started:
            self._rows([_COLUMNS])
        self.stream.flush()


def _flat(claim: Claim) -> list[dict[str, Any]]:
    record = records.to_record(claim)
    base = {key: record[key] for key in _COLUMNS[:10] if key not in ("via", "hedged")} | {
        "via": " < ".join(claim.via),
        "hedged": "true" if claim.hedged else "false",
        "quantities": "; ".join(f"{q.value:g} {q.unit}" for q in claim.quantities),
        "text": display.spaced(claim.text),
    }
    if claim.when:
        start, end = record["when"]["start"], record["when"]["end"]
        base |= {"start": start, "end": end, "time_precision": claim.when.precision.value}
        base["time_mention"] = claim.when.mention
    base = {key: "" if value is None else value for key, value in base.items()}
    rows = []
    for location in record["locations"]:
        place = location["place"] or {}
        row = {
            key: location[key] for key in ("relation", "distance_km", "lat", "lon", "precision", "mention")
        }
        row |= {"place_id": place.get("id"), "place": place.get("name")}
        rows.append(base | {key: "" if value is None else value for key, value in row.items()})
    return rows or [base]


@attrs.define
class _GeoJson:
    """One feature a claim (RFC 7946): a point, several, or no geometry; the record as properties."""

    stream: IO[bytes]
    count: int = 0

    def write(self, claim: Claim) -> None:
        lead = ",\n" if self.count else '{"type":"FeatureCollection","features":[\n'
        self.stream.write(encoded(lead + json.dumps(_feature(claim), ensure_ascii=False)))
        self.count += 1

    def close(self) -> None:
        self.stream.write(b"\n]}\n" if self.count else b'{"type":"FeatureCollection","features":[]}\n')
        self.stream.flush()


def _feature(claim: Claim) -> dict[str, Any]:
    record = records.to_record(claim)
    points = [[round(each.point.lon, 6), round(each.point.lat, 6)] for each in claim.locations if each.point]
    geometry: dict[str, Any] | None = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    return {"type": "Feature", "id": record.pop("id"), "geometry": geometry, "properties": record}


_HEAD = ("CLAIMANT", "STANCE", "KIND", "WHERE", "WHEN", "VIA")
_SHORTENED = (0, 3, 5)
"""The claimant, the place and the chain give way on a narrow screen."""

_LOOK_AHEAD = 200
"""Claims read before the widths of the columns are fixed."""

_COLOURS = {
    Stance.DENIES: "red",
    Stance.VERIFIES: "green",
    Stance.CONFIRMS: "cyan",
}


@attrs.define
class _Table:
    stream: IO[bytes]
    terminal: bool
    waiting: list[Claim] = attrs.field(factory=list)
    widths: list[int] | None = None

    def write(self, claim: Claim) -> None:
        if self.widths is None:
            self.waiting.append(claim)
            if len(self.waiting) >= _LOOK_AHEAD:
                self._begin()
            return
        self._row(_cells(claim), claim.stance)

    def close(self) -> None:
        if self.widths is None and self.waiting:
            self._begin()
        self.stream.flush()

    def _begin(self) -> None:
        rows = [_cells(claim) for claim in self.waiting]
        self.widths = [max(map(display.width, column)) for column in zip(_HEAD, *rows, strict=True)]
        if self.terminal:
            self.widths = table.fitted(self.widths, shutil.get_terminal_size().columns, _SHORTENED)
        self._row(_HEAD, None)
        for claim, row in zip(self.waiting, rows, strict=True):
            self._row(row, claim.stance)
        self.waiting.clear()

    def _row(self, cells: tuple[str, ...], stance: Stance | None) -> None:
        assert self.widths is not None
        shown = [self._cell(cell, wide) for cell, wide in zip(cells, self.widths, strict=True)]
        shown[-1] = shown[-1].rstrip()
        if self.terminal and stance in _COLOURS:
            shown[1] = click.style(shown[1], fg=_COLOURS[stance])
        elif self.terminal and stance is None:
            shown = [click.style(cell, bold=True) for cell in shown]
        self.stream.write(encoded("  ".join(shown).rstrip() + "\n"))

    def _cell(self, text: str, wide: int) -> str:
        if self.terminal:
            return table.cell(text, wide)
        return text + " " * (wide - display.width(text))


def _cells(claim: Claim) -> tuple[str, ...]:
    return (
        display.actor(claim.claimant),
        claim.stance.value,
        display.visible(claim.kind),
        display.where(claim),
        display.when(claim),
        ", ".join(display.actor(each) for each in claim.via),
    )
