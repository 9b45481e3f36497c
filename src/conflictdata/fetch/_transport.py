"""One request over the wire: checked addresses, a deadline, proxies from the environment, a bound on the size."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore
import httpx

from conflictdata.fetch._address import AddressRefused, CheckedBackend, Deadline, is_local_name
from conflictdata.fetch._settings import FetchSettings

_KINDS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.PoolTimeout, httpx.PoolTimeout),
    (httpcore.WriteTimeout, httpx.WriteTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ProxyError, httpx.ProxyError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.NetworkError, httpx.ReadError),
)


class TooLarge(Exception):
    """A body longer than the settings allow."""


class WireTransport(httpx.BaseTransport):
    """Sends one request at a time and reads its whole body, as received, within the settings' bounds."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._deadline = Deadline()
        self._local = frozenset(settings.local)
        self._pools: dict[str, httpcore.ConnectionPool] = {}
        self._proxies = urllib.request.getproxies()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer with its body read; nothing decoded.

        Raises:
            httpx.TransportError: no connection, no answer in time, or an answer that is not HTTP.
            AddressRefused: the host is not public.
            TooLarge: the body is longer than ``max_bytes``.
        """
        self._deadline.start(self._settings.total_timeout)
        wire = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": self._timeouts()},
        )  # fmt: skip
        with _as_httpx(request):
            response = self._pool(request.url).handle_request(wire)
            try:
                body = self._body(response)
            finally:
                response.close()
        return httpx.Response(
            response.status, headers=_plain_headers(response.headers), stream=httpx.ByteStream(body),
            request=request,
        )  # fmt: skip

    def close(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            pool.close()

    def _timeouts(self) -> dict[str, float]:
        read = self._settings.read_timeout
        return {"connect": self._settings.connect_timeout, "read": read, "write": read, "pool": read}

    def _body(self, response: httpcore.Response) -> bytes:
        limit = self._settings.max_bytes
        announced = {name.lower(): value for name, value in response.headers}.get(b"content-length", b"0")
        if announced.isdigit() and int(announced[:20]) > limit:
            raise TooLarge(f"a body of {int(announced[:20]):,} bytes was announced; the limit is {limit:,}")
        parts: list[bytes] = []
        size = 0
        for part in response.iter_stream():
            size += len(part)
            if size > limit:
                raise TooLarge(f"the body is longer than {limit:,} bytes")
            parts.append(part)
        return b"".join(parts)

    def _pool(self, url: httpx.URL) -> httpcore.ConnectionPool:
        proxy = self._proxy(url)
        if proxy and is_local_name(url.host):
            raise AddressRefused(f"{url.host} is not a public address")
        if proxy not in self._pools:
            self._pools[proxy] = self._new_pool(proxy)
        return self._pools[proxy]

    def _new_pool(self, proxy: str) -> httpcore.ConnectionPool:
        tls = httpx.create_ssl_context()
        if not proxy:
            checked = CheckedBackend(self._deadline, self._local)
            return httpcore.ConnectionPool(ssl_context=tls, network_backend=checked)
        # A proxy is the user's own choice and may well be at a private address; it resolves the names.
        way = CheckedBackend(self._deadline, check=False)
        if proxy.startswith("socks"):
            return httpcore.SOCKSProxy(proxy_url=proxy, ssl_context=tls, network_backend=way)
        return httpcore.HTTPProxy(proxy_url=proxy, ssl_context=tls, network_backend=way)

    def _proxy(self, url: httpx.URL) -> str:
        """The proxy of the environment for an address, "" for none; local hosts are reached without one."""
        if url.host in self._local or f"{url.host}:{url.port}" in self._local:
            return ""
        if urllib.request.proxy_bypass(url.host):
            return ""
        found = self._proxies.get(url.scheme) or self._proxies.get("all") or ""
        return found if "://" in found or not found else f"http://{found}"


def _plain_headers(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Headers of the message as it now is: its transfer encoding is gone, its content encoding is not."""
    return [
        (name, value) for name, value in headers if name.lower() not in (b"transfer-encoding", b"connection")
    ]


@contextmanager
def _as_httpx(request: httpx.Request) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        for kind, becomes in _KINDS:
            if isinstance(error, kind):
                raise becomes(str(error) or kind.__name__, request=request) from error
        raise
