"""The command line: what it reads, what it prints, what it says when something is wrong."""

from __future__ import annotations

import csv
import errno
import importlib
import inspect
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata import _api, cli, plugins, records
from conflictdata.cli import _display as display
from conflictdata.cli import _input, _output, extract
from conflictdata.errors import ConflictDataError
from conflictdata.model import (
    Claim,
    Location,
    LocationPrecision,
    Place,
    Point,
    Relation,
    Source,
    When,
    WhenPrecision,
)
from test_records import claims as any_claim

TEXT = "Russian forces seized Malynivka on June 30, the Russian Ministry of Defense claimed."
REPORT = {"id": "r-1", "source": "isw", "published": "2026-06-30T20:00:00Z", "lang": "en", "text": TEXT}
WHO = ("--source", "isw", "--published", "2026-06-30T20:00:00Z")


def run(*arguments: str, feed: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    """The program as a user runs it, without other people's plugins."""
    body = feed.encode() if isinstance(feed, str) else feed
    done = subprocess.run(
        [sys.executable, "-m", "conflictdata", *arguments],
        input=body, capture_output=True, check=False, env={**os.environ, "CONFLICTDATA_PLUGINS": ""},
    )  # fmt: skip
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def lines(*values: Any) -> str:
    return "".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values)


# Reading


def test_text_from_a_file_gives_claims_whose_spans_point_into_it(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = run("extract", str(file), *WHO, "--format", "jsonl")
    found = list(records.read_jsonl(Claim, done.stdout.splitlines()))
    assert (done.returncode, done.stderr) == (0, "")
    assert found == cd.extract(TEXT, source="isw", published="2026-06-30T20:00:00Z")
    assert [(claim.claimant, claim.kind, claim.via) for claim in found] == [("ru:mod", "capture", ("isw",))]
    assert TEXT[slice(*found[0].span)] == found[0].text


def test_records_on_standard_input_need_no_options() -> None:
    done = run("extract", "--format", "jsonl", feed=lines(REPORT, {**REPORT, "id": "r-2"}))
    assert done.returncode == 0
    assert [json.loads(line)["report"] for line in done.stdout.splitlines()] == ["r-1", "r-2"]
    assert done.stdout == run("extract", "-", "--format", "jsonl", feed="\n\ufeff"[1:] + lines(REPORT, {**REPORT, "id": "r-2"})).stdout  # fmt: skip


def test_text_on_standard_input_is_text() -> None:
    done = run("extract", *WHO, "--format", "jsonl", feed=TEXT)
    assert json.loads(done.stdout)["kind"] == "capture"
    quoted = run("extract", *WHO, "--format", "jsonl", feed="{Editor's note} " + TEXT)
    assert json.loads(quoted.stdout)["kind"] == "capture"


def test_options_speak_for_records_that_do_not(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text(lines({"text": TEXT}, {**REPORT, "source": "cnn"}), encoding="utf-8")
    done = run("extract", str(file), *WHO, "--format", "jsonl")
    assert [json.loads(line)["via"] for line in done.stdout.splitlines()] == [["isw"], ["cnn"]]


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    good = json.dumps(REPORT)
    bad = [
        "{broken", "[1]", '{"text": "no source"}', '{"source": "isw", "published": "yesterday", "text": ""}',
        "", '{"source": "isw", "published": "2026-06-30", "text": 5}',
    ]  # fmt: skip
    file.write_bytes("\n".join([good, *bad, good]).encode() + b'\n{"text": "\xcf"}\n')
    done = run("extract", str(file), "--format", "jsonl")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    said = done.stderr.splitlines()
    assert [line.split(": ")[1] for line in said] == [f"{file}, line {n}" for n in (2, 3, 4, 5, 7, 9)]
    assert "not JSON" in said[0]
    assert "object" in said[1]
    assert "--source" in said[2]
    assert "yesterday" in said[3]
    assert "must be a string" in said[4]
    assert "0xcf" in said[5]


def test_thousands_of_bad_lines_do_not_flood_the_terminal() -> None:
    done = run("extract", feed=lines(REPORT, *["{"] * 1000))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) < 300
    assert "800 more faults not shown" in done.stderr


def test_a_line_too_long_is_passed_over_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_input, "MAX_LINE", 2**20)
    file = tmp_path / "reports.jsonl"
    with file.open("wb") as stream:
        stream.write(b'{"text": "' + b"x" * (3 * 2**20) + b'"}\n')
        stream.write(json.dumps(REPORT).encode() + b"\n")
        stream.write(b"y" * 2**20 + b"z")  # and one that never ends
    faults = _input.Faults()
    found = list(_input.reports((str(file),), _input.Defaults(), faults))
    assert [report.id for report in found] == ["r-1"]
    assert faults.count == 2
    assert "line 1: longer than 1 MiB" in capsys.readouterr().err


