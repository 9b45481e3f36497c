"""The polite client: robots.txt, spacing, retries, conditional requests, redirects under rules, all kept raw."""

from __future__ import annotations

import hashlib
import logging
import re
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import attrs
import hishel
import hishel.httpx
import httpx
import stamina

from conflictdata.errors import FetchError
from conflictdata.fetch._address import AddressRefused
from conflictdata.fetch._archive import RawArchive
from conflictdata.fetch._decode import ACCEPTED, Undecodable, decoded
from conflictdata.fetch._robots import Robots, Unavailable
from conflictdata.fetch._settings import FetchSettings
from conflictdata.fetch._transport import TooLarge, WireTransport
from conflictdata.fetch._warc import WarcRecord
from conflictdata.plugins import Request, Response

logging.getLogger("stamina").addHandler(
    logging.NullHandler()
)  # retries are told in the error, if it comes to one

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONTEXT = "conflictdata"
_LOGIN = re.compile(
    r"/(?:log-?in|sign-?in|sso|oauth2?/authorize|accounts/login|wp-login\.php)(?:[/?.]|$)", re.IGNORECASE
)
_PRIVATE_PARAMETER = re.compile(
    r"(?<=[?&])((?:[^=&#]*(?:token|secret|password|api_?key)[^=&#]*|key))=[^&#]*", re.IGNORECASE
)


@attrs.frozen(kw_only=True)
class Answer:
    """What a request brought.

    Attributes:
        response: as a parser is given it.
        unchanged: the publisher, the cache or the archive says it is what was received before.
    """

    response: Response
    unchanged: bool = False


class StillBusy(FetchError):
    """The server did not answer for now; asking again later may help."""


@attrs.define
class _Context:
    """What one request is for; travels with it to the layer that archives, which fills in the record."""

    source: str
    request: str
    job: str
    record: WarcRecord | None = None


class _Busy(Exception):
    """An answer that asks for another attempt."""

    def __init__(self, status: int, wait: float | None) -> None:
        super().__init__(f"HTTP {status}" + (f", asks to wait {wait:.0f} s" if wait else ""))
        self.status = status
        self.wait = wait


