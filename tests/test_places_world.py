"""The shipped gazetteer beyond Ukraine and Russia: divisions, counties, seas, islands, countries in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.model import Place, PlaceKind
from conflictdata.places import Gazetteer, find_places
from conflictdata.places._layers import FileLayer, spellings

GAZETTEER = Gazetteer.shipped()
KEPT_WHOLE = ("UA", "RU", "BY", "MD")


def places(kind: PlaceKind) -> list[Place]:
    """All shipped places of a kind."""
    layer = GAZETTEER.layers[0]
    assert isinstance(layer, FileLayer)
    found = (layer.index.place(row) for row in range(len(layer)))
    return [place for place in found if place.kind is kind]


REGIONS = [place for place in places(PlaceKind.REGION) if place.country not in KEPT_WHOLE]
COUNTRIES = places(PlaceKind.COUNTRY)
COUNTIES = [p for p in places(PlaceKind.DISTRICT) if p.country == "US" and p.name == "Jefferson County"]


def meant(text: str, lang: str = "en") -> list[Place | None]:
    """The places of a text, in its order."""
    return [mention.location.place for mention in find_places(text, lang, gazetteer=GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "lang", "name", "kind", "country"),
    [
        ("Floods hit Karnataka on Friday.", "en", "Karnataka", PlaceKind.REGION, "IN"),
        ("Наводнение в Карнатаке.", "ru", "Karnataka", PlaceKind.REGION, "IN"),
        ("Повінь у Карнатаці.", "uk", "Karnataka", PlaceKind.REGION, "IN"),
        ("A bus burned in Limpopo.", "en", "Limpopo", PlaceKind.REGION, "ZA"),
        ("A ferry sank off Rogaland.", "en", "Rogaland", PlaceKind.REGION, "NO"),
        ("Пожары в Калифорнии.", "ru", "California", PlaceKind.REGION, "US"),
        ("Пожежа в Онтаріо.", "uk", "Ontario", PlaceKind.REGION, "CA"),
        ("Troops left Helmand Province.", "en", "Helmand", PlaceKind.REGION, "AF"),
        ("Rain fell in Lancashire.", "en", "Lancashire", PlaceKind.DISTRICT, "GB"),
        ("A fire broke out in Laurel County.", "en", "Laurel County", PlaceKind.DISTRICT, "US"),
        ("An eruption on Sumatra.", "en", "Sumatra", PlaceKind.AREA, ""),
        ("Ships met in the Mediterranean Sea.", "en", "Mediterranean Sea", PlaceKind.AREA, ""),
        ("Корабли в Средиземном море.", "ru", "Mediterranean Sea", PlaceKind.AREA, ""),
        ("A barge sank in the Mississippi River.", "en", "Mississippi River", PlaceKind.RIVER, ""),
        ("Drought in North Africa.", "en", "North Africa", PlaceKind.AREA, ""),
        ("Fighting in Zaire.", "en", "Democratic Republic of the Congo", PlaceKind.COUNTRY, "CD"),
    ],
)
def test_news_of_the_world_has_its_places(
    text: str, lang: str, name: str, kind: PlaceKind, country: str
) -> None:
    (place,) = meant(text, lang)
    assert place is not None
    assert (place.name, place.kind, place.country) == (name, kind, country)


@given(st.sampled_from(COUNTIES))
def test_a_county_is_that_of_the_state_named_with_it(county: Place) -> None:
    state = next(place for place in REGIONS if place.country == "US" and place.admin1 == county.admin1)
    assert meant(f"The bridge in Jefferson County, {state.name}, was closed.")[0] == county


def test_a_county_is_that_of_the_town_named_with_it() -> None:
    first, *_ = meant("The sheriff of Jackson County came to Medford, Oregon.")
    assert first is not None
    assert (first.name, first.admin1) == ("Jackson County", "Oregon")


@pytest.mark.parametrize(
    ("city", "division"),
    [("Aleppo", "Aleppo province"), ("Puebla", "the state of Puebla"), ("Isfahan", "Isfahan province")],
)
def test_a_name_alone_is_the_city_not_the_province_around_it(city: str, division: str) -> None:
    (alone,) = meant(f"A bomb exploded in {city}.")
    (typed,) = meant(f"A bomb exploded in {division}.")
    assert alone is not None and typed is not None
    assert (alone.kind, typed.kind) == (PlaceKind.SETTLEMENT, PlaceKind.REGION)
    assert alone.admin1 == typed.admin1


@pytest.mark.parametrize(
    "word", ["Central", "Union", "Clay", "Rivers", "Delta", "Plateau", "Kerry", "Clare", "Bright", "Mary"]
)
def test_words_and_surnames_are_no_division_without_its_type_word(word: str) -> None:
    kinds = {place.kind for place, fit in GAZETTEER.lookup(word, lang="en") if fit == 1.0}
    assert not kinds & {PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA, PlaceKind.RIVER}


@settings(max_examples=300)
@given(st.sampled_from(REGIONS))
def test_a_division_is_found_by_each_of_its_names_and_lies_in_its_country(region: Place) -> None:
    assert region.point is not None
    for name in spellings(region):
        assert region.id in {place.id for place, _ in GAZETTEER.lookup(name)}
    assert region.admin1
    assert GAZETTEER.lies_in(region, region)


@given(st.sampled_from([country for country in COUNTRIES if country.population]))
def test_a_country_has_a_name_in_each_language(country: Place) -> None:
    assert {"en", "ru", "uk"} <= {lang for lang, names in country.names if names}


def test_divisions_of_settlements_abroad_are_known() -> None:
    known = {(place.country, place.admin1) for place in REGIONS}
    towns = [p for p in places(PlaceKind.SETTLEMENT) if p.country not in KEPT_WHOLE and p.admin1]
    assert len(towns) > 30_000
    astray = {(town.country, town.admin1) for town in towns} - known
    assert not astray


@pytest.mark.parametrize(
    ("text", "lang", "id"),
    [
        ("Shelling of Halytsia in Chernivtsi Oblast.", "en", "katottg:UA73040170070071027"),
        ("Обстріл Києва.", "uk", "geonames:703448"),
    ],
)
def test_places_at_home_keep_their_names(text: str, lang: str, id: str) -> None:
    first = meant(text, lang)[0]
    assert first is not None
    assert first.id == id
