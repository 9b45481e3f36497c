"""``conflictdata export`` and ``conflictdata import``: an archive to the formats of the field and back."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from conflictdata import export, imports
from conflictdata.cli import _input
from conflictdata.errors import ConflictDataError, RecordError
from conflictdata.export import care as rights
from conflictdata.model import Claim, Event, Report, Source, Stance, Status
from conflictdata.store import Archive

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("export", short_help="Write an archive in another format.")
@click.argument("archive", type=_EXISTING)
@click.option("--format", "-f", "format_", required=True, metavar="NAME", help="One of the formats above.")
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True),
    help="`-` for standard output.",
)
@click.option(
    "--what",
    type=click.Choice(["events", "claims", "reports"]),
    help="What the format usually takes when left out.",
)
@click.option(
    "--kind", multiple=True, metavar="KIND", help="Only this kind of event; more than once for several."
)
@click.option(
    "--status", multiple=True, type=click.Choice([each.value for each in Status]), help="Of events."
)
@click.option(
    "--stance", multiple=True, type=click.Choice([each.value for each in Stance]), help="Of claims."
)
@click.option("--source", multiple=True, metavar="ID", help="Of claims and reports.")
@click.option("--since", metavar="TIME", help="Not over before: 2025-04-08 or 2025-04-08T06:00Z.")
@click.option("--until", metavar="TIME", help="Begun before.")
@click.option("--near", metavar="LAT,LON,KM", help="Within so many kilometres of a point.")
@click.option(
    "--coarsen", metavar="adm2|adm1|10km", help="No place finer than a district, a region or a grid cell."
)
@click.option("--embargo", metavar="72h", help="Leave out reports younger than this (h, d, w).")
@click.option("--without-persons", is_flag=True, help="No free text and no names of persons who publish.")
@click.option(
    "--quote",
    type=click.IntRange(0, 1000),
    default=0,
    metavar="N",
    help="Characters of a passage to quote where the source allows no more.",
)
@click.option("--publishable", is_flag=True, help="Leave out sources that do not allow derived records.")
@click.option("--own-use", is_flag=True, help="Keep all text; for a copy that is not passed on.")
def export_command(
    archive: Path, format_: str, output: str, what: str | None, kind: tuple[str, ...], status: tuple[str, ...],
    stance: tuple[str, ...], source: tuple[str, ...], since: str | None, until: str | None, near: str | None,
    coarsen: str | None, embargo: str | None, without_persons: bool, quote: int, publishable: bool, own_use: bool,
) -> None:  # fmt: skip
    """Write the events, claims or reports of ARCHIVE in a format.

    Formats: acled, claimreview, datasette, ftm, geojson, geoparquet, hxl, jsonl, prov, stix, ucdp, and those of
    plugins. Text travels only where its source's terms allow redistribution; otherwise link, span and codes do.
    """
    check_kinds(kind)
    chosen = export.exporter(format_)
    care = export.Care(
        coarsen=coarsen, embargo=export.duration(embargo) if embargo else None, without_persons=without_persons,
        quote=quote, publishable=publishable, own_use=own_use,
    )  # fmt: skip
    takes = what or chosen.takes
    if takes == "reports" and format_ != "jsonl":
        raise click.UsageError("reports can be written as jsonl only")
    filters: dict[str, Any] = {
        "during": (since, until) if since or until else None,
        "near": _near(near),
        "kind": list(kind) or None,
        "status": list(status) or None,
        "stance": list(stance) or None,
        "source": list(source) or None,
    }
    with Archive(archive, read_only=True) as store:
        objects = _chosen(store, takes, {name: value for name, value in filters.items() if value is not None})
        published = store.published()
        with _target(output) as file:
            export.write(objects, format_, file, care=care, published=published)
        if takes != "reports" and not (publishable or own_use):
            _warn_of_terms(store)


def check_kinds(kinds: Iterable[str]) -> None:
    """Refuse a kind of event that nothing registers: a slip must not look like a quiet day."""
    from conflictdata import plugins, taxonomy

    plugins.default()  # plugins add kinds
    for each in kinds:
        if each not in taxonomy.kinds():
            raise click.BadParameter(
                f"{each!r} is none of {', '.join(sorted(taxonomy.kinds()))}", param_hint="--kind"
            )


_TAKES = {
    "events": {"during", "near", "kind", "status"},
    "claims": {"during", "near", "kind", "stance", "source"},
    "reports": {"during", "source"},
}


def _chosen(store: Archive, takes: str, filters: dict[str, Any]) -> Any:
    unfit = sorted(set(filters) - _TAKES[takes])
    if unfit:
        raise click.UsageError(f"{takes} cannot be chosen by {', '.join(unfit)}; say --what")
    return getattr(store, takes)(**filters)


def _near(text: str | None) -> tuple[tuple[float, float], float] | None:
    if text is None:
        return None
    try:
        lat, lon, km = (float(part) for part in text.split(","))
    except ValueError:
        raise click.BadParameter(f"must be LAT,LON,KM as in 50.6,36.6,30, got {text!r}") from None
    return (lat, lon), km


@contextlib.contextmanager
def _target(output: str) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears under its name when it is whole."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise ConflictDataError(f"{path}: cannot be written: {error.strerror or error}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _warn_of_terms(store: Archive) -> None:
    held = rights.not_to_publish(store.claims(), store.published())
    for id, count in sorted(held.items()):
        click.echo(
            f"conflictdata: {count:,} claims rest on {id}, whose terms do not let derived records be published; "
            "--publishable leaves them out",
            err=True,
        )


@click.command("import", short_help="Read exported files into an archive.")
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("files", nargs=-1, required=True, type=_EXISTING, metavar="FILE...")
@click.option(
    "--format", "-f", "format_", type=click.Choice(imports.FORMATS), help="Told from the name when left out."
)
@click.option("--source", metavar="ID", help="Of texts and pages: who published them.")
@click.option("--published", metavar="TIME", help="Of texts: when, 2025-04-08 or 2025-04-08T12:00:00Z.")
@click.option(
    "--lang", type=click.Choice(["en", "uk", "ru"]), help="Of texts: language; detected when left out."
)
@_input.encoding_option
def import_command(
    archive: Path, files: tuple[Path, ...], format_: str | None, source: str | None, published: str | None,
    lang: str | None, encoding: str,
) -> None:  # fmt: skip
    """Read FILEs into ARCHIVE: what `export` wrote, report records, plain texts (.txt) and saved pages (.html).

    Reports are stored and their claims extracted; the claims of events are stored and linked anew, so events
    of formats that hold no claims (acled, ucdp, hxl) cannot be imported here. A text is one report of --source; a
    page is read by the plugin of its --source. A file is read up to a bad line, which is named; what came before it
    is stored (exit code 1).
    """
    totals = {"reports": 0, "claims": 0, "sources": 0}
    without = faults = 0
    defaults = _input.Defaults(source=source, published=published, lang=lang, encoding=encoding)
    formats = [format_ or _format_of(path) for path in files]  # before anything is stored
    with Archive(archive) as store:
        for path, each in zip(files, formats, strict=True):
            try:
                for batch in _batches(_objects(path, each, defaults)):
                    without += _store(store, batch, str(path), totals)
            except RecordError as error:
                faults += 1
                click.echo(f"conflictdata: {error}", err=True)
    click.echo(
        f"{totals['reports']:,} new reports, {totals['claims']:,} new claims, {totals['sources']:,} sources in {archive}"
    )
    if without:
        click.echo(f"conflictdata: {without:,} events without claims were left out", err=True)
    if faults:
        raise click.exceptions.Exit(1)


def _format_of(path: Path) -> str | None:
    """The format that a file's name tells; None for a text or a saved page."""
    return None if path.suffix.lower() in (".txt", *_input.PAGE_SUFFIXES) else imports.guess(path)


