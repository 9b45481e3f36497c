"""Roads named by number: every spelling is one road, and what the sentence tells chooses its part."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conflictdata.errors import GazetteerError
from conflictdata.model import Location, LocationPrecision, Place, PlaceKind, Point, Relation
from conflictdata.places import Gazetteer, MemoryLayer, PlaceMention, Role, _way, find_places

SHIPPED = Gazetteer.shipped()
ROADS = st.sampled_from(_way.roads())
CYRILLIC = {"M": "М", "H": "Н", "T": "Т", "P": "Р", "A": "А", "E": "Е", "O": "О"}
SENTENCES = {
    "en": "The {} highway is under fire.",
    "uk": "Траса {} під обстрілом.",
    "ru": "Трасса {} под обстрелом.",
}


def road(text: str, lang: str = "en", area: tuple[str, ...] = ()) -> Location:
    """The only road that a text names."""
    (mention,) = roads(text, lang, area)
    return mention.location


def roads(text: str, lang: str = "en", area: tuple[str, ...] = ()) -> list[PlaceMention]:
    found = find_places(text, lang, area=area, gazetteer=SHIPPED)
    return [m for m in found if m.location.place is not None and m.location.place.kind is PlaceKind.ROAD]


def number(location: Location) -> str:
    """Country and number of a road, without its part."""
    assert location.place is not None
    return location.place.id.removeprefix("conflictdata:road-").split(":")[0]


@settings(max_examples=150, deadline=None)
@given(
    ROADS,
    st.sampled_from(list(SENTENCES)),
    st.booleans(),
    st.sampled_from(["", "-", "‑", "–", " "]),
    st.booleans(),
)
def test_every_spelling_of_a_number_is_one_road(
    each: _way.Road, lang: str, cyrillic: bool, gap: str, parted: bool
) -> None:
    assume(each.kind in CYRILLIC)
    kind = CYRILLIC[each.kind] if cyrillic else each.kind
    digits = f"{each.digits[:2]}-{each.digits[2:]}" if parted and len(each.digits) == 4 else each.digits
    area = (each.country,) if each.country else ()  # M-10 to M-12 are roads of both countries
    found = road(SENTENCES[lang].format(f"{kind}{gap}{digits}"), lang, area)
    assert number(found) == each.id.removeprefix("conflictdata:road-")


@settings(max_examples=100, deadline=None)
@given(ROADS, st.data())
def test_a_section_lies_between_its_ends(each: _way.Road, data: st.DataObject) -> None:
    way = _way.way_of(SHIPPED, each)
    assert way is not None
    second = data.draw(st.integers(1, len(way.towns) - 1))
    first = data.draw(st.integers(0, second - 1))
    one, other = way.towns[first], way.towns[second]
    part = way.between(other, one)
    assume(part is not None)
    assert part is not None and part.place.point is not None
    assert part == way.between(one, other)
    assert way.beside(part.place) < 2.0
    length = way.along[second] - way.along[first]
    for end in (one, other):
        assert end.point is not None
        # the middle is taken in degrees, not on the great circle: a hundredth off on a thousand kilometres
        assert part.place.point.distance_km(end.point) <= length / 2 * 1.01 + 2.0
    assert part.place.radius_km <= max(length / 2, _way.LEAST_KM) + 1.0


@settings(max_examples=80, deadline=None)
@given(ROADS, st.sampled_from(["UA", "UA-14", "UA-63", "RU-BEL", "UA-65"]))
def test_a_road_is_never_as_exact_as_a_settlement(each: _way.Road, code: str) -> None:
    found = road(f"A truck was hit on the {each.number} highway.", area=(code,))
    assert found.precision in (LocationPrecision.AREA, LocationPrecision.REGION, LocationPrecision.COUNTRY)
    assert found.place is not None and found.place.radius_km >= _way.LEAST_KM
    assert found.relation is Relation.ALONG


def test_every_town_of_the_table_is_in_the_shipped_gazetteer() -> None:
    for each in _way.roads():
        way = _way.way_of(SHIPPED, each)
        assert way is not None, each.number
        assert [(SHIPPED.region_code(t)) for t in way.towns] == [code for code, _ in each.way], each.number


def test_the_ways_are_no_zigzags() -> None:
    for each in _way.roads():
        way = _way.way_of(SHIPPED, each)
        assert way is not None
        for at in range(len(way.points) - 2):
            a, b, c = way.points[at : at + 3]
            assert a.distance_km(b) + b.distance_km(c) < 1.5 * a.distance_km(c), (
                each.number,
                way.towns[at + 1].name,
            )


@pytest.mark.parametrize(
    ("text", "lang", "id", "between"),
    [
        ("Troops advanced along the H-20 Kostyantynivka-Kramatorsk highway.", "en", "ua-h-20", ("Kostyantynivka", "Kramatorsk")),
        ("The N20 Kostyantynivka-Kramatorsk road is cut.", "en", "ua-h-20", ("Kostyantynivka", "Kramatorsk")),
        ("Shells fell on the M-03 between Slovyansk and Izium.", "en", "ua-m-03", ("Slovyansk", "Izium")),
        ("The M-14 highway from Melitopol to Berdyansk was closed.", "en", "ua-m-14", ("Melitopol", "Berdyansk")),
        ("Трасса Харьков – Изюм (М-03) перекрыта.", "ru", "ua-m-03", ("Харьков", "Изюм")),
        ("Удар по трассе Р-280 «Новороссия» между Мариуполем и Мелитополем.", "ru", "ru-p-280", ("Мариуполь", "Мелитополь")),
        ("Between Orikhiv and Tokmak on the T-0408 a mine went off.", "en", "ua-t-0408", ("Orikhiv", "Tokmak")),
        ("Між Оріховом і Токмаком на дорозі Т-04-08 вибух.", "uk", "ua-t-0408", ("Оріхів", "Токмак")),
        ("They hold the H15 Donetsk City-Zaporizhzhia City highway.", "en", "ua-h-15", ("Donetsk", "Zaporizhzhia")),
        ("Автошлях М-18 від Запоріжжя до Мелітополя закрито.", "uk", "ua-m-18", ("Запоріжжя", "Мелітополь")),
    ],
)  # fmt: skip
def test_two_towns_tell_the_section(text: str, lang: str, id: str, between: tuple[str, str]) -> None:
    found = road(text, lang)
    assert number(found) == id
    assert found.place is not None and found.point is not None
    first, second = (SHIPPED.lookup(name)[0][0] for name in between)
    assert first.id in found.place.id and second.id in found.place.id
    assert first.point is not None and second.point is not None
    whole = first.point.distance_km(second.point)
    assert found.point.distance_km(first.point) < 0.75 * whole
    assert found.point.distance_km(second.point) < 0.75 * whole


def test_the_ends_of_a_section_are_no_places_of_their_own() -> None:
    text = "Shells fell on the M-03 between Slovyansk and Izium."
    roles = {m.text: m.role for m in find_places(text, "en", gazetteer=SHIPPED)}
    assert roles == {"M-03": Role.PLACE, "Slovyansk": Role.MODIFIER, "Izium": Role.MODIFIER}


@pytest.mark.parametrize(
    ("text", "lang", "town"),
    [
        ("A truck was hit on the H-20 near Avdiivka.", "en", "Avdiivka"),
        ("Автодорога Р-66 у Сватово перерезана.", "ru", "Сватово"),
        ("На автошляху М 03 поблизу Ізюма вибухи.", "uk", "Ізюм"),
    ],
)
def test_a_place_beside_the_road_tells_the_part(text: str, lang: str, town: str) -> None:
    found, place = road(text, lang), SHIPPED.lookup(town)[0][0]
    assert found.point == place.point
    assert found.precision is LocationPrecision.AREA


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("Drones hit the M-14 highway in Zaporizhia Oblast.", "en", "UA-23"),
        ("На автошляху М-30 у Донецькій області загинув водій.", "uk", "UA-14"),
        ("На трассе М-3 в Брянской области сгорел грузовик.", "ru", "RU-BRY"),
    ],
)
def test_a_division_tells_the_part(text: str, lang: str, code: str) -> None:
    found = road(text, lang)
    assert found.region == code
    assert found.point is not None
    way_towns = [p for p, km in SHIPPED.near(found.point, 60.0) if p.kind is PlaceKind.SETTLEMENT]
    assert any(SHIPPED.region_code(p) == code for p in way_towns)


def test_alone_the_area_of_the_source_or_the_report_tells_the_part() -> None:
    text = "A truck was hit on the M-14 highway."
    assert road(text, area=("UA-23",)).region == "UA-23"
    assert road(f"Fighting went on near Melitopol and Tokmak. {text}").region == "UA-23"
    whole = road(text)
    assert whole.region == ""
    assert whole.precision is LocationPrecision.COUNTRY  # from Odesa to Novoazovsk


def test_one_number_in_two_countries() -> None:
    assert number(road("A column moved on the M-10 highway near Yavoriv.")) == "ua-m-10"
    assert number(road("A column moved on the M-10 highway near Tver.")) == "ru-m-10"
    assert number(road("The M-03 highway is closed.")) == "ua-m-03"
    assert number(road("The M-3 highway is closed.")) == "ru-m-3"
    assert number(road("The M-3 highway near Poltava is closed.")) == "ua-m-03"


def test_a_territorial_road_that_is_not_known_is_somewhere_in_its_oblast() -> None:
    found = road("Дорогу Т-05-99 заміновано.", "uk")
    assert (found.region, found.precision) == ("UA-14", LocationPrecision.REGION)
    assert not roads("The T-9901 road was mined.")


@pytest.mark.parametrize(
    ("text", "lang", "id"),
    [
        ("A drone hit the Tavrida highway.", "en", "ru-a-291"),
        ("Сбит дрон над трассой «Таврида».", "ru", "ru-a-291"),
        ("Движение по трассе «Дон» остановлено.", "ru", "ru-m-4"),
        ("Traffic on the M-4 Don highway stopped.", "en", "ru-m-4"),
        ("Forces cut the 38K-030 Sudzha-Oboyan highway.", "en", "ru-38k-030"),
    ],
)
def test_names_of_roads(text: str, lang: str, id: str) -> None:
    assert number(road(text, lang)) == id


def test_a_list_of_roads() -> None:
    found = roads("The M-03 and H-20 highways and the T-0504 are under fire.")
    assert [number(m.location) for m in found] == ["ua-m-03", "ua-h-20", "ua-t-0504"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("An M-30 howitzer, an M-46 gun, a T-72 and a T-90 near the front.", "en"),
        ("An A-50 was downed; the P-18 radar and an M-14 rifle were lost.", "en"),
        ("О 20 годині та о 20:30 пролунали вибухи. А 15 військових поранено.", "uk"),
        ("М-46 и Т-80 уничтожены. А 20 марта. Е 95.", "ru"),
        ("They crossed the Don. Crimea is quiet. The ministry of Ukraine.", "en"),
    ],
)
def test_weapons_times_and_countries_are_no_roads(text: str, lang: str) -> None:
    assert roads(text, lang) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["H-20", "М-03", "T0504", "Т-05-", "38K-030", "highway", "трассе", "Kharkiv", "-", "–", " ", "(", ". ", "«Дон»", "between", "and", "Izium", "2", "К-0"]
        ),
        max_size=14,
    ).map(" ".join),
    st.sampled_from(["en", "uk", "ru"]),
)  # fmt: skip
def test_mentions_are_in_order_and_apart(text: str, lang: str) -> None:
    found = find_places(text, lang, gazetteer=SHIPPED)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.outer[0] <= m.start and m.end <= m.outer[1] for m in found)


def test_roads_are_looked_up_by_number_and_id() -> None:
    for spelled in ("H-20", "Н20", "N-20"):
        (found, _), *_ = SHIPPED.lookup(spelled)
        assert found.id == "conflictdata:road-ua-h-20"
        assert SHIPPED.get(found.id) == found
    assert SHIPPED.lookup("X-20") == []
    with pytest.raises(GazetteerError):
        SHIPPED.get("conflictdata:road-ua-h-99")


def test_a_gazetteer_without_the_towns_has_no_roads() -> None:
    place = Place(id="test:a", name="Anywhere", point=Point(50.0, 30.0), country="UA")
    small = Gazetteer([MemoryLayer([place])])
    text = "The H-20 highway and the T-0599 road."
    assert find_places(text, "en", gazetteer=small) == []
