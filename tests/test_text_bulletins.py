"""Bulletins and the press of Ukraine: regional services, paragraphs of quotation, launch sites, what is told twice."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata import Claim

DAY = "2025-06-13"


def read(text: str, source: str = "suspilne") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang="uk")


def told(text: str, source: str = "suspilne") -> set[tuple[str, str, str]]:
    """Claimant, kind and place of each claim."""
    return {
        (c.claimant, c.kind, at.place.name if at.place else at.mention)
        for c in read(text, source)
        for at in c.locations
    }


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Донецька обласна прокуратура повідомила, що в Лимані загинув чоловік.",
            "ua:donetsk-oblast-prosecutor",
        ),
        ("За даними прокуратури Сумської області, в Охтирці загинула жінка.", "ua:sumy-oblast-prosecutor"),
        ("У поліції Харківщини повідомили, що окупанти вдарили по Лозовій.", "ua:kharkiv-oblast-police"),
        ("Поліцейські Донеччини зафіксували удар по Дружківці.", "ua:donetsk-oblast-police"),
        ("Поліція повідомила про удар по Дружківці.", "ua:police"),
        ("Начальник Херсонської МВА повідомив про обстріл міста.", "ua:kherson-administration"),
        ("Голова Нікопольської РВА: у Нікополі поранено жінку.", "ua:nikopol-administration"),
    ],
)
def test_a_service_of_a_region_and_an_administration_of_a_town(text: str, speaker: str) -> None:
    assert {c.claimant for c in read(text)} == {speaker}


def test_investigators_are_the_prosecutors_named_before() -> None:
    text = (
        "Прокуратура Сумської області розпочала досудове розслідування.\n"
        "За даними слідства, 5 червня 2025 року ворог обстріляв Білопілля."
    )
    assert told(text) == {("ua:sumy-oblast-prosecutor", "shelling", "Bilopillia")}


@pytest.mark.parametrize("marks", ["«»", "“”", '""'])
def test_a_quoted_paragraph_is_of_the_speaker_before_it(marks: str) -> None:
    text = (
        "Президент Володимир Зеленський повідомив про нову атаку на країну.\n\n"
        f"{marks[0]}Вночі росіяни вдарили по Одесі. На жаль, є загиблі.{marks[1]}"
    )
    assert told(text) == {
        ("ua:president", "air-drone-strike", "Odesa"),
        ("ua:president", "civilian-harm", "Odesa"),
    }


def test_a_paragraph_that_only_opens_with_a_quoted_name_is_none() -> None:
    text = "Мер Сум Артем Кобзар повідомив про вибухи.\n\n«Шахеди» атакували Полтаву."
    assert ("suspilne", "air-drone-strike", "Poltava") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ворог атакував 20-ма БпЛА із напрямків Міллерово, Орел (рф), Чауда (тот АР Крим).",
        "Ворог атакував 60 БпЛА типу Shahed із трьох напрямків: Брянськ, Курськ та Єйськ.",
        "Ворог випустив 30 БпЛА з районів Приморсько-Ахтарськ (Курськ, Брянськ – рф).",
    ],
)
def test_nothing_happens_where_drones_are_launched(text: str) -> None:
    assert not told(text)
    assert {c.kind for c in read(text)} == {"air-drone-strike"}


def test_what_was_downed_is_of_the_night_told_before() -> None:
    strike, downed = read("Уночі 5 червня ворог атакував Україну 80 БпЛА. Збито 60 дронів.")
    assert (strike.kind, downed.kind) == ("air-drone-strike", "interception")
    assert downed.when == strike.when


def test_a_quotation_that_repeats_its_headline_tells_nothing_more() -> None:
    text = (
        "На Вінниччині російська ракета впала на цивільні об'єкти, повідомив голова ОВА Сергій Борзов.\n"
        "«На Вінниччині ворожа ракета впала на цивільні об'єкти. Пошкоджено школу», – написав він."
    )
    kinds = [c.kind for c in read(text)]
    assert sorted(kinds) == ["infrastructure-damage", "shelling"]


@pytest.mark.parametrize(
    "text",
    [
        "Обмін полоненими відбудеться завтра, повідомив Координаційний штаб.",
        "Евакуація з Краматорська триватиме до вечора.",
        "Піхота просувається, уникаючи боїв.",
        "Редакція працює під обстрілами.",
    ],
)
def test_what_is_to_come_or_was_avoided_is_no_claim(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сили оборони уразили ЗРК у Джанкої.", ("suspilne", "air-drone-strike", "Dzhankoy")),
        ("У Чорному морі чергують два ракетоносії.", ("suspilne", "presence", "Black Sea")),
        ("До Роботиного увійшла 47 бригада.", ("suspilne", "advance", "Robotyne")),
        ("Під Сумами в полон взяли полонених, шестеро росіян.", ("suspilne", "losses", "Sumy")),
    ],
)
def test_what_happened(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)


def test_the_route_of_a_train_is_no_place() -> None:
    (claim,) = read("Дрон влучив у поїзд «Харків – Одеса» біля Лозової.")
    assert [at.place.name for at in claim.locations if at.place] == ["Lozova"]


def test_what_others_call_a_lie_stays_of_who_claimed_it() -> None:
    (claim,) = read("Міноборони РФ заявило про взяття Торського, але це неправда.")
    assert (claim.claimant, claim.stance.value) == ("ru:mod", "asserts")
    both = read("Міноборони РФ заявило про взяття Торського, але в бригаді «Рубіж» це назвали неправдою.")
    assert {(c.claimant, c.stance.value) for c in both} == {
        ("ru:mod", "asserts"),
        ("ua:rubizh-brigade", "denies"),
    }


def test_officials_who_do_not_confirm_deny() -> None:
    text = "Про захоплення Дворічної заявило міноборони РФ. У Харківській ОВА цю інформацію не підтверджують."
    stances = {(c.claimant, c.stance.value) for c in read(text)}
    assert stances == {("ru:mod", "asserts"), ("ua:kharkiv-oblast-governor", "denies")}


def test_a_village_named_only_later() -> None:
    text = "За даними Маляр, до села увійшла 47 бригада.\n«Росіяни обстрілюють Роботине», – написала Маляр."
    assert ("ua:mod", "advance", "Robotyne") in told(text)


def test_each_sector_of_a_list_is_one() -> None:
    text = "Ворог наступає на Лиманському, Сіверському та Краматорському напрямках."
    assert {name for _, _, name in told(text)} == {"Lyman", "Siversk", "Kramatorsk"}
    detailed = (
        "На Покровському напрямку ворог атакував у бік Родинського, на Новопавлівському – біля Іванівки."
    )
    assert {name for _, _, name in told(detailed)} == {"Rodynske", "Ivanivka"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Бригада «Хартія» повідомила про бої біля Липців.", "ua:khartiya-brigade"),
        ("Речник батальйону «Свобода» повідомив про бої біля Рубіжного.", "ua:svoboda-battalion"),
        ("Речник 12-ї бригади «Азов» повідомив про бої біля Торецька.", "ua:12-brigade"),
    ],
)
def test_units_called_by_a_name(text: str, speaker: str) -> None:
    assert {c.claimant for c in read(text)} == {speaker}


def test_the_paragraphs_of_a_bulletin_are_of_its_staff() -> None:
    text = (
        "У Генштабі повідомили, що за добу на фронті відбулося 186 боєзіткнень.\n\n"
        "На Лиманському напрямку ворог атакував біля Надії.\n\n"
        "На Сіверському напрямку Сили оборони відбили 7 атак біля Григорівки."
    )
    assert {c.claimant for c in read(text)} == {"ua:general-staff"}


def test_an_attack_told_again_with_its_means_is_one() -> None:
    text = "Росіяни атакували Харків уночі 12 червня.\n\nУ ніч на 12 червня росіяни атакували Харків дронами."
    assert [c.kind for c in read(text)] == ["air-drone-strike"]


def test_a_place_that_is_a_heading_is_that_of_the_sentence_behind_it() -> None:
    assert ("suspilne", "infrastructure-damage", "Poltava Oblast") in told(
        "Полтавщина. Пошкоджено підприємство."
    )


def test_a_region_by_its_short_name() -> None:
    assert told("На Дніпровщині пролунали вибухи.") == {("suspilne", "explosion", "Dnipropetrovsk Oblast")}


def test_fires_and_hits_off_a_coast() -> None:
    assert {name for _, _, name in told("Буксир уражено в Чорному морі поблизу мису Тарханкут.")} == {
        "Cape Tarkhankut"
    }
    (claim,) = read("Танкер атаковано в Чорному морі біля Новоросійська.")
    assert claim.locations
