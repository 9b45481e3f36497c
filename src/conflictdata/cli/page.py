"""``conflictdata page``: events as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import click

from conflictdata import _api
from conflictdata.cli import _input
from conflictdata.cli.export import check_kinds
from conflictdata.errors import ConflictDataError
from conflictdata.export import Care, Published, careful, duration
from conflictdata.model import Event, Report, Source, Status
from conflictdata.page import languages, write
from conflictdata.page._rights import EXCERPT


@click.command("page", short_help="Write events as one offline HTML page.")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option("--title", default="", help="Title of the page; the archive's name when left out.")
@click.option(
    "--lang", type=click.Choice(languages()), default="en", show_default=True, help="Of the page's words."
)
@click.option(
    "--status", multiple=True, type=click.Choice([each.value for each in Status]), help="Only these."
)
@click.option("--kind", multiple=True, metavar="ID", help="Only these kinds of events.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only events that last into this day (UTC) or later.",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only events that begin by the end of this day (UTC).",
)
@click.option("--coarsen", metavar="adm2|adm1|10km", help="No place finer than this.")
@click.option("--embargo", metavar="72h", help="Nothing from reports younger than this.")
@click.option("--without-persons", is_flag=True, help="No free text and no names of persons.")
@click.option("--publishable", is_flag=True, help="Leave out sources that reserve derived records.")
def page_command(
    archive: str, output: Path, title: str, lang: str, status: tuple[str, ...], kind: tuple[str, ...],
    since: datetime | None, until: datetime | None, coarsen: str | None, embargo: str | None, without_persons: bool, publishable: bool,
) -> None:  # fmt: skip
    """Write the events of ARCHIVE as one HTML page that opens without a network.

    ARCHIVE is an archive, or a .jsonl file of claims, which are then linked. Words are quoted as the
    publishers' terms allow.
    """
    check_kinds(kind)
    care = Care(
        coarsen=coarsen,
        embargo=duration(embargo) if embargo else None,
        without_persons=without_persons,
        publishable=publishable,
        quote=EXCERPT,
    )
    faults = _input.Faults()
    if archive == "-" or archive.lower().endswith(_input.RECORD_SUFFIXES):
        events, reports, sources = _linked(archive, faults)
    else:
        events, reports, sources = _archived(archive)
    known = {id: _published(report, sources) for id, report in reports.items()}
    chosen = (
        event
        for event in events
        if (not status or event.status in status)
        and (not kind or event.kind in kind)
        and (not (since or until) or _within(event, since, until))
    )
    shown = list(careful(chosen, care, known.get))
    if without_persons:
        reports = {id: attrs.evolve(report, title="") for id, report in reports.items()}
    title = title or Path(archive).stem
    try:
        write(output, shown, title=title, reports=reports, sources=sources, lang=lang)
    except OSError as error:
        raise ConflictDataError(f"{output}: cannot be written: {error.strerror or error}") from error
    click.echo(f"{output}: {len(shown)} events, {output.stat().st_size / 1e6:.1f} MB", err=True)
    faults.close()


def _within(event: Event, since: datetime | None, until: datetime | None) -> bool:
    """Whether the event shares an instant with the days given; one without a time never does."""
    if event.when is None:
        return False
    if since and event.when.end <= since.replace(tzinfo=UTC):
        return False
    return until is None or event.when.start < until.replace(tzinfo=UTC) + timedelta(days=1)


def _linked(
    path: str, faults: _input.Faults
) -> tuple[Iterable[Event], Mapping[str, Report], Mapping[str, Source]]:
    return _api.link(_input.claims((path,), faults)), {}, {}


def _archived(path: str) -> tuple[Iterable[Event], Mapping[str, Report], Mapping[str, Source]]:
    with _api.open(path, read_only=True) as archive:
        events = list(archive.events())
        needed = {claim.report for event in events for claim in event.claims}
        # Without their texts: of a large archive these would fill memory, and the page shows the claims'.
        reports = {each.id: attrs.evolve(each, text="") for each in archive.reports() if each.id in needed}
        return events, reports, {source.id: source for source in archive.sources()}


def _published(report: Report, sources: Mapping[str, Source]) -> Published:
    from conflictdata import sources as known

    source = sources.get(report.source) or known.get(report.source)
    return Published(source=source, url=report.url, title=report.title, published=report.published)
