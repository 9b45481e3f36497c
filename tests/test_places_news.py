"""News of the world in English: the corner of the map, lists of states and counties, datelines, persons, small towns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.model import Place, PlaceKind, Point
from conflictdata.places import Gazetteer, MemoryLayer, PlaceMention, Role, find_places

SHIPPED = Gazetteer.shipped()


def town(id: str, name: str, country: str, admin1: str, at: tuple[float, float], population: int) -> Place:
    return Place(id=id, name=name, country=country, admin1=admin1, point=Point(*at), population=population)


def district(id: str, name: str, admin1: str, at: tuple[float, float]) -> Place:
    return Place(
        id=id,
        name=f"{name} County",
        country="US",
        admin1=admin1,
        admin2=f"{name} County",
        kind=PlaceKind.DISTRICT,
        point=Point(*at),
        population=40_000,
    )


CORNER = [f"Vwex{letter}ton" for letter in "abcdef"]
MADE_UP = Gazetteer(
    [
        *SHIPPED.layers,
        MemoryLayer(
            [
                town("far", "Vwakeford", "US", "Qstate", (44.0, -100.0), 220_000),
                town("near", "Vwakeford", "US", "Rstate", (35.0, -90.0), 6_000),
                *(
                    # of each there is one in the corner, and a larger one somewhere else
                    place
                    for number, name in enumerate(CORNER)
                    for place in (
                        town(f"in:{name}", name, "US", "Rstate", (35.0 + number / 20, -90.1), 4_000),
                        town(f"out:{name}", name, "US", f"S{number}", (30.0 + 3 * number, -80.0), 12_000),
                    )
                ),
                district("marrow", "Vwarrow", "Rstate", (35.1, -90.2)),
                district("clarrow", "Vwclarke", "Rstate", (35.2, -90.2)),
                district("yarrow", "Vwakeford", "Rstate", (35.0, -90.0)),
                town("bear", "Vwear", "US", "Rstate", (35.0, -90.3), 5_000),
                town("landford", "Vwlandford", "US", "Rstate", (35.05, -90.3), 5_000),
            ]
        ),
    ]
)


def mentions(text: str, lang: str = "en", area: tuple[str, ...] = ()) -> list[PlaceMention]:
    return find_places(text, lang, area=area, gazetteer=MADE_UP)


def ids(text: str, lang: str = "en", area: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    """The words of each mention, and the id of its place."""
    found = mentions(text, lang, area)
    return [(m.text, m.location.place.id if m.location.place else None) for m in found]


def kind(text: str, name: str) -> tuple[str, PlaceKind] | None:
    """Name and kind of the place that a name of a text means."""
    place = next(m.location.place for m in mentions(text) if m.text == name)
    return None if place is None else (place.name, place.kind)


@settings(max_examples=25, deadline=None)
@given(st.permutations([*CORNER[:4], "Vwakeford"]))
def test_names_of_one_corner_of_the_map_tell_each_other_apart(names: list[str]) -> None:
    """Each has a larger namesake, and no two of those lie together."""
    found = dict(ids(" ".join(f"It happened in {name}." for name in names)))
    assert found["Vwakeford"] == "near"
    assert [found[name] for name in CORNER[:4]] == [f"in:{name}" for name in CORNER[:4]]


def test_a_village_far_from_all_else_is_found_in_news_of_the_world() -> None:
    assert ids("Floods hit Paris, Lima and the town of Vwlandford.")[-1] == ("Vwlandford", "landford")


@settings(max_examples=20, deadline=None)
@given(st.permutations(["Oregon", "Utah", "Washington", "Wyoming", "Idaho"]))
def test_among_states_a_name_is_that_of_the_state(names: list[str]) -> None:
    text = f"Fires burn in {', '.join(names[:-1])} and {names[-1]}."
    assert {m.location.place.kind for m in mentions(text) if m.location.place} == {PlaceKind.REGION}
    assert len(mentions(text)) == len(names)


@pytest.mark.parametrize(
    "text", ["Talks in China, Japan and Brazil.", "He flew to Norway, Poland and China."]
)
def test_countries_side_by_side_do_not_lie_in_each_other(text: str) -> None:
    assert [m.location.place.kind for m in mentions(text) if m.location.place] == [PlaceKind.COUNTRY] * 3
    assert all(m.role is not Role.CONTAINER for m in mentions(text))


def test_countries_joined_by_a_hyphen_are_two() -> None:
    found = mentions("They meet at the India-Pakistan border.")
    assert [(m.text, m.location.place and m.location.place.country) for m in found] == [
        ("India", "IN"),
        ("Pakistan", "PK"),
    ]


def test_peoples_joined_by_a_hyphen_are_two() -> None:
    found = find_places("A Swedish-Danish crew.", "en", gazetteer=SHIPPED, peoples=True)
    assert [(m.text, m.location.place and m.location.place.country) for m in found] == [
        ("Swedish", "SE"),
        ("Danish", "DK"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        # a list of counties, the type word behind the last
        ("Roads are shut in Vwclarke and Vwarrow counties.", "Vwclarke", "clarrow"),
        # named with its type word elsewhere, before and after
        ("The sheriff of Vwarrow County came. Schools in Vwarrow are shut.", "Vwarrow", "marrow"),
        ("Schools in Vwarrow are shut. The sheriff of Vwarrow County came.", "Vwarrow", "marrow"),
    ],
)
def test_a_county_is_known_by_less_than_its_name(text: str, name: str, place: str) -> None:
    assert (name, place) in ids(text)


def test_the_town_of_a_county_s_name_is_meant_where_there_is_one() -> None:
    text = "It happened in Vwakeford. The sheriff of Vwakeford County came to Vwexaton and Vwexbton."
    assert ids(text)[0] == ("Vwakeford", "near")


@pytest.mark.parametrize("word", ["Township", "Twp."])
def test_a_township_is_no_county(word: str) -> None:
    (place,) = [m.location.place for m in mentions(f"A barn burned in Vwarrow {word} on Friday.")] or [None]
    assert place is None


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("It rained in Surrey, UK.", "Surrey", ("Surrey County", PlaceKind.DISTRICT)),
        ("It rained in Surrey, British Columbia.", "Surrey", ("Surrey", PlaceKind.SETTLEMENT)),
        ("He lives in D.C. and works there.", "D.C.", ("District of Columbia", PlaceKind.REGION)),
        ("He spoke in Washington, D.C., on Friday.", "Washington", ("Washington", PlaceKind.SETTLEMENT)),
        ("The vote in the European Union is on.", "European Union", ("European Union", PlaceKind.AREA)),
        ("A convoy entered the Gaza Strip.", "Gaza Strip", ("Gaza Strip", PlaceKind.AREA)),
        ("They met in the White House.", "White House", ("White House", PlaceKind.SITE)),
        ("Rain fell in western N.Y. overnight.", "N.Y.", ("New York State", PlaceKind.REGION)),
    ],
)
def test_what_else_news_names(text: str, name: str, meant: tuple[str, PlaceKind]) -> None:
    assert kind(text, name) == meant


@pytest.mark.parametrize(
    "text",
    [
        "VWLANDFORD — Two barns burned.",
        "Two barns burn. VWLANDFORD - The owner was away.",
        "VWLANDFORD, Ohio (AP) Two barns burned.",
        "The bill of Rep. Ann Poe, D-Vwlandford, was read.",
        "The Vwlandford Fire Department came. Nobody in Vwlandford was hurt.",
        "Vwlandford burns. The fire in Vwlandford began at noon.",
    ],
)
def test_a_small_town_is_named_by_a_dateline_a_party_an_institution(text: str) -> None:
    assert ids(text)[0][0].casefold() == "vwlandford"


def test_an_institution_called_like_a_town_names_none_by_itself() -> None:
    assert ids("The Vwlandford High School won.") == []
    assert kind("The Kansas Department of Health warned.", "Kansas") == ("Kansas", PlaceKind.REGION)


@pytest.mark.parametrize(
    "text",
    [
        "The cartoon of the Vwear was banned in Berlin.",
        "Critics wrote to Vwear. Boris Vwear was away.",
        "Critics wrote to Vwear. Vwear said nothing.",
        "The 20th Motorized Vwear Brigade moved.",
        "She was treated at St. Vwear’s Hospital.",
    ],
)
def test_an_animal_a_person_and_a_weapon_are_no_small_town(text: str) -> None:
    assert "Vwear" not in [m.text for m in mentions(text)]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["Vwear", "Vwlandford", *CORNER]))
def test_a_report_on_the_war_names_small_towns_abroad_only_with_their_state(name: str) -> None:
    text = f"Russian forces advanced near Bakhmut, Kupiansk and Pokrovsk. Critics of {name} disagreed."
    area = ("UA", "RU")
    assert name not in [m.text for m in mentions(text, area=area)]
    assert name not in [m.text for m in mentions(text)]
    assert name in [m.text for m in mentions(f"It happened in {name}.")]


def test_a_latin_name_in_a_russian_text_is_no_small_town() -> None:
    assert mentions("Ракеты Patriot и Vwear стоят в Берлине.", "ru")[0].text == "Берлине"


def test_english_names_are_told_by_their_spelling() -> None:
    """Others have many spellings, so that sound counts: Hrafovka and Grafovka."""
    assert [m.text for m in mentions("It happened in Vwlanndford.") if m.location.place] == []
    assert SHIPPED.lookup("Grafovka", lang="en")[0][0].name == "Hrafovka"


def test_an_arabic_article_is_no_part_of_the_name() -> None:
    plain, *_ = mentions("It happened in Minya.")
    with_article, *_ = mentions("It happened in Al-Minya.")
    assert plain.location.place is not None
    assert plain.location.place == with_article.location.place


def test_a_name_spelled_wrong_is_the_same_where_nothing_locates_it() -> None:
    """The first mention has a gloss, by which the village is found; the second has none."""
    first, *_, second = find_places(
        "Troops took Vyskrivva to the west of Popasna. Fighting goes on in Vyskrivva.",
        "en",
        gazetteer=SHIPPED,
    )
    assert first.location.place is not None
    assert second.location.place == first.location.place


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("New York City and Bogota, Colombia, are twinned.", "Bogota", "CO"),
        ("Talks in Tbilisi, Georgia, went on.", "Tbilisi", "GE"),
        ("Talks in Atlanta, Georgia, went on.", "Atlanta", "US"),
    ],
)
def test_a_town_is_that_of_the_country_or_state_behind_it(text: str, name: str, country: str) -> None:
    place = next(m.location.place for m in mentions(text) if m.text == name)
    assert place is not None
    assert place.country == country


def test_a_suburb_before_its_city_does_not_make_that_a_county() -> None:
    assert kind("Fires burn in Hollywood, Los Angeles, and Glendale.", "Los Angeles") == (
        "Los Angeles",
        PlaceKind.SETTLEMENT,
    )
    assert kind("Pigs died in Pandi, Bulacan, on Friday.", "Bulacan") == (
        "Bulacan Province",
        PlaceKind.DISTRICT,
    )
