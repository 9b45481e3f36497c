"""What is checked, and how: `nox -l` lists the sessions, `nox -s tests` runs one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PROJECT = nox.project.load_toml("pyproject.toml")
PLUGINS = sorted(str(path.parent) for path in Path("plugins").glob("*/pyproject.toml"))

nox.needs_version = ">=2025.5.1"
nox.options.sessions = ["lint", "types", "docs", "tests"]
nox.options.reuse_existing_virtualenvs = True
# "each Python found" passes over the others; one that was asked for must be there
nox.options.error_on_missing_interpreters = not {"--python", "-p", "--force-python"}.isdisjoint(sys.argv)
nox.options.download_python = "never"


def _group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(PROJECT, name))


def _install_all(session: nox.Session, *groups: str) -> None:
    """The core and every plugin as they would be installed, not as source folders, with the named groups."""
    session.install(
        ".", *(f"./{plugin}" for plugin in PLUGINS), *(dep for each in groups for dep in _group(each))
    )


def _with_needed(plugin: str) -> list[str]:
    """A plugin's folder and those of the project's plugins that it stands on."""
    needed = nox.project.load_toml(f"{plugin}/pyproject.toml")["project"]["dependencies"]
    names = {re.match(r"[\w-]+", each).group() for each in needed}
    folders = [each for each in PLUGINS if Path(each).name in names - {Path(plugin).name}]
    return [plugin, *(further for each in folders for further in _with_needed(each))]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests, of the core and of every plugin, on each Python found."""
    _install_all(session, "test")
    # Its dependency pyicu has no wheels: where a compiler and ICU are not at hand, its two tests are skipped.
    session.install("followthemoney>=4", success_codes=[0, 1], silent=True)
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
@nox.parametrize("plugin", [nox.param(plugin, id=Path(plugin).name) for plugin in PLUGINS])
def plugin(session: nox.Session, plugin: str) -> None:
    """The tests of one plugin with nothing beside it but the core and what it needs."""
    session.install(".", *(f"./{each}" for each in _with_needed(plugin)), *_group("base"))
    session.run("pytest", f"{plugin}/tests", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Rules and formatting."""
    session.install(*_group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict, on the core and every plugin."""
    _install_all(session, "types")
    session.run("mypy", "src")
    for each in PLUGINS:
        session.run("mypy", f"{each}/src")


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation, warnings as errors, and every example in it."""
    _install_all(session, "docs")
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html")
    session.run("pytest", "-q", "tests/test_docs.py")


@nox.session
def bench(session: nox.Session) -> None:
    """Speed, as ratios to peers measured in the same run. Slow; not part of the checks."""
    _install_all(session, "bench", "base")
    for script in session.posargs or sorted(str(path) for path in Path("benchmarks").glob("[!_]*.py")):
        session.run("python", script)


@nox.session
def eval(session: nox.Session) -> None:
    """How well claims, places, times and links are found, on labelled sets."""
    _install_all(session, "base", "eval")
    session.run("python", "tests/eval/run.py", *session.posargs)
