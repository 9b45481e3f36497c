"""The plugin tutorial, followed step by step as a reader would: its files written, its commands run.

Blocks are MyST ``{code-block}``s. One with a ``:caption:`` is a file; ``(continued)`` adds to it. A ``console``
block is commands and their output, where ``...`` stands for anything and ``[exit code N]`` ends the output of one
that must fail. ``pip install`` is done as pip does it, by metadata and a path, without asking an index.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[1] / "docs" / "plugins" / "tutorial.md"
BLOCK = re.compile(
    r"^```\{code-block\} (\w+)\n(?::caption: ([^\n]+)\n\n)?(.*?)^```$", re.MULTILINE | re.DOTALL
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Reader:
    """Somebody at a terminal who follows the page to the letter."""

    def __init__(self, folder):
        self.folder = folder
        self.site = folder / "site"
        self.path = [self.site]

    def follow(self, lang, caption, body):
        if caption:
            name, _, more = caption.partition(" ")
            target = self.folder / name
            before = target.read_text(encoding="utf-8") + "\n" if more else ""
            target.write_text(before + body, encoding="utf-8")
        elif lang == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, expected = part.partition("\n")
                self.run(command, expected)
        else:
            pytest.fail(f"a {lang} block that is neither a file nor commands:\n{body}")

    def run(self, command, expected):
        if command.startswith("cd "):
            self.folder /= command.removeprefix("cd ")
            return
        if command.startswith("pip install -e ."):
            self.install()
            return
        code = re.search(r"^\[exit code (\d+)\]$", expected, re.MULTILINE)
        expected = expected[: code.start()] if code else expected
        done = subprocess.run(
            ["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=self.folder,
            encoding="utf-8", check=False, timeout=120, env=self.environment(),
        )  # fmt: skip
        assert done.returncode == (int(code[1]) if code else 0), f"$ {command}\n{done.stdout}"
        matches = doctest.OutputChecker().check_output(expected, done.stdout, FLAGS)
        assert matches, f"$ {command}\nexpected:\n{expected}\ngot:\n{done.stdout}"

    def install(self):
        project = tomllib.loads((self.folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        about = self.site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        about.mkdir(parents=True)
        metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        (about / "METADATA").write_text(metadata)
        lines = [f"{name} = {module}" for name, module in project["entry-points"]["conflictdata"].items()]
        (about / "entry_points.txt").write_text("\n".join(["[conflictdata]", *lines]) + "\n")
        self.path.append(self.folder / "src")

    def environment(self):
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        return os.environ | {
            "PATH": programs, "PYTHONPATH": os.pathsep.join(map(str, self.path)), "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1", "CONFLICTDATA_PLUGINS": "valley-post",
        }  # fmt: skip


def test_a_newcomer_who_follows_the_tutorial_has_a_plugin_that_works(tmp_path):
    pytest.importorskip("selectolax")
    if sys.platform == "win32":
        pytest.skip("the commands of the page are for a POSIX shell")
    reader = Reader(tmp_path)
    found = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    assert len(found) > 10
    for lang, caption, body in found:
        reader.follow(lang, caption, body)


def test_no_step_is_left_out():
    text = TUTORIAL.read_text(encoding="utf-8")
    assert text.count("```") == 2 * len(BLOCK.findall(text)), "a block of another form is not run"
