"""Text of HTML blocks, and a report's text made of blocks with the span of each."""

from __future__ import annotations

import re

import attrs
from selectolax.lexbor import LexborHTMLParser, LexborNode

_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")


def mark_breaks(tree: LexborHTMLParser | LexborNode) -> None:
    """Replace every ``br`` by a line break, so that ``block_text`` sees it. Changes the tree."""
    for br in tree.css("br"):
        br.replace_with("\n")


def tidy(text: str) -> str:
    """Text as a reader sees it: runs of blanks (also no-break ones) as one, at most one empty line."""
    text = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def block_text(node: LexborNode, *, lines: bool = True) -> str:
    """The text of one block, tidied; without ``lines`` its line breaks are blanks."""
    text = node.text(deep=True)
    return tidy(text) if lines else " ".join(text.split())


@attrs.define
class TextBuilder:
    """Collects blocks into a text, a line each, and knows where each one lies.

    Attributes:
        parts: the blocks so far.
        length: characters so far, with the line breaks between.
    """

    parts: list[str] = attrs.field(factory=list)
    length: int = 0

    def add(self, block: str) -> tuple[int, int]:
        """Add a block; gives its span in the text."""
        if self.parts:
            self.length += 1
        start = self.length
        self.parts.append(block)
        self.length += len(block)
        return start, self.length

    @property
    def text(self) -> str:
        """All blocks, joined by line breaks."""
        return "\n".join(self.parts)
