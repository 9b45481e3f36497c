"""Namesakes over the world: which one a report means, what is only called after a town, peoples."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.model import Place, PlaceKind, Point
from conflictdata.places import Gazetteer, MemoryLayer, PlaceMention, Role, _peoples, find_places
from conflictdata.places._senses import Senses
from conflictdata.places._span import Span


def town(id: str, name: str, country: str, admin1: str, lat: float, lon: float, population: int) -> Place:
    return Place(
        id=id,
        name=name,
        country=country,
        admin1=admin1,
        point=Point(lat, lon),
        population=population,
    )


NORTH, WEST = ("CA", "Qwontario"), ("US", "Qwansas")
WORLD = MemoryLayer(
    [
        town("big", "Qwondon", "GB", "England", 51.5, -0.1, 8_000_000),
        town("small", "Qwondon", *NORTH, 43.0, -81.2, 60_000),
        town("tiny", "Qwondon", *WEST, 38.0, -98.0, 9_000),
        *(
            town(f"north:{name}", name, *NORTH, 43.0 + at / 10, -81.0, 12_000)
            for at, name in enumerate(("Zwavistock", "Zwilsonburg", "Zwoodstock", "Zwornhill"))
        ),
        *(
            town(f"west:{name}", name, *WEST, 38.0 + at / 10, -98.0, 12_000)
            for at, name in enumerate(("Zwichita", "Zwopeka", "Zwalina", "Zwawrence"))
        ),
        town("saint", "Saint Zwaul", *WEST, 38.5, -98.5, 90_000),
        town("camel", "DeZwalb", *WEST, 38.6, -98.4, 40_000),
        town("canadian", "Canadian", *WEST, 38.7, -98.6, 3_000),
        Place(
            id="state",
            name="Qwansas",
            country="US",
            admin1="Qwansas",
            kind=PlaceKind.REGION,
            point=Point(38, -98),
        ),
    ]
)
GAZETTEER = Gazetteer([*Gazetteer.shipped().layers, WORLD])
NORTHERN = ("Zwavistock", "Zwilsonburg", "Zwoodstock", "Zwornhill")
WESTERN = ("Zwichita", "Zwopeka", "Zwalina", "Zwawrence")


def found(text: str, *, peoples: bool = False) -> dict[str, str | None]:
    """Ids of the places by the words."""
    return {each.text: id_of(each) for each in find_places(text, "en", gazetteer=GAZETTEER, peoples=peoples)}


def id_of(mention: PlaceMention) -> str | None:
    return mention.location.place.id if mention.location.place else None


def test_alone_the_largest_is_meant() -> None:
    assert found("It happened in Qwondon.") == {"Qwondon": "big"}


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([(NORTHERN, "small"), (WESTERN, "tiny")]),
    st.permutations(range(4)),
    st.integers(0, 4),
)
def test_the_other_names_of_a_report_tell_which_namesake(
    case: tuple[tuple[str, ...], str], order: list[int], place: int
) -> None:
    names = [case[0][at] for at in order]
    names.insert(place, "Qwondon")
    assert found(" ".join(f"It happened in {name}." for name in names))["Qwondon"] == case[1]


def test_a_name_does_not_vouch_for_itself() -> None:
    """However often it stands there, it has no say in which of its bearers is meant."""
    assert set(found("It happened in Qwondon. " * 9).values()) == {"big"}


def test_votes_are_counted_without_the_name_that_asks() -> None:
    place = town("a", "Aqwa", *NORTH, 1, 1, 5_000)
    spans = [
        Span(start=at, end=at + 4, outer_start=at, outer_end=at + 4, name=name, candidates=((place, 1.0),))
        for at, name in ((0, "Aqwa"), (10, "Aqwa"))
    ]
    senses = Senses(spans, lambda _: 1.0)
    assert senses.factor("akva", place) == 1.0
    other = Span(start=20, end=24, outer_start=20, outer_end=24, name="Bqwa", candidates=((place, 1.0),))
    assert Senses([*spans, other], lambda _: 1.0).factor("akva", place) > 100


@pytest.mark.parametrize(
    "thing",
    [
        "Zwopeka Street",
        "Zwopeka Avenue",
        "Zwopeka Creek",
        "Zwopeka Hall",
        "Zwopeka Zibrary",
        "Lake Zwopeka",
        "West Zwopeka",
    ],
)
def test_what_is_called_after_a_town_is_not_the_town(thing: str) -> None:
    assert "west:Zwopeka" not in found(f"It happened in {thing}.").values()
    assert "west:Zwopeka" in found(f"It happened in {thing}, then in Zwopeka.").values()


def test_a_township_is_the_town_only_where_the_report_is() -> None:
    alone = found("It happened in Zwopeka Township.")
    assert set(alone.values()) <= {None}
    others = " ".join(f"It happened in {name}." for name in WESTERN if name != "Zwopeka")
    assert found(f"{others} It happened in Zwopeka Township.")["Zwopeka Township"] == "west:Zwopeka"


@pytest.mark.parametrize("name", ["St. Zwaul", "ST. ZWAUL", "Saint Zwaul", "St Zwaul"])
def test_saints_are_written_out(name: str) -> None:
    assert found(f"It happened in {name}.")[name] == "saint"


def test_a_church_of_a_saint_is_not_the_town_of_that_saint() -> None:
    assert "saint" not in found("It happened in St. Zwaul's Church.").values()
    assert "saint" in found("It happened in St. Zwaul's centre.").values()


@pytest.mark.parametrize("name", ["DeZwalb", "DEZWALB"])
def test_capitals_inside_a_name(name: str) -> None:
    assert found(f"It happened near {name}.")[name] == "camel"


def test_short_capitals_open_a_report() -> None:
    rome = "geonames:3169070"
    with_rome = Gazetteer(
        [*GAZETTEER.layers, MemoryLayer([town(rome, "Rome", "IT", "Lazio", 41.9, 12.5, 2_318_895)])]
    )
    assert [id_of(m) for m in find_places("ROME, May 3 — Talks began.", "en", gazetteer=with_rome)] == [rome]
    assert find_places("The ROME statute is read here.", "en", gazetteer=with_rome) == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Floods came to Charleston, W. Va., again.", "W. Va.", "West Virginia"),
        ("It was seen in W. Va. on Monday.", "W. Va.", "West Virginia"),
        ("A village in the DRC was attacked.", "DRC", "Congo"),
    ],
)
def test_abbreviations_of_the_press(text: str, words: str, name: str) -> None:
    places = {m.text: m.location.place for m in find_places(text, "en")}
    place = places[words]
    assert place is not None
    assert name in place.name


def test_a_country_adjective_is_no_town_unless_a_state_stands_behind() -> None:
    assert found("It happened in Canadian waters.") == {}
    assert found("It happened in Canadian, Qwansas.")["Canadian"] == "canadian"


@pytest.mark.parametrize(
    ("lang", "text", "words", "code"),
    [
        (
            "en",
            "American and French envoys met Palestinians.",
            ("American", "French", "Palestinians"),
            "US FR PS",
        ),
        ("en", "A South African and a Czech spoke.", ("South African", "Czech"), "ZA CZ"),
        (
            "ru",
            "Турецкие и французских послов ждали украинцы.",
            ("Турецкие", "французских", "украинцы"),
            "TR FR UA",
        ),
        ("uk", "Польських та німецькою, потім турки.", ("Польських", "німецькою", "турки"), "PL DE TR"),
    ],
)
def test_peoples_are_their_countries_where_asked_for(
    lang: str, text: str, words: tuple[str, ...], code: str
) -> None:
    mentions = [m for m in find_places(text, lang, peoples=True) if m.role is Role.PEOPLE]
    assert tuple(m.text for m in mentions) == words
    assert [m.location.place.country for m in mentions if m.location.place] == code.split()
    assert not any(m.role is Role.PEOPLE for m in find_places(text, lang))


def test_a_street_called_after_a_people_is_none_of_theirs() -> None:
    assert found("It happened in Frenchmen Street.", peoples=True) == {}


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_the_countries_of_peoples_are_in_the_gazetteer(lang: str) -> None:
    shipped = Gazetteer.shipped()
    codes = {meaning for meaning in _peoples.meanings(lang).values() if meaning[0]}
    lacking = {code for code, name in codes if _peoples.place_of(shipped, (code, name)) is None}
    assert not lacking


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["French", "Paris", "in", "Россия", "турок", ".", "Lake", "St.", "W. Va.", "Street"])
    )
)
def test_mentions_never_overlap_with_peoples(words: list[str]) -> None:
    for lang in ("en", "ru"):
        mentions = find_places(" ".join(words), lang, peoples=True)
        assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    ("lang", "text", "name", "oblast"),
    [
        ("ru", "ВСУ поразили склад в Луганске, бои идут у Часова Яра.", "Luhansk", "Luhansk Oblast"),
        ("ru", "ВСУ атаковали у Лимана, а противник обстрелял Шебекино.", "Lyman", "Donetsk Oblast"),
        ("uk", "Росіяни атакували поблизу Лимана і бомбили Вовчанськ.", "Lyman", "Donetsk Oblast"),
    ],
)
def test_a_city_by_its_case_and_a_town_of_the_front_before_villages_near_what_else_is_named(
    lang: str, text: str, name: str, oblast: str
) -> None:
    place = next(
        each.location.place
        for each in find_places(text, lang, area=("UA", "RU"))
        if each.location.place is not None and each.location.place.name == name
    )
    assert (place.name, place.admin1) == (name, oblast)


@pytest.mark.parametrize(
    "text",
    [
        "Сумское направление: враг перебросил резервы из-под Харькова и атаковал у Алексеевки.",
        "🔻 Сумское направление\nИз-под Харькова подошли резервы. Враг атаковал у Алексеевки.",
        "Сумское направление — из-под Харькова подошли резервы, бои у Алексеевки.",
    ],
)
def test_a_heading_names_the_sector_of_what_stands_under_it(text: str) -> None:
    (place,) = (m.location.place for m in find_places(text, "ru") if m.text == "Алексеевки")
    assert place is not None
    assert place.admin1 == "Sumy Oblast"


def test_a_heading_ends_with_its_paragraph() -> None:
    text = "Сумское направление: тихо.\n\nВ Харькове в Алексеевке горит склад."
    (place,) = (m.location.place for m in find_places(text, "ru") if m.text == "Алексеевке")
    assert place is not None
    assert place.admin1 == "Kharkiv Oblast"


@pytest.mark.parametrize("side", ["southwest", "south"])
def test_the_only_bearer_of_a_name_is_meant_though_its_side_is_told_wrongly(side: str) -> None:
    text = f"Russian forces attacked Stepnohirsk ({side} of Zaporizhzhia City)."
    (place,) = (m.location.place for m in find_places(text, "en") if m.text == "Stepnohirsk")
    assert place is not None
    assert place.name == "Stepnohirsk"


def test_the_only_bearer_of_a_name_far_from_where_it_is_put_is_not_meant() -> None:
    text = "Russian forces attacked Stepnohirsk (northeast of Kherson City)."
    (place,) = (m.location.place for m in find_places(text, "en") if m.text == "Stepnohirsk")
    assert place is None
