"""What the distribution promises: light imports, layers without a circle, types, version, files."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.resources
import subprocess
import sys
from pathlib import Path

import pytest

import conflictdata as cd

PACKAGE = Path(cd.__file__).parent

HEAVY = (
    "duckdb",
    "pyarrow",
    "splink",
    "httpx",
    "pandas",
    "numpy",
    "pymorphy3",
    "rich",
    "cattrs",
    "pluggy",
    "click",
)

# The layers of docs/concepts.md: who may import whom. Names are modules or subpackages of conflictdata.
BASE = {"errors", "model"}
TABLES = BASE | {"taxonomy", "sources"}
ALLOWED = {
    "errors": set(),
    "_romanise": set(),
    "_remembered": set(),
    "model": {
        "errors",
        "assess",
        "_html",
    },  # the last two: Event.explain and _repr_html_ import them when called
    "taxonomy": BASE,
    "sources": BASE,
    "time": TABLES | {"_remembered"},
    "places": TABLES | {"plugins", "_romanise", "_remembered"},
    "text": TABLES | {"places", "time", "plugins", "_romanise", "_remembered"},
    "linking": TABLES | {"assess", "text", "records", "_api"},  # the last two: to run on Spark
    "assess": TABLES | {"wording"},
    "wording": TABLES | {"places", "_romanise"},
    "records": BASE,
    "schema": BASE | {"records"},
    "plugins": TABLES,
}


def imported(code: str) -> set[str]:
    """Top-level modules that a fresh process has loaded after ``code``."""
    script = f"import sys\n{code}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    return set(
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout.split()
    )


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not imported("import conflictdata") & {*HEAVY, "attrs", "attr"}
    assert not imported("from conflictdata import Claim, Report") & set(HEAVY)


def test_reading_a_report_loads_no_store_and_no_network() -> None:
    code = "import conflictdata as cd; cd.extract('Forces seized Malynivka.', source='isw', published='2026-06-30')"
    assert not imported(code) & {"duckdb", "pyarrow", "splink", "httpx", "pandas", "numpy", "rich"}


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def uses(path: Path) -> set[str]:
    """Layers of the package that a module imports, also inside functions; type-checking imports left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "conflictdata":
            parts = node.module.split(".")
            names = {"_api" if alias.name in cd.__all__ else alias.name for alias in node.names}
            found |= {parts[1]} if len(parts) > 1 else names
        elif isinstance(node, ast.Import):
            found |= {
                alias.name.split(".")[1] for alias in node.names if alias.name.startswith("conflictdata.")
            }
    return found


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_a_module_imports_its_own_layer_and_those_below(path: Path) -> None:
    allowed = ALLOWED.get(layer(path))
    if allowed is None:
        assert "cli" not in uses(path) or layer(path) in ("cli", "__main__")
        return
    assert uses(path) <= allowed | {layer(path)}


def test_there_is_no_circle_among_the_layers() -> None:
    edges = {name: set(below) - {name} for name, below in ALLOWED.items()}
    edges["model"] = {"errors"}
    while leaves := {name for name, below in edges.items() if not below & edges.keys()}:
        for name in leaves:
            del edges[name]
    assert edges == {}


def test_the_version_is_that_of_the_distribution() -> None:
    assert importlib.metadata.version("conflictdata") == cd.__version__


@pytest.mark.parametrize(
    "name",
    ["py.typed", "sources.toml", "text/lexicons/en.toml", "text/lexicons/uk.toml", "text/lexicons/ru.toml"],
)
def test_the_files_the_package_reads_are_installed(name: str) -> None:
    assert importlib.resources.files("conflictdata").joinpath(name).is_file()


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_licence_and_notice_are_part_of_the_distribution() -> None:
    names = {Path(str(file)).name for file in importlib.metadata.files("conflictdata") or ()}
    assert {"LICENSE", "NOTICE"} <= names
