"""Those who were named with their office once and by surname from then on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata.text.holders import _one_name
from conflictdata.text.lexicon import lexicon

UK = lexicon("uk").grammar.name_case


def claimants(text: str, lang: str) -> set[str]:
    return {c.claimant for c in cd.extract(text, lang=lang, source="valley-post", published="2025-06-13")}


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        (
            "uk",
            "Мер Охтирки Павло Дорошенко повідомив про удар по місту. Дорошенко додав, що поранено двох людей.",
            "ua:okhtyrka-mayor",
        ),
        (
            "uk",
            ("Вночі в Охтирці було гучно, повідомив міський голова Павло Дорошенко.\n"
            "За словами Дорошенка, у місті пошкоджено школу."),
            "ua:okhtyrka-mayor",
        ),
        (
            "uk",
            ("Речник 110-ї бригади Іван Луцюк повідомив про бої біля Роботиного.\n"
            "За словами Луцюка, ворог атакує Роботине щодня."),
            "ua:110-mechanized-brigade",
        ),
        (
            "ru",
            ("Глава Шебекинского округа Владимир Ладыгин сообщил, что дрон атаковал Шебекино. Ладыгин добавил, "
            "что поврежден дом."),
            "ru:shebekino-mayor",
        ),
        (
            "en",
            "Okhtyrka mayor Pavlo Doroshenko reported a strike on the city. Doroshenko said two people were wounded.",
            "ua:okhtyrka-mayor",
        ),
    ],
)  # fmt: skip
def test_whose_office_was_told_speaks_by_surname(lang: str, text: str, speaker: str) -> None:
    assert claimants(text, lang) == {speaker}


def test_a_surname_without_an_office_before_is_none() -> None:
    text = "Мер Охтирки повідомив про удар по місту. Охтирка залишилася без світла."
    assert claimants(text, "uk") == {"ua:okhtyrka-mayor"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("дорошенко", "дорошенка"), ("садовий", "садового"), ("гайдай", "гайдаєм"), ("лях", "ляхом")],
)
def test_cases_of_one_surname(one: str, other: str) -> None:
    assert _one_name(one, other, UK)
    assert _one_name(other, one, UK)


@pytest.mark.parametrize(("one", "other"), [("донець", "донецьк"), ("козак", "козацьке"), ("кім", "кілія")])
def test_other_words(one: str, other: str) -> None:
    assert not _one_name(one, other, UK)


@given(st.text("абвгдеклмнопрст", min_size=3, max_size=9))
def test_a_surname_is_a_form_of_itself(name: str) -> None:
    assert _one_name(name, name, UK)
