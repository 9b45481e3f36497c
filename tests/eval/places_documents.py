"""Places in the real documents of ``../shared/data``, where they are at hand: what each name was taken for, and what not.

    python tests/eval/places_documents.py [--all]

Prints per document how many names have a settlement's own position, the middle of a division, or none, then a line for
every distinct name without a position of its own: why, where it was put, and how often. ``--all`` lists every name with
its place, for checking by hand. Nobody has labelled these documents: a line says what was answered, not that it is right.
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

import places_truth
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from conflictdata.model import LocationPrecision, PlaceKind
from conflictdata.places import PlaceMention, Role, default, find_places

_BODIES = (".dynamic-entry-content", ".field-name-body", ".js-message_text", "item title, item description")
"""Selectors of what is text of its publisher, in the layouts of the documents."""
_DROPPED = ["script", "style", "sup"]
_NOTES = re.compile(r"\[\d+\]|https?://\S+")
_LANGUAGES = {"telegram-rybar-2026-07.html": "ru"}
_FINE = (LocationPrecision.SETTLEMENT, LocationPrecision.VICINITY)


def documents() -> Iterator[tuple[str, str, str]]:
    """Name, language and text of each document."""
    where = places_truth.folder()
    if where is None:
        return
    for path in sorted(where.parent.rglob("*")):
        if path.suffix in (".html", ".xml", ".txt"):
            raw = path.read_text(encoding="utf-8", errors="replace")
            yield path.name, _LANGUAGES.get(path.name, "en"), raw if path.suffix == ".txt" else _text(raw)


def _text(raw: str) -> str:
    tree = HTMLParser(raw.replace("<![CDATA[", "").replace("]]>", ""))
    tree.strip_tags(_DROPPED)
    parts = next((found for each in _BODIES if (found := tree.css(each))), [])
    return _NOTES.sub("", "\n\n".join(html.unescape(part.text(separator=" ")) for part in parts))


def why(mention: PlaceMention) -> str:
    """Why a mention has no position of its own; empty if it has."""
    location = mention.location
    if location.place is None:
        several = len(mention.alternatives) > 1
        reason = (
            "several of this name" if several else "far from all else" if mention.alternatives else "unknown"
        )
        return f"{reason}, {location.precision}" + (f" {location.region}" if location.region else "")
    if location.place.kind is PlaceKind.SETTLEMENT and location.place.radius_km:
        return f"no position known, within {location.place.radius_km:.0f} km of {location.place.admin3 or location.place.admin2}"
    return ""


def kind_of(mention: PlaceMention) -> str:
    """The column of a mention in the table of documents."""
    place = mention.location.place
    if place is None:
        return "none"
    if place.kind is PlaceKind.SETTLEMENT:
        return "division" if place.radius_km else "own"
    return "other"


def report(*, details: bool = True, every: bool = False) -> None:
    """Print the tables."""
    gazetteer = default()
    seen = False
    for name, lang, text in documents():
        seen = True
        mentions = [
            m
            for m in find_places(text, lang, area=("UA", "RU"), gazetteer=gazetteer)
            if m.role is not Role.MODIFIER
        ]
        counts = Counter(map(kind_of, mentions))
        print(
            f"{name}: {len(mentions)} names of places: {counts['own']} settlements with a position of their own, "
            f"{counts['division']} with that of their division, {counts['none']} unresolved, {counts['other']} others"
        )
        told: dict[tuple[str, str], int] = defaultdict(int)
        for mention in mentions:
            if not details:
                break
            if reason := why(mention) or (_answer(mention) if every else ""):
                told[mention.text, reason] += 1
        for (words, reason), times in sorted(told.items()):
            print(f"    {words}: {reason}" + (f" ({times} times)" if times > 1 else ""))
    if not seen:
        print("places in real documents: not measured, ../shared/data is not there")


def _answer(mention: PlaceMention) -> str:
    place = mention.location.place
    if place is None or place.point is None:
        return ""
    where = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
    return f"{place.name} ({place.kind.value}, {where}) {place.point.lat:.3f} {place.point.lon:.3f}"


if __name__ == "__main__":
    report(every="--all" in sys.argv)
