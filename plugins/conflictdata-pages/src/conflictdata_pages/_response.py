"""A response to a decoded, parsed page; what cannot be one is refused with a clear error."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from conflictdata.errors import ParseError
from conflictdata.plugins import Response

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096  # the HTML standard looks for the encoding in the first 1024 bytes; sites are less tidy
_STRAY = 8
"""Characters that a page may have in another encoding than its own: quoted or pasted badly."""
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|auth|accounts?/login|sso|oauth/authorize)(?:[/?.]|$)", re.IGNORECASE
)
_LOGIN_TITLE = re.compile(
    r"\b(?:log ?in|sign ?in|subscribe to (?:read|continue)|just a moment|attention required|access denied"
    r"|are you (?:a )?(?:robot|human)|captcha)\b|(?:^|\s)(?:вход|войти|авторизация|вхід|увійти|авторизація)(?:\s|$)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_MUST_CLOSE = re.compile(
    r"<(/?)(?:article|main|section|header|div|nav|aside|footer|script|style|title|h[1-6])\b", re.IGNORECASE
)
"""Elements whose end tag may not be left out (HTML standard, 13.1.2.4 names those that may)."""
_STATUS = {
    401: "the server wants a login",
    403: "the server refuses this page",
    404: "no such page",
    410: "the page was removed",
    429: "the server asks for fewer requests",
    451: "the page is withheld for legal reasons",
}


def fail(response: Response, message: str) -> ParseError:
    """The error for a response that cannot be read, naming its source, address and where it is kept."""
    return ParseError(response.source, message, url=response.url, response_path=response.stored)


def refuse_status(response: Response) -> None:
    """Refuse a response that is not a page.

    Raises:
        ParseError: an HTTP status other than 2xx; a redirect that nobody followed.
    """
    if 200 <= response.status < 300:
        return
    known = _STATUS.get(response.status, "")
    if 300 <= response.status < 400:
        known = f"a redirect to {response.header('location') or 'nowhere'} that was not followed (a loop?)"
    raise fail(response, f"HTTP {response.status}{': ' + known if known else ''}")


def decoded(response: Response) -> str:
    """The body as text, in the encoding that the byte order mark, the header or the page's head declares.

    A few bytes that do not fit the declared encoding are replaced; a body that is another encoding is refused.

    Raises:
        ParseError: an HTTP error, an empty body, an unknown encoding, or a body that is not in it.
    """
    refuse_status(response)
    if not response.body.strip():
        raise fail(response, "the response is empty")
    name = _encoding(response)
    try:
        codec = codecs.lookup(name)
    except LookupError:
        raise fail(response, f"unknown encoding {name!r}") from None
    text = codec.decode(response.body, "replace")[0]
    bad = text.count("\ufffd")
    if bad > _STRAY and bad > len(text) / 500:
        raise fail(response, f"not in the encoding it declares ({name}): {bad} undecodable characters")
    if "\0" in text:
        raise fail(
            response, f"not in the encoding it declares ({name}): zero bytes, as in UTF-16 or a binary file"
        )
    if not codec.name.startswith("utf") and _is_utf8(response.body):
        raise fail(response, f"not in the encoding it declares ({name}): the bytes are UTF-8")
    return text


def _is_utf8(body: bytes) -> bool:
    """Whether bytes are UTF-8 beyond doubt: letters of an 8-bit encoding do not make its sequences by chance."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return False
    return sum(not each.isascii() for each in text) > _STRAY


def _encoding(response: Response) -> str:
    for mark, name in _BOMS:
        if response.body.startswith(mark):
            return name
    found = _CHARSET.search(response.header("content-type") or "")
    if found is None:
        head = response.body[:_HEAD].decode("ascii", "replace")
        found = _DECLARATION.match(head) or _CHARSET.search(head)
    return found.group(1).lower() if found else "utf-8"


def html_page(response: Response, *, whole: bool = True) -> LexborHTMLParser:
    """The parsed page of a response.

    Args:
        whole: refuse every page without ``</html>``; else only one with elements that are not closed either.

    Raises:
        ParseError: see ``decoded``; not HTML, broken off, a login wall or a robot check.
    """
    text = decoded(response)
    kind = (response.header("content-type") or "").partition(";")[0].strip().lower()
    if kind and not re.fullmatch(r"text/(?:html|plain)|application/(?:xhtml\+xml|octet-stream)", kind):
        raise fail(response, f"expected a page, got {kind}")
    if "<" not in text[:2000]:
        raise fail(response, "expected a page, got no HTML")
    length = response.header("content-length")
    encoded = response.header("content-encoding") not in (None, "", "identity")
    if length and length.isdigit() and not encoded and int(length) > len(response.body):
        raise fail(response, f"the page breaks off: {len(response.body)} of {length} bytes")
    if "</html" not in text[-4000:].lower() and "</html" not in text.lower() and (whole or _unclosed(text)):
        raise fail(response, "the page breaks off (no </html>)")
    tree = LexborHTMLParser(text)
    _refuse_walls(response, tree)
    return tree


def _unclosed(text: str) -> bool:
    """Whether a page without ``</html>``, which HTML allows, lacks end tags that HTML does not allow to lack."""
    bare = _SCRIPT.sub("", text)
    opened = sum(-1 if found[1] else 1 for found in _MUST_CLOSE.finditer(bare))
    return opened > 0 or bare.rfind("<") > bare.rfind(">")


def _refuse_walls(response: Response, tree: LexborHTMLParser) -> None:
    title = tree.css_first("title")
    words = " ".join(title.text().split()) if title else ""
    if len(words) < 60 and _LOGIN_TITLE.search(words):
        raise fail(response, f"a login wall or robot check ({words!r}) instead of the page")
    if _LOGIN_PATH.search(urlsplit(response.url).path) and tree.css_first('input[type="password"]'):
        raise fail(response, "a login wall instead of the page")


def json_body(response: Response) -> Any:
    """The JSON of a response.

    Raises:
        ParseError: see ``decoded``; not JSON, or broken off.
    """
    text = decoded(response)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        start = text.lstrip()[:1]
        if start == "<":
            raise fail(response, "expected JSON, got a page (a login wall or an error page?)") from error
        raise fail(response, f"not JSON, or broken off: {error}") from error


def absolute(base: str, href: str | None) -> str | None:
    """An http(s) address from a link as written, or None for other schemes and nonsense."""
    if not href:
        return None
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
