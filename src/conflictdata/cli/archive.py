"""``conflictdata run``, ``status``, ``explain``, ``search`` and ``sql``: filling an archive and asking it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from conflictdata.cli import _output, _table
from conflictdata.cli._display import visible
from conflictdata.errors import ConflictDataError
from conflictdata.store import Archive

_WIDEST = 60
"""Columns of a value of `sql` in a table, in a file as well: a whole report would be no table."""

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
_ARCHIVE = click.argument("archive", type=_EXISTING)


@click.command("run", short_help="Collect, extract, link and store in an archive.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--since", required=True, metavar="TIME", help="From when: 2025-04-08 or 2025-04-08T06:00Z.")
@click.option("--until", metavar="TIME", help="Up to when, not included; now when left out.")
@click.option(
    "--archive", "-a", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file."
)
@click.option(
    "--directory", "-d", metavar="DIR", help="Raw responses; ARCHIVE with the ending .raw when left out."
)
@click.option("--contact", metavar="URL", help="Where a publisher reaches you; goes into the User-Agent.")
@click.option("--spacing", type=click.FloatRange(0), metavar="SECONDS", help="Between requests of one host.")
@click.option("--local", multiple=True, metavar="HOST[:PORT]", help="A host that may have a private address.")
def run_command(
    sources: tuple[str, ...], since: str, until: str | None, archive: Path, directory: str | None,
    contact: str | None, spacing: float | None, local: tuple[str, ...],
) -> None:  # fmt: skip
    """Collect what SOURCEs published, extract claims, link them into events, assess and store them.

    Every response is on disk before it is read, every report stored before the next page is asked for. A run
    that was interrupted goes on where it stopped when it is called again; adding the same report twice changes
    nothing. Exit code 1 says that something could not be had or read; the rest was stored.
    """
    import attrs
    import stamina

    from conflictdata.cli.collect import _shown
    from conflictdata.fetch import FetchSettings, collect

    stamina.instrumentation.set_on_retry_hooks(())
    settings = FetchSettings(local=local)
    if contact is not None:
        settings = attrs.evolve(settings, contact=contact)
    if spacing is not None:
        settings = attrs.evolve(settings, spacing=spacing)
    raw = directory or str(archive.with_suffix(".raw"))
    pages = collect(sources, since=since, until=until, directory=raw, settings=settings)
    with Archive(archive) as store, _shown() as tally:
        before = store.status()
        for page in pages:
            store.add_all(page.reports, origin=(page.response.stored if page.response else None) or page.url)
            tally.add(page)
        store.relink(only_if_needed=True)
        after = store.status()
    click.echo(
        f"{after.revisions - before.revisions:,} new reports or revisions, {after.claims - before.claims:,} more claims, "
        f"{after.events:,} events in {archive}"
    )
    if tally.faults:
        raise click.exceptions.Exit(1)


@click.command("status", short_help="What an archive holds.")
@_ARCHIVE
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def status_command(archive: Path, as_json: bool) -> None:
    """What ARCHIVE holds."""
    import attrs

    with Archive(archive, read_only=True) as store:
        status = store.status()
    if as_json:
        click.echo(
            json.dumps(attrs.asdict(status), default=lambda value: value.isoformat(), ensure_ascii=False)
        )
        return
    lines = [
        ("reports", f"{status.reports:,} ({status.revisions:,} texts, {status.deleted:,} deleted)"),
        ("claims", f"{status.claims:,} (and {status.superseded:,} superseded)"),
        ("events", f"{status.events:,}{'' if status.linked else ', to be linked anew'}"),
        ("decisions", f"{status.decisions:,}"),
        (
            "published",
            f"{status.since:%Y-%m-%d} to {status.until:%Y-%m-%d}" if status.since and status.until else "-",
        ),
        ("size", f"{status.size / 1e6:,.1f} MB, schema {status.schema}"),
        *(
            (f"  {visible(source)}", f"{count:,} report{'' if count == 1 else 's'}")
            for source, count in status.sources
        ),
    ]
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        click.echo(f"{name:<{width}}  {value}")


@click.command("explain", short_help="Who says what about an event, and why so.")
@_ARCHIVE
@click.argument("event")
@click.option(
    "--format", "style", type=click.Choice(["text", "markdown", "html"]), default="text", show_default=True
)
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True)
def explain_command(archive: Path, event: str, style: str, lang: str) -> None:
    """Who says what about EVENT, why it was joined and why its status is what it is.

    EVENT is the id of an event or of one of its claims, or the beginning of one.
    """
    with Archive(archive, read_only=True) as store:
        found = _event(store, event)
        text = found.explain(style, lang=lang)
    shown = text if style == "html" else "\n".join(visible(line) for line in text.split("\n"))
    sys.stdout.buffer.write(_output.encoded(shown.rstrip() + "\n"))


def _event(store: Archive, id: str) -> Any:
    if not id.startswith("clm-"):
        return store.event(id)
    found = store.events(claim=store.claim(id).id).first()
    if found is None:
        raise ConflictDataError(f"{id}: this claim is superseded and belongs to no event")
    return found


@click.command("search", short_help="Reports that contain words in any form.")
@_ARCHIVE
@click.argument("text")
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), help="Only reports in this language.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def search_command(archive: Path, text: str, lang: str | None, limit: int, format_: str) -> None:
    """Reports that contain every word of TEXT in any of its forms, best match first."""
    from conflictdata import records
    from conflictdata.store import _search

    out = sys.stdout.buffer
    asked = {term for terms in _search.query_terms(text, lang) for term in terms}
    number = -1
    with Archive(archive, read_only=True) as store:
        for number, report in enumerate(store.search(text, lang, limit=limit)):
            if format_ == "jsonl":
                out.write(_output.encoded(records.dumps(report) + "\n"))
                continue
            head = f"{report.published:%Y-%m-%d %H:%M}Z  {visible(report.source)}  {visible(report.title or report.id)}"
            link = f"\n    {visible(report.url)}" if report.url else ""
            passage = f"\n    {visible(_search.passage(report, asked))}"
            out.write(_output.encoded(("\n" if number else "") + head + link + passage + "\n"))
    out.flush()
    if number < 0 and format_ == "text":
        click.echo("conflictdata: no report holds all of these words", err=True)


@click.command("sql", short_help="Ask an archive with read-only SQL.")
@_ARCHIVE
@click.argument("query")
@click.option(
    "--format", "format_", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True
)
def sql_command(archive: Path, query: str, format_: str) -> None:
    """The rows of one read-only SQL QUERY (DuckDB's dialect) over the tables of ARCHIVE.

    Tables: reports, claims, locations, events, event_claims, sources, origins, decisions. Times are UTC.
    """
    with Archive(archive, read_only=True) as store:
        table = store.sql(query)
    out = sys.stdout.buffer
    if format_ == "csv":
        from conflictdata.export._table import write_csv

        write_csv(table.column_names, table.to_pylist(), out)
    elif format_ == "jsonl":
        for row in table.to_pylist():
            out.write(_output.encoded(json.dumps(row, default=_plain, ensure_ascii=False) + "\n"))
    else:
        rows = [
            [_table.short(visible(_text(value)), _WIDEST) for value in row.values()]
            for row in table.to_pylist()
        ]
        rows.insert(0, [*table.column_names])
        for line in _table.lines(rows, _table.columns()):
            out.write(_output.encoded(line + "\n"))
    out.flush()


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _text(value: Any) -> str:
    return "" if value is None else _plain(value) if not isinstance(value, str) else value