def test_text_needs_a_source_and_a_time(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT)
    for options in ((), WHO[:2], WHO[2:]):
        done = run("extract", str(file), *options)
        assert done.returncode == 2
        assert "--source" in done.stderr
        assert "--published" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("extract", "nosuch.txt", *WHO), 1, "nosuch.txt: cannot be read"),
        (("extract", "--format", "xml"), 2, "xml"),
        (("extract", "--lang", "fr"), 2, "fr"),
        (("extract", "--encoding", "klingon"), 2, "klingon"),
        (("nosuch",), 2, "nosuch"),
        (("schema", "rumour"), 2, "rumour"),
        (("link", "nosuch.jsonl"), 1, "nosuch.jsonl"),
    ],
)
def test_what_is_wrong_is_said_without_a_traceback(arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_time_that_is_none_is_said() -> None:
    done = run("extract", "--source", "isw", "--published", "last week", feed=TEXT)
    assert done.returncode == 1
    assert "'last week'" in done.stderr
    assert "2025-04-08" in done.stderr


def test_a_saved_page_is_read_by_the_plugin_of_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pages(plugins.SourcePlugin):
        name = "pages"

        def sources(self) -> list[Source]:
            return [Source(id="pages-daily")]

        def reports(self, response: plugins.Response) -> Iterator[cd.Report]:
            yield cd.Report(source=response.source, text=response.body.decode(), published="2025-04-08")

    class Module:
        @staticmethod
        @plugins.hookimpl
        def conflictdata_sources(register: Any) -> None:
            register(Pages())

    registry = plugins.PluginRegistry()
    registry.register(Module, "pages")
    monkeypatch.setattr(plugins, "_default", registry)
    file = tmp_path / "day 1.html"
    file.write_text("<p>words</p>")
    found = list(_input.reports((str(file),), _input.Defaults(source="pages-daily"), _input.Faults()))
    assert [(report.source, report.text) for report in found] == [("pages-daily", "<p>words</p>")]
    with pytest.raises(ConflictDataError, match=r"day 1\.html.*'cnn'"):
        list(_input.reports((str(file),), _input.Defaults(source="cnn"), _input.Faults()))


def test_a_fault_of_the_program_costs_one_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(reports: list[cd.Report]) -> Iterator[Claim]:
        raise ZeroDivisionError("by zero")

    faults = _input.Faults()
    report = cd.Report(source="isw", text=TEXT, published="2026-06-30", id="r-9")
    assert len(extract._claims(report, faults)) == 1
    monkeypatch.setattr(_api, "extract_reports", failing)
    assert extract._claims(report, faults) == []
    assert "report r-9" in capsys.readouterr().err
    assert faults.count == 1


def test_another_encoding_is_named_and_can_be_given(tmp_path: Path) -> None:
    text = "Подразделения взяли под контроль Суджу."
    file = tmp_path / "report.txt"
    file.write_bytes(text.encode("windows-1251"))
    options = ("--source", "mod-russia", "--published", "2025-04-26", "--format", "jsonl")
    refused = run("extract", str(file), *options)
    assert refused.returncode == 1
    assert "0xcf at offset 0" in refused.stderr
    assert "--encoding windows-1251" in refused.stderr
    read = run("extract", str(file), *options, "--encoding", "windows-1251")
    assert json.loads(read.stdout)["text"] == text
    file.write_bytes(text.encode("utf-16"))
    assert run("extract", str(file), *options).stdout == read.stdout


def test_half_a_surrogate_pair_passes_through() -> None:
    feed = lines({**REPORT, "text": "\ud83d " + TEXT})
    done = run("extract", "--format", "jsonl", feed=feed)
    assert done.returncode == 0
    assert json.loads(done.stdout)["kind"] == "capture"


def test_nothing_in_nothing_out() -> None:
    assert run("extract", "--format", "jsonl", *WHO).stdout == ""
    assert run("extract", "--format", "csv", *WHO).stdout.count("\n") == 1
    assert json.loads(run("extract", "--format", "geojson", *WHO).stdout)["features"] == []
    table = run("extract", *WHO)
    assert (table.returncode, table.stdout) == (0, "")
    assert "no claims found" in table.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    feed = lines(*[{**REPORT, "id": f"r-{n}"} for n in range(3000)]).encode()
    with subprocess.Popen(
        [sys.executable, "-m", "conflictdata", "extract", "--format", "jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "CONFLICTDATA_PLUGINS": ""},
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout and process.stderr
        try:
            process.stdin.write(feed[:4000])
            process.stdin.flush()
            process.stdout.readline()
            process.stdout.close()
            process.stdin.write(feed[4000:])
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""


@pytest.mark.parametrize("command", ["sources", "schema", "extract"])
def test_a_reader_that_has_gone_before_the_first_line_is_no_error(command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "conflictdata", command],
            input=lines(REPORT).encode(), stdout=writing, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "CONFLICTDATA_PLUGINS": ""},
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["sources", "schema", "extract"])
def test_a_full_disk_is_said_in_a_line(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "conflictdata", command],
            input=lines(REPORT).encode(), stdout=full, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "CONFLICTDATA_PLUGINS": ""},
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode() == f"conflictdata: output: {os.strerror(errno.ENOSPC)}\n"


