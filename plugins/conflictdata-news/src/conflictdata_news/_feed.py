"""RSS 2.0, RSS 1.0 (RDF) and Atom feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import ParseError as XmlError

import attrs
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conflictdata import sources
from conflictdata.plugins import Response
from conflictdata_news._times import read_time
from conflictdata_pages import absolute, block_text, decoded, fail, mark_breaks, tidy

_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\bencoding\s*=")
_ROOTS = frozenset(("rss", "RDF", "feed"))
_BLOCKS = "p, li, h1, h2, h3, h4, h5, blockquote, pre"
_DROPPED = "script, style, figure, figcaption, noscript, iframe, form, svg"
ENOUGH = 400
"""Characters from which an entry's content counts as the article and not as its summary."""


@attrs.frozen(kw_only=True)
class Entry:
    """One entry of a feed.

    Attributes:
        url: of the article, or None.
        published: UTC, or None when the feed does not say.
        text: its content as text, paragraphs as lines; the summary when that is all there is.
        full: the feed gives the article's content and not only a summary.
    """

    url: str | None
    title: str
    published: datetime | None
    updated: datetime | None
    text: str
    full: bool
    byline: str = ""
    media: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def is_feed(response: Response) -> bool:
    """Whether a response looks like a feed."""
    start = response.body[:600].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    kind = (response.header("content-type") or "").lower()
    return (
        start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf"))
        and b"<html" not in start
        or (any(word in kind for word in ("rss", "atom", "xml")) and "html" not in kind)
    )


def read_feed(response: Response) -> tuple[str | None, list[Entry]]:
    """The feed's language and its entries.

    Raises:
        ParseError: an error status, an encoding that is not the declared one, broken XML, XML with entities of its own (refused: they can blow up), no feed.
    """
    root = _parse(response)
    if _name(root) not in _ROOTS:
        raise fail(response, f"XML, but neither RSS nor Atom: <{_name(root)}>")
    zone = sources.get(response.source).timezone
    lang = next((each.text for each in root.iter() if _name(each) == "language" and each.text), None)
    lang = lang or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    found = [each for each in root.iter() if _name(each) in ("item", "entry")]
    return (lang or "").strip().lower()[:2] or None, [_entry(each, response.url, zone) for each in found]


def _parse(response: Response) -> Element:
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    if _DECLARED.match(response.body):  # what the file says of itself holds, as for every reader of feeds
        response = attrs.evolve(response, headers=())
    text = decoded(response)
    try:
        root: Element = fromstring(text.lstrip())
    except DefusedXmlException as error:
        raise fail(response, f"the feed declares entities of its own, which is refused: {error}") from error
    except (XmlError, ValueError, LookupError) as error:
        raise fail(response, f"the feed is broken or breaks off: {error}") from error
    return root


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _entry(item: Element, base: str, zone: str) -> Entry:
    parts: dict[str, list[Element]] = {}
    for child in item:
        parts.setdefault(_name(child), []).append(child)
    whole = _inner(parts, "encoded") or _inner(parts, "content")
    summary = _inner(parts, "description") or _inner(parts, "summary")
    text, links = html_text(whole or summary, base)
    return Entry(
        url=absolute(base, _link(parts)),
        title=tidy(re.sub(r"<[^>]+>", "", _inner(parts, "title"))).replace("\n", " "),
        published=_time(parts, zone, "pubDate", "published", "issued", "date", "updated"),
        updated=_time(parts, zone, "updated", "modified"),
        text=text,
        full=bool(whole) and len(text) >= min(ENOUGH, 2 * len(html_text(summary, base)[0]) or ENOUGH),
        byline=_byline(parts),
        media=tuple(_media(parts, base)),
        links=links,
    )


def _inner(parts: dict[str, list[Element]], name: str) -> str:
    """The text of the first such element; Atom's XHTML content as markup."""
    for element in parts.get(name, ()):
        if element.get("type") == "xhtml":
            from xml.etree.ElementTree import tostring

            return re.sub(
                r"</?\w+:|<html:",
                lambda found: "</" if "/" in found[0] else "<",
                tostring(element, "unicode"),
            )
        if words := "".join(element.itertext()).strip():
            return words
    return ""


def _link(parts: dict[str, list[Element]]) -> str | None:
    for element in parts.get("link", ()):
        if element.get("href") and element.get("rel", "alternate") == "alternate":
            return element.get("href")
        if element.text and element.text.strip():
            return element.text.strip()
    guid = next(iter(parts.get("guid", parts.get("id", ()))), None)
    return guid.text if guid is not None and (guid.text or "").startswith("http") else None


def _time(parts: dict[str, list[Element]], zone: str, *names: str) -> datetime | None:
    for name in names:
        for element in parts.get(name, ()):
            if (found := read_time(element.text, zone)) is not None:
                return found
    return None


def _byline(parts: dict[str, list[Element]]) -> str:
    found = [
        " ".join(" ".join(each.itertext()).split())
        for name in ("creator", "author")
        for each in parts.get(name, ())
    ]
    return "; ".join(dict.fromkeys(re.sub(r"\S+@\S+", "", each).strip(" ()") for each in found if each))


def _media(parts: dict[str, list[Element]], base: str) -> Iterator[str]:
    for element in (*parts.get("enclosure", ()), *(e for e in parts.get("content", ()) if e.get("url"))):
        if (url := absolute(base, element.get("url"))) is not None:
            yield url


def html_text(html: str, base: str) -> tuple[str, tuple[str, ...]]:
    """The text of a piece of HTML, a block a line, and the addresses it links to."""
    if not html:
        return "", ()
    tree: Any = LexborHTMLParser(html)
    for node in tree.css(_DROPPED):
        node.decompose()
    mark_breaks(tree)
    blocks = [block_text(node) for node in tree.css(_BLOCKS) if not _nested(node)]
    whole = tidy(tree.body.text(deep=True)) if tree.body is not None else tidy(html)
    text = "\n".join(block for block in blocks if block)
    if len(text) < 0.6 * len(whole):  # text that stands outside of paragraphs
        text = whole
    hrefs = (absolute(base, node.attributes.get("href")) for node in tree.css("a[href]"))
    return text, tuple(dict.fromkeys(href for href in hrefs if href))


def _nested(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in ("li", "blockquote"):
            return True
        parent = parent.parent
    return False
