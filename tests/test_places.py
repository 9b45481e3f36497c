"""Finding and resolving places in texts, on the gazetteer that the package ships."""

from __future__ import annotations

import attrs
import places_eval
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.errors import GazetteerError
from conflictdata.model import LocationPrecision, Place, PlaceKind, Point, Relation
from conflictdata.places import Gazetteer, MemoryLayer, PlaceMention, Role, _scan, find_places
from conflictdata.places._gazetteer import SHIPPED
from conflictdata.places._layers import FileLayer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.shipped()


def only(mentions: list[PlaceMention], words: str) -> PlaceMention:
    found = [m for m in mentions if m.text == words]
    assert len(found) == 1, [m.text for m in mentions]
    return found[0]


WORDS = [
    "Kyiv",
    "Суми",
    "(north of ",
    "near ",
    "в районе ",
    "Басовки",
    " Oblast",
    " області",
    "8 km ",
    "и ",
    ", ",
    "\n",
]
WORDS += [
    "—",
    "«Север»",
    "'s",
    "-",
    "Pokrovsk",
    "direction",
    " напрямку",
    "St. ",
    "село ",
    "\u0301",
    "İ",
    "ß",
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map("".join))


@settings(max_examples=60, deadline=None)
@given(texts, st.sampled_from(["en", "uk", "ru", "de"]))
def test_any_text_gives_mentions_that_point_at_it(text: str, lang: str) -> None:
    end = 0
    for mention in find_places(text, lang, gazetteer=Gazetteer.shipped()):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.outer[0] <= mention.start
        assert mention.end <= mention.outer[1] <= len(text)
        assert text[mention.start : mention.end] == mention.text == mention.location.mention
        assert 0 <= mention.location.score <= 1
        scores = [score for _, score in mention.alternatives]
        assert scores == sorted(scores, reverse=True)
        end = mention.end


places = st.builds(
    Place,
    id=st.integers(1, 999).map(lambda n: f"test:{n}"),
    name=st.sampled_from(["Pokrovsk", "Basivka", "Lyman", "Nova Hora", "Zelene"]),
    point=st.builds(Point, st.floats(44, 56), st.floats(22, 45)),
    country=st.sampled_from(["UA", "RU"]),
    population=st.integers(0, 5000),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(places, max_size=6, unique_by=lambda p: p.id))
def test_more_places_unresolve_nothing(more: list[Place]) -> None:
    text = "Shelling hit Sudzha and Guyevo in Kursk Oblast and the village of Yunakivka in Sumy Oblast."
    base = FileLayer(SHIPPED)
    before = find_places(text, "en", gazetteer=Gazetteer([base]))
    after = find_places(text, "en", gazetteer=Gazetteer([base, MemoryLayer(more)]))
    resolved = {m.text: m.location.place.id for m in before if m.location.place}
    assert resolved.items() <= {m.text: m.location.place.id for m in after if m.location.place}.items()
    assert len(resolved) == 5


@pytest.mark.parametrize(
    "name", ["Bakhmut", "BAKHMUT", "bakhmut", "Бахмут", "«Бахмут»", "Artemivsk", "Артемовск", "Bahmut"]
)
def test_lookup_forgives_case_script_and_age(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name, country="UA")[0][0].id == "geonames:713174"


@pytest.mark.parametrize(
    ("names", "lat", "lon"),
    [
        (("Hrafovka", "Grafovka", "Графовка", "Графовке", "Графівці"), 50.9203, 35.4256),
        (("Sverdlikovo", "Свердликово", "Свердликове"), 51.2511, 35.1178),
        (("Gogolevka", "Гоголевка", "Гоголевкой"), 51.1817, 35.1825),
        (("Novenke", "Новенке", "Новеньке"), 51.2202, 35.1054),
        (("Guyevo", "Гуево", "Гуеве", "Guevo"), 51.092, 35.269),
    ],
)
def test_border_villages_are_known(
    gazetteer: Gazetteer, names: tuple[str, ...], lat: float, lon: float
) -> None:
    for name in names:
        points = [place.point for place, _ in gazetteer.lookup(name) if place.point]
        assert any(point.distance_km(Point(lat, lon)) < 2 for point in points), name


