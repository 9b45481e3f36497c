"""Base forms of inflected Russian and Ukrainian place names, by rule: в Гуеве → Гуево, у Юнаківці → Юнаківка.

Case endings are stripped into every nominative they can come from; the gazetteer decides which of these exist.
No dictionary is needed, so village names that no dictionary has are read like any other.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

TABLE = Path(__file__).with_name("tables") / "adjectives.toml"

_NOUN = {
    # ending of the text: endings of the nominative
    "ою": ("а",),
    "ею": ("я", "а"),
    "єю": ("я",),
    "ої": ("а",),
    "ой": ("а", "ая"),
    "ей": ("я", "а", "и"),
    "кою": ("ка",),
    "ці": ("ка", "к", "ки", "ць"),
    "зі": ("га", "г"),
    "сі": ("ха", "х"),
    "ьце": ("ец",),
    "ьца": ("ец",),
    "ьцу": ("ец",),
    "ьцом": ("ец",),
    "ьцем": ("ець", "ец"),
    "ьця": ("ець",),
    "ьцю": ("ець",),
    "рла": ("рел",),
    "рле": ("рел",),
    "рлу": ("рел",),
    "рлом": ("рел",),
    **dict.fromkeys(("вца", "вце", "вцу", "вцом"), ("вец",)),  # Череповец
    **dict.fromkeys(("вця", "вці", "вцю", "вцем"), ("вець",)),
    **dict.fromkeys(("пца", "пце", "пцу", "пцом"), ("пец",)),  # Торопец
    **dict.fromkeys(("нця", "нці", "нцю", "нцем"), ("нець",)),  # Марганець
    **dict.fromkeys(("дца", "дце", "дцу", "дцом"), ("дец",)),  # Городец
    **dict.fromkeys(("ржка", "ржке", "ржку", "ржком"), ("ржок",)),  # Торжок
    **dict.fromkeys(("дка", "дку", "дком", "дке"), ("док",)),  # Райгородок
    "ій": ("а", "я"),
    "ами": ("ы", "и", "а"),
    "ями": ("и", "я", "і"),
    "ах": ("ы", "и"),
    "ях": ("и", "і", "я"),
    "ам": ("ы", "и"),
    "ям": ("и", "і"),
    "ого": ("ое", "ой", "ый", "ий", "е", "о"),
    "его": ("ее", "ий", "е"),
    "ього": ("є", "ій"),
    "ому": ("ое", "ой", "ый", "ий", "е"),
    "ему": ("ее", "ий", "е"),
    "ьому": ("є", "ій"),
    "ові": ("",),
    "еві": ("ь", "й"),
    "єві": ("й", "їв"),
    "ову": ("ів",),
    "ова": ("ів",),
    "овом": ("ів", "ово", "ове"),
    "єва": ("їв",),
    "єву": ("їв",),
    "євом": ("їв",),
    "ева": ("їв", "ево", "ево"),
    "ом": ("", "о", "ое", "ый", "ий", "е"),
    "ем": ("ь", "й", "е", "ее", "ий", "я", ""),
    "єм": ("й", "є"),
    "им": ("е", "ий", "ий", "ое"),
    "ім": ("є", "ій", "е"),
    "ым": ("ый", "ое", "ые"),
    "овым": ("ов", "овый", "овое"),
    "евым": ("ев", "евый", "евое"),
    "ые": ("ый", "ыя"),
    "ен": ("ны", "ни"),
    "аек": ("айки",),
    "ых": ("ые", "ый"),
    "их": ("ие", "і", "ий", "е"),
    "ыми": ("ые",),
    "ими": ("ие", "і"),
    "ую": ("ая",),
    "юю": ("яя",),
    "ия": ("ий", "ие"),
    "ии": ("ия", "ие", "ий"),
    "ії": ("ія",),
    "ію": ("ія",),
    "ию": ("ия", "ий"),
    "ьи": ("ья",),
    "ье": ("ья", "ье"),
    "ью": ("ья", "ье", "ь"),
    "ья": ("ье", "ья"),
    "ьем": ("ье",),
    "ині": ("инь", "ине", "ина", "ин"),
    **{
        f"{twin}{end}": (f"{twin}я",)
        for twin in ("лл", "нн", "жж", "чч", "тт", "сс", "дд")
        for end in ("і", "ю", "ям")
    },
    "поля": ("піль", "поль", "поле"),
    "полі": ("піль", "поле"),
    "полю": ("піль", "поль", "поле"),
    "полем": ("піль", "поль", "поле"),
    "поле": ("поль",),
    "ок": ("ки", "ка"),
    "ек": ("ки", "ка"),
    "ець": ("ці",),
    **dict.fromkeys(("мня", "мне", "мню", "мнем"), ("мень",)),  # в Большом Камне
    **dict.fromkeys(("чка", "чке", "чку", "чком"), ("чек", "чок")),
    **dict.fromkeys(("ца", "цу", "це", "цем", "цом"), ("ец",)),  # в Каменце-Подольском
    "ец": ("цы",),
    "цов": ("цы",),
    "цев": ("цы",),
    "ов": ("ы", "а"),
    "ів": ("и", "а", "і"),
    "ки": ("ка", "ко"),
    "ку": ("ка", "к", "ко"),
    "ке": ("ка", "к", "ко"),
    "а": ("", "о", "е"),
    "у": ("а", "", "о", "е"),
    "ы": ("а",),
    "и": ("а", "я", "ь"),
    "і": ("а", "я", "о", "ь", "", "е"),
    "е": ("а", "о", "", "я", "ь", "й", "е"),
    "я": ("ь", "й", "е", "є"),
    "ю": ("я", "ь", "й", "е", "є"),
    "ї": ("я",),
}
_ADJECTIVE = {
    "ню": ("ня",),
    "ньою": ("ня",),
    "евым": ("ев",),
    "овым": ("ов",),
    "ого": ("ый", "ой", "ий", "ое", "е"),
    "его": ("ий", "ее", "є", "ій"),
    "ього": ("ій", "є"),
    "ому": ("ый", "ой", "ий", "ое", "е"),
    "ему": ("ий", "ее"),
    "ьому": ("ій", "є"),
    "ом": ("ый", "ой", "ий", "ое"),
    "ем": ("ий", "ее"),
    "ым": ("ый", "ой", "ое", "ые"),
    "им": ("ий", "ее", "е", "ое", "ой"),
    "ім": ("ій", "є", "і"),
    "іх": ("і",),
    "іми": ("і",),
    "ої": ("а",),
    "ьої": ("я",),
    "ью": ("ья",),
    "ьей": ("ья",),
    "ьего": ("ий", "ье"),
    "ьему": ("ий", "ье"),
    "ьих": ("ьи",),
    "ій": ("а", "я"),
    "ою": ("а", "ая"),
    "ой": ("ая",),
    "ей": ("яя",),
    "ую": ("ая",),
    "юю": ("яя",),
    "у": ("а",),
    "ых": ("ые",),
    "их": ("ие", "і"),
    "ыми": ("ые",),
    "ими": ("ие", "і"),
    "ова": ("ів",),
    "ового": ("ів",),
    "овому": ("ів",),
    **{"од" + end: ("од",) for end in ("а", "у", "е", "і", "ом")},  # у Білгороді-Дністровському
    **dict.fromkeys(("ська", "ську", "ськом"), ("ськ",)),
    **dict.fromkeys(("ска", "ску", "ске", "ском"), ("ск",)),  # в Каменске-Шахтинском
}
_IRREGULAR = {
    **dict.fromkeys(("орла", "орле", "орлу", "орлом", "орлі"), ("орел",)),
    **dict.fromkeys(("розі", "рогові"), ("ріг",)),
    "гір": ("гори",),
    **dict.fromkeys(("рогу", "рога", "рогом"), ("ріг", "рог")),
    **dict.fromkeys(("мосту", "мостом", "мості", "мостові"), ("міст", "мост")),
    **dict.fromkeys(("ярі", "яру", "яра", "яром", "яре"), ("яр",)),
    **dict.fromkeys(("гаї", "гаю", "гая", "гаєм", "гае", "гаем"), ("гай",)),
}
"""Short words whose stem changes or is too short for the rules, frequent in names of several words."""
_INNER = ("на", "над", "под", "під")
_LIMIT = 64  # base forms tried for one phrase; keeps the work for any input bounded
_SHORTEST = 2  # letters of a stem
_IN_SK = ("ск", "цк", "ськ", "цьк", "зьк")


def _forms(word: str, endings: dict[str, tuple[str, ...]]) -> list[str]:
    found = {word: None} | dict.fromkeys(_IRREGULAR.get(word, ()))
    for length in range(min(5, len(word) - _SHORTEST), 0, -1):
        stem = word[:-length]
        noun = length == 1 and word[-1] in "ауеі" and stem.endswith(_IN_SK)
        for nominative in endings.get(word[-length:], ()):
            if not (noun and nominative in ("е", "о")):  # Чорноморську is of Чорноморськ, not of Чорноморське
                found[stem + nominative] = None
    if endings is not _ADJECTIVE and word[-1] in "бвгґджзклмнпрстфхцчшщ":
        for ending in ("ы", "и"):  # genitive plural: Сум, Черкасс
            found[word + ending] = None
    return list(found)


_NOT_UKRAINIAN = ("е", "ке", "ой", "ей", "ье", "ии", "ия", "ое")
"""Endings that are a case only in Russian; in Ukrainian Шахтарське is no form of Шахтарськ."""
_UKRAINIAN_NOUN = {ending: forms for ending, forms in _NOUN.items() if ending not in _NOT_UKRAINIAN} | {
    "е": ("о",),  # how Ukrainian spells Russian names in -о: Шебекине, у Шебекіному
    **{f"{stem}{case}": (f"{stem}о",) for stem in ("ін", "ов", "єв") for case in ("ого", "ому", "им")},
    **{f"ол{case}": ("іл",) for case in ("а", "у", "і", "ом")},
    "ця": ("ця", "ець"), "цю": ("ець",), "цем": ("ець",), "ці": (*_NOUN.get("ці", ()), "ець"),
}  # fmt: skip
"""Of Торопець, Торопця; of Шебекіно, Шебекіного; of Сокіл, Сокола."""


@lru_cache(maxsize=32768)
def base_forms(phrase: str, lang: str = "") -> tuple[str, ...]:
    """Possible nominatives of a lower-case Cyrillic phrase, itself first; by the cases of ``lang``, or of both.

    The last word is read as a noun or an adjective, those before it as adjectives that agree with it.
    """
    words = phrase.split()
    if not words or len(words) > 4:
        return (phrase,)
    nouns = _UKRAINIAN_NOUN if lang == "uk" else _NOUN
    if len(words) == 3 and words[1] in _INNER:  # "Ростове-на-Дону", its hyphens read as spaces
        return tuple(f"{form} {words[1]} {words[2]}" for form in _forms(words[0], nouns))
    parts = words[-1].split("-")
    if len(parts) == 3 and parts[1] in _INNER:
        last = [f"{form}-{parts[1]}-{parts[2]}" for form in _forms(parts[0], nouns)]
    else:
        last = (
            ["-".join((*parts[:-1], form)) for form in _forms(parts[-1], nouns)] if parts[-1] else [words[-1]]
        )
    before = [[w] if len(w) <= _SHORTEST else _forms(w, _ADJECTIVE) for w in words[:-1]]
    combined = (" ".join(choice) for choice in product(*before, last))
    forms = tuple(dict.fromkeys(islice(combined, _LIMIT)))
    if len(words) == 2 and len(words[0]) > _SHORTEST and not words[0].startswith(_TYPES):
        # "Лиману Першого", "Каменке-Днепровской", "Середині-Буді"
        adjective = words[1].startswith(_ORDINAL) or words[1].endswith(_AGREES)
        behind = _forms(words[1], _ADJECTIVE) if adjective else last
        pairs = product(_forms(words[0], nouns)[:8], behind[:6])
        forms = tuple(dict.fromkeys((*forms, *map(" ".join, pairs))))
    return forms


_TYPES = ("республи", "республі")
"""Words that say what the name behind them is, which has its own case: "в Автономной Республике Крым"."""
_AGREES = ("ого", "ому", "им", "ым", "ом", "ой", "ую", "ої", "ій", "ою", "ьку")
"""Endings of adjectives in cases other than the nominative."""
_ORDINAL = ("перш", "друг", "трет", "перв", "втор")
"""How the numbers begin that tell villages of one name apart."""

_SK = (
    ("ський", "ськ"),
    ("ського", "ськ"),
    ("ському", "ськ"),
    ("ським", "ськ"),
    ("ськім", "ськ"),
    ("ська", "ськ"),
    ("ської", "ськ"),
    ("ській", "ськ"),
    ("ську", "ськ"),
    ("ською", "ськ"),
    ("ські", "ськ"),
    ("ських", "ськ"),
    ("ськими", "ськ"),
    ("ское", "ск"),
    ("ского", "ск"),
    ("скому", "ск"),
    ("ском", "ск"),
    ("ским", "ск"),
    ("ский", "ск"),
    ("ская", "ск"),
    ("ской", "ск"),
    ("скую", "ск"),
    ("ские", "ск"),
    ("ских", "ск"),
    ("скими", "ск"),
)
_ADJECTIVAL = tuple(
    (ending.replace("с", consonant, 1), stem.replace("с", consonant, 1))
    for consonant in "сцз"
    for ending, stem in _SK
)


@lru_cache(maxsize=8192)
def adjective_stem(word: str) -> str:
    """The stem of an adjective in -ский, -цкий, -ський …, lower case: "Сумской" → "сумск"; "" if it is none."""
    word = word.lower()
    for ending, stem in _ADJECTIVAL:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + stem
    return ""


_ENDS_AS_ADJECTIVE = re.compile(r"(?:[оиы]й|ая|ое|[оеє]го|[оеє]му|[оиы]м)$")
_NEUTER_LOCATIVE = ("ском", "цком")


def may_be_adjective(name: str) -> bool:
    """Whether a name ends as an adjective does, which texts put before other things: «Трудовой кодекс»."""
    return _ENDS_AS_ADJECTIVE.search(name) is not None


def in_neuter(name: str) -> bool:
    """Whether a Russian name behind «в» is that of a town in -ское: «в Черноморском», which is not Черноморск."""
    return name.endswith(_NEUTER_LOCATIVE)


_LANDS = {
    f"{consonant}{ending}": adjective
    for consonant, adjective in (("щ", "ський"), ("чч", "цький"))  # «Прилуччина», around Прилуки
    for ending in ("ина", "ини", "ині", "ину", "иною")
}
"""Endings of the names of lands around towns, with that of the adjective of the raion there."""
_LAND_ENDINGS = tuple(_LANDS)


def is_land(name: str) -> bool:
    """Whether a name is formed as that of the land around a town: «Харківщина»."""
    return name.lower().endswith(_LAND_ENDINGS)


def adjective_of_land(name: str) -> str:
    """The adjective of the raion that such a name is short for: «Нікопольщина» → «Нікопольський»; "" if it is none."""
    if not is_land(name):
        return ""
    low = name.lower()
    ending = next(each for each in _LANDS if low.endswith(each))
    return name[: -len(ending)] + _LANDS[ending]


def names_itself(name: str) -> bool:
    """Whether the name of a land stands in the nominative, as that of a village behind its type word does."""
    return is_land(name) and name.lower().endswith("ина")


_NOUN_OF = (
    ("івськ", ("івка", "івське", "ів", "івськ", "івці", "ове", "ова")),
    ("ївськ", ("ївка", "їв", "ївськ")),
    ("овск", ("овка", "ово", "ов", "овск", "овское", "ова", "овцы")),
    ("евск", ("евка", "ево", "ев", "евск", "евское", "евцы")),
    ("пільськ", ("пілля", "піль", "поле")),
    ("польск", ("полье", "поль", "поле")),
    ("ицьк", ("ики", "ичі", "иця", "ик")),
    ("инск", ("ино", "ин", "а", "инск", "инское", "ка", "и", "е")),
    ("инськ", ("ине", "ин", "а", "инськ", "инське", "ка", "и", "е")),
    ("кинск", ("ка", "кино", "ки")),
    ("кинськ", ("ка", "кине", "ки")),
    ("ецк", ("ецк", "ец", "ки", "цы")),
    ("ецьк", ("ецьк", "ець", "ки", "ці")),
    ("цьк", ("цьк", "к", "ки", "ка", "ці", "ч")),
    ("цк", ("цк", "к", "ки", "ка", "ч", "цы")),
    ("зьк", ("г", "жжя", "га", "зьк")),
    ("жск", ("г", "жье", "га", "ж")),
    ("еськ", ("еса", "еськ")),
    ("аськ", ("аси", "аськ")),
    ("ськ", ("ськ", "ське", "", "и", "е", "а", "о", "я", "ь", "ка", "ки", "не")),
    ("ск", ("ск", "ское", "", "ы", "и", "ое", "о", "а", "я", "ь", "ка", "ки")),
)


@cache
def _of_two_words() -> dict[str, str]:
    """Names of two words by the stems of their adjectives (``tables/adjectives.toml``)."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def nouns_of(stem: str) -> tuple[str, ...]:
    """Names an adjective stem can come from, likeliest first: "новопавлівськ" → "новопавлівка", …"""
    found: dict[str, None] = {stem: None}
    if two := _of_two_words().get(stem):
        found = {two: None}
    for ending, nouns in _NOUN_OF:
        if stem.endswith(ending):
            found.update(dict.fromkeys(stem[: -len(ending)] + noun for noun in nouns))
    return tuple(name for name in found if len(name) > _SHORTEST)
