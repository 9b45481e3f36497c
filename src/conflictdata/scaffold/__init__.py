"""Writes the distribution a plugin author starts from: one that works and passes its own tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path

from conflictdata import __version__
from conflictdata.errors import ConflictDataError

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SUFFIX = ".in"  # keeps tools that look for Python files or projects away from the templates


def write_plugin(name: str, directory: str | PathLike[str] | None = None) -> Path:
    """Write the distribution ``conflictdata-<name>``; gives its folder.

    Args:
        name: lower-case words joined by hyphens, without ``conflictdata-``: the plugin's name and the id of
            its source.
        directory: where; ``conflictdata-<name>`` in the current folder when None. Made if it is not there.

    Raises:
        ConflictDataError: not such a name, or the folder has something in it, which is never overwritten.
    """
    if not _NAME.fullmatch(name) or name.startswith("conflictdata"):
        raise ConflictDataError(
            f"{name!r}: a plugin's name is lower-case words joined by hyphens, as in 'my-outlet'"
        )
    root = Path(directory) if directory is not None else Path(f"conflictdata-{name}")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ConflictDataError(f"{root}: is there already; give another --directory")
    words = _words(name)
    for path, text in _templates(resources.files(__name__) / "plugin"):
        target = root / _filled(path, words)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_filled(text, words), encoding="utf-8", newline="\n")
        except OSError as error:
            raise ConflictDataError(f"{target}: cannot be written: {error.strerror}") from error
    return root


def _words(name: str) -> dict[str, str]:
    major, minor = __version__.split(".")[:2]
    return {
        "name": name,
        "package": f"conflictdata_{name.replace('-', '_')}",
        "class": "".join(part.capitalize() for part in name.split("-")),
        "title": " ".join(part.capitalize() for part in name.split("-")),
        "core": f"{major}.{minor}",
    }


def _filled(text: str, words: dict[str, str]) -> str:
    return re.sub(r"@@(\w+)@@", lambda found: words[found[1]], text)


def _templates(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for each in sorted(folder.iterdir(), key=lambda found: found.name):
        if each.is_dir():
            yield from _templates(each, f"{prefix}{each.name}/")
        elif each.name.endswith(_SUFFIX):
            yield f"{prefix}{each.name.removesuffix(_SUFFIX)}", each.read_text(encoding="utf-8")
