"""Names that only the words around them tell apart: the project's own sentences."""

from __future__ import annotations

import pytest

from conflictdata import places
from conflictdata.model import Place, PlaceKind, Point, Relation
from conflictdata.places import Gazetteer, MemoryLayer, PlaceMention, Role, find_places


def named(text: str, lang: str, area: tuple[str, ...] = ()) -> list[PlaceMention]:
    return [m for m in places.find_places(text, lang, area=area) if m.role is Role.PLACE]


def resolved(text: str, lang: str, area: tuple[str, ...] = ()) -> list[str]:
    return [m.location.place.name for m in named(text, lang, area) if m.location.place]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("uk", "Мар'їнку звільнено повністю.", "Mar'yinka"),
        ("uk", "Бердянськ знову обстріляно.", "Berdiansk"),
        ("ru", "Авдеевку полностью освободили.", "Avdiyivka"),
    ],
)
def test_an_object_may_open_a_sentence(lang: str, text: str, name: str) -> None:
    found = resolved(text, lang)
    assert len(found) == 1
    assert found[0][:4] == name[:4]


def test_regions_share_the_type_word_of_another() -> None:
    text = "Сбиты дроны: девять над Орловской, два — над Курской областью, один над Липецкой."
    assert resolved(text, "ru") == ["Oryol Oblast", "Kursk Oblast", "Lipetsk Oblast"]


def test_an_adjective_without_a_region_near_is_none() -> None:
    assert "Oryol Oblast" not in resolved("Над Орловской сбит дрон.", "ru")


@pytest.mark.parametrize(
    ("lang", "text", "city"),
    [
        ("uk", "Пожежа у Шевченківському районі Харкова.", "Kharkiv"),
        ("ru", "Взрыв в Ленинском районе Саратова.", "Saratov"),
        ("en", "A fire broke out in the Zavodsky district of Saratov.", "Saratov"),
    ],
)
def test_a_district_of_a_city_is_in_the_city(lang: str, text: str, city: str) -> None:
    assert resolved(text, lang) == [city]


def test_a_town_stands_out_among_villages_of_its_name() -> None:
    assert resolved("Удар по Лозовой: повреждён вокзал. Лозовую атаковали ночью.", "ru")[0] == "Lozova"


def test_a_large_city_is_meant_before_a_village_of_its_name() -> None:
    (found,) = named("Дроны атаковали Воронеж.", "ru", ("RU", "UA"))
    assert found.location.place is not None
    assert found.location.place.population > 500_000


def test_bridges_are_sites_in_every_case() -> None:
    (found,) = named("Движение по Крымскому мосту перекрыто.", "ru")
    assert found.location.place is not None
    assert found.location.place.kind is PlaceKind.SITE


@pytest.mark.parametrize(
    "text", ["On Aug. 14 and Nov. 3 nothing happened.", "Deputy Minister Ivan Bodnar said so."]
)
def test_months_and_titles_are_no_places(text: str) -> None:
    assert resolved(text, "en") == []


def test_a_first_name_behind_a_town_is_no_place() -> None:
    assert resolved("Об этом сообщил мэр города Иван Соколов.", "ru") == []


def test_a_river_behind_an_article_is_no_city() -> None:
    (found,) = named("Troops crossed the Dnipro.", "en", ("UA",))
    assert found.location.place is not None
    assert found.location.place.kind is PlaceKind.RIVER


def test_a_small_town_in_a_region_named_with_it_is_not_astray() -> None:
    assert "Toropets" in resolved("A depot burned in Toropets, a town in the Tver region.", "en")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Fighting went on in Pavlivka, southwest of Vuhledar, and in Andriivka south of Bakhmut.", "en"),
        ("Бої тривали в Андріївці на південь від Бахмута.", "uk"),
        ("Бои шли в Андреевке южнее Бахмута.", "ru"),
    ],
)
def test_a_side_of_a_town_named_behind_a_village_tells_which_village(text: str, lang: str) -> None:
    found = places.find_places(text, lang, area=("UA",))
    village = next(each for each in found if each.text.startswith("Ан") or each.text == "Andriivka")
    town = found[-1].location.place
    assert town is not None
    assert town.name == "Bakhmut"
    assert found[-1].role is Role.GLOSS
    place = village.location.place
    assert place is not None
    assert place.admin2 == "Bakhmut Raion"


def test_an_abbreviation_beside_a_name_is_no_part_of_it() -> None:
    assert resolved("Обстріл РСЗВ Степногірськ пережив.", "uk") == ["Stepnohirsk"]


def test_a_site_by_its_type_word() -> None:
    (found,) = named("Shells fell near the Zaporizhzhia nuclear plant.", "en")
    assert found.location.place is not None
    assert found.location.place.kind is PlaceKind.SITE


def test_a_town_named_exactly_comes_before_what_only_sounds_like_it() -> None:
    assert resolved("Удар по складам в районе города Рени.", "ru", ("RU", "UA")) == ["Reni"]