def test_a_village_without_a_position_has_its_districts() -> None:
    mention = only(find_places("Mines were laid near Nadezhevka, Belgorod Oblast.", "en"), "Nadezhevka")
    assert mention.location.precision is LocationPrecision.DISTRICT
    assert mention.location.point is not None
    assert mention.location.point.distance_km(Point(50.87, 35.40)) < 10


@pytest.mark.parametrize(
    ("lang", "text", "words", "relation", "precision"),
    [
        ("en", "A convoy was hit 8 km north of Yunakivka.", "Yunakivka", "north-of", "vicinity"),
        (
            "en",
            "A convoy was hit eight kilometers southwest of Yunakivka.",
            "Yunakivka",
            "southwest-of",
            "vicinity",
        ),
        ("en", "They fought near the village of Yunakivka.", "Yunakivka", "near", "vicinity"),
        ("en", "They fought on the northern outskirts of Toretsk.", "Toretsk", "outskirts", "settlement"),
        ("en", "They fought in the Kupyansk direction.", "Kupyansk", "direction", "area"),
        ("en", "They fought in Toretsk.", "Toretsk", "in", "settlement"),
        ("ru", "Бой шёл в 8 км севернее Юнаковки.", "Юнаковки", "north-of", "vicinity"),
        ("ru", "Бой шёл в районе населённого пункта Юнаковка.", "Юнаковка", "near", "vicinity"),
        ("ru", "Бой шёл на северной окраине Волчанска.", "Волчанска", "outskirts", "settlement"),
        ("ru", "На Купянском направлении без перемен.", "Купянском направлении", "direction", "area"),
        ("uk", "Бій точився за 8 км на північ від Юнаківки.", "Юнаківки", "north-of", "vicinity"),
        ("uk", "Бій точився поблизу Юнаківки.", "Юнаківки", "near", "vicinity"),
        ("uk", "Бій точився на північній околиці Вовчанська.", "Вовчанська", "outskirts", "settlement"),
        ("uk", "На Куп’янському напрямку без змін.", "Куп’янському напрямку", "direction", "area"),
        ("uk", "На Сумщині без змін.", "Сумщині", "in", "region"),
        ("ru", "В Брянской области сбиты два дрона.", "Брянской области", "in", "region"),
    ],
)
def test_relations(lang: str, text: str, words: str, relation: str, precision: str) -> None:
    location = only(find_places(text, lang), words).location
    assert (location.relation, location.precision) == (Relation(relation), LocationPrecision(precision))
    assert location.place is not None


def test_a_stated_distance_moves_the_point_that_far() -> None:
    location = only(find_places("A depot burned 25 km northwest of Sumy.", "en"), "Sumy").location
    assert location.place is not None
    assert location.place.point is not None
    assert location.point is not None
    assert location.distance_km == 25
    assert location.place.point.distance_km(location.point) == pytest.approx(25, abs=1)  # to 0.01 degree
    assert location.place.point.bearing(location.point) == pytest.approx(315, abs=3)


def test_miles_become_kilometres() -> None:
    location = only(find_places("A depot burned 10 miles east of Sumy.", "en"), "Sumy").location
    assert location.distance_km == pytest.approx(16.09, abs=0.01)


def test_a_line_lies_between_its_ends() -> None:
    location = only(find_places("They hold the Svatove-Kreminna line.", "en"), "Svatove-Kreminna").location
    assert location.relation is Relation.BETWEEN
    assert location.other is not None
    assert location.other.name.startswith("Kreminna")
    assert location.point is not None
    assert location.point.distance_km(Point(49.23, 38.18)) < 10


