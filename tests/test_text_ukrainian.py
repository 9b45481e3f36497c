"""How Ukrainian sources write what other languages write otherwise: predicates behind names, telegraphic posts,
denials around a relative clause."""

from __future__ import annotations

import pytest

import conflictdata as cd

DAY = "2025-06-10"


def told(text: str, source: str = "general-staff-ua") -> list[tuple[str, str, str]]:
    """Stance, kind and place of each claim."""
    return [
        (c.stance.value, c.kind, loc.place.name if loc.place else loc.mention)
        for c in cd.extract(text, source=source, published=DAY, lang="uk")
        for loc in c.locations
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Курахове окуповано.",
        "Курахове знову наше!",
        "Курахове — наше.",
        "Курахове вже вільне.",
        "Знову під нашим прапором Курахове.",
        "Над Кураховим замайорів стяг.",
    ],
)
def test_a_town_of_which_it_is_said_behind_its_name_is_taken(text: str) -> None:
    assert told(text, "deepstate") == [("asserts", "capture", "Kurakhove")]


@pytest.mark.parametrize(
    "text",
    ["Тимчасово окупований Мелітополь: без змін.", "Шахед впав, Курахове ціле.", "Наше завдання — Курахове."],
)
def test_what_stands_behind_no_name_or_before_one_takes_none(text: str) -> None:
    assert "capture" not in {kind for _, kind, _ in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Оточення Мирнограда, про яке звітують у Москві, немає.",
        "Взяття Мирнограда, про що вкотре сказав Герасимов, не відбулося.",
        "Ніякого прориву в Мирнограді немає.",
        "Чутки про здачу Мирнограда безпідставні.",
        "Росіяни встромили триколор у Мирнограді, проте це не свідчить, що місто захоплене.",
    ],
)
def test_a_denial_reaches_over_what_others_tell(text: str) -> None:
    assert {(stance, place) for stance, _, place in told(text)} == {("denies", "Myrnohrad")}


def test_who_only_boasts_in_a_relative_clause_denies_nothing() -> None:
    (claim,) = cd.extract(
        "Захоплення Сіверська, яким вихваляється Путін, не було.",
        source="president-ua",
        published=DAY,
        lang="uk",
    )
    assert claim.claimant == "ua:president"


def test_a_second_verb_behind_a_but_has_the_first_ones_speaker() -> None:
    claims = cd.extract(
        "Сирський підтвердив просування ворога під Сіверськом, проте спростував утрату Лимана.",
        source="babel", published=DAY, lang="uk",
    )  # fmt: skip
    assert [(c.claimant, c.stance.value) for c in claims] == [
        ("ua:commander-in-chief", "confirms"),
        ("ua:commander-in-chief", "denies"),
    ]


def test_units_hold_the_town_whose_loss_was_just_denied() -> None:
    text = "Повідомлення про втрату Сіверська не відповідає дійсності. Наші бригади тримають оборону."
    assert told(text) == [("denies", "capture", "Siversk"), ("asserts", "presence", "Siversk")]


@pytest.mark.parametrize(
    "text",
    ["За моєю оцінкою, ворог просунувся в Торецьку.", "Припускаю, що ворог зайшов до Торецька."],
)
def test_an_estimate_of_ones_own_is_the_writers(text: str) -> None:
    claims = cd.extract(text, source="mashovets", published=DAY, lang="uk")
    assert [(c.claimant, c.stance.value) for c in claims] == [("ua:mashovets", "assesses")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("За підтримки авіації ворог штурмував Торецьк.", "attack"),
        ("Ворог штурмував Торецьк з авіаційною підтримкою.", "attack"),
        ("Ворог атакував Торецьк авіацією.", "air-drone-strike"),
        ("Через вогонь артилерії постраждали громади Торецька.", "shelling"),
    ],
)
def test_weapons_that_only_support_an_assault_make_it_no_strike(text: str, kind: str) -> None:
    assert told(text) == [("asserts", kind, "Toretsk")]


