"""``conflictdata new-plugin`` and ``conflictdata check-plugin``: for those who write source plugins."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from conflictdata.cli._display import visible


@click.command("new-plugin", short_help="Write a working source plugin.")
@click.argument("name")
@click.option("--directory", metavar="DIR", help="Where; conflictdata-NAME here when left out.")
def new_plugin_command(name: str, directory: str | None) -> None:
    """Write a working source plugin called NAME: package, tests, recorded pages, README.

    It passes its own tests as it is; change it piece by piece into your source.
    """
    from conflictdata.scaffold import write_plugin

    root = write_plugin(name, directory)
    click.echo(
        f"{root}\n\nnext:\n  cd {root}\n"
        "  python -m pip install -e . --group test    # needs pip 25.1: python -m pip install -U pip\n"
        "  python -m pytest"
    )


@click.command("check-plugin", short_help="Check that a plugin keeps its promises.")
@click.argument("name")
@click.option(
    "--fixtures", type=click.Path(exists=True, file_okay=False), metavar="DIR",
    help="Recorded pages; without them only what needs no page is checked.",
)  # fmt: skip
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    default="2025-04-01",
    show_default=True,
    help="First day (UTC) of the window that the plugin is asked for.",
)
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", default="2025-04-09", show_default=True,
    help="The day (UTC) after its last.",
)  # fmt: skip
def check_plugin_command(name: str, fixtures: str | None, since: datetime, until: datetime) -> None:
    """Check that the installed plugin NAME keeps what source plugins promise.

    Exit code 1 says that it does not. Nothing is fetched.
    """
    from conflictdata.plugins import Window

    if since >= until:
        raise click.BadParameter("--until must be later than --since")
    window = Window(since=since.replace(tzinfo=UTC), until=until.replace(tzinfo=UTC))
    try:
        from conflictdata.testing.check import check_plugin
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error.name} is needed: pip install 'conflictdata[testing]'") from error
    broken = 0
    before: str | None = None
    for check in check_plugin(name, fixtures=fixtures, window=window):
        broken += check.fault is not None
        click.echo(f"{'broken' if check.fault else 'ok':8}{visible(check.plugin)}: {check.about}")
        if check.fault:
            click.echo(f"        {visible(check.fault) if check.fault != before else '(as above)'}")
            before = check.fault
    if fixtures is None:
        click.echo("the rest needs recorded pages: --fixtures DIR")
    if broken:
        raise click.exceptions.Exit(1)
