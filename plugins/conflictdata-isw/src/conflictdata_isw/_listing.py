"""Where assessments are found: the address of a day's, and the site's sitemaps for those that have another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from selectolax.lexbor import LexborHTMLParser

from conflictdata.errors import ModelError
from conflictdata.plugins import Response, Window
from conflictdata_isw._page import ZONE, date_in
from conflictdata_pages import absolute, decoded, fail

FIRST = date(2022, 2, 24)
"""The first day with a campaign assessment."""

_OURS = re.compile(
    r"/(?:backgrounder|research/russia-ukraine)/[^/?#]*(?:offensive-campaign|ukraine-conflict-update|invasion-update)",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(urlset|sitemapindex)\b[^>]*?(/?)>")
_SITEMAP = re.compile(r"(?im)^\s*sitemap\s*:\s*(\S+)")


def address_of(site: str, day: date) -> str:
    """The usual address of a day's assessment; those of 2022 carry no year."""
    year = "" if day.year == 2022 else f"-{day.year}"
    slug = f"russian-offensive-campaign-assessment-{day.strftime('%B').lower()}-{day.day}{year}"
    return f"{site}/research/russia-ukraine/{slug}/"


def days(window: Window, cursor: str | None) -> Iterator[date]:
    """The days of a window in ISW's zone, from the cursor's day on."""
    first = max(window.since.astimezone(ZONE).date(), FIRST)
    if cursor:
        try:
            first = max(first, date.fromisoformat(cursor))
        except ValueError as error:
            raise ModelError(f"isw: not a cursor of this plugin: {cursor!r} (as in 2026-06-30)") from error
    last = (window.until - timedelta(microseconds=1)).astimezone(ZONE).date()
    while first <= last:
        yield first
        first += timedelta(days=1)


def is_listing(url: str) -> bool:
    """Whether an address is a robots.txt or a sitemap."""
    path = url.partition("?")[0].lower()
    return path.endswith("/robots.txt") or (path.endswith(".xml") and "sitemap" in path)


def checked(response: Response) -> str:
    """The text of a robots.txt or a sitemap.

    Raises:
        ParseError: an XML address that answers with something else, or with a sitemap that breaks off.
    """
    text = decoded(response)
    if not response.url.partition("?")[0].lower().endswith(".xml"):
        return text
    root = _ROOT.search(text)
    if root is None:
        page = "<html" in text[:2000].lower()
        raise fail(
            response, f"not a sitemap{', but a page (a login wall or an error page?)' if page else ''}"
        )
    if f"</{root[1]}" not in text and not root[2]:
        raise fail(response, f"the sitemap breaks off (no </{root[1]}>)")
    return text


def listed(response: Response, window: Window, site: str) -> Iterator[str]:
    """Addresses that a robots.txt or a sitemap leads to: further sitemaps, and assessments of the window that
    the day's usual address does not reach.

    Raises:
        ParseError: not a sitemap.
    """
    text = checked(response)
    if response.url.partition("?")[0].lower().endswith("/robots.txt"):
        named = [url for found in _SITEMAP.findall(text) if (url := absolute(response.url, found))]
        yield from named or [f"{site}/sitemap_index.xml"]
        return
    for entry in LexborHTMLParser(text).css("sitemap, url"):
        loc, changed = entry.css_first("loc"), entry.css_first("lastmod")
        url = absolute(response.url, loc.text(strip=True)) if loc else None
        stamp = _stamp(changed.text(strip=True) if changed else "")
        if url is None or (stamp is not None and stamp < window.since):
            continue
        if entry.tag == "sitemap":
            if re.search(r"post|page|research|backgrounder|sitemap\d*\.xml", url, re.IGNORECASE):
                yield url
        elif _OURS.search(url) and _wanted(url, stamp, window, site):
            yield url


def _wanted(url: str, stamp: datetime | None, window: Window, site: str) -> bool:
    near = stamp or window.until
    day = date_in(url.rstrip("/").rpartition("/")[2].replace("_", "-"), near.astimezone(ZONE).date())
    if day is None:
        return stamp is None or window.since <= stamp
    inside = window.since.astimezone(ZONE).date() <= day <= window.until.astimezone(ZONE).date()
    return inside and url.rstrip("/") != address_of(site, day).rstrip("/")


def _stamp(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
