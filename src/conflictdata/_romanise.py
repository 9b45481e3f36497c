"""Names in Latin letters: Ukrainian by the national system (Cabinet of Ministers resolution 55 of 27 January 2010),
Russian by BGN/PCGN 1947 in the simplified form of GeoNames, without signs; for the ids of actors, letter by letter.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator


def _table(pairs: str) -> dict[str, str]:
    """Letters with what stands for them: "а a, ь"."""
    return {letter: latin for letter, _, latin in (pair.partition(" ") for pair in pairs.split(", "))}


_LETTERS = _table(
    "а a, б b, в v, г h, ґ g, д d, е e, є ie, ж zh, з z, и y, і i, ї i, й i, к k, л l, м m, н n, "
    "о o, п p, р r, с s, т t, у u, ф f, х kh, ц ts, ч ch, ш sh, щ shch, ь, ю iu, я ia"
)
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


_RUSSIAN = _table(
    "а a, б b, в v, г g, д d, е e, ё e, ж zh, з z, и i, й y, к k, л l, м m, н n, о o, п p, р r, с s, "
    "т t, у u, ф f, х kh, ц ts, ч ch, ш sh, щ shch, ъ, ы y, ь, э e, ю yu, я ya"
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


_IN_IDS = str.maketrans(
    _LETTERS | {"є": "ye", "ю": "yu", "я": "ya", "ы": _RUSSIAN["ы"], "э": _RUSSIAN["э"], "'": ""}
)


def romanised_id(name: str) -> str:
    """A name in small Cyrillic letters in Latin ones for the id of an actor, one table for both languages.

    Ids are kept in archives: what a letter becomes must not change, so ``ё`` and ``ъ`` stay as they are.
    """
    return name.translate(_IN_IDS)


_PARTS = re.compile(r"kh|zh|sh|ch|ie|ye|ii|yi|yy|iy|iu|yu|ia|ya|.")
_SPELLED = {
    "ie": ("ie", "e", "ye"), "ye": ("ye", "e", "ie"), "ii": ("ii", "yi", "i"), "yi": ("yi", "i"), "yy": ("yy", "y", "iy"),
    "iy": ("iy", "y", "i"), "iu": ("iu", "yu"), "yu": ("yu", "iu"), "ia": ("ia", "ya"), "ya": ("ya", "ia"),
    "h": ("h", "g"), "y": ("y", "i"), "i": ("i", "y"),
}  # fmt: skip
_SPELLINGS = 64


def spellings(name: str) -> Iterator[str]:
    """Ways in which newspapers spell a Slavic surname given in Latin letters: syniehubov, synehubov, sinegubov."""
    parts = [_SPELLED.get(part, (part,)) for part in _PARTS.findall(name)]
    yield from ("".join(each) for each in itertools.islice(itertools.product(*parts), _SPELLINGS))
