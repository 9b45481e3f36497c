"""``conflictdata sources``, ``plugins`` and ``schema``: what this installation knows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

import click

from conflictdata import records
from conflictdata.cli import _output, _table
from conflictdata.cli._display import visible

_JSON = click.option(
    "--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)


@click.command("sources", short_help="List the publishers known by id.")
@_JSON
def sources_command(format_: str) -> None:
    """List the publishers known by id: the core's and those of plugins."""
    from conflictdata import plugins, sources

    adapted = plugins.default().source_plugins()
    known = list(sources.known())
    if format_ == "jsonl":
        _lines(records.dumps(source) for source in known)
        return
    rows = [
        (each.id, each.name, each.kind.value, each.side or "", each.lang or "", each.reliability.value,
         "yes" if each.id in adapted else "")
        for each in known
    ]  # fmt: skip
    _show([("ID", "NAME", "KIND", "SIDE", "LANG", "RELIABILITY", "COLLECTS"), *rows])


@click.command("plugins", short_help="List the plugins that are installed.")
@_JSON
def plugins_command(format_: str) -> None:
    """List the plugins that are installed, what each adds, and why one was skipped."""
    from conflictdata import plugins

    registry = plugins.default()
    loaded = registry.loaded()
    if format_ == "jsonl":
        _lines(
            json.dumps(
                {"name": each.name, "distribution": each.distribution, "version": each.version,
                 "hooks": list(each.hooks), "error": each.error},
                ensure_ascii=False,
            )
            for each in loaded
        )  # fmt: skip
        return
    rows = [
        (each.name, f"{each.distribution} {each.version}".strip(),
         "skipped" if each.error else ", ".join(hook.removeprefix("conflictdata_") for hook in each.hooks))
        for each in loaded
    ]  # fmt: skip
    _show([("PLUGIN", "DISTRIBUTION", "ADDS"), *rows])
    for each in loaded:
        if each.error:  # whole, under the table: an error that is cut off helps nobody
            click.echo(f"{visible(each.name)}: skipped: {visible(each.error)}")


@click.command("schema", short_help="Print the JSON Schema of a record.")
@click.argument("record", type=click.Choice(["report", "claim", "event"]), default="claim")
def schema_command(record: str) -> None:
    """Print the JSON Schema (2020-12) of a record: report, claim (default) or event."""
    from conflictdata import schema

    click.echo(json.dumps(schema.json_schema(record), ensure_ascii=False, indent=2))


def _lines(lines: Iterable[str]) -> None:
    out = sys.stdout.buffer
    for line in lines:
        out.write(_output.encoded(line + "\n"))
    out.flush()


def _show(rows: Sequence[tuple[str, ...]]) -> None:
    for line in _table.lines(rows, _table.columns()):
        click.echo(line)
