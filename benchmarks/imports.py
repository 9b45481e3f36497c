"""Time to import the package and to run the command line cold, against starting Python and importing a peer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from _ratio import Comparison, compare

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "report.txt"


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def _import(module: str) -> None:
    _python("-c", f"import {module}")


def main() -> list[Comparison]:
    """Print and give back the comparisons; the peers are modules that every installation has."""
    extract = (
        "-m", "conflictdata", "extract", str(EXAMPLE), "--source", "valley-post", "--published", "2025-06-13",
    )  # fmt: skip
    found = [
        compare(
            "import conflictdata", lambda: _import("conflictdata"), lambda: _import("httpx"),
            peer_name="import httpx", rounds=9,
        ),
        compare(
            "conflictdata extract, a report, cold", lambda: _python(*extract), lambda: _import("pyarrow, duckdb"),
            peer_name="import pyarrow, duckdb", rounds=7,
        ),
        compare(
            "a bare interpreter", lambda: _python("-c", ""), lambda: _import("conflictdata"),
            peer_name="import conflictdata", rounds=9,
        ),
    ]  # fmt: skip
    for each in found:
        print(each)
    return found


if __name__ == "__main__":
    main()
