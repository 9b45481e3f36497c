"""Rivers: told from the towns of their names by what governs them, and put where they pass the places of the report."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata.model import LocationPrecision, PlaceKind, Point
from conflictdata.places import Gazetteer, PlaceMention, find_places
from conflictdata.places._rivers import courses, on_bank, passing

GAZETTEER = Gazetteer.shipped()
rivers = st.sampled_from(sorted(courses()))
points = st.builds(Point, lat=st.floats(46, 53), lon=st.floats(29, 41))


def mentions(text: str, lang: str) -> list[PlaceMention]:
    return find_places(text, lang, area=("UA", "RU"), gazetteer=GAZETTEER)


@pytest.mark.parametrize("id", sorted(courses()))
def test_each_course_is_that_of_a_river_and_passes_about_its_point(id: str) -> None:
    place = GAZETTEER.get(id)
    assert place.kind is PlaceKind.RIVER
    assert place.point is not None
    assert courses()[id].nearest(place.point.lat, place.point.lon)[0] < 35


@given(rivers, points)
def test_the_nearest_point_of_a_river_lies_on_it_and_as_far_as_told(id: str, point: Point) -> None:
    km, at = courses()[id].nearest(point.lat, point.lon)
    assert courses()[id].nearest(at.lat, at.lon)[0] < 0.01
    assert math.isclose(km, point.distance_km(at), rel_tol=0.05, abs_tol=1.0) or km > 150


@given(rivers, points, st.floats(0, 30))
def test_the_nearer_the_bank_the_likelier(id: str, point: Point, radius: float) -> None:
    course = courses()[id]
    _, bank = course.nearest(point.lat, point.lon)
    most, wide, least = (
        on_bank(course, bank, 0.0),
        on_bank(course, point, radius),
        on_bank(course, point, 0.0),
    )
    assert most + 0.01 >= wide >= least > 0


def test_a_river_passes_nothing_that_is_far_from_it() -> None:
    course = courses()["conflictdata:oskil-river"]
    assert passing(course, []) is None
    assert passing(course, [(1.0, 46.6, 32.6, 0.69)]) is None
    near = passing(course, [(1.0, 49.71, 37.61, 0.65), (0.1, 49.2, 37.45, 0.65)])
    assert near is not None
    assert near.distance_km(Point(49.71, 37.61)) < 10


@pytest.mark.parametrize(
    ("lang", "text", "river"),
    [
        ("en", "Marines crossed the Dnipro and dug in around Krynky.", "Dnipro"),
        ("en", "They hold the left bank of the Dnipro near Oleshky.", "Dnipro"),
        ("en", "Columns stopped west of the Irpin, where the road was flooded.", "Irpin"),
        ("en", "Trenches run along the Konka near Vasylivka.", "Konka"),
        ("uk", "Морпіхи форсували Дніпро в районі Кринок.", "Dnipro"),
        ("uk", "Переправа через Дніпро біля Козачих Лагерів триває.", "Dnipro"),
        ("uk", "Мости через Десну підірвано.", "Desna"),
        ("uk", "Човни знищено на Дніпрі біля Голої Пристані.", "Dnipro"),
        ("uk", "Окупанти на правому березі Осколу біля Дворічної.", "Oskil"),
        ("ru", "Противник пытался форсировать Днепр у Крынок.", "Dnipro"),
        ("ru", "Последние группы уходят за Днепр из Крынок.", "Dnipro"),
        ("ru", "Лодки уничтожены на Днепре у Голой Пристани.", "Dnipro"),
        ("ru", "Колонна переправилась через Десну восточнее Чернигова.", "Desna"),
        ("ru", "Взят рубеж вдоль Конки.", "Konka"),
    ],
)
def test_what_is_crossed_or_has_banks_is_a_river(lang: str, text: str, river: str) -> None:
    place = next(m.location.place for m in mentions(text, lang) if m.location.place)
    assert (place.name, place.kind) == (f"{river} River", PlaceKind.RIVER)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Strikes hit Dnipro overnight."),
        ("en", "The mayor of Dnipro said a high-rise burned."),
        ("uk", "У Дніпрі внаслідок удару загинуло двоє людей."),
        ("uk", "Росіяни вдарили по Дніпру."),
        ("ru", "Удар нанесён по Днепру."),
        ("ru", "В Днепре горят склады."),
    ],
)
def test_what_is_struck_or_has_a_mayor_is_the_city(lang: str, text: str) -> None:
    (mention,) = mentions(text, lang)
    assert mention.location.place is not None
    assert mention.location.place.id == "geonames:709930"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Marines crossed the Dnipro near Krynky.", Point(46.73, 33.09)),
        ("A bridge over the Dnipro in Kherson was hit.", Point(46.64, 32.62)),
        ("Boats were sunk on the Dnipro River near Nikopol.", Point(47.57, 34.39)),
        ("Russian troops crossed the Oskil north of Kupyansk.", Point(49.71, 37.62)),
    ],
)
def test_a_river_is_where_it_passes_the_other_places_of_the_report(text: str, at: Point) -> None:
    location = next(
        m.location
        for m in mentions(text, "en")
        if m.location.place and m.location.place.kind is PlaceKind.RIVER
    )
    assert location.precision is LocationPrecision.AREA
    assert location.point is not None
    assert location.point.distance_km(at) < 15


def test_which_part_of_a_river_is_meant_nothing_tells() -> None:
    (mention,) = mentions("Russian forces withdrew across the Dnipro.", "en")
    assert mention.location.precision is LocationPrecision.REGION


def test_a_village_on_the_bank_is_meant_before_its_namesakes() -> None:
    text = "Позиции вдоль Конки у Каменского под огнём."
    river, village = find_places(text, "ru", area=("UA", "RU"), day=dt.date(2023, 8, 2), gazetteer=GAZETTEER)
    assert river.location.place is not None
    assert village.location.place is not None
    assert village.location.place.admin1 == "Zaporizhzhia Oblast"


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("uk", "Безпілотник упав у Дніпро неподалік Херсона.", PlaceKind.RIVER),
        ("uk", "Ракета впала в Дніпрі, є поранені.", PlaceKind.SETTLEMENT),
        ("ru", "Обломки упали в Днепр у Херсона.", PlaceKind.RIVER),
        ("ru", "Обломки дрона упали в Днепре.", PlaceKind.SETTLEMENT),
    ],
)
def test_things_fall_into_a_river_and_down_in_a_city(lang: str, text: str, kind: PlaceKind) -> None:
    place = mentions(text, lang)[0].location.place
    assert place is not None
    assert place.kind is kind
