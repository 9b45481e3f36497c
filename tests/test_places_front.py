"""Which of the villages of one name a report of a day means, by about where the front ran."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata.errors import ModelError
from conflictdata.model import Point
from conflictdata.places import find_places
from conflictdata.places._front import FAR, Front, front_on

days = st.dates(dt.date(2022, 2, 24), dt.date(2035, 1, 1))
points = st.builds(Point, lat=st.floats(44, 56), lon=st.floats(22, 45))


@given(days, points)
def test_nowhere_is_a_village_less_likely_than_far_from_the_front(day: dt.date, point: Point) -> None:
    front = front_on(day)
    assert front is not None
    assert 1.0 <= front.weight(f"{point.lat} {point.lon}", point) <= 13.0


@given(st.floats(46, 52), st.floats(0, 30), st.floats(0, 30))
def test_the_nearer_the_likelier(lat: float, one: float, other: float) -> None:
    line = Front((((lat - 1, 37.0), (lat + 1, 37.0)),))
    near, far = (Point(lat=lat, lon=37.0 - steps / 10) for steps in sorted((one, other)))
    assert line.weight("near", near) >= line.weight("far", far)
    assert line.weight("on it", Point(lat=lat, lon=37.0)) > 2 * line.weight(
        "beside", Point(lat=lat, lon=36.5)
    )


@given(days, points)
def test_a_fight_is_told_of_no_place_less_than_far_from_the_front(day: dt.date, point: Point) -> None:
    front = front_on(day)
    assert front is not None
    assert FAR <= front.fought(f"{point.lat} {point.lon}", point) <= 1.0


@pytest.mark.parametrize(
    ("lang", "day", "text", "name", "region"),
    [
        ("ru", dt.date(2024, 12, 15), "Армия освободила Весёлый Гай и Пушкино.", "Пушкино", "Donetsk Oblast"),
        ("ru", dt.date(2024, 8, 20), "Взят посёлок Нью-Йорк, идёт зачистка.", "Нью-Йорк", "Donetsk Oblast"),
        ("ru", dt.date(2025, 11, 13), "Освобождены Ставки и Новоселовка.", "Ставки", "Donetsk Oblast"),
        ("ru", dt.date(2024, 2, 24), "Минобороны: освобождена Победа у Марьинки.", "Победа", "Donetsk Oblast"),
        ("uk", dt.date(2025, 11, 6), "Бої в районах Ставків, Дробишевого.", "Ставків", "Donetsk Oblast"),
        ("en", dt.date(2022, 5, 18), "They could not be dislodged from Komyshuvakha.", "Komyshuvakha", "Luhansk Oblast"),
    ],
)  # fmt: skip
def test_what_is_fought_over_lies_at_the_front(
    lang: str, day: dt.date, text: str, name: str, region: str
) -> None:
    place = next(
        m.location.place for m in find_places(text, lang, area=("UA", "RU"), day=day) if m.text == name
    )
    assert place is not None
    assert place.admin1 == region


def test_what_is_struck_from_the_air_need_not_lie_at_the_front() -> None:
    text = "Беспилотники атаковали Пушкино."
    (mention,) = find_places(text, "ru", area=("UA", "RU"), day=dt.date(2024, 12, 15))
    assert mention.location.place is not None
    assert mention.location.place.admin1 == "Moscow Oblast"


@given(st.datetimes(dt.datetime(2022, 2, 24), dt.datetime(2035, 1, 1), timezones=st.timezones()))
def test_a_time_counts_for_its_day(time: dt.datetime) -> None:
    assert front_on(time) is front_on(time.date())


@pytest.mark.parametrize("day", ["2023-08-20", 20230820])
def test_what_is_no_day_is_told(day: object) -> None:
    with pytest.raises(ModelError, match=r"datetime\.date as day"):
        find_places("Assaults went on near Verbove.", "en", day=day)  # type: ignore[arg-type]


def test_before_the_first_line_and_without_a_day_there_is_no_front() -> None:
    assert front_on(dt.date(2022, 2, 23)) is None
    assert front_on(None) is None


@pytest.mark.parametrize(
    ("name", "day", "region"),
    [
        ("Verbove", dt.date(2023, 8, 20), "Zaporizhzhia Oblast"),
        ("Yablunivka", dt.date(2025, 8, 1), "Donetsk Oblast"),
        ("Verbove", None, None),
        ("Yablunivka", dt.date(2022, 3, 1), None),
    ],
)
def test_the_day_tells_which_of_many_villages_is_meant(
    name: str, day: dt.date | None, region: str | None
) -> None:
    (mention,) = find_places(f"Assaults went on near {name}.", "en", area=("UA",), day=day)
    place = mention.location.place
    assert (place.admin1 if place else None) == region


def test_what_the_text_says_outweighs_the_front() -> None:
    text = "Assaults went on near Verbove in Dnipropetrovsk Oblast."
    mention = find_places(text, "en", area=("UA",), day=dt.date(2023, 8, 20))[0]
    assert mention.location.place is not None
    assert mention.location.place.admin1 == "Dnipropetrovsk Oblast"


def test_a_report_is_read_with_its_day() -> None:
    text = "The General Staff of Ukraine reported that Russian forces attacked near Verbove."
    (claim,) = cd.extract(text, source="reuters", published="2023-08-20", lang="en")
    assert claim.locations[0].place is not None
    assert claim.locations[0].place.admin1 == "Zaporizhzhia Oblast"
