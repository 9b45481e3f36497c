"""The archive: what goes in comes out, once, in its latest form, and by the conditions asked for."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import store_samples as made
from conflictdata import _api, linking
from conflictdata._encode import Encoder
from conflictdata.errors import ModelError, StoreError
from conflictdata.model import Claim, Evidence, Place, Point, Report, Source, Stance, When
from conflictdata.records import to_record
from conflictdata.store import Archive

COMMON = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_api, "extract_reports", made.stub_extract)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.duckdb"


# --- properties -------------------------------------------------------------------------------------------


@COMMON
@given(claims=st.lists(made.claims, max_size=8, unique_by=lambda claim: claim.id), data=st.data())
def test_claims_come_back_exactly_and_only_once(
    claims: list[Claim], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("a") / "war.duckdb"
    with Archive(path) as archive:
        assert archive.add_claims(claims) == len(claims)
    again = data.draw(st.permutations(claims))
    with Archive(path) as archive:
        assert archive.add_claims(again) == 0
        assert made.by_id(archive.claims()) == made.by_id(claims)
        assert archive.claims().count() == len(claims)


@COMMON
@given(reports=st.lists(made.reports, max_size=6), data=st.data())
def test_collecting_twice_in_any_order_adds_nothing(
    reports: list[Report], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("a") / "war.duckdb"
    with Archive(path) as archive:
        archive.add_all(reports, batch=data.draw(st.integers(1, 4)))
        before = {(r.id, r.revision): r for r in archive.reports(revisions=True)}
        claims = made.by_id(archive.claims(superseded=True))
        archive.add_all(before.values())
        assert {(r.id, r.revision): r for r in archive.reports(revisions=True)} == before
        assert made.by_id(archive.claims(superseded=True)) == claims
        assert {report.id for report in reports} == {id for id, _ in before}


@COMMON
@given(
    texts=st.lists(st.sampled_from(["A. B", "B. C", "C. D", "D"]), min_size=1, max_size=5),
    seed=st.integers(0, 99),
)
def test_batches_and_single_reports_give_the_same_archive(
    texts: list[str], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("a")
    reports = [made.report(text, url="https://example.org/1", revision=n) for n, text in enumerate(texts)]
    random.Random(seed).shuffle(reports)
    found = []
    for name, batch in (("one", 1), ("many", 10)):
        with Archive(folder / name) as archive:
            archive.add_all(reports, batch=batch)
            standing = {claim.text.strip() for claim in archive.claims()}
            everything = {claim.id for claim in archive.claims(superseded=True)}
            found.append((standing, everything, archive.report(reports[0].id)))
    assert found[0] == found[1]
    last = max(reports, key=lambda report: report.revision)
    assert found[0][0] == {part.strip() for part in last.text.split(".")}
    assert found[0][2].text == last.text


@COMMON
@given(claims=st.lists(made.claims, max_size=6), centre=made.points, km=st.floats(0, 20000))
def test_near_finds_exactly_the_claims_within_the_distance(
    claims: list[Claim], centre: Point, km: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Archive(tmp_path_factory.mktemp("a") / "war.duckdb") as archive:
        archive.add_claims(claims)
        found = {claim.id for claim in archive.claims(near=(centre, km))}
    for claim in {claim.id: claim for claim in claims}.values():
        distances = [centre.distance_km(loc.point) for loc in claim.locations if loc.point]
        if any(abs(distance - km) < 1e-3 for distance in distances):
            continue  # on the very edge rounding decides
        assert (claim.id in found) == any(distance <= km for distance in distances)


@COMMON
@given(claims=st.lists(made.claims, max_size=6), span=made.whens)
def test_during_finds_exactly_the_claims_that_share_an_instant(
    claims: list[Claim], span: When, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Archive(tmp_path_factory.mktemp("a") / "war.duckdb") as archive:
        archive.add_claims(claims)
        found = {claim.id for claim in archive.claims(during=span)}
    assert found == {claim.id for claim in claims if claim.when and claim.when.overlaps(span)}


# --- reports and their revisions --------------------------------------------------------------------------


def test_an_edit_is_a_new_revision_and_supersedes_what_it_no_longer_says(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(made.report("Village taken. Bridge hit.", url="https://example.org/1"))
        archive.add(made.report("Village taken. Ten drones shot down.", url="https://example.org/1"))
        (report,) = archive.reports()
        assert (report.revision, report.text) == (1, "Village taken. Ten drones shot down.")
        assert next(iter(archive.reports(revisions=True))).text == "Village taken. Bridge hit."
        assert {c.text.strip() for c in archive.claims()} == {"Village taken", "Ten drones shot down"}
        assert {c.text.strip() for c in archive.claims(superseded=True)} >= {"Bridge hit"}


def test_counters_and_times_of_retrieval_make_no_revision(path: Path) -> None:
    first = made.report(
        url="https://example.org/1", retrieved="2025-04-08T13:00:00Z", extra=(("views", "10"),)
    )
    again = made.report(
        url="https://example.org/1", retrieved="2025-04-09T13:00:00Z", extra=(("views", "99"),)
    )
    with Archive(path) as archive:
        given = archive.add(first)
        assert archive.add(again) == given
        assert [r.revision for r in archive.reports(revisions=True)] == [0]


def test_a_tombstone_keeps_the_text_it_removes_and_its_claims(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(made.report("Village taken.", url="https://example.org/1"))
        archive.add(made.report("", url="https://example.org/1", deleted=True))
        assert [(r.deleted, r.text) for r in archive.reports(revisions=True)] == [
            (False, "Village taken."),
            (True, ""),
        ]
        assert [r.deleted for r in archive.reports()] == [True]
        assert [c.text for c in archive.claims()] == ["Village taken"]
        assert archive.status().deleted == 1


def test_a_report_names_its_source_and_where_it_came_from(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(made.report(), origin="raw/0001.warc.gz")
        archive.add(made.report(), origin="raw/0001.warc.gz")
        archive.add(made.report(), origin="raw/0002.warc.gz")
        (report,) = archive.reports()
        assert [origin for _, origin, _ in archive.origins(report.id)] == [
            "raw/0001.warc.gz",
            "raw/0002.warc.gz",
        ]
        assert [source.name for source in archive.sources()] == ["Institute for the Study of War"]
        archive.add_source(Source(id="isw", name="Another name"))
        assert [source.name for source in archive.sources()] == ["Another name"]


def test_a_claim_that_says_more_takes_the_place_of_the_stored_one(path: Path) -> None:
    plain = made.claim()
    richer = made.claim(evidence=(Evidence(kind="endnote", note="12"),))
    assert plain.id == richer.id
    with Archive(path) as archive:
        archive.add_claims([plain])
        assert archive.add_claims([richer, richer]) == 1
        assert list(archive.claims()) == [richer]
        assert archive.sql("SELECT count(*) AS n FROM locations").to_pylist() == [{"n": 1}]


def test_a_claim_added_without_its_report_takes_what_the_archive_knows_of_it(path: Path) -> None:
    report = made.report(source="reuters")
    with Archive(path) as archive:
        archive.add(report)
        archive.add_claims([made.claim(report=report.id, claimant="ru:mod")])
        assert {c.claimant for c in archive.claims(source="reuters")} == {"ua:general-staff", "ru:mod"}


# --- queries ----------------------------------------------------------------------------------------------


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    archive = Archive(path)
    archive.add_claims(
        [
            made.claim(report="r1", claimant="ru:mod", via=("cnn",), kind="capture", stance="asserts"),
            made.claim(report="r2", claimant="ua:general-staff", stance="denies", kind="capture"),
            made.claim(
                report="r3",
                claimant="isw",
                kind="shelling",
                text="Shells fell on ШЕБЕКИНО",
                locations=made.at(50.4, 36.9),
            ),
            made.claim(report="r4", claimant="ru:rybar", kind="shelling", when=None, locations=()),
        ]
    )
    yield archive
    archive.close()


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, {"r1", "r2", "r3", "r4"}),
        ({"kind": "shelling"}, {"r3", "r4"}),
        ({"kind": ["shelling", "capture"]}, {"r1", "r2", "r3", "r4"}),
        ({"kind": []}, set()),
        ({"side": "ru"}, {"r1", "r4"}),
        ({"claimant": "isw"}, {"r3"}),
        ({"source": "cnn"}, {"r1"}),
        ({"source": Source(id="cnn")}, {"r1"}),
        ({"source": [Source(id="cnn"), "isw"]}, {"r1", "r3"}),
        ({"source": "general-staff-ua"}, {"r2"}),
        ({"stance": "denies"}, {"r2"}),
        ({"stance": Stance.DENIES}, {"r2"}),
        ({"during": ("2025-04-07", "2025-04-08")}, {"r1", "r2", "r3"}),
        ({"during": ("2025-04-08", None)}, set()),
        ({"during": (None, "2025-04-08")}, {"r1", "r2", "r3"}),
        ({"during": "2025-04"}, {"r1", "r2", "r3"}),
        ({"during": "2025-04-07"}, {"r1", "r2", "r3"}),
        ({"during": "2024"}, set()),
        ({"during": ("2025-04-07T23:30:00+02:00", "2025-04-08T01:00:00+02:00")}, {"r1", "r2", "r3"}),
        ({"near": (made.BASIVKA, 5)}, {"r1", "r2"}),
        ({"near": (Point(50.4, 36.8), 10)}, {"r3"}),
        ({"near": ((50.4, 36.8), 1)}, set()),
        ({"near": (made.BASIVKA, 5), "side": "ua"}, {"r2"}),
        ({"text": "shells шебекино"}, {"r3"}),
        ({"text": "' OR 1=1 --"}, set()),
        ({"country": "UA"}, {"r1", "r2", "r3"}),
    ],
)
def test_claims_by_conditions(archive: Archive, conditions: dict[str, object], expected: set[str]) -> None:
    result = archive.claims(**conditions)  # type: ignore[arg-type]
    assert {claim.report for claim in result} == expected
    assert result.count() == len(expected)
    assert bool(result) == bool(expected)
    assert result.arrow().num_rows == len(expected)


@pytest.mark.parametrize(
    "conditions",
    [
        {"near": (Place(id="x", name="X"), 5)},
        {"near": (made.BASIVKA, -1)},
        {"near": "Basivka"},
        {"near": ("no place has this name", 5)},
        {"near": ("Ivanivka", 5)},
        {"during": "lately"},
        {"during": ("2025-04-07T00:00:00", None)},
        {"during": "2025-13"},
    ],
)
def test_conditions_that_cannot_be_understood_are_named(
    archive: Archive, conditions: dict[str, object]
) -> None:
    with pytest.raises(StoreError, match="near|during"):
        archive.claims(**conditions)  # type: ignore[arg-type]


def test_a_centre_can_be_named_by_id_or_by_a_name_that_only_one_place_has(archive: Archive) -> None:
    from conflictdata import places

    shebekino = places.default().lookup("Shebekino")[0][0]
    for centre in (shebekino, shebekino.id, "Shebekino"):
        assert {claim.report for claim in archive.claims(near=(centre, 15))} == {"r3"}


def test_tables_have_utc_times_and_the_same_rows_everywhere(archive: Archive) -> None:
    pd = pytest.importorskip("pandas")
    pl = pytest.importorskip("polars")
    result = archive.claims(kind="capture")
    table = result.arrow()
    assert str(table.schema.field("start_time").type) == "timestamp[us, tz=UTC]"
    assert table.column("start_time").to_pylist()[0] == datetime(2025, 4, 7, tzinfo=UTC)
    assert isinstance(result.pandas(), pd.DataFrame)
    assert isinstance(result.polars(), pl.DataFrame)
    assert list(result.pandas()["id"]) == result.polars()["id"].to_list() == [claim.id for claim in result]


def test_a_result_in_a_notebook_shows_hostile_text_as_text(path: Path) -> None:
    with Archive(path) as archive:
        archive.add_claims([made.claim(text="<script>alert(1)</script>")])
        shown = archive.claims()._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_result_shows_what_is_there_when_it_is_used(archive: Archive) -> None:
    result = archive.claims(kind="losses")
    assert list(result) == []
    archive.add_claims([made.claim(kind="losses")])
    assert len(result) == 1


def test_writing_while_a_result_is_being_read_does_not_disturb_it(path: Path) -> None:
    with contextlib.closing(Archive(path)) as archive:  # 5,000 claims of one place would be long in linking
        archive.add_claims([made.claim(report=f"r{n}") for n in range(5000)])
        seen = []
        for claim in archive.claims():
            seen.append(claim.id)
            if len(seen) in (1, 3000):
                archive.add_claims([made.claim(report=f"s{len(seen)}")])
        assert len(seen) == len(set(seen)) == 5000


def test_claims_come_in_the_order_they_were_stored(path: Path) -> None:
    claims = [made.claim(report=f"r{n}", kind="attack" if n % 3 else "capture") for n in range(60)]
    with contextlib.closing(Archive(path)) as archive:
        archive.add_claims(claims[:40], batch=7)
        archive.add_claims(claims[40:])
        found = archive.claims(kind="attack")
        assert list(found) == [claim for claim in claims if claim.kind == "attack"]
        assert found.first() == claims[1]
        assert len(found) == 40


def test_the_first_of_a_search_can_be_asked_for(archive: Archive) -> None:
    assert archive.search("nothing has this word").first() is None


# --- one object, events, decisions ------------------------------------------------------------------------


def test_one_object_by_id_or_its_beginning(archive: Archive) -> None:
    claim = next(iter(archive.claims()))
    assert archive.claim(claim.id) == claim
    assert archive.claim(claim.id[:10]) == claim
    event = next(iter(archive.events()))
    assert archive.event(event.id[:12]) == event
    with pytest.raises(StoreError, match="more than one claim begins with 'clm-'"):
        archive.claim("clm-")
    for missing in ("nothing", "", "%", "clm_"):
        with pytest.raises(StoreError, match="has no claim"):
            archive.claim(missing)


def test_every_standing_claim_is_in_exactly_one_event(archive: Archive) -> None:
    inside = [claim.id for event in archive.events() for claim in event.claims]
    assert sorted(inside) == sorted(claim.id for claim in archive.claims())
    archive.add_claims([made.claim(report="r9", locations=made.at(48, 38))])
    inside = [claim.id for event in archive.events() for claim in event.claims]
    assert sorted(inside) == sorted(claim.id for claim in archive.claims())


def test_events_by_conditions(archive: Archive) -> None:
    assert {e.kind for e in archive.events(kind="shelling")} == {"shelling"}
    assert list(archive.events(status="refuted", kind="other")) == []
    assert list(archive.events(confidence=1.01)) == []
    claim = next(iter(archive.claims(kind="shelling")))
    (event,) = archive.events(claim=claim.id)
    assert claim in event.claims


@given(st.lists(made.claims, min_size=1, max_size=4))
def test_records_written_quickly_are_those_of_the_record_format(claims: list[Claim]) -> None:
    whole, bare = Encoder(), Encoder(text=False)
    extra = (("note", '{"a": 1}'), ("kind", '"x"'), ("text", '"x"'), ("loose", "no JSON"))
    for claim in [*claims, *(attrs.evolve(claims[0], id=claims[0].id, extra=extra[:n]) for n in (1, 3, 4))]:
        record = to_record(claim)
        assert list(json.loads(whole(claim)).items()) == list(record.items())
        del record["text"]
        assert list(json.loads(bare(claim)).items()) == list(record.items())
    for event in linking.link(claims):
        assert list(json.loads(whole(event)).items()) == list(to_record(event).items())


def test_events_stored_and_read_are_what_linking_gave(path: Path) -> None:
    claims = [
        made.claim(report="r1"),
        made.claim(report="r2", stance="denies", claimant="ru:mod", text="The ministry denies that."),
    ]
    (event,) = linking.link(claims)
    assert event.status == "disputed" and event.reasons
    with Archive(path) as archive:
        archive.add_claims(claims)
    with Archive(path, read_only=True) as archive:
        assert list(archive.events(status="disputed", near=(made.BASIVKA, 1), during="2025-04-07")) == [event]
        assert list(archive.events(status="claimed")) == []


def test_decisions_are_kept_in_order_and_ask_for_linking_anew(archive: Archive) -> None:
    one, two = list(archive.claims())[:2]
    archive.relink()
    decision = archive.decide(two.id, one.id[:12], same=True, by="editor", why="same video")
    assert not archive.status().linked
    assert archive.decisions() == [decision]
    assert {decision.left, decision.right} == {one.id, two.id}
    with pytest.raises(StoreError, match="two different"):
        archive.decide(one.id, one.id, same=False, by="editor")


def test_status_counts(path: Path) -> None:
    with Archive(path) as archive:
        archive.add(made.report("One. Two.", source="cnn"))
        archive.add(made.report("Three.", source="isw", published="2025-05-01"))
        status = archive.status()
    assert (status.reports, status.revisions, status.claims, status.superseded) == (2, 2, 3, 0)
    assert status.sources == (("cnn", 1), ("isw", 1))
    assert status.until == datetime(2025, 5, 1, 12, tzinfo=UTC)


# --- SQL --------------------------------------------------------------------------------------------------


def test_sql_reads(archive: Archive) -> None:
    table = archive.sql(
        "SELECT kind, count(*) AS n FROM claims WHERE side = ? GROUP BY kind ORDER BY kind", ["ru"]
    )
    assert table.to_pylist() == [{"kind": "capture", "n": 1}, {"kind": "shelling", "n": 1}]


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM claims",
        "SELECT 1; DELETE FROM claims",
        "WITH x AS (SELECT 1) INSERT INTO meta SELECT 'a', 'b'",
        "COPY claims TO 'out.csv'",
        "ATTACH 'other.duckdb' AS other",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "PRAGMA memory_limit='1GB'",
        "SELECT * FROM nowhere",
        "not sql",
        "",
    ],
)
def test_sql_changes_nothing_and_reaches_nothing(archive: Archive, query: str) -> None:
    before = list(archive.claims())
    with pytest.raises(StoreError, match="sql: "):
        archive.sql(query)
    assert list(archive.claims()) == before


@pytest.mark.parametrize(
    ("ask", "named"),
    [
        (lambda archive: archive.claims(stance="says"), "says"),
        (lambda archive: archive.claims(kind=["capture", "battle"]), "battle"),
        (lambda archive: archive.events(status="maybe"), "maybe"),
        (lambda archive: archive.events(kind="battle"), "battle"),
    ],
)
def test_a_slip_in_a_condition_is_told(tmp_path, ask, named):
    with Archive(tmp_path / "war.duckdb") as archive, pytest.raises(ModelError, match=repr(named)):
        ask(archive)