@pytest.mark.parametrize("body", ["Ярилка".encode("utf-16-le") + b" \x00", b"\x00\x01\xff\xfe\x80"])
def test_what_seems_binary_is_said(body: bytes) -> None:
    assert "binary" in run("extract", *WHO, feed=body).stderr


def test_a_record_of_another_kind_is_called_by_its_name() -> None:
    claims = run("extract", "--format", "jsonl", feed=lines(REPORT)).stdout
    assert claims
    assert "a claim record, not a report" in run("extract", feed=claims).stderr
    events = run("link", "--format", "jsonl", feed=claims).stdout
    assert events
    assert "an event record, not a claim" in run("link", feed=events).stderr


@pytest.mark.parametrize(
    ("name", "said"), [("r.jsonl.gz", "unpacked"), ("r.json", ".jsonl"), ("-", 'begin with {"')]
)
def test_where_records_are_looked_for_is_said(tmp_path: Path, name: str, said: str) -> None:
    if name != "-":
        (tmp_path / name).write_bytes(b"plain")
        name = str(tmp_path / name)
    assert said in run("extract", name, feed="plain").stderr


# Writing


def written(format: str, *claims: Claim, terminal: bool = False) -> str:
    stream = io.BytesIO()
    writer = _output.writer(format, stream, terminal=terminal)
    for claim in claims:
        writer.write(claim)
    writer.close()
    return stream.getvalue().decode("utf-8")


@given(st.lists(any_claim, max_size=4))
def test_json_lines_give_the_claims_back(claims: list[Claim]) -> None:
    assert list(records.read_jsonl(Claim, written("jsonl", *claims).split("\n"))) == claims


@given(st.lists(any_claim, max_size=4))
def test_csv_has_a_row_a_location_and_no_formula(claims: list[Claim]) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", *claims), newline="")))
    assert len(rows) == sum(max(1, len(claim.locations)) for claim in claims)
    numbers = {"lat", "lon", "distance_km"}
    cells = [cell for row in rows for column, cell in row.items() if column not in numbers]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.lists(any_claim, max_size=4))
def test_geojson_is_one_collection_with_a_feature_a_claim(claims: list[Claim]) -> None:
    found = json.loads(written("geojson", *claims))
    assert found["type"] == "FeatureCollection"
    assert [feature["id"] for feature in found["features"]] == [claim.id for claim in claims]
    for feature, claim in zip(found["features"], claims, strict=True):
        points = [each.point for each in claim.locations if each.point]
        assert (feature["geometry"] is None) == (not points)
        if len(points) == 1:
            assert feature["geometry"]["type"] == "Point"
            assert feature["geometry"]["coordinates"] == pytest.approx(
                [points[0].lon, points[0].lat], abs=1e-6
            )


