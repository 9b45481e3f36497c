"""The two layouts of an assessment's page, both as one stream of blocks.

Today's (WordPress, since August 2025): headings ``h2`` to ``h4``, endnotes in a fold-out. The older one (Drupal,
2022 to 2025): run-in bold paragraphs instead of headings, endnotes behind a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import attrs
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conflictdata_pages import block_text, mark_breaks, tidy

BODY_TODAY = ".dynamic-entry-content"
BODY_DRUPAL = ".field-name-body .field-item"

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SKIPPED = frozenset(("script", "style", "noscript", "figure", "button", "form", "svg", "iframe", "nav"))
_SECTION = re.compile(
    r"(?:(?:russian|ukrainian)\s+)?(?:subordinate\s+)?(?:main|supporting|subordinate)\b[^.]{0,40}?\befforts?\b"
    r"|key\s+(?:takeaways|inflections)|toplines|immediate items to watch|items to watch"
    r"|mobilization and force generation|force generation"
    r"|activit(?:y|ies) in russian[- ]occupied|significant activit(?:y|ies) in"
    r"|(?:russian|ukrainian) (?:counteroffensive|operations in|air,|air and|information operations|technolog"
    r"|defense industrial|long-range|sabotage)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?”\"’]\s*(?:\[[^\]]{1,5}\]\s*)*$")
_OBJECTIVE = re.compile(r"^\W*russian\s+(?:objective|efforts? to)\b", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"^\W*(?:note\s*:\s*isw|click\s+here|we do not report in detail on|isw (?:is|has) (?:publish|updated)"
    r"|the following (?:text|maps)|this map is updated)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2}"
    r"(?:,\s*\d{4})?,?\s+\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?,?\s*\(?e[sd]?t\)?\.?$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by\s+)?(?:[A-ZÀ-Ž][\w.’'-]+\s+){1,3}[A-ZÀ-Ž][\w.’'-]+(?:(?:,\s*(?:and\s+)?|\s+and\s+)"
    r"(?:[A-ZÀ-Ž][\w.’'-]+\s+){1,3}[A-ZÀ-Ž][\w.’'-]+)+\.?$"
)

_AIM = re.compile(
    r"\s*\(\s*((?:Russian )?(?:objectives?|efforts?)\b.*|ISW assesses\b.*|Ukrainian efforts? .*)$|:\s+(.{40,})$",
    re.IGNORECASE,
)


class Role(StrEnum):
    """What a block is."""

    HEADING = "heading"
    OBJECTIVE = "objective"  # "Russian objective: ...": what ISW says the side aims at, nothing that happened
    TEXT = "text"
    BOILERPLATE = "boilerplate"
    BYLINE = "byline"
    DATELINE = "dateline"
    RULE = "rule"
    NOTES = "notes"


@attrs.frozen
class Block:
    """One block of a page: its role, its text, the level of a heading (1 to 6; 0 for others)."""

    role: Role
    text: str
    level: int = 0


def blocks_today(body: LexborNode) -> Iterator[Block]:
    """Blocks of today's layout, in order."""
    mark_breaks(body)
    for node, in_notes in _leaves(body, False):
        tag = node.tag or ""
        if in_notes:
            if text := tidy(node.text(deep=True)):
                yield Block(Role.NOTES, text)
        elif text := block_text(node, lines=False):
            yield _block(text, _HEADINGS.get(tag, 0))


def _leaves(node: LexborNode, in_notes: bool) -> Iterator[tuple[LexborNode, bool]]:
    for child in node.iter():
        tag = child.tag or ""
        if tag in _SKIPPED:
            continue
        if tag in _HEADINGS or tag in ("p", "li", "blockquote", "td", "pre"):
            yield child, in_notes
            continue
        notes = in_notes or "endnote" in (child.attributes.get("class") or "")
        if tag not in ("a", "span", "img"):
            yield from _leaves(child, notes)


