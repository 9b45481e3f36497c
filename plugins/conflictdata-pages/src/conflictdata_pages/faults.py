"""For the tests of source plugins: one page of a site goes wrong in every usual way, within the core's collector.

Needs ``conflictdata[testing,fetch]``. A plugin's test names its sites and runs ``check`` for each ``Fault``::

    @pytest.mark.parametrize("fault", Fault)
    def test_faults(fault, tmp_path):
        check(SITE, fault, tmp_path)

``check`` wants what every plugin owes: one error that names source and address, the answer kept as received, no
report made of it, the same error when the archive is parsed again offline, and the run going on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from conflictdata.errors import FetchError, ParseError
from conflictdata.fetch import Fetched, FetchSettings, collect, parse
from conflictdata.model import Report, Source, SourceKind
from conflictdata.plugins import PluginRegistry, Request, Response, SourcePlugin, Window
from conflictdata.testing import PageServer, registry_of
from conflictdata.testing.server import Fault as Wire

CYRILLIC = "Весь день продолжались бои, стороны сообщали о потерях и об отражённых атаках. "
"""Enough letters outside ASCII for a page in another encoding to be told from one with a stray byte."""

_ATTEMPTS = 2
_LOGIN = (
    '<!DOCTYPE html><html><head><title>Log in</title></head><body><form action="/session" method="post">'
    '<input name="user"><input type="password" name="password"></form></body></html>'
)


class Fault(StrEnum):
    """How the page goes wrong."""

    EMPTY = "empty page"
    CUT_PAGE = "page that breaks off"
    CUT_CONNECTION = "connection that breaks off"
    LOGIN_PAGE = "login wall"
    LOGIN_REDIRECT = "redirect to a login"
    MISSING = "404"
    BUSY_ONCE = "429, then the page"
    BUSY = "429 for good"
    BUSY_LONG = "429 with a long Retry-After"
    REDIRECT_LOOP = "redirect loop"
    OTHER_ENCODING = "windows-1251 said to be UTF-8"
    WIDE_ENCODING = "UTF-16 said to be UTF-8"
    SAID_ENCODING = "UTF-8 said to be windows-1251"
    NO_ENCODING = "an encoding that does not exist"
    UNKNOWN_LAYOUT = "unknown layout"


_SAID = MappingProxyType(
    {
        Fault.EMPTY: "is empty",
        Fault.CUT_PAGE: "breaks? off|broken off",
        Fault.CUT_CONNECTION: "no answer",
        Fault.LOGIN_PAGE: "login",
        Fault.LOGIN_REDIRECT: "login page",
        Fault.MISSING: "404",
        Fault.BUSY: "429",
        Fault.BUSY_LONG: "429.*3600 s",
        Fault.REDIRECT_LOOP: "more than 5 redirects",
        Fault.OTHER_ENCODING: "not in the encoding",
        Fault.WIDE_ENCODING: "not in the encoding",
        Fault.SAID_ENCODING: "not in the encoding",
        Fault.NO_ENCODING: "unknown encoding",
        Fault.UNKNOWN_LAYOUT: "layout|columns",
    }
)
"""What the error says, as a pattern."""

_UNREAD = frozenset(
    {
        Fault.EMPTY, Fault.CUT_PAGE, Fault.LOGIN_PAGE, Fault.OTHER_ENCODING, Fault.WIDE_ENCODING, Fault.SAID_ENCODING,
        Fault.NO_ENCODING, Fault.UNKNOWN_LAYOUT,
    }
)  # fmt: skip
"""Faults of a page that arrived: the parser tells them, also offline."""


@attrs.frozen(kw_only=True)
class Site:
    """A plugin, the pages it reads, and the one that goes wrong. ``{site}`` in texts is the server's address.

    Attributes:
        plugin: makes the plugin for a server's address.
        source: what is collected.
        named: the id that errors carry, where it is not ``source``.
        target: path and query of the page that goes wrong.
        page: its text when nothing is wrong.
        unknown: its text in a layout that the plugin does not know.
        cyrillic: its text with many letters outside ASCII; ``page`` where it has them itself.
        others: further pages, by path and query.
        kind: content type of the page that goes wrong.
        declares: the encoding's name as the page itself declares it, where that counts and not the header.
        wrap: how its bytes are packed, a ZIP archive.
        reports: how many the sound site gives.
        spared: how many of them do not hang on the page that goes wrong.
        said: what an error says of a fault where it is not the usual, as a pattern.
        since, until: the window.
    """

    plugin: Callable[[str], SourcePlugin]
    source: str
    named: str = ""
    target: str
    page: str
    unknown: str
    cyrillic: str = ""
    others: Mapping[str, str] = attrs.field(factory=dict)
    kind: str = "text/html"
    declares: str = ""
    wrap: Callable[[bytes], bytes] = bytes
    reports: int
    spared: int = 0
    said: Mapping[Fault, str] = attrs.field(factory=dict)
    since: str = "2026-05-01"
    until: str = "2026-05-04"


class _Next(SourcePlugin):
    """Two sources that stand behind the faulty one: one on its host, one on another."""

    name = "next"

    def __init__(self, port: int) -> None:
        self._port = port

    def sources(self) -> Iterable[Source]:
        yield from (Source(id=id, name=id, kind=SourceKind.MEDIA) for id in ("next-here", "next-there"))

    def requests(self, source: Source, window: Window, cursor: str | None) -> Iterator[Request]:
        host = "127.0.0.1" if source.id == "next-here" else "localhost"
        yield Request(url=f"http://{host}:{self._port}/next-source")

    def reports(self, response: Response) -> Iterator[Report]:
        moment = datetime(2026, 5, 2, tzinfo=UTC)
        text = response.body.decode()
        yield Report(
            source=response.source,
            url=response.url,
            text=text,
            published=moment,
            retrieved=response.retrieved,
        )


def check(site: Site, fault: Fault | None, directory: Path) -> None:
    """Run the plugin with one page going wrong, or with none, and hold it to what it owes.

    Raises:
        AssertionError: it does not give what it owes.
    """
    with PageServer() as server:
        body = _serve(server, site, fault)
        registry = registry_of(site.plugin(server.url), _Next(server.port))
        source = site.source.replace("{site}", server.url)
        found = _collected([source, "next-here", "next-there"], site, server, registry, directory)
        targets = server.targets()
        address = server.url + site.target
    name = site.named or source
    own = [each for each in found if each.source == name]
    told = [each for each in own if each.error is not None]
    others = {each.source: each for each in found if each.source != name}
    assert others["next-there"].reports, "the run did not go on with a source on another host"
    if fault is None or fault is Fault.BUSY_ONCE:
        assert [each.error for each in told] == []
        assert sum(len(each.reports) for each in own) == site.reports
        assert targets.count(site.target) == (1 if fault is None else 2)
        return
    if fault is Fault.BUSY_LONG:
        assert targets.count(site.target) == 1, "asked again though the server wants an hour's rest"
    else:
        assert len(told) == 1, f"one error expected: {[str(each.error) for each in told]}"
        assert others["next-here"].reports, "the run did not go on with a source on the same host"
        assert sum(len(each.reports) for each in own) == site.spared
    _check_error(told[0], site, fault, name, address)
    _check_kept(fault, directory, address, body)
    if fault in _UNREAD:
        again = [each for each in parse(directory, registry=registry) if each.url == told[0].url]
        assert [type(each.error) for each in again] == [ParseError] and not again[0].reports


def _serve(server: PageServer, site: Site, fault: Fault | None) -> bytes:
    """Fill the server; gives the body of the page that goes wrong."""
    for target, text in site.others.items():
        server.add(target, text.replace("{site}", server.url), headers={"Content-Type": _type_of(target)})
    server.add("/next-source", "Another source's page.", headers={"Content-Type": "text/plain"})
    server.add("/login", _LOGIN)
    server.add("/round", status=302, headers={"Location": site.target})
    body, rest = _faulty(site, fault, server.url)
    headers = {"Content-Type": f"{site.kind}; charset=utf-8"} | rest.pop("headers", {})
    server.add(site.target, body, headers=headers, **rest)
    if fault is Fault.BUSY_ONCE:
        server.add(site.target, _packed(site, site.page, server.url), headers=headers)
    return body


def _type_of(target: str) -> str:
    path = target.partition("?")[0]
    kind = {"txt": "text/plain", "xml": "application/xml", "json": "application/json"}
    return f"{kind.get(path.rpartition('.')[2], 'text/html')}; charset=utf-8"


def _packed(site: Site, text: str, url: str, encoding: str = "utf-8") -> bytes:
    return site.wrap(text.replace("{site}", url).encode(encoding, "replace"))


def _faulty(site: Site, fault: Fault | None, url: str) -> tuple[bytes, dict[str, Any]]:
    """Body of the page and how it is answered."""
    sound, cyrillic = _packed(site, site.page, url), site.cyrillic or site.page
    busy = {"status": 429, "headers": {"Retry-After": "0"}}
    match fault:
        case Fault.EMPTY:
            return b"", {}
        case Fault.CUT_PAGE:
            return sound[: len(sound) * 3 // 5], {}
        case Fault.CUT_CONNECTION:
            return sound, {"fault": Wire(cut=len(sound) * 3 // 5)}
        case Fault.LOGIN_PAGE:
            return _LOGIN.encode(), {"headers": {"Content-Type": "text/html; charset=utf-8"}}
        case Fault.LOGIN_REDIRECT:
            return b"", {"status": 302, "headers": {"Location": "/login"}}
        case Fault.MISSING:
            return b"nothing here", {"status": 404}
        case Fault.BUSY_ONCE:
            return b"slow down", {**busy, "times": 1}
        case Fault.BUSY:
            return b"slow down", busy
        case Fault.BUSY_LONG:
            return b"slow down", {"status": 429, "headers": {"Retry-After": "3600"}}
        case Fault.REDIRECT_LOOP:
            return b"round", {"status": 302, "headers": {"Location": "/round"}}
        case Fault.OTHER_ENCODING:
            return _packed(site, cyrillic, url, "cp1251"), {}
        case Fault.WIDE_ENCODING:
            return _packed(site, site.page, url, "utf-16-le"), {}
        case Fault.SAID_ENCODING:
            return _declaring(site, cyrillic, url, "windows-1251")
        case Fault.NO_ENCODING:
            return _declaring(site, site.page, url, "x-none-8")
        case Fault.UNKNOWN_LAYOUT:
            return _packed(site, site.unknown, url), {}
        case None:
            return sound, {}


def _declaring(site: Site, text: str, url: str, name: str) -> tuple[bytes, dict[str, Any]]:
    """A page in UTF-8 whose header, or which itself, names another encoding."""
    if site.declares:
        return _packed(site, text.replace(site.declares, name, 1), url), {}
    return _packed(site, text, url), {"headers": {"Content-Type": f"{site.kind}; charset={name}"}}


def _collected(
    sources: list[str], site: Site, server: PageServer, registry: PluginRegistry, directory: Path
) -> list[Fetched]:
    settings = FetchSettings(
        spacing=0, attempts=_ATTEMPTS, first_wait=0.001,
        local=(f"127.0.0.1:{server.port}", f"localhost:{server.port}"),
    )  # fmt: skip
    return list(
        collect(
            sources, since=site.since, until=site.until, directory=directory, settings=settings, registry=registry
        )
    )  # fmt: skip


def _check_error(told: Fetched, site: Site, fault: Fault, name: str, address: str) -> None:
    import httpx

    error = told.error
    wanted = ParseError if fault in _UNREAD else FetchError
    assert isinstance(error, wanted), f"{wanted.__name__} expected: {error!r}"
    assert isinstance(error, ParseError | FetchError) and error.source == name
    asked = str(httpx.URL(address))
    assert error.url == told.url == asked and name in str(error) and asked in str(error)
    assert not told.reports, "a page that could not be read gave reports"
    pattern = site.said.get(fault, _SAID[fault])
    assert re.search(pattern, str(error)), f"{pattern!r} expected: {error}"
    if fault in _UNREAD:
        assert told.response is not None and error.response_path == told.response.stored is not None  # type: ignore[union-attr]


def _check_kept(fault: Fault, directory: Path, address: str, body: bytes) -> None:
    """The answer lies in the archive as it was received; half an answer is none."""
    import httpx

    from conflictdata.fetch._archive import archived

    kept = [each for _, each in archived(directory) if each.url == str(httpx.URL(address))]
    if fault is Fault.CUT_CONNECTION:
        assert not kept
    else:
        assert any(each.kind == "response" and each.payload == body for each in kept), (
            "the answer was not kept"
        )