def _objects(path: Path, format_: str | None, defaults: _input.Defaults) -> Iterator[Any]:
    if format_ is None:
        return _input.reports((str(path),), defaults, _input.Faults())
    return imports.read(path, format_)


def _batches(objects: Iterator[Any], size: int = 2000) -> Iterator[list[Any]]:
    """Lists of objects; what was read before an error is given before it is raised."""
    batch: list[Any] = []
    try:
        for each in objects:
            batch.append(each)
            if len(batch) == size:
                yield batch
                batch = []
    except RecordError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _held(store: Archive) -> int:
    found: int = store.sql("SELECT count(*) AS held FROM claims").column("held")[0].as_py()
    return found


def _store(store: Archive, batch: list[Any], origin: str, totals: dict[str, int]) -> int:
    for source in (each for each in batch if isinstance(each, Source)):
        store.add_source(source)
        totals["sources"] += 1
    held = _held(store)
    totals["reports"] += store.add_all((each for each in batch if isinstance(each, Report)), origin=origin)
    totals["claims"] += _held(store) - held  # those that the reports make
    events = [each for each in batch if isinstance(each, Event)]
    claims = [each for each in batch if isinstance(each, Claim)]
    claims += [claim for event in events for claim in event.claims]
    totals["claims"] += store.add_claims(claims)
    return sum(not event.claims for event in events)
