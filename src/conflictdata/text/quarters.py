"""Parts of a city: whose they are, where their names are those of places elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from conflictdata.model import LocationPrecision, PlaceKind, Relation
from conflictdata.places import PlaceMention
from conflictdata.places._gazetteer import AT_WAR
from conflictdata.text.draft import Said
from conflictdata.text.lexicon import Lexicon
from conflictdata.text.mentions import side_of_country
from conflictdata.text.tokens import Tokens

_CITY = 100_000
"""People of a town that has districts, at the least."""
_OF = 3
"""Words behind the word for airspace among which stands whose it is."""
_OF_PEOPLE = frozenset(("civilian-harm", "evacuation"))


def whose_part(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """The town whose part is named, or whose people were harmed: "Kharkiv's Saltivka neighborhood", "Kupiansk's northern
    outskirts", "two Kupiansk residents were hurt"."""
    quarters, place = lexicon.classes.get("quarter"), mention.location.place
    if quarters is None or place is None or place.kind is not PlaceKind.SETTLEMENT:
        return False
    end = said.tokens.at(mention.end - 1) + 1
    people = lexicon.classes.get("resident")
    harmed = people is not None and any(frame.kind in _OF_PEOPLE for frame in said.frames)
    if harmed and people is not None and people.any_of(said.tokens.norms[end : end + 1]):
        return True
    owns = said.tokens.norms[end - 1].endswith(lexicon.grammar.genitive)
    behind = said.tokens.norms[end : end + 4]
    part = next((i for i, word in enumerate(behind) if word in quarters), None)
    return owns and part is not None and not _named_of(said.tokens, end + part + 1, lexicon)


def whose_sky(said: Said, mention: PlaceMention, lexicon: Lexicon) -> bool:
    """The country outside the war whose airspace is told of: "Moldova's airspace", "Poland shot down drones that violated
    its airspace"."""
    place = mention.location.place
    if place is None or place.kind is not PlaceKind.COUNTRY or place.country in AT_WAR:
        return False
    if not lexicon.classes["airspace"].any_of(said.tokens.norms):
        return False
    owner = sky_owner(said.tokens, lexicon)
    if owner is not None:
        return owner == side_of_country(place.country)
    return not any(
        p.location.place is not None
        and p.location.place.kind is PlaceKind.COUNTRY
        and p.location.place.country not in (*AT_WAR, place.country)
        for p in said.places
    )


def sky_owner(tokens: Tokens, lexicon: Lexicon) -> str | None:
    """The side named beside the word for airspace: "Romanian airspace", "the airspace of Poland"; None where it is "its"."""
    sky = next((i for i, word in enumerate(tokens.norms) if word in lexicon.classes["airspace"]), None)
    if sky is None:
        return None
    beside = (*tokens.norms[max(0, sky - 2) : sky][::-1], *tokens.norms[sky + 1 : sky + _OF])
    return next((side for side in map(lexicon.side_of, beside) if side not in (None, "ru", "ua")), None)


def _named_of(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether the name of the part follows, which is then the place: "Horlivka's western suburb of Shumy"."""
    return lexicon.grammar.of.any_of(tokens.norms[index : index + 1]) and tokens.caps[
        index + 1 : index + 2
    ] == (True,)


def in_quarters(mention: PlaceMention, tokens: Tokens, lexicon: Lexicon) -> PlaceMention:
    """What happened in some districts of a city in the city, not near it: «у деяких районах Одеси»."""
    place, token = mention.location.place, tokens.at(mention.start)
    if mention.location.relation is not Relation.NEAR or place is None or place.population < _CITY:
        return mention
    before = tokens.norms[max(0, token - 2) : token]
    counted = len(before) == 2 and (before[0] in lexicon.grammar.some or before[0] in lexicon.numbers)
    if not counted or before[1] not in lexicon.grammar.quarters:
        return mention
    within = attrs.evolve(mention.location, relation=Relation.IN, precision=LocationPrecision.SETTLEMENT)
    return attrs.evolve(mention, location=within)


def owned_quarter(said: Said, mention: PlaceMention, token: int, lexicon: Lexicon) -> bool:
    """A quarter that has the name of a village elsewhere: "Kharkiv's Saltivka neighborhood"."""
    quarters, place = lexicon.classes.get("quarter"), mention.location.place
    after = said.tokens.at(mention.end - 1) + 1
    if quarters is None or not quarters.any_of(said.tokens.norms[after - 1 : after + 1]):
        return False
    owner = next((p for p in said.places if _just_before(said, said.tokens.at(p.end - 1) + 1, token)), None)
    city = owner.location.place if owner is not None else None
    return (
        owner is not None and city is not None and city.kind is PlaceKind.SETTLEMENT
        and whose_part(said, owner, lexicon)
        and (place is None or place.kind is PlaceKind.SETTLEMENT or place.admin1 != city.admin1)
    )  # fmt: skip


def _just_before(said: Said, end: int, token: int) -> bool:
    """Whether at most two words, no names, stand between: "Kharkiv's residential Kyiv District"."""
    return 0 <= token - end <= 2 and not any(said.tokens.caps[end:token])


def part_of_city(
    said: Said, mention: PlaceMention, kept: Sequence[tuple[PlaceMention, int]], lexicon: Lexicon
) -> bool:
    """A city's district that has the name of a far raion: "the Dniprovskyi district of Kherson"."""
    place = mention.location.place
    if place is None or place.kind is not PlaceKind.DISTRICT:
        return False
    end = said.tokens.at(mention.end - 1) + 1
    of = lexicon.grammar.of.any_of(said.tokens.norms[end : end + 1])
    places = range(end + 1, end + 4) if of else range(end, end + 1)  # «Дніпровський район Херсона»
    return any(
        city.location.place and city.location.place.kind is PlaceKind.SETTLEMENT
        and city.location.place.admin1 != place.admin1 and token in places
        for city, token in kept
    )  # fmt: skip