def test_a_strike_may_leave_out_its_verb() -> None:
    text = "Херсон ворог обстріляв з мінометів, Берислав — дронами."
    assert told(text, "kherson-oblast-governor-ua") == [
        ("asserts", "shelling", "Kherson"),
        ("asserts", "air-drone-strike", "Beryslav"),
    ]


def test_the_means_of_destruction_is_no_second_strike() -> None:
    assert told("Ударами дронів знищили три танки біля Токмака.") == [("asserts", "losses", "Tokmak")]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Уночі Київ атакували безпілотники, у Подільському районі пожежа.", "Kyiv"),
        ("Ворог вдарив по Харкову. У Київському районі двоє поранених.", "Kharkiv"),
    ],
)
def test_a_district_of_a_city_is_the_city(text: str, city: str) -> None:
    assert {place for _, _, place in told(text, "suspilne")} == {city}


def test_the_bank_of_a_river_lies_in_the_region_named_with_it() -> None:
    text = "Морпіхи здобули плацдарм на лівому березі Дніпра в Херсонській області."
    assert told(text) == [("asserts", "advance", "Kherson Oblast")]


def test_the_sector_may_be_called_after_a_far_town() -> None:
    text = "На Сіверському напрямку ворог обстріляв Гремяч Чернігівської області."
    assert told(text) == [("asserts", "shelling", "Hremiach")]


@pytest.mark.parametrize(
    "text",
    [
        "Рештки гарнізону виходили з Вугледара.",
        "Загарбники спішно залишають Вугледар.",
        "Підрозділи біля Вугледара перемістилися на запасні позиції.",
        "Бригаду відвели з Вугледара на підготовлені рубежі.",
    ],
)
def test_troops_leave_in_many_words(text: str) -> None:
    assert told(text) == [("asserts", "withdrawal", "Vuhledar")]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Дрони атакували депо в Шебекіному.", "Shebekino"),
        ("Уражено арсенал поблизу Торопця Тверської області.", "Toropets"),
    ],
)
def test_names_of_russian_towns_are_declined_as_ukrainian_does(text: str, town: str) -> None:
    assert {place for _, _, place in told(text)} == {town}


def test_works_called_by_the_adjective_of_a_town_in_small_letters_are_there() -> None:
    assert told("Дрони вдарили по сизранському НПЗ.") == [("asserts", "air-drone-strike", "Syzran")]
    assert told("Дрони вдарили по кримському аеродрому.") == []  # of Crimea, not of Krymsk


@pytest.mark.parametrize(
    "text",
    [
        "Минає друга річниця звільнення Херсона.",
        "Президент нагородив бійців, які обороняли Маріуполь.",
        "Мета ворога — вийти на околиці Костянтинівки.",
        "Ворог спробує обійти Костянтинівку з півдня.",
        "На полігоні бійці відпрацювали відбиття штурму Костянтинівки.",
        "Суд виніс вирок за розстріл цивільних у Бучі.",
        "Не показуйте місця влучань у Костянтинівці.",
    ],
)
def test_anniversaries_awards_plans_and_training_are_no_claims(text: str) -> None:
    assert told(text, "suspilne") == []


def test_we_in_a_channel_of_a_party_is_the_channel() -> None:
    (claim,) = cd.extract(
        "Ми підтверджуємо звільнення Роботиного.", source="president-ua", published=DAY, lang="uk"
    )
    assert (claim.claimant, claim.stance.value) == ("ua:president", "confirms")


def test_what_journalists_found_out_about_footage_is_the_outlets_check() -> None:
    text = "Журналісти з'ясували, що на відео горить склад у Рильську."
    (claim,) = cd.extract(text, source="radio-svoboda", published=DAY, lang="uk")
    assert (claim.claimant, claim.stance.value) == ("radio-svoboda", "verifies")


def test_a_force_that_denies_this_denies_what_was_told() -> None:
    text = "Міноборони РФ заявило про захоплення Сіверська. У ЗСУ це заперечують."
    claims = cd.extract(text, source="suspilne", published=DAY, lang="uk")
    assert [(c.claimant, c.stance.value) for c in claims] == [
        ("ru:mod", "asserts"),
        ("ua:armed-forces", "denies"),
    ]


