"""What a Ukrainian place name is probably called in Russian: Кіндратівка, Кондратовка.

Gazetteers give the Russian names of towns but of few villages, and Russian reports use nothing else. The
guesses are keys for finding a place, never shown as its names. Prefixes and suffixes are those of the two
languages' shared stock of toponyms; ``і`` stands for Russian и, е or о, and each is tried; so is each ending
that Russian has for one of Ukrainian.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from conflictdata.places._names import languages

_WHOLE = {
    "перше": "первое", "перша": "первая", "перший": "первый", "перші": "первые",
    "друге": "второе", "друга": "вторая", "другий": "второй", "другі": "вторые",
    "третє": "третье", "третя": "третья", "третій": "третий",
    "травня": "мая", "жовтня": "октября", "миру": "мира", "поле": "поле", "море": "море",
    "ліс": "лес", "ріг": "рог", "брід": "брод", "ріка": "река", "хутір": "хутор", "колодязь": "колодезь",
    "гірник": "горняк", "зірка": "звезда", "зоря": "заря", "світанок": "рассвет", "острів": "остров",
    "сухий": "сухой", "глухий": "глухой", "крутий": "крутой", "золотий": "золотой", "святий": "святой", "кривий": "кривой",
    "міст": "мост", "сад": "сад", "гай": "гай", "яр": "яр",
}  # fmt: skip
"""Words that another one stands for, or that no rule below is meant for."""

_ORDINALS = frozenset(word for word in _WHOLE if word.startswith(("перш", "друг", "трет")))
"""They stand behind a noun, which is no adjective then: Новоселівка Перша."""

_FIRST = (
    ("новопідгород", "новоподгород"),
    ("східно", "восточно"),
    ("західно", "западно"),
    ("північно", "северо"),
    ("південно", "южно"),
    ("верхньо", "верхне"),
    ("нижньо", "нижне"),
    ("середньо", "средне"),
    ("новий", "новый"),
    ("старий", "старый"),
    ("червоно", "красно", "червоно"),
    ("ново", "ново"),
    ("старо", "старо"),
    ("велико", "велико"),
    ("мало", "мало"),
    ("біло", "бело"),
    ("красно", "красно"),
)
"""First parts of names whose second is one by itself: Новомиколаївка."""

_BEGINNINGS = (
    ("олександр", "александр"),
    ("олексі", "алексе"),
    ("олекс", "алекс"),
    ("олен", "елен", "олен"),
    ("микол", "никол"),
    ("микит", "никит"),
    ("костянтин", "константин"),
    ("катерин", "екатерин", "катерин"),
    ("єлизавет", "елизавет"),
    ("явдоті", "авдоть"),
    ("ганн", "анн"),
    ("юхим", "ефим"),
    ("омелян", "емельян"),
    ("андрії", "андрее"),
    ("сергії", "сергее"),
    ("матвії", "матвее"),
    ("юр'ї", "юрье"),
    ("григорі", "григорье", "григоро"),
    ("півден", "юж"),
    ("північ", "север"),
    ("східн", "восточн"),
    ("західн", "западн"),
    ("кам'ян", "камен", "камян"),
    ("комиш", "камыш", "комыш"),
    ("вовчо", "волче", "волчо"),
    ("вовч", "волч"),
    ("крохмальн", "крахмальн"),
    ("яблун", "яблон"),
    ("одрадн", "отрадн", "одрадн"),
    ("довг", "долг"),
    ("жовт", "желт"),
    ("залізн", "железн"),
    ("безіменн", "безымянн"),
    ("роботин", "работин", "роботин"),
    ("роз", "раз", "роз"),
    ("первомай", "первомай"),
    ("вільх", "ольх", "вольх"),
    ("вільн", "вольн"),
    ("від", "от"),
    ("пятихат", "пятихат"),
    ("піщан", "песчан"),
    ("під", "под"),
    ("пів", "пол"),
    ("трійц", "троиц"),
    ("п'ят", "пят"),
    ("гостр", "остр"),
    ("солон", "солен"),
    ("виї", "вые"),
)
_ENDINGS = (
    ("селівка", "селовка", "селевка", "селка"),
    ("шуваха", "шеваха", "шуваха"),
    ("уватське", "оватское"),
    ("івка", "овка", "евка"),
    ("ївка", "евка"),
    ("івці", "овцы"),
    ("ївці", "евцы"),
    ("инці", "инцы"),
    ("івське", "овское", "евское"),
    ("івський", "овский", "евский"),
    ("івська", "овская", "евская"),
    ("ївське", "евское"),
    ("ське", "ское"),
    ("цьке", "цкое"),
    ("зьке", "жское"),
    ("ський", "ский"),
    ("ська", "ская"),
    ("івськ", "овск", "евск"),
    ("ївськ", "евск"),
    ("ськ", "ск"),
    ("цьк", "цк"),
    ("увата", "оватая"),
    ("уватка", "оватка"),
    ("увате", "оватое", "еватое"),
    ("пілля", "полье"),
    ("піль", "поль"),
    ("ілля", "илье", "олье", "елье"),
    ("іччя", "ечье"),
    ("іддя", "едье", "одье"),
    ("ісся", "есье"),
    ("ір'я", "орье"),
    ("льце", "льцо"),
    ("ційне", "ционное"),
    ("ння", "нье"),
    ("лля", "лье"),
    ("ття", "тье"),
    ("жжя", "жье"),
    ("ззя", "зье"),
    ("дгір'я", "дгорье"),
    ("жгір'я", "жгорье"),
    ("ів", "ов", "ев"),
    ("їв", "ев"),
    ("ці", "цы"),
    ("ця", "ца"),
    ("ець", "ец"),
    ("ки", "ки"),
    ("їзне", "ездное"),
    ("ине", "ино", "иное"),
    ("іне", "ино", "иное"),
    ("їне", "ино"),
    ("ове", "ово", "овое"),
    ("еве", "ево", "евое"),
    ("єве", "ево"),
    ("нє", "нее", "ное"),
    ("не", "ное"),
    ("ве", "вое"),
    ("ле", "лое"),
    ("ре", "рое"),
    ("те", "тое"),
    ("ке", "кое"),
    ("хе", "хое"),
    ("ге", "гое"),
    ("же", "жее"),
    ("ше", "шее"),
    ("че", "чее"),
    ("ще", "щее"),
    *((f"{hard}ий", f"{hard}ий") for hard in "гкх"),
    ("ий", "ый"),
    ("ій", "ий"),
    ("ова", "ова", "овая"),
    ("ена", "ена", "еная"),
    ("яна", "яна", "яная"),
    ("жна", "жная"),
    ("шна", "шная"),
    ("льна", "льная"),
    ("иця", "ица"),
)
_LETTERS = str.maketrans({"є": "е", "ї": "и", "ґ": "г", "'": "ъ", "’": "ъ", "ʼ": "ъ"})
_INITIAL = re.compile(r"\bі")
_SHORT = 3
"""Letters that a second part has more of: Новосад is none with one."""
_MOST, _MOST_OPEN = 24, 2
"""Guesses for one name, and letters і in it of which each is tried for itself."""


@lru_cache(maxsize=65536)
def _guess(name: str) -> tuple[str, ...]:
    spelled = name.lower().replace("’", "'").replace("ʼ", "'").split()
    numbered = spelled[-1:] and spelled[-1] in _ORDINALS
    before = [_word(word) if numbered else tuple(map(_adjective, _word(word))) for word in spelled[:-1]]
    last = [tuple(map("-".join, product(*map(_word, word.split("-"))))) for word in spelled[-1:]]
    bases = (" ".join(words).translate(_LETTERS) for words in product(*before, *last))
    guessed = dict.fromkeys(each for base in bases for each in _vowelled(base))
    return tuple(guessed)[:_MOST]


def _vowelled(base: str) -> Iterator[str]:
    """The spellings with и, е or о for each і; the first letter of a word is и."""
    base = _INITIAL.sub("и", base)
    parts = base.split("і")
    if len(parts) - 1 > _MOST_OPEN:
        yield from (vowel.join(parts) for vowel in "иео")
        return
    for vowels in product("иео", repeat=len(parts) - 1):
        yield "".join(part + vowel for part, vowel in zip(parts, (*vowels, ""), strict=True))


def _adjective(word: str) -> str:
    """The word before a noun: Велика → Великая, Мале → Малое."""
    if word.endswith(("ая", "яя", "ое", "ее", "ие", "ые", "ья", "ье")):
        return word
    for uk, ru in (("а", "ая"), ("е", "ое"), ("я", "яя"), ("і", "ие")):
        if word.endswith(uk) and not word.endswith(ru):
            return word[: -len(uk)] + ru
    return word


def _word(word: str) -> tuple[str, ...]:
    """What a word may be in Russian."""
    if word in _WHOLE:
        return (_WHOLE[word],)
    for uk, *firsts in _FIRST:
        if word.startswith(uk) and len(word) > len(uk) + _SHORT:
            return tuple(first + rest for first in firsts for rest in _plain(word[len(uk) :]))
    return _plain(word)


def _plain(word: str) -> tuple[str, ...]:
    stems: tuple[str, ...] = (word,)
    for uk, *rus in _BEGINNINGS:
        if word.startswith(uk):
            stems = tuple(ru + word[len(uk) :] for ru in rus)
            break
    for uk, *rus in _ENDINGS:
        if word.endswith(uk) and (len(word) > len(uk) + 1 or word == uk == "селівка"):
            return tuple(stem[: -len(uk)] + ru for stem in stems for ru in rus if stem.endswith(uk)) or stems
    return stems


def russian_names(names: Iterable[str]) -> tuple[str, ...]:
    """Guessed Russian names, lower case, for the spellings that may be Ukrainian."""
    guessed: dict[str, None] = {}
    for name in names:
        if "uk" in languages(name):
            guessed.update(dict.fromkeys(_guess(name)))
    return tuple(guessed)
