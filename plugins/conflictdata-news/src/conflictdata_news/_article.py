"""One article of any outlet: main text, title, byline, dateline, times, canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs
from selectolax.lexbor import LexborHTMLParser

from conflictdata import sources
from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata_news._feed import html_text
from conflictdata_news._outlets import clean
from conflictdata_news._times import read_time
from conflictdata_pages import absolute, decoded, extras, fail, html_page, tidy

LEAST = 120
"""Characters below which a page has no article text."""

_KINDS = re.compile(
    r"(?:News|Reportage|Opinion|Analysis|Blog|Live)?(?:Article|Posting|BlogPosting)$|Report(?:age)?$"
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datePublished", "pubdate", "publishdate", "date",
    "DC.date.issued", "dc.date", "parsely-pub-date", "sailthru.date", "mediator_published_time",
)  # fmt: skip
_CAPITALS = r"(?P<place>[A-ZА-ЯІЇЄҐЁ][A-ZА-ЯІЇЄҐЁ'’.\- ]{1,39}[A-ZА-ЯІЇЄҐЁ])"
_DATELINES = (
    re.compile(
        rf"(?P<line>{_CAPITALS}(?:,\s*[^—–()/\n]{{2,40}}?)?\s*(?:\([^)\n]{{2,30}}\))?)\s*[—–-]{{1,2}}\s+\S"
    ),
    re.compile(rf"(?P<line>{_CAPITALS}(?:,\s*[^—–()/\n]{{2,40}}?)?\s*/[^/\n]{{2,30}}/)"),
    re.compile(
        r"(?P<line>(?P<place>[А-ЯІЇЄҐЁ][а-яіїєґё'’-]+(?: [А-ЯІЇЄҐЁ][а-яіїєґё'’-]+)?)\.\s+\d{1,2}\s+[а-яіїєґ]+\.\s+"
        r"[A-ZА-Я][\w.-]+(?: [\w.-]+)?)\s*[—–-]\s*\S"
    ),
)


@attrs.frozen(kw_only=True)
class Metadata:
    """What a page says about its article; empty where it says nothing."""

    title: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    byline: str = ""
    body: str = ""
    url: str | None = None
    lang: str | None = None
    free: bool = True


def read_article(response: Response) -> Report:
    """The report of an article's page.

    ``extra`` holds ``byline``, ``dateline``, ``place`` (of the dateline) and ``modified`` where the page has them.

    Raises:
        ParseError: no page, a login wall or paywall, no article text, no time of publication.
    """
    tree = html_page(response, whole=False)
    zone = sources.get(response.source).timezone
    about = metadata(tree, response.url, zone)
    text, found_date = _text(decoded(response), about.body, response.url, _heading(tree) or about.title)
    if len(text) < LEAST:
        wall = "behind a paywall" if not about.free else "a listing, a wall, or broken off"
        raise fail(response, f"no article text found ({wall})")
    published = about.published or read_time(found_date, zone)
    if published is None:
        raise fail(response, "no time of publication found")
    line, place = dateline(text)
    extra = {
        "byline": about.byline,
        "dateline": line,
        "place": place,
        "modified": about.modified.isoformat() if about.modified else "",
    }
    return Report(
        source=response.source,
        url=clean(about.url or response.url),
        title=about.title,
        text=text,
        lang=about.lang,
        published=published,
        retrieved=response.retrieved,
        extra=extras(extra),
    )


def metadata(tree: LexborHTMLParser, base: str, zone: str) -> Metadata:
    """What JSON-LD and the page's head say, JSON-LD first."""
    linked: dict[str, Any] = next(_linked(tree), {})
    root = tree.css_first("html")
    lang = ((root.attributes.get("lang") or "") if root else "").lower()[:2]
    canonical = tree.css_first('link[rel="canonical"]')
    stamps = (_stamp(linked, "datePublished"), *(_meta(tree, name) for name in _PUBLISHED), _clock(tree))
    return Metadata(
        title=tidy(str(linked.get("headline") or "")) or _meta(tree, "og:title") or _heading(tree),
        published=next((time for stamp in stamps if (time := read_time(stamp, zone)) is not None), None),
        modified=read_time(_stamp(linked, "dateModified") or _meta(tree, "article:modified_time"), zone),
        byline=_names(linked.get("author")) or _meta(tree, "author") or _meta(tree, "article:author"),
        body=str(linked.get("articleBody") or ""),
        url=absolute(
            base, (canonical.attributes.get("href") if canonical else None) or _meta(tree, "og:url")
        ),
        lang=lang if lang in ("en", "uk", "ru") else ("uk" if lang == "ua" else None),
        free=str(linked.get("isAccessibleForFree", True)).lower() != "false",
    )


def dateline(text: str) -> tuple[str, str]:
    """The dateline an article begins with ("KYIV, April 8 (Agency) —") and its place; empty where it has none."""
    for pattern in _DATELINES:
        if (found := pattern.match(text)) is not None:
            return found["line"].strip(), found["place"].strip()
    return "", ""


def _text(page: str, body: str, url: str, title: str) -> tuple[str, str | None]:
    """The main text and a date, the publisher's own articleBody where it has paragraphs, else trafilatura's."""
    given, _ = html_text(body, url) if "<p" in body else (tidy(body), ())
    if len(given) >= LEAST and ("\n" in given or len(given) < 600):
        return given, None
    import trafilatura

    found = trafilatura.bare_extraction(
        page, url=url, include_comments=False, include_tables=False, with_metadata=True
    )
    text = _without(tidy(str(getattr(found, "text", None) or "")), title)
    date = getattr(found, "date", None)
    if len(given) >= LEAST and len(text) < 0.7 * len(given):
        text = given
    return text, str(date) if date else None


def _without(text: str, title: str) -> str:
    """The text without the title as its first line."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and first.casefold() == title.casefold() else text


def _heading(tree: LexborHTMLParser) -> str:
    node = tree.css_first("article h1") or tree.css_first("h1")
    return tidy(node.text()) if node else ""


def _linked(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The article objects of the page's JSON-LD."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            found = json.loads(node.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = found if isinstance(found, list) else [found]
        while waiting:
            each = waiting.pop(0)
            if not isinstance(each, dict):
                continue
            graph = each.get("@graph")
            waiting += graph if isinstance(graph, list) else []
            kinds = each.get("@type")
            if any(_KINDS.match(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield each


def _stamp(linked: dict[str, Any], name: str) -> str:
    value = linked.get(name)
    return value if isinstance(value, str) else ""


def _names(author: Any) -> str:
    found = author if isinstance(author, list) else [author]
    names = (each.get("name") if isinstance(each, dict) else each for each in found)
    return "; ".join(dict.fromkeys(tidy(name) for name in names if isinstance(name, str) and name.strip()))


def _meta(tree: LexborHTMLParser, name: str) -> str:
    for kind in ("property", "name", "itemprop"):
        node = tree.css_first(f'meta[{kind}="{name}"]')
        if node is not None and (content := (node.attributes.get("content") or "").strip()):
            return content
    return ""


def _clock(tree: LexborHTMLParser) -> str:
    node = tree.css_first(
        "article time[datetime], main time[datetime], header time[datetime]"
    ) or tree.css_first("time[datetime]")
    return (node.attributes.get("datetime") or "") if node else ""