@pytest.mark.parametrize(
    ("text", "lang", "words", "region"),
    [
        ("Shells fell on Pokrovka in Sumy Oblast.", "en", "Pokrovka", "UA-59"),
        ("Shells fell on Pokrovka, Odesa Oblast.", "en", "Pokrovka", "UA-51"),
        ("Снаряды упали на село Покровка Одесской области.", "ru", "Покровка", "UA-51"),
        ("Снаряди впали на село Покровка на Сумщині.", "uk", "Покровка", "UA-59"),
        ("They seized Mykolaivka (east of Slovyansk).", "en", "Mykolaivka", "UA-14"),
        ("They seized Kostyantynivka (south of Kramatorsk).", "en", "Kostyantynivka", "UA-14"),
    ],
)
def test_named_divisions_and_glosses_decide(text: str, lang: str, words: str, region: str) -> None:
    assert only(find_places(text, lang), words).location.region == region


def test_a_gloss_excludes_what_lies_elsewhere() -> None:
    """There is a Rivne of a quarter of a million people, and it is not northwest of Hulyaipole."""
    mentions = find_places("Troops hold Rivne (northwest of Hulyaipole).", "en")
    location = only(mentions, "Rivne").location
    assert location.point is not None
    assert location.point.distance_km(Point(47.66, 36.26)) < 60
    assert only(mentions, "Hulyaipole").role is Role.GLOSS


def test_an_unknown_name_gets_a_rough_point_and_no_place() -> None:
    mentions = find_places("Troops seized Qwertivka and Asdfivka (both north of Lyman).", "en")
    for words in ("Qwertivka", "Asdfivka"):
        location = only(mentions, words).location
        assert location.place is None
        assert location.precision is LocationPrecision.AREA
        assert location.point is not None
        assert 5 < location.point.distance_km(Point(48.99, 37.80)) < 40


@pytest.mark.parametrize(
    ("text", "lang", "glossed"),
    [
        ("Troops hold Dibrova and Yarova, both just west of Lyman.", "en", ["Dibrova", "Yarova"]),
        ("Troops hold Dibrova, which lies west of Lyman.", "en", ["Dibrova"]),
        ("Troops hold Dibrova to the west of Lyman.", "en", ["Dibrova"]),
        ("Війська тримають Діброву та Ярову, обидва на захід від Лимана.", "uk", ["Діброву", "Ярову"]),
        ("Войска удерживают Яровую, расположенную западнее Лимана.", "ru", ["Яровую"]),
    ],
)
def test_a_side_behind_a_list_says_where_its_places_lie(text: str, lang: str, glossed: list[str]) -> None:
    mentions = find_places(text, lang)
    assert [each.text for each in mentions if each.role is Role.PLACE] == glossed
    assert [each.text[:4] for each in mentions if each.role is Role.GLOSS] == [
        {"en": "Lyma"}.get(lang, "Лима")
    ]
    lyman = Point(48.99, 37.80)
    for each in mentions:
        point = each.location.point
        assert point is not None
        assert point.distance_km(lyman) < 60


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        ("They hold Marinka, Qwerny and Asdfyshche.", "en", ["Marinka", "Qwerny", "Asdfyshche"]),
        ("Infantry entered Qwertivka and shelled Asdfovka.", "en", ["Qwertivka", "Asdfovka"]),
        ("Fighting goes on in Zubrohrad.", "en", ["Zubrohrad"]),
        ("Fighting goes on. Zubrohrad said so.", "en", []),
        ("Пехота заняла Кривосеевку и закрепилась в Нижнекаменово.", "ru", ["Кривосеевку", "Нижнекаменово"]),
        ("Забастовка кончилась, Остановка перенесена.", "ru", ["Остановка"]),  # a capital inside a sentence
        ("Піхота увійшла до Хрущокалівки, бій точиться у Верхньозайкове.", "uk", ["Хрущокалівки", "Верхньозайкове"]),
        ("Автівка була стара.", "uk", []),
    ],
)  # fmt: skip
def test_a_name_in_no_gazetteer_is_known_by_its_ending(text: str, lang: str, names: list[str]) -> None:
    mentions = find_places(text, lang)
    assert [each.text for each in mentions] == names
    unknown = [each.location for each in mentions if each.text != "Marinka"]
    assert all(each.place is None and each.score <= 0.2 for each in unknown)


