"""What a place mention is: the words, where they are, and what they mean."""

from __future__ import annotations

from enum import StrEnum

import attrs

from conflictdata.model import Location, Place


class Role(StrEnum):
    """What a place name does in its sentence."""

    PLACE = "place"  # something may happen there
    GLOSS = "gloss"  # locates another name: "(north of Kostyantynivka)"
    CONTAINER = "container"  # the division another name lies in: "Dubna, Moscow Oblast"
    MODIFIER = (
        "modifier"  # part of the name of an actor or a thing: "Moscow Oblast Governor", "Kursk operation"
    )
    PEOPLE = "people"  # an adjective or a noun of a country: "Palestinians"; only where asked for


@attrs.frozen(kw_only=True)
class PlaceMention:
    """A place named in a text.

    Attributes:
        start: first character of the name (with its type word: "Sumy Oblast") in the text.
        end: behind its last character.
        text: those characters.
        outer: the span with the words of the relation: "8 km north of Basivka", "in the Pokrovsk direction".
        location: the place, the relation, the point after the relation is applied, and the score.
        alternatives: the runners-up with their scores, best first.
        role: what the name does in its sentence.
    """

    start: int
    end: int
    text: str
    outer: tuple[int, int]
    location: Location
    alternatives: tuple[tuple[Place, float], ...] = ()
    role: Role = Role.PLACE
