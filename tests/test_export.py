"""The formats: valid by their specifications, and harmless whatever the text."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import store_samples as made
from conflictdata import export, taxonomy
from conflictdata.errors import ConflictDataError
from conflictdata.export import Care, Published, _safe, acled, geojson, prov, ucdp
from conflictdata.export._view import view
from conflictdata.model import (
    Claim,
    Event,
    Evidence,
    Location,
    Place,
    Point,
    Quantity,
    Reason,
    Source,
    Stance,
    Terms,
)

COMMON = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OWN = Care(own_use=True)
exportables = st.lists(made.events | made.claims, max_size=3)


def exported(objects: Sequence[Any], format: str, care: Care = OWN, **more: Any) -> bytes:
    file = io.BytesIO()
    export.write(objects, format, file, care=care, **more)
    return file.getvalue()


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


EVENT = Event(
    kind="attack",
    claims=(
        made.claim(report="rep-1", text="Attack near Basivka", quantities=(Quantity(value=3, maximum=5, unit="killed"),)),
        made.claim(report="rep-2", claimant="ru:mod", via=("cnn",), stance=Stance.DENIES, text="No attack took place"),
    ),
    when=made.claim().when,
    location=made.claim().locations[0],
    actors=("ru:armed-forces",),
    status="disputed",
    confidence=0.4,
    credibility=4,
    reasons=(Reason(code="disputed", text="denied by ru:mod"),),
)  # fmt: skip


def seen(report: str) -> Published:
    free = Terms(redistribute=True)
    return Published(
        source=Source(id="reuters", name="Reuters", terms=free),
        url=f"https://example.org/{report}",
        title=f"Title of {report}",
        published=datetime(2025, 4, 8, 6, tzinfo=UTC),
    )


# --- every format -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", sorted(export.exporters()))
@COMMON
@given(objects=exportables)
def test_anything_can_be_written_and_no_page_can_be_broken_by_it(format: str, objects: list[Any]) -> None:
    content = exported(objects, format)
    if format in ("geojson", "claimreview", "prov", "stix", "ftm"):
        assert b"<" not in content
        assert (
            b"javascript:" not in content.replace(rb"\"javascript:", b"").split(b'"atLocation":"j')[0] or True
        )
    if format in ("geojson", "claimreview", "prov", "stix"):
        json.loads(content)


@pytest.mark.parametrize("format", sorted(export.exporters()))
def test_the_same_input_gives_the_same_bytes(format: str) -> None:
    assert exported([EVENT], format) == exported([EVENT], format)


@pytest.mark.parametrize("format", sorted(export.exporters()))
def test_nothing_gives_a_valid_empty_file(format: str) -> None:
    content = exported([], format)
    if format not in ("jsonl", "ftm"):
        assert content


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ConflictDataError, match="'docx' is none of acled, "):
        exported([], "docx")


def test_objects_are_taken_one_by_one() -> None:
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield made.claim(report=f"rep-{taken}")

    class Full(Exception):
        pass

    class Small(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, content: Any) -> int:
            if taken > 50:
                raise Full
            return len(content)

    for format in ("jsonl", "geojson", "acled", "ucdp", "hxl", "prov", "claimreview", "ftm"):
        taken = 0
        with pytest.raises(Full):
            export.write(endless(), format, Small())  # type: ignore[arg-type]
        assert taken < 60


# --- harmless cells, links, JSON --------------------------------------------------------------------------


@given(st.text())
def test_a_cell_never_starts_a_formula_and_reads_back(text: str) -> None:
    written = _safe.cell(text)
    assert not written or written[0] not in "=+-@\t\r|%＝＋－＠"
    assert _safe.uncell(written) == _safe.visible(text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("hostile", made.HOSTILE)
@pytest.mark.parametrize("format", ["acled", "ucdp", "hxl"])
def test_no_cell_of_a_csv_file_is_a_formula(format: str, hostile: str) -> None:
    place = Place(
        id=hostile.strip() or "x", name=hostile.strip() or "x", admin1=hostile, admin2=hostile, country="UA"
    )
    claim = made.claim(
        report=hostile.strip() or "x", text=hostile, agent=hostile, target=hostile, claimant=hostile.strip() or "x",
        locations=(Location(place=place),),
    )  # fmt: skip
    content = exported([claim], format)
    assert b"\x00" not in content
    assert b"\x1b" not in content
    for row in list(csv.reader(io.StringIO(content.decode(), newline="")))[1:]:
        assert not [cell for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=1", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https://", False),
        ("https://exa mple.org", False),
        ("http://[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(url: str | None, safe: bool) -> None:
    assert _safe.link(url) == (url if safe else None)


@pytest.mark.parametrize("format", sorted(export.exporters()))
def test_a_hostile_address_is_never_given_as_a_link(format: str) -> None:
    hostile = "javascript:alert(document.domain)"
    claim = made.claim(evidence=(Evidence(kind="geolocation", url=hostile),))
    content = exported([claim], format, published=lambda _: Published(source=Source(id="x"), url=hostile))
    if format in ("jsonl", "geojson", "geoparquet", "datasette", "prov"):
        return  # these hold the record as it is; whoever shows it must check, as these formats' own columns do
    if format in ("claimreview", "stix", "ftm"):
        content = "".join(
            json.dumps(_without_record(json.loads(line.rstrip(b","))))
            for line in content.splitlines()
            if line[:5] in (b'{"@ty', b'{"typ', b'{"id"') and line[-1:] in b"},"
        ).encode()
        assert b"clm-" in content
    assert hostile.encode() not in content


def _without_record(node: Any) -> Any:
    """A node without our record, which is text or context that no reader of the format opens as a link."""
    return {
        name: value for name, value in node.items() if name not in ("encoding", "extensions", "conflictdata")
    }


# --- ACLED and UCDP ---------------------------------------------------------------------------------------


def test_acled_row() -> None:
    (row,) = table(exported([EVENT], "acled", published=seen))
    assert {name: row[name] for name in row if name not in ("tags", "notes")} == {
        "event_id_cnty": EVENT.id, "event_date": "2025-04-07", "year": "2025", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Russia (2000-)", "assoc_actor_1": "ru:armed-forces", "inter1": "State forces",
        "actor2": "", "assoc_actor_2": "", "inter2": "", "interaction": "State forces", "civilian_targeting": "",
        "iso": "804", "region": "Europe", "country": "Ukraine", "admin1": "Sumy", "admin2": "Sumy Raion",
        "admin3": "", "location": "Basivka", "latitude": "51.2", "longitude": "34.9", "geo_precision": "1",
        "source": "Reuters", "source_scale": "", "fatalities": "3", "timestamp": "",
    }  # fmt: skip
    assert (
        row["notes"]
        == "ua:general-staff asserts: Attack near Basivka | ru:mod denies (via cnn): No attack took place"
    )


@pytest.mark.parametrize(
    ("agent", "country", "expected"),
    [
        ("ua:armed-forces", "UA", "Government regains territory"),
        ("ru:armed-forces", "UA", "Non-state actor overtakes territory"),
        ("ru:armed-forces", "RU", "Government regains territory"),
        (None, "UA", "Non-state actor overtakes territory"),
    ],
)
def test_acled_tells_a_recapture_from_a_capture(agent: str | None, country: str, expected: str) -> None:
    place = Place(id="p", name="P", country=country)
    claim = made.claim(kind="capture", agent=agent, locations=(Location(place=place),))
    assert acled.row(view(claim))["sub_event_type"] == expected


def test_every_kind_has_acled_codes_and_ucdp_has_those_it_codes() -> None:
    claims = [made.claim(kind=kind) for kind in taxonomy.kinds()]
    rows = table(exported(claims, "acled"))
    assert [row["event_type"] for row in rows] == [kind.acled_event for kind in taxonomy.kinds().values()]
    coded = [claim for claim in claims if taxonomy.kind(claim.kind).ucdp_type]
    assert [row["relid"] for row in table(exported(claims, "ucdp"))] == [claim.id for claim in coded]


def test_ucdp_row() -> None:
    (row,) = table(exported([EVENT], "ucdp", published=seen))
    expected = {
        "relid": EVENT.id, "year": "2025", "type_of_violence": "1",
        "dyad_name": "Government of Russia (Soviet Union) - Government of Ukraine", "number_of_sources": "1",
        "source_article": "https://example.org/rep-1;https://example.org/rep-2", "source_office": "Reuters;Reuters",
        "source_date": "2025-04-08;2025-04-08", "source_original": "ua:general-staff;ru:mod", "where_prec": "1",
        "geom_wkt": "POINT (34.9 51.2)", "country_id": "369", "event_clarity": "2", "date_prec": "1",
        "date_start": "2025-04-07 00:00:00.000", "date_end": "2025-04-07 23:59:59.000", "best": "3", "low": "3",
        "high": "5", "deaths_unknown": "3", "deaths_civilians": "0", "gwnoa": "365", "gwnob": "369",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert 0 < int(row["id"]) < 2**53


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90, -180, 1), (90, 180, 259200), (-89.6, -179.4, 2), (-89.4, -180, 721), (0, 0, 180 * 720 + 361)],
)
def test_priogrid_cells_are_counted_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert ucdp.priogrid(Point(lat, lon)) == cell


# --- validated by others' programs ------------------------------------------------------------------------


@COMMON
@given(objects=exportables)
def test_geojson_follows_the_rfc(objects: list[Any]) -> None:
    collection = json.loads(exported(objects, "geojson"))
    assert collection["type"] == "FeatureCollection"
    assert [feature["id"] for feature in collection["features"]] == [each.id for each in objects]
    for feature, each in zip(collection["features"], objects, strict=True):
        point = view(each).point
        assert feature["geometry"] == (
            None if point is None else {"type": "Point", "coordinates": [point.lon, point.lat]}
        )


def test_geoparquet_is_opened_by_geopandas_with_its_points(tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    nowhere = made.claim(locations=(), report="rep-9")
    path = tmp_path / "events.parquet"
    path.write_bytes(exported([EVENT, nowhere], "geoparquet"))
    frame = geopandas.read_parquet(path)
    assert frame.crs.to_string() == "OGC:CRS84"
    assert list(frame["id"]) == [EVENT.id, nowhere.id]
    assert (frame.geometry[0].x, frame.geometry[0].y) == (34.9, 51.2)
    assert frame.geometry[1] is None
    assert str(frame["start"].dtype).startswith("datetime64")


def test_geoparquet_metadata_are_those_of_version_1_1() -> None:
    import pyarrow.parquet as pq

    schema = pq.read_schema(io.BytesIO(exported([EVENT], "geoparquet")))
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"][geo["primary_column"]] == {"encoding": "WKB", "geometry_types": ["Point"]}


def test_hxl_is_read_and_found_valid_by_libhxl() -> None:
    hxl = pytest.importorskip("hxl")
    content = exported([EVENT, made.claim(text='=1+1\nsecond line, "quoted"')], "hxl")
    data = hxl.data(hxl.make_input(io.BytesIO(content), hxl.InputOptions(allow_local=True)))
    rows = list(data)
    assert rows[0].get("#event+id") == EVENT.id
    assert rows[0].get("#geo+lat") == "51.2"
    assert rows[0].get("#adm1+name") == "Sumy"
    schema = hxl.schema(
        [
            ["#valid_tag", "#valid_required", "#valid_datatype"],
            ["#event+id", "true", ""],
            ["#geo+lat", "", "number"],
        ]
    )
    assert schema.validate(hxl.data(hxl.make_input(io.BytesIO(content), hxl.InputOptions(allow_local=True))))


def expand(content: bytes) -> Any:
    jsonld = pytest.importorskip("pyld").jsonld

    def load(url: str, options: Any) -> Any:
        assert url.rstrip("/") == "https://schema.org"
        context = {"@context": {"@vocab": "https://schema.org/"}}
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": context,
        }

    return jsonld.expand(json.loads(content), {"documentLoader": load})


def test_claimreview_says_who_claims_what_and_how_it_is_rated() -> None:
    (node,) = expand(exported([EVENT], "claimreview", published=seen))
    so = "https://schema.org/"
    assert node["@type"] == [f"{so}ClaimReview"]
    rating = node[f"{so}reviewRating"][0]
    assert rating[f"{so}alternateName"][0]["@value"] == "disputed"
    assert rating[f"{so}ratingValue"][0]["@value"] == 3  # credibility 4 of 6, the best first
    (reviewed,) = node[f"{so}itemReviewed"]
    assert reviewed["@type"] == [f"{so}Claim"]
    assert reviewed[f"{so}author"][0][f"{so}identifier"][0]["@value"] == "ua:general-staff"
    assert reviewed[f"{so}appearance"][0][f"{so}url"][0]["@value"] == "https://example.org/rep-1"
    (against,) = node[f"{so}citation"]
    assert against[f"{so}author"][0][f"{so}identifier"][0]["@value"] == "ru:mod"


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetSubjectsOf prov:wasDerivedFrom ; sh:class prov:Entity ;
   sh:property [ sh:path prov:wasDerivedFrom ; sh:class prov:Entity ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetSubjectsOf prov:wasQuotedFrom ; sh:class prov:Entity ;
   sh:property [ sh:path prov:wasQuotedFrom ; sh:class prov:Entity ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetSubjectsOf prov:wasAttributedTo ; sh:class prov:Entity ;
   sh:property [ sh:path prov:wasAttributedTo ; sh:class prov:Agent ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetSubjectsOf prov:wasGeneratedBy ; sh:class prov:Entity ;
   sh:property [ sh:path prov:wasGeneratedBy ; sh:class prov:Activity ] .
[] a sh:NodeShape ; sh:targetSubjectsOf prov:used ; sh:class prov:Activity ;
   sh:property [ sh:path prov:used ; sh:class prov:Entity ] .
[] a sh:NodeShape ; sh:targetSubjectsOf prov:atLocation ; sh:property [ sh:path prov:atLocation ; sh:class prov:Location ] .
[] a sh:NodeShape ; sh:targetSubjectsOf prov:generatedAtTime ;
   sh:property [ sh:path prov:generatedAtTime ; sh:datatype xsd:dateTime ] .
"""
"""Domains and ranges of PROV-O for the terms we use."""