def test_an_unknown_village_has_the_precision_of_its_region() -> None:
    mentions = find_places("They shelled the village of Qwertivka in Sumy Oblast.", "en")
    location = only(mentions, "Qwertivka").location
    assert location.place is None
    assert location.precision is LocationPrecision.REGION
    assert location.region == "UA-59"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("General Oleksandr Lyman spoke.", "en"),
        ("The Eastern Group of Forces sent tanks.", "en"),
        ("The Azov brigade fought.", "en"),
        ("Штурмовики группировки «Север» наступают.", "ru"),
        ("Генерал Роман Курский доложил.", "ru"),
        ("Полковник Андрій Лиманський доповів.", "uk"),
        ("Президент Володимир Зеленський прибув.", "uk"),
    ],
)
def test_people_and_units_are_no_places(text: str, lang: str) -> None:
    assert [m.text for m in find_places(text, lang) if m.role is Role.PLACE] == []


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("Kursk Oblast Governor Alexander Khinshtein spoke.", "Kursk Oblast", Role.MODIFIER),
        ("Kyiv’s incursion surprised them.", "Kyiv", Role.MODIFIER),
        ("Moscow rejected the offer.", "Moscow", Role.MODIFIER),
        ("A blast shook Moscow on Monday; drones flew over Moscow Oblast.", "Moscow Oblast", Role.PLACE),
        ("Smoke rose in Dubna, Moscow Oblast.", "Moscow Oblast", Role.CONTAINER),
    ],
)
def test_roles(text: str, words: str, role: Role) -> None:
    assert only(find_places(text, "en"), words).role is role


def test_lists_share_their_relation_and_region() -> None:
    mentions = find_places("Drones fell near Sudzha, Korenevo and Glushkovo in Kursk Oblast.", "en")
    listed = [m.location for m in mentions if m.role is Role.PLACE]
    assert [location.relation for location in listed] == [Relation.NEAR] * 3
    assert {location.region for location in listed} == {"RU-KRS"}


def test_plural_regions() -> None:
    mentions = find_places("Fighting in the Sumy and Kharkiv regions goes on.", "en")
    assert [m.location.region for m in mentions] == ["UA-59", "UA-63"]
    assert {m.location.precision for m in mentions} == {LocationPrecision.REGION}


def test_one_name_means_one_place_in_a_text() -> None:
    text = "They seized Andriivka (north of Sumy City). Later that day, drones struck Andriivka."
    first, second = (m.location.point for m in find_places(text, "en") if m.text == "Andriivka")
    assert first is not None
    assert second is not None
    assert first.distance_km(second) < 30


def test_the_usual_area_of_a_source_counts() -> None:
    text = "Взрывы слышны в Дзержинске."
    place = only(find_places(text, "ru", area=("RU-NIZ", "RU")), "Дзержинске").location.place
    assert place is not None
    assert place.country == "RU"


def test_reverse_lookups(gazetteer: Gazetteer) -> None:
    point = Point(51.19, 35.09)
    found = gazetteer.near(point, 6)
    assert found[0][0].id == "geonames:712763"
    assert [d for _, d in found] == sorted(d for _, d in found)
    assert all(d <= 6 for _, d in found)
    assert gazetteer.admin(point)[:2] == ("UA", "Sumy Oblast")
    assert gazetteer.admin(Point(-60, -140)) == ("", "", "")


def test_occupied_territory_is_entered_under_ukraine(gazetteer: Gazetteer) -> None:
    for name in ("Sevastopol", "Simferopol", "Donetsk", "Melitopol", "Crimea"):
        assert gazetteer.lookup(name)[0][0].country == "UA", name


