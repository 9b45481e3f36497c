"""What the source plugins share: responses to decoded pages, refusals that name source and URL, text of blocks."""

from conflictdata_pages._blocks import TextBuilder, block_text, mark_breaks, tidy
from conflictdata_pages._extra import extra_of, extras
from conflictdata_pages._response import absolute, decoded, fail, html_page, json_body, refuse_status
from conflictdata_pages._statement import heading, statement_text

__all__ = [
    "TextBuilder",
    "absolute",
    "block_text",
    "decoded",
    "extra_of",
    "extras",
    "fail",
    "heading",
    "html_page",
    "json_body",
    "mark_breaks",
    "refuse_status",
    "statement_text",
    "tidy",
]
