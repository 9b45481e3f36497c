"""Lists of places: what vouches for what, type words behind a list, regions by their land, Russian names of villages."""

from __future__ import annotations

import pytest

from conflictdata.model import PlaceKind, Relation
from conflictdata.places import Gazetteer, find_places
from conflictdata.places._names import APOSTROPHES
from conflictdata.places._russian import russian_names


def named(text: str, lang: str) -> dict[str, tuple[str | None, Relation]]:
    return {
        each.text: (each.location.place.name if each.location.place else None, each.location.relation)
        for each in find_places(text, lang, area=("UA", "RU"))
    }


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Тихе", "тихое"),
        ("Новомиколаївка", "новониколаевка"),
        ("Староолексіївка", "староалексеевка"),
        ("Вишневе", "вишневое"),
        ("Гостре", "острое"),
        ("Перше Травня", "первое мая"),
        ("Новоселівка Перша", "новоселовка первая"),
        ("Іванівське", "ивановское"),
        ("Лозова", "лозовая"),
        ("Заріччя", "заречье"),
        ("Бачівськ", "бачевск"),
        ("Привілля", "приволье"),
        ("Комишувате", "камышеватое"),
        ("Нове Запоріжжя", "новое запорожье"),
        ("Вільне Поле", "вольное поле"),
    ],
)
def test_a_village_is_found_by_what_it_is_called_in_russian(ukrainian: str, russian: str) -> None:
    assert russian in russian_names([ukrainian])


def test_the_name_with_one_bearer_in_the_region_vouches_for_the_others() -> None:
    found = find_places("Идут бои за Новое Запорожье и Затишье Запорожской области.", "ru", area=("UA", "RU"))
    first, second = found[0].location.place, found[1].location.place
    assert first
    assert second
    assert first.point
    assert second.point
    assert first.point.distance_km(second.point) < 30


def test_a_list_goes_on_past_the_region_of_a_name_even_with_a_word() -> None:
    found = named("Заняты сёла Синьковка Харьковской области и Новое в ДНР.", "ru")
    assert found["Новое"][0] == "Nove"


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "Fighting goes on in the Lyman, Toretsk and Velyka Novosilka directions.",
         ["Lyman", "Toretsk", "Velyka Novosilka"]),
        ("uk", "Бої тривають на слов'янському, торецькому та лиманському напрямках.",
         ["слов'янському", "торецькому", "лиманському напрямках"]),
    ],
)  # fmt: skip
def test_the_type_word_behind_a_list_is_that_of_each(lang: str, text: str, names: list[str]) -> None:
    found = named(text, lang)
    assert [found[name][1] for name in names] == [Relation.DIRECTION] * len(names)


def test_the_sector_before_is_none_of_the_next_place() -> None:
    found = named("They advanced in the Velyka Novosilka direction and in Orikhiv.", "en")
    assert found["Orikhiv"][1] is Relation.IN


def test_a_capital_that_is_struck_is_a_place() -> None:
    (kyiv,) = (
        each for each in find_places("Drones targeting Kyiv came at night.", "en") if each.text == "Kyiv"
    )
    assert kyiv.role.value == "place"


def test_what_a_village_is_near_locates_it() -> None:
    (first, *_) = find_places(
        "Andriivka, a small village near the key besieged town of Bakhmut, was lost.", "en"
    )
    assert first.location.place
    assert first.location.place.admin2 == "Bakhmut Raion"


def test_on_a_land_is_its_region() -> None:
    found = named("На Запоріжжі та в Запоріжжі чути вибухи.", "uk")
    texts = find_places("На Запоріжжі та в Запоріжжі чути вибухи.", "uk")
    assert [each.location.place.name for each in texts if each.location.place] == [
        "Zaporizhzhia Oblast",
        "Zaporizhzhya",
    ]
    assert found


@pytest.mark.parametrize(
    ("lang", "text"),
    [("uk", "Енергетики змогли повернути світло."), ("ru", "Энергетики смогли вернуть свет.")],
)
def test_a_trade_that_opens_a_sentence_is_no_town(lang: str, text: str) -> None:
    assert find_places(text, lang, area=("UA", "RU")) == []


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("uk", "Ворог просунувся біля Лиману Першого.", "Lyman Pershyi"),
        ("ru", "Заняты окраины Новосёловки Первой.", "Novoselivka Persha"),
    ],
)
def test_a_number_behind_a_name_is_declined_with_it(lang: str, text: str, name: str) -> None:
    assert [each.location.place.name for each in find_places(text, lang) if each.location.place] == [name]


