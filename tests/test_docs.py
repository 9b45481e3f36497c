"""Every example of the documentation is run, and its output is what the page says.

A page's ``python`` and ``console`` blocks run in order, in one namespace and one folder that holds the files of
``docs/examples``. In ``console`` blocks, lines after a ``$ command`` are its output; ``[exit code 1]`` ends the output
of one that must fail. In both, ``...`` stands for anything. A block that cannot be run is preceded by a comment
``<!-- not run: why -->``.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "plugins").glob("*/README.md")),
]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL

_BLOCK = re.compile(
    r"(?:^[ ]*(?:<!--|%)[ ]*not run:[ ]*(?P<why>[^\n]+)\n+)?"
    r"^(?P<indent>[ ]*)```[ ]*(?P<lang>\w+)[^\n]*\n(?P<body>.*?)^(?P=indent)```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@attrs.frozen
class Block:
    """One fenced block: where it stands, its language and text, and why it is not run."""

    line: int
    lang: str
    body: str
    why: str | None


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        indent = len(match["indent"])
        body = "".join(line[indent:] for line in match["body"].splitlines(keepends=True))
        yield Block(text.count("\n", 0, match.start("lang")) + 1, match["lang"], body, match["why"])


def runnable(page: Path) -> list[Block]:
    return [block for block in blocks(page) if block.lang in ("python", "console") and not block.why]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if runnable(page)], ids=lambda page: str(page.relative_to(ROOT))
)
def test_examples(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "docs" / "examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in runnable(page):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        if block.lang == "console":
            console(block, where)
        elif ">>>" in block.body:
            examples(block, where, namespace)
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block.body, where, "exec"), namespace)  # noqa: S102 - our own documentation


def examples(block: Block, where: str, namespace: dict[str, Any]) -> None:
    parsed = doctest.DocTestParser().get_doctest(block.body, namespace, where, where, block.line)
    said = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(parsed, out=said.write, clear_globs=False)
    namespace.update(parsed.globs)
    assert runner.failures == 0, said.getvalue()


def console(block: Block, where: str) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = f"{command}\n{more.removeprefix('> ')}"
        done = subprocess.run(
            ["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", check=False, env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        )  # fmt: skip
        code = re.search(r"^\[exit code (\d+)\]$", expected, re.MULTILINE)
        if code:
            expected = expected[: code.start()]
        assert done.returncode == (int(code[1]) if code else 0), f"{where}: {command}\n{done.stdout}"
        if expected.strip():
            matches = doctest.OutputChecker().check_output(expected, done.stdout, FLAGS)
            assert matches, f"{where}: {command}\nexpected:\n{expected}\ngot:\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_block_that_is_not_run_says_why(page: Path) -> None:
    for block in blocks(page):
        assert block.why is None or len(block.why.removesuffix("-->").strip()) > 5, block.line


def anchors(page: Path) -> set[str]:
    """GitHub's names of a page's headings."""
    headings = re.findall(r"^#+ +(.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "page", [*PAGES, *sorted(ROOT.glob("*.md"))], ids=lambda page: str(page.relative_to(ROOT))
)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in _LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        assert there.exists(), f"{page.name}: {target}"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{page.name}: {target}"


def test_the_readme_holds_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("main", "test"):
        (command,) = re.findall(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", text)
        assert command.startswith("python3 -m venv .venv && ")
    assert ".venv/bin/conflictdata extract docs/examples/report.txt" in text