def test_quotation_marks_hold_airfields_but_no_towns() -> None:
    assert resolved("Пошкоджено літак на авіабазі «Бельбек».", "uk") == ["Belbek Airbase"]
    assert resolved("Горить завод «Кристал».", "uk") == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "В Волгограде взрывы.", "Volgograd"),
        ("ru", "В Воронеже горит склад.", "Voronezh"),
        ("ru", "В Ростове-на-Дону и области объявлена тревога.", "Rostov-on-Don"),
        ("ru", "Дроны сбиты под Череповцом.", "Cherepovets"),
        ("ru", "Взрыв прогремел в Торжке.", "Torzhok"),
        ("ru", "Обломки упали в Орле.", "Orël"),
        ("ru", "Поезд сошёл с рельсов в Каменске-Шахтинском.", "Kamensk-Shakhtinsky"),
        ("uk", "Вибухи лунали у Марганці.", "Marhanets"),
        ("uk", "Удар по порту в Чорноморську.", "Chornomors’k"),
        ("uk", "Дрони атакували порт у Рені.", "Reni"),
        ("uk", "Росіяни обстріляли склад у Смілі.", "Smila"),
    ],
)
def test_case_forms_of_towns(lang: str, text: str, expected: str) -> None:
    assert expected in resolved(text, lang)


def test_the_ends_of_a_line_may_be_called_cities() -> None:
    for text in (
        "Fighting on the Donetsk City-Avdiivka line.",
        "Fighting on the Avdiivka-Donetsk City line.",
    ):
        (found,) = named(text, "en")
        assert found.location.place is not None and found.location.other is not None
        assert {found.location.place.name, found.location.other.name} == {"Donetsk", "Avdiyivka"}
    assert resolved("Fighting in Sumy City and near Sumy.", "en") == ["Sumy", "Sumy"]


def test_an_adjective_before_that_of_a_forest_is_a_village_where_no_forest_bears_its_name() -> None:
    found = find_places("Бої йдуть у районах Невського та Серебрянського лісництва на Луганщині.", "uk")
    assert found[0].location.place is not None
    assert (found[0].location.place.name, found[0].location.place.admin1) == ("Nevske", "Luhansk Oblast")


def test_a_village_beside_a_sectors_town_is_meant_before_its_namesakes() -> None:
    known = places.default()
    twins = [
        Place(
            id=f"test:{at}", name="Zhovtyi Kamin", point=Point(*point), country="UA", admin1="Donetsk Oblast"
        )
        for at, point in (("lyman", (49.02, 37.85)), ("far", (47.45, 37.05)))
    ]
    both = Gazetteer([*known.layers, MemoryLayer(twins)])
    (mention,) = find_places("Troops attacked near Zhovtyi Kamin.", "en", area=("UA", "RU"), gazetteer=both)
    assert mention.location.place is not None
    assert mention.location.place.id == "test:lyman"
    (city,) = find_places("A strike hit Rivne.", "en", area=("UA", "RU"))
    assert city.location.place is not None
    assert city.location.place.population > 200_000


def test_a_division_owned_by_its_country_holds_the_name_before() -> None:
    (village, *_) = named("Troops took Zarichne, in eastern Ukraine's Donetsk region.", "en", ("UA",))
    assert village.location.region == "UA-14"


def test_a_country_that_owns_something_else_holds_nothing() -> None:
    assert resolved("Troops took Vuhledar, Russia's Interfax agency wrote.", "en", ("UA",))[0] == "Vuhledar"


def test_an_oblast_may_be_called_after_its_seat() -> None:
    text = "Substations burn in the Kyiv and Dnipro regions."
    assert resolved(text, "en", ("UA",)) == ["Kyiv Oblast", "Dnipropetrovsk Oblast"]
    assert resolved("Substations burn in Kyiv and Dnipro.", "en", ("UA",)) == ["Kyiv", "Dnipro"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Trains stopped between the villages of Robotyne and Verbove.", "en"),
        ("Поїзди стали між Роботиним та Вербовим.", "uk"),
        ("Поезда встали между сёлами Работино и Вербовое.", "ru"),
    ],
)
def test_between_two_villages_is_one_location_half_way(text: str, lang: str) -> None:
    first, second = find_places(text, lang, area=("UA",))
    assert (first.role, second.role) == (Role.PLACE, Role.GLOSS)
    assert first.location.relation is Relation.BETWEEN
    assert second.location.point is not None and first.location.point is not None
    assert first.location.other == second.location.place
    assert 2 < first.location.point.distance_km(second.location.point) < 12


@pytest.mark.parametrize("text", ["in a field 8 km north of Kupiansk", "between Kupiansk and Lyman"])
def test_a_point_that_no_gazetteer_has_is_no_finer_than_the_words(text: str) -> None:
    (found,) = (m for m in find_places(text, "en") if m.role is Role.PLACE)
    at, town = found.location.point, found.location.place
    assert at is not None and town is not None and at != town.point
    assert (at.lat, at.lon) == (round(at.lat, 2), round(at.lon, 2))


