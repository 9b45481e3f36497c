"""The command line: a thin layer; each command parses its arguments, calls a public function and prints.

Commands live one module each in this package and are imported only when they run.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from importlib.util import find_spec
from typing import Any, TextIO

import click

from conflictdata import __version__
from conflictdata.errors import ConflictDataError

COMMANDS = {
    "extract": "extract",
    "link": "link",
    "explain": "archive",
    "sources": "listing",
    "plugins": "listing",
    "schema": "listing",
    "gazetteer": "gazetteer",
    "collect": "collect",
    "parse": "collect",
    "run": "archive",
    "status": "archive",
    "search": "archive",
    "sql": "archive",
    "export": "export",
    "import": "export",
    "page": "page",
    "control": "control",
    "new-plugin": "author",
    "check-plugin": "author",
}
"""Command name to the module of this package that holds it, as a click command of that name."""


class _ReaderGone(Exception):
    """Whoever read our output has enough (`| head`)."""


class _Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        built_in = [name for name, module in COMMANDS.items() if find_spec(f"{__name__}.{module}")]
        return [*built_in, *sorted(self._from_plugins())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            if not find_spec(f"{__name__}.{COMMANDS[cmd_name]}"):
                return None
            module = importlib.import_module(f"{__name__}.{COMMANDS[cmd_name]}")
            found = getattr(module, cmd_name.replace("-", "_") + "_command", None)
            return found if isinstance(found, click.Command) else None
        return self._from_plugins().get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        # click answers a reader that has gone with exit code 1, before main could see it
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReaderGone from None

    def _from_plugins(self) -> dict[str, click.Command]:
        from conflictdata import plugins

        return {
            str(command.name): command for _, (command,) in plugins.default().collect("conflictdata_commands")
        }


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="conflictdata")
def cli() -> None:
    """Who claimed what, where and when; who denied it; who verified it."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 could not do it, 2 wrong usage, 130 interrupted."""
    warnings.showwarning = _warn
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ConflictDataError as error:
        click.echo(f"conflictdata: {error}", err=True)
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("conflictdata: interrupted", err=True)
        sys.exit(130)
    except (_ReaderGone, BrokenPipeError):
        _drop_output()
        sys.exit(0)
    except OSError as error:  # a full disk, a device that is gone
        _drop_output()
        click.echo(f"conflictdata: {error.filename or 'output'}: {error.strerror or error}", err=True)
        sys.exit(1)


def _drop_output() -> None:
    """What is still buffered goes nowhere; otherwise Python would fail once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _warn(
    message: Warning | str, category: type[Warning], filename: str, lineno: int,
    file: TextIO | None = None, line: str | None = None,
) -> None:  # fmt: skip
    """A warning in a line, without the place in the code that a user cannot act on."""
    if not issubclass(category, DeprecationWarning):
        click.echo(f"conflictdata: warning: {message}", err=True)
