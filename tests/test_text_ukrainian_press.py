"""The Ukrainian of the press: nights "against" a day, troops behind their verb, denied captures, who passes on whose word."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata import Claim

DAY = "2025-03-10T20:00:00Z"
UA, RU = "ua:armed-forces", "ru:armed-forces"


def read(text: str, source: str = "suspilne") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang="uk")


def told(text: str, source: str = "suspilne") -> set[tuple[str, str, str, str]]:
    """Claimant, stance, kind and place of each claim."""
    return {
        (c.claimant, c.stance.value, c.kind, at.place.name if at.place else at.mention)
        for c in read(text, source)
        for at in c.locations
    }


def done(text: str) -> set[tuple[str, str | None, str]]:
    """Kind, agent and place of each claim."""
    return {
        (c.kind, c.agent, at.place.name if at.place else at.mention) for c in read(text) for at in c.locations
    }


def near(text: str) -> set[tuple[str, str]]:
    """The places of all claims, and how what happened lies to them."""
    return {
        (at.place.name if at.place else at.mention, at.relation.value)
        for c in read(text)
        for at in c.locations
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("У ніч проти 9 березня росіяни обстріляли Марганець.", ("shelling", RU, "Marhanets")),
        ("Уночі проти суботи дрони вдарили по Ізмаїлу.", ("air-drone-strike", None, "Izmayil")),
        ("В ніч проти неділі окупанти атакували Шостку безпілотниками.", ("air-drone-strike", RU, "Shostka")),
    ],
)
def test_a_night_against_a_day_is_when_it_happened(text: str, expected: tuple[str, str | None, str]) -> None:
    assert done(text) == {expected}


def test_what_is_told_of_measures_against_somebody_is_no_news() -> None:
    assert not read("Санкції проти Росії через удар по Одесі обговорили у Брюсселі.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ракети влучили у Кременчук.", ("shelling", None, "Kremenchuk")),
        ("У Чугуєві зафіксували два влучання.", ("air-drone-strike", None, "Chuhuyiv")),
        ("В Ізюмі вночі зафіксували вибухи.", ("explosion", None, "Izyum")),
        ("У Токмаку знову було гучно.", ("explosion", None, "Tokmak")),
        ("У Бердянську помітили активний рух у бік Мелітополя.", ("movement", None, "Berdyansk")),
        ("Підрозділи окупантів прибувають до Енергодара.", ("movement", RU, "Enerhodar")),
        (
            "Українські військові виконують бойові завдання в районі Роботиного.",
            ("presence", UA, "Robotyne"),
        ),
        ("Ворог вів наступ з метою захоплення Ямполя.", ("attack", RU, "Yampil’")),
        ("Сили оборони продовжують контрнаступальні дії у Вовчанську.", ("attack", UA, "Vovchansk")),
        ("Операція зі звільнення Вовчанська триває.", ("attack", None, "Vovchansk")),
        ("Трьох жінок росіяни вбили у Костянтинівці.", ("civilian-harm", RU, "Kostyantynivka")),
        ("Вугледар ЗСУ залишили 1 жовтня.", ("withdrawal", UA, "Vuhledar")),
        ("Селидове російські війська захопили восени.", ("capture", RU, "Selydove")),
    ],
)
def test_what_happened(text: str, expected: tuple[str, str | None, str]) -> None:
    assert expected in done(text)


@pytest.mark.parametrize(
    "text",
    [
        "Брати нових людей у Кременчук не планують.",
        "Звільнити Вовчанськ планують улітку.",
        "Евакуація з Костянтинівки зараз неможлива.",
        "Речник гучно заявив про візит до Мелітополя.",
        "До відбиття нападу над Сумщиною залучали авіацію.",
    ],
)
def test_what_did_not_happen_is_not_told(text: str) -> None:
    assert not read(text)


def test_an_operation_that_is_over_took_the_town() -> None:
    assert ("capture", UA, "Vovchansk") in done("ЗСУ завершили операцію зі звільнення Вовчанська.")


@pytest.mark.parametrize(
    "text",
    [
        "У межах обміну додому повернулися 90 захисників.",
        "На батьківщину повернулись 90 захисників у межах великого обміну військовополоненими.",
        "Відбувся обмін, у межах якого додому повернулися 90 військових.",
    ],
)
def test_an_exchange_within_which_they_came_home(text: str) -> None:
    assert {claim.kind for claim in read(text)} == {"prisoner-exchange"}


def test_losses_of_guns_are_counted() -> None:
    (claim,) = read("Росія втратила за добу 42 артсистеми, повідомляє Генштаб.")
    assert (claim.claimant, claim.kind, claim.target) == ("ua:general-staff", "losses", RU)
    assert [(q.value, q.unit) for q in claim.quantities] == [(42, "weapon")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Росіяни вдарили по Нікополю шістьма дронами.", 6, "drone"),
        ("Росіяни атакували Суми 14-ма дронами.", 14, "drone"),
        ("Кількість загиблих у Сумах зросла до 35.", 35, "civilian"),
        ("У Сумах загинули троє.", 3, "civilian"),
    ],
)
def test_numbers_in_the_case_of_a_means(text: str, value: int, unit: str) -> None:
    (claim,) = read(text)
    assert [(q.value, q.unit) for q in claim.quantities] == [(value, unit)]


def test_a_share_of_a_town_counts_nothing() -> None:
    (claim,) = read("Росія контролює 70% міста Торецька.")
    assert not claim.quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("До Торецька зайшли російські війська.", ("advance", RU, "Toretsk")),
        ("Аналітики повідомили про просування ЗСУ біля Кліщіївки.", ("advance", UA, "Klishchiivka")),
        ("Кругляківка перебуває під контролем Сил оборони.", ("presence", UA, "Kruhliakivka")),
        ("Роботине перейшло під контроль російських військ.", ("capture", RU, "Robotyne")),
        ("Штурмові дії здійснено росіянами біля Торського.", ("attack", RU, "Torske")),
        ("По Києву вдарили ракети.", ("shelling", None, "Kyiv")),
        ("Силами ППО знищено п'ять ворожих дронів над Полтавщиною.", ("interception", UA, "Poltava Oblast")),
        ("ЗСУ відкинули російські війська від Вовчанська.", ("advance", UA, "Vovchansk")),
    ],
)
def test_who_did_it(text: str, expected: tuple[str, str | None, str]) -> None:
    assert expected in done(text)


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("У Вовчанську тривають бої, пишуть в ЗСУ.", UA),
        (
            "Дрони вдарили по Павлограду, повідомив в.о. голови Дніпропетровської ОВА Владислав Гайваненко.",
            "ua:dnipropetrovsk-oblast-governor",
        ),
        (
            "Дрони вдарили по Павлограду, сказав т.в.о. начальника Дніпропетровської ОВА Владислав Гайваненко.",
            "ua:dnipropetrovsk-oblast-governor",
        ),
        ("У Києві пролунали вибухи, написав очільник КМВА.", "ua:kyiv-administration"),
        ("За словами Мадяра, дрони уразили НПЗ у Самарі.", "ua:unmanned-systems-forces"),
        ("За словами Ганни Маляр, ЗСУ просуваються під Бахмутом.", "ua:mod"),
        ("Сили оборони відійшли із Суджі, свідчать оновлення на мапі Deep State.", "deepstate"),
        ("Військово-морські сили уразили склад у Севастополі, повідомляє командування.", "ua:navy"),
        ("У Донецьку уражено склад дронів, повідомляє командування.", "ua:general-staff"),
        ('"Місія МАГАТЕ чула обстріли біля Енергодара", - йдеться в заяві агентства.', "iaea"),
        ("Захисники зафіксували появу росіян біля Дронівки, повідомляє DeepState.", "deepstate"),
    ],
)
def test_who_says_it(text: str, claimant: str) -> None:
    assert {claim.claimant for claim in read(text)} == {claimant}


def test_a_paragraph_behind_a_dash_is_one_quotation() -> None:
    text = "– Росіяни захопили Тошківку. Бої тривають у Золотому, – заявив Гайдай."
    assert {claim.claimant for claim in read(text)} == {"ua:luhansk-oblast-governor"}


def test_a_dash_that_only_opens_an_item_quotes_nobody() -> None:
    text = "– Росіяни захопили Тошківку.\n– Бої тривають у Золотому, – заявив Гайдай."
    assert {claim.claimant for claim in read(text)} == {"suspilne", "ua:luhansk-oblast-governor"}


@pytest.mark.parametrize(
    "text",
    [
        "Росіяни заявили про захоплення Вовчанська, чого насправді не сталося, - сказав речник Генштабу.",
        "Загарбники мали б захопити Вовчанськ, чого насправді немає, – зазначили в Генштабі.",
        "Генштаб заявив, що інформація про захоплення Вовчанська не відповідає дійсності.",
    ],
)
def test_a_capture_that_is_none_is_denied(text: str) -> None:
    assert told(text) == {("ua:general-staff", "denies", "capture", "Vovchansk")}
    assert {claim.agent for claim in read(text)} == {RU}


def test_what_the_other_side_is_conceded_to_say_is_its_claim() -> None:
    text = "Хоч росіяни кажуть, що взяли Торецьк, наші воїни контролюють центр міста, – сказав Зеленський."
    assert told(text) == {
        (RU, "asserts", "capture", "Toretsk"),
        ("ua:president", "asserts", "presence", "Toretsk"),
    }


def test_an_aside_behind_where_is_of_its_clause_only() -> None:
    text = (
        "ЗСУ контролюють Міньківку, де, за словами російських воєнкорів, російські війська займають позиції."
    )
    assert told(text) == {
        ("suspilne", "asserts", "presence", "Minkivka"),
        ("ru:milbloggers", "asserts", "presence", "Minkivka"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Росіяни атакували на схід від Куп'янська поблизу Петропавлівки.",
            {("Petropavlivka", "near")},
        ),
        ("Росіяни захопили Торське на Лиманському напрямку.", {("Torske", "in")}),
        (
            "На Лиманському напрямку ворог здійснив 12 атак, намагаючись просунутися біля Торського.",
            {("Torske", "near")},
        ),
        ("Бої тривають у центральній частині Торецька.", {("Toretsk", "in")}),
        ("Бої тривають у східній частині Торецька.", {("Toretsk", "outskirts")}),
        ("Ворог просунувся поблизу Роздольного та у Котлиному.", {("Rozdolne", "near"), ("Kotlyne", "in")}),
        ("Дрони атакували Суми та Сумську область.", {("Sumy", "in")}),
        ("Дрони атакували Одесу та Миколаївську область.", {("Odesa", "in"), ("Mykolaiv Oblast", "in")}),
        ("У кількох районах Харкова чути вибухи.", {("Kharkiv", "in")}),
        ("Вибухи чути в районі Харкова.", {("Kharkiv", "near")}),
        (
            "ЗСУ просунулися на північ від Піщаного, розташованого на південний схід від Куп'янська.",
            {("Pishchane", "north-of")},
        ),
        ("Передові підрозділи ЗСУ просунулися біля Торського.", {("Torske", "near")}),
        ("Безпілотник, який летів на Москву, збили над Можайськом.", {("Mozhaysk", "in")}),
        (
            "Ворог атакував у районах населених пунктів Невське Луганської області та Торське, Терни на Донеччині.",
            {("Nevske", "near"), ("Torske", "near"), ("Terny", "near")},
        ),
    ],
)
def test_where_it_was(text: str, expected: set[tuple[str, str]]) -> None:
    assert near(text) == expected


def test_where_a_drone_flew_is_where_it_came_down_if_no_other_place_is_told() -> None:
    assert near("Дрон, який летів на Одесу, збили над морем.") == {("Odesa", "in")}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Дрон влучив у житловий будинок у Шостці.", "будинок"),
        ("Дрони атакували нафтопереробний завод у Рязані.", "завод"),
        ("Ворог ударив по житловій забудові Чугуєва.", "забудові"),
        ("Дрон влучив у склад у Шостці.", "склад"),
    ],
)
def test_the_thing_is_hit_and_not_its_quality(text: str, target: str) -> None:
    assert target in {claim.target for claim in read(text)}
