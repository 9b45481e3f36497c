"""Data sets: rows to claims, their APIs against a local server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import attrs
import dataset_files as files
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata import records
from conflictdata.errors import ParseError
from conflictdata.model import Claim, Report
from conflictdata.plugins import Response, Window
from conflictdata.testing import PageServer
from conflictdata.text import default_toolkit
from conflictdata_datasets import (
    Acled,
    Bellingcat,
    DatasetsPlugin,
    Gdelt,
    GeoConfirmed,
    Ucdp,
    Viina,
    mentions,
    with_mentions,
)
from conflictdata_datasets._dataset import spread
from conflictdata_datasets._record import day, position
from conflictdata_pages import extra_of
from conflictdata_pages.testing import WINDOW, walk

few = settings(max_examples=60, deadline=None)
NOW = datetime(2026, 5, 6, tzinfo=UTC)


def response(source: str, body: str | bytes, url: str = "https://example.org/file.csv") -> Response:
    encoded = body.encode() if isinstance(body, str) else body
    return Response(source=source, url=url, body=encoded, retrieved=NOW, stored="raw/9")


def read(source: str, body: str | bytes, **rest: str) -> tuple[list[Report], list[list[Claim]]]:
    plugin = DatasetsPlugin()
    reports = list(plugin.reports(response(source, body, **rest)))
    made = [list(plugin.claims(report, default_toolkit())) for report in reports]
    assert all(
        report.text[slice(*claim.span)] == claim.text
        for report, found in zip(reports, made, strict=True)
        for claim in found
    )
    return reports, made


def names(claim: Claim) -> list[str]:
    return [each.place.name for each in claim.locations if each.place]


@pytest.mark.parametrize("body", [files.csv(files.ACLED_ROWS), files.acled_json()], ids=["CSV", "API"])
def test_acled(body: str) -> None:
    _, ((shelling,), (taken,)) = read("acled", body)
    assert (shelling.claimant, shelling.kind, shelling.stance) == ("acled", "shelling", "asserts")
    assert (shelling.agent, shelling.target) == ("ru:armed-forces", "civilians")
    assert shelling.locations[0].place is not None and shelling.locations[0].place.id.startswith("geonames:")
    assert names(shelling) == ["Pokrovsk"] and shelling.locations[0].acled_geo_precision == 1
    assert shelling.when is not None and shelling.when.acled_time_precision == 1
    assert (shelling.when.start, shelling.when.end) == (
        datetime(2026, 5, 1, 21, tzinfo=UTC), datetime(2026, 5, 2, 21, tzinfo=UTC)
    )  # fmt: skip
    assert [(each.value, each.unit) for each in shelling.quantities] == [(3, "killed")]
    codes = extra_of(shelling)["codes"]
    assert (codes["event_id_cnty"], codes["sub_event_type"], codes["geo_precision"]) == (
        "UKR1",
        "Shelling/artillery/missile attack",
        "1",
    )
    assert (taken.kind, taken.outcome) == ("capture", "success")
    assert taken.locations[0].acled_geo_precision == 3
    assert taken.when is not None and taken.when.acled_time_precision == 2


def test_ucdp_leaves_out_other_wars_and_keeps_precisions() -> None:
    for body in (
        files.csv(files.UCDP_ROWS),
        json.dumps({"TotalPages": 1, "NextPageUrl": "", "Result": files.UCDP_ROWS}),
    ):
        _, made = read("ucdp-ged", body)
        ((clash,),) = made
        assert (clash.claimant, clash.kind, clash.agent, clash.target) == (
            "ucdp-ged",
            "armed-clash",
            "ru:armed-forces",
            "ua:armed-forces",
        )
        assert (
            clash.locations[0].ucdp_where_prec == 2
            and clash.when is not None
            and clash.when.ucdp_date_prec == 2
        )
        assert clash.when.duration == timedelta(days=5)
        (deaths,) = clash.quantities
        assert (deaths.value, deaths.maximum) == (2, 9) and extra_of(clash)["codes"]["best"] == "4"


def test_gdelt_events_and_mentions() -> None:
    rows = "\n".join([
        files.gdelt_event(), files.gdelt_event(GLOBALEVENTID="901", ActionGeo_CountryCode="US"),
        files.gdelt_event(GLOBALEVENTID="902", EventCode="010", EventRootCode="01"),
    ])  # fmt: skip
    url = "http://data.gdeltproject.org/gdeltv2/20260502120000.export.CSV.zip"
    reports, ((strike,),) = read("gdelt", files.zipped("20260502120000.export.CSV", rows), url=url)
    assert (strike.kind, strike.agent, strike.target) == ("air-drone-strike", "ru:armed-forces", "civilians")
    assert names(strike) == ["Kharkiv"] and reports[0].published == datetime(2026, 5, 2, 12, tzinfo=UTC)
    found = response("gdelt", files.gdelt_mention() + "\n" + files.gdelt_mention(MentionIdentifier="https://example.org/a"),
                     "http://x.org/20260502121500.mentions.CSV")  # fmt: skip
    known = with_mentions(strike, mentions(found))
    assert [each.url for each in known.evidence] == ["https://example.org/a", "https://example.org/b"]
    (mentioned,) = DatasetsPlugin().reports(found)
    assert (
        mentioned.links == ("https://example.org/b", "https://example.org/a")
        and extra_of(mentioned)["event"] == "900"
    )
    assert list(DatasetsPlugin().claims(mentioned, default_toolkit())) == []


def test_viina_claims_each_class_it_found() -> None:
    _, (found,) = read("viina", files.zipped("event_1pd_latest_2026.csv", files.csv(files.VIINA_ROWS)))
    assert [claim.kind for claim in found] == ["air-drone-strike", "civilian-harm"]
    assert all(names(claim) == ["Kharkiv"] and claim.agent == "ru:armed-forces" for claim in found)


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("geoconfirmed", files.csv(files.GEOCONFIRMED_ROWS, ";")),
        ("geoconfirmed", files.KML),
        ("geoconfirmed", files.zipped("doc.kml", files.KML)),
        ("geoconfirmed", files.GEOJSON),
        ("bellingcat-ukraine", json.dumps(files.BELLINGCAT_ROWS)),
    ],
    ids=["CSV", "KML", "KMZ", "GeoJSON", "Bellingcat"],
)
def test_verified_events_name_a_settlement_and_nothing_finer(source: str, body: str | bytes) -> None:
    reports, made = read(source, body)
    claims = [claim for found in made for claim in found]
    assert claims and all(claim.stance == "verifies" and claim.claimant == source for claim in claims)
    assert all(
        names(claim) and claim.when is not None and claim.when.start.date() == date(2026, 5, 1)
        for claim in claims
    )
    told = "".join(map(records.dumps, reports)) + "".join(map(records.dumps, claims))
    assert not any(exact in told or exact[:6] in told for exact in files.EXACT) and "8GQ95X2P" not in told


def test_acled_logs_in_and_pages(page_server: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFLICTDATA_ACLED_EMAIL", "someone@example.org")
    monkeypatch.setenv("CONFLICTDATA_ACLED_PASSWORD", "secret word")
    monkeypatch.delenv("CONFLICTDATA_ACLED_TOKEN", raising=False)
    monkeypatch.setattr("conflictdata_datasets._acled.LIMIT", 2)
    json_type = {"Content-Type": "application/json"}
    page_server.add(
        "/oauth/token", json.dumps({"access_token": "tok", "token_type": "Bearer"}), headers=json_type
    )
    base = "/api/acled/read?_format=json&country=Ukraine:OR:country=Russia&event_date=2026-05-01|2026-05-04&event_date_where=BETWEEN&limit=2&page="
    page_server.add(base + "1", files.acled_json(), headers=json_type)
    page_server.add(base + "2", files.acled_json(files.ACLED_ROWS[:1]), headers=json_type)
    acled = Acled(page_server.url)
    steps = list(walk(DatasetsPlugin(datasets=[acled]), acled.source()))
    assert [(step.error, len(step.reports)) for step in steps] == [(None, 0), (None, 2), (None, 1)]
    assert steps[0].request.secret and b"grant_type=password" in (steps[0].request.body or b"")
    assert [seen.headers.get("authorization") for seen in page_server.seen] == [
        None,
        "Bearer tok",
        "Bearer tok",
    ]
    assert not any(
        "secret" in step.request.url or "tok" in step.request.url.rpartition("/")[2][6:] for step in steps[1:]
    )


def test_without_a_login_no_api_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ACLED_EMAIL", "ACLED_PASSWORD", "ACLED_TOKEN", "UCDP_TOKEN"):
        monkeypatch.delenv(f"CONFLICTDATA_{name}", raising=False)
    assert list(Acled().requests(WINDOW, None)) == [] and list(Ucdp().requests(WINDOW, None)) == []


def test_ucdp_follows_the_pages_the_answer_names(
    page_server: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONFLICTDATA_UCDP_TOKEN", "tok")
    first = "/gedevents/25.1?pagesize=1000&page=0&Country=369,365&StartDate=2026-05-01&EndDate=2026-05-04"
    json_type = {"Content-Type": "application/json"}
    page_server.add(
        first,
        json.dumps({"NextPageUrl": f"{page_server.url}/next", "Result": files.UCDP_ROWS[:1]}),
        headers=json_type,
    )
    page_server.add("/next", json.dumps({"NextPageUrl": "", "Result": []}), headers=json_type)
    ucdp = Ucdp(site=page_server.url)
    steps = list(walk(DatasetsPlugin(datasets=[ucdp]), ucdp.source()))
    assert [step.error for step in steps] == [None, None] and len(steps[0].reports) == 1
    assert [seen.headers.get("x-ucdp-access-token") for seen in page_server.seen] == ["tok", "tok"]


@few
@given(st.datetimes(datetime(2015, 3, 1), datetime(2030, 1, 1)), st.integers(0, 300))
def test_gdelt_asks_for_every_quarter_of_an_hour_once_and_resumes(since: datetime, minutes: int) -> None:
    begin = since.replace(tzinfo=UTC)
    window = Window(since=begin, until=begin + timedelta(minutes=minutes))
    asked = list(Gdelt(mentions=False).requests(window, None))
    stamps = [each.cursor or "" for each in asked]
    assert len(set(stamps)) == len(stamps) and abs(len(stamps) - minutes / 15) <= 1
    for number, stamp in enumerate(stamps):
        at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        assert window.since <= at < window.until and at.minute % 15 == 0
        assert list(Gdelt(mentions=False).requests(window, stamp)) == asked[number + 1 :]


@few
@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from(["day", "week", "month"]))
def test_days_are_read_and_spread(found: date, precision: str) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%m/%d/%Y", "%d %B %Y", "%Y-%m-%d 00:00:00.000"):
        assert day(found.strftime(form)) == found
    first, last = spread(found, precision)
    assert first <= found <= last and (last - first).days <= 31


@few
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_a_position_or_none(lat: str, lon: str) -> None:
    found = position(lat, lon)
    assert found is None or (-90 <= found[0] <= 90 and -180 <= found[1] <= 180)


FILES = {
    "acled": files.csv(files.ACLED_ROWS), "ucdp-ged": files.csv(files.UCDP_ROWS), "gdelt": files.gdelt_event(),
    "viina": files.csv(files.VIINA_ROWS), "geoconfirmed": files.csv(files.GEOCONFIRMED_ROWS, ";"),
    "bellingcat-ukraine": json.dumps(files.BELLINGCAT_ROWS),
}  # fmt: skip


@pytest.mark.parametrize("source", FILES)
@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "<html><body>Log in</body></html>",
        "a,b\n1,2\n",
        "{",
        '{"message": "denied"}',
        "cut",
        "PK\x03\x04broken",
    ],
)
def test_what_is_no_file_of_the_data_set_is_refused_by_name(source: str, wrong: str) -> None:
    body = FILES[source][: len(FILES[source]) - 30] if wrong == "cut" else wrong
    with pytest.raises(ParseError) as caught:
        list(DatasetsPlugin().reports(response(source, body)))
    assert caught.value.source == source and caught.value.url == "https://example.org/file.csv"
    assert caught.value.response_path == "raw/9"


@pytest.mark.parametrize("status", [302, 401, 403, 404, 429, 500])
@pytest.mark.parametrize("source", FILES)
def test_an_error_status_is_told(source: str, status: int) -> None:
    with pytest.raises(ParseError, match=str(status)):
        list(DatasetsPlugin().reports(attrs.evolve(response(source, FILES[source]), status=status)))


def test_every_data_set_says_what_it_allows_and_where() -> None:
    for source in DatasetsPlugin().sources():
        assert (
            source.terms.url and source.terms.note and source.kind == "dataset" and source.actor == source.id
        )
    allowed = {each.id: each.terms.redistribute for each in DatasetsPlugin().sources()}
    assert not allowed["acled"] and allowed["ucdp-ged"] and allowed["viina"]


def test_requests_name_the_window() -> None:
    assert [each.url.rpartition("_")[2] for each in Viina().requests(WINDOW, None)] == ["2026.zip"]
    (export,) = GeoConfirmed().requests(WINDOW, None)
    assert export.url.endswith("start=2026-05-01&end=2026-05-04")
    assert len(list(Bellingcat().requests(WINDOW, None))) == 1


@pytest.fixture
def page_server() -> Iterator[PageServer]:
    with PageServer() as server:
        yield server
