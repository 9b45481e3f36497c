"""What a Ukrainian place name is probably called in Russian: Кіндратівка, Кондратовка.

Gazetteers give the Russian names of towns but of few villages, and Russian reports use nothing else. The
guesses are keys for finding a place, never shown as its names. Prefixes and suffixes are those of the two
languages' shared stock of toponyms; ``і`` stands for Russian и, е or о, and each is tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from conflictdata.places._names import languages

_BEGINNINGS = (
    ("олександр", "александр"),
    ("олексі", "алексе"),
    ("олекс", "алекс"),
    ("олен", "елен"),
    ("микол", "никол"),
    ("микит", "никит"),
    ("костянтин", "константин"),
    ("катерин", "екатерин"),
    ("єлизавет", "елизавет"),
    ("явдоті", "авдоть"),
    ("ганн", "анн"),
    ("юхим", "ефим"),
    ("омелян", "емельян"),
    ("остап", "остап"),
    ("андрії", "андрее"),
    ("сергії", "сергее"),
    ("матвії", "матвее"),
    ("юр'ї", "юрье"),
    ("григорі", "григорье"),
    ("дмитр", "дмитр"),
    ("півден", "юж"),
    ("північ", "север"),
    ("східн", "восточн"),
    ("західн", "западн"),
    ("верхньо", "верхне"),
    ("нижньо", "нижне"),
    ("кам'ян", "камен"),
    ("вовч", "волч"),
    ("жовт", "желт"),
    ("роботин", "работин"),
    ("роздол", "раздол"),
    ("первомай", "первомай"),
    ("вільх", "ольх"),
    ("вільн", "вольн"),
    ("від", "от"),
    ("піщан", "песчан"),
    ("під", "под"),
    ("пів", "пол"),
    ("черво", "черво"),
    ("трійц", "троиц"),
    ("п'ят", "пят"),
    ("семен", "семен"),
)
_ENDINGS = (
    ("івка", "овка"),
    ("ївка", "евка"),
    ("івці", "овцы"),
    ("ївці", "евцы"),
    ("инці", "инцы"),
    ("ське", "ское"),
    ("цьке", "цкое"),
    ("зьке", "жское"),
    ("ський", "ский"),
    ("ська", "ская"),
    ("ськ", "ск"),
    ("цьк", "цк"),
    ("пілля", "полье"),
    ("піль", "поль"),
    ("ілля", "илье"),
    ("ння", "нье"),
    ("лля", "лье"),
    ("ття", "тье"),
    ("ів", "ов"),
    ("їв", "ев"),
    ("ці", "цы"),
    ("ця", "ца"),
    ("ець", "ец"),
    ("ки", "ки"),
    ("ине", "ино"),
    ("їне", "ино"),
    ("ове", "ово"),
    ("еве", "ево"),
    ("єве", "ево"),
    ("не", "ное"),
    ("нє", "нее"),
    ("ве", "вое"),
    ("ле", "лое"),
    ("ре", "рое"),
    ("те", "тое"),
    ("ке", "кое"),
    ("ий", "ый"),
    ("ій", "ий"),
)
_LETTERS = str.maketrans({"є": "е", "ї": "и", "ґ": "г", "'": "ъ", "’": "ъ", "ʼ": "ъ"})


@lru_cache(maxsize=65536)
def _guess(name: str) -> tuple[str, ...]:
    words = []
    spelled = name.lower().replace("’", "'").replace("ʼ", "'").split()
    for word in spelled[:-1]:
        words.append(_adjective(_word(word)))
    for word in spelled[-1:]:
        words.append("-".join(_word(part) for part in word.split("-")))
    base = " ".join(words).translate(_LETTERS)
    bases = (base, f"{base[:-4]}евка") if base.endswith("овка") else (base,)  # Писарівка: Писаревка
    return tuple(dict.fromkeys(each.replace("і", vowel) for each in bases for vowel in ("и", "е", "о")))


def _adjective(word: str) -> str:
    """The word before a noun: Велика → Великая, Мале → Малое."""
    if word.endswith(("ая", "яя", "ое", "ее", "ие", "ые")):
        return word
    for uk, ru in (("а", "ая"), ("е", "ое"), ("я", "яя"), ("і", "ие")):
        if word.endswith(uk) and not word.endswith(ru):
            return word[: -len(uk)] + ru
    return word


def _word(word: str) -> str:
    for uk, ru in _BEGINNINGS:
        if word.startswith(uk):
            word = ru + word[len(uk) :]
            break
    for uk, ru in _ENDINGS:
        if word.endswith(uk) and len(word) > len(uk) + 1:
            return word[: -len(uk)] + ru
    return word


def russian_names(names: Iterable[str]) -> tuple[str, ...]:
    """Guessed Russian names, lower case, for the spellings that may be Ukrainian."""
    guessed: dict[str, None] = {}
    for name in names:
        if "uk" in languages(name):
            guessed.update(dict.fromkeys(_guess(name)))
    return tuple(guessed)
