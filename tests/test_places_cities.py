"""Districts of cities, whose names are those of raions and of other cities, and which reports name without their city."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata.places import PlaceMention, _cities, default, find_places

TABLE: dict[str, list[str]] = tomllib.loads(_cities.TABLE.read_text(encoding="utf-8"))
NAMED = {  # names of the cities by id
    "geonames:703448": ("Києві", "Киеве"),
    "geonames:706483": ("Харкові", "Харькове"),
    "geonames:698740": ("Одесі", "Одессе"),
    "geonames:706448": ("Херсоні", "Херсоне"),
    "geonames:709717": ("Донецьку", "Донецке"),
}


def _of(text: str, lang: str, words: str) -> PlaceMention:
    return next(each for each in find_places(text, lang) if words in each.text)


def _place_id(text: str, lang: str, words: str) -> str:
    place = _of(text, lang, words).location.place
    return "" if place is None else place.id


def test_every_city_of_the_table_is_in_the_shipped_gazetteer_and_of_size() -> None:
    places = [default().get(city) for city in TABLE]
    assert {place.kind.value for place in places} == {"settlement"}
    assert min(place.population for place in places) >= 50_000


@given(st.sampled_from(sorted(NAMED)), st.data())
def test_a_district_is_that_of_the_city_named_before_it(city: str, data: st.DataObject) -> None:
    stem = data.draw(st.sampled_from(TABLE[city]))
    lang = "ru" if stem.endswith("ск") and not stem.endswith("ьск") else "uk"
    ending, noun = ("ом", "районе") if lang == "ru" else ("ому", "районі")
    name = "-".join(part.capitalize() for part in f"{stem}{ending}".split("-"))
    named = NAMED[city][lang == "ru"]
    verb = (
        "В {} повреждён дом. Пожар и в {} {}." if lang == "ru" else "У {} пошкоджено дім. Пожежа і в {} {}."
    )
    assert _place_id(verb.format(named, name, noun), lang, name) == city


@pytest.mark.parametrize(
    ("lang", "text", "words", "id"),
    [
        ("en", "In Kyiv, debris fell on a school in the Dniprovskyi district.", "Dniprovskyi", "geonames:703448"),
        ("en", "A fire broke out in Odesa's Kyivskyi district.", "Kyivskyi", "geonames:698740"),
        ("en", "A drone fell in the Saltivskyi district.", "Saltivskyi", "geonames:706483"),
        ("uk", "Вранці безпілотник упав у Пересипському районі.", "Пересипському", "geonames:698740"),
    ],
)  # fmt: skip
def test_a_district_of_a_city_is_the_city(lang: str, text: str, words: str, id: str) -> None:
    assert _place_id(text, lang, words) == id


def test_a_raion_stays_one_where_no_city_with_such_a_district_is_named() -> None:
    raion = _of("У Дніпровському районі загинула жінка.", "uk", "Дніпровському").location.place
    assert raion is not None and raion.name == "Dnipro Raion"
    told = "У Києві тихо. У Дніпровському районі Дніпропетровської області загинула жінка."
    behind = _of(told, "uk", "Дніпровському").location.place
    assert behind is not None and behind.name == "Dnipro Raion"


def test_a_district_of_the_city_is_no_raion_far_away() -> None:
    for lang, text in (
        ("uk", "Вибух у Дніпровському районі міста."),
        ("ru", "Взрыв в Днепровском районе города."),
    ):
        assert not find_places(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("uk", "Пожежа на Кримському півострові.", "Crimea"),
        ("ru", "Пожар на Крымском полуострове.", "Crimea"),
        ("en", "A fire on the Crimean peninsula.", "Crimean Peninsula"),
        ("en", "Inspectors left the ZNPP on Friday.", "Zaporizhzhia Nuclear Power Plant"),
        ("uk", "Інспектори залишили ЗАЕС у п'ятницю.", "Zaporizhzhia Nuclear Power Plant"),
    ],
)
def test_peninsulas_and_plants_by_their_letters(lang: str, text: str, name: str) -> None:
    found = [each.location.place for each in find_places(text, lang)]
    assert [place.name for place in found if place is not None] == [name]


def test_a_district_of_moscow_is_no_village_elsewhere() -> None:
    text = "В Сумском районе стреляли в Хотени, Марьино и Писаревке."
    place = _of(text, "ru", "Марьино").location
    assert place.place is None or place.place.admin1 == "Sumy Oblast"
    assert place.region == "UA-59"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Тыловые трассы под ударом."),
        ("en", "Ivanov told the court that he was there."),
        ("en", "A substation on Michurina Street burned."),
    ],
)
def test_adjectives_surnames_and_streets_are_no_villages(lang: str, text: str) -> None:
    assert not find_places(text, lang)


def test_a_former_name_of_a_city_yields_to_the_villages_that_bear_it() -> None:
    named = _of("В Днепропетровской области взята Александровка, бои у Донецка.", "ru", "Александровка")
    assert named.location.place is None or named.location.place.name == "Oleksandrivka"


@pytest.mark.parametrize(
    ("lang", "text", "words", "name"),
    [
        ("en", "Fires burned in Kharkov Region.", "Kharkov Region", "Kharkiv Oblast"),
        ("ru", "Дроны сбиты в Чертковском и Миллеровском районах.", "Чертковском", "Chertkovo Raion"),
        ("en", "Troops forded the Vovcha River near Starytsia.", "Vovcha River", "Vovcha River"),
        ("en", "The mayor left the Kiev region.", "Kiev region", "Kyiv Oblast"),
        ("en", "Quiet days on the Oskil front.", "Oskil", "Oskil River"),
        ("ru", "Двое пострадали в Великобурлукской громаде.", "Великобурлукской", "Velykyi Burluk Hromada"),
        ("uk", "Бої біля Райгородку в Донецькій області.", "Райгородку", "Raihorodok"),
    ],
)
def test_names_in_other_spellings_and_cases(lang: str, text: str, words: str, name: str) -> None:
    place = _of(text, lang, words).location.place
    assert place is not None and place.name == name