def test_a_ukrainian_text_of_an_unknown_source_tells_of_ukraine() -> None:
    assert told("Вибухи пролунали в Саках.", "nobody-knows-this-blog") == [("asserts", "explosion", "Saki")]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Ворог намагається взяти під повний контроль Торецьк.", "general-staff-ua", ("asserts", "attack", "Toretsk")),
        ("Ворогу вдалося взяти під контроль Торецьк.", "general-staff-ua", ("asserts", "capture", "Toretsk")),
        ("Зеленський запевнив, що прориву ворога в Торецьку немає.", "suspilne", ("denies", "advance", "Toretsk")),
        ("Через Мангуш у бік Токмака пройшла колона танків.", "atesh", ("asserts", "movement", "Manhush")),
        ("У Святошинському районі впали уламки дрона.", "kyiv-mayor-ua", ("asserts", "infrastructure-damage", "Kyiv")),
        ("У мережі з'явилися кадри з прапором РФ у Торецьку.", "suspilne", ("asserts", "capture", "Toretsk")),
    ],
)  # fmt: skip
def test_what_an_analyst_would_note(text: str, source: str, expected: tuple[str, str, str]) -> None:
    assert told(text, source) == [expected]


def test_a_russian_governor_who_accuses_ukraine_stays_russian() -> None:
    text = "Губернатор Курської області звинуватив ЗСУ в обстрілі Рильська."
    (claim,) = cd.extract(text, source="suspilne", published=DAY, lang="uk")
    assert claim.claimant == "ru:kursk-oblast-governor"


def test_an_air_force_tells_of_a_night_over_the_whole_country() -> None:
    text = "Уночі окупанти атакували Україну ракетами та дронами."
    (claim,) = cd.extract(text, source="air-force-ua", published=DAY, lang="uk")
    assert claim.kind in ("air-drone-strike", "shelling")
    assert (claim.agent, claim.stance.value) == ("ru:armed-forces", "asserts")


@pytest.mark.parametrize("text", ["Дружківку ворог атакував дронами.", "Ворог бомбив КАБами Дружківку."])
def test_a_name_before_its_verb_or_behind_an_abbreviation_is_a_place(text: str) -> None:
    assert told(text) == [("asserts", "air-drone-strike", "Druzhkivka")]


def test_a_governor_speaks_of_the_village_in_his_region() -> None:
    text = "«Двоє людей дістали поранення в Успенівці», – заявив очільник Запорізької ОВА Іван Федоров."
    (claim,) = cd.extract(text, source="suspilne", published="2025-08-27T12:00:00Z", lang="uk")
    assert claim.kind == "civilian-harm"
    assert [(at.place and at.place.admin2, at.region) for at in claim.locations] == [
        ("Polohy Raion", "UA-23")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ворог обстріляв Суми. Про це у відео зі зруйнованої вулиці повідомив голова Сумської ОВА.", {("shelling", "Sumy")}),
        ("У Дніпровському районі Херсона окупанти обстріляли зупинку.", {("shelling", "Kherson")}),
        ("Усі п'ять ракет, які летіли на Одесу, збито над морем, повідомили Повітряні сили.", {("interception", "Odesa")}),
        ("Росіяни пробилися на східну околицю Вовчанська.", {("advance", "Vovchansk")}),
        ("Бійці просунулися біля Торського та Глибокого, що в Донецькій і Харківській областях.", {("advance", "Torske"), ("advance", "Hlyboke")}),
    ],
)  # fmt: skip
def test_what_is_told_beside_a_place_or_a_strike(text: str, expected: set[tuple[str, str]]) -> None:
    claims = cd.extract(text, source="suspilne", published="2025-08-27T12:00:00Z", lang="uk")
    assert {
        (c.kind, at.place.name if at.place else at.mention) for c in claims for at in c.locations
    } == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ворог обстріляв Нікополь, Мирівську та Марганецьку громади.", {("shelling", "Nikopol"), ("shelling", "Myrove Hromada"), ("shelling", "Marhanets Hromada")}),
        ("На Сумщині потерпали Білопілля та Миропілля.", {("shelling", "Bilopillia"), ("shelling", "Myropillia")}),
        ("Військові знищили десант, який намагався висадитися в Очакові.", {("attack", "Ochakiv")}),
        ("У Миколаєві тихо. У Київській області звільнено Макарів.", {("capture", "Makariv")}),
        ("Військові відбили 4 атаки біля Синьківки, на Лиманському – п’ять у районі Тернів.", {("attack", "Synkivka"), ("attack", "Terny")}),
    ],
)  # fmt: skip
def test_where_it_was_in_lists(text: str, expected: set[tuple[str, str]]) -> None:
    claims = cd.extract(text, source="suspilne", published="2025-08-27T12:00:00Z", lang="uk")
    assert {
        (c.kind, at.place.name if at.place else at.mention) for c in claims for at in c.locations
    } == expected


