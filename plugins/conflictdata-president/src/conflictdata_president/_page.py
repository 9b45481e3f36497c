"""One page of the President's site: an address, or a piece of news with quotations; Ukrainian or English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import resources
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata_pages import absolute, extras, fail, heading, html_page, statement_text

ZONE = ZoneInfo("Europe/Kyiv")
SPEAKER = "ua:president"
LEAST = 60
"""Characters below which a page holds no address."""

_CONTENT = (".article_content", '[itemprop="articleBody"]', "article .content", "article")
_WORDS: Mapping[str, Any] = tomllib.loads(
    resources.files("conflictdata_president").joinpath("words.toml").read_text(encoding="utf-8")
)
_DATE = re.compile(r"\b(\d{1,2})\s+([^\W\d_]+)\s+(20\d\d)(?:\s*(?:року|р\.)?\s*[-–—,]?\s*(\d{1,2}):(\d\d))?")
_ADDRESS = re.compile("|".join(_WORDS["address"]), re.IGNORECASE)
_GREETING = re.compile(f"^(?:{'|'.join(_WORDS['greeting'])})", re.IGNORECASE)
_FIRST_PERSON = re.compile(rf"\b(?:{'|'.join(_WORDS['first_person'])})\b", re.IGNORECASE)
OWN_VOICE: tuple[str, ...] = tuple(_WORDS["own_voice"])
"""Beginnings of sentences in the first person, lower case."""

_QUOTE = re.compile(r"«[^«»\n]{8,2000}»|“[^“”\n]{8,2000}”|\"[^\"\n]{8,2000}\"")
_ITEM = re.compile(r"/news/[^/?#]+-\d+/?$")


def read_page(response: Response) -> Report:
    """The address or the news of a page.

    ``extra`` holds ``genre`` (``address``: the President speaks throughout; ``news``: the office tells, and quotes),
    ``speaker``, and ``quotes``, the spans of quotations in the text.

    Raises:
        ParseError: no page, a wall, no text, no time.
    """
    tree = html_page(response)
    title = heading(tree)
    published = _published(tree)
    canonical = tree.css_first('link[rel="canonical"]')
    url = absolute(response.url, canonical.attributes.get("href") if canonical else None) or response.url
    lang = "en" if urlsplit(url).path.startswith("/en/") else _lang(tree)
    text = statement_text(tree, _CONTENT)
    if len(text) < LEAST:
        raise fail(response, "no text found on the page; the layout may have changed, or this is a listing")
    if published is None:
        raise fail(response, "no time of publication found")
    address = is_address(title, text)
    quotes = [] if address else [list(found.span()) for found in _QUOTE.finditer(text)]
    return Report(
        source=response.source,
        url=url,
        title=title,
        text=text,
        lang=lang,
        published=published,
        retrieved=response.retrieved,
        extra=extras({"genre": "address" if address else "news", "speaker": SPEAKER, "quotes": quotes}),
    )


def is_address(title: str, text: str) -> bool:
    """Whether the President speaks throughout: the title says so, or it begins with a greeting in the first person."""
    if _ADDRESS.search(title):
        return True
    opening = text[:400]
    return _GREETING.match(opening) is not None and _FIRST_PERSON.search(opening) is not None


def listed(response: Response) -> Iterator[tuple[str, datetime | None]]:
    """Addresses of the pages a listing links to, with the time that stands beside each.

    Raises:
        ParseError: no page, or a listing that lists nothing.
    """
    tree = html_page(response)
    found: dict[str, datetime | None] = {}
    for node in tree.css("a[href]"):
        url = absolute(response.url, node.attributes.get("href"))
        if url and _ITEM.search(url) and urlsplit(url).hostname == urlsplit(response.url).hostname:
            found.setdefault(url, None)
            found[url] = found[url] or _beside(node)
    if not found:
        raise fail(response, "the listing has no entries; the layout may have changed")
    yield from found.items()


def date_in(text: str) -> datetime | None:
    """A date as the site writes it, "7 квітня 2025 року - 20:45" or "7 April 2025 - 20:45", UTC; noon without an hour."""
    for found in _DATE.finditer(text):
        word = found[2].lower()
        month = next((n for n, starts in enumerate(_WORDS["months"], 1) if word.startswith(tuple(starts))), 0)
        try:
            local = datetime(int(found[3]), month, int(found[1]), int(found[4] or 12), int(found[5] or 0))
        except ValueError:
            continue
        return local.replace(tzinfo=ZONE).astimezone(UTC)
    return None


def _beside(node: LexborNode) -> datetime | None:
    parent, steps = node.parent, 0
    while parent is not None and steps < 3 and len(parent.css("a[href]")) <= 4:
        if (found := date_in(parent.text(deep=True, separator=" "))) is not None:
            return found
        parent, steps = parent.parent, steps + 1
    return None


def _published(tree: LexborHTMLParser) -> datetime | None:
    for node in tree.css(
        "time[datetime], [itemprop=datePublished][content], meta[property='article:published_time']"
    ):
        try:
            found = datetime.fromisoformat(
                (node.attributes.get("datetime") or node.attributes.get("content") or "").strip()
            )
        except ValueError:
            continue
        return (found if found.tzinfo else found.replace(tzinfo=ZONE)).astimezone(UTC)
    for node in tree.css(".date, .article_date, h1 ~ p, h1 ~ div"):
        if (seen := date_in(node.text(deep=True, separator=" ")[:200])) is not None:
            return seen
    return None


def _lang(tree: LexborHTMLParser) -> str | None:
    root = tree.css_first("html")
    found = ((root.attributes.get("lang") or "") if root else "").lower()[:2]
    return {"en": "en", "uk": "uk", "ua": "uk"}.get(found)
