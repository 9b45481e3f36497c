"""Our own outputs read back: without loss where the format holds everything, else with what it holds."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import store_samples as made
from conflictdata import export, imports
from conflictdata.errors import ConflictDataError, RecordError
from conflictdata.export import Care, _safe
from conflictdata.export._view import kind_of
from conflictdata.imports import _lines
from conflictdata.model import Event, Report, Source, Status

COMMON = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OWN = Care(own_use=True)
LOSSLESS = ["jsonl", "geojson", "geoparquet", "prov", "datasette", "claimreview", "stix", "ftm"]


def there_and_back(objects: list[Any], format: str) -> list[Any]:
    file = io.BytesIO()
    export.write(objects, format, file, care=OWN)
    file.seek(0)
    return list(imports.read(file, format))


def shown(text: str | None) -> str:
    return _safe.visible(text or "").replace("\r\n", "\n").replace("\r", "\n")


# --- round trips ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", LOSSLESS)
@COMMON
@given(objects=st.lists(made.events, max_size=3, unique_by=lambda event: event.id))
def test_events_come_back_exactly(format: str, objects: list[Event]) -> None:
    assert {e.id: e for e in there_and_back(objects, format)} == {e.id: e for e in objects}


@pytest.mark.parametrize("format", LOSSLESS)
def test_a_claim_of_two_villages_comes_back_in_both_of_its_events(format: str) -> None:
    claim = made.claim(locations=(*made.at(50.9, 35.4, "Grafovka"), *made.at(50.8, 35.5, "Nadezhevka")))
    objects = [
        Event(kind="attack", claims=[claim], location=location, id=f"evt-{n}")
        for n, location in enumerate(claim.locations)
    ]
    assert {e.id: e for e in there_and_back(objects, format)} == {e.id: e for e in objects}


@pytest.mark.parametrize("format", LOSSLESS)
@COMMON
@given(objects=st.lists(made.claims, max_size=3, unique_by=lambda claim: claim.id))
def test_claims_come_back_exactly(format: str, objects: list[Any]) -> None:
    assert made.by_id(there_and_back(objects, format)) == made.by_id(objects)


@COMMON
@given(objects=st.lists(made.reports, max_size=3))
def test_reports_come_back_exactly(objects: list[Report]) -> None:
    assert there_and_back(objects, "jsonl") == objects


@pytest.mark.parametrize("format", ["acled", "hxl"])
@COMMON
@given(event=made.events)
def test_tables_keep_what_they_have_columns_for(format: str, event: Event) -> None:
    (back,) = there_and_back([event], format)
    assert (back.id, shown(back.kind)) == (event.id, shown(event.kind))
    assert (back.status, back.confidence) == (event.status, event.confidence)
    if event.when:
        assert (back.when.start, back.when.end, back.when.precision) == (
            event.when.start, event.when.end, event.when.precision,
        )  # fmt: skip
    else:
        assert back.when is None
    before, after = event.location, back.location
    assert (after.point if after else None) == (before.point if before else None)
    if before and before.place and shown(before.place.name).strip():
        place = before.place
        assert after.precision == before.precision
        assert (after.place.name, after.place.country) == (shown(place.name), place.country)
        assert (after.place.admin1, after.place.admin2) == (shown(place.admin1), shown(place.admin2))


@COMMON
@given(event=made.events)
def test_ucdp_keeps_place_and_days(event: Event) -> None:
    found = there_and_back([event], "ucdp")
    assert len(found) == (kind_of(event.kind).ucdp_type is not None)
    for back in found:
        assert back.id == event.id
        if event.when:
            assert back.when.days == event.when.days  # GED has days, on the calendar of those who spoke
        assert (back.location.point if back.location else None) == (
            event.location.point if event.location else None
        )


def test_a_record_that_an_export_annotated_comes_back_as_it_was() -> None:
    claim = made.claim(extra=(("mine", '"kept"'),))
    file = io.BytesIO()
    published = export.Published(source=Source(id="press"), url="https://example.org/1")
    export.write([claim], "jsonl", file, care=OWN, published=lambda _: published)
    assert json.loads(file.getvalue())["report_url"] == "https://example.org/1"
    file.seek(0)
    assert list(imports.read(file)) == [claim]


# --- which format, which file -----------------------------------------------------------------------------


@pytest.mark.parametrize("format", sorted(imports.FORMATS))
def test_the_format_is_told_from_the_file(format: str, tmp_path: Path) -> None:
    event = Event(kind="attack", claims=[made.claim()], when=made.claim().when)
    path = tmp_path / f"events{export.exporter(format).suffix}"
    with path.open("wb") as file:
        export.write([event], format, file, care=OWN)
    assert [each.id for each in imports.read(path)] == [event.id]


def test_a_format_that_cannot_be_told_or_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n")
    with pytest.raises(ConflictDataError, match="cannot be told"):
        list(imports.read(tmp_path / "a.csv"))
    with pytest.raises(ConflictDataError, match="'kml' cannot be read"):
        list(imports.read(tmp_path / "a.json", "kml"))
    with pytest.raises(RecordError, match="missing.jsonl: cannot be read"):
        list(imports.read(tmp_path / "missing.jsonl"))


# --- hostile and broken files -----------------------------------------------------------------------------


@pytest.mark.parametrize("format", sorted(imports.FORMATS))
@COMMON
@given(
    content=st.binary(max_size=300)
    | st.sampled_from([b"{}", b"[]", b"null", b'{"claims":1,"kind":2}', b"\xff\xfe"])
)
def test_any_bytes_give_records_or_a_clear_error(format: str, content: bytes) -> None:
    try:
        found = list(imports.read(io.BytesIO(content), format))
    except RecordError as error:
        assert str(error)
    else:
        assert found == []


@pytest.mark.parametrize("format", sorted(imports.FORMATS))
@COMMON
@given(event=made.events, data=st.data())
def test_a_damaged_file_gives_records_or_a_clear_error(
    format: str, event: Event, data: st.DataObject
) -> None:
    file = io.BytesIO()
    export.write([event], format, file, care=OWN)
    content = bytearray(file.getvalue())
    cut = data.draw(st.integers(0, len(content)))
    for _ in range(3):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        list(imports.read(io.BytesIO(bytes(content[:cut])), format))
    except RecordError as error:
        assert str(error)


def test_a_geoparquet_whose_text_is_no_utf8_is_damaged() -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    ends = pa.array([0, 2], pa.int32()).buffers()[1]
    column = pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(b'"\xa5')])
    file = io.BytesIO()
    pq.write_table(pa.table({"record": column}), file)
    with pytest.raises(RecordError, match="a damaged one"):
        list(imports.read(io.BytesIO(file.getvalue()), "geoparquet"))


def test_an_sqlite_file_whose_text_is_no_utf8_is_damaged(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    path = tmp_path / "damaged.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('CREATE TABLE events (id TEXT, record TEXT, "start" TEXT)')
        connection.execute("INSERT INTO events VALUES ('a', CAST(x'22A5' AS TEXT), '')")
        connection.execute("CREATE TABLE claims (id TEXT, record TEXT, event TEXT)")
        connection.commit()
    with path.open("rb") as file, pytest.raises(RecordError, match="no SQLite file of ours"):
        list(imports.read(file, "datasette"))


class Endless(io.RawIOBase):
    """A file of one line without an end, as long as anybody reads."""

    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), self.left)
        buffer[:count] = b"a" * count
        self.left -= count
        return count


@pytest.mark.parametrize(
    "format", ["jsonl", "geojson", "prov", "claimreview", "stix", "ftm", "acled", "ucdp", "hxl"]
)
def test_a_line_of_a_gigabyte_is_refused_after_its_first_megabytes(format: str) -> None:
    raw = Endless(2**30)
    with pytest.raises(RecordError, match="line 1: is longer than"):
        list(imports.read(io.BufferedReader(raw), format))
    assert 2**30 - raw.left < 2 * _lines.LONGEST


def test_lines_are_bounded_exactly() -> None:
    assert list(_lines.lines(io.BytesIO(b"\xef\xbb\xbfabc\r\nabcdefgh\n\nabcd"), longest=8)) == [
        b"abc",
        b"abcdefgh",
        b"",
        b"abcd",
    ]
    with pytest.raises(RecordError, match="line 2"):
        list(_lines.lines(io.BytesIO(b"abc\nabcdef\n"), longest=4))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", "line 1: not JSON"),
        ('{"a": 1}', "line 1: is no claim, event, report or source"),
        ('{"report": "r", "claimant": "x"}', "line 1: Claim: "),
        ("[" * 100_000, "line 1: not JSON"),
    ],
)
def test_a_bad_record_is_named_by_its_line(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(RecordError, match=f"{path}: {message}"):
        list(imports.read(path))


@pytest.mark.parametrize("row", ["e1,attack,x,,", "e1,attack,2025-01-01,2024-01-01,"])
def test_a_bad_row_is_named_by_its_line(row: str) -> None:
    content = f"id,kind,start,end,lat,lon\n#a,#b,#c,#d,#e,#f\n{row}99\n"
    with pytest.raises(RecordError, match="line 3: "):
        list(imports.read(io.BytesIO(content.encode()), "hxl"))


def test_statuses_and_stances_do_not_mix() -> None:
    (back,) = there_and_back([made.claim(stance="denies")], "hxl")
    assert back.status is Status.CLAIMED
