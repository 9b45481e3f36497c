"""``conflictdata extract``: the claims of reports."""

from __future__ import annotations

import sys

import click

from conflictdata import _api, sources
from conflictdata.cli import _input, _output
from conflictdata.cli._progress import Progress
from conflictdata.errors import ConflictDataError
from conflictdata.model import Claim, Report


def _claims(report: Report, faults: _input.Faults) -> list[Claim]:
    """Claims of one report; a fault of the program costs that report and not the run."""
    try:
        return list(_api.extract_reports([report]))
    except ConflictDataError as error:
        faults.add(f"report {report.id}", error)
        return []
    except Exception as error:  # noqa: BLE001 - whatever it is, the other reports are still to be read
        faults.add(
            f"report {report.id}", f"could not be read, {type(error).__name__}: {error}; please report this"
        )
        return []


@click.command("extract", short_help="Print the claims in files.")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--source", metavar="ID", help="Who published it (see `conflictdata sources`).")
@click.option("--published", metavar="TIME", help="When: 2025-04-08 or 2025-04-08T12:00:00Z.")
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), help="Language; detected when left out.")
@click.option("--format", "format_", type=click.Choice(_output.FORMATS), default="table", show_default=True)
@_input.encoding_option
def extract_command(
    files: tuple[str, ...], source: str | None, published: str | None, lang: str | None, format_: str,
    encoding: str,
) -> None:  # fmt: skip
    """Print the claims in FILEs: who claims what, where and when.

    A FILE is plain text, or JSON Lines of report records when its name ends in .jsonl; `-` or no FILE is
    standard input, read as records when it begins with one. --source, --published and --lang speak for
    reports that do not say it themselves; plain text needs the first two. A saved page (.html, .xml) is read
    by the plugin of its --source.
    """
    if not files and sys.stdin.isatty():
        click.echo("conflictdata: reading from the terminal; end with Ctrl-D", err=True)
    if source is not None and (near := sources.alike(source)) is not None:
        click.echo(f"conflictdata: no source {source!r} is known; did you mean {near!r}?", err=True)
    faults = _input.Faults()
    progress = Progress()
    out = sys.stdout.buffer
    writer = _output.writer(format_, out, terminal=out.isatty())
    defaults = _input.Defaults(source=source, published=published, lang=lang, encoding=encoding)
    try:
        for report in progress.counting(_input.reports(files, defaults, faults)):
            for claim in _claims(report, faults):
                writer.write(claim)
                progress.claims += 1
            progress.tick()
    finally:
        progress.close()
    writer.close()
    if format_ == "table" and not progress.claims and progress.reports:
        click.echo("conflictdata: no claims found", err=True)
    faults.close()