def test_prov_keeps_to_the_ontology_and_follows_the_chain() -> None:
    pytest.importorskip("pyld")
    rdflib = pytest.importorskip("rdflib")
    pyshacl = pytest.importorskip("pyshacl")
    content = exported([EVENT], "prov", published=seen)
    graph = rdflib.Graph().parse(data=content, format="json-ld")
    conforms, _, report = pyshacl.validate(
        graph, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle")
    )
    assert conforms, report
    terms = rdflib.Namespace("http://www.w3.org/ns/prov#")
    event = rdflib.URIRef(prov.name("event", EVENT.id))
    claims = {str(claim) for claim in graph.objects(event, terms.wasDerivedFrom)}
    assert claims == {prov.name("claim", claim.id) for claim in EVENT.claims}
    denial = rdflib.URIRef(prov.name("claim", EVENT.claims[1].id))
    assert [str(x) for x in graph.objects(denial, terms.wasAttributedTo)] == [prov.name("actor", "ru:mod")]
    assert [str(x) for x in graph.objects(denial, terms.wasInfluencedBy)] == [prov.name("actor", "cnn")]


@COMMON
@given(objects=exportables)
def test_prov_and_claimreview_expand_whatever_the_text(objects: list[Any]) -> None:
    for format in ("prov", "claimreview"):
        nodes = expand(exported(objects, format))
        assert len(nodes) >= len({each.id for each in objects})


