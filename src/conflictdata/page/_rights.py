"""What a page may show of a claim's words, by its publisher's terms, and which addresses it may link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import attrs

from conflictdata.model import Terms

EXCERPT = 300
"""Longest quotation, characters, where the publisher allows quoting and not redistribution. The project's
choice: within what right-of-quotation guides of news agencies treat as short."""

_BLANK = re.compile(r"\s+")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")


@attrs.frozen
class Quotation:
    """The words shown, and whether they are ``whole``, an ``excerpt``, or ``withheld`` (then empty)."""

    text: str
    extent: str


def quotation(text: str, terms: Terms) -> Quotation:
    """As much of a text as its publisher's terms let a page show."""
    text = _BLANK.sub(" ", text).strip()
    if terms.redistribute:
        return Quotation(text, "whole")
    if not terms.quote:
        return Quotation("", "withheld")
    if len(text) <= EXCERPT:
        return Quotation(text, "whole")
    return Quotation(text[: EXCERPT - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…", "excerpt")


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web (http or https with a host), else None."""
    if not url or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