def test_ten_strike_drones_are_drones() -> None:
    text = "Сили оборони збили над Одещиною десять ударних дронів, повідомили Повітряні сили."
    (claim,) = cd.extract(text, source="suspilne", published="2025-08-27T12:00:00Z", lang="uk")
    assert [(q.value, q.unit) for q in claim.quantities] == [(10, "drone")]


def claimed(text: str, source: str = "suspilne") -> list[tuple[str, str, str]]:
    """Claimant, kind and place of each claim."""
    return [
        (c.claimant, c.kind, loc.place.name if loc.place else loc.mention)
        for c in cd.extract(text, source=source, published=DAY, lang="uk")
        for loc in c.locations
    ]


def test_what_came_of_a_fight_is_told_behind_it() -> None:
    text = "У Вовчанську тривають бої, унаслідок яких росіянам вдалося зайняти третину міста."
    assert {kind for _, kind, _ in claimed(text)} == {"armed-clash", "capture"}


def test_the_other_side_answers_where_the_first_advances() -> None:
    text = "Росіяни просунулися біля Торського, а ЗСУ контратакують на цій ділянці."
    assert [(kind, place) for _, kind, place in claimed(text)] == [
        ("advance", "Torske"),
        ("attack", "Torske"),
    ]


def test_two_sectors_share_their_word() -> None:
    text = "Бойові дії тривали на Лиманському та Сіверському напрямках."
    assert [place for *_, place in claimed(text)] == ["Lyman", "Siversk"]


def test_a_sector_of_another_name_leaves_the_villages_their_places() -> None:
    text = (
        "Ворог шість разів атакував на Південно-Слобожанському напрямку в районах Вовчанська, Синельникового."
    )
    assert next(place for *_, place in claimed(text)) == "Vovchansk"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Окрім Покровська, ворог намагався наступати в районі Мирнограда.", ["Myrnohrad"]),
        ("Росіяни захопили село Лозова Ізюмського району, що на Харківщині.", ["Lozova"]),
        ("Окупанти зайшли до села Грабовське, яке знаходиться недалеко від Краснопілля.", ["Hrabovske"]),
    ],
)
def test_what_only_locates_or_is_set_apart_is_no_place_of_it(text: str, places: list[str]) -> None:
    assert [place for *_, place in claimed(text)] == places


def test_a_quotation_of_a_statement_is_whose_statement_was_named() -> None:
    text = "Бої тривають. Про це повідомляє DeepState.\n\n«Ворог окупував Котлине», – йдеться у повідомленні."
    assert claimed(text)[-1] == ("deepstate", "capture", "Kotlyne")


