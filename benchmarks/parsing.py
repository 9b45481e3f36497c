"""Speed of the page parsers as a ratio to BeautifulSoup with the same selectors, in one run on one machine.

    python benchmarks/parsing.py [--pages FOLDER] [--rounds 15]

With ``--pages`` (or the variable CONFLICTDATA_REAL_PAGES) the real pages there are parsed; without, pages of the same
structure and size made here. BeautifulSoup runs
on the parser of the standard library.
"""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from _ratio import compare
from bs4 import BeautifulSoup

from conflictdata.plugins import Response
from conflictdata_isw import IswPlugin
from conflictdata_telegram import TelegramPlugin

BUDGET = {"isw": 0.020, "telegram": 0.010}
"""Seconds that parsing a page may take."""


def main() -> None:
    """Print a line for each page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", default=os.environ.get("CONFLICTDATA_REAL_PAGES"))
    options.add_argument("--rounds", type=int, default=15)
    given = options.parse_args()
    isw, telegram = pages(Path(given.pages) if given.pages else None)
    found = [
        compare("isw", lambda: list(IswPlugin().reports(response("isw", isw))), lambda: isw_soup(isw),
                peer_name="BeautifulSoup", rounds=given.rounds),
        compare("telegram", lambda: list(TelegramPlugin().reports(response("telegram:rybar", telegram))),
                lambda: telegram_soup(telegram), peer_name="BeautifulSoup", rounds=given.rounds),
    ]  # fmt: skip
    for each in found:
        print(f"{each}; to stay under {BUDGET[each.name]} s on a machine with nothing else to do")


def response(source: str, body: bytes) -> Response:
    """The page as a parser is given it."""
    return Response(
        source=source, url="https://example.org/page", body=body, retrieved=datetime(2026, 7, 5, tzinfo=UTC)
    )


def pages(folder: Path | None) -> tuple[bytes, bytes]:
    """Bodies of an ISW page and of a Telegram page."""
    if folder is not None:
        return next(folder.glob("isw-20*.html")).read_bytes(), next(
            folder.glob("telegram-*.html")
        ).read_bytes()
    return made_isw(), made_telegram()


def made_isw() -> bytes:
    """A page of ISW's structure: 60 paragraphs with two endnotes each, and a head as heavy as a real one's."""
    paragraphs = "".join(
        f'<h2 class="gb-text">Section {n}</h2>' * (n % 6 == 0)
        + f'<p class="wp-block-paragraph"><strong>Forces attacked near Alphaville on day {n}.</strong>[{2 * n + 1}] '
        + f"A spokesperson said that nothing changed. {'More words follow here. ' * 12}[{2 * n + 2}]</p>"
        for n in range(60)
    )
    notes = "<br>".join(f"[{n}] https://example dot org/{n} ; https://t.me/one/{n}" for n in range(1, 121))
    script = "<script>" + "var x = 'ballast';" * 14_000 + "</script>"
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title>'
        '<meta property="article:published_time" content="2026-06-30T23:00:00+00:00">'
        f'{script}</head><body><div class="dynamic-entry-content">{paragraphs}'
        f'<div class="endnote-accordion-content"><p>{notes}</p></div></div></body></html>'
    ).encode()


def made_telegram() -> bytes:
    """A page of the preview's structure with 20 posts."""
    posts = "".join(
        f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="rybar/{n}"><div class="tgme_widget_message_bubble">'
        f'<a class="tgme_widget_message_photo_wrap" href="https://t.me/rybar/{n}" style="background-image:url(\'https://x.org/{n}\')"></a>'
        f'<div class="tgme_widget_message_text js-message_text">{"Слова о дне.<br><b>Ещё</b> слова. " * 40}<a href="https://x.org">x</a></div>'
        f'<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date"><time datetime="2026-07-03T12:00:00+00:00"></time></a></span>'
        f"<svg>{'<path d=&quot;M0 0&quot;/>' * 100}</svg></div></div></div>"
        for n in range(100, 120)
    )
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{posts}</body></html>".encode()


def isw_soup(body: bytes) -> int:
    """What the ISW parser looks for, by BeautifulSoup on the standard library's parser."""
    soup = BeautifulSoup(body, "html.parser")
    found = soup.select(
        'meta[property="article:published_time"], meta[property="article:modified_time"], h1, title'
    )
    for part in soup.select(".dynamic-entry-content"):
        for br in part.select("br"):
            br.replace_with("\n")
        found += [each for each in part.select("h2, h3, h4, p, li") if each.get_text()]
    return len(found)


def telegram_soup(body: bytes) -> int:
    """What the Telegram parser looks for, by BeautifulSoup on the standard library's parser."""
    soup = BeautifulSoup(body, "html.parser")
    count = 0
    for br in soup.select("br"):
        br.replace_with("\n")
    for message in soup.select(".tgme_widget_message[data-post]"):
        for selector in (
            ".tgme_widget_message_date time[datetime]", ".tgme_widget_message_meta", ".tgme_widget_message_views",
            ".tgme_widget_message_reply", ".js-message_text", ".js-message_text a[href]", ".tgme_widget_message_forwarded_from",
            ".tgme_widget_message_photo_wrap, .tgme_widget_message_video_player, .tgme_widget_message_document_wrap",
        ):  # fmt: skip
            count += len([each.get_text() for each in message.select(selector)])
    return count


if __name__ == "__main__":
    main()
