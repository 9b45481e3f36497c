"""Names in Latin letters: one home, and ids that stay what they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata._romanise import romanised, romanised_id, romanised_russian

LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "yu", "я": "ya", "ы": "y", "э": "e", "ё": "ё", "ъ": "ъ", "'": "", "’": "’",
}  # fmt: skip
"""What the ids of actors in archives were made with."""


@given(st.text(st.sampled_from(sorted({*LETTERS, *"abz -1"}))))
def test_ids_of_actors_are_made_letter_by_letter_as_ever(name: str) -> None:
    assert romanised_id(name) == "".join(LETTERS.get(letter, letter) for letter in name)


@given(st.text())
def test_what_is_no_small_cyrillic_letter_is_left_in_ids(name: str) -> None:
    assert [c for c in romanised_id(name) if c not in "".join(LETTERS.values())] == [
        c for c in name if c not in LETTERS and c not in "".join(LETTERS.values())
    ]


def test_a_speaker_keeps_the_id_that_archives_have() -> None:
    text = "Российский военкор Юрий Подоляка сообщил, что российские войска заняли Малиновку."
    (claim,) = cd.extract(text, source="reuters", published="2025-06-10", lang="ru")
    assert claim.claimant == "ru:podolyaka"


def test_both_systems_where_they_differ() -> None:
    # KMU 55: Згурський, Юр'ївка; BGN/PCGN: Гуево, Ёлкино
    assert (romanised("Згурівка"), romanised("Юр'ївка")) == ("Zghurivka", "Yurivka")
    assert (romanised_russian("Гуево"), romanised_russian("Ёлкино")) == ("Guyevo", "Yolkino")