def test_unknown_ids_are_named(gazetteer: Gazetteer) -> None:
    with pytest.raises(GazetteerError, match="geonames:99999999"):
        gazetteer.get("geonames:99999999")


def test_places_of_plugins_are_found() -> None:
    farm = Place(
        id="test:1", name="Zhovta Krynytsia", kind=PlaceKind.SETTLEMENT, point=Point(50, 35), country="UA"
    )
    gazetteer = Gazetteer([FileLayer(SHIPPED), MemoryLayer([farm])])
    mention = only(
        find_places("Mortars hit Zhovta Krynytsia.", "en", gazetteer=gazetteer), "Zhovta Krynytsia"
    )
    assert mention.location.place == attrs.evolve(farm)


def test_accuracy_on_the_labelled_set() -> None:
    """What the project promises: 95 % of mentions found, 95 % of these within 5 km, in each language."""
    tallies = places_eval.evaluate(places_eval.ours)
    assert tallies["all"].labels >= 300
    for name, tally in tallies.items():
        assert tally.found >= 0.95 * tally.labels, name
        assert tally.right >= 0.95 * tally.found, name
        assert tally.extra <= 0.05 * tally.labels, name


def test_a_first_word_alone_is_not_the_place() -> None:
    (mention,) = find_places("They shelled the village of Vesela Qwertivka.", "en")
    assert mention.text == "Vesela Qwertivka"
    assert mention.location.place is None


def test_a_line_may_begin_with_a_name_of_two_words() -> None:
    location = only(
        find_places("They hold the Chasiv Yar-Bakhmut line.", "en"), "Chasiv Yar-Bakhmut"
    ).location
    assert location.place is not None
    assert location.other is not None
    assert (location.place.name, location.other.name) == ("Chasiv Yar", "Bakhmut")


def test_given_names_do_not_hide_villages() -> None:
    mentions = find_places("Взрывы в Антоновке Херсонской области.", "ru")
    assert [m.location.region for m in mentions] == ["UA-65", "UA-65"]


# --- settlements without a position of their own ----------------------------------------------------------


def approximate(gazetteer: Gazetteer) -> list[Place]:
    """Settlements whose position is that of their hromada."""
    index = gazetteer.layers[0].index  # type: ignore[attr-defined]
    return [place for row in range(0, len(index), 7) if (place := index.place(row)).radius_km > 0]


def test_every_settlement_of_ukraine_is_known_with_its_divisions(gazetteer: Gazetteer) -> None:
    index = gazetteer.layers[0].index  # type: ignore[attr-defined]
    inside = [p for row in range(len(index)) if (p := index.place(row)).country == "UA" and p.admin3]
    villages = [p for p in inside if p.kind is PlaceKind.SETTLEMENT]
    assert len(villages) > 29_000  # the codifier has 29,703 settlements
    assert all(p.admin2 for p in villages if "Kyiv" not in p.admin1)
    assert len({p.id for p in villages}) == len(villages)


def test_most_settlements_have_a_position_of_their_own(gazetteer: Gazetteer) -> None:
    index = gazetteer.layers[0].index  # type: ignore[attr-defined]
    inside = [p for row in range(len(index)) if (p := index.place(row)).country == "UA" and p.admin3]
    assert sum(p.kind is PlaceKind.SETTLEMENT and not p.radius_km for p in inside) > 26_500
    for text, point in (
        ("They took Dovhenke, Izium raion.", Point(49.03, 37.31)),
        ("Fighting near Velyka Znamianka, Zaporizhzhia Oblast.", Point(47.44, 34.35)),
    ):
        place = find_places(text, "en")[0].location.place
        assert place is not None and place.point is not None and not place.radius_km
        assert place.point.distance_km(point) < 4


