"""Names in Latin letters: Ukrainian by the national system (Cabinet of Ministers resolution 55 of 27 January 2010),
Russian by BGN/PCGN 1947 in the simplified form of GeoNames, without signs.
"""

from __future__ import annotations

_LETTERS = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "-",
            "iu",
            "ia",
        ],
        strict=True,
    )
) | {"ь": ""}
_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def romanised(name: str) -> str:
    """A Ukrainian name in Latin letters: Згурівка → Zghurivka, Єнакієве → Yenakiieve, Кам'янське → Kamianske."""
    letters: list[str] = []
    before = ""
    for letter in name:
        low = letter.lower()
        if low in "'’ʼ":
            continue
        latin = "gh" if low == "г" and before == "з" else _LETTERS.get(low, low)
        if not before.isalpha() and low in _INITIAL:
            latin = _INITIAL[low]
        letters.append(latin.capitalize() if letter.isupper() else latin)
        before = low
    return "".join(letters)


_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (
            *(
                "a",
                "b",
                "v",
                "g",
                "d",
                "e",
                "e",
                "zh",
                "z",
                "i",
                "y",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
            ),
            *("u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"),
        ),
        strict=True,
    )
)
_VOWELS = frozenset("аеёиоуыэюяьъ")


def romanised_russian(name: str) -> str:
    """A Russian name in Latin letters: Гуево → Guyevo, Елец → Yelets, Щигры → Shchigry."""
    letters: list[str] = []
    before = ""
    for letter in name:
        low = letter.lower()
        latin = _RUSSIAN.get(low, low)
        if low in "её" and (not before.isalpha() or before in _VOWELS):
            latin = "ye" if low == "е" else "yo"
        letters.append(latin.capitalize() if letter.isupper() else latin)
        before = low
    return "".join(letters)