@pytest.mark.parametrize(("lang", "text"), [("uk", "Бої біля Воронного та Січневого."), ("en", "Fighting near Voronne and Sichneve.")])  # fmt: skip
def test_a_city_is_not_meant_by_what_another_language_calls_it(lang: str, text: str) -> None:
    assert "Voronezh" not in {
        each.location.place.name for each in find_places(text, lang) if each.location.place
    }


def test_the_days_notes_go_from_one_end_of_the_front_to_the_other() -> None:
    found = named("Звільнено Борки на Курщині. Росіяни пройшли вперед у Гродівці.", "uk")
    assert found["Гродівці"][0] == "Hrodivka"


@pytest.mark.parametrize(
    ("lang", "text", "sectors"),
    [
        ("ru", "Успехи на двух направлениях: Покровском (у Лысовки) и Торецком (у Щербиновки).", ["Покровском", "Торецком"]),
        ("uk", "Бої на двох напрямках: Покровському та Лиманському.", ["Покровському", "Лиманському"]),
    ],
)  # fmt: skip
def test_sectors_behind_the_word_for_them(lang: str, text: str, sectors: list[str]) -> None:
    found = named(text, lang)
    assert [found[each][1] for each in sectors] == [Relation.DIRECTION] * 2


def test_a_latin_letter_in_a_cyrillic_name_is_the_one_it_looks_like() -> None:
    assert (
        named("Бои в районе Bольного Поля.", "ru")["Bольного Поля"]
        == named("Бои в районе Вольного Поля.", "ru")["Вольного Поля"]
    )


def test_several_directions_are_no_place_but_lead_to_places() -> None:
    found = named("Ворог намагався просунутися в напрямках Степів, Мирного та Світлого.", "uk")
    assert list(found) == ["Степів", "Мирного", "Світлого"]


def test_a_line_can_run_through_several_places_and_end_in_two_words() -> None:
    found = find_places("They hold the Lysivka-Pishchane-Nova Poltavka line.", "en", area=("UA",))
    assert [m.text for m in found] == ["Lysivka", "Pishchane", "Nova Poltavka"]
    (line,) = find_places("They hold the Lysivka-Nova Poltavka line.", "en", area=("UA",))
    assert line.text == "Lysivka-Nova Poltavka"


def test_a_list_can_have_a_name_of_two_words_that_nobody_knows() -> None:
    found = find_places("Shells fell on the villages of Andriivka, Lozovaya Qwerta, and Robotyne.", "en")
    assert [m.text for m in found] == ["Andriivka", "Lozovaya Qwerta", "Robotyne"]


def test_what_stands_behind_an_apostrophe_is_no_word_of_its_own() -> None:
    (mention,) = find_places("На Слов'янському напрямку тривають бої.", "uk", area=("UA",))
    assert mention.location.place is not None
    assert (mention.text, mention.location.place.name) == ("Слов'янському напрямку", "Slovyansk")


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("ru", "Бои идут на улицах Бахмута.", ["Бахмута"]),
        ("uk", "Бої тривають на вулицях Бахмута.", ["Бахмута"]),
        ("ru", "Снаряд упал на улице Артемовской.", []),
        ("uk", "Снаряд упав на вулиці Миколаївській.", []),
    ],
)
def test_the_streets_of_a_town_are_the_town_and_a_street_is_not(
    lang: str, text: str, found: list[str]
) -> None:
    assert [m.text for m in find_places(text, lang)] == found


@pytest.mark.parametrize(
    ("lang", "text", "districts"),
    [
        ("en", "Drones were downed over the Shebekino and Valuyki districts of Belgorod Oblast.", {"Shebekino Raion", "Valuyki Raion"}),
        ("en", "Villages of the Graivoron, Borisovka and Krasnaya Yaruga districts.", {"Grayvoron Raion", "Borisovka Raion", "Krasnaya Yaruga Raion"}),
        ("ru", "Обстрел в Грайворонском, Шебекинском и Борисовском округах.", {"Grayvoron Raion", "Shebekino Raion", "Borisovka Raion"}),
        ("uk", "Вибухи у Слов'янському та Сіверському районах Краснодарського краю.", {"Slavyansk-na-Kubani Raion", "Severskaya Raion"}),
        ("uk", "Села у Суджанському та Коренівському районах Курської області.", {"Sudzha Raion", "Korenevo Raion"}),
    ],
)  # fmt: skip
def test_the_type_word_behind_a_list_is_that_of_each_district(
    lang: str, text: str, districts: set[str]
) -> None:
    found = find_places(text, lang, area=("UA", "RU"))
    assert {
        m.location.place.name
        for m in found
        if m.location.place and m.location.place.kind is PlaceKind.DISTRICT
    } == districts


