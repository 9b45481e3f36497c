"""The places that local officials and units speak for: the region of a governor, the town of a mayor."""

from __future__ import annotations

import re

from conflictdata.model import Location, LocationPrecision, Place, PlaceKind, Relation
from conflictdata.places import PlaceMention
from conflictdata.places._candidates import region_candidates
from conflictdata.text.draft import Draft, Reading, Said
from conflictdata.text.mentions import seat_slug, slug
from conflictdata.text.whereabouts import is_abroad, is_country, is_region

_GOVERNOR = re.compile(r":([a-z-]+)-(?:oblast|krai)-(?:governor|police|prosecutor)$")
_MAYOR = re.compile(r":([a-z-]+?)-(?:mayor|(?:military-)?administration|(?<=:sevastopol-)governor)$")
"""A mayor, or the head of the administration that a town has in war."""

_OF_TROOPS = ("-group", "-grouping", "-command", "-forces")
"""Ends of the ids of troops named after a town far behind them."""

INHERITS = frozenset(
    (
        "air-drone-strike",
        "shelling",
        "civilian-harm",
        "losses",
        "infrastructure-damage",
        "explosion",
        "clearing",
        "evacuation",
    )
)
"""Kinds that rarely repeat where they happened."""


def is_head(claimant: str) -> bool:
    """Whether it is a governor's or a mayor's id."""
    return (_GOVERNOR.search(claimant) or _MAYOR.search(claimant)) is not None


def is_at_home(claimant: str, place: Place) -> bool:
    """Whether a place lies in the region of the governor or is the town of the mayor, as their ids have them."""
    if governor := _GOVERNOR.search(claimant):
        return slug(place.admin1).removesuffix("-oblast") == governor.group(1)
    mayor = _MAYOR.search(claimant)
    return mayor is not None and place.kind is PlaceKind.SETTLEMENT and seat_slug(place) == mayor.group(1)


class Seats(Reading):
    """Knows where who speaks is at home."""

    def _governed(self, draft: Draft) -> list[PlaceMention]:
        """The region of the governor, the town of the mayor who speaks, for what is told without a place."""
        if draft.frame.background or draft.frame.kind not in (*INHERITS, "interception"):
            return []
        return self._seat(draft.claimant)

    def _rules_over(self, claimant: str, region: str) -> bool:
        """Whether a village that no gazetteer has can lie in the governor's region: it is put there, or nowhere."""
        if _GOVERNOR.search(claimant) is None:
            return False
        seats = (each.location.place for each in self._seat(claimant))
        return not region or any(seat is not None and seat.id == f"iso:{region}" for seat in seats)

    def _seat(self, claimant: str) -> list[PlaceMention]:
        """The region of a governor, the town of a mayor; none of anybody else."""
        governor, mayor = _GOVERNOR.search(claimant), _MAYOR.search(claimant)
        office = governor or mayor
        if office is None:
            return []
        name = office.group(1).replace("-", " ").title()
        found = (
            region_candidates(self.gazetteer, name) if governor else self.gazetteer.lookup(name, lang="en")
        )
        fitting = [p for p, _ in found if governor or p.kind is PlaceKind.SETTLEMENT]
        if not fitting:
            return []
        place = max(fitting, key=lambda p: p.population)
        precision = LocationPrecision.REGION if governor else LocationPrecision.SETTLEMENT
        location = Location(place=place, point=place.point, precision=precision, mention=place.name)
        return [PlaceMention(start=0, end=0, text=place.name, outer=(0, 0), location=location)]

    def _office_place(self, said: Said, draft: Draft) -> PlaceMention | None:
        """The place a local official, or a unit "operating in the ... direction", speaks for."""
        # "Moscow said it had foiled the attack": its capital stands for it
        troops = draft.claimant.endswith((":government", *_OF_TROOPS))
        zones = [a.said for a in draft.chain if a.claimant == draft.claimant]
        national = draft.claimant.rsplit(":", 1)[-1] in self.lexicon.national
        for mention in said.places:
            token = said.tokens.at(mention.start)
            if (
                mention.location.place
                and not is_country(mention)
                and (mention.location.relation is Relation.DIRECTION if troops else True)
                and not _is_body(said, mention)
                and any(low - 2 <= token < high for low, high in zones)  # "Sumy Mayor ..."
                and "-" not in said.tokens.norms[token]
                and not (
                    national
                    and (said.tokens.norms[token] in self.lexicon.grammar.side_nouns or is_abroad(mention))
                )
                and said.tokens.norms[max(0, token - 1)] not in self.lexicon.classes["occupation"]
                and not self._first_name(said, mention, token)
            ):
                seat = self._seat(draft.claimant) if _GOVERNOR.search(draft.claimant) else []
                return seat[0] if seat and not is_region(mention) else mention
        return None

    def _first_name(self, said: Said, mention: PlaceMention, token: int) -> bool:
        """A first name behind an office that a gazetteer knows as a town: "Governor Roman ..."."""
        after = said.tokens.at(mention.end - 1) + 1
        if (
            mention.location.relation is not Relation.IN
            or mention.location.place is None
            or mention.location.place.kind is not PlaceKind.SETTLEMENT
            or not token
            or said.tokens.caps[after : after + 1] != (True,)
            or said.tokens.caps[after + 1 : after + 2] == (True,)  # "мэр Энергодара Максим Пухов"
        ):
            return False
        of_region = any(
            said.tokens.at(p.start) == after
            and p.location.place
            and p.location.place.kind is not PlaceKind.SETTLEMENT
            for p in said.places
        )
        if of_region:
            return False  # «освобождение города Купянск Харьковской области»
        before = said.tokens.norms[token - 1]
        return before in self.lexicon.speakers["title"] or before in self.lexicon.regional


def _is_body(said: Said, mention: PlaceMention) -> bool:
    """Whether the name is that of a command called after a place: "spokesman for the Khortytsia group"."""
    token = said.tokens.at(mention.start)
    return any(
        a.start <= token < a.end and a.id and a.id.endswith(f":{slug(mention.text)}") for a in said.actors
    )