def test_an_approximate_position_is_never_given_as_exact(gazetteer: Gazetteer) -> None:
    some = approximate(gazetteer)
    assert len(some) > 300
    for place in some[::40]:
        text = f"They shelled the village of {place.name}, {place.admin2}, {place.admin1}."
        location = next(m for m in find_places(text, "en") if m.text == place.name).location
        assert location.precision is not LocationPrecision.SETTLEMENT or (
            location.place is not None and location.place.radius_km == 0
        )
        if location.place == place:
            assert location.precision is LocationPrecision.DISTRICT
            assert (location.ucdp_where_prec, location.acled_geo_precision) == (3, 2)


def test_nothing_lies_near_a_point_that_only_its_hromada_has(gazetteer: Gazetteer) -> None:
    for place in approximate(gazetteer)[::200]:
        assert place.point is not None
        assert all(found.radius_km == 0 for found, _ in gazetteer.near(place.point, 5))


@pytest.mark.parametrize(
    ("text", "lang", "hromada"),
    [
        ("Shells fell in the Shakhove hromada.", "en", "Shakhove Hromada"),
        ("Обстріл Шахівської громади тривав годину.", "uk", "Shakhove Hromada"),
        ("Обстріляли Хотінську сільську громаду.", "uk", "Khotin Hromada"),
        ("Обстреляли Краснопольскую громаду.", "ru", "Krasnopillia Hromada"),
    ],
)
def test_hromadas_are_places(text: str, lang: str, hromada: str) -> None:
    place = find_places(text, lang, area=("UA",))[0].location.place
    assert place is not None
    assert (place.name, place.admin3) == (hromada, hromada)
    assert place.id.startswith("katottg:UA")


def test_a_hromada_tells_namesakes_apart() -> None:
    found = set()
    for hromada in ("Hrodivka", "Mykolaivka", "Khlibodarivka"):
        text = f"Shells fell near Malynivka ({hromada} hromada), Donetsk Oblast."
        place = only(find_places(text, "en"), "Malynivka").location.place
        assert place is not None
        assert place.admin3 == f"{hromada} Hromada"
        found.add(place.id)
    assert len(found) == 3


def test_a_raion_excludes_the_namesakes_of_others() -> None:
    for raion in ("Pokrovsk", "Kramatorsk", "Volnovakha"):
        location = only(find_places(f"Fires burned in Malynivka, {raion} raion.", "en"), "Malynivka").location
        assert location.place is None or location.place.admin2 == f"{raion} Raion"


def test_namesakes_of_equal_weight_stay_unresolved_in_the_division_they_share(gazetteer: Gazetteer) -> None:
    twins = [
        Place(
            id=f"test:{n}",
            name="Zhovtyi Kamin",
            point=Point(49.0 + n / 2, 28.5),
            country="UA",
            admin1="Vinnytsia Oblast",
        )
        for n in range(2)
    ]
    both = Gazetteer([*gazetteer.layers, MemoryLayer(twins)])
    mention = only(find_places("They shelled Zhovtyi Kamin.", "en", gazetteer=both), "Zhovtyi Kamin")
    assert mention.location.place is None
    assert mention.location.region == "UA-05"
    assert mention.location.precision is LocationPrecision.REGION
    assert {place.id for place, _ in mention.alternatives} == {"test:0", "test:1"}
    one = Gazetteer([*gazetteer.layers, MemoryLayer(twins[:1])])
    mention = only(find_places("They shelled Zhovtyi Kamin.", "en", gazetteer=one), "Zhovtyi Kamin")
    assert mention.location.place == twins[0]


def test_a_misspelled_village_of_a_named_district_is_found() -> None:
    location = only(find_places("They shelled Yunokivka, Sumy raion.", "en"), "Yunokivka").location
    assert location.place is not None
    assert location.place.name == "Yunakivka"
    assert location.score < 0.8
    elsewhere = only(find_places("They shelled Yunokivka, Bucha raion.", "en"), "Yunokivka").location
    assert elsewhere.place is None