@given(st.lists(any_claim, min_size=1, max_size=4), st.booleans())
def test_the_table_obeys_no_escape_of_a_report(claims: list[Claim], terminal: bool) -> None:
    spoilt = [attrs.evolve(claim, claimant="ru:\x1b[2J\r\n" + claim.claimant) for claim in claims]
    shown = written("table", *spoilt, terminal=terminal)
    assert "\x1b[2J" not in shown
    assert "\r" not in shown
    assert len(shown.split("\n")) == len(claims) + 2


def claim(**changes: Any) -> Claim:
    basivka = Place(id="geonames:1", name="Basivka", point=Point(51.186, 35.088), country="UA")
    fields: dict[str, Any] = {
        "report": "r", "span": (0, 1), "text": "x", "claimant": "ua:225-assault-regiment", "kind": "capture",
        "via": ("cnn",), "locations": (Location(place=basivka, point=basivka.point, region="UA-59"),),
        "when": When(start="2025-04-05T21:00:00Z", end="2025-04-06T21:00:00Z", mention="Sunday"),
    }  # fmt: skip
    return Claim(**(fields | changes))


def test_the_table_reads_like_a_table() -> None:
    head, row, end = written("table", claim()).split("\n")
    assert head.split() == ["CLAIMANT", "STANCE", "KIND", "WHERE", "WHEN", "VIA"]
    assert row == "225th Assault Regiment (UA)  asserts  capture  Basivka, UA-59  6 Apr 2025  CNN"
    assert head.index("VIA") == row.index("CNN")
    assert end == ""


def test_the_table_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    shown = written("table", claim(via=("isw", "ru:some-very-long-name-of-a-channel")), terminal=True)
    plain = [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in shown.splitlines()]
    assert max(map(len, plain)) <= 70
    assert "…" in plain[1]


def test_a_long_table_streams() -> None:
    stream = io.BytesIO()
    writer = _output.writer("table", stream, terminal=False)
    for _ in range(500):
        writer.write(claim())
    assert stream.getvalue().count(b"\n") > 400


def span(start: str, end: str, **more: Any) -> Claim:
    return claim(when=When(start=start, end=end, **({"mention": "then"} | more)))


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (span("2026-06-30T04:00:00Z", "2026-07-01T04:00:00Z"), "30 Jun 2026"),  # New York
        (span("2026-06-28T21:00:00Z", "2026-06-30T21:00:00Z"), "29–30 Jun 2026"),  # Kyiv
        (span("2026-06-29T21:00:00Z", "2026-07-01T21:00:00Z"), "30 Jun 2026 – 1 Jul 2026"),
        (span("2025-03-31T21:00:00Z", "2025-04-30T21:00:00Z", precision=WhenPrecision.MONTH), "Apr 2025"),
        (span("2023-12-31T22:00:00Z", "2024-12-31T22:00:00Z", precision=WhenPrecision.YEAR), "2024"),
        (span("2025-04-07T00:00:00Z", "2025-04-08T12:00:00Z", mention=None), "by 8 Apr 2025"),
        (span("2024-07-31T21:00:00Z", "2025-04-08T12:00:00Z", open_end=True), "since 1 Aug 2024"),
        (claim(when=None), ""),
    ],
)
def test_times_in_words(made: Claim, shown: str) -> None:
    assert display.when(made) == shown


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        ("cnn", "CNN"), ("isw", "ISW"), ("valley-post", "valley-post"), ("ua:225-assault-regiment", "225th Assault Regiment (UA)"),
        ("ru:mod", "Ministry of Defence (RU)"), ("ru:moscow-oblast-governor", "Moscow Oblast Governor (RU)"),
        ("ua:1-tank-brigade", "1st Tank Brigade (UA)"), ("ua:112-brigade", "112th Brigade (UA)"),
        ("ru:rybar", "Rybar (RU)"),
    ],
)  # fmt: skip
def test_actors_in_words(id: str, shown: str) -> None:
    assert display.actor(id) == shown


def test_places_in_words() -> None:
    here = claim().locations[0]
    other = Place(id="geonames:2", name="Petrivka")
    region = Place(id="geonames:3", name="Sumy Oblast", country="UA")
    shown = {
        "Basivka, UA-59": here,
        "8 km N of Basivka, UA-59": attrs.evolve(here, relation=Relation.NORTH_OF, distance_km=8),
        "Basivka direction, UA-59": attrs.evolve(here, relation=Relation.DIRECTION),
        "Yunakivka direction, UA-59": attrs.evolve(
            here, relation=Relation.DIRECTION, place=attrs.evolve(here.place, name="Yunakivka direction")
        ),
        "Basivka–Petrivka, UA-59": attrs.evolve(here, relation=Relation.BETWEEN, other=other),
        "Sumy Oblast, UA": Location(place=region, precision=LocationPrecision.REGION),
        "Nowhere": Location(mention="Nowhere"),
    }
    for words, location in shown.items():
        assert display.where(claim(locations=(location,))) == words


