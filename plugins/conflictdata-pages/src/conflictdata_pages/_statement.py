"""Pages that hold one statement, on sites whose layout is not known in detail: the block with most text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from conflictdata_pages._blocks import block_text, mark_breaks, tidy

_AROUND = (
    "nav, header nav, footer, aside, script, style, noscript, form, figure, figcaption, iframe, svg, button"
)


def statement_text(tree: LexborHTMLParser, selectors: Sequence[str] = ()) -> str:
    """The text of a page's main block, a paragraph a line; "" where the page has none. Changes the tree.

    Args:
        selectors: where a site is known to keep it, tried in order; else the element whose own paragraphs hold most
            text.
    """
    for node in tree.css(_AROUND):
        node.decompose()
    mark_breaks(tree)
    for selector in selectors:
        for found in tree.css(selector):
            if text := _paragraphs(found):
                return text
    densest = _densest(tree)
    return _paragraphs(densest) if densest is not None else ""


def _densest(tree: LexborHTMLParser) -> LexborNode | None:
    weights: dict[int, tuple[LexborNode, int]] = {}
    for paragraph in tree.css("p"):
        parent = paragraph.parent
        if parent is not None:
            node, weight = weights.get(parent.mem_id, (parent, 0))
            weights[parent.mem_id] = (node, weight + len(paragraph.text(deep=True)))
    return max(weights.values(), key=lambda each: each[1], default=(None, 0))[0]


def _paragraphs(node: LexborNode) -> str:
    parts = [
        block_text(child) for child in node.css("p, li, h2, h3, h4, blockquote")
        if all(inner.mem_id == child.mem_id for inner in child.css("p, li"))  # a node's css finds the node itself too
    ]  # fmt: skip
    text = "\n".join(part for part in parts if part)
    whole = tidy(node.text(deep=True))
    return whole if len(text) < 0.6 * len(whole) else text


def heading(tree: LexborHTMLParser) -> str:
    """The page's heading, or the name that its head gives it, without the site's."""
    node = tree.css_first("h1")
    if node is not None and (text := " ".join(node.text(deep=True).split())):
        return text
    meta = tree.css_first('meta[property="og:title"]')
    if meta is not None and (text := (meta.attributes.get("content") or "").strip()):
        return text
    title = tree.css_first("title")
    return re.split(r"\s+[|—–]\s+", " ".join(title.text().split()))[0] if title else ""