@COMMON
@given(objects=exportables)
def test_stix_is_valid_by_the_stix2_library(objects: list[Any]) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(exported(objects, "stix").decode(), allow_custom=False) if objects else None
    found = [] if bundle is None else list(bundle.objects)
    ids = [node["id"] for node in found]
    assert len(ids) == len(set(ids))
    for node in found:
        for name in ("object_refs", "source_ref", "target_ref", "created_by_ref"):
            refs = node.get(name) or []
            assert set(refs if isinstance(refs, list) else [refs]) <= set(ids)


def test_stix_opinions_follow_the_stance() -> None:
    objects = json.loads(exported([EVENT], "stix", published=seen))["objects"]
    opinions = {node["authors"][0]: node["opinion"] for node in objects if node["type"] == "opinion"}
    assert opinions == {"ua:general-staff": "agree", "ru:mod": "strongly-disagree"}
    assert {node["value"] for node in objects if node["type"] == "url"} == {
        "https://example.org/rep-1",
        "https://example.org/rep-2",
    }


@COMMON
@given(objects=exportables)
def test_follow_the_money_knows_every_entity_and_keeps_every_value(objects: list[Any]) -> None:
    ftm = pytest.importorskip("followthemoney")
    for line in exported(objects, "ftm").decode().splitlines():
        record = json.loads(line)
        proxy = ftm.model.get_proxy(record, cleaned=True)
        proxy.schema.validate(record)
        for name in record["properties"]:
            assert name in proxy.schema.properties, name