def test_his_words_are_the_last_speaker_s_whoever_stands_behind_them() -> None:
    text = (
        "Про атаку повідомив губернатор Бєлгородської області. За його словами, ЗСУ атакували дроном "
        "будівлю уряду в Шебекіному."
    )
    assert {claimant for claimant, *_ in claimed(text)} == {"ru:belgorod-oblast-governor"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Рятувальники деблокували з-під завалів тіло жінки в Запоріжжі.", {"civilian-harm"}),
        ("ЗСУ відбили три квадратні кілометри території в районі Гришиного.", {"capture"}),
        ("Росіяни завдали масованого удару дронами по Полтаві.", {"air-drone-strike"}),
        ("У Полтаві постраждала транспортна інфраструктура.", {"infrastructure-damage"}),
        ("У Полтаві обійшлося без загиблих та постраждалих.", set()),
        ("На Оріхівському напрямку активних бойових дій не відбувалося.", set()),
        ("Волошин сказав, що немає даних про те, що росіяни контролюють Орєхово.", set()),
        ("Вибухи в Полтаві. Перебувайте в укриттях!", {"explosion"}),
        ("У Полтаві за медичною допомогою звернулися троє людей.", {"civilian-harm"}),
        ("У Полтаві влучань у житлові будинки та об'єкти інфраструктури не допущено.", set()),
        ("З початку повномасштабної війни на Донеччині загинули 3000 осіб.", set()),
        ("У Фастівському районі рятувальники визволили з-під завалів вісім осіб.", set()),
        ("Окупований населений пункт Покровка знаходиться в Сумській області.", set()),
    ],
)
def test_words_of_the_news(text: str, kinds: set[str]) -> None:
    assert {kind for _, kind, _ in claimed(text)} == kinds


def test_an_abbreviated_settlement_ends_no_sentence() -> None:
    text = "«У сел. Борова загинув чоловік», – написав Синєгубов."
    assert claimed(text) == [("ua:kharkiv-oblast-governor", "civilian-harm", "Borova")]


@pytest.mark.parametrize(
    "text",
    [
        "Одесу атакують безпілотники.",
        "Одесу вночі атакували безпілотники.",
        "Уночі Чернігів атакували безпілотники.",
        "Уранці Суми обстріляли дронами.",
    ],
)
def test_a_city_that_opens_its_sentence_is_attacked(text: str) -> None:
    assert {kind for _, kind, _ in claimed(text)} == {"air-drone-strike"}


def test_an_exchange_by_agreement_is_an_exchange() -> None:
    text = "За домовленістю з Росією Україна провела обмін полоненими, повідомив президент Зеленський."
    (claim,) = cd.extract(text, source="suspilne", published=DAY, lang="uk")
    assert (claim.claimant, claim.kind) == ("ua:president", "prisoner-exchange")


def test_a_governor_speaks_of_the_hromada_of_his_region() -> None:
    text = "Чаус розповів, що дрон пошкодив адмінбудівлю у Семенівській громаді."
    (claim,) = cd.extract(text, source="suspilne", published=DAY, lang="uk")
    place = claim.locations[0].place
    assert place is not None
    assert place.admin1 == "Chernihiv Oblast"


def test_such_a_statement_is_of_what_stands_before_it() -> None:
    text = "Росіяни захопили Комар. Таку заяву в ефірі телемарафону зробив речник ДПСУ Андрій Демченко."
    assert [(who, kind) for who, kind, _ in claimed(text)] == [("ua:border-guard-service", "capture")]


def test_what_footage_that_opens_the_sentence_shows_is_verified() -> None:
    (claim,) = cd.extract(
        "Згідно з геолокованими кадрами, ЗСУ просунулися біля Синьківки.",
        source="suspilne",
        published=DAY,
        lang="uk",
    )
    assert (claim.stance.value, claim.kind) == ("verifies", "advance")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("У Чорному морі дрони підбили російський корабель.", ("losses", "Black Sea")),
        (
            "Росія почала терор, зруйнувавши в Київській області ТЕС.",
            ("infrastructure-damage", "Kyiv Oblast"),
        ),
    ],
)
def test_where_ships_and_plants_are_hit(text: str, expected: tuple[str, str]) -> None:
    assert [(kind, place) for _, kind, place in claimed(text)] == [expected]
