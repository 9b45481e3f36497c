"""Which addresses may be connected to, checked at the moment of connecting.

A host name is resolved once, every address it has is checked, and the connection goes to a checked address: a
name that changes its address between check and use (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import Any

import attrs
import httpcore

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


class AddressRefused(Exception):
    """The host has only addresses that are not public."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, also inside IPv6 forms that embed IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def is_local_name(host: str) -> bool:
    """Whether a host is a private address written out, or a name that is local by definition (RFC 6761, 6762)."""
    bare = host.strip("[]").rstrip(".").lower()
    try:
        return not is_public(bare)
    except ValueError:
        return bare == "localhost" or bare.endswith((".localhost", ".local", ".internal", ".home.arpa"))


@attrs.define
class Deadline:
    """When the answer that is being read has to be complete, on the monotonic clock."""

    at: float = float("inf")

    def start(self, seconds: float) -> None:
        """From now."""
        self.at = time.monotonic() + seconds

    def within(self, timeout: float | None) -> float | None:
        """``timeout`` or what is left of the deadline, whichever is less.

        Raises:
            httpcore.ReadTimeout: nothing is left.
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took longer than allowed in all")
        if left == float("inf"):
            return timeout
        return left if timeout is None else min(timeout, left)


class _DatedStream(httpcore.NetworkStream):
    """A connection whose every read and write also keeps to the deadline, so that no drip outlasts it."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        within = self._deadline.within(timeout)
        try:
            return self._inner.read(max_bytes, within)
        except httpcore.ReadTimeout:
            self._deadline.within(timeout)  # says so when it is the deadline that has passed
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        within = self._deadline.within(timeout)
        return _DatedStream(self._inner.start_tls(ssl_context, server_hostname, within), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, and to ``local`` hosts; ``check=False`` for the way to a proxy."""

    def __init__(
        self, deadline: Deadline, local: frozenset[str] = frozenset(), *, check: bool = True
    ) -> None:
        self._plain = httpcore.SyncBackend()
        self._deadline = deadline
        self._local = local
        self._check = check

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that is allowed and answers.

        Raises:
            AddressRefused: the host has no address that is allowed.
        """
        last: Exception | None = None
        for address in self._addresses(host, port):
            try:
                within = self._deadline.within(timeout)
                inner = self._plain.connect_tcp(address, port, within, local_address, socket_options)
                return _DatedStream(inner, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"no address found for {host}: {error}") from error
        every = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not self._check or host in self._local or f"{host}:{port}" in self._local:
            return every
        public = [address for address in every if is_public(address)]
        if not public:
            raise AddressRefused(
                f"{host} is at {', '.join(every)}, which is not a public address (a mirror of your own: --local)"
            )
        return public
