"""Channels as sources: any public one by its name, the known ones with their actor."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

import attrs

from conflictdata import sources
from conflictdata.errors import ModelError
from conflictdata.model import Source, SourceKind, Terms

PREFIX = "telegram:"
HOSTS = frozenset(("t.me", "telegram.me", "telegram.dog", "www.t.me"))

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
TERMS = Terms(
    quote=True,
    redistribute=False,
    derive=True,
    url="https://telegram.org/tos",
    note="Posts belong to their channels: quote with the channel's name and the post's link. Telegram's terms "
    "govern the service; a channel may state its own.",
)


def channel_of(text: str) -> str:
    """The name of a channel from ``telegram:name``, ``@name``, a link to the channel or a post, or the name.

    Raises:
        ModelError: no name of a public channel (a private invitation, a number, a wrong form).
    """
    given = text.strip()
    parts = urlsplit(given if "://" in given else f"//{given}")
    if (parts.hostname or "").lower() in HOSTS:
        steps = [step for step in parts.path.split("/") if step]
        name = steps[1] if len(steps) > 1 and steps[0] == "s" else (steps[0] if steps else "")
    else:
        name = given.removeprefix(PREFIX).removeprefix("@")
    if not _NAME.fullmatch(name) or name.lower() in ("joinchat", "share", "addstickers", "proxy"):
        raise ModelError(f"telegram: {text!r} names no public channel (as in telegram:mod_russia)")
    return name


def source_of(text: str) -> Source:
    """The source of a channel; see ``channel_of`` for what names one. A channel not known speaks for itself."""
    name = channel_of(text)
    known = _known().get(name.lower())
    return known or Source(
        id=f"{PREFIX}{name}",
        name=f"{name} (Telegram)",
        kind=SourceKind.OTHER,
        url=f"https://t.me/s/{name}",
        terms=TERMS,
    )


def known() -> tuple[Source, ...]:
    """The channels of the table."""
    return tuple(_known().values())


def actor_of(url: str | None) -> str | None:
    """The actor that publishes the channel of a link; None where the link names no public channel."""
    if not url:
        return None
    try:
        return source_of(url).actor if (urlsplit(url).hostname or "").lower() in HOSTS else None
    except ModelError:
        return None


def core_id(id: str) -> str | None:
    """The core's source of which a channel is one outlet (``mod-russia`` for ``telegram:mod_russia``), or None."""
    name = id.removeprefix(PREFIX).lower()
    return next((entry.get("core") for key, entry in _table().items() if key.lower() == name), None)


@functools.cache
def _known() -> dict[str, Source]:
    return {name.lower(): _source(name, dict(entry)) for name, entry in _table().items()}


@functools.cache
def _table() -> dict[str, dict[str, Any]]:
    text = resources.files("conflictdata_telegram").joinpath("channels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _source(name: str, entry: dict[str, Any]) -> Source:
    own = {
        "id": f"{PREFIX}{name}",
        "name": entry.pop("name"),
        "url": f"https://t.me/s/{name}",
        "terms": TERMS,
    }
    core = entry.pop("core", None)
    if core is None:
        return Source(**own, area=("UA", "RU"), **entry)
    return attrs.evolve(sources.get(core), **own)
