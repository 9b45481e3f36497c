"""What a person at a terminal sees: tables that fit, and no traceback after Ctrl-C."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata.cli import _table
from conflictdata.cli._display import width

COLUMNS = 80


def on_terminal(*arguments: str) -> list[str]:
    """The lines that a command prints on a terminal of ``COLUMNS`` columns."""
    pty = pytest.importorskip("pty")
    main, end = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-m", "conflictdata", *arguments], stdout=end, stderr=subprocess.PIPE, env=environment
    )  # fmt: skip
    os.close(end)
    shown = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # Linux tells the end of a terminal so
            break
        if not part:
            break
        shown += part
    os.close(main)
    process.communicate()
    assert process.returncode == 0
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()


@pytest.mark.parametrize(
    "command",
    [("sources",), ("plugins",), ("gazetteer", "lookup", "Andriivka"), ("gazetteer", "near", "48.6", "38.0")],
)
def test_a_table_fits_the_terminal_and_is_whole_elsewhere(command: tuple[str, ...]) -> None:
    lines = on_terminal(*command)
    assert lines
    assert max(map(width, lines)) <= COLUMNS
    piped = subprocess.run(
        [sys.executable, "-m", "conflictdata", *command], capture_output=True, check=True,
        env={**os.environ, "COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8"},
    ).stdout.decode()  # fmt: skip
    assert "…" not in piped
    assert len(piped.splitlines()) == len(lines)


def test_an_answer_to_sql_fits_the_terminal(tmp_path: Path) -> None:
    import conflictdata as cd

    with cd.open(tmp_path / "a.duckdb"):
        pass
    query = "SELECT repeat('x', 50) AS first, 7 AS n, repeat('y', 50) AS second"
    lines = on_terminal("sql", str(tmp_path / "a.duckdb"), query)
    assert max(map(width, lines)) <= COLUMNS
    assert lines[1].split()[1] == "7"


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=40)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1), st.integers(min_value=34))
def test_any_table_fits_any_screen_that_holds_its_columns(rows: list[tuple[str, ...]], screen: int) -> None:
    for line in _table.lines(rows, screen):
        assert width(line) <= screen


@given(st.lists(st.tuples(cells, cells), min_size=1))
def test_a_table_that_goes_to_a_file_holds_every_cell(rows: list[tuple[str, ...]]) -> None:
    for row, line in zip(rows, _table.lines(rows, None), strict=True):
        assert all(cell.strip() in line for cell in row)


INTERRUPTED = """
import runpy, sys
class Ctrl_C:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Ctrl_C())
sys.argv = ["conflictdata", "sources"]
{call}
"""
ENTRY = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
MODULE, FUNCTION = ENTRY["project"]["scripts"]["conflictdata"].split(":")
CALLS = {
    "python -m": 'runpy.run_module("conflictdata", run_name="__main__")',
    "script": f"from {MODULE} import {FUNCTION} as main; sys.exit(main())",
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "module", ["click", "conflictdata.cli", "conflictdata.errors", "conflictdata.cli.listing"]
)
def test_ctrl_c_while_the_program_is_still_loading_is_no_traceback(call: str, module: str) -> None:
    code = INTERRUPTED.format(module=module, call=CALLS[call])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "conflictdata: interrupted"