class Fetcher:
    """Fetches for source plugins, one request at a time, into an archive."""

    def __init__(self, archive: RawArchive, settings: FetchSettings | None = None) -> None:
        self.settings = settings or FetchSettings()
        self.archive = archive
        self._spaced = _SpacedTransport(archive, self.settings)
        storage = hishel.SqliteStorage(
            database_path=archive.directory / "cache" / "http.sqlite", max_size=self.settings.cache_bytes
        )
        self._cached = hishel.httpx.CacheTransport(self._spaced, storage, rfc={"shared": False})
        self._robots = Robots(load=self._load_robots)
        self._spaced.delay_of = self._robots.delay
        self._left_alone: dict[str, str] = {}

    def fetch(self, request: Request, source: str, job: str = "") -> Answer:
        """Fetch one request of a plugin, following redirects.

        Raises:
            FetchError: refused by robots.txt, by the address rules or by the server (a status of 400 or more;
                the answer is kept).
            StillBusy: no answer for now.
        """
        context = _Context(source=source, request=fingerprint(request), job=job)
        url, method, body = self._checked(source, request.url), request.method, request.body
        for _ in range(self.settings.max_redirects + 1):
            self._may_ask(source, url)
            answered = self._tried(context, url, method, body, request)
            if answered.status_code not in _REDIRECTS or "location" not in answered.headers:
                return self._answer(context, url, answered)
            target = self._redirected(source, url, answered)
            if answered.status_code in (301, 302, 303) and method != "HEAD":
                method, body = "GET", None
            if target.host != url.host:  # what was meant for one host is not for another
                request = attrs.evolve(request, headers=())
                if body is not None:
                    raise FetchError(source, _shown(url), f"would send its body on to {target.host}")
            url = target
        raise FetchError(source, _shown(url), f"more than {self.settings.max_redirects} redirects")

    def close(self) -> None:
        """Close connections and the cache."""
        self._cached.close()
        self._spaced.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # One hop.

    def _checked(self, source: str, address: str) -> httpx.URL:
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, TypeError, ValueError) as error:
            raise FetchError(source, repr(address), f"not an address ({error})") from error
        if url.scheme not in ("http", "https") or not url.host:
            raise FetchError(source, address, "only http and https addresses are fetched")
        if url.userinfo:
            raise FetchError(
                source, str(url.copy_with(userinfo=b"")), "an address with a user name is not fetched"
            )
        return url.copy_with(fragment=None)

    def _may_ask(self, source: str, url: httpx.URL) -> None:
        if (why := self._left_alone.get(url.host)) is not None:
            raise StillBusy(source, _shown(url), f"not asked, {url.host} is left alone for this run ({why})")
        try:
            allowed = self._robots.allows(_origin(url), str(url))
        except FetchError as error:  # of robots.txt itself
            raise FetchError(source, _shown(url), error.reason, status=error.status) from error
        if isinstance(allowed, Unavailable):
            why = f"not fetched, the host's robots.txt could not be had ({allowed.reason})"
            raise StillBusy(source, _shown(url), why)
        if not allowed:
            raise FetchError(source, _shown(url), "not fetched, the host's robots.txt forbids it")

    def _redirected(self, source: str, url: httpx.URL, answered: httpx.Response) -> httpx.URL:
        try:
            target = self._checked(source, str(url.join(answered.headers["location"])))
        except httpx.InvalidURL as error:
            raise FetchError(source, _shown(url), f"redirects to what is not an address ({error})") from error
        if url.scheme == "https" and target.scheme == "http" and target.host == url.host:
            target = target.copy_with(scheme="https", port=url.port)
        if _LOGIN.search(target.raw_path.decode("ascii")) and not _LOGIN.search(url.raw_path.decode("ascii")):
            raise FetchError(
                source, _shown(url), f"leads to a login page ({_shown(target)}); conflictdata does not log in",
                status=answered.status_code,
            )  # fmt: skip
        return target

    def _tried(
        self, context: _Context, url: httpx.URL, method: str, body: bytes | None, request: Request
    ) -> httpx.Response:
        attempts = stamina.retry_context(
            on=self._pause, attempts=self.settings.attempts, timeout=None,
            wait_initial=self.settings.first_wait, wait_max=60.0,
            wait_jitter=min(1.0, self.settings.first_wait),
        )  # fmt: skip
        try:
            for attempt in attempts:
                with attempt:
                    return self._sent(context, url, method, body, request)
        except _Busy as error:
            if error.wait is not None and error.wait > self.settings.max_retry_after:
                self._left_alone[url.host] = str(error)
            raise StillBusy(
                context.source, _shown(url), f"the server is busy ({error})", status=error.status
            ) from error
        except httpx.TransportError as error:
            raise StillBusy(context.source, _shown(url), f"no answer ({_reason(error)})") from error
        except (AddressRefused, TooLarge) as error:
            raise FetchError(context.source, _shown(url), f"not fetched, {error}") from error
        raise AssertionError("stamina gave no attempt")

    def _sent(
        self, context: _Context, url: httpx.URL, method: str, body: bytes | None, request: Request
    ) -> httpx.Response:
        context.record = None
        asked = self._asking(context, url, method, body, request)
        through = self._spaced if request.secret or method != "GET" else self._cached
        answered = through.handle_request(asked)
        try:
            content = b"".join(answered.iter_raw())
        finally:
            answered.close()
        if answered.status_code in _BUSY:
            raise _Busy(answered.status_code, _retry_after(answered.headers.get("retry-after")))
        answered.extensions["body"] = content
        return answered

    def _asking(
        self, context: _Context, url: httpx.URL, method: str, body: bytes | None, request: Request
    ) -> httpx.Request:
        extensions = {_CONTEXT: context, "secret": request.secret}
        try:
            headers = httpx.Headers([("Accept", "*/*")])
            headers.update(request.headers)
            headers.update({"User-Agent": self.settings.user_agent, "Accept-Encoding": ACCEPTED})
            if any(not value.decode("ascii").isprintable() for _, value in headers.raw):
                raise ValueError("a header with a control character")
            return httpx.Request(method, url, headers=headers, content=body, extensions=extensions)
        except (TypeError, ValueError) as error:
            why = f"cannot be asked as the plugin wants ({type(error).__name__}: {error})"
            raise FetchError(context.source, _shown(url), why) from error

    def _pause(self, error: Exception) -> bool | float:
        """For stamina: whether to try again, or in how many seconds."""
        if isinstance(error, _Busy):
            if error.wait is None:
                return True
            return False if error.wait > self.settings.max_retry_after else error.wait
        return isinstance(error, httpx.TransportError) and not isinstance(error, httpx.UnsupportedProtocol)

    def _answer(self, context: _Context, url: httpx.URL, answered: httpx.Response) -> Answer:
        record, from_cache = context.record, answered.extensions.get("caching", {}).get("from_cache", False)
        if from_cache and record is None:  # fresh in the cache: nothing went over the wire
            record = self.archive.latest(_shown(url))
        if from_cache and (record is None or (record.status == 304 and not record.refers_to)):
            record = self._kept_again(context, url, answered)
        if from_cache and record is not None and record.job != context.job:
            self.archive.note_cached(context.job, context.request, record)
        if record is not None and record.kind == "revisit":
            stored: str | None = self.archive.load(record).stored
        else:
            stored = record.stored if record is not None else None
        headers = tuple((name.lower(), value) for name, value in answered.headers.multi_items())
        unchanged = from_cache or (record is not None and record.kind == "revisit")
        return Answer(
            response=as_response(
                source=context.source, url=_shown(url), status=answered.status_code, headers=headers,
                payload=answered.extensions["body"], retrieved=record.date if record else datetime.now(UTC),
                stored=stored, settings=self.settings,
            ),
            unchanged=unchanged,
        )  # fmt: skip

    def _kept_again(self, context: _Context, url: httpx.URL, answered: httpx.Response) -> WarcRecord:
        """Archive what only the cache still has: the file that held it was moved away."""
        return self.archive.add(
            url=_shown(url), status=answered.status_code, headers=_texts(answered.headers),
            payload=answered.extensions["body"], source=context.source, request=context.request,
            job=context.job,
        )  # fmt: skip

    def _load_robots(self, address: str) -> tuple[int, bytes] | Unavailable:
        """robots.txt of a host, after up to five redirects (RFC 9309, 2.3.1.2)."""
        url = httpx.URL(address)
        for _ in range(6):
            try:
                context = _Context(source="", request="", job="")
                answered = self._tried(context, url, "GET", None, Request(url=str(url)))
            except StillBusy as error:
                return Unavailable(error.reason)
            if answered.status_code not in _REDIRECTS or "location" not in answered.headers:
                return answered.status_code, self._robots_text(answered)
            url = self._redirected("", url, answered)
        return 404, b""

    def _robots_text(self, answered: httpx.Response) -> bytes:
        try:
            encoding = answered.headers.get("content-encoding", "")
            return decoded(answered.extensions["body"], encoding, self.settings.max_decoded)
        except Undecodable:
            return b"User-agent: *\nDisallow: /"  # rules that cannot be read forbid