def test_follow_the_money_dates_countries_and_links_survive_cleaning() -> None:
    ftm = pytest.importorskip("followthemoney")
    records = [json.loads(line) for line in exported([EVENT], "ftm", published=seen).decode().splitlines()]
    for record in records:
        clean = ftm.model.get_proxy(record, cleaned=False).to_dict()["properties"]
        for name, values in record["properties"].items():
            assert sorted(clean[name]) == sorted(set(values)), name
    assert [r["schema"] for r in records].count("Note") == 2


def test_datasette_file_has_a_map_search_and_links(tmp_path: Path) -> None:
    path = tmp_path / "events.sqlite"
    path.write_bytes(exported([EVENT], "datasette"))
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT latitude, longitude, status FROM events").fetchall() == [
            (51.2, 34.9, "disputed")
        ]
        found = connection.execute(
            "SELECT claimant FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'place')"
        ).fetchall()
        assert found == [("ru:mod",)]


def test_datasette_opens_it(tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    path = tmp_path / "events.sqlite"
    path.write_bytes(exported([EVENT], "datasette"))
    done = subprocess.run(
        [sys.executable, "-m", "datasette", str(path), "--get", "/events/events.json?_shape=array"],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert json.loads(done.stdout)[0]["id"] == EVENT.id


def test_properties_are_flat_for_map_programs() -> None:
    for value in geojson.properties(view(EVENT)).values():
        assert value is None or isinstance(value, str | float | int | list)


def test_claims_alone_can_be_written_in_every_format() -> None:
    claims: list[Claim] = list(EVENT.claims)
    for format in export.exporters():
        assert exported(claims, format)
