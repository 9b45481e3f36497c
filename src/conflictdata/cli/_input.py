"""Reports and claims from files and standard input, bounded, with errors that say where."""

from __future__ import annotations

import codecs
import io
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

import attrs
import click

from conflictdata import records
from conflictdata.errors import ConflictDataError, RecordError
from conflictdata.model import Claim, Report

T = TypeVar("T")

MAX_LINE = 16 * 2**20
"""Longest JSON line read, bytes. A year of one channel fits; a file without line ends does not fill memory."""

MAX_TEXT = 64 * 2**20
"""Longest plain text read as one report, bytes."""


def _encoding(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    try:
        return codecs.lookup(value).name
    except LookupError:
        raise click.BadParameter(f"{value!r} is no known encoding (as in utf-8 or windows-1251)") from None


encoding_option = click.option(
    "--encoding", default="utf-8", show_default=True, callback=_encoding, help="Of plain-text files."
)
"""``--encoding`` of a command that reads plain texts."""

RECORD_SUFFIXES = (".jsonl", ".ndjson")
PAGE_SUFFIXES = (".html", ".htm", ".xml", ".rss")


@attrs.frozen(kw_only=True)
class Defaults:
    """What the command line says of reports that do not say it themselves."""

    source: str | None = None
    published: str | None = None
    lang: str | None = None
    encoding: str = "utf-8"


@attrs.define
class Faults:
    """Counts what could not be read and says it on standard error, the first few hundred one by one."""

    count: int = 0
    shown: int = 200

    def add(self, where: str, error: object) -> None:
        """Name one fault; reading goes on."""
        self.count += 1
        if self.count <= self.shown:
            click.echo(f"conflictdata: {where}: {error}", err=True)

    def close(self) -> None:
        """Say how many were left out and end with exit code 1 if there was any."""
        if self.count > self.shown:
            click.echo(f"conflictdata: {self.count - self.shown} more faults not shown", err=True)
        if self.count:
            raise click.exceptions.Exit(1)


def reports(paths: tuple[str, ...], defaults: Defaults, faults: Faults) -> Iterator[Report]:
    """Reports of the named files, ``-`` for standard input; a bad line or file is named and passed over."""
    for path in paths or ("-",):
        with _open(path) as stream:
            name = _display(path)
            if path.lower().endswith(PAGE_SUFFIXES):
                yield from _page(stream, Path(path), defaults)
            elif _holds_records(path, stream):
                yield from _records(stream, name, faults, lambda record: _report(record, defaults))
            else:
                yield _text_report(stream, name, defaults)


def claims(paths: tuple[str, ...], faults: Faults) -> Iterator[Claim]:
    """Claims of the named files of claim records, ``-`` for standard input."""
    for path in paths or ("-",):
        with _open(path) as stream:
            yield from _records(stream, _display(path), faults, _claim)


def _display(path: str) -> str:
    return "standard input" if path == "-" else path


def _open(path: str) -> io.BufferedReader:
    if path == "-":
        return io.BufferedReader(_Unclosed(sys.stdin.buffer))
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise ConflictDataError(f"{path}: cannot be read: {error.strerror or error}") from error


class _Unclosed(io.RawIOBase):
    """Standard input as a raw stream that closing leaves open, for the process and its tests."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = getattr(self._stream, "read1", self._stream.read)  # what is there, without waiting for more
        found: bytes = read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


def _holds_records(path: str, stream: io.BufferedReader) -> bool:
    if path != "-":
        return path.lower().endswith(RECORD_SUFFIXES)
    # The beginning of a line that starts as an object with a key is enough: a broken first record is then
    # reported as a broken record and not read as prose.
    return stream.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b" ", b"").startswith((b'{"', b"{}"))


def _records(stream: io.BufferedReader, name: str, faults: Faults, build: Callable[[Any], T]) -> Iterator[T]:
    for number, line in enumerate(_lines(stream), 1):
        where = f"{name}, line {number}"
        if line is None:
            faults.add(where, f"longer than {MAX_LINE // 2**20} MiB, passed over")
            continue
        text = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not text:
            continue
        try:
            yield build(_parsed(text))
        except ConflictDataError as error:
            faults.add(where, error)


def _lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """Lines of a stream; None for one longer than ``MAX_LINE``, which is read past and not kept."""
    while line := stream.readline(MAX_LINE + 1):
        if len(line) <= MAX_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield None


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RecordError(f"not UTF-8: byte 0x{line[error.start]:02x} at offset {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise RecordError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise RecordError(f"a record is a JSON object, this is a {type(record).__name__}")
    return record


def _report(record: dict[str, Any], defaults: Defaults) -> Report:
    if "claimant" in record:
        raise RecordError("a claim record, not a report; `conflictdata link` reads claims")
    given = {"source": defaults.source, "published": defaults.published, "lang": defaults.lang}
    for field, value in given.items():
        if value is not None and record.get(field) is None:
            record[field] = value
    if record.get("source") is None or record.get("published") is None:
        missing = "source" if record.get("source") is None else "published"
        raise RecordError(f"the report has no {missing}; add the field or give --{missing}")
    return records.from_record(Report, record)


def _claim(record: dict[str, Any]) -> Claim:
    if "claims" in record:
        raise RecordError(
            "an event record, not a claim; `conflictdata import` takes events into an archive, and `link` the"
            " claims they came from"
        )
    if "claimant" not in record:
        raise RecordError(
            "not a claim record (no claimant); `conflictdata extract --format jsonl` makes them"
        )
    return records.from_record(Claim, record)


def _page(stream: io.BufferedReader, path: Path, defaults: Defaults) -> Iterator[Report]:
    """Reports of a saved page, read by the plugin of its source."""
    from conflictdata import plugins, sources

    known = plugins.default().source_plugins()
    if defaults.source is None:
        raise click.UsageError(f"{path} is a page: --source says whose (`conflictdata sources` lists them)")
    source = sources.get(defaults.source).id
    if source not in known:
        raise ConflictDataError(
            f"{path}: no installed plugin reads pages of {source!r} (see `conflictdata plugins`);"
            " save its text in a .txt file"
        )
    body = stream.read(MAX_TEXT + 1)
    if len(body) > MAX_TEXT:
        raise ConflictDataError(f"{path}: more than {MAX_TEXT // 2**20} MiB in one page")
    response = plugins.Response(
        source=source,
        url=path.absolute().as_uri(),
        body=body,
        retrieved=datetime.fromtimestamp(path.stat().st_mtime, UTC),
    )
    yield from known[source].reports(response)


def _text_report(stream: io.BufferedReader, name: str, defaults: Defaults) -> Report:
    if defaults.source is None or defaults.published is None:
        raise click.UsageError(
            f"{name} is plain text: say who published it and when, as in"
            " --source cnn --published 2025-04-08 (`conflictdata sources` lists known publishers);"
            f" report records {_where_records(name)}"
        )
    body = stream.read(MAX_TEXT + 1)
    if len(body) > MAX_TEXT:
        raise ConflictDataError(
            f"{name}: more than {MAX_TEXT // 2**20} MiB of text in one report;"
            " split it into reports, one a line, in a .jsonl file"
        )
    return Report(
        source=defaults.source,
        text=_decoded(body, name, defaults.encoding),
        published=defaults.published,
        lang=defaults.lang,
    )


def _where_records(name: str) -> str:
    if name == "standard input":
        return 'begin with {"'
    if name.lower().endswith((".gz", ".zst", ".bz2", ".xz", ".zip")):
        return "come unpacked, in a file or on standard input"
    return f"need a file name ending in {' or '.join(RECORD_SUFFIXES)}"


def _decoded(body: bytes, name: str, encoding: str) -> str:
    if encoding == "utf-8" and body.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        what = (
            "it holds NUL bytes, so it is binary or in UTF-16, as in --encoding utf-16-le"
            if b"\0" in body
            else "name the file's encoding, as in --encoding windows-1251"
        )
        raise ConflictDataError(
            f"{name}: not {encoding}: byte 0x{body[error.start]:02x} at offset {error.start}; {what}"
        ) from error
    if "\0" in text:
        click.echo(
            f"conflictdata: {name}: holds NUL characters; it seems to be binary or in another encoding,"
            " as in --encoding utf-16-le",
            err=True,
        )
    return text.removeprefix("\ufeff")
