"""The fixed forms of statements, and the pages they stand on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from types import MappingProxyType

import ministry_texts as texts
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.errors import ParseError
from conflictdata.model import Claim, Outcome, Relation, Report
from conflictdata.plugins import Response
from conflictdata.testing import PageServer
from conflictdata.text import default_toolkit
from conflictdata_ministry import MinistryPlugin
from conflictdata_ministry import _counts as counts
from conflictdata_ministry import _statement as statement
from conflictdata_ministry._lexicon import forms
from conflictdata_ministry._page import stated_time
from conflictdata_pages.testing import walk

few = settings(max_examples=40, deadline=None)


def claims(text: str, source: str, published: str) -> list[Claim]:
    report = Report(source=source, text=text, published=published)
    found = list(MinistryPlugin().claims(report, default_toolkit()))
    assert all(text[slice(*claim.span)] == claim.text for claim in found)
    return found


def russian() -> list[Claim]:
    return claims(texts.RU, "mod-russia", "2026-05-14T12:00:00+03:00")


def ukrainian() -> list[Claim]:
    return claims(texts.UK, "general-staff-ua", texts.TODAY)


def place(claim: Claim) -> str:
    found = claim.locations[0].place
    return found.name if found else (claim.locations[0].mention or "")


def tally(claim: Claim) -> dict[str, float]:
    return {each.unit: each.maximum or each.value for each in claim.quantities}


def test_interceptions_are_counted_by_region() -> None:
    found = {place(claim): tally(claim) for claim in russian() if claim.kind == "interception"}
    assert {name.split()[0]: count for name, count in found.items()} == {
        "Belgorod": {"drone": 22}, "Voronezh": {"drone": 9}, "Kursk": {"drone": 5}, "Bryansk": {"drone": 5},
    }  # fmt: skip


def test_a_list_of_losses_is_read_whole() -> None:
    (losses,) = {claim.quantities: claim for claim in russian() if claim.kind == "losses"}.values()
    assert losses.target == "ua:armed-forces" and losses.claimant == "ru:mod"
    assert tally(losses) == {"soldier": 180, "tank": 1, "armoured-vehicle": 2, "vehicle": 11, "artillery": 4}
    assert losses.quantities[0].value == 0  # "up to 180"


def test_liberated_settlements_are_a_capture_each() -> None:
    found = [claim for claim in russian() if claim.kind == "capture"]
    assert len(found) == 2 and all(
        claim.agent == "ru:armed-forces" and claim.outcome is Outcome.SUCCESS for claim in found
    )
    listed = claims(texts.RU_LIST, "mod-russia", "2026-05-15T12:00:00+03:00")
    captured = {place(claim) for claim in listed if claim.kind == "capture"}
    assert len(captured) == 3 and {"Soledar", "Vovchansk"} <= captured
    assert not any("Купянска" in claim.text for claim in listed if claim.kind == "capture")


def test_a_running_total_is_no_event() -> None:
    assert not any("с начала" in claim.text for claim in russian())
    assert not any("з початку" in claim.text for claim in ukrainian())


def test_clashes_are_counted_by_direction() -> None:
    fights = [claim for claim in ukrainian() if claim.kind in ("attack", "armed-clash") and claim.locations]
    lyman = [claim for claim in fights if "Лиманському" in claim.text]
    counted = [claim for claim in lyman if claim.quantities]
    assert [place(claim) for claim in counted if claim.locations[0].relation is Relation.DIRECTION] in (
        ["Lyman"],
        [],
    )
    assert {place(claim) for claim in lyman} >= {"Torske", "Zarichne"}
    assert all(not claim.quantities for claim in lyman if place(claim) in ("Torske", "Zarichne"))
    (kramatorsk,) = [claim for claim in fights if "Краматорському" in claim.text and claim.quantities]
    assert place(kramatorsk) == "Kramatorsk" and tally(kramatorsk) == {"attack": 6}
    assert kramatorsk.outcome is Outcome.FAILURE
    assert not any("Херсонському" in claim.text for claim in fights)


def test_losses_of_the_day_are_placed_nowhere() -> None:
    losses = [claim for claim in ukrainian() if claim.kind == "losses"]
    assert [tally(claim) for claim in losses] == [
        {"soldier": 1120},
        {"tank": 5, "armoured-vehicle": 14, "artillery": 41, "drone": 203},
    ]
    assert all(not claim.locations and claim.target == "ru:armed-forces" for claim in losses)


def test_strikes_and_shelling_are_counted() -> None:
    found = [claim for claim in ukrainian() if "авіаційних ударів" in claim.text]
    assert {claim.kind: tally(claim) for claim in found} == {
        "air-drone-strike": {"air-strike": 58, "bomb": 97},
        "shelling": {"shelling": 4871},
    }


def test_the_period_in_the_head_holds_for_all() -> None:
    day = (
        datetime(2026, 5, 14, 5, tzinfo=UTC),
        datetime(2026, 5, 15, 5, tzinfo=UTC),
    )  # 08:00 in Kyiv is 05:00 UTC
    found = [claim for claim in ukrainian() if claim.quantities]
    assert found and all(
        claim.when is not None and (claim.when.start, claim.when.end) == day for claim in found
    )


def test_the_night_of_the_air_force() -> None:
    text = (
        "У ніч на 14 травня (з 19:00 13 травня) ворог атакував 64-ма ударними БпЛА типу Shahed та двома ракетами.\n"
        "Станом на 08:30 силами протиповітряної оборони збито 51 ворожий безпілотник."
    )
    found = claims(text, "air-force-ua", "2026-05-14T09:00:00+03:00")
    assert {claim.kind: tally(claim) for claim in found} == {
        "air-drone-strike": {"drone": 64, "missile": 2},
        "interception": {"drone": 51},
    }
    (shot,) = (claim for claim in found if claim.kind == "interception")
    (raid,) = (claim for claim in found if claim.kind == "air-drone-strike")
    assert raid.agent == "ru:armed-forces" and shot.agent == "ua:armed-forces"
    assert (
        raid.when is not None
        and shot.when == raid.when
        and raid.when.end <= datetime(2026, 5, 14, 9, tzinfo=UTC)
    )


def test_a_count_may_stand_before_the_last_region_where_the_others_stand_behind() -> None:
    text = "Уничтожено 9 беспилотников: над территорией Курской области – шесть и три – над акваторией Черного моря."
    found = claims(text, "mod-russia", "2026-05-14T09:00:00+03:00")
    assert sorted(tally(claim)["drone"] for claim in found) == [3, 6]


def test_the_enemys_losses_are_the_enemys() -> None:
    found = claims(
        "Под Купянском противник потерял до 40 военнослужащих и танк.",
        "mod-russia",
        "2026-05-14T09:00:00+03:00",
    )
    (losses,) = (claim for claim in found if claim.kind == "losses")
    assert losses.target == "ua:armed-forces" and tally(losses) == {"soldier": 40, "tank": 1}


def test_another_language_is_left_to_the_general_extractor() -> None:
    report = Report(
        source="mod-russia",
        text="Russian forces captured Vovchansk.",
        lang="en",
        published="2026-05-15T12:00:00Z",
    )
    toolkit = default_toolkit()
    assert list(MinistryPlugin().claims(report, toolkit)) == toolkit.extract(report)


things = st.sampled_from([("танков", "tank"), ("автомобилей", "vehicle"), ("вертолетов", "helicopter"), ("гаубиц", "artillery"),
                          ("беспилотников", "drone"), ("военнослужащих", "soldier")])  # fmt: skip


@few
@given(
    st.lists(st.tuples(st.integers(1, 99_999), things), min_size=1, max_size=6),
    st.sampled_from(["", "до ", "более "]),
)
def test_every_count_of_a_list_is_read(listed: list[tuple[int, tuple[str, str]]], lead: str) -> None:
    text = "Уничтожено " + ", ".join(f"{lead}{number} {word}" for number, (word, _) in listed) + "."
    found = counts.quantities(text, forms("ru"), 0, len(text))
    assert [(each.maximum or each.value, each.unit) for each in found] == [
        (number, unit) for number, (_, unit) in listed
    ]
    assert all(
        (each.value == 0) == (lead == "до ") and each.approximate == (lead == "более ") for each in found
    )
    assert all(each.mention and each.mention in text for each in found)


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("двадцать один беспилотник", "ru", 21),
        ("тридцать танков", "ru", 30),
        ("сорок п’ять дронів", "uk", 45),
        ("дев'ять дронів", "uk", 9),
        ("112-ма дронами", "uk", 112),
        ("71 тысяча 204 беспилотника", "ru", 71_204),
        ("5 412 обстрілів", "uk", 5412),
        ("64 тысячи дронов", "ru", 64_000),
    ],
)
def test_numbers_in_words_and_digits(text: str, lang: str, value: int) -> None:
    (found,) = counts.quantities(text, forms(lang), 0, len(text))
    assert found.value == value


@pytest.mark.parametrize("text", ["15-й танковый полк", "3 травня", "08.05 танк", "1,5 танка", "2026 рік"])
def test_days_and_ordinals_are_no_counts(text: str) -> None:
    assert not list(counts.numbers(text, forms("uk")))


regions = st.lists(
    st.sampled_from(["Белгородской", "Курской", "Брянской", "Тульской", "Орловской"]),
    min_size=1,
    max_size=5,
    unique=True,
)


@few
@given(regions, st.lists(st.integers(1, 60), min_size=5, max_size=5), st.booleans())
def test_counts_stay_with_their_regions_in_either_order(
    names: list[str], numbers: list[int], behind: bool
) -> None:
    pairs = list(zip(names, numbers, strict=False))
    form = "над территорией {0} области – {1}" if behind else "{1} – над территорией {0} области"
    text = "Сбито 99 БПЛА: " + ", ".join(form.format(*pair) for pair in pairs) + "."
    spans = [(text.index(name), text.index(name) + len(name) + len(" области")) for name in names]
    found = counts.by_place(text, forms("ru"), 0, len(text), spans)
    assert found == {span: number for span, (_, number) in zip(spans, pairs, strict=True)}


@few
@given(st.text(max_size=200), st.sampled_from(["ru", "uk"]))
def test_any_text_can_be_counted_and_split(text: str, lang: str) -> None:
    found = list(statement.sentences(text))
    assert all(text[each.start : each.end] == each.text and each.text.strip() for each in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    counts.quantities(text, forms(lang), 0, len(text))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("по состоянию на 14 мая 2026 г.", datetime(2026, 5, 14, 9, tzinfo=UTC)),
        ("по состоянию на 9.30 14 марта 2026 г.", datetime(2026, 3, 14, 6, 30, tzinfo=UTC)),
        ("станом на 08:00 15.05.2026", datetime(2026, 5, 15, 5, tzinfo=UTC)),
        ("станом на 22:00, 15 травня 2026 року", datetime(2026, 5, 15, 19, tzinfo=UTC)),
        ("31.02.2026", None),
        ("без даты", None),
    ],
)
def test_the_time_in_a_head_is_read(text: str, at: datetime | None) -> None:
    zone = "Europe/Kyiv" if "станом" in text else "Europe/Moscow"
    assert stated_time(text, zone) == at


@pytest.fixture
def site() -> Iterator[PageServer]:
    with PageServer() as server:
        yield server


def of(server: PageServer) -> MinistryPlugin:
    return MinistryPlugin(listings=MappingProxyType({"mod-russia": (f"{server.url}/news",)}))


def test_a_listing_leads_to_statements(site: PageServer) -> None:
    site.add("/news", texts.LISTING)
    site.add("/news/1", texts.page(texts.RU))
    site.add("/news/2", texts.RU, headers={"Content-Type": "text/plain; charset=utf-8"})
    plugin = of(site)
    steps = list(walk(plugin, next(iter(plugin.sources()))))
    assert site.targets() == ["/news", "/news/1", "/news/2"]
    page, plain = steps[1].reports[0], steps[2].reports[0]
    assert page.text == texts.RU and page.published == datetime(2026, 5, 14, 9, tzinfo=UTC)
    assert plain.text == texts.RU and plain.published == page.published
    assert page.title == "Сводка" and plain.title.startswith("Сводка о ходе")


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (404, "", "404"),
        (429, "", "429"),
        (200, "", "empty"),
        (200, texts.page(texts.RU)[:400], "breaks off"),
        (200, texts.page("Кратко."), "no statement"),
        (200, texts.page("Слова без даты и без времени, но их довольно много.", time=""), "no time"),
        (200, "<html><head><title>Вход</title></head></html>", "login wall"),
    ],
)
def test_what_is_no_statement_is_refused_by_name(site: PageServer, status: int, body: str, said: str) -> None:
    site.add("/news", texts.LISTING)
    site.add("/news/1", body, status=status)
    plugin = of(site)
    step = list(walk(plugin, next(iter(plugin.sources()))))[1]
    assert isinstance(step.error, ParseError) and said in str(step.error)
    assert step.error.source == "mod-russia" and step.error.url == f"{site.url}/news/1"


def test_an_undated_text_is_refused() -> None:
    response = Response(
        source="mod-russia",
        url="https://example.org/a.txt",
        body="Текст.".encode(),
        retrieved=datetime(2026, 5, 15, tzinfo=UTC),
    )
    with pytest.raises(ParseError, match="no date"):
        list(MinistryPlugin().reports(response))
