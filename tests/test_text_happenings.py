"""What happened, and what only looks like it: months named May, causes and means, aims, counts in lists, recalled places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata import Claim

DAY = "2024-06-12T12:00:00Z"
_NAMES = ("Bryansk Oblast", "Kursk Oblast", "Oryol Oblast", "Tula Oblast", "Kaluga Oblast")
_OVER = {"Bryansk Oblast": "Брянской", "Kursk Oblast": "Курской", "Oryol Oblast": "Орловской", "Tula Oblast": "Тульской", "Kaluga Oblast": "Калужской"}  # fmt: skip


def read(text: str, lang: str, source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def kinds(text: str, lang: str, source: str = "reuters") -> list[str]:
    return [claim.kind for claim in read(text, lang, source)]


def where(text: str, lang: str, source: str = "reuters") -> set[tuple[str, str | None]]:
    return {
        (claim.kind, loc.place.name if loc.place else None)
        for claim in read(text, lang, source)
        for loc in claim.locations
    }


@pytest.mark.parametrize(
    "text",
    [
        "On 1 May Russian troops captured Ocheretyne.",
        "On May 1 Russian troops captured Ocheretyne.",
        "In early May Russian troops captured Ocheretyne.",
    ],
)
def test_may_is_a_month_beside_a_number_or_with_a_capital(text: str) -> None:
    assert kinds(text, "en") == ["capture"]


@pytest.mark.parametrize("text", ["Russian troops may capture Ocheretyne.", "Russia may soon attack Sumy."])
def test_may_is_no_month_where_something_is_possible(text: str) -> None:
    assert kinds(text, "en") == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Ukrainian forces were unable to dislodge Russian troops from Robotyne."),
        ("en", "Ukrainian forces tried to dislodge Russian troops from Robotyne."),
        ("uk", "Сили оборони не змогли вибити ворога з Роботиного."),
        ("ru", "ВСУ не смогли выбить противника из Работино."),
    ],
)
def test_troops_not_driven_out_of_a_place_were_attacked_there(lang: str, text: str) -> None:
    assert where(text, lang) == {("attack", "Robotyne")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Ворог не досяг успіху в районі Синьківки."),
        ("ru", "Противник не добился успеха в районе Синьковки."),
    ],
)
def test_an_enemy_without_success_attacked_himself(lang: str, text: str) -> None:
    (claim,) = read(text, lang, "general-staff-ua")
    assert (claim.kind, claim.agent, claim.outcome.value) == ("attack", "ru:armed-forces", "failure")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Захоплення Вовчанська є однією з цілей наступу."),
        ("ru", "Захват Покровска остаётся главной целью войск."),
        ("ru", "Удары по территории России американскими ракетами — это эскалация."),
        ("ru", "Стоит ли армии штурмовать Покровск, решит командование."),
    ],
)
def test_aims_and_opinions_are_no_happenings(lang: str, text: str) -> None:
    assert kinds(text, lang) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ukrainian forces struck a depot near Tokmak with HIMARS.", "shelling"),
        ("Russian forces hit Kharkiv with S-300 missiles.", "shelling"),
        ("Russian missile and drone strikes destroyed grain silos in Odesa.", "infrastructure-damage"),
        ("Troops supported by helicopters and artillery repelled six attacks near Sinkovka.", "attack"),
        ("Ukraine accused Russia of breaking the ceasefire by attacking Kherson.", "attack"),
        ("No Ukrainian prisoners of war had been taken in Soledar, the army said.", None),
        ("Russian troops are using motorcycles to attack near Novospaske.", "attack"),
        ("Ukraine could use the missiles to strike Moscow.", None),
    ],
)
def test_the_kind_is_that_of_what_was_done(text: str, kind: str | None) -> None:
    assert set(kinds(text, "en")) == ({kind} if kind else set())


def test_a_first_of_its_kind_told_of_what_was_just_told_is_no_second_one() -> None:
    text = "A naval drone shot down a helicopter near Sevastopol, the GUR said. It was the first time one had downed an aircraft."
    assert len(read(text, "en")) == 1


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("uk", "Від авіаударів постраждали Вовчанськ та Липці.", {("air-drone-strike", "Vovchansk"), ("air-drone-strike", "Lyptsi")}),
        ("ru", "От авиаударов пострадали Волчанск и Липцы.", {("air-drone-strike", "Vovchansk"), ("air-drone-strike", "Lyptsi")}),
        ("en", "After Russian forces took Avdiivka, they advanced towards Pokrovsk.", {("advance", "Pokrovsk")}),
        ("ru", "Войска ударили по Харькову (около 20 взрывов) и Одессе.", {("air-drone-strike", "Kharkiv"), ("air-drone-strike", "Odesa")}),
        ("uk", "Атака на Москву: ППО збила 32 дрони.", {("air-drone-strike", "Moscow"), ("interception", "Moscow")}),
        ("uk", "ЗСУ офіційно підтвердили вихід із Урожайного.", {("withdrawal", "Urozhaine")}),
        ("ru", "ВСУ ударили по району сосредоточения техники в Токмаке.", {("air-drone-strike", "Tokmak")}),
        ("ru", "После неудачного прорыва десант не закрепился в Купянске Харьковской области, сообщили власти Украины.", {("attack", "Kupyansk")}),
    ],
)  # fmt: skip
def test_places_are_those_where_it_happened(lang: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert where(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Пока подтверждения взятия Часова Яра нет."),
        ("uk", "Підтвердження взяття Часового Яру немає."),
    ],
)
def test_no_confirmation_is_no_denial(lang: str, text: str) -> None:
    assert read(text, lang, "rybar") == []


def test_each_place_has_the_date_behind_it() -> None:
    text = "Attacks were repelled in Starodub on June 3 and in Klintsy on June 7, the governor said."
    days = {c.locations[0].mention: c.when.start.day for c in read(text, "en") if c.when}
    assert days == {"Starodub": 3, "Klintsy": 7}


def test_harm_that_goes_on_in_the_next_sentence_is_one_claim_with_both_counts() -> None:
    (claim,) = [
        c
        for c in read("Дрон убил мужчину в Шебекино. Две женщины ранены.", "ru", "gladkov")
        if c.kind == "civilian-harm"
    ]
    assert 2.0 in {q.value for q in claim.quantities}


@given(
    st.lists(
        st.tuples(st.sampled_from(_NAMES), st.integers(2, 30)),
        min_size=2,
        max_size=5,
        unique_by=lambda pair: pair[0],
    )
)
def test_each_line_of_a_list_of_counts_is_a_claim_of_its_own(counts: list[tuple[str, int]]) -> None:
    total = sum(n for _, n in counts)
    items = ",\n".join(f"▫️ {n} – над территорией {_OVER[name]} области" for name, n in counts)
    text = f"В течение прошедшей ночи дежурными средствами ПВО уничтожены {total} украинских беспилотных летательных аппаратов:\n{items}."
    found = {
        c.locations[0].place.name: [q.value for q in c.quantities]
        for c in read(text, "ru", "mod-russia")
        if c.locations[0].place
    }
    assert found == {name: [float(n)] for name, n in counts}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Над Брянской областью сбиты 20 БПЛА, над Калужской областью - 7.", {"Bryansk Oblast": 20, "Kaluga Oblast": 7}),
        ("ru", "ПВО сбила шесть беспилотников над Брянской областью и восемь — над Калужской.", {"Bryansk Oblast": 6, "Kaluga Oblast": 8}),
        ("en", "Ten drones were shot down over Bryansk region and 20 over Belgorod region.", {"Bryansk Oblast": 10, "Belgorod Oblast": 20}),
    ],
)  # fmt: skip
def test_counts_belong_to_the_place_beside_them(lang: str, text: str, expected: dict[str, int]) -> None:
    found = {
        c.locations[0].place.name: c.quantities[0].value
        for c in read(text, lang, "tass")
        if c.locations[0].place
    }
    assert found == expected


@pytest.mark.parametrize(
    ("lang", "text", "left"),
    [
        ("uk", "Росія випустила 47 шахедів по Україні, 40 з них збито.", 40),
        ("ru", "Россия выпустила 90 дронов, 60 из них сбиты.", 60),
    ],
)
def test_a_part_of_them_is_what_was_shot_down(lang: str, text: str, left: int) -> None:
    (claim,) = [c for c in read(text, lang, "air-force-ua") if c.kind == "interception"]
    assert [q.value for q in claim.quantities] == [left]


def test_ambiguous_cyrillic_is_read_in_the_language_of_the_source() -> None:
    text = "Уразили район зосередження та склад поблизу Токмака."
    assert cd.extract(text, source="general-staff-ua", published=DAY)
