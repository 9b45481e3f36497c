"""Actors, places and times in words for a table on a terminal."""

from __future__ import annotations

import functools
import re
import unicodedata
from datetime import date, timedelta

from conflictdata import sources
from conflictdata.model import Claim, Location, LocationPrecision, Relation, WhenPrecision

_WORDS = {
    "mod": "Ministry of Defence",
    "vdv": "VDV",
    "milbloggers": "Military Bloggers",
    "sbu": "SBU",
    "gur": "GUR",
    "fsb": "FSB",
    "deepstate": "DeepState",
}
"""Parts of ids that are not plain words."""

_RELATIONS = {
    Relation.NEAR: "near {}",
    Relation.OUTSKIRTS: "outskirts of {}",
    Relation.NORTH_OF: "N of {}",
    Relation.NORTHEAST_OF: "NE of {}",
    Relation.EAST_OF: "E of {}",
    Relation.SOUTHEAST_OF: "SE of {}",
    Relation.SOUTH_OF: "S of {}",
    Relation.SOUTHWEST_OF: "SW of {}",
    Relation.WEST_OF: "W of {}",
    Relation.NORTHWEST_OF: "NW of {}",
    Relation.DIRECTION: "{} direction",
    Relation.ALONG: "along {}",
}


def visible(text: str) -> str:
    """The text without characters that steer a terminal: no escape sequence of a report is obeyed."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)


def width(text: str) -> int:
    """Columns a text takes on a terminal: East Asian wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


@functools.cache
def actor(id: str) -> str:
    """``ua:225-assault-regiment`` as ``225th Assault Regiment (UA)``; a publisher by a short name, ``CNN``, ``ISW``."""
    side, colon, name = id.rpartition(":")
    if not colon:
        return visible(_publisher(id))
    known = " ".join(_word(part) for part in name.split("-"))
    return visible(f"{known} ({side.upper()})")


_SHORT_NAME, _SHORT_ID = 16, 4
"""Characters up to which a publisher's name is shown whole, and its id as initials."""


def _publisher(id: str) -> str:
    name = sources.get(id).name if id.strip() else ""
    if name and len(name) <= _SHORT_NAME:
        return name
    return id.upper() if len(id) <= _SHORT_ID else id


def _word(part: str) -> str:
    if part in _WORDS:
        return _WORDS[part]
    if part.isdigit():
        return _ordinal(int(part))
    return part if part in ("of", "in") else part.capitalize()


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def where(claim: Claim) -> str:
    """Where the claim puts it, ``Hrafovka, RU-BEL``; empty when it does not say."""
    return visible("; ".join(_location(location) for location in claim.locations))


def _location(location: Location) -> str:
    place = location.place
    name = place.name if place else location.mention or "?"
    if location.relation is Relation.BETWEEN and location.other:
        name = f"{name}–{location.other.name}"
    else:
        bare = name.removesuffix(" direction") if location.relation is Relation.DIRECTION else name
        name = _RELATIONS.get(location.relation, "{}").format(bare)
    if location.distance_km is not None:
        name = f"{location.distance_km:g} km {name}"
    region = location.region or (place.country if place else "")
    if location.precision is LocationPrecision.COUNTRY or not region or region == name:
        return name
    return f"{name}, {region}"


def when(claim: Claim) -> str:
    """When the claim puts it: ``6 Apr 2025``, ``29–30 Jun 2026``, ``Apr 2025``, ``by 8 Apr 2025``."""
    if claim.when is None:
        return ""
    first, last = claim.when.days
    if not claim.when.stated or (claim.when.open_start and not claim.when.open_end):
        return f"by {_day(last)}"
    if claim.when.open_end:
        return f"since {_day(first)}"
    if first == last:
        return _day(first)
    if claim.when.precision is WhenPrecision.YEAR and (first.month, last.month) == (1, 12):
        return f"{first:%Y}" if first.year == last.year else f"{first:%Y}–{last:%Y}"
    if (
        claim.when.precision is WhenPrecision.MONTH
        and first.day == 1
        and (last + timedelta(days=1)).day == 1
        and first.month == last.month
    ):
        return f"{first:%b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def spaced(text: str) -> str:
    """Runs of white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()