def test_one_district_behind_a_town_is_not_the_towns() -> None:
    first = find_places("Evacuation in Sudzha and Korenevo district.", "en", area=("RU",))[0]
    assert first.location.place is not None
    assert first.location.place.kind is PlaceKind.SETTLEMENT


@pytest.mark.parametrize("mark", sorted(set(APOSTROPHES)))
def test_any_apostrophe_stands_in_a_name(mark: str) -> None:
    (mention,) = find_places(f"Troops advanced near Slov{mark}yansk.", "en", area=("UA",))
    assert mention.location.place is not None
    assert mention.location.place.id == "geonames:693468"


def test_the_north_of_a_city_around_a_far_village_is_its_regions() -> None:
    first, second = find_places("In northern Kherson around Vysokopillia the lines held.", "en", area=("UA",))
    assert first.location.place is not None
    assert second.location.place is not None
    assert (first.location.place.id, second.location.place.id) == ("iso:UA-65", "geonames:688689")


def test_a_town_in_the_genitive_is_no_adjective() -> None:
    found = {m.text for m in find_places("Ворог просунувся поблизу Українська.", "uk", area=("UA",))}
    assert found == {"Українська"}
    assert find_places("Українська сторона це заперечує.", "uk", area=("UA",)) == []


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Камышеваха", "Komyshuvakha"),
        ("Роботино", "Robotyne"),
        ("Работино", "Robotyne"),
        ("Крахмальное", "Krokhmalne"),
        ("Отрадное", "Odradne"),
        ("Волчеяровка", "Vovchoiarivka"),
        ("Лозоватское", "Lozuvatske"),
        ("Новосёлка Первая", "Novoselivka Persha"),
        ("Катериновка", "Katerynivka"),
        ("Сухой Ставок", "Sukhyi Stavok"),
        ("Яблоновка", "Yablunivka"),
        ("Кирово", "Pivnichne"),
        ("Артёмово", "Zalizne"),
    ],
)
def test_the_front_knows_a_village_by_its_russian_name(russian: str, english: str) -> None:
    assert english in {place.name for place, _ in Gazetteer.shipped().lookup(russian, lang="ru")}


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        (
            "uk",
            "Ворог ударив по трьох районах - Нікопольському, Синельниківському та Дніпровському.",
            ["Nikopol Raion", "Synelnykove Raion", "Dnipro Raion"],
        ),
        (
            "uk",
            ("Постраждали Сумська, Бездрицька, Миколаївська сільська, Юнаківська, Білопільська, Краснопільська, "
            "Великописарівська, Есманьська громади."),
            [
                "Sumy Hromada", "Bezdryk Hromada", "Mykolaivka Hromada", "Yunakivka Hromada", "Bilopillia Hromada",
                "Krasnopillia Hromada", "Velyka Pysarivka Hromada", "Esman Hromada",
            ],
        ),
        (
            "uk",
            "Обстріляно чотири громади області: Білопільську, Хотинську.",
            ["Bilopillia Hromada", "Khotin Hromada"],
        ),
        (
            "uk",
            "У Сумському районі поранено двох. У Шосткинському – без змін. У Нікопольському – Марганецька громада.",
            ["Sumy Raion", "Shostka Raion", "Nikopol Raion", "Marhanets Hromada"],
        ),
        (
            "en",
            "Its forces engage troops in the Sudzhansky and Korenevsky border districts.",
            ["Sudzha Raion", "Korenevo Raion"],
        ),
    ],
)  # fmt: skip
def test_divisions_of_a_list_whose_type_word_stands_elsewhere(lang: str, text: str, names: list[str]) -> None:
    found = find_places(text, lang, area=("UA", "RU"))
    assert [each.location.place and each.location.place.name for each in found] == names


def test_names_that_are_words_too_are_places_amid_a_list_of_them() -> None:
    text = "Під вогнем перебували Антонівка, Садове, Станіслав, Софіївка та Херсон."
    assert "Станіслав" in [each.text for each in find_places(text, "uk", area=("UA",))]
    assert "Станіслав" not in [each.text for each in find_places("Прибув Станіслав, пише газета.", "uk")]
