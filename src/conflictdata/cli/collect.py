"""``conflictdata collect`` and ``conflictdata parse``: from publishers to an archive, from the archive to reports."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
import click

from conflictdata import records
from conflictdata.cli import _output
from conflictdata.cli._display import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from conflictdata.fetch import Fetched

_DIRECTORY = "raw"

_CLAIMS = click.option("--claims", is_flag=True, help="Print claim records in place of report records.")


@click.command("collect", short_help="Collect what sources published, as reports.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--since", required=True, metavar="TIME", help="From when: 2025-04-08 or 2025-04-08T06:00Z.")
@click.option("--until", metavar="TIME", help="Up to when, not included; now when left out.")
@click.option(
    "--directory", "-d", default=_DIRECTORY, show_default=True, metavar="DIR",
    help="Archive of raw responses; made if it is not there.",
)  # fmt: skip
@click.option("--contact", metavar="URL", help="Where a publisher reaches you; goes into the User-Agent.")
@click.option("--spacing", type=click.FloatRange(0), metavar="SECONDS", help="Between requests of one host.")
@click.option("--local", multiple=True, metavar="HOST[:PORT]", help="A host that may have a private address.")
@click.option("--fresh", is_flag=True, help="Forget an unfinished run and where the sources stood.")
@_CLAIMS
def collect_command(
    sources: tuple[str, ...], since: str, until: str | None, directory: str, contact: str | None,
    spacing: float | None, local: tuple[str, ...], fresh: bool, claims: bool,
) -> None:  # fmt: skip
    """Collect what SOURCEs published and print the reports as JSON Lines.

    Every response is kept in the archive before it is read. A run that was interrupted goes on where it
    stopped when it is called again. Exit code 1 says that something could not be had or read; it is named on
    standard error, and the rest was collected.
    """
    import stamina

    from conflictdata.fetch import FetchSettings, collect

    stamina.instrumentation.set_on_retry_hooks(())  # some loggers write to standard output, which is ours
    settings = FetchSettings(local=local)
    if contact is not None:
        settings = attrs.evolve(settings, contact=contact)
    if spacing is not None:
        settings = attrs.evolve(settings, spacing=spacing)
    found = collect(sources, since=since, until=until, directory=directory, settings=settings, fresh=fresh)
    _print(found, claims=claims)


@click.command("parse", short_help="Parse collected responses again, offline.")
@click.argument("archive", metavar="ARCHIVE")
@click.option(
    "--source", metavar="ID", help="Only this source; of an archive that does not say: whose it is."
)
@_CLAIMS
def parse_command(archive: str, source: str | None, claims: bool) -> None:
    """Run the parsers over the responses in ARCHIVE again, offline, and print the reports as JSON Lines.

    ARCHIVE is the directory that `conflictdata collect` filled, or any WARC file with --source. Exit code 1
    says that a response could not be read; it is named on standard error.
    """
    from conflictdata.fetch import parse

    _print(parse(archive, source=source), claims=claims)


def _print(pages: Iterable[Fetched], *, claims: bool) -> None:
    out = sys.stdout.buffer
    with _shown() as tally:
        for page in pages:
            for line in _lines(page, claims=claims):
                out.write(_output.encoded(line + "\n"))
            out.flush()
            tally.add(page)
    if tally.faults:
        raise click.exceptions.Exit(1)


def _lines(page: Fetched, *, claims: bool) -> Iterator[str]:
    if not claims:
        yield from map(records.dumps, page.reports)
        return
    from conflictdata._api import extract_reports

    yield from map(records.dumps, extract_reports(page.reports))


@attrs.define
class _Tally:
    """Counts by source, shown on standard error while a person looks, and said in a line at the end."""

    progress: Progress | None = None
    tasks: dict[str, TaskID] = attrs.field(factory=dict)
    pages: Counter[str] = attrs.field(factory=Counter)
    reports: Counter[str] = attrs.field(factory=Counter)
    faults: int = 0

    def add(self, page: Fetched) -> None:
        """Count one page; a fault is said at once."""
        self.pages[page.source] += 1
        self.reports[page.source] += len(page.reports)
        if page.error is not None:
            self.faults += 1
            self._say(f"conflictdata: {visible(str(page.error))}")
        if self.progress is not None:
            task = self.tasks.get(page.source)
            if task is None:
                task = self.tasks[page.source] = self.progress.add_task("", total=None)
            self.progress.update(task, description=visible(self._line(page.source)))

    def close(self) -> None:
        """One line a source: what a log needs."""
        for source in self.pages:
            self._say(f"conflictdata: {visible(self._line(source))}")

    def _line(self, source: str) -> str:
        pages, reports = self.pages[source], self.reports[source]
        return (
            f"{source}: {pages:,} page{'' if pages == 1 else 's'}, "
            f"{reports:,} report{'' if reports == 1 else 's'}"
        )

    def _say(self, text: str) -> None:
        if self.progress is not None:
            self.progress.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(text, err=True)


@contextmanager
def _shown() -> Iterator[_Tally]:
    if not sys.stderr.isatty():
        tally = _Tally()
        yield tally
        tally.close()
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tally = _Tally(progress=progress)
        yield tally
    tally.progress = None
    tally.close()
