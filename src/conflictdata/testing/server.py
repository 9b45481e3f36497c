"""A real HTTP server on loopback that serves recorded pages, well or badly, and remembers who asked what."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import PathLike
from types import TracebackType
from typing import Any, Self

import attrs

from conflictdata.testing.pages import RecordedPage, recorded_pages


@attrs.frozen(kw_only=True)
class Seen:
    """One request that reached the server.

    Attributes:
        target: path and query.
        headers: lower-case names.
        at: seconds on a monotonic clock.
        status: the status it was answered with; 0 for a raw answer.
    """

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    at: float
    status: int


@attrs.frozen(kw_only=True)
class Fault:
    """How an answer goes wrong.

    Attributes:
        raw: bytes sent in place of an answer, as they are; the connection is closed after them.
        cut: send so many bytes of the body, then close, whatever ``Content-Length`` said.
        drip: seconds between single bytes of the body.
        drip_head: seconds between single bytes of the status line and headers.
        endless: repeat the body until the client goes away; no ``Content-Length``.
    """

    raw: bytes | None = None
    cut: int | None = None
    drip: float | None = None
    drip_head: float | None = None
    endless: bool = False


class PageServer:
    """Serves recorded pages at ``url`` while it is entered as a context.

    Pages answer at the path and query of their URL. A path with a page but another query is a 404, as is
    everything else, ``/robots.txt`` included unless a page is it. Conditional requests are answered with 304
    where the page has an ``ETag`` or ``Last-Modified`` header. Asked as a proxy, it answers for any host.
    """

    def __init__(
        self, folder: str | PathLike[str] | None = None, *, pages: Iterable[RecordedPage] = ()
    ) -> None:
        self._lock = threading.Lock()
        self._pages: list[tuple[RecordedPage, Fault]] = []
        self._left: list[int | None] = []
        self._seen: list[Seen] = []
        for page in (*(recorded_pages(folder) if folder is not None else ()), *pages):
            self._add(page, Fault())
        self._http: _Http | None = None
        self._thread: threading.Thread | None = None
        self.closing = threading.Event()

    def add(
        self,
        target: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        delay: float = 0.0,
        times: int | None = None,
        fault: Fault | None = None,
    ) -> None:
        """Serve a page at ``target`` (path and query); see ``RecordedPage`` for the rest.

        A later page at the same target answers once the earlier ones' ``times`` are used up; use ``replace``
        to change a page.
        """
        encoded = body.encode() if isinstance(body, str) else body
        given = {"Content-Type": "text/html; charset=utf-8"} | (headers or {})
        page = RecordedPage(
            url=target, body=encoded, status=status, headers=tuple(given.items()), delay=delay, times=times
        )
        self._add(page, fault or Fault())

    def replace(self, target: str, body: bytes | str = b"", **rest: Any) -> None:
        """Take every page at ``target`` away and serve this one; arguments as ``add``."""
        with self._lock:
            kept = [n for n, (page, _) in enumerate(self._pages) if page.target != target]
            self._pages = [self._pages[n] for n in kept]
            self._left = [self._left[n] for n in kept]
        self.add(target, body, **rest)

    def _add(self, page: RecordedPage, fault: Fault) -> None:
        with self._lock:
            self._pages.append((page, fault))
            self._left.append(page.times)

    @property
    def url(self) -> str:
        """``http://127.0.0.1:<port>``, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """The port the server listens on."""
        if self._http is None:
            raise RuntimeError("PageServer: enter it first, as in `with PageServer(folder) as server:`")
        return int(self._http.server_address[1])

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Requests so far, in the order they were answered."""
        with self._lock:
            return tuple(self._seen)

    def targets(self) -> list[str]:
        """Path and query of each request so far, those for ``/robots.txt`` left out."""
        return [each.target for each in self.seen if each.target != "/robots.txt"]

    def __enter__(self) -> Self:
        self._http = _Http(("127.0.0.1", 0), _Handler, self)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.daemon = True
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        if self._http is not None and self._thread is not None:
            self._http.shutdown()
            self._http.server_close()
            self._thread.join(5)

    def _take(self, target: str) -> tuple[RecordedPage, Fault] | None:
        with self._lock:
            for n, (page, fault) in enumerate(self._pages):
                left = self._left[n]
                if page.target == target and left != 0:
                    self._left[n] = None if left is None else left - 1
                    return page, fault
        return None

    def _note(self, seen: Seen) -> None:
        with self._lock:
            self._seen.append(seen)


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], handler: type[_Handler], pages: PageServer) -> None:
        self.pages = pages
        super().__init__(address, handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that go away are part of what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: without this each answer waits 40 ms
    server: _Http

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing; requests are kept in ``PageServer.seen``."""

    def _answer(self) -> None:
        if "://" in self.path:  # asked as a proxy is (RFC 9112, 3.2.2)
            self.path = RecordedPage(url=self.path).target
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        found = self.server.pages._take(self.path)
        page, fault = found or (RecordedPage(url=self.path, status=404, body=b"no such page"), Fault())
        status = 304 if found and page.status == 200 and self._unchanged(page) else page.status
        headers = {name.lower(): value for name, value in self.headers.items()}
        note = Seen(
            method=self.command, target=self.path, headers=headers, body=sent, at=time.monotonic(),
            status=0 if fault.raw is not None else status,
        )  # fmt: skip
        self.server.pages._note(note)
        if page.delay:
            self.server.pages.closing.wait(page.delay)
        if fault.raw is not None:
            self.wfile.write(fault.raw)
            self.close_connection = True
            return
        self._head(page, status, fault)
        if status != 304 and self.command != "HEAD":
            self._body(page.body, fault)

    def _unchanged(self, page: RecordedPage) -> bool:
        own = {name.lower(): value for name, value in page.headers}
        if (asked := self.headers.get("If-None-Match")) is not None:
            return own.get("etag") in [tag.strip() for tag in asked.split(",")]
        asked, changed = self.headers.get("If-Modified-Since"), own.get("last-modified")
        if asked is None or changed is None:
            return False
        return parsedate_to_datetime(changed) <= parsedate_to_datetime(asked)

    def _head(self, page: RecordedPage, status: int, fault: Fault) -> None:
        self.send_response(status)
        names = set()
        for name, value in page.headers:
            names.add(name.lower())
            self.send_header(name, value)
        if fault.endless:
            self.close_connection = True
            self.send_header("Connection", "close")
        elif "content-length" not in names and status != 304:
            self.send_header("Content-Length", str(len(page.body)))
        if fault.drip_head is None:
            self.end_headers()
            return
        self._headers_buffer: list[bytes]
        head = b"".join([*self._headers_buffer, b"\r\n"])
        self._headers_buffer = []
        self._drip(head, fault.drip_head)

    def _body(self, body: bytes, fault: Fault) -> None:
        if fault.cut is not None:
            self.wfile.write(body[: fault.cut])
            self.close_connection = True
        elif fault.drip is not None:
            self._drip(body, fault.drip)
        elif fault.endless:
            while not self.server.pages.closing.is_set():
                self.wfile.write(body)
        else:
            self.wfile.write(body)

    def _drip(self, content: bytes, pause: float) -> None:
        for byte in content:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.server.pages.closing.wait(pause):
                return
