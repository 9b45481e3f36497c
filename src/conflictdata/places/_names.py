"""Keys under which place names are stored and looked up: one for spelling, one for sound.

``exact_key`` forgets case, accents, apostrophes, hyphens and spacing. ``skeleton`` also forgets the
script and the romanisation system: Hrafovka, Grafovka and Графовка share one. The tables follow the
Ukrainian national system of 2010 (Cabinet of Ministers resolution 55, "KMU 55"), BGN/PCGN 1947 and
1965/2019, ISO 9:1995 and the habits of English-language media; where systems differ, the letters are folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

APOSTROPHES = "'’‘ʼʹ′`´ʻ‛ʾʿ＇"
HYPHENS = "-‐‑‒–—−"
QUOTES = '"«»“”„‟‹›'

_DROP = dict.fromkeys(map(ord, APOSTROPHES + QUOTES + "\u0301\u0300\u00ad."))
_SPELLING = {**_DROP, **dict.fromkeys(map(ord, HYPHENS + "_\u00a0\u202f"), " "), ord("ё"): "е"}
_KEPT_MARKS = {"\u0306", "\u0308"}  # й and ї are letters of their own

# Letters of ISO 9:1995 and of Slavic Latin alphabets whose accent carries the sound.
_ACCENTED = str.maketrans(
    {"č": "ch", "š": "sh", "ž": "zh", "ŝ": "shch", "â": "ya", "û": "yu", "ë": "e", "ï": "i", "ł": "l"}
    | {"ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)

# Upper case marks a sound that no single folded Latin letter stands for.
_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдезийклмнопрстуф", "abvggdeziiklmnoprstuf", strict=True)),
        "є": "e",
        "ё": "e",
        "э": "e",
        "ж": "J",
        "і": "i",
        "ї": "i",
        "ы": "i",
        "ў": "v",
        "х": "g",
        "ц": "C",
        "ч": "Q",
        "ш": "W",
        "щ": "X",
        "ъ": "",
        "ь": "",
        "ю": "iu",
        "я": "ia",
    }
)
_LATIN_GROUPS = (
    ("shch", "X"),
    ("sch", "X"),
    ("tch", "Q"),
    ("zh", "J"),
    ("kh", "g"),
    ("gh", "g"),
    ("ch", "Q"),
    ("sh", "W"),
    ("ts", "C"),
    ("tz", "C"),
    ("ck", "k"),
    ("x", "ks"),
    ("ye", "e"),
    ("je", "e"),
    ("ie", "e"),
    ("yo", "e"),
    ("jo", "e"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("yu", "iu"),
    ("ju", "iu"),
)
_GROUP = re.compile("|".join(re.escape(group) for group, _ in _LATIN_GROUPS) + "|c(?=[eiy])")
_GROUP_TO = {**dict(_LATIN_GROUPS), "c": "C"}
_SINGLE = str.maketrans({"y": "i", "j": "i", "h": "g", "w": "v", "q": "k", "c": "k"})
_DOUBLE = re.compile(r"(.)\1+")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_IE, _IO = (
    re.compile("ie"),
    re.compile("(?<=[bvgdzklmnprstf])io"),
)  # Верхньо- is Verkhnio- as well as Verkhno-


_MIXED = re.compile(r"(?:^|(?<=\s))[abcehikmoptxy](?=[\u0430-\u0457])")
_LOOKALIKES = str.maketrans("abcehikmoptxy", "авсенікмортху")
"""Latin letters, small, that look like capitals of the Cyrillic alphabet."""


@lru_cache(maxsize=65536)
def exact_key(name: str) -> str:
    """The spelling of a name: case, accents, quotes, apostrophes, hyphens and spacing do not matter."""
    folded = name.casefold()
    if not folded.isascii():
        if _MIXED.search(folded):  # "Bольное", with a Latin letter that looks like the Cyrillic one
            folded = folded.translate(_LOOKALIKES)
        folded = _without_accents(unicodedata.normalize("NFC", folded))
    return " ".join(folded.translate(_SPELLING).split())


def _without_accents(text: str) -> str:
    text = text.translate(_SPELLING)
    if all(c < "\u0080" or "\u0400" <= c <= "\u04ff" for c in text):
        return text
    marks = unicodedata.normalize("NFD", text.translate(_ACCENTED))
    kept = "".join(c for c in marks if c in _KEPT_MARKS or not unicodedata.combining(c))
    kept = unicodedata.normalize("NFC", kept).translate(_ACCENTED)  # what an accent stood on: "ǣ"
    return "".join(unicodedata.normalize("NFD", c)[0] if "ß" < c < "\u0400" else c for c in kept)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The sound of a name, the same for every script and romanisation; "" if there is no letter in it."""
    key = exact_key(name).replace(" ", "")
    if not key.isascii():
        key = key.translate(_CYRILLIC)
    key = _GROUP.sub(lambda m: _GROUP_TO[m.group()], key).translate(_SINGLE)
    key = _DOUBLE.sub(r"\1", _IO.sub("o", _IE.sub("e", key)))
    return key if any(map(str.isalnum, key)) else ""


def is_cyrillic(name: str) -> bool:
    """Whether the first letter of a name is Cyrillic."""
    return not name.isascii() and _CYRILLIC_LETTER.search(name, 0, 3) is not None


_UKRAINIAN = frozenset("іїєґ")
_EITHER = str.maketrans(
    {"і": "и", "ї": "и", "ы": "и", "є": "е", "э": "е", "ґ": "г", "ь": "", "ъ": "", "'": "", "’": "", "ʼ": ""}
)
_RUSSIAN = frozenset("ыэъё")


def in_ukrainian(form: str, names: Iterable[str]) -> bool:
    """Whether a Ukrainian spelling is that of one of the Russian names: Шебекіно for Шебекино."""
    if _UKRAINIAN.isdisjoint(form.casefold()):
        return False
    key = exact_key(form).translate(_EITHER)
    return any(exact_key(name).translate(_EITHER) == key for name in names if is_cyrillic(name))


def languages(name: str) -> tuple[str, ...]:
    """The languages a spelling can belong to: by its letters where they tell, else both Cyrillic ones."""
    if not is_cyrillic(name):
        return ("en",)
    letters = set(name.lower())
    if letters & _UKRAINIAN:
        return ("uk",)
    if letters & _RUSSIAN:
        return ("ru",)
    return ("ru", "uk")


def stored_script(name: str) -> bool:
    """Whether a name is written in Latin or Cyrillic letters, the scripts the index keeps."""
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(
        c < "\u0250" or "\u0400" <= c <= "\u04ff" or "\u1e00" <= c <= "\u1eff" for c in letters
    )