@pytest.mark.parametrize(
    ("lang", "text", "name", "region"),
    [
        ("ru", "Взято запорожское село Рождественка.", "Rizdvyanka", "Zaporizhzhia Oblast"),
        ("ru", "Обстрелян харьковский Волчанск.", "Vovchansk", "Kharkiv Oblast"),
        ("uk", "У кримському місті Саки чути вибухи.", "Saki", "Crimea"),
        ("uk", "Вдарили по семи населених пунктах Харківщини.", "Kharkiv Oblast", "Kharkiv Oblast"),
        ("uk", "Села Харківщини обстріляли.", "Kharkiv Oblast", "Kharkiv Oblast"),
    ],
)
def test_a_region_as_an_adjective_or_a_land_is_the_region(
    lang: str, text: str, name: str, region: str
) -> None:
    (found,) = named(text, lang)
    assert found.location.place is not None
    assert (found.location.place.name, found.location.place.admin1) == (name, region)


def test_a_village_called_like_the_land_is_one_behind_its_type_word() -> None:
    (found,) = named("Обстріляно село Харківщина Сумської області.", "uk")
    assert found.location.place is not None and found.location.place.kind is PlaceKind.SETTLEMENT


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("uk", "Бої тривають на авдіївському напрямку.", ["Avdiyivka"]),
        ("uk", "Відійшли з київського та чернігівського напрямків.", ["Kyiv", "Chernihiv"]),
        ("ru", "Потери на купянском и запорожском направлениях.", ["Kupyansk", "Zaporizhzhia direction"]),
        ("uk", "Говорили про європейський напрямок політики.", []),
        ("uk", "На Нікопольщині гучно.", ["Nikopol Raion"]),
        ("uk", "На Лиманському напрямку – 5 атак, на Торецькому – 3.", ["Lyman", "Toretsk"]),
        ("uk", "Бої на Покровському напрямку тривають; є вони й на Харківському та Куп'янському.", ["Pokrovsk", "Kharkiv", "Kupyansk"]),
        ("ru", "Удары в районах Красноармейска и Димитрова, а также Филии в Днепропетровской области.", ["Pokrovsk", "Myrnohrad", "Filiia"]),
        ("uk", "У Куп'янському районі поранено двох, в Ізюмському — одного.", ["Kupiansk Raion", "Izium Raion"]),
        ("uk", "У Куп'янському районі пошкоджено дім, а в Чугуївському постраждала школа.", ["Kupiansk Raion", "Chuhuiv Raion"]),
        ("ru", "В Грайворонском округе горит дом, в Шебекинском — два.", ["Grayvoron Raion", "Shebekino Raion"]),
        ("uk", "Під ударом були громади: Хотінська, Білопільська та Юнаківська.", ["Khotin Hromada", "Bilopillia Hromada", "Yunakivka Hromada"]),
        ("uk", "Кримські та Курські канали мовчать.", []),
        ("ru", "Вышли на берег Северского Донца.", ["Siverskyi Donets River"]),
        ("ru", "Щербиновка взята под контроль.", ["Shcherbynivka"]),
        ("ru", "Щербиновка снится.", []),
        ("ru", "Иванова взята под стражу.", []),
        ("ru", "В Йенчэнском районе тихо.", []),
        ("ru", "Дроны сбиты над Чёрным и Азовским морями.", ["Black Sea", "Sea of Azov"]),
        ("uk", "Дрони збито над акваторіями Чорного та Азовського морів.", ["Black Sea", "Sea of Azov"]),
        ("uk", "На Волинському напрямку без змін.", ["Volyn Oblast"]),
        ("en", "Smoke rose over Ryazan, south-east of Moscow.", ["Ryazan’"]),
        ("uk", "У порту Приморськ ленінградської області горить причал.", ["Primorsk"]),
        ("ru", "Тихо в киевской области, в морской области и в соседней области.", ["Kyiv Oblast"]),
        ("ru", "Великая Новоселка полностью взята.", ["Velyka Novosilka"]),
        ("uk", "Бійці йдуть вулицями Куп’янська.", ["Kupyansk"]),
        ("uk", "Північні квартали Вовчанська зруйновано.", ["Vovchansk"]),
        ("ru", "Северные кварталы Мирнограда разрушены.", ["Myrnohrad"]),
        ("ru", "Сбиты 32 над Ростовской областью, по 11 над Саратовской и Воронежской, 10 над морем.",
         ["Rostov Oblast", "Saratov Oblast", "Voronezh Oblast"]),
        ("uk", "На Оріхівському напрямку тихо. На Придніпровському українські воїни відбили атаку біля Антонівського мосту.",
         ["Orikhiv", "Prydniprovske direction", "Antonivskyi Bridge"]),
    ],
)  # fmt: skip
def test_divisions_and_sectors_in_short(lang: str, text: str, names: list[str]) -> None:
    assert resolved(text, lang) == names