def blocks_drupal(body: LexborNode, title: str) -> Iterator[Block]:
    """Blocks of the older layout, in order; the paragraph that repeats the page's title is left out."""
    mark_breaks(body)
    _restore_cut_links(body)
    heading_ended = False
    for node in _drupal_leaves(body):
        if node.tag == "hr":
            yield Block(Role.RULE, "")
            continue
        text = tidy(node.text(deep=True))
        flat = " ".join(text.split())
        if not flat or flat.casefold() == title.casefold():
            continue
        if not heading_ended and _DATELINE.match(flat):
            yield Block(Role.DATELINE, flat)
        elif not heading_ended and _BYLINE.match(flat) and len(flat) < 400:
            yield Block(Role.BYLINE, flat)
        else:
            heading_ended = True
            yield from _drupal_block(node, text, flat)


def _drupal_leaves(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        if child.tag in _SKIPPED:
            continue
        if child.tag in ("p", "li", "hr", "blockquote", *_HEADINGS):
            yield child
            yield from child.css("hr") if child.tag != "hr" else ()
        elif child.tag not in ("a", "span", "img"):
            yield from _drupal_leaves(child)


def _drupal_block(node: LexborNode, text: str, flat: str) -> Iterator[Block]:
    if node.tag in _HEADINGS:
        yield _block(flat, _HEADINGS[node.tag])
        return
    bold = _leading_bold(node) if node.tag == "p" else ""
    if not bold or _BOILERPLATE.match(flat):
        yield _block(text, 0)
    elif _is_section(bold, flat):
        objective = flat[len(bold) :].strip(" :—-–")
        name, inside = _objective_inside(bold)
        yield Block(Role.HEADING, name, _level(name))
        if inside:
            yield Block(Role.OBJECTIVE, inside)
        if objective:
            yield _block(objective, 0)
    else:
        yield _block(text, 0)


def _block(text: str, level: int) -> Block:
    if _OBJECTIVE.match(text) and (
        level or len(text) < 400 and text.lower().lstrip().startswith("russian objective")
    ):
        return Block(Role.OBJECTIVE, text)
    if level:
        return Block(Role.HEADING, text, level)
    return Block(Role.BOILERPLATE if _BOILERPLATE.match(text) else Role.TEXT, text)


def _leading_bold(node: LexborNode) -> str:
    """The text of the bold runs a paragraph begins with."""
    parts: list[str] = []
    for child in node.iter(include_text=True):
        text = child.text(deep=True)
        if child.tag in ("strong", "b") or (not text.strip() and parts):
            parts.append(text)
        elif child.tag in ("span", "em", "u") and (inner := _leading_bold(child)):
            parts.append(inner)
            if len(" ".join(inner.split())) < len(" ".join(text.split())):
                break
        elif text.strip():
            break
    return " ".join("".join(parts).split())


def _is_section(bold: str, flat: str) -> bool:
    whole = len(bold) >= len(flat) - 2
    if _SECTION.match(bold.lstrip(" \u2022*")):
        return (
            whole
            and not _ENDS.search(_objective_inside(bold)[0])
            or bold.endswith((":", "—", ")"))
            or len(bold) < 140
        )
    return whole and len(bold) < 100 and not _ENDS.search(bold)


def _objective_inside(bold: str) -> tuple[str, str]:
    """A heading and the objective that some carry in parentheses."""
    found = _AIM.search(bold)
    if found is None:
        return bold.strip(" :—-–"), ""
    return bold[: found.start()].strip(" :—-–"), (found.group(1) or found.group(2)).rstrip(") ")


def _level(name: str) -> int:
    return 3 if re.search(r"\bsubordinate\b|#\s?\d|\bsupporting effort (?:\d|#)", name, re.IGNORECASE) else 2


def _restore_cut_links(body: LexborNode) -> None:
    """Drupal shows long addresses cut (``https://t....``); put the whole one in their place."""
    for anchor in body.css("a"):
        shown, href = anchor.text(deep=True).strip(), anchor.attributes.get("href") or ""
        if shown.endswith(("...", "…")) and shown[:4] == "http" and href.startswith("http"):
            anchor.replace_with(f"{href} ")


def find_body(tree: LexborHTMLParser) -> tuple[LexborNode, bool] | None:
    """The body of a page and whether it is of the older layout; None for a layout not known."""
    body = tree.css_first(BODY_TODAY)
    if body is not None:
        return body, False
    body = tree.css_first(BODY_DRUPAL)
    return (body, True) if body is not None else None
