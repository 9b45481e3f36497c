"""What the press does in all three languages: the project's own sentences, read by a person first."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata.model import Claim

DAY = "2025-09-04T12:00:00Z"


def claims(text: str, lang: str = "en", source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def told(text: str, lang: str = "en", source: str = "reuters") -> list[tuple[str, str, str]]:
    return [(each.claimant, each.stance.value, each.kind) for each in claims(text, lang, source)]


def towns(text: str, lang: str = "en") -> list[str | None]:
    return [at.place.name if at.place else None for each in claims(text, lang) for at in each.locations]


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        (
            "en",
            "In Izium, according to the General Staff of Ukraine, a school was damaged.",
            "ua:general-staff",
        ),
        ("uk", "В Ізюмі, за даними Генштабу, пошкоджено школу.", "ua:general-staff"),
        ("uk", "В Ізюмі, за словами Олега Синєгубова, пошкоджено школу.", "ua:kharkiv-oblast-governor"),
        ("ru", "В Шебекине, по словам Гладкова, повреждена школа.", "ru:belgorod-oblast-governor"),
    ],
)
def test_a_speaker_in_a_parenthesis_tells_what_stands_around_it(lang: str, text: str, claimant: str) -> None:
    assert told(text, lang) == [(claimant, "asserts", "infrastructure-damage")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian drones struck a Russian depot on Tuesday. The attack targeted Lgov, the governor of Kursk region said.", "air-drone-strike"),
        ("Air defences shot down 14 of 20 Russian drones overnight. The attack hit the city of Sumy.", "air-drone-strike"),
        ("Russian troops stormed positions near Siversk on Tuesday. The attack reached Dronivka.", "attack"),
    ],
)  # fmt: skip
def test_the_attack_is_of_the_kind_told_before(text: str, expected: str) -> None:
    assert claims(text)[-1].kind == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "There are no Russian troops in Siversk, Ukraine's General Staff said."),
        ("uk", "У Сіверську росіян немає, повідомив Генштаб."),
        ("ru", "Российских войск в Северске нет, заявил Генштаб ВСУ."),
    ],
)
def test_that_nobody_is_there_denies_their_presence(lang: str, text: str) -> None:
    assert told(text, lang) == [("ua:general-staff", "denies", "presence")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Сили оборони покинули Сіверськ і зайняли рубежі за містом, повідомив Генштаб."),
        ("ru", "Украинские войска покинули Северск и заняли рубежи за городом, сообщил Генштаб ВСУ."),
        (
            "en",
            "Ukrainian troops withdrew from Siversk and improved their positions beyond it, the General Staff said.",
        ),
    ],
)
def test_where_one_withdrew_to_is_no_advance(lang: str, text: str) -> None:
    assert told(text, lang) == [("ua:general-staff", "asserts", "withdrawal")]


def test_a_general_declares_several_villages_freed() -> None:
    found = claims("Генштаб назвав звільненими села Дронівка, Серебрянка та Григорівка.", "uk")
    assert [(each.claimant, each.kind) for each in found] == [("ua:general-staff", "capture")] * 3


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("uk", "Повітряні сили відзвітували про 17 збитих над Сумами дронів.", "ua:air-force"),
        ("ru", "Минобороны РФ отчиталось о сбитом на подлёте к Лебедяни украинском дроне.", "ru:mod"),
        ("ru", "О 17 сбитых над Курском беспилотниках рапортует Минобороны РФ.", "ru:mod"),
    ],
)
def test_what_is_reported_as_downed_was_downed(lang: str, text: str, claimant: str) -> None:
    assert told(text, lang) == [(claimant, "asserts", "interception")]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Минобороны Азербайджана сообщило об обстреле Баку.", "az:mod"),
        ("Минобороны Армении сообщило об обстреле Баку.", "am:mod"),
        ("Минобороны сообщило об обстреле Лебедяни.", "ru:mod"),
    ],
)
def test_a_ministry_is_that_of_the_country_named_behind_it(text: str, claimant: str) -> None:
    assert {each[0] for each in told(text, "ru", "tass")} == {claimant}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin called the raid a provocation, saying Kyiv shelled houses in Lgov.", "ru:president"),
        ("Ukraine's military has not confirmed the loss of Siversk, saying only that Russian forces shelled Dronivka.", "ua:armed-forces"),
        ("The FSB doubled down on the governor's accusation and claimed that saboteurs killed two civilians in Lgov.", "ru:fsb"),
        ("Officials in Crimea did not confirm the strike on Kerch, but did acknowledge a fire in Feodosia.", "ru:crimea-administration"),
    ],
)  # fmt: skip
def test_who_says_it_stands_before_the_participle_or_the_first_verb(text: str, expected: str) -> None:
    assert expected in {each.claimant for each in claims(text)}
    assert not {"reuters", "ua:government"} & {
        each.claimant for each in claims(text) if each.kind != "attack"
    }


def test_speakers_in_a_row_say_the_same() -> None:
    text = "The Russian Defense Ministry, the FSB and the Investigative Committee said Ukrainian forces attacked Sudzha."
    assert {each[0] for each in told(text)} == {"ru:mod", "ru:fsb", "ru:investigative-committee"}


def test_what_a_speaker_adds_has_not_happened_is_denied() -> None:
    text = (
        "A Russian milblogger claimed that fighting goes on near Siversk but that Ukrainian forces did not attack "
        "near Dronivka."
    )
    assert told(text, source="isw") == [
        ("ru:milbloggers", "asserts", "armed-clash"),
        ("ru:milbloggers", "denies", "attack"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Syrskyi said Ukrainian troops had captured 14 settlements.",
        "Syrskyi said Ukrainian troops advanced 12 kilometers.",
    ],
)
def test_ground_that_is_counted_needs_no_name_and_a_surname_is_no_town(text: str) -> None:
    (claim,) = claims(text)
    assert (claim.claimant, claim.locations) == ("ua:commander-in-chief", ())


def test_a_series_of_strikes_on_a_day_needs_no_place() -> None:
    assert told("Russian forces carried out a series of missile strikes on September 2.") == [
        ("reuters", "asserts", "shelling")
    ]
    assert told("Russian forces carried out a series of missile strikes.") == []


def test_more_that_was_counted_that_night_is_the_same_staffs() -> None:
    text = "Повітряні сили повідомили про збиття 12 дронів. Загалом росіяни випустили 20 дронів."
    assert {each[0] for each in told(text, "uk", "ukrinform")} == {"ua:air-force"}


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops attacked in Kursk region, which borders Sumy Oblast, the ministry said.",
        "A woman was killed in Kursk region, which together with Bryansk belongs to the border country.",
    ],
)
def test_a_clause_in_which_nothing_happens_gives_no_place(text: str) -> None:
    assert towns(text) == ["Kursk Oblast"]


def test_what_has_not_its_like_since_a_day_is_not_of_that_day() -> None:
    text = (
        "A strike on Poltava killed 41 people in one of the deadliest attacks since the start of the invasion in "
        "February 2022."
    )
    assert {each.when.start.year for each in claims(text) if each.when} == {2025}


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("uk", "Російські війська пішли на Сіверськ, повідомив Генштаб.", "attack"),
        ("ru", "Российские бойцы выдавливают ВСУ с окраины Северска, сообщил «Рыбарь».", "advance"),
        ("ru", "Российские части пробуют прорваться в Северск, сообщил Генштаб ВСУ.", "attack"),
        ("uk", "Північ Сіверська лишається за українськими військами, повідомив Генштаб.", "presence"),
        ("uk", "Біля Сіверська прорвано оборону ворога, повідомив Генштаб.", "advance"),
        ("en", "A port in Odesa was hit by five rockets on Tuesday.", "shelling"),
        ("en", "An industrial site in Lebedyan was attacked on Tuesday.", "air-drone-strike"),
    ],
)
def test_words_of_the_press(lang: str, text: str, kind: str) -> None:
    assert [each.kind for each in claims(text, lang)] == [kind]
