"""Positions of villages from GeoNames' dump of a country.

The file is that of https://download.geonames.org/export/dump/ (CC BY 4.0, GeoNames): every populated place, those without
inhabitants among them. Of a place of Ukraine it says with what digits the codes of its raion in the codifier begin, and
that is nearly always right (it is another raion for 12 of 5,116 settlements of 500 and more whose raion is known
otherwise), so namesakes in an oblast are told apart by more than their distance.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import attrs

from conflictdata.model import Point
from conflictdata.places._names import is_cyrillic

PARTS = {"PPLX"}
"""Parts of towns."""
LEFT_OUT = {"PPLH", "PPLF", "PPLL"}
"""Places of old, farms and localities. Abandoned and destroyed villages are kept: the codifier has them still."""
_RAION = re.compile(r"\d{4}$")


@attrs.frozen
class Village:
    """A populated place of the dump.

    Attributes:
        number: its GeoNames number.
        names: the main one first, then the Cyrillic ones.
        region: GeoNames' code of the first-order division, "UA.14".
        raion: how the codes of the codifier begin in its raion, "UA1412"; empty where the dump does not say.
        part: whether it is a part of a town.
        population: 0 where the dump has no figure.
    """

    number: str
    names: tuple[str, ...]
    region: str
    raion: str
    part: bool
    population: int
    point: Point


def villages(dump: Path) -> list[Village]:
    """The populated places of the dump ``UA.zip`` (or of the ``UA.txt`` in it)."""
    return list(_villages(dump))


def _villages(dump: Path) -> Iterator[Village]:
    for line in _lines(dump):
        number, name, _, others, lat, lon, kind, feature, country, _, admin1, admin2, _, _, people, *_ = (
            line.split("\t")
        )
        if kind == "P" and feature not in LEFT_OUT:
            spelled = (name, *(other for other in others.split(",") if is_cyrillic(other)))
            yield Village(
                number=number,
                names=tuple(dict.fromkeys(spelled)),
                region=f"{country}.{admin1}",
                raion=f"{country}{admin2}" if _RAION.match(admin2) else "",
                part=feature in PARTS,
                population=int(people or 0),
                point=Point(float(lat), float(lon)),
            )


def _lines(dump: Path) -> Iterator[str]:
    if dump.suffix != ".zip":
        yield from dump.read_text(encoding="utf-8").splitlines()
        return
    with zipfile.ZipFile(dump) as archive, archive.open(f"{dump.stem}.txt") as file:
        yield from io.TextIOWrapper(file, encoding="utf-8")
