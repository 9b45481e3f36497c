"""Outlets as sources: the core's by their host, any other as ``news:<host>``."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import attrs

from conflictdata import sources
from conflictdata.errors import ModelError
from conflictdata.model import Source, SourceKind, Terms

PREFIX = "news:"
NOTE = "Copyright of the outlet: short quotation with the outlet's name and a link to the article."
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|ref|ref_src|cmpid|at_\w+", re.IGNORECASE)


def host_of(url: str) -> str:
    """The host of an address without ``www.`` and the like; "" where there is none."""
    try:
        host = (urlsplit(url if "://" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|mobile|amp|edition)\.", "", host)


def source_of(text: str) -> Source:
    """The source of an article or feed address, of ``news:<host>``, or of an outlet the core knows.

    The ``url`` of the source is what ``NewsPlugin.requests`` asks for.

    Raises:
        ModelError: neither an http(s) address nor ``news:<host>``.
    """
    given = text.strip()
    if given in _table():
        return _known(given)
    is_url = given.startswith(("http://", "https://"))
    host = host_of(given) if is_url else given.removeprefix(PREFIX).lower()
    if not (is_url or given.startswith(PREFIX)) or not _HOST.fullmatch(host):
        raise ModelError(f"news: {text!r} is neither an address nor news:<host> (as in news:example.org)")
    known = next((id for id, entry in _table().items() if _covers(entry["hosts"], host)), None)
    source = _known(known) if known else Source(
        id=f"{PREFIX}{host}", name=host, kind=SourceKind.MEDIA, actor=host, url=f"https://{host}/",
        terms=Terms(quote=True, redistribute=False, derive=True, url=f"https://{host}/", note=NOTE),
    )  # fmt: skip
    return attrs.evolve(source, url=given) if is_url else source


def feeds_of(source: Source) -> tuple[str, ...]:
    """The feeds known for an outlet, unless the source names another address itself."""
    entry = _table().get(source.id)
    if entry is None or source.url != _known(source.id).url:
        return ()
    return tuple(entry["feeds"])


def known() -> tuple[Source, ...]:
    """The outlets of the table."""
    return tuple(_known(id) for id in _table())


def clean(url: str) -> str:
    """An address without fragment and without parameters that only track."""
    parts = urlsplit(url)
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    ]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def _covers(hosts: list[str], host: str) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)


@functools.cache
def _table() -> dict[str, dict[str, Any]]:
    text = resources.files("conflictdata_news").joinpath("feeds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def _known(id: str) -> Source:
    source = sources.get(id)
    stated = _table()[id].get("terms") or source.url
    return attrs.evolve(
        source, terms=Terms(quote=True, redistribute=False, derive=True, url=stated, note=NOTE)
    )
