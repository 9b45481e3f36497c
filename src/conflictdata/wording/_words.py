"""The words of a language, from ``words/LANG.toml``."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable

from conflictdata.errors import ModelError
from conflictdata.wording._naming import Words


def languages() -> tuple[str, ...]:
    """Languages the page speaks."""
    found = (each.name for each in folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@functools.cache
def words(lang: str) -> Words:
    """Tables of words.

    Raises:
        ModelError: there are none in this language.
    """
    if lang not in languages():
        raise ModelError(f"lang must be one of {', '.join(languages())}, got {lang!r}")
    tables: Words = tomllib.loads(folder().joinpath(f"{lang}.toml").read_text(encoding="utf-8"))
    return tables


def folder() -> Traversable:
    """Where they are."""
    return resources.files("conflictdata.wording").joinpath("words")