def test_a_town_outweighs_the_villages_of_its_name() -> None:
    for name in ("Poltava", "Lozova", "Pokrovsk", "Izium"):
        place = only(find_places(f"Drones flew over {name}.", "en", area=("UA",)), name).location.place
        assert place is not None
        assert place.population > 15_000


def test_a_gloss_places_an_approximate_village_between_its_hromada_and_the_gloss(
    gazetteer: Gazetteer,
) -> None:
    own = Place(
        id="test:Q",
        name="Qwertivka",
        country="UA",
        admin1="Donetsk Oblast",
        admin2="Kramatorsk Raion",
        point=Point(48.72, 37.56),
        radius_km=20,
    )
    known = Gazetteer([*gazetteer.layers, MemoryLayer([own])])
    found = find_places("They took Qwertivka (north of Kostiantynivka).", "en", gazetteer=known)
    place, location = own, only(found, "Qwertivka").location
    assert location.place == place
    assert location.point is not None
    assert place.point is not None
    assert 0 < location.point.distance_km(place.point) <= place.radius_km
    assert location.precision is LocationPrecision.DISTRICT


def test_an_initial_makes_a_surname() -> None:
    assert find_places("The map was drawn by A. B. Yunakivka in May.", "en") == []


def test_a_region_is_not_lost_for_a_country_named_behind_it() -> None:
    mention = only(find_places("Fires burned in Kharkiv Oblast, Russia said.", "en"), "Kharkiv Oblast")
    assert mention.location.region == "UA-63"


def test_a_namesake_near_what_is_named_with_it_is_taken_for_the_likelier_one_far_away() -> None:
    text = "They cleared Andriivka, an officer said, speaking of the fighting in Sumy Oblast."
    place = only(find_places(text, "en", area=("UA",)), "Andriivka").location.place
    assert place is not None
    assert place.admin1 == "Sumy Oblast"


_PIECES = {
    "en": ["The", "Russian", "Ukrainian", "Kremlin", "forces", "near", "in", "and", "Pokrovsk", "Qwertivka", "Kherson", "City", "Oblast",
           "Oblasts", "district", "(north of", "Lyman)", ",", "of", "the village of", "Ministry", "St.", "Paul", "airfield", "-based", "both"],
    "uk": ["У", "Росіяни", "Українські", "сили", "біля", "та", "на", "Покровська", "Покровському", "напрямку", "Харківщині", "Прилуччини", "Щось",
           "області", "районі", "село", "Лиману", ",", "(північніше", "Сумах)", "Міністерство", "ОВА", "під", "Степове", "Нікопольського"],
    "ru": ["В", "Российские", "Украинские", "силы", "под", "и", "на", "Покровском", "Курской", "направлении", "Что-то", "Шебекино", "области",
           "районе", "село", "Лимана", ",", "(севернее", "Сум)", "Минобороны", "ВСУ", "Красный", "Белая", "Глушковского", "аэродром"],
}  # fmt: skip


@given(st.data(), st.sampled_from(sorted(_PIECES)))
@settings(max_examples=400)
def test_words_that_are_passed_over_quickly_would_have_been_no_places(data: st.DataObject, lang: str) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(_PIECES[lang]), min_size=1, max_size=14)))
    quick = find_places(text, lang)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_scan, "bareness", lambda *_: None)
        assert find_places(text, lang) == quick


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("В Ставрополе и Будённовске прогремели взрывы.", "Ставрополе", PlaceKind.SETTLEMENT),
        ("В Ставрополе взрывы. На Ставрополье объявлена опасность.", "Ставрополье", PlaceKind.REGION),
    ],
)
def test_of_a_city_and_the_region_called_after_it_the_one_named_is_meant(
    text: str, name: str, kind: PlaceKind
) -> None:
    place = only(find_places(text, "ru"), name).location.place
    assert place is not None
    assert (place.kind, place.admin1) == (kind, "Stavropol Krai")


