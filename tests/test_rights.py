"""Rights and care on the way out: what may leave, in every format."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import store_samples as made
from conflictdata import export, linking
from conflictdata.errors import ConflictDataError
from conflictdata.export import Care, Published, careful, duration
from conflictdata.export.care import KM_PER_DEGREE, cell, coarser
from conflictdata.model import (
    Claim,
    Event,
    Evidence,
    Location,
    LocationPrecision,
    Place,
    Point,
    Quantity,
    Reason,
    Report,
    Source,
    Terms,
)
from conflictdata.places import find_places

COMMON = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SECRET = "The column crossed the river by the old mill at dawn"
NOW = datetime(2025, 4, 10, tzinfo=UTC)
FORMATS = sorted(export.exporters())


def under(**terms: Any) -> Callable[[str], Published]:
    source = Source(id="isw", name="ISW", terms=Terms(**terms))
    at = datetime(2025, 4, 8, 12, tzinfo=UTC)
    return lambda report: Published(
        source=source, url=f"https://example.org/{report}", title="Title words", published=at
    )


def event(*claims: Claim, **fields: Any) -> Event:
    return Event(kind="attack", claims=claims, when=claims[0].when, location=claims[0].locations[0], **fields)


def searchable(content: bytes, format: str) -> bytes:
    """The bytes of an export with compression undone."""
    if format != "geoparquet":
        return content
    import pyarrow.parquet as pq

    return json.dumps(pq.read_table(io.BytesIO(content)).to_pylist(), default=str).encode()


def written(objects: list[Any], format: str, care: Care, published: Any) -> bytes:
    file = io.BytesIO()
    export.write(objects, format, file, care=care, published=published)
    return searchable(file.getvalue(), format)


# --- rights -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_text_travels_only_where_the_terms_allow_it(format: str) -> None:
    claim = made.claim(text=SECRET, extra=(("raw", json.dumps(SECRET)),))
    given_event = event(claim, reasons=(Reason(code="claimed", text=f"it says: {SECRET}"),))
    for objects in ([claim], [given_event]):
        held = written(objects, format, Care(), under(redistribute=False))
        assert SECRET.encode() not in held
        assert b"Title words" not in held
        assert claim.id.encode() in held or given_event.id.encode() in held or format == "ftm"
        assert b"https://example.org/rep-1" in held or b"https:%2F%2Fexample.org%2Frep-1" in held
        assert SECRET.encode() in written(objects, format, Care(), under(redistribute=True))
        assert SECRET.encode() in written(objects, format, Care(own_use=True), under(redistribute=False))


def test_what_is_held_back_keeps_link_span_and_codes() -> None:
    claim = made.claim(text=SECRET)
    (held,) = careful([claim], Care(), under(redistribute=False))
    assert attrs.evolve(held, text=SECRET, extra=()) == claim
    assert dict(held.extra) == {
        "report_source": '"isw"',
        "report_url": '"https://example.org/rep-1"',
        "report_published": '"2025-04-08T12:00:00Z"',
    }


@pytest.mark.parametrize(
    ("quote", "allowed", "expected"),
    [(0, True, ""), (20, True, "The column crossed…"), (200, True, SECRET), (20, False, "")],
)
def test_a_passage_is_quoted_only_on_request_and_where_allowed(
    quote: int, allowed: bool, expected: str
) -> None:
    (held,) = careful([made.claim(text=SECRET)], Care(quote=quote), under(redistribute=False, quote=allowed))
    assert held.text == expected
    assert len(held.text) <= max(quote, 0)


def test_sources_that_allow_no_derived_records_can_be_left_out() -> None:
    claims = [made.claim()]
    assert list(careful(claims, Care(publishable=True), under(derive=False))) == []
    assert list(careful([event(*claims)], Care(publishable=True), under(derive=False))) == []
    assert len(list(careful(claims, Care(publishable=True), under(derive=True)))) == 1
    assert len(list(careful(claims, Care(), under(derive=False)))) == 1


def test_without_an_archive_the_publisher_follows_from_the_chain() -> None:
    quoted = made.claim(claimant="ru:mod", via=("isw",), text=SECRET)
    assert list(careful([quoted], Care(publishable=True))) == []  # ISW reserves derived records
    assert len(list(careful([made.claim(claimant="ru:mod")], Care(publishable=True)))) == 1


def test_reports_keep_their_text_only_where_allowed() -> None:
    report = made.report(SECRET, source="isw", title="Title words", extra=(("raw", SECRET),))
    (held,) = careful([report], Care())
    assert (held.text, held.title, held.extra, held.id) == ("", "", (), report.id)
    assert list(careful([report], Care(own_use=True))) == [report]
    assert list(careful([report], Care(publishable=True))) == []


# --- coarser places ---------------------------------------------------------------------------------------


@COMMON
@given(point=made.points, km=st.integers(1, 500))
def test_a_cell_is_near_its_points_and_the_same_for_all_of_them(point: Point, km: int) -> None:
    centre, name = cell(point, km)
    assert centre.distance_km(point) <= km * math.sqrt(0.5) * 1.3 + 0.1 or abs(point.lat) > 89
    again, other = cell(centre, km)
    if abs(centre.lat) < 89 and -179.9 < centre.lon < 179.9:
        assert (again, other) == (centre, name)


@pytest.mark.parametrize("lat", [0, 45, 51.2, 70])
def test_cells_are_about_as_wide_as_they_are_high(lat: float) -> None:
    rows = {cell(Point(lat + n * 0.01, 35), 10)[0].lat for n in range(200)}
    columns = {cell(Point(lat, 35 + n * 0.01), 10)[0].lon for n in range(200)}
    heights = [b - a for a, b in zip(sorted(rows), sorted(rows)[1:], strict=False)]
    widths = [b - a for a, b in zip(sorted(columns), sorted(columns)[1:], strict=False)]
    assert all(9.9 < height * KM_PER_DEGREE < 10.1 for height in heights)
    assert all(9.5 < width * KM_PER_DEGREE * math.cos(math.radians(lat)) < 10.5 for width in widths)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("coarsen", ["adm2", "adm1", "10km"])
def test_no_finer_place_leaves_by_any_way(format: str, coarsen: str) -> None:
    village = Place(
        id="geonames:424242", name="Malakhove", names={"uk": ["Малахове"]}, point=Point(51.2345, 34.5678),
        country="UA", admin1="Sumy", admin2="Sumskyi Raion",
    )  # fmt: skip
    claim = made.claim(
        text="Fighting at Malakhove",
        locations=(
            Location(
                place=village, point=village.point, precision="settlement", mention="Malakhove", other=village
            ),
        ),
        target="bridge at Malakhove",
        quantities=(Quantity(value=1, unit="tank", mention="a tank at Malakhove"),),
        evidence=(Evidence(kind="geolocation", url="https://maps.example.org/51.2345,34.5678"),),
        extra=(("note", '"Malakhove"'),),
    )
    given_event = event(claim, reasons=(Reason(code="joined", text="same place Malakhove"),))
    for objects in ([claim], [given_event]):
        content = written(objects, format, Care(coarsen=coarsen, own_use=True), under(redistribute=True))
        for trace in ("Malakhove", "Малахове", "424242", "51.2345", "34.5678"):
            assert trace.encode() not in content, trace
            assert json.dumps(trace)[1:-1].encode() not in content, trace


@COMMON
@given(location=made.locations, coarsen=st.sampled_from(["adm1", "adm2", "10km", "100km"]))
def test_coarsening_twice_is_coarsening_once_and_never_finer(location: Location, coarsen: str) -> None:
    once = coarser(location, coarsen)
    order = list(LocationPrecision)
    assert order.index(once.precision) >= min(
        order.index(location.precision), order.index(LocationPrecision.AREA)
    )
    assert order.index(once.precision) >= order.index(LocationPrecision.AREA)
    assert once.mention is None
    assert once.distance_km is None
    if coarsen in ("adm1", "adm2"):
        assert coarser(once, coarsen).precision == once.precision


@pytest.mark.parametrize("village", ["Yunakivka", "Tykhonivka, Kramatorsk raion", "the Khotin hromada"])
def test_a_settlement_of_ukraine_becomes_its_raion(village: str) -> None:
    location = find_places(f"They shelled {village}.", "en")[0].location
    once = coarser(location, "adm2")
    assert location.place is not None
    assert once.place is not None
    assert (once.place.name, once.place.kind.value) == (location.place.admin2, "district")
    assert once.place.admin3 == ""
    assert once.point == once.place.point
    assert once.precision.value == "district"


@pytest.mark.parametrize("wrong", ["adm3", "10", "10 km", "0km", "-5km", "", "km"])
def test_an_unknown_coarsening_is_refused(wrong: str) -> None:
    with pytest.raises(ConflictDataError, match="adm1, adm2 or a distance"):
        Care(coarsen=wrong)


# --- embargo ----------------------------------------------------------------------------------------------


@COMMON
@given(hours=st.integers(0, 200), age=st.integers(0, 200))
def test_nothing_younger_than_the_embargo_leaves(hours: int, age: int) -> None:
    at = NOW - timedelta(hours=age)
    care = Care(embargo=timedelta(hours=hours), now=NOW)
    published = lambda _: Published(source=Source(id="isw"), published=at)
    assert bool(list(careful([made.claim()], care, published))) == (age >= hours)
    assert bool(list(careful([event(made.claim())], care, published))) == (age >= hours)
    assert bool(list(careful([made.report(published=at)], care))) == (age >= hours)


def test_a_claim_of_unknown_age_counts_as_young() -> None:
    assert list(careful([made.claim(when=None)], Care(embargo=timedelta(0), now=NOW))) == []


def test_an_event_is_what_its_older_claims_make_of_it() -> None:
    old, young = made.claim(report="old"), made.claim(report="young", claimant="ru:mod", stance="denies")
    whole = next(iter(linking.link([old, young])))
    ages = {"old": NOW - timedelta(days=9), "young": NOW}
    published = lambda report: Published(source=Source(id="isw"), published=ages[report])
    care = Care(embargo=timedelta(days=3), now=NOW, own_use=True)
    (left,) = careful([whole], care, published)
    (alone,) = linking.link([old])
    assert [claim.id for claim in left.claims] == [old.id]
    assert (left.status, left.confidence) == (alone.status, alone.confidence)


@pytest.mark.parametrize(("text", "hours"), [("72h", 72), ("3d", 72), ("1w", 168), ("0h", 0)])
def test_spans_of_time(text: str, hours: int) -> None:
    assert duration(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "72", "h", "-1h", "1.5h", "1y", "9999999h"])
def test_no_spans_of_time(text: str) -> None:
    with pytest.raises(ConflictDataError, match="as in 72h"):
        duration(text)


# --- persons ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_no_named_blogger_and_no_free_text_leaves(format: str) -> None:
    claim = made.claim(
        claimant="ru:rybar", via=("telegram:somebody",), text=SECRET, target="Ivan Ivanovych",
        evidence=(Evidence(kind="forward", note="somebody", url="https://t.me/somebody/1"),),
        quantities=(Quantity(value=1, unit="killed", mention="Ivan was killed"),), extra=(("author", '"somebody"'),),
    )  # fmt: skip
    given_event = event(
        claim, actors=("ru:rybar",), reasons=(Reason(code="claimed", text="ru:rybar says so"),)
    )
    blogger = Source(id="telegram:somebody", name="Somebody", terms=Terms(redistribute=True))
    published = lambda _: Published(source=blogger, url="https://t.me/somebody/1", title="Somebody")
    for objects in ([claim], [given_event]):
        content = written(objects, format, Care(without_persons=True, own_use=True), published)
        for trace in (SECRET, "rybar", "somebody", "Somebody", "Ivan"):
            assert trace.encode() not in content, trace
        assert b"milbloggers" in content


def test_offices_keep_their_names() -> None:
    claim = made.claim(claimant="ua:president", via=("cnn",), agent="ru:armed-forces")
    (left,) = careful([claim], Care(without_persons=True))
    assert (left.claimant, left.via, left.agent) == ("ua:president", ("cnn",), "ru:armed-forces")


def test_reports_of_persons_are_left_out() -> None:
    reports: list[Report] = [made.report(source="telegram:somebody"), made.report(source="isw")]
    assert [r.source for r in careful(reports, Care(without_persons=True))] == ["isw"]
