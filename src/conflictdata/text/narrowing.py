"""Which of several places named together a claim is about: the finest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest

import attrs

from conflictdata.model import Location, LocationPrecision, Place, PlaceKind, Relation
from conflictdata.places import Gazetteer, PlaceMention
from conflictdata.places._candidates import candidates_of, region_candidates
from conflictdata.places._weigh import WIDE_KM
from conflictdata.text.lexicon import Lexicon
from conflictdata.text.mentions import slug
from conflictdata.text.tokens import fold

_WATER = (PlaceKind.RIVER, PlaceKind.ROAD)
FINE = (LocationPrecision.SETTLEMENT, LocationPrecision.VICINITY)
AREA_KM = 20.0
"""How far from its middle an area of unknown extent reaches."""
_SAME = 0.9
"""Score of a place whose name is the one written, in another case perhaps."""
_GOVERNED = 0.7
"""Score of the one village of a name in the region of the governor who speaks."""
SITE_KM = 10.0
"""How far a plant or an airfield lies from the town it is named with, at the most."""

_SURE = 0.9
"""From how sure a place is on that the governor of another region may be telling of it."""
_VILLAGE = 5_000
"""People of a place that is named across the border without its region."""


def is_water(mention: PlaceMention) -> bool:
    """A river or a road: where along it, another name tells."""
    place = mention.location.place
    return place is not None and place.kind in _WATER


def runs_on(mention: PlaceMention) -> bool:
    """A river or a road of which a region named beside it tells the part: no reservoir that lies in one region."""
    place = mention.location.place
    return is_water(mention) and place is not None and not place.admin1


def finest(
    places: Sequence[PlaceMention], lexicon: Lexicon, known: Gazetteer, text: str = ""
) -> list[PlaceMention]:
    """Without regions and directions that merely hold the settlements named beside them in ``text``."""
    if len(places) < 2 and not any(map(is_water, places)):
        return list(places)
    fine = [
        p for p, following in zip_longest(places, places[1:])
        if p.location.precision in FINE or _is_village(p) or (_goal(p, lexicon) and not _shares_sector(p, following, lexicon))
    ]  # fmt: skip
    vague = not fine and any(p.location.place is None for p in places)
    if vague and (unknown := [p for p in places if any(_unknown_in(p, region) for region in places)]):
        return unknown
    if not fine:
        fine = [p for p in places if p.location.place and p.location.place.kind is PlaceKind.DISTRICT]
    if not fine:  # "the left bank of the Dnipro in Kherson Oblast": the river only says which side of it
        dry = [p for p in places if not is_water(p)]
        return list(dict.fromkeys(dry or places))
    kept = []
    for place in places:
        if is_water(place) or _is_site_of(place, fine):
            continue
        wide = place.location.precision not in FINE and place not in fine
        if (
            wide
            and place.location.place is not None
            and any(
                location_holds(place.location, each.location, known)
                and not _listed_with(text, each, place, lexicon)
                for each in fine
            )
        ):
            continue
        if place.location.place is not None and any(_unknown_in(each, place) for each in places):
            continue
        kept.append(place)
    return kept


def _listed_with(text: str, town: PlaceMention, district: PlaceMention, lexicon: Lexicon) -> bool:
    """Whether "and" joins a town and a district, which is then another one: «в Миллерово и Чертковском районе»."""
    at = district.location.place
    words = text[town.end : district.start].casefold().split()
    joined = len(words) == 1 and lexicon.grammar.and_.any_of(words)
    return joined and at is not None and at.kind is PlaceKind.DISTRICT


def _is_village(place: PlaceMention) -> bool:
    """Whether it is a settlement whose position is only known to its district."""
    found = place.location.place
    return (
        found is not None
        and found.kind is PlaceKind.SETTLEMENT
        and place.location.precision is LocationPrecision.DISTRICT
    )


def as_region(place: PlaceMention, regions: Collection[str], known: Gazetteer) -> PlaceMention:
    """The division instead of its capital where the report has named it (its id is among ``regions``) and now gives
    the name alone: "the Kursk region ... gains in Kursk"."""
    location, bare = place.location, place.outer == (place.start, place.end)
    if not (regions and bare and location.relation is Relation.IN) or location.place is None:
        return place
    if location.place.kind is not PlaceKind.SETTLEMENT:
        return place
    division = next((r for r, _ in region_candidates(known, place.text) if r.id in regions), None)
    if division is None:
        return place
    wide = attrs.evolve(location, place=division, point=division.point, precision=LocationPrecision.REGION)
    return attrs.evolve(place, location=wide)


def governed(
    mention: PlaceMention, seat: Sequence[PlaceMention], known: Gazetteer, lang: str
) -> PlaceMention:
    """A name that several villages bear, said by a governor: the one in his region, or the one at its front; else it
    lies somewhere in the region."""
    region = seat[0].location.place if seat else None
    if region is not None and (there := _namesake_in(mention, region, known)):
        return there
    if region is not None and _over_the_border(mention, region):
        bare = attrs.evolve(mention.location, place=None, point=None, region="")
        return _somewhere_in(attrs.evolve(mention, location=bare), region, known)
    if mention.location.place is not None or region is None or region.kind is not PlaceKind.REGION:
        return mention
    if mention.location.region not in ("", known.region_code(region)):
        return mention
    if not mention.alternatives:
        return _somewhere_in(mention, region, known)
    inside = [
        p
        for p, score in candidates_of(known, mention.text, lang)
        if score >= _SAME and known.lies_in(p, region)
    ]
    front = next((each.front for each in known.regions if each.name == region.name), frozenset())
    chosen = inside if len(inside) == 1 else [p for p in inside if p.admin2 in front]
    place = (
        chosen[0] if len(chosen) == 1 and mention.location.relation in (Relation.IN, Relation.NEAR) else None
    )
    if place is None and mention.location.point is not None:
        return mention
    location = attrs.evolve(
        mention.location, place=place, point=place.point if place else region.point,
        precision=LocationPrecision.SETTLEMENT if place else LocationPrecision.REGION,
        region=known.region_code(region), score=_GOVERNED if place else 0.2,
    )  # fmt: skip
    return attrs.evolve(mention, location=location)


def _somewhere_in(mention: PlaceMention, region: Place, known: Gazetteer) -> PlaceMention:
    """A village that no gazetteer has, told by a governor, put in his region where the text names no other for it."""
    if mention.location.relation is not Relation.IN or mention.location.region:
        return mention
    location = attrs.evolve(
        mention.location, point=region.point, precision=LocationPrecision.REGION,
        region=known.region_code(region), score=0.2,
    )  # fmt: skip
    return attrs.evolve(mention, location=location)


def _namesake_in(mention: PlaceMention, region: Place, known: Gazetteer) -> PlaceMention | None:
    """What bears the name in a region, where the one found lies in another: "в Семенівській громаді", Primorsk near Saint
    Petersburg and not at the Sea of Azov."""
    place, location = mention.location.place, mention.location
    if place is None or known.lies_in(place, region) or region.kind is not PlaceKind.REGION:
        return None
    inside = [p for p, _ in mention.alternatives if p.kind is place.kind and known.lies_in(p, region)]
    if place.kind is PlaceKind.DISTRICT:
        inside = [p for p in inside if p.name == place.name]
    settled = (
        place.kind is PlaceKind.SETTLEMENT and location.relation is Relation.IN and location.score < _SURE
    )
    if len(inside) != 1 or not (settled or place.kind is PlaceKind.DISTRICT):
        return None
    location = attrs.evolve(
        location, place=inside[0], point=inside[0].point, region=known.region_code(region)
    )
    return attrs.evolve(mention, location=location)


def _over_the_border(mention: PlaceMention, region: Place) -> bool:
    """Whether a governor in Russia seems to tell of a village in Ukraine, of a name that many there bear."""
    place, location = mention.location.place, mention.location
    return (
        region.country == "RU" and place is not None and place.country == "UA" and place.kind is PlaceKind.SETTLEMENT
        and location.relation is Relation.IN and location.score < _SURE and place.population < _VILLAGE
    )  # fmt: skip


def _unknown_in(mention: PlaceMention, region: PlaceMention) -> bool:
    """A village no gazetteer knows for sure, of which only its region is known, and that region named beside it."""
    at, outer = mention.location, region.location
    return (
        at.place is None and bool(at.region) and outer.place is not None
        and outer.place.kind is PlaceKind.REGION and slug(outer.region or "") == slug(at.region or "")
    )  # fmt: skip


def _is_site_of(place: PlaceMention, fine: Sequence[PlaceMention]) -> bool:
    """A site in a town that is named with it: "the nuclear plant in Enerhodar"."""
    at = place.location
    if at.place is None or at.place.kind not in (PlaceKind.AREA, PlaceKind.SITE) or at.point is None:
        return False
    return any(
        other is not place and other.location.place and other.location.place.kind is PlaceKind.SETTLEMENT
        and other.location.point and at.point.distance_km(other.location.point) <= SITE_KM
        for other in fine
    )  # fmt: skip


def _goal(place: PlaceMention, lexicon: Lexicon) -> bool:
    """ "toward X", where troops press, not "in the X direction", the sector it lies in."""
    named = fold(place.text).split()[-1] in lexicon.grammar.sector
    unnamed = place.outer[1] <= place.end  # no word for a sector behind it
    return place.location.relation is Relation.DIRECTION and unnamed and not named


def _shares_sector(place: PlaceMention, following: PlaceMention | None, lexicon: Lexicon) -> bool:
    """Whether the word for a sector stands behind the name next to it: "на Лиманському та Сіверському напрямках"."""
    if following is None or place.outer != (place.start, place.end) or following.start - place.end > 4:
        return False
    words = fold(following.text).split()
    return words[-1] in lexicon.grammar.sector and words[0][-3:] == fold(place.text)[-3:]


def location_holds(outer: Location, inner: Location, known: Gazetteer) -> bool:
    """Whether a region, district or direction contains a settlement, as far as the gazetteer knows."""
    if outer.place is None or not (
        outer.place.kind in (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.COUNTRY, PlaceKind.AREA)
        or outer.relation is Relation.DIRECTION
    ):
        return False
    if inner.place and outer.place.kind is PlaceKind.REGION and inner.place.admin1:
        return slug(inner.place.admin1) == slug(outer.place.name) or known.lies_in(inner.place, outer.place)
    if inner.place and outer.place.kind is PlaceKind.DISTRICT and inner.place.admin3:
        named = slug(outer.place.name.rpartition(" ")[0])  # "Marhanets Hromada", "Nikopol Raion"
        return named in (
            slug(inner.place.admin2.rpartition(" ")[0]),
            slug(inner.place.admin3.rpartition(" ")[0]),
        )
    if outer.point is None or inner.point is None:
        return True
    reach = {PlaceKind.COUNTRY: 3000.0, PlaceKind.REGION: 200.0}.get(outer.place.kind, 60.0)
    if outer.place.kind is PlaceKind.AREA and outer.relation is not Relation.DIRECTION:
        reach = outer.place.radius_km or (
            AREA_KM if outer.place.admin1 else WIDE_KM
        )  # a forest, a spit; Donbas
    return outer.point.distance_km(inner.point) <= reach
