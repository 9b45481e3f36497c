"""One page of an assessment: title, times, sections, correction, text and endnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import attrs
from selectolax.lexbor import LexborHTMLParser

from conflictdata.errors import ModelError
from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata_isw import _endnotes as endnotes
from conflictdata_isw._layout import Block, Role, blocks_drupal, blocks_today, find_body
from conflictdata_pages import TextBuilder, extras, fail, html_page

ZONE = ZoneInfo("America/New_York")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)})[\s-]+(\d{{1,2}})(?:(?:,\s*|[\s-]+)(20\d\d))?\b", re.IGNORECASE)
_SHORT = re.compile(r"\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (20\d\d)")
_CORRECTION = re.compile(
    r"^\W*(?:correction|update|editor['’]s note)s?\b\s*(?:\([^)]*\))?\s*:", re.IGNORECASE
)
_NOTE_ONE = re.compile(r"^\[\s?(?:1|i)\s?\]\s*\S", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Section:
    """A stretch of a report's text under one heading.

    Attributes:
        name: the heading, under its axis where it has one: ``Russian Main Effort: ... / Kharkiv Oblast``.
        start, end: character offsets in the report's text.
    """

    name: str
    start: int
    end: int


@attrs.frozen(kw_only=True)
class Assessment:
    """What one page holds; see ``report`` for how it becomes a report."""

    title: str
    day: date
    url: str
    published: datetime
    modified: datetime | None
    text: str
    sections: tuple[Section, ...]
    silent: tuple[tuple[int, int], ...]
    notes: dict[int, tuple[str, ...]]
    correction: str
    byline: str
    dateline: str


def date_in(words: str, near: date) -> date | None:
    """The day a title or an address names; a day without a year is the one nearest to ``near``."""
    found = _DATE.search(words)
    if found is None:
        return None
    month, day, year = _MONTHS.index(found[1].lower()) + 1, int(found[2]), found[3]
    years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
    possible = []
    for each in years:
        try:
            possible.append(date(each, month, day))
        except ValueError:
            continue
    return min(possible, key=lambda found_day: abs((found_day - near).days), default=None)


def read_page(response: Response) -> Assessment:
    """An assessment's page in either layout.

    Raises:
        ParseError: not a page, a layout not known, no time of publication, or no text.
    """
    tree = html_page(response)
    found = find_body(tree)
    if found is None:
        raise fail(response, "no body found: the page layout may have changed, or this is no assessment")
    body, old = found
    title = _title(tree, old)
    published = _published(response, tree, old)
    stream = list(blocks_drupal(body, title) if old else blocks_today(body))
    blocks, notes = _split_notes(stream)
    text, sections, silent = _text(blocks)
    if not any(block.role is Role.TEXT for block in blocks):
        raise fail(response, "the page has a body but no text: broken off, or the layout has changed")
    modified = _meta(tree, "article:modified_time")
    first = next((block.text for block in blocks if block.role in (Role.TEXT, Role.HEADING)), "")
    return Assessment(
        title=title,
        day=date_in(title, published.astimezone(ZONE).date()) or published.astimezone(ZONE).date(),
        url=_canonical(response, tree),
        published=published,
        modified=_time(modified),
        text=text,
        sections=sections,
        silent=silent,
        notes=notes,
        correction=first if _CORRECTION.match(first) else "",
        byline=next((b.text for b in stream if b.role is Role.BYLINE), "") or _meta(tree, "author"),
        dateline=next((b.text for b in stream if b.role is Role.DATELINE), ""),
    )


def report(assessment: Assessment, response: Response) -> Report:
    """The report of an assessment.

    ``extra`` holds ``sections`` ([name, start, end] each), ``silent`` (spans that claim nothing: headings,
    objectives, standing notes), ``endnotes`` (addresses by number), and the plain ``day``, ``modified``,
    ``correction``, ``byline``, ``dateline`` where the page has them.
    """
    extra = {
        "day": assessment.day.isoformat(),
        "modified": assessment.modified.isoformat() if assessment.modified else "",
        "correction": assessment.correction,
        "byline": assessment.byline,
        "dateline": assessment.dateline,
        "sections": [[each.name, each.start, each.end] for each in assessment.sections],
        "silent": assessment.silent,
        "endnotes": {str(key): urls for key, urls in assessment.notes.items()},
    }
    links = dict.fromkeys(url for urls in assessment.notes.values() for url in urls)
    return Report(
        source=response.source,
        url=assessment.url,
        title=assessment.title,
        text=assessment.text,
        lang="en",
        published=assessment.published,
        retrieved=response.retrieved,
        links=links,
        extra=extras(extra),
    )


def _title(tree: LexborHTMLParser, old: bool) -> str:
    named = "" if old else _meta(tree, "og:title")
    for selector in ("h1.title", "h1", "title"):
        if named:
            break
        node = tree.css_first(selector)
        named = " ".join(node.text().split()).partition(" | ")[0] if node else ""
    return named


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f'meta[property="{name}"]') or tree.css_first(f'meta[name="{name}"]')
    return (node.attributes.get("content") or "").strip() if node else ""


def _time(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def _published(response: Response, tree: LexborHTMLParser, old: bool) -> datetime:
    found = _time(_meta(tree, "article:published_time"))
    if found is None and old:
        stamp = tree.css_first("span.submitted")
        inner = stamp.css_first("[content]") if stamp else None
        found = _time((inner.attributes.get("content") or "") if inner else "")
        if found is None and stamp and (words := _SHORT.search(stamp.text())):
            month = next((n for n, m in enumerate(_MONTHS, 1) if m.startswith(words[1].lower())), 0)
            if month:  # a day without an hour: assessments go out in the evening
                found = datetime(int(words[3]), month, int(words[2]), 20, tzinfo=ZONE)
    if found is None:
        raise fail(response, "no time of publication found; the page layout may have changed")
    try:
        Report(source=response.source, text="", published=found)
    except ModelError as error:
        raise fail(response, f"impossible time of publication: {error}") from error
    return found


def _canonical(response: Response, tree: LexborHTMLParser) -> str:
    node = tree.css_first('link[rel="canonical"]')
    href = (node.attributes.get("href") or "").strip() if node else ""
    base = (
        response.url
        if urlsplit(response.url).scheme in ("http", "https")
        else "https://understandingwar.org/"
    )
    url = urljoin(base, href or _meta(tree, "og:url") or response.url)
    return url if urlsplit(url).scheme in ("http", "https") else response.url


def _split_notes(stream: list[Block]) -> tuple[list[Block], dict[int, tuple[str, ...]]]:
    kept = [block for block in stream if block.role not in (Role.NOTES, Role.RULE)]
    noted = [block.text for block in stream if block.role is Role.NOTES]
    if not noted:
        first = _first_note(stream)
        noted = [block.text for block in stream[first:] if block.text]
        kept = [block for block in stream[:first] if block.role is not Role.RULE]
    split = endnotes.split(noted)
    return kept, {key: endnotes.addresses(note) for key, note in split.items()}


def _first_note(stream: list[Block]) -> int:
    """Index of the block in which the endnotes begin: the last that starts with note one."""
    for index in range(len(stream) - 1, -1, -1):
        if _NOTE_ONE.match(stream[index].text):
            return index
    return len(stream)


def _text(blocks: Iterable[Block]) -> tuple[str, tuple[Section, ...], tuple[tuple[int, int], ...]]:
    builder = TextBuilder()
    silent: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    path: list[tuple[int, str]] = []
    for block in blocks:
        if block.role in (Role.BYLINE, Role.DATELINE):
            continue
        span = builder.add(endnotes.arabic(block.text))
        if block.role is Role.HEADING:
            path = [(level, name) for level, name in path if level < block.level] + [
                (block.level, block.text)
            ]
            opened.append((" / ".join(name for _, name in path), span[0]))
        if block.role is not Role.TEXT:
            silent.append(span)
    ends = [start for _, start in opened[1:]] + [builder.length] * bool(opened)
    sections = tuple(
        Section(name=name, start=start, end=end) for (name, start), end in zip(opened, ends, strict=True)
    )
    return builder.text, sections, tuple(silent)
