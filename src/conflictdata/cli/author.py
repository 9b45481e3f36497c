"""``conflictdata new-plugin`` and ``conflictdata check-plugin``: for those who write source plugins."""

from __future__ import annotations

import click

from conflictdata.cli._display import visible


@click.command("new-plugin")
@click.argument("name")
@click.option("--directory", metavar="DIR", help="Where; conflictdata-NAME here when left out.")
def new_plugin_command(name: str, directory: str | None) -> None:
    """Write a working source plugin called NAME: package, tests, recorded pages, README.

    It passes its own tests as it is; change it piece by piece into your source.
    """
    from conflictdata.scaffold import write_plugin

    root = write_plugin(name, directory)
    click.echo(f"{root}\n\nnext:\n  cd {root}\n  pip install -e . --group test\n  python -m pytest")


@click.command("check-plugin")
@click.argument("name")
@click.option(
    "--fixtures", type=click.Path(exists=True, file_okay=False), metavar="DIR",
    help="Recorded pages; without them only what needs no page is checked.",
)  # fmt: skip
def check_plugin_command(name: str, fixtures: str | None) -> None:
    """Check that the installed plugin NAME keeps what source plugins promise.

    Exit code 1 says that it does not. Nothing is fetched.
    """
    try:
        from conflictdata.testing.check import check_plugin
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error.name} is needed: pip install 'conflictdata[testing]'") from error
    broken = 0
    for check in check_plugin(name, fixtures=fixtures):
        broken += check.fault is not None
        click.echo(f"{'broken' if check.fault else 'ok':8}{visible(check.plugin)}: {check.about}")
        if check.fault:
            click.echo(f"        {visible(check.fault)}")
    if fixtures is None:
        click.echo("the rest needs recorded pages: --fixtures DIR")
    if broken:
        raise click.exceptions.Exit(1)
