"""``conflictdata control``: who holds which place, as far as the claims go."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs
import click

from conflictdata.cli import _input, _output
from conflictdata.cli._display import visible
from conflictdata.errors import ConflictDataError

if TYPE_CHECKING:
    from conflictdata.control import Control
    from conflictdata.model import Claim, Event


@click.command("control", short_help="Show which side holds a place, as claimed.")
@click.argument("path", default="-", metavar="[ARCHIVE|CLAIMS]")
@click.option("--place", help="Only this place: its id or name. Shows its timeline.")
@click.option("--on", "moment", metavar="DATE", help="Who held each place on this day (UTC).")
@click.option("--since", metavar="DATE", help="Changes from this day on.")
@click.option("--until", metavar="DATE", help="Changes before this day.")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def control_command(
    path: str, place: str | None, moment: str | None, since: str | None, until: str | None, format_: str
) -> None:
    """Show which side holds a place, from claims of capture, withdrawal and presence.

    Reads an archive, or JSON Lines of claim records (`-` is standard input). Without options all changes of
    hand are listed. What only one side claims is `contested`.
    """
    from conflictdata.control import Control

    faults = _input.Faults()
    try:
        state = Control(_told(path, faults))
        rows = _rows(state, place, moment, since, until)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    for row in rows:
        line = json.dumps(row, ensure_ascii=False) if format_ == "jsonl" else visible(_line(row))
        sys.stdout.buffer.write(_output.encoded(line + "\n"))
    sys.stdout.buffer.flush()
    faults.close()


def _told(path: str, faults: _input.Faults) -> Iterable[Claim] | Iterable[Event]:
    if path == "-" or path.endswith(_input.RECORD_SUFFIXES):
        return list(_input.claims((path,), faults))
    from conflictdata.store import Archive

    with Archive(path, read_only=True) as archive:
        return list(archive.events())


def _rows(
    state: Control, place: str | None, moment: str | None, since: str | None, until: str | None
) -> list[dict[str, Any]]:
    names = {each.id: each.name for each in state.places()}
    wanted = {id for id, name in names.items() if place is None or place.casefold() in (id, name.casefold())}
    if place is not None and not wanted:
        raise ConflictDataError(f"control: no claim of capture, withdrawal or presence about {place!r}")
    if moment is not None:
        held = [state.at(id, moment) for id in sorted(wanted)]
        found: list[Any] = [period for period in held if period is not None]
    elif place is not None and since is None and until is None:
        found = [period for id in sorted(wanted) for period in state.timeline(id)]
    else:
        found = [change for change in state.changes(since, until) if change.place in wanted]
    return [_record(each) | {"name": names[each.place]} for each in found]


def _record(each: Any) -> dict[str, Any]:
    return {
        key: value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value
        for key, value in attrs.asdict(each).items()
    }


def _line(row: dict[str, Any]) -> str:
    if "after" in row:
        return f"{row['at'][:10]}  {row['name']}: {row['before'] or 'not claimed'} -> {row['after']}  ({row['reason']})"
    end = row["end"][:10] if row["end"] else "now"
    return f"{row['start'][:10]} to {end}  {row['name']}: {row['holder']}  ({row['reason']})"
