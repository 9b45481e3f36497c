"""What is told to have happened, and what not: at which place, by whom, in vain, to whom. The project's own sentences."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata.model import Claim, Outcome, Stance

DAY = "2025-09-04T12:00:00Z"


def claims(text: str, lang: str = "en", source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def where(text: str, lang: str = "en", source: str = "reuters") -> set[tuple[str, str]]:
    """Kinds with the places they are told of."""
    return {
        (each.kind, at.place.name) for each in claims(text, lang, source) for at in each.locations if at.place
    }


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Drones at 06:45 killed a cyclist in Nikopol."),
        ("uk", "Дрон о 6:45 вбив велосипедиста в Нікополі."),
        ("ru", "Дрон в 06:45 убил велосипедиста в Никополе."),
    ],
)
def test_a_clock_time_does_not_end_a_clause(lang: str, text: str) -> None:
    assert where(text, lang) == where(
        text.replace("06:45", "dawn").replace("6:45", "світанку"), lang
    ) == {("civilian-harm", "Nikopol")}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Russian forces attacked near Siversk but did not attack near Borova.", "Siversk"),
        ("Russian forces advanced near Siversk and were not advancing near Borova.", "Siversk"),
    ],
)
def test_what_did_not_happen_at_a_place_gives_it_no_claim(text: str, at: str) -> None:
    assert {place for _, place in where(text)} == {at}


def test_an_attack_without_gains_keeps_the_place_behind_them() -> None:
    assert where("Russian forces attacked but did not advance near Borova.") == {("attack", "Borova")}


@pytest.mark.parametrize("words", ["failed to take", "were unable to take", "were unable to capture"])
def test_ground_that_could_not_be_taken_was_attacked_in_vain(words: str) -> None:
    (claim,) = claims(f"Russian forces {words} Borova.")
    assert (claim.kind, claim.outcome, claim.stance) == ("attack", Outcome.FAILURE, Stance.ASSERTS)


@pytest.mark.parametrize(
    ("lang", "text", "head"),
    [
        ("uk", "Троє поранених, повідомив мер Харкова Ігор Терехов. У Салтівському районі дрон влучив у магазин.", "ua:kharkiv-mayor"),
        ("ru", "Трое раненых, сообщил мэр Харькова Игорь Терехов. В Салтовском районе дрон попал в магазин.", "ua:kharkiv-mayor"),
    ],
)  # fmt: skip
def test_a_mayor_is_read_on_from_within_his_town(lang: str, text: str, head: str) -> None:
    assert {each.claimant for each in claims(text, lang, "suspilne")} == {head}
    elsewhere = text.rpartition(".")[0].rpartition(". ")[0] + (
        ". У Полтаві згорів склад." if lang == "uk" else ". В Полтаве сгорел склад."
    )
    assert claims(elsewhere, lang, "suspilne")[-1].claimant == "suspilne"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Два беспилотника сбиты над Орлом, ещё один уничтожен над Тулой."),
        ("uk", "Над Сумами збито два дрони, ще три знищено над Полтавою."),
    ],
)
def test_another_that_was_destroyed_is_of_the_drones_told_before(lang: str, text: str) -> None:
    assert {each.kind for each in claims(text, lang)} == {"interception"}
    assert len(claims(text, lang)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Сбит беспилотник над Клинцами, пострадавших, по предварительным данным, нет, сообщил губернатор Александр Богомаз.",
        "Сбит беспилотник над Клинцами, разрушений и пострадавших нет, сообщил губернатор Александр Богомаз.",
    ],
)
def test_that_nobody_was_hurt_and_nothing_destroyed_is_no_claim(text: str) -> None:
    assert where(text, "ru") == {("interception", "Klintsy")}


@pytest.mark.parametrize(
    ("lang", "people", "troops"),
    [
        ("ru", "Сотни жителей покинули Белополье.", "Войска покинули Белополье."),
        ("uk", "Сотні мешканців покинули Білопілля.", "Війська покинули Білопілля."),
    ],
)
def test_residents_are_evacuated_and_troops_withdraw(lang: str, people: str, troops: str) -> None:
    assert where(people, lang) == {("evacuation", "Bilopillia")}
    assert where(troops, lang) == {("withdrawal", "Bilopillia")}


def test_reserves_are_where_they_were_moved_to() -> None:
    assert where("ВСУ перебросили в район Краснополья резервы из Полтавы.", "ru") == {
        ("movement", "Krasnopillya")
    }
    assert where("ВСУ перебросили резервы из Полтавы.", "ru") == {("movement", "Poltava")}


def test_officials_of_a_peoples_republic_are_not_those_of_the_oblast() -> None:
    (claim,) = claims("Luhansk People's Republic (LNR) officials said a shell hit Lysychansk.")
    assert claim.claimant == "ru:luhansk-administration"


def test_a_ministry_of_another_country_is_that_countrys() -> None:
    (claim,) = claims("В МИД Ирана заявили, что ракета попала в Тегеран.", "ru", "tass")
    assert claim.claimant == "ir:foreign-ministry"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Би-би-си установила, что видео с разбитой колонной снято у Рыльска."),
        ("uk", "Радіо Свобода визначило геолокацію відео зі знищеним танком біля Рильська."),
    ],
)
def test_what_checked_footage_shows_destroyed_is_verified(lang: str, text: str) -> None:
    (claim,) = claims(text, lang)
    assert (claim.kind, claim.stance) == ("losses", Stance.VERIFIES)


def test_drones_sent_and_those_of_them_shot_down_are_two() -> None:
    text = "Россияне направили на Полтаву 12 беспилотников, 9 из них уничтожены в небе Полтавы, сообщили в Воздушных силах."
    assert where(text, "ru") == {("air-drone-strike", "Poltava"), ("interception", "Poltava")}


@pytest.mark.parametrize(
    "text",
    [
        "Petrenko struck a businessman twice in Lviv, and a camera captured the moment.",
        "He saw Lutsk. They would treat themselves to a vacation.",
        "Russia rejected the proposal made in Geneva.",
        "Officials in Kaluga used a commission to justify seizing and selling property.",
        "Russian Subordinate Main Effort - Capture the rest of Donetsk Oblast and push into Dnipropetrovsk Oblast.",
        "Commanders met in Sumy in preparation for Ukrainian counterattacks.",
    ],
)
def test_what_is_no_happening_of_the_war_is_no_claim(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Плацдарм важен при дальнейшем освобождении Изюма."),
        ("uk", "Плацдарм важливий для подальшого звільнення Ізюма."),
        ("ru", "Санкции бьют по «кошельку» Москвы."),
    ],
)
def test_what_is_to_come_or_a_figure_of_speech_is_no_claim(lang: str, text: str) -> None:
    assert not claims(text, lang)


def test_an_officer_speaks_for_the_body_named_before_him() -> None:
    before = (
        "Joint Forces Task Force spokesman Viktor Trehubov said that Russian forces attacked near Lyptsi."
    )
    (claim,) = claims(before)
    assert claim.claimant == "ua:joint-forces-task-force"
    (claim,) = claims("Viktor Trehubov said Russian forces attacked near Lyptsi.")
    assert claim.claimant == "ua:khortytsia"


def test_a_city_around_which_a_smaller_place_lies_is_not_where_it_happened() -> None:
    text = "Russian forces attacked around Donetsk City close to Pisky and Opytne."
    assert where(text) == {("attack", "Pisky"), ("attack", "Opytne")}


def test_places_far_from_each_other_are_not_there() -> None:
    text = "He works in London and Dnipro. His companion was wounded in the blast."
    assert not where(text)
    assert where("He works in Dnipro. His companion was wounded in the blast.") == {
        ("civilian-harm", "Dnipro")
    }


def test_a_staged_provocation_denies_the_strike() -> None:
    (claim,) = claims(
        "The General Staff of Ukraine called the drone strike on a bus in Bryansk Oblast a staged provocation."
    )
    assert claim.stance is Stance.DENIES


def test_a_channel_speaks_past_the_meaning_of_its_name() -> None:
    (claim, *_) = claims("The Telegram channel Iskra (“Spark”) said a shell hit Belgorod.")
    assert claim.claimant == "iskra"


def test_pictures_before_a_word_do_not_hide_a_place() -> None:
    for mark in ("🔹", "▪️", "➡️", ""):
        assert where(f"{mark}В Красном Лимане идут бои.", "ru", "rybar") == {("armed-clash", "Lyman")}


def test_strikes_told_of_works_need_no_place() -> None:
    text = (
        "Ukrainian drones hit two relay stations and a grain silo overnight, {}the Ukrainian General Staff."
    )
    for words in ("according to a statement from ", "according to "):
        assert {(each.claimant, each.stance) for each in claims(text.format(words))} == {
            ("ua:general-staff", Stance.ASSERTS)
        }


def test_efforts_that_go_on_are_an_attack() -> None:
    (claim,) = claims("Russian forces continued efforts to capture Siversk on September 3.", source="isw")
    assert (claim.kind, claim.stance) == ("attack", Stance.ASSESSES)


def test_the_ministry_of_a_country_named_before_speaks() -> None:
    (_, claim) = claims(
        "Russia said it had captured Rivnopil. The ministry added that four more settlements were shelled."
    )
    assert claim.claimant == "ru:mod"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ("A drone was taken down over the Voronezh region, the governor said.\nRussia’s military attacked Ukraine with drones. "
            "The Ukrainian military said 18 drones were downed."),
            {("ru:voronezh-oblast-governor", "interception", "Voronezh Oblast"), ("ua:armed-forces", "interception", None)},
        ),
        (
            ("Russia said its forces had captured Umanske. The defence ministry said its troops “liberated the village of Sokil”, "
            "around 30 kilometres (18 miles) northwest of Donetsk city."),
            {("ru:government", "capture", "Umanske"), ("ru:mod", "capture", "Sokil")},
        ),
        (
            "After the blasts in Sumy, Andriy Yermak, head of the presidential office, accused Russia of launching Shahed drones.",
            {("ua:president", "air-drone-strike", "Sumy")},
        ),
    ],
)  # fmt: skip
def test_countries_sides_and_who_accuses(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    told = cd.extract(text, source="reuters", published="2025-06-13", lang="en")
    found = {
        (c.claimant, c.kind, c.locations[0].place.name if c.locations and c.locations[0].place else None)
        for c in told
    }
    assert expected <= found
    assert not {each for each in found - expected if each[1] in ("interception", "capture")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "У Сумах через коротке замикання загорілася квартира, мешканку госпіталізували."),
        ("uk", "Вночі у Прилуках сталася пожежа в житловому будинку, загинув чоловік 1950 року народження."),
        ("ru", "В Курске загорелась квартира на пятом этаже, пострадала женщина."),
    ],
)
def test_a_fire_at_home_in_a_report_without_arms_is_an_accident(lang: str, text: str) -> None:
    assert not cd.extract(text, lang=lang, source="valley-post", published="2025-06-13")


def test_a_fire_at_home_after_a_strike_is_of_the_war() -> None:
    text = "У Сумах після удару дрона загорілася квартира, мешканку госпіталізували."
    assert cd.extract(text, lang="uk", source="valley-post", published="2025-06-13")
