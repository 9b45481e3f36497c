"""The public web preview (``t.me/s/<channel>``): one page of posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import attrs
from selectolax.lexbor import LexborNode

from conflictdata.errors import ModelError
from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata_pages import extras, fail, html_page, mark_breaks, tidy

_IMAGE = re.compile(r"background-image:\s*url\(\s*['\"]?([^'\")]+)")
_MEDIA = (
    ("photo", ".tgme_widget_message_photo_wrap"),
    ("video", ".tgme_widget_message_video_player"),
    ("video", ".tgme_widget_message_roundvideo_player"),
    ("voice", ".tgme_widget_message_voice_player"),
    ("file", ".tgme_widget_message_document_wrap"),
    ("sticker", ".tgme_widget_message_sticker_wrap"),
)
_MEDIA_CSS = ", ".join(css for _, css in _MEDIA)
_LINKED = ".tgme_widget_message_link_preview"
_BASE = "https://t.me/"


@attrs.frozen(kw_only=True)
class Medium:
    """One photograph, video or file of a post.

    Attributes:
        kind: ``photo``, ``video``, ``voice``, ``file``, ``sticker``.
        post: its own address, which stays: ``https://t.me/name/12?single``.
        file: where the file itself lay when the page was fetched (such addresses expire), or None.
    """

    kind: str
    post: str
    file: str | None = None


@attrs.frozen(kw_only=True)
class Page:
    """One page of a channel.

    Attributes:
        reports: its posts, oldest first; service messages are left out.
        numbers: of all messages on the page, service ones and those inside albums included.
        before: the number below which the next older page begins, or None on the oldest page.
    """

    reports: tuple[Report, ...]
    numbers: tuple[int, ...]
    before: int | None


def read_page(response: Response) -> Page:
    """The posts of one page.

    Raises:
        ParseError: not a page, a channel without a public preview, a layout not known, a post without a time.
    """
    tree = html_page(response)
    messages = tree.css(".tgme_widget_message[data-post]")
    if not messages and tree.css_first(".tgme_channel_history, .tme_no_messages_found") is None:
        if tree.css_first(".tgme_page, .tgme_page_action") is not None:
            raise fail(response, "no public preview: the channel is private, restricted or does not exist")
        raise fail(response, "no posts found: the page layout may have changed")
    older = tree.css_first("a.tme_messages_more[data-before]")
    before = _number((older.attributes.get("data-before") or "") if older else "")
    mark_breaks(tree)
    reports, numbers = [], []
    for message in messages:
        number = _number((message.attributes.get("data-post") or "").rpartition("/")[2])
        if number is None:
            raise fail(response, "a post without a number; the page layout may have changed")
        media = tuple(_media(message))
        numbers += [number, *_album(media)]
        if "service_message" not in (message.attributes.get("class") or ""):
            reports.append(_report(response, message, media))
    return Page(reports=tuple(reports), numbers=tuple(sorted(set(numbers))), before=before)


def _report(response: Response, message: LexborNode, media: tuple[Medium, ...]) -> Report:
    post = message.attributes.get("data-post") or ""
    stamp = message.css_first(".tgme_widget_message_date time[datetime]")
    meta = message.css_first(".tgme_widget_message_meta")
    views = message.css_first(".tgme_widget_message_views")
    album = _album(media)
    extra = {
        "edited": True if meta and "edited" in meta.text().lower() else None,
        "views": views.text(strip=True) if views else "",
        "album": album if len(album) > 1 else None,
        "files": [[each.kind, each.file] for each in media],
    }
    reply = message.css_first(".tgme_widget_message_reply")
    try:
        return Report(
            source=response.source,
            url=f"{_BASE}{post}",
            text=_text(message),
            published=(stamp.attributes.get("datetime") or "") if stamp else "",
            retrieved=response.retrieved,
            media=[each.post for each in media],
            links=_links(message),
            forwarded_from=_origin(message),
            reply_to=urljoin(_BASE, reply.attributes.get("href") or "") if reply else None,
            extra=extras(extra),
        )
    except ModelError as error:
        raise fail(
            response, f"post {post} cannot be read ({error}); the page layout may have changed"
        ) from error


def _text(message: LexborNode) -> str:
    """The post's own text; what a reply quotes has another class."""
    found = message.css_first(".js-message_text")
    text = tidy(found.text(deep=True)) if found else ""
    poll = message.css_first(".tgme_widget_message_poll_question")
    if poll is not None:
        options = [each.text(strip=True) for each in message.css(".tgme_widget_message_poll_option_text")]
        text = "\n".join(part for part in (text, poll.text(strip=True), *options) if part)
    return text


def _origin(message: LexborNode) -> str | None:
    """The channel a post was forwarded from; "" where it is hidden (a name without a link is a person's)."""
    if message.css_first(".tgme_widget_message_forwarded_from") is None:
        return None
    name = message.css_first("a.tgme_widget_message_forwarded_from_name[href]")
    return (name.attributes.get("href") or "") if name else ""


def _links(message: LexborNode) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for node in message.css(f".js-message_text a[href], {_LINKED}[href]"):
        href = node.attributes.get("href") or ""
        if href.startswith(("http://", "https://")):
            found[href] = None
    return tuple(found)


def _media(message: LexborNode) -> Iterator[Medium]:
    """Media of the post itself: not the picture of a link's preview, not the thumbnail of a quoted post."""
    post = f"{_BASE}{message.attributes.get('data-post') or ''}"
    for node in message.css(_MEDIA_CSS):
        if _within(node, ("tgme_widget_message_link_preview", "tgme_widget_message_reply")):
            continue
        classes = node.attributes.get("class") or ""
        kind = next(kind for kind, css in _MEDIA if css[1:] in classes.split())
        href = node.attributes.get("href") or post
        address = urljoin(_BASE, href)
        if "?" not in address and address.startswith(_BASE):
            address += "?single"
        yield Medium(kind=kind, post=address, file=_file(node))


def _within(node: LexborNode, classes: tuple[str, ...]) -> bool:
    parent = node.parent
    while parent is not None and "tgme_widget_message_bubble" not in (
        own := parent.attributes.get("class") or ""
    ):
        if any(each in own.split() for each in classes):
            return True
        parent = parent.parent
    return False


def _file(node: LexborNode) -> str | None:
    inner = node.css_first("video[src], audio[src]")
    if inner is not None:
        return inner.attributes.get("src")
    styled = node if node.attributes.get("style") else node.css_first("[style*='background-image']")
    found = _IMAGE.search((styled.attributes.get("style") or "") if styled else "")
    return urljoin("https:", found.group(1)) if found else None


def _album(media: tuple[Medium, ...]) -> list[int]:
    found = (_number(urlsplit(each.post).path.rpartition("/")[2]) for each in media)
    return sorted({number for number in found if number is not None})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def before_of(url: str) -> int | None:
    """The number below which a page was asked for."""
    return _number(parse_qs(urlsplit(url).query).get("before", [""])[0])
