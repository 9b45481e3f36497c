"""Text that came from anywhere, made harmless for the programs that open an export.

* Spreadsheets run a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return as a formula
  (OWASP, *CSV Injection*); such a cell gets a leading apostrophe, and so does one that already has apostrophes
  before such a character, so that reading takes exactly one away (``cell`` and ``uncell``).
* JSON that ends up inside a page must not close its ``script`` element (``json_text``).
* A link is only a link with the schemes http and https (``link``).
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

# the full-width forms are read like the plain characters by some spreadsheets
FORMULA = re.compile("'*[=+\\-@\\t\\r\\n|%\uff1d\uff0b\uff0d\uff20]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_IN_PAGES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
    "\x85": "\\u0085",
}

_IN_PAGES_UTF8 = [(character.encode(), escape.encode()) for character, escape in _IN_PAGES.items()]


def visible(text: str) -> str:
    """``text`` with control characters (but tab and line ends) and lone surrogates replaced by U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def cell(value: Any) -> str:
    """A value as the text of a CSV cell; numbers as they are, text so that no spreadsheet runs it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = visible(str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if FORMULA.match(text) else text


def uncell(text: str) -> str:
    """The text that ``cell`` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON that can stand in an HTML page: no ``<``, ``>``, ``&`` or line separators in it."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    for character, escape in _IN_PAGES.items():
        text = text.replace(character, escape)
    return text.encode("utf-8", "replace").decode()


def json_bytes(json: bytes) -> bytes:
    """JSON in UTF-8 as ``json_text`` writes it."""
    for character, escape in _IN_PAGES_UTF8:
        json = json.replace(character, escape)
    return json


def link(url: str | None) -> str | None:
    """``url`` where it is one that a browser may open (http, https, no control characters), else None."""
    if not url or _CONTROL.search(url) or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None
