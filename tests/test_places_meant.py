"""What a name is taken for by what stands around it: cities alone, villages, sites, abbreviations, apposition."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.model import LocationPrecision, Place, PlaceKind, Point, Relation
from conflictdata.places import (
    Gazetteer,
    MemoryLayer,
    PlaceMention,
    Role,
    _resolve,
    _scan,
    _weights,
    find_places,
)
from conflictdata.places._inflect import base_forms

CITIES = {  # GeoNames ids, and the names in English, Ukrainian and Russian
    700569: ("Mykolaiv", "Миколаїв", "Николаев"),
    695594: ("Rivne", "Рівне", "Ровно"),
    709932: ("Kamyanske", "Кам'янське", "Каменское"),
    688533: ("Yalta", "Ялта", "Ялта"),
    706483: ("Kharkiv", "Харків", "Харьков"),
    698740: ("Odesa", "Одеса", "Одесса"),
    692194: ("Sumy", "Суми", "Сумы"),
    710735: ("Chernihiv", "Чернігів", "Чернигов"),
    687700: ("Zaporizhzhia", "Запоріжжя", "Запорожье"),
    704147: ("Kremenchuk", "Кременчук", "Кременчуг"),
    712160: ("Bilhorod-Dnistrovskyi", "Білгород-Дністровський", "Белгород-Днестровский"),
    578072: ("Belgorod", "Бєлгород", "Белгород"),
    479561: ("Ufa", "Уфа", "Уфа"),
    499099: ("Samara", "Самара", "Самара"),
}
SENTENCES = {"en": "A strike hit {} on Monday.", "uk": "Удар по місту {}.", "ru": "Удар по городу {}."}


@pytest.mark.parametrize(
    ("id", "lang", "name"),
    [(id, lang, n) for id, names in CITIES.items() for lang, n in zip(SENTENCES, names, strict=True)],
)
def test_a_city_named_alone_is_that_city(id: int, lang: str, name: str) -> None:
    (mention,) = find_places(SENTENCES[lang].format(name), lang)
    assert mention.location.place is not None
    assert mention.location.place.id == f"geonames:{id}"


names = st.sampled_from(
    [names[0] for names in CITIES.values()] + ["Velyka Novosilka", "Mar'inka", "Chasiv Yar"]
)


@settings(max_examples=60, deadline=None)
@given(
    names,
    st.sampled_from(["{}", "«{}»", "“{}”"]),
    st.sampled_from(["'", "’", "ʼ"]),
    st.sampled_from(["-", "‐", "‑"]),
    st.booleans(),
)
def test_how_a_name_is_written_does_not_matter(
    name: str, quotes: str, apostrophe: str, hyphen: str, capitals: bool
) -> None:
    written = name.upper() if capitals else name
    written = quotes.format(written.replace("'", apostrophe).replace("-", hyphen))
    plain = find_places(f"Fighting near the town of {name}.", "en")[0].location.place
    found = [m.location.place for m in find_places(f"Fighting near the town of {written}.", "en")]
    assert plain is not None
    assert found == [plain]


FORMS = {  # nominative endings and those of the other cases
    "івка": ("івки", "івці", "івку", "івкою"),
    "овка": ("овки", "овке", "овку", "овкой"),
    "ськ": ("ська", "ську", "ськом"),
    "ск": ("ска", "ску", "ском", "ске"),
    "ове": ("ового", "овому", "овим"),
    "ино": ("ина", "ину", "ине", "ином"),
}


@given(
    st.text(alphabet="абвгдежзклмнопрст", min_size=3, max_size=8),
    st.sampled_from([(ending, form) for ending, forms in FORMS.items() for form in forms]),
)
def test_case_endings_lead_back_to_any_nominative(stem: str, ending: tuple[str, str]) -> None:
    assert stem + ending[0] in base_forms(stem + ending[1])


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Sumy",
                "Oleksandrivka",
                "Bachivsk",
                "Кринки",
                "(north of Lyman)",
                "U.S.",
                "x",
                "near",
                ",",
                "\n",
            ]
        ),
        min_size=5,
        max_size=25,
    )
)
def test_the_work_grows_with_the_text_and_no_faster(words: list[str]) -> None:
    def work(text: str) -> int:
        counts = {"n": 0}

        class Counting(_scan.Scanner):
            def _try(self, at: int, size: int, start: int, end: int) -> bool:
                counts["n"] += 1
                return super()._try(at, size, start, end)

        class Weighing(_resolve.Resolver):
            def _weigh(self, *args: object) -> float:
                counts["n"] += 1
                return super()._weigh(*args)  # type: ignore[arg-type]

        gazetteer = Gazetteer.shipped()
        from conflictdata.places._lexicon import lexicon
        from conflictdata.places._link import link

        spans = Counting(text, lexicon("en"), gazetteer).scan()
        link(text, spans, lexicon("en"), gazetteer)
        Weighing(gazetteer, ()).resolve(text, spans)
        return counts["n"]

    text = " ".join(words) + ". "
    one, eight = work(text * 4), work(text * 32)
    assert eight <= 8 * one + 200  # the first occurrences of a text may be weighed with less around them


def only(text: str, lang: str, words: str) -> PlaceMention:
    found = [m for m in find_places(text, lang) if m.text == words]
    assert len(found) == 1, [m.text for m in find_places(text, lang)]
    return found[0]


@pytest.mark.parametrize(
    ("lang", "text", "words", "name"),
    [
        ("en", "Explosions were heard at the Saky airfield.", "Saky airfield", "Saky Airbase"),
        ("en", "Drones reached Engels-2 air base.", "Engels-2 air base", "Engels Airbase"),
        (
            "en",
            "Shells fell near the Kursk Nuclear Power Plant.",
            "Kursk Nuclear Power Plant",
            "Kursk Nuclear Power Plant",
        ),
        ("en", "The Kakhovka dam gave way.", "Kakhovka dam", "Kakhovka Hydroelectric Power Plant"),
        ("en", "The Kerch Bridge was closed.", "Kerch Bridge", "Crimean Bridge"),
        ("en", "A boat reached Zmiinyi Island.", "Zmiinyi Island", "Snake Island"),
        ("ru", "Пожар на аэродроме Бельбек.", "Бельбек", "Belbek Airbase"),
        ("ru", "Дрон упал у Курской АЭС.", "Курской АЭС", "Kursk Nuclear Power Plant"),
        ("ru", "Катер сел на мель у Тендровской косы.", "Тендровской косы", "Tendra Spit"),
        ("uk", "Пожежа на аеродромі Саки.", "Саки", "Saky Airbase"),
        ("uk", "Бій на Кінбурнській косі.", "Кінбурнській косі", "Kinburn Spit"),
        ("uk", "Рух Кримським мостом перекрито.", "Кримським мостом", "Crimean Bridge"),
        ("uk", "Сапери на річці Бахмутка.", "Бахмутка", "Bakhmutka River"),
    ],
)
def test_sites_of_the_war_are_places(lang: str, text: str, words: str, name: str) -> None:
    place = only(text, lang, words).location.place
    assert place is not None
    assert place.name == name
    assert place.kind in (PlaceKind.SITE, PlaceKind.AREA, PlaceKind.RIVER)


def test_an_airfield_that_is_not_known_is_no_town() -> None:
    assert only("They closed the Sumy airport.", "en", "Sumy").role is Role.MODIFIER


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("It began in Springfield, Ill., last year.", "Ill.", "Illinois"),
        ("A train derailed in Charleston, W.Va.", "W.Va.", "West Virginia"),
        ("Floods came to Portland, OR, again.", "OR", "Oregon"),
        ("Talks were held in the U.S. on Monday.", "U.S.", "United States"),
        ("Both went to the UK.", "UK", "United Kingdom"),
    ],
)
def test_abbreviated_divisions_are_places(text: str, words: str, name: str) -> None:
    place = only(text, "en", words).location.place
    assert place is not None
    assert place.name == name


def test_the_state_behind_a_town_decides() -> None:
    for state, name in (("Ill.", "Illinois"), ("Mass.", "Massachusetts"), ("MO", "Missouri")):
        place = only(f"They met in Springfield, {state}, today.", "en", "Springfield").location.place
        assert place is not None
        assert place.admin1 == name


@pytest.mark.parametrize(
    "text", ["A. Smith spoke.", "He was ill. She left.", "Turn left OR right.", "J. R. R. Smith wrote it."]
)
def test_letters_and_words_are_no_abbreviations(text: str) -> None:
    assert find_places(text, "en") == []


def test_aid_of_a_country_is_no_place() -> None:
    roles = {m.text: m.role for m in find_places("It stopped for US aid, then the UK and Poland met.", "en")}
    assert roles["US"] is Role.MODIFIER


TWINS = MemoryLayer(
    Place(
        id=id, name="Qwerhivka", country="UA", admin1="Donetsk Oblast", point=Point(lat, lon), population=size
    )
    for id, lat, lon, size in (
        ("test:town", 48.9, 37.2, 30_000),
        ("test:village", 48.5, 37.95, 700),
        ("test:far", 47.5, 38.4, 650),
    )
)


def twins() -> Gazetteer:
    return Gazetteer([*Gazetteer.shipped().layers, TWINS])


def chosen(text: str, lang: str = "en") -> str | None:
    mention = next(
        m for m in find_places(text, lang, gazetteer=twins()) if "Qwer" in m.text or "Квер" in m.text
    )
    return mention.location.place.id if mention.location.place else None


def test_a_town_is_meant_unless_the_text_says_village() -> None:
    assert chosen("They took Qwerhivka in Donetsk Oblast.") == "test:town"
    assert chosen("They took the village of Qwerhivka in Donetsk Oblast.") != "test:town"


def test_villages_of_like_size_in_one_division_stay_open() -> None:
    text = "They took the village of Qwerhivka in Donetsk Oblast."
    mention = next(m for m in find_places(text, "en", gazetteer=twins()) if m.text == "Qwerhivka")
    assert mention.location.place is None
    assert mention.location.precision is LocationPrecision.REGION
    assert mention.location.region == "UA-14"
    assert {p.id for p, _ in mention.alternatives} >= {"test:village", "test:far"}


@pytest.mark.parametrize(
    "text",
    [
        "They took Qwerhivka, 9 km south of Bakhmut.",
        "They took Qwerhivka (south of Bakhmut).",
        "They attacked south of Bakhmut near Qwerhivka.",
    ],
)
def test_what_stands_beside_a_village_tells_which_it_is(text: str) -> None:
    assert chosen(text) == "test:village"


def test_a_letter_wrong_is_mended_near_where_the_text_puts_it() -> None:
    known = Gazetteer(
        [
            *Gazetteer.shipped().layers,
            MemoryLayer([Place(id="test:q", name="Zwertypolis", country="UA", point=Point(48.51, 37.98))]),
        ]
    )
    for text, id in (
        ("They took Zwartypolis (9 km south of Bakhmut).", "test:q"),
        ("They took Zwartypolis (9 km south of Kherson).", None),
    ):
        place = find_places(text, "en", gazetteer=known)[0].location.place
        assert (place and place.id) == id


def test_a_name_that_only_resembles_yields_to_the_bearer() -> None:
    like = Place(
        id="test:like",
        name="Qwertivka",
        names={"en": ["Qwertiv"]},
        country="UA",
        point=Point(48, 37),
        population=9_000,
    )
    own = Place(id="test:own", name="Qwertiv", country="UA", point=Point(47, 32), population=3_000)
    known = Gazetteer([*Gazetteer.shipped().layers, MemoryLayer([like, own])])
    assert known.lookup("Qwertiv")[0][0] == own
    alone = Gazetteer([*Gazetteer.shipped().layers, MemoryLayer([like])])
    assert alone.lookup("Qwertiv")[0][0] == like


def test_a_new_paragraph_is_no_division_of_the_place_before() -> None:
    place = only("A meeting in Anchorage\n\nRussia has new plans.", "en", "Anchorage").location.place
    assert place is not None
    assert place.country == "US"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Бої точилися під Запоріжжям.", "Zaporizhzhya"),
        ("Взрывы слышали в Гулькевичском районе.", "Gul’kevichi"),
    ],
)
def test_neuters_in_the_instrumental_and_districts_of_towns(text: str, name: str) -> None:
    found = [
        m.location.place.name for m in find_places(text, "uk" if "і" in text else "ru") if m.location.place
    ]
    assert found == [name]


@pytest.mark.parametrize(
    ("lang", "text", "id"),
    [
        ("uk", "Морпіхи закріпилися на лівому березі Дніпра.", "conflictdata:dnipro-river"),
        ("ru", "Десант высадился на левом берегу Днепра.", "conflictdata:dnipro-river"),
        ("uk", "Бої точилися у Серебрянському лісництві.", "conflictdata:serebryanske-forest"),
    ],
)
def test_banks_are_of_rivers_and_forests_are_named_by_adjectives(lang: str, text: str, id: str) -> None:
    (mention,) = find_places(text, lang)
    assert mention.location.place is not None
    assert mention.location.place.id == id


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("Fighting went on near Kupiansk and Petropvalivka.", "Petropvalivka", "Petropavlivka"),
        ("Fighting went on near Kupiansk and Petropavlika.", "Petropavlika", "Petropavlivka"),
        ("A post was hit in Velykyi Burlkuk (30 km north of Kupiansk).", "Velykyi Burlkuk", "Velykyi Burluk"),
    ],
)
def test_letters_swapped_or_left_out_are_mended_on_a_list_or_in_a_gloss(
    text: str, name: str, meant: str
) -> None:
    (found,) = [m for m in find_places(text, "en") if m.text == name]
    assert found.location.place is not None
    assert found.location.place.name == meant
    assert found.location.score < 1.0


def test_a_short_name_or_one_far_from_its_list_is_not_mended() -> None:
    for name in ("Dvorina", "Kivsharika"):
        found = find_places(f"Fighting went on near Lviv and {name}.", "en")
        assert [m.location.place for m in found if m.text == name] in ([], [None])


def test_a_thing_in_two_words_is_no_settlement() -> None:
    text = "They blew up the Railway Bridge (near Kherson) and the Cement Factory (south of Kherson)."
    assert [m.text for m in find_places(text, "en")] == ["Kherson", "Kherson"]


@settings(max_examples=200, deadline=None)
@given(st.text("abcdef", min_size=1, max_size=12), st.text("abcdef", min_size=1, max_size=12), st.data())
def test_edits_are_the_same_both_ways_and_a_swap_is_one(one: str, other: str, data: st.DataObject) -> None:
    assert _weights.edits(one, other) == _weights.edits(other, one)
    assert _weights.edits(one, one) == 0
    if len(one) > 2:
        at = data.draw(st.integers(1, len(one) - 2))
        swapped = one[:at] + one[at + 1] + one[at] + one[at + 2 :]
        assert _weights.edits(one, swapped) == (one != swapped)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("uk", "Мали місце обстріли."), ("uk", "Того дня було тихо."), ("ru", "Того же мнения губернатор."), ("ru", "Остров обстреляли.")],
)  # fmt: skip
def test_words_that_open_a_sentence_are_no_countries_or_villages(lang: str, text: str) -> None:
    assert find_places(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("ru", "Мэр Шебекино сообщил об ударе.", ["Shebekino"]),
        ("ru", "Глава Донецка заявил об обстреле.", ["Donetsk"]),
        ("uk", "Голова Шостки повідомив про удар.", ["Shostka"]),
        ("ru", "Губернатор Смирнов сообщил об ударе.", []),
        ("ru", "Генерал Иванов прибыл в часть.", []),
        ("uk", "Мер Коваленко повідомив про удар.", []),
    ],
)
def test_towns_behind_who_governs_them_and_surnames_behind_titles(
    lang: str, text: str, names: list[str]
) -> None:
    assert [m.location.place.name for m in find_places(text, lang) if m.location.place] == names


@pytest.mark.parametrize(
    ("lang", "text", "name", "at"),
    [
        ("uk", "Уражено летовище «Липецьк» у Росії.", "Липецьк", Point(52.63, 39.45)),
        ("uk", "Уражено аеродром «Міллерово».", "Міллерово", Point(48.95, 40.30)),
        ("ru", "Удар нанесён по аэродрому «Таганрог-Южный».", "Таганрог-Южный", Point(47.2, 38.85)),
        ("ru", 'Удар нанесён по аэродрому "Мариновка".', "Мариновка", Point(48.64, 43.79)),
    ],
)
def test_a_quoted_name_behind_the_word_for_an_airfield_is_that_airfield(
    lang: str, text: str, name: str, at: Point
) -> None:
    found = next(each for each in find_places(text, lang) if each.text == name)
    assert found.location.point is not None
    assert found.location.relation is Relation.IN
    assert found.location.point.distance_km(at) < 8


def test_whose_a_town_is_said_to_be_is_no_part_of_its_name() -> None:
    (found,) = find_places("The village lies 20 kilometers west of Russian-held Donetsk.", "en")
    assert (found.text, found.location.relation) == ("Donetsk", Relation.WEST_OF)


def test_a_letter_is_no_place() -> None:
    assert [each.text for each in find_places("Станция в 7 км западнее Т1303.", "ru")] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", 'Рядом с магазином "Геркулес Молоко" ранены люди.'),
        ("uk", "Уражено НПЗ «Слов'янськ ЕКО»."),
        ("ru", "Взяли лесопосадку по улицам Ивана Франка и Харьковской."),
    ],
)
def test_what_is_called_after_a_place_in_quotation_marks_or_on_a_street_is_none(lang: str, text: str) -> None:
    assert find_places(text, lang) == []


def test_a_place_opens_what_somebody_is_quoted_with() -> None:
    (found,) = find_places("Губернатор написал: «Белгород снова под обстрелом».", "ru")
    assert found.text == "Белгород"


@pytest.mark.parametrize(
    ("lang", "text", "meant"),
    [
        (
            "en",
            "The accused is Pavel Petrov, a manager. Petrov denied all. Shells fell near Petrov.",
            ["near Petrov"],
        ),
        (
            "ru",
            "Об этом сказал Сергей Иванов. Иванов добавил, что бои идут у Работино. Жители ждут.",
            ["Работино"],
        ),
        ("ru", "Это сказал Сергей Иванов. По словам Иванова, в Иванове тихо.", ["Иванове"]),
        ("uk", "Так каже Петро Степанов. За словами Степанова, ворог рушив на Роботине.", ["Роботине"]),
    ],
)
def test_who_was_introduced_is_no_village_from_there_on(lang: str, text: str, meant: list[str]) -> None:
    found = find_places(text, lang)
    assert [m.text for m in found] == [each.split()[-1] for each in meant]


def test_a_bearing_ahead_of_a_place_near_it_does_not_locate_the_name_before_it() -> None:
    found = find_places(
        "They attacked within 15 km northwest of Svatove near Novoselivske and Miasozharivka, "
        "22 km northwest of Kreminna near Makiivka.",
        "en",
    )
    inside = {m.text: m.location.place for m in found}
    for name in ("Novoselivske", "Miasozharivka", "Makiivka"):  # all three are villages of Luhansk Oblast
        place = inside[name]
        assert place is not None and place.admin1 == "Luhansk Oblast" and place.admin2 == "Svatove Raion"


@pytest.mark.parametrize(
    ("lang", "text", "town"),
    [
        ("ru", "Один дрон упал у Каменки-Днепровской.", "Каменка-Днепровская"),
        ("ru", "Взрывы прогремели в Каменце-Подольском.", "Каменец-Подольский"),
        ("ru", "Удар по Переяславу-Хмельницкому.", "Переяслав"),
        ("uk", "Вибухи в Кам'янці-Подільському.", "Кам'янець-Подільський"),
        ("uk", "Обстріл Кам'янки-Дніпровської.", "Кам'янка-Дніпровська"),
        ("uk", "Вибухи в Раві-Руській.", "Рава-Руська"),
        ("uk", "Вибухи чули в місті Самар.", "Новомосковськ"),
        ("uk", "Вибухи в Горішніх Плавнях.", "Горішні Плавні"),
        ("uk", "Обстріл Нижніх Сірогоз.", "Нижні Сірогози"),
        ("uk", "Вибухи в Середині-Буді.", "Середина-Буда"),
        ("uk", "Росіяни обстріляли Нижню Кринку.", "Нижня Кринка"),
        ("uk", "Обстріл Лубен.", "Лубни"),
        ("ru", "Взрывы в Купянске-Узловом.", "Купянск-Узловой"),
        ("ru", "Удар по Ахтырке.", "Ахтырка"),
    ],
)
def test_a_town_whose_name_is_a_noun_and_an_adjective_is_found_in_any_case(
    lang: str, text: str, town: str
) -> None:
    (mention,) = find_places(text, lang)
    place = mention.location.place
    assert place is not None and place.kind is PlaceKind.SETTLEMENT and place.country == "UA"
    assert town in {name.replace("’", "'") for _, names in place.names for name in names}


def test_a_town_of_two_words_lies_where_it_lies_however_far_from_the_others() -> None:
    found = find_places("Взрывы в Туапсе, Усть-Луге и Рязани.", "ru")
    assert [m.location.place and m.location.place.admin1 for m in found] == [
        "Krasnodar Krai", "Leningrad Oblast", "Ryazan Oblast"
    ]  # fmt: skip