class _SpacedTransport(httpx.BaseTransport):
    """The layer beneath the cache: waits for a host's turn, asks, and archives before anyone reads."""

    def __init__(self, archive: RawArchive, settings: FetchSettings) -> None:
        self._archive = archive
        self._settings = settings
        self._wire = WireTransport(settings)
        self._last: dict[str, float] = {}
        self.delay_of: Any = lambda origin: 0.0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._wait(request.url)
        try:
            answered = self._wire.handle_request(request)
        finally:
            self._last[request.url.host] = time.monotonic()
        body = b"".join(answered.iter_raw())
        context: _Context = request.extensions[_CONTEXT]
        if not request.extensions.get("secret"):
            context.record = self._kept(request, answered, body, context)
        return httpx.Response(
            answered.status_code, headers=answered.headers.raw, stream=httpx.ByteStream(body), request=request
        )

    def close(self) -> None:
        self._wire.close()

    def _kept(
        self, request: httpx.Request, answered: httpx.Response, body: bytes, context: _Context
    ) -> WarcRecord:
        return self._archive.add(
            url=_shown(request.url), status=answered.status_code, headers=_texts(answered.headers),
            payload=body, asked=_texts(request.headers), method=request.method, source=context.source,
            request=context.request, job=context.job,
        )  # fmt: skip

    def _wait(self, url: httpx.URL) -> None:
        """Seconds between requests of one host, not of one address: a host has one owner."""
        asked = min(self.delay_of(_origin(url)), self._settings.max_crawl_delay)
        spacing = max(self._settings.spacing, asked)
        left = self._last.get(url.host, float("-inf")) + spacing - time.monotonic()
        if left > 0:
            time.sleep(left)


def as_response(
    *,
    source: str,
    url: str,
    status: int,
    headers: tuple[tuple[str, str], ...],
    payload: bytes,
    retrieved: datetime,
    stored: str | None,
    settings: FetchSettings,
) -> Response:
    """A response as a parser is given it: content encoding removed.

    Raises:
        FetchError: the status is 300 or more, or the body cannot be unpacked.
    """
    kept = f"; kept as {stored}" if stored else ""
    if 300 <= status < 400:
        raise FetchError(source, url, f"HTTP {status} leads nowhere{kept}", status=status)
    if status >= 400:
        why = "asks for a login; conflictdata does not log in" if status in (401, 407) else "refused"
        raise FetchError(source, url, f"HTTP {status} {why}{kept}", status=status)
    try:
        body = decoded(payload, dict(headers).get("content-encoding", ""), settings.max_decoded)
    except Undecodable as error:
        raise FetchError(source, url, f"not readable, {error}{kept}", status=status) from error
    return Response(
        source=source, url=url, body=body, retrieved=retrieved, status=status, headers=headers, stored=stored
    )


def fingerprint(request: Request) -> str:
    """What tells two requests of a job apart: method, address and body."""
    parts = repr((request.method, request.url, request.body))  # escapes what cannot be encoded
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def _retry_after(value: str | None) -> float | None:
    """Seconds from now, from either form of ``Retry-After`` (RFC 9110, 10.2.3); None for none or nonsense."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


def _shown(url: httpx.URL) -> str:
    """The address for archives and messages: parameters that hold a credential have their value left out."""
    return _PRIVATE_PARAMETER.sub(r"\1=left-out", str(url))


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{_host(url)}"


def _host(url: httpx.URL) -> str:
    return url.netloc.decode("ascii")


def _texts(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    """Headers as text, byte for byte (latin-1), whatever encoding the server meant."""
    return tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers.raw)


def _reason(error: httpx.TransportError) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
