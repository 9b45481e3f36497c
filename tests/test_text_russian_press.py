"""Russian as the press writes it: passives and their doers, whose control, denials, forecasts, shares of a count."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata import Claim

DAY = "2025-03-10T12:00:00Z"
UA, RU = "ua:armed-forces", "ru:armed-forces"


def read(text: str, source: str = "ria", lang: str = "ru") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def sides(text: str, source: str = "ria", lang: str = "ru") -> set[tuple[str, str | None, str | None]]:
    return {(claim.kind, claim.agent, claim.target) for claim in read(text, source, lang)}


def told(text: str, source: str = "ria", lang: str = "ru") -> set[tuple[str, str, str]]:
    return {(claim.claimant, claim.stance.value, claim.kind) for claim in read(text, source, lang)}


def where(text: str, source: str = "ria", lang: str = "ru") -> set[tuple[str, str | None, str]]:
    return {
        (claim.kind, loc.place.name if loc.place else None, loc.relation.value)
        for claim in read(text, source, lang)
        for loc in claim.locations
    }


def counts(text: str) -> dict[str, list[float]]:
    return {
        loc.place.name: [q.value for q in claim.quantities]
        for claim in read(text)
        for loc in claim.locations
        if loc.place
    }


@pytest.mark.parametrize(
    ("lang", "source", "text", "expected"),
    [
        ("ru", "ria", "Под Купянском 40 украинских солдат были уничтожены бойцами группировки «Запад».", ("losses", RU, UA)),
        ("ru", "ria", "Рота украинской пехоты под Торецком разгромлена нашими штурмовиками.", ("losses", RU, UA)),
        ("ru", "ria", "Три гаубицы ВСУ уничтожены под Сумами.", ("losses", None, UA)),
        ("ru", "unian", "Под Покровском пять танков РФ подбиты бойцами ВСУ.", ("losses", UA, RU)),
        ("ru", "meduza", "Операторами дронов ВСУ подбит российский танк под Торецком.", ("losses", UA, RU)),
        ("ru", "meduza", "Пять российских гаубиц уничтожены Силами обороны под Торецком.", ("losses", UA, RU)),
        ("ru", "ria", "Колонна бойцами ВСУ разбита под Суджей.", ("losses", UA, RU)),
        ("uk", "ukrainska-pravda", "Два БМП росіян знищено бійцями Сил оборони під Покровськом.", ("losses", UA, RU)),
    ],
)  # fmt: skip
def test_a_passive_has_its_doer_in_the_instrumental_and_its_loser_before(
    lang: str, source: str, text: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert expected in sides(text, source, lang)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Посёлок Глушково подвергся обстрелу со стороны ВСУ.", ("shelling", UA, None)),
        ("ru", "Село Горналь перешло под контроль ВСУ.", ("capture", UA, None)),
        ("ru", "Село Часов Яр оказалось под контролем российских войск.", ("presence", RU, None)),
        ("ru", "Под огнем российских войск оказался Никополь.", ("shelling", RU, None)),
        ("ru", "Сообщается о нападении 50 украинских военных в районе Теткино.", ("attack", UA, None)),
        ("uk", "Село Степове зазнало обстрілу з боку російських військ.", ("shelling", RU, None)),
    ],
)
def test_whose_fire_control_or_weapon_it_is_did_it(
    lang: str, text: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert sides(text, "meduza", lang) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Водитель погиб при попадании беспилотника ВСУ в Шебекино.",
        "Двое жителей ранены при ударе ВСУ по Рыльску.",
    ],
)
def test_whose_strike_it_was_holds_for_the_strike_and_for_its_harm(text: str) -> None:
    assert sides(text, "meduza", "ru") == {("civilian-harm", UA, None), ("air-drone-strike", UA, None)}


def test_whose_drones_were_shot_down_is_neither_doer_nor_target() -> None:
    assert sides("Над Орловской областью сбили семь БПЛА ВСУ.") == {("interception", None, None)}


@pytest.mark.parametrize(
    ("lang", "text", "agent", "target"),
    [
        ("ru", "Российские войска сумели выбить ВСУ из Работино.", RU, UA),
        ("ru", "ВСУ смогли выбить россиян из Работино.", UA, RU),
        ("ru", "Силам обороны удалось выбить оккупантов из Работино.", UA, RU),
        ("ru", "ВСУ выбиты из Работино.", RU, UA),
        ("uk", "Силам оборони вдалося вибити окупантів з Роботиного.", UA, RU),
    ],
)
def test_who_manages_to_drive_somebody_out_has_the_place(
    lang: str, text: str, agent: str, target: str
) -> None:
    assert sides(text, "meduza", lang) == {("capture", agent, target)}


def test_the_second_thing_done_is_done_by_who_did_the_first() -> None:
    text = "Российские войска выбили ВСУ из посадок у Степового и начали продвижение к селу Бердычи."
    assert ("advance", RU, None) in sides(text)


def test_troops_under_pressure_withdraw_and_nobody_attacks() -> None:
    assert sides("У Вербового украинские солдаты под натиском российских войск отступили.") == {
        ("withdrawal", UA, None)
    }


def test_the_enemy_of_the_only_side_named_is_the_other_one() -> None:
    assert sides("После отхода ВСУ вражеские атаки на Торецк продолжаются.", "unian") == {
        ("attack", RU, None)
    }


def test_a_mayor_calls_occupation_what_the_other_side_did() -> None:
    assert sides("Мелитополь оккупирован, заявил мэр Иван Федоров.", "unian") == {("capture", RU, None)}


def test_a_ministry_beside_a_capture_did_not_make_it() -> None:
    assert sides("В Минобороны Украины захват Бахмута опровергли.", "unian") == {("capture", RU, None)}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Войска РФ взяли посёлок Шевченко.", "capture", "Shevchenko"),
        ("ВСУ смогли занять Снагость.", "capture", "Snagost"),
        ("ВСУ выпустили две ATACMS по Джанкою.", "shelling", "Dzhankoy"),
        ("Украина запустила «Нептуны» по Новороссийску.", "shelling", "Novorossiysk"),
        ("Враг дважды попытался обстрелять Энергодар.", "shelling", "Enerhodar"),
        ("Россияне проводят инфильтрацию в Покровск.", "advance", "Pokrovsk"),
        ("Рой дронов расстреляли над Калугой.", "interception", "Kaluga"),
        ("Силы обороны уничтожили под Бахмутом 300 россиян.", "losses", "Bakhmut"),
        ("Завершено освобождение города Волчанск Харьковской области.", "capture", "Vovchansk"),
        ("Южная окраина Суджи полностью зачищена от противника.", "clearing", "Sudzha"),
        ("Противник атаковал на линии Клещеевка — Андреевка.", "attack", "Klishchiivka"),
    ],
)
def test_words_of_the_russian_press(text: str, kind: str, place: str) -> None:
    assert (kind, place) in {found[:2] for found in where(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Информация о взятии Купянска не является правдой, заявили в Генштабе ВСУ.", ("ua:general-staff", "denies", "capture")),
        ("Российские войска не захватили Часов Яр, сообщили аналитики DeepState.", ("deepstate", "denies", "capture")),
        ("Военкоры утверждают, что войска РФ взяли Терны, но ISW этого не подтверждает.", ("ru:milbloggers", "asserts", "capture")),
        ("Идут бои за Купянск, о взятии города говорить рано.", ("unian", "denies", "capture")),
        ("Бои идут на окраине Купянска, говорить о захвате города пока рано.", ("unian", "asserts", "armed-clash")),
    ],
)  # fmt: skip
def test_what_is_not_so_is_denied_by_who_says_it(text: str, expected: tuple[str, str, str]) -> None:
    found = told(text, "unian")
    assert expected in found
    assert {stance for _, stance, kind in found if kind == "armed-clash"} <= {"asserts"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Взятие Константиновки позволит войскам РФ выйти к Дружковке."),
        ("ru", "Захват Купянска откроет путь на Харьков."),
        ("ru", "Потеря Часова Яра — вопрос времени."),
        ("uk", "Захоплення Покровська відкриє шлях на Павлоград."),
    ],
)
def test_what_a_capture_would_lead_to_says_of_no_capture(lang: str, text: str) -> None:
    assert read(text, "unian", lang) == []


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Бои идут в Торецке, рассказал Пушилин о положении на фронте.", "ru:donetsk-oblast-governor"),
        ("Бои идут в Торецке, сообщает DeepState о городе.", "deepstate"),
        (
            "Атаки на Торецк продолжаются, заявил 9 марта спикер ОСГВ «Хортица» Виктор Трегубов.",
            "ua:khortytsia",
        ),
        ("Российские пропагандисты сообщили о захвате Богдановки.", "ru:milbloggers"),
        ("Минобороны показало, как дроны ударили по технике ВСУ под Суджей.", "ru:mod"),
    ],
)
def test_who_speaks(text: str, claimant: str) -> None:
    assert {found[0] for found in told(text)} == {claimant}


def test_who_confirms_this_stands_behind_it() -> None:
    text = "Военкоры сообщают о взятии Терновки. Это подтверждают и в DeepState."
    assert told(text, "unian") == {
        ("ru:milbloggers", "asserts", "capture"),
        ("deepstate", "confirms", "capture"),
    }


def test_parts_of_a_total_go_to_their_regions() -> None:
    text = (
        "За ночь уничтожено 19 беспилотников: девять БПЛА сбиты над территорией Ростовской области, шесть – над Брянской, "
        "по два – над Тульской и Орловской областями."
    )
    assert counts(text) == {
        "Rostov Oblast": [9],
        "Bryansk Oblast": [6],
        "Tula Oblast": [2],
        "Oryol Oblast": [2],
    }


def test_one_each_is_one_in_each() -> None:
    assert counts("ПВО сбила по одному беспилотнику в Курской и Тульской областях.") == {
        "Kursk Oblast": [1],
        "Tula Oblast": [1],
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Противник потерял более 310-ти военнослужащих под Купянском.", 310),
        ("Под Купянском ликвидированы двести боевиков ВСУ.", 200),
    ],
)
def test_numbers_as_they_are_written(text: str, value: int) -> None:
    assert [q.value for claim in read(text) for q in claim.quantities] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Освобождено село Новоторецкое, расположенное на территории ДНР.",
            {("capture", "Novotoretske", "in")},
        ),
        (
            "В Алешкинском округе в Костогрызово повреждены дома.",
            {("infrastructure-damage", "Kostohryzove", "in")},
        ),
        ("Противник атаковал западней Торецка.", {("attack", "Toretsk", "west-of")}),
    ],
)
def test_where(text: str, expected: set[tuple[str, str | None, str]]) -> None:
    assert where(text) == expected


def test_a_neuter_name_is_no_target() -> None:
    assert sides("Российские войска захватили Дачное.") == {("capture", RU, None)}
