"""The page put together: template, styles, scripts, boundaries and data in one file with a strict policy.

The content security policy admits the scripts and styles of this file by their hashes and nothing else: no
connection, no frame, no font, no form. Data travel as JSON that is never run; the script inserts them as text.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path
from typing import Any

from conflictdata import __version__
from conflictdata.errors import ModelError
from conflictdata.model import Event, Report, Source
from conflictdata.page._content import Content
from conflictdata.wording._naming import town_names
from conflictdata.wording._words import words as words_of

SCRIPTS = ("core.js", "icons.js", "state.js", "map.js", "timeline.js", "list.js", "dossier.js", "start.js")
"""In the order in which they are run, as one script in one scope."""

_PLACEHOLDER = re.compile(r"\{\{(!?)(\w+)\}\}")
_LONE = re.compile(r"[\ud800-\udfff]")
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def render(
    events: Iterable[Event], *, title: str = "", reports: Mapping[str, Report] | None = None,
    sources: Mapping[str, Source] | None = None, lang: str = "en", made: datetime | None = None,
) -> str:  # fmt: skip
    """The page as one HTML document that needs nothing else, at any time, from anywhere.

    Positions are rounded to 0.01 degree. A claim's text is shown as its publisher's terms allow: whole where
    they let it be redistributed, else at most 300 characters, or nothing where they forbid quotation.

    Args:
        title: of the page; any text.
        reports: by id, the reports the claims were read in: for links, titles and times of publication. A
            claim without its report is dated by the end of its own time.
        sources: by id, publishers that are not among those the package knows.
        lang: ``en``, ``uk`` or ``ru``: the language of the page's own words.
        made: the time to print as the time of making; None for now.

    Raises:
        ModelError: the page does not speak ``lang``.
    """
    words = words_of(lang)
    content = Content(words, reports, sources)
    content.add_all(events)
    page = words["page"]
    counts = (
        ("events", content.event_count),
        ("claims", content.claim_count),
        ("reports", content.report_count),
    )
    made = made or datetime.now(UTC)
    parts = {
        **page,
        "version": __version__,
        "title": title.strip() or "conflictdata",
        "summary": _filled(page["summary"], {name: _count(n, lang) for name, n in counts}),
        "made": _filled(page["made"], {"when": f"{made.astimezone(UTC):%Y-%m-%d %H:%M} UTC"}),
        "archive": _embedded(content.json()),
        "basemap": _basemap(lang),
        "reserved": _reserved(page["reserved"], content.reserved),
    }
    return _assembled(parts)


def write(
    path: str | PathLike[str], events: Iterable[Event], *, title: str = "",
    reports: Mapping[str, Report] | None = None, sources: Mapping[str, Source] | None = None, lang: str = "en",
) -> Path:  # fmt: skip
    """Write the page to a file and give its path; see ``render``."""
    document = render(events, title=title, reports=reports, sources=sources, lang=lang)
    Path(path).write_text(document, encoding="utf-8", newline="\n")
    return Path(path)


def _assembled(parts: Mapping[str, str]) -> str:
    files = _static()
    filled = {**files, **parts}

    def fill(match: re.Match[str]) -> str:
        raw, name = match.groups()
        value = filled[name]
        return value if raw else html.escape(_UNSHOWN.sub("\ufffd", value), quote=True)

    return _PLACEHOLDER.sub(fill, files["template"])


@functools.cache
def _static() -> Mapping[str, str]:
    """What is the same in every page: template, styles, scripts, boundaries, and the policy that admits them."""
    vendor, assets = _files().joinpath("vendor"), _files().joinpath("assets")
    style = (_leaflet_css(_text(vendor, "leaflet.css")), _text(assets, "page.css"))
    # A comment naming a source map would make developer tools look for a file that is not there.
    leaflet = re.sub(r"//# sourceMappingURL=.*", "", _text(vendor, "leaflet.js"))
    own = "".join(_text(assets, name) for name in SCRIPTS)
    script = (leaflet, f'(() => {{\n"use strict";\n{own}}})();\n')
    for each in (*style, *script):
        if re.search(r"</(?:script|style)|<!--", each, re.IGNORECASE):
            raise ModelError("page: a script or style would end its own element")
    policy = (
        f"default-src 'none'; script-src {_hashes(script)}; style-src {_hashes(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return {
        "template": _text(assets, "page.html"),
        "leaflet_css": style[0],
        "page_css": style[1],
        "leaflet_js": script[0],
        "page_js": script[1],
        "csp": policy,
    }


@functools.cache
def _basemap(lang: str) -> str:
    """Boundaries, and towns by their names in the language."""
    base = json.loads(_text(_files().joinpath("vendor"), "basemap.json"))
    return _embedded(base | {"towns": town_names(base["towns"], lang)})


def _leaflet_css(text: str) -> str:
    """Leaflet's styles without the pictures of its default markers and controls, which are not used."""
    return re.sub(r"^.*\burl\(.*$\n?", "", text, flags=re.MULTILINE)


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _embedded(value: Any) -> str:
    """JSON that cannot end the element it stands in and is valid UTF-8 whatever strings it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\ufeff", "\\ufeff")
    return _LONE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _reserved(pattern: str, names: list[str]) -> str:
    return f"<p>{html.escape(_filled(pattern, {'names': ', '.join(names)}))}</p>" if names else ""


def _count(number: int, lang: str) -> str:
    return f"{number:,}".replace(",", "," if lang == "en" else "\u00a0")


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern


def _files() -> Traversable:
    return resources.files("conflictdata.page")


def _text(folder: Traversable, name: str) -> str:
    return folder.joinpath(name).read_text(encoding="utf-8")
