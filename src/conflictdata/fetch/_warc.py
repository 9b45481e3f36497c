"""Raw responses as WARC 1.1 records (ISO 28500), gzip member by member, written whole and read warily."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import urlsplit

import attrs

from conflictdata import __version__
from conflictdata.errors import ConflictDataError

SUFFIX = ".warc.gz"
SOURCE, REQUEST, JOB = "X-Conflictdata-Source", "X-Conflictdata-Request", "X-Conflictdata-Job"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

MAX_RECORD = 512 * 2**20
"""Longest record read, bytes unpacked: above what the client's size limit lets in, below what fills memory."""

_GZIP = b"\x1f\x8b\x08"
_PRIVATE = re.compile(r"auth|cookie|token|secret|session|password|api-?key", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class WarcRecord:
    """One response, or the note that a page was as before (``revisit``).

    Attributes:
        id: ``urn:uuid:``.
        kind: ``response`` or ``revisit``.
        path, offset: file, and where in it the record's gzip member begins.
        date: when the answer had been received, UTC.
        headers: as received, in order, lower-case names.
        payload: body as received, content encoding still on it; empty for a revisit.
        digest: ``sha256:`` and base32 of the payload; of the earlier one for a revisit.
        source, request, job: whose page, which request of the plugin and which run it answers; "" for a
            record that another program wrote.
        refers_to: record id of the earlier response, for a revisit.
    """

    id: str
    kind: str
    url: str
    date: datetime
    status: int
    path: str = ""
    offset: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    payload: bytes = attrs.field(default=b"", repr=False)
    digest: str = ""
    source: str = ""
    request: str = ""
    job: str = ""
    refers_to: str = ""

    @property
    def stored(self) -> str:
        """Where the record is: ``<path>#<offset>``."""
        return f"{self.path}#{self.offset}"


def digest_of(payload: bytes) -> str:
    """The payload digest as WARC records carry it, by SHA-256."""
    return "sha256:" + base64.b32encode(hashlib.sha256(payload).digest()).decode("ascii")


class WarcFile:
    """One WARC file of one run, made when its first record is written; each record is on disk when ``add`` returns."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._stream: IO[bytes] | None = None
        self.path: Path | None = None

    def add(
        self, record: WarcRecord, asked: tuple[tuple[str, str], ...], *, method: str = "GET"
    ) -> WarcRecord:
        """Write a response or revisit and the request it answers; gives the record with its place.

        Args:
            asked: headers of the request as sent; values of those that could be credentials are left out.

        Raises:
            ConflictDataError: the file cannot be written; what was written of the record is taken back.
        """
        stream, path = self._opened()
        start = stream.tell()
        response, request = _encoded(record), _encoded_request(record, asked, method)
        try:
            _write_whole(stream, response + request)
            os.fsync(stream.fileno())
        except OSError as error:
            self._take_back(stream, start)
            raise ConflictDataError(
                f"{path}: cannot be written, the response is not kept: {error.strerror}"
            ) from error
        return attrs.evolve(record, path=path.name, offset=start)

    def _take_back(self, stream: IO[bytes], start: int) -> None:
        try:
            stream.truncate(start)
            stream.seek(start)
        except OSError:
            self.close()  # the next record starts a new file

    def _opened(self) -> tuple[IO[bytes], Path]:
        if self._stream is None or self.path is None:
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            self.path = self._directory / f"{stamp}-{os.getpid()}{SUFFIX}"
            try:
                self._stream = self.path.open("xb", buffering=0)
                _write_whole(self._stream, _warcinfo(self.path.name))
                _sync_directory(self._directory)
            except OSError as error:
                raise ConflictDataError(f"{self.path}: cannot be made: {error.strerror}") from error
        return self._stream, self.path

    def close(self) -> None:
        """Close the file; a further record starts a new one."""
        if self._stream is not None:
            self._stream.close()
        self._stream = self.path = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _write_whole(stream: IO[bytes], content: bytes) -> None:
    """Write all of it; an unbuffered file may take less at a time."""
    left = memoryview(content)
    while left:
        left = left[stream.write(left) :]


def _sync_directory(directory: Path) -> None:
    """Make a new file's name last through a power failure, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _writer(out: IO[bytes]) -> Any:
    from warcio.warcwriter import WARCWriter

    return WARCWriter(out, gzip=True, warc_version="WARC/1.1")


def _warcinfo(name: str) -> bytes:
    out = io.BytesIO()
    writer = _writer(out)
    about = {"software": f"conflictdata/{__version__}", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(name, about))
    return out.getvalue()


def _encoded(record: WarcRecord) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders

    out = io.BytesIO()
    writer = _writer(out)
    fields = {
        "WARC-Record-ID": f"<{record.id}>", "WARC-Date": _stamp(record.date),
        "WARC-Payload-Digest": record.digest, SOURCE: _line(record.source), REQUEST: record.request,
        JOB: record.job,
    }  # fmt: skip
    if record.kind == "revisit":
        fields["WARC-Profile"] = NOT_MODIFIED if record.status == 304 else SAME_PAYLOAD
        fields["WARC-Refers-To"] = f"<{record.refers_to}>"
    http = StatusAndHeaders(
        f"{record.status} ", [(name, _line(value)) for name, value in record.headers], protocol="HTTP/1.1"
    )
    writer.write_record(
        writer.create_warc_record(
            record.url, record.kind, payload=io.BytesIO(record.payload), length=len(record.payload),
            http_headers=http, warc_headers_dict={name: value for name, value in fields.items() if value},
        )
    )  # fmt: skip
    return out.getvalue()


def _encoded_request(record: WarcRecord, asked: tuple[tuple[str, str], ...], method: str) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders

    out = io.BytesIO()
    writer = _writer(out)
    kept = [
        (name, "(left out)" if _PRIVATE.search(name) else _line(value))
        for name, value in asked
        if name.lower() != "proxy-authorization"
    ]
    parts = urlsplit(record.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    http = StatusAndHeaders(f"{method} {target} HTTP/1.1", kept, is_http_request=True)
    fields = {"WARC-Concurrent-To": f"<{record.id}>", "WARC-Date": _stamp(record.date)}
    writer.write_record(
        writer.create_warc_record(
            record.url,
            "request",
            payload=io.BytesIO(b""),
            length=0,
            http_headers=http,
            warc_headers_dict=fields,
        )
    )
    return out.getvalue()


def _stamp(date: datetime) -> str:
    return date.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _line(value: str) -> str:
    """A header value that stays on its line."""
    return re.sub(r"[\x00-\x1f\x7f]", " ", value)


@attrs.define
class Damage:
    """Where a file could not be read, and how far it was read in all."""

    at: list[int] = attrs.field(factory=list)
    read_to: int = 0


def read_records(path: Path, start: int = 0, damage: Damage | None = None) -> Iterator[WarcRecord]:
    """Responses and revisits of a WARC file from ``start`` on; damaged members are passed over.

    A file whose writer was killed ends in half a record: that is not an error. Its place is added to
    ``damage``, which also says how far whole records were read.
    """
    damage = damage if damage is not None else Damage()
    damage.read_to = start
    with path.open("rb") as stream:
        stream.seek(start)
        if start == 0 and stream.read(2) != _GZIP[:2]:
            stream.seek(0)
            yield from _plain_records(stream, path)
            return
        stream.seek(start)
        yield from _members(stream, path, damage)


def read_record(path: Path, offset: int) -> WarcRecord:
    """The one record that begins at ``offset``.

    Raises:
        ConflictDataError: there is none, or it is damaged.
    """
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            content, _ = _member(stream)
        found = None if content is None else _parsed(content, path, offset)
    except OSError as error:
        raise ConflictDataError(f"{path}: cannot be read: {error.strerror}") from error
    if found is None:
        raise ConflictDataError(f"{path}: no whole response at byte {offset}")
    return found


def _members(stream: IO[bytes], path: Path, damage: Damage) -> Iterator[WarcRecord]:
    offset = stream.tell()
    while True:
        content, end = _member(stream)
        if content is None:
            if end == offset:
                return
            damage.at.append(offset)
            found = _next_member(stream, offset + 1)
            if found is None:
                return
            offset = found
            stream.seek(offset)
            continue
        record = _parsed(content, path, offset)
        offset = end
        if not damage.at:
            damage.read_to = end
        if record is not None:
            yield record
        stream.seek(offset)


def _member(stream: IO[bytes]) -> tuple[bytes | None, int]:
    """One gzip member from here, and where it ends; None with an end beyond the start for a damaged one."""
    start = stream.tell()
    machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    whole = bytearray()
    consumed = 0
    while piece := stream.read(65536):
        consumed += len(piece)
        try:
            while piece:
                whole += machine.decompress(piece, MAX_RECORD - len(whole) + 1)
                if len(whole) > MAX_RECORD:
                    return None, start + 1
                piece = machine.unconsumed_tail
        except zlib.error:
            return None, start + 1
        if machine.eof:
            return bytes(whole), start + consumed - len(machine.unused_data)
    return None, start + 1 if consumed else start


def _next_member(stream: IO[bytes], start: int) -> int | None:
    """Where the next gzip member seems to begin."""
    stream.seek(start)
    base, tail = start, b""
    while piece := stream.read(65536):
        window = tail + piece
        at = window.find(_GZIP)
        if at >= 0:
            return base - len(tail) + at
        base += len(piece)
        tail = window[-(len(_GZIP) - 1) :]
    return None


def _parsed(content: bytes, path: Path, offset: int) -> WarcRecord | None:
    """The response or revisit in one unpacked member; None for another kind of record or one that is damaged."""
    from warcio.archiveiterator import WARCIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in WARCIterator(io.BytesIO(content)):
            return _from_warcio(record, path, offset)
    except (ArchiveLoadFailed, ValueError, KeyError, EOFError, UnicodeError):
        return None
    return None


def _plain_records(stream: IO[bytes], path: Path) -> Iterator[WarcRecord]:
    """Records of an uncompressed WARC file, as other programs write them."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(ArchiveIterator(stream)):
            found = _from_warcio(record, path, number)
            if found is not None:
                yield found
    except (ArchiveLoadFailed, ValueError, EOFError, UnicodeError) as error:
        raise ConflictDataError(f"{path}: not a WARC file, or damaged: {error}") from error


def _from_warcio(record: Any, path: Path, offset: int) -> WarcRecord | None:
    if record.rec_type not in ("response", "revisit") or record.http_headers is None:
        return None
    field = record.rec_headers.get_header
    payload = record.raw_stream.read(MAX_RECORD) if record.rec_type == "response" else b""
    digest = field("WARC-Payload-Digest") or digest_of(payload)
    if record.rec_type == "response" and digest.startswith("sha256:") and digest != digest_of(payload):
        return None
    return WarcRecord(
        id=(field("WARC-Record-ID") or "").strip("<>"), kind=record.rec_type, path=path.name, offset=offset,
        url=(field("WARC-Target-URI") or "").strip("<>"), date=datetime.fromisoformat(field("WARC-Date")),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple((name.lower(), value) for name, value in record.http_headers.headers),
        payload=payload, digest=digest, source=field(SOURCE) or "", request=field(REQUEST) or "",
        job=field(JOB) or "", refers_to=(field("WARC-Refers-To") or "").strip("<>"),
    )  # fmt: skip
