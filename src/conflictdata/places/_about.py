"""What the files of a gazetteer tell beside their places: divisions, towns of sectors of the front, former names in use."""

from __future__ import annotations

import attrs

from conflictdata.places._layers import FileLayer, Layer


@attrs.frozen
class Region:
    """A first-order division as the shipped table has it.

    Attributes:
        iso: ISO 3166-2 code.
        admin1: GeoNames code of the division, ``UA.21``.
        stems: skeletons of the adjectives that name it.
        weight: how many times likelier than elsewhere in the two countries a report on the war means a place there.
        front: names of its districts at the front or the border, where that is likelier still.
        cities: names of divisions that lie inside it and go by its name in common speech.
    """

    iso: str
    name: str
    stems: tuple[str, ...]
    weight: float = 1.0
    front: frozenset[str] = frozenset()
    cities: tuple[str, ...] = ()
    admin1: str = ""


def regions_of(layers: tuple[Layer, ...]) -> tuple[Region, ...]:
    """The first-order divisions of the first layer that has a table of them."""
    for layer in layers:
        if isinstance(layer, FileLayer) and "regions" in layer.index.about:
            return tuple(
                Region(
                    each["iso"],
                    each["name"],
                    tuple(each["stems"]),
                    float(each.get("weight", 1.0)),
                    frozenset(each.get("front", ())),
                    tuple(each.get("cities", ())),
                    each.get("admin1", ""),
                )
                for each in layer.index.about["regions"]
            )
    return ()


def division_names_of(layers: tuple[Layer, ...], regions: tuple[Region, ...]) -> dict[str, str]:
    """Names of the first-order divisions of all countries by their GeoNames code: ``IN.19``, Karnataka."""
    abouts = [layer.index.about for layer in layers if isinstance(layer, FileLayer)]
    known = {code: name for about in abouts for code, name in about.get("divisions", {}).items()}
    return known | {region.admin1: region.name for region in regions}


def direction_towns_of(layers: tuple[Layer, ...]) -> frozenset[str]:
    """Ids of the towns after which sectors of the front are called."""
    abouts = [layer.index.about for layer in layers if isinstance(layer, FileLayer)]
    return frozenset(id for about in abouts for id in about.get("direction_towns", ()))


def in_use_of(layers: tuple[Layer, ...]) -> frozenset[tuple[str, str]]:
    """Ids of places with the skeletons of former names by which one side calls them today."""
    abouts = [layer.index.about for layer in layers if isinstance(layer, FileLayer)]
    return frozenset(
        (id, sound) for about in abouts for id, sounds in about.get("in_use", {}).items() for sound in sounds
    )


def districts_of(layers: tuple[Layer, ...]) -> frozenset[str]:
    """Names of the districts that the shipped gazetteer tells of its settlements."""
    abouts = [layer.index.about for layer in layers if isinstance(layer, FileLayer)]
    shipped = [about for about in abouts if "regions" in about]
    return frozenset(name for about in shipped for level in ("admin2", "admin3") for name in about[level]) - {
        ""
    }


def by_stem(regions: tuple[Region, ...]) -> dict[str, tuple[Region, ...]]:
    """The divisions by the stems of the adjectives that name them."""
    found: dict[str, tuple[Region, ...]] = {}
    for region in regions:
        for stem in region.stems:
            found[stem] = (*found.get(stem, ()), region)
    return found
