"""Content encodings removed piece by piece, so that a small body cannot grow without bound."""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
"""What the client asks for: encodings whose decoder can be told how much to give."""


_MEMBERS = 64
"""gzip members in one body; each costs a copy of what follows it."""


class Undecodable(Exception):
    """The body is not in the encoding its headers name, or grows beyond the limit."""


def decoded(body: bytes, encodings: str, limit: int) -> bytes:
    """The body without its content encodings.

    Args:
        encodings: value of ``Content-Encoding``, "" for none; several are removed last first.
        limit: longest result, bytes.

    Raises:
        Undecodable: not in that encoding, an encoding nobody asked for, or longer than ``limit``.
    """
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(names) > 2:
        raise Undecodable(f"{len(names)} content encodings on one body")
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            body = _gunzipped(body, limit)
        elif name == "deflate":
            body = _inflated(body, limit)
        elif name != "identity":
            raise Undecodable(f"content encoding {name[:20]!r}, which was not asked for")
    if len(body) > limit:
        raise Undecodable(f"longer than {limit:,} bytes")
    return body


def _gunzipped(body: bytes, limit: int) -> bytes:
    """All members of a gzip stream (RFC 1952); what follows the last is dropped, as browsers do."""
    whole = bytearray()
    rest = body
    members = 0
    while rest[:2] == b"\x1f\x8b":
        members += 1
        if members > _MEMBERS:
            raise Undecodable(f"more than {_MEMBERS} gzip members in one body")
        member, rest = _stream(rest, zlib.MAX_WBITS | 16, limit - len(whole))
        whole += member
    if not whole and body and body[:2] != b"\x1f\x8b":
        raise Undecodable("not gzip, as its headers say")
    return bytes(whole)


def _inflated(body: bytes, limit: int) -> bytes:
    """RFC 9110 says zlib; some servers send raw deflate."""
    if not body:
        return body
    try:
        return _stream(body, zlib.MAX_WBITS, limit)[0]
    except Undecodable as first:
        if "longer" in str(first):
            raise
        return _stream(body, -zlib.MAX_WBITS, limit)[0]


def _stream(body: bytes, wbits: int, limit: int) -> tuple[bytes, bytes]:
    """One compressed stream and what follows it."""
    machine = zlib.decompressobj(wbits)
    try:
        whole = machine.decompress(body, limit + 1)
    except zlib.error as error:
        raise Undecodable(f"damaged compressed body ({error})") from error
    if len(whole) > limit:
        raise Undecodable(f"longer than {limit:,} bytes once unpacked, from {len(body):,}")
    if not machine.eof:
        raise Undecodable("compressed body ends too early")
    return whole, machine.unused_data
