"""A statement as published: a page of a ministry's or staff's site, or plain text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

from conflictdata import sources
from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata_ministry._lexicon import LANGUAGES, Forms, forms
from conflictdata_pages import absolute, decoded, extras, fail, heading, html_page, statement_text, tidy

SELECTORS = (
    "#center .news-text",
    ".news-detail",
    ".news__text",
    ".article__content",
    ".entry-content",
    "article .content",
    "article",
)
_PUBLISHED = ("article:published_time", "datePublished", "pubdate", "date", "DC.date")
_NUMERIC = re.compile(
    r"(?:\b(?P<hour>\d{1,2})[:.](?P<minute>\d\d)[^\d\n]{1,6})?\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)"
    r"(?:[^\d\n]{1,4}(?P<hour_after>\d{1,2}):(?P<minute_after>\d\d))?"
)
"""08:00 03.05.2026, or 03.05.2026 (08:00)."""
LEAST = 40
"""Characters below which a page holds no statement."""


def read_page(response: Response) -> Report:
    """The statement of a page.

    Raises:
        ParseError: no page, a wall, no statement on it, or no time.
    """
    tree = html_page(response)
    zone = sources.get(response.source).timezone
    title = heading(tree)
    published = _published(tree, zone)
    canonical = tree.css_first('link[rel="canonical"]')
    url = absolute(response.url, canonical.attributes.get("href") if canonical else None) or response.url
    near = _visible_date(tree)
    text = statement_text(tree, SELECTORS)
    if len(text) < LEAST:
        raise fail(
            response, "no statement found on the page; the layout may have changed, or this is a listing"
        )
    published = published or _date(_NUMERIC, near, zone, None) or stated_time(f"{title}\n{text}", zone)
    if published is None:
        raise fail(response, "no time of publication found")
    return _report(response, url, title, text, published)


def read_text(response: Response) -> Report:
    """A statement in plain text: its first line is the title where it is short; the time is in its head.

    Raises:
        ParseError: empty, or no date in the text ("по состоянию на 2 мая 2026 г.", "станом на 08:00 03.05.2026").
    """
    text = tidy(decoded(response))
    first = text.partition("\n")[0]
    title = first if len(first) < 200 and "\n" in text else ""
    published = stated_time(text, sources.get(response.source).timezone)
    if published is None:
        raise fail(response, "the text has no date in its head (as in «станом на 08:00 03.05.2026»)")
    url = response.url if response.url.startswith("http") else None
    return _report(response, url, title, text, published)


def stated_time(text: str, zone: str) -> datetime | None:
    """The time a statement gives in its head, UTC; noon of the day in ``zone`` where it gives no hour."""
    head = text[:600]
    for lang in LANGUAGES:
        words = forms(lang)
        if (found := _date(words.stated, head, zone, words)) is not None:
            return found
    return _date(_NUMERIC, head, zone, None)


def _date(pattern: re.Pattern[str], text: str, zone: str, words: Forms | None) -> datetime | None:
    for found in pattern.finditer(text):
        month = found["month"]
        number = int(month) if month.isdigit() else _month(month.lower(), words)
        clock = found.groupdict()
        hour = clock["hour"] or clock.get("hour_after") or "12"
        minute = clock["minute"] or clock.get("minute_after") or "0"
        try:
            local = datetime(int(found["year"]), number, int(found["day"]), int(hour), int(minute))
        except ValueError:
            continue
        return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return None


def _month(word: str, words: Forms | None) -> int:
    starts = words.months if words else ()
    order = sorted(range(len(starts)), key=lambda n: -len(starts[n]))  # "март" before "ма"
    return next((n + 1 for n in order if word.startswith(starts[n])), 0)


def _published(tree: LexborHTMLParser, zone: str) -> datetime | None:
    stamps = [
        node.attributes.get("content") or "" for name in _PUBLISHED for kind in ("property", "name", "itemprop")
        for node in tree.css(f'meta[{kind}="{name}"]')
    ]  # fmt: skip
    stamps += [node.attributes.get("datetime") or "" for node in tree.css("time[datetime]")]
    for stamp in stamps:
        try:
            found = datetime.fromisoformat(stamp.strip())
        except ValueError:
            continue
        if len(stamp.strip()) > 10:
            return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    return None


def _visible_date(tree: LexborHTMLParser) -> str:
    nodes = tree.css("h1 ~ *, .date, .news-date, .article__date, time, .field-name-post-date")
    return "\n".join(node.text(deep=True)[:200] for node in nodes[:20])


def _report(response: Response, url: str | None, title: str, text: str, published: datetime) -> Report:
    lang = sources.get(response.source).lang
    covered = stated_time(f"{title}\n{text}", sources.get(response.source).timezone)
    return Report(
        source=response.source,
        url=url,
        title=title,
        text=text,
        lang=lang if lang in LANGUAGES else None,
        published=published,
        retrieved=response.retrieved,
        extra=extras({"as_of": covered.isoformat() if covered and covered != published else None}),
    )