# The other commands


def test_claims_printed_by_extract_are_read_by_link(tmp_path: Path) -> None:
    extracted = run("extract", "--format", "jsonl", feed=lines(REPORT)).stdout
    shown = run("link", feed=extracted)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "capture" in shown.stdout
    file = tmp_path / "claims.jsonl"
    file.write_text(extracted + "{}\n", encoding="utf-8")
    events = run("link", str(file), "--format", "jsonl")
    assert events.returncode == 1
    assert f"{file}, line 2" in events.stderr
    (event,) = records.read_jsonl(cd.Event, events.stdout.splitlines())
    assert [each.kind for each in event.claims] == ["capture"]


def test_sources_and_plugins_are_listed_for_people_and_programs() -> None:
    table = run("sources").stdout.splitlines()
    listed = [json.loads(line) for line in run("sources", "--format", "jsonl").stdout.splitlines()]
    assert [line.split()[0] for line in table[1:]] == [source["id"] for source in listed]
    (core,) = (json.loads(line) for line in run("plugins", "--format", "jsonl").stdout.splitlines())
    assert (core["name"], core["error"]) == ("core", None)


@pytest.mark.parametrize("record", ["report", "claim", "event"])
def test_schema_prints_the_schema(record: str) -> None:
    assert json.loads(run("schema", record).stdout)["title"] == record.capitalize()


@pytest.fixture
def commands() -> Iterator[dict[str, Any]]:
    context = cli.cli.make_context("conflictdata", [], resilient_parsing=True)
    with context:
        yield {name: cli.cli.get_command(context, name) for name in cli.cli.list_commands(context)}


def test_every_command_is_there_and_says_what_it_does(commands: dict[str, Any]) -> None:
    assert {"extract", "link", "sources", "plugins", "schema"} <= set(commands)
    for name, command in commands.items():
        assert command is not None, name
        assert command.name == name
        assert command.help, name


def test_help_and_version() -> None:
    assert "extract" in run("--help").stdout
    assert run("--version").stdout.strip() == f"conflictdata, version {cd.__version__}"


def test_a_page_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_input, "MAX_TEXT", 2**20)
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>x</p>" * 2**18)
    with pytest.raises(ConflictDataError, match="more than 1 MiB in one page"):
        list(_input.reports((str(path),), _input.Defaults(source="isw"), _input.Faults()))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "'=", "''@"])
def test_no_cell_of_extract_begins_a_formula(start: str) -> None:
    assert _output.formula_safe(f"{start}cmd|' /C calc'!A0").startswith("'" + start)


def test_what_the_package_offers_is_what_completion_shows() -> None:
    code = "import conflictdata as cd; print(*dir(cd))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert set(cd.__all__) < set(shown.split())
    assert not {"Any", "TYPE_CHECKING", "annotations", "importlib", "sys"} & set(shown.split())


@pytest.mark.parametrize(
    "module", ["control", "errors", "plot", "plugins", "records", "schema", "sources", "taxonomy"]
)
def test_public_modules_say_what_they_offer(module: str) -> None:
    found = importlib.import_module(f"conflictdata.{module}")
    assert len(set(found.__all__)) == len(found.__all__)
    for name in found.__all__:
        assert hasattr(found, name)
    for name, value in vars(found).items():
        if inspect.isfunction(value) or inspect.isclass(value):
            own = value.__module__ == found.__name__ and not name.startswith("_")
            assert not own or name in found.__all__, name


@pytest.mark.parametrize(
    ("source", "near"), [("ukrinfrom", "ukrinform"), ("valley-post", None), ("isw", None)]
)
def test_a_source_that_is_nearly_a_known_one_is_asked_about(source: str, near: str | None) -> None:
    done = run("extract", "--source", source, "--published", "2026-06-30", "--format", "jsonl", feed=TEXT)
    assert done.returncode == 0 and done.stdout
    assert done.stderr.strip() == (
        f"conflictdata: no source {source!r} is known; did you mean {near!r}?" if near else ""
    )
