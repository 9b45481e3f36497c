"""Places: names in texts to gazetteer entries, relations to points, positions to places.

    >>> from conflictdata import places
    >>> for mention in places.find_places("Fighting went on 8 km north of Basivka in Sumy Oblast.", "en"):
    ...     print(mention.text, mention.location.relation, mention.role)

Works offline on the gazetteer that the package ships; ``conflictdata gazetteer install`` adds countries whole.
"""

from __future__ import annotations

import datetime as dt

from conflictdata.errors import ModelError
from conflictdata.model._validate import shown
from conflictdata.places import _peoples
from conflictdata.places._about import Region
from conflictdata.places._fought import mark_fought
from conflictdata.places._gazetteer import Gazetteer, default
from conflictdata.places._layers import MemoryLayer
from conflictdata.places._lexicon import lexicon
from conflictdata.places._link import link
from conflictdata.places._mention import PlaceMention, Role
from conflictdata.places._minor import without_persons
from conflictdata.places._resolve import Resolver
from conflictdata.places._roads import with_roads
from conflictdata.places._scan import Scanner

__all__ = ["Gazetteer", "MemoryLayer", "PlaceMention", "Region", "Role", "default", "find_places"]


def find_places(
    text: str,
    lang: str,
    *,
    area: tuple[str, ...] = (),
    day: dt.date | None = None,
    gazetteer: Gazetteer | None = None,
    peoples: bool = False,
) -> list[PlaceMention]:
    """The places named in a report, resolved against each other.

    Args:
        text: the whole report; more text gives better answers.
        lang: ``en``, ``uk`` or ``ru``; others are read as English.
        area: ISO 3166 codes of countries or divisions (``UA``, ``RU-BEL``) the source usually writes about.
        day: when the report appeared, a date or a time (of which the date counts in its own time zone); villages near the
            front of that day are likelier than their namesakes elsewhere. None: unknown.
        gazetteer: where to look; the default one when None.
        peoples: whether adjectives and nouns of countries ("French", "Palestinians", "украинский") are mentions too,
            of the role ``people`` and with the country as their place.

    Returns:
        Mentions in order, never overlapping. A name in no gazetteer has ``location.place`` None and, where the
        text tells its division or a place nearby, an estimated point with the precision of that.

    Raises:
        ModelError: ``text`` is no string, or ``day`` no date.
    """
    if not isinstance(text, str):
        raise ModelError(f"find_places: takes a text, got {shown(text)}")
    if not (day is None or isinstance(day, dt.date)):
        raise ModelError(f"find_places: takes a datetime.date as day, got {shown(day)}")
    places = gazetteer or default()
    lex = lexicon(lang)
    scanner = Scanner(text, lex, places)
    spans = without_persons(text, scanner.scan(), scanner.tokens, lex)
    link(text, spans, lex, places)
    if day is not None:
        mark_fought(text, spans, lex.fighting.told)
    found = Resolver(places, area, day).resolve(text, spans)
    kept: list[PlaceMention] = []
    for mention in found:  # two readings of one word, rarely: the first stands
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    kept = with_roads(text, scanner.tokens, kept, lex, places, area)
    if peoples:
        kept += _peoples.mentions(text, lex.lang, places, kept)
        kept.sort(key=lambda each: each.start)
    return kept
