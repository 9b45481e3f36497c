"""The page as a document: what is in it, what may not be, and that nothing in it can run or reach out."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import tomllib
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import conflictdata as cd
import page_samples as samples
from conflictdata import page, records, taxonomy
from conflictdata import sources as known_sources
from conflictdata.cli.page import page_command
from conflictdata.errors import ConflictDataError, ModelError
from conflictdata.model import Claim, Event, Point, Source, Stance, Status, Terms
from conflictdata.page import _assemble
from conflictdata.page._rights import EXCERPT, quotation, web_address
from conflictdata.testing import strategies
from conflictdata.wording import _words

MADE = datetime(2025, 5, 1, tzinfo=UTC)
CSP = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


class Elements(HTMLParser):
    """Tags with their attributes, and the content of scripts and styles."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self._open: str | None = None
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        self._open = tag if tag in ("script", "style") else None
        if self._open:
            self.raw.append((tag, dict(attributes), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, text: str) -> None:
        if self._open:
            tag, attributes, before = self.raw[-1]
            self.raw[-1] = (tag, attributes, before + text)


def archive_of(document: str) -> dict[str, Any]:
    """The data in the page, as its script reads them."""
    found = next(text for _, attributes, text in Elements(document).raw if attributes.get("id") == "archive")
    content: dict[str, Any] = json.loads(found)
    return content


def skeleton(document: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every tag with its attributes."""
    return Elements(document).tags


PLAIN = skeleton(page.render([], made=MADE))

# Properties


@settings(max_examples=40, deadline=None)
@given(st.lists(strategies.events(), max_size=3, unique_by=lambda event: event.id), st.text(max_size=40))
def test_nothing_in_the_data_adds_an_element_or_an_attribute(events: list[Event], title: str) -> None:
    document = page.render(events, title=title, made=MADE)
    document.encode("utf-8")  # whatever the strings held
    here = [tag for tag in skeleton(document) if tag[0] != "p"]
    assert here == [tag for tag in PLAIN if tag[0] != "p"]  # a notice may add a paragraph


@settings(max_examples=40, deadline=None)
@given(st.lists(strategies.events(), max_size=3, unique_by=lambda event: event.id))
def test_every_event_and_claim_is_in_the_page_once(events: list[Event]) -> None:
    found = archive_of(page.render(events, made=MADE))["events"]
    assert [each["i"].encode("utf-8", "replace") for each in found] == [
        e.id.encode("utf-8", "replace") for e in events
    ]
    assert [len(each["cl"]) for each in found] == [len(event.claims) for event in events]
    assert [each["s"] for each in found] == [event.status for event in events]


@settings(max_examples=60, deadline=None)
@given(st.lists(strategies.claims(), min_size=1, max_size=5, unique_by=lambda claim: claim.id))
def test_claims_stand_in_the_order_in_which_they_became_known(claims: list[Claim]) -> None:
    (found,) = archive_of(page.render([Event(kind="attack", claims=claims)], made=MADE))["events"]
    times = [claim["t"] for claim in found["cl"] if claim["t"] is not None]
    assert times == sorted(times)
    assert all(claim["t"] is None for claim in found["cl"][len(times) :])  # undated ones last


@given(st.text(max_size=900), st.booleans(), st.booleans())
def test_words_go_no_further_than_the_terms(text: str, quote: bool, redistribute: bool) -> None:
    shown = quotation(text, Terms(quote=quote, redistribute=redistribute))
    whole = " ".join(text.split())
    if redistribute:
        assert len(shown.text) >= len(whole) - 2  # white space of kinds that str.split knows and re does not
    elif not quote:
        assert (shown.text, shown.extent) == ("", "withheld")
    else:
        assert len(shown.text) <= EXCERPT
        assert (shown.extent == "excerpt") == shown.text.endswith("…") or "…" in text


@given(
    st.text(max_size=60)
    | st.sampled_from(("javascript:alert(1)", "HTTPS://example.org", "http://[::1", "https:x"))
)
def test_an_address_is_linked_only_if_it_is_of_the_web(url: str) -> None:
    found = web_address(url)
    if found is not None:
        assert found == url
        assert re.match(r"https?://[^/\s]+", found, re.IGNORECASE)
        assert not re.search(r"[\s\x00-\x1f\\]", found)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_no_position_is_finer_than_a_settlement(lat: float, lon: float) -> None:
    location = attrs.evolve(samples.at(samples.BASIVKA), point=Point(lat, lon))
    event = attrs.evolve(samples.disputed(), location=location)
    (found,) = archive_of(page.render([event], made=MADE))["events"]
    assert all(value == round(value, 2) for value in found["p"])
    assert abs(found["p"][0] - lat) <= 0.0051 and abs(found["p"][1] - lon) <= 0.0051


# The document


def test_hostile_text_stays_text() -> None:
    events, reports, sources = samples.hostile()
    document = page.render(events, title=samples.HOSTILE[1], reports=reports, sources=sources, made=MADE)
    assert skeleton(document) == PLAIN
    assert f"<title>{html.escape(samples.HOSTILE[1])}</title>" in document
    assert len(archive_of(document)["events"]) == len(events)


@given(
    st.recursive(
        st.text() | st.none(),
        lambda each: st.dictionaries(st.text(max_size=5), each, max_size=3),
        max_leaves=6,
    )
)
def test_embedded_data_cannot_end_their_element_and_are_what_they_were(value: Any) -> None:
    text = _assemble._embedded(value)
    assert not set(text) & set("<>&\u2028\u2029")
    text.encode("utf-8")
    assert json.loads(text) == value


def test_only_addresses_of_the_web_are_in_the_data() -> None:
    events, reports, sources = samples.hostile()
    content = archive_of(page.render(events, reports=reports, sources=sources, made=MADE))
    urls = {report["u"] for report in content["reports"]}
    urls |= {url for event in content["events"] for claim in event["cl"] for _, url, _ in claim["e"]}
    assert urls == {None, "https://example.org/fine"}


def test_the_policy_admits_this_files_scripts_and_styles_and_nothing_else() -> None:
    document = page.render(samples.few(), made=MADE)
    policy = {
        part.split()[0]: part.split()[1:] for part in html.unescape(CSP.findall(document)[0]).split("; ")
    }
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["img-src"] == ["data:"]
    for kind in ("script", "style"):
        inline = [
            t for tag, attributes, t in Elements(document).raw if tag == kind and "type" not in attributes
        ]
        digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline)
        assert policy[f"{kind}-src"] == [f"'sha256-{digest}'" for digest in digests]


def test_nothing_is_loaded_from_elsewhere() -> None:
    for tag, attributes in skeleton(page.render(samples.few(), made=MADE)):
        assert "src" not in attributes
        assert "style" not in attributes  # the policy would refuse it
        assert not [name for name in attributes if name.startswith("on")]
        assert tag not in ("iframe", "object", "embed", "base")
        assert str(attributes.get("href", "#")).startswith(("#", "data:,"))
    styles = "".join(text for tag, _, text in Elements(page.render([], made=MADE)).raw if tag == "style")
    assert "url(" not in styles and "@import" not in styles


def test_a_denial_a_chain_and_the_reasons_are_there() -> None:
    reports = {report.id: report for report in samples.REPORTS.values()}
    content = archive_of(page.render([samples.disputed()], reports=reports, made=MADE))
    (event,) = content["events"]
    first = event["cl"][0]
    assert (first["c"], first["st"]) == ("ru:mod", Stance.ASSERTS)
    regiment = next(claim for claim in event["cl"] if claim["c"] == "ua:225-assault-regiment")
    assert (regiment["st"], regiment["v"]) == ("denies", ["cnn"])
    report = content["reports"][regiment["r"]]
    assert (report["s"], report["u"]) == ("cnn", samples.REPORTS["news"].url)
    assert [reason["d"] for reason in event["j"]] == ["joined", "joined"]
    assert [reason["d"] for reason in event["y"]] == ["Disputed", "self-interest"]
    assert event["j"][0]["b"] == 9.4
    assert content["actors"]["ru:mod"] == {"n": "Ministry of Defence", "s": "ru"}


@pytest.mark.usefixtures("own_tables")
def test_an_actor_keeps_its_name_when_a_plugin_adds_its_other_channels() -> None:
    def name(claimant: str) -> str:
        claim = samples.claim("mod", "Words.", claimant)
        content = archive_of(page.render([Event(kind="capture", claims=(claim,))], made=MADE))
        return str(content["actors"][claimant]["n"])

    before = name("isw"), name("ua:general-staff")
    known_sources.register(Source(id="aaa-isw-map", name="A map", actor="isw"))
    known_sources.register(Source(id="isw-map", name="A map", actor="isw"))
    known_sources.register(Source(id="aa:channel", name="A channel", actor="ua:general-staff"))
    assert (name("isw"), name("ua:general-staff")) == before


def test_a_source_that_forbids_quotation_is_linked_and_not_quoted() -> None:
    silent = Source(id="cnn", name="CNN", terms=Terms(quote=False))
    reports = {report.id: report for report in samples.REPORTS.values()}
    document = page.render([samples.disputed()], reports=reports, sources={"cnn": silent}, made=MADE)
    assert "assault groups are pushed back" not in document
    assert samples.REPORTS["news"].url in document  # type: ignore[operator]


def test_a_source_that_reserves_derived_records_is_named() -> None:
    own = Source(id="isw", name="An Institute", terms=Terms(derive=False))
    reports = {report.id: report for report in samples.REPORTS.values()}
    assert "derived records: An Institute" in page.render(
        [samples.disputed()], reports=reports, sources={"isw": own}
    )
    assert "derived records" not in re.sub(
        r"<script.*", "", page.render([samples.verified()]), flags=re.DOTALL
    )


def test_the_same_events_make_the_same_page() -> None:
    assert page.render(samples.few(), made=MADE) == page.render(samples.few(), made=MADE)


@pytest.mark.parametrize("lang", page.languages())
def test_every_language_has_every_word(lang: str) -> None:
    folder = Path(_words.__file__).parent / "words"
    english, other = (tomllib.loads((folder / f"{each}.toml").read_text("utf-8")) for each in ("en", lang))
    assert other["page"]["lang"] == lang
    for name, table in english.items():
        if name not in ("actor", "kind", "place"):
            assert set(other[name]) == set(table), name
            for key, pattern in table.items():
                assert set(re.findall(r"\{\w+\}", other[name][key])) == set(re.findall(r"\{\w+\}", pattern))
    if lang != "en":
        assert set(other["kind"]) == {kind.id for kind in taxonomy.CORE_KINDS}
    assert set(other["status"]) == set(Status)
    assert set(other["stance"]) == set(Stance)
    assert f'<html lang="{lang}">' in page.render([], lang=lang)


def test_an_unknown_language_is_named_with_those_there_are() -> None:
    with pytest.raises(ModelError, match="lang must be one of en.*'xx'"):
        page.render([], lang="xx")


# Boundaries


def _rings() -> list[list[tuple[float, float]]]:
    text = (Path(_assemble.__file__).parent / "vendor/basemap.json").read_text("utf-8")
    found = []
    for line in json.loads(text)["borders"]:
        x = y = 0
        points = []
        for dx, dy in zip(line[::2], line[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / 1000, y / 1000))
        found.append(points)
    return found


def test_no_border_of_states_runs_between_crimea_and_the_mainland() -> None:
    # The isthmus and the Syvash: 45.9 to 46.25 N, 33 to 35 E.
    assert not [p for line in _rings() for p in line if 33 < p[0] < 35 and 45.9 < p[1] < 46.25]


def test_the_border_of_ukraine_and_russia_is_drawn_where_it_lies() -> None:
    # Between Kharkiv and Belgorod it crosses 36.4 E near 50.3 N.
    assert [p for line in _rings() for p in line if 36 < p[0] < 36.8 and 50.2 < p[1] < 50.5]


# Command line and notebooks


def test_the_command_makes_a_page_of_claims(tmp_path: Path) -> None:
    claims = [claim for event in samples.few() for claim in event.claims]
    given, made = tmp_path / "claims.jsonl", tmp_path / "out.html"
    given.write_text("".join(records.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
    done = CliRunner().invoke(page_command, [str(given), "-o", str(made), "--title", "A & B"])
    assert done.exit_code == 0, done.output
    document = made.read_text("utf-8")
    assert "<title>A &amp; B</title>" in document
    assert sum(len(event["cl"]) for event in archive_of(document)["events"]) == len(claims)


def test_the_command_makes_a_page_of_an_archive(tmp_path: Path) -> None:
    made = tmp_path / "out.html"
    text = "Russian forces seized Malynivka on June 30, the Russian Ministry of Defense claimed."
    with cd.open(tmp_path / "war.duckdb") as archive:
        archive.add(
            cd.Report(
                source="reuters", text=text, published="2026-06-30T20:00:00Z", url="https://example.org/7"
            )
        )
    done = CliRunner().invoke(page_command, [str(tmp_path / "war.duckdb"), "-o", str(made)])
    assert done.exit_code == 0, done.output
    content = archive_of(made.read_text("utf-8"))
    assert [report["u"] for report in content["reports"]] == ["https://example.org/7"]
    assert content["events"][0]["cl"][0]["c"] == "ru:mod"


def test_the_command_can_leave_out_words_and_places(tmp_path: Path) -> None:
    claims = samples.disputed().claims
    given, made = tmp_path / "claims.jsonl", tmp_path / "out.html"
    given.write_text("".join(records.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
    done = CliRunner().invoke(
        page_command, [str(given), "-o", str(made), "--without-persons", "--coarsen", "adm1"]
    )
    assert done.exit_code == 0, done.output
    data = json.dumps(archive_of(made.read_text("utf-8"))["events"], ensure_ascii=False)
    assert "assault groups" not in data
    assert "Basivka" not in data


@pytest.mark.parametrize(
    ("options", "days"),
    [
        ((), {5, 6, 7}),
        (("--since", "2025-04-06"), {6, 7}),
        (("--until", "2025-04-06"), {5, 6}),
        (("--since", "2025-04-06", "--until", "2025-04-06"), {6}),
        (("--kind", "interception"), {6}),
        (("--status", "refuted"), set()),
    ],
)
def test_the_command_chooses_events(tmp_path: Path, options: tuple[str, ...], days: set[int]) -> None:
    given, made = tmp_path / "claims.jsonl", tmp_path / "out.html"
    claims = [claim for event in samples.few() for claim in event.claims]
    given.write_text("".join(records.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
    done = CliRunner().invoke(page_command, [str(given), "-o", str(made), *options])
    assert done.exit_code == 0, done.output
    starts = {event["w"][0] for event in archive_of(made.read_text("utf-8"))["events"]}
    assert {datetime.fromtimestamp(start * 60, UTC).day for start in starts} == days


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    given = tmp_path / "claims.jsonl"
    given.write_text("", encoding="utf-8")
    done = CliRunner().invoke(page_command, [str(given), "-o", str(tmp_path / "no" / "out.html")])
    assert isinstance(done.exception, ConflictDataError)
    assert "out.html: cannot be written" in str(done.exception)


@settings(max_examples=40, deadline=None)
@given(strategies.claims())
def test_a_claim_shows_itself_in_a_notebook_and_its_text_stays_text(claim: Claim) -> None:
    shown = claim._repr_html_()
    assert {tag for tag, _ in skeleton(shown)} <= {
        "section", "p", "strong", "em", "blockquote", "table", "tr", "th", "td"
    }  # fmt: skip
    assert html.escape(claim.claimant) in shown
    assert claim.stance.value in shown


def test_a_hostile_claim_adds_no_element_to_a_notebook() -> None:
    for event in samples.hostile()[0]:
        tags = {tag for tag, _ in skeleton(event.claims[0]._repr_html_())}
        assert not tags & {"script", "img", "svg", "a"}
