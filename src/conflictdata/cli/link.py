"""``conflictdata link``: claims joined into events."""

from __future__ import annotations

import sys

import click

from conflictdata import _api, records
from conflictdata.cli import _input, _output
from conflictdata.cli._display import visible


@click.command("link", short_help="Join claims into events and say why.")
@click.argument("files", nargs=-1, metavar="[CLAIMS]...")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def link_command(files: tuple[str, ...], format_: str) -> None:
    """Join the claims of CLAIMS files into events and say why.

    CLAIMS are JSON Lines of claim records, as `conflictdata extract --format jsonl` prints them; `-` or no
    file is standard input. Text shows of every event who says what, why it was joined and why its status
    is what it is.
    """
    faults = _input.Faults()
    out = sys.stdout.buffer
    for number, event in enumerate(_api.link(_input.claims(files, faults))):
        if format_ == "jsonl":
            out.write(_output.encoded(records.dumps(event) + "\n"))
            continue
        shown = "\n".join(visible(line) for line in event.explain().split("\n"))
        out.write(_output.encoded(("\n" if number else "") + shown.rstrip() + "\n"))
    out.flush()
    faults.close()
