"""Places that a text does not mean: small towns abroad, and villages called like somebody whom it has introduced.

News names small towns abroad, and more often a person, a weapon or an animal called like one.

"Johnson" is a village, and so are Rifle, Research and Bear. One of their names is a place where the text treats it as one,
in news of where it lies; a report on another country does not name it.
"""

from __future__ import annotations

import itertools

from conflictdata.model import PlaceKind
from conflictdata.places._bearers import MINOR, bearers_of
from conflictdata.places._lexicon import Lexicon
from conflictdata.places._mention import Role
from conflictdata.places._names import is_cyrillic
from conflictdata.places._span import Span, Token

SURNAME = 100_000
"""People of the largest towns for which a person of their name may be meant, where the text has one."""
_THE = ("the ", "The ")
_SETTLEMENT = PlaceKind.SETTLEMENT  # asked of every candidate, and slow to look up on Python 3.11


def is_minor(span: Span, people: int = MINOR) -> bool:
    """Whether a name can mean nothing but small towns abroad, and nothing around it says that it is one."""
    if bearers_of(span.candidates).town_abroad >= people:
        return False
    return not (span.kind is not None or span.city or span.divided or span.glossed or span.pair is not None)


def without_persons(text: str, spans: list[Span], tokens: list[Token], lex: Lexicon) -> list[Span]:
    """The spans without what is called like a small town abroad: "the Bear", "Johnson" where "Boris Johnson" stands."""
    doubted = {span.name for span in spans if " " not in span.name and is_minor(span, SURNAME)}
    persons = {token.text for token in tokens if token.text in doubted and _is_person(text, token, lex)}
    introduced = _introduced(spans, tokens, lex)
    kept = []
    for span in spans:
        if not is_minor(span, SURNAME):
            met = (introduced[each] for each in _surnames(span.name, lex) if each in introduced)
            if not introduced or min(met, default=span.start) >= span.start or not _bare(span):
                kept.append(span)
            continue
        if span.role is Role.PLACE and is_minor(span) and text[max(0, span.start - 4) : span.start] in _THE:
            continue
        if lex.lang != "en" and not is_cyrillic(span.name) and is_minor(span):
            continue  # "Tomahawk" in a Russian text
        if span.name not in persons:
            kept.append(span)
    return kept


def _introduced(spans: list[Span], tokens: list[Token], lex: Lexicon) -> dict[str, int]:
    """Surnames of those whom the text calls by the given name too, where a village is called so, and from where on."""
    called = {surname for span in spans if _bare(span) for surname in _surnames(span.name, lex)}
    found: dict[str, int] = {}
    for given, name in itertools.pairwise(tokens) if called else ():
        if name.text in called and given.end + 1 == name.start and given.text in lex.given:
            found.setdefault(name.text, name.start)
    return found


def _bare(span: Span) -> bool:
    """Whether a name of one word can mean no city as it stands, and nothing around it says that it is a place."""
    located = span.own_relation or span.glossed or span.divided or span.locative or span.pair is not None
    typed = span.kind is not None or span.village or span.city or span.strong or span.captured or span.listing
    if located or typed or " " in span.name:
        return False
    return all(
        place.kind is _SETTLEMENT and (place.population < SURNAME or fit < 1.0)
        for place, fit in span.candidates
    )


def _surnames(name: str, lex: Lexicon) -> tuple[str, ...]:
    """The surnames of which a name may be a form: "Иванов", "Ивано" and itself of "Иванову"."""
    return (name,) if lex.lang == "en" else (name, name[:-1], name[:-2])


def _is_person(text: str, name: Token, lex: Lexicon) -> bool:
    """Whether a name stands behind a given name or a title, or before a verb of speech."""
    before = text[max(0, name.start - 24) : name.start]
    words = before.split()
    if words and before[-1:] == " " and words[-1] in lex.given:
        return True
    if words and words[-1] in lex.locatives:
        return False  # "Muslims in Ayodhya said"
    return lex.title.search(before) is not None or lex.speaks.match(text, name.end) is not None