def test_a_town_whose_name_no_other_bears_is_found_far_from_the_others_named() -> None:
    place = only(find_places("Взрывы прогремели в Туапсе и Новоайдаре.", "ru"), "Новоайдаре").location.place
    assert place is not None
    assert place.admin1 == "Luhansk Oblast"


def test_a_village_has_no_double_under_its_russian_name(gazetteer: Gazetteer) -> None:
    found = [place for place, _ in gazetteer.lookup("Петро-Ивановка") if place.admin1 == "Kharkiv Oblast"]
    assert [place.id for place in found] == ["katottg:UA63080050410023346"]


@pytest.mark.parametrize("name", ["Новоекономічне", "Новоэкономическое", "Novoekonomichne"])
def test_a_village_beside_a_town_that_was_once_called_like_it_is_not_the_town(
    name: str, gazetteer: Gazetteer
) -> None:
    best = max(gazetteer.lookup(name), key=lambda each: each[1])
    assert best == (gazetteer.get("katottg:UA14160050020062757"), 1.0)


@pytest.mark.parametrize(
    ("lang", "text", "name", "expected"),
    [
        (
            "ru",
            "В Крыму взрывы: слышно в Черноморском и Евпатории.",
            "Черноморском",
            ("Crimea", "Chornomorske"),
        ),
        ("ru", "Бои идут под Торецком.", "Торецком", ("Donetsk Oblast", "Toretsk")),
        (
            "uk",
            "На Олександрівському напрямку 11 атак, окупанти шукають переправи через Гайчур на південь від Покровського.",
            "Покровського",
            ("Dnipropetrovsk Oblast", "Pokrovske"),
        ),
        (
            "uk",
            "Під ударом — Кам’янське Василівського району.",
            "Кам’янське",
            ("Zaporizhzhia Oblast", "Kamyanske"),
        ),
        ("ru", "В слободе Белая Беловского района дрон убил водителя.", "Белая", ("Kursk Oblast", "Belaya")),
        (
            "ru",
            "Дроны сбили в Россошанском районе.",
            "Россошанском районе",
            ("Voronezh Oblast", "Rossosh’ Raion"),
        ),
    ],
)
def test_the_form_of_a_name_and_what_stands_beside_it_tell_the_place(
    lang: str, text: str, name: str, expected: tuple[str, str]
) -> None:
    place = only(find_places(text, lang), name).location.place
    assert place is not None
    assert (place.admin1, place.name) == expected


def test_the_seat_of_a_district_is_the_town_and_not_its_namesake(gazetteer: Gazetteer) -> None:
    district = gazetteer.get("conflictdata:district-ru-vor-rosow")
    assert district.point is not None
    assert district.point.distance_km(Point(50.2, 39.55)) < 10


@pytest.mark.parametrize(
    ("text", "name", "raion"),
    [
        ("Russian forces attacked northeast of Bakhmut near Vyimka (22km northeast) and Fedorivka (15km northeast).", "Fedorivka", "Bakhmut Raion"),
        ("Fighting went on in Kuzemivka (13km northeast of Svatove).", "Kuzemivka", "Svatove Raion"),
        ("Russian forces attacked north of Kostyantynivka near Predtechyne.", "Predtechyne", "Kramatorsk Raion"),
        ("Russian forces cut the highway near Vesele, northeast of Avdiivka.", "Vesele", "Pokrovsk Raion"),
    ],
)  # fmt: skip
def test_rough_bearings_and_distances_alone_locate_a_village(text: str, name: str, raion: str) -> None:
    place = only(find_places(text, "en"), name).location.place
    assert place is not None
    assert place.admin2 == raion


def test_a_namesake_far_from_what_locates_it_is_left_unresolved() -> None:
    location = only(
        find_places("Russian forces attacked north of Kostyantynivka near Shevchenkove.", "en"),
        "Shevchenkove",
    ).location
    assert location.place is None
