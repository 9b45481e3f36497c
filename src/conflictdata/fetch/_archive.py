"""The directory of raw responses: WARC files, which hold everything, and an index, which can be made again.

::

    archive/
      20250408T060000000000-4711.warc.gz   one file a run; never changed afterwards
      index.sqlite                         where each response is, which runs are unfinished, where sources stand
      cache/http.sqlite                    HTTP cache; can be deleted
      lock.sqlite                          held by the process that collects
"""

from __future__ import annotations

import sqlite3
import uuid
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import attrs

from conflictdata.errors import ConflictDataError
from conflictdata.fetch._warc import (
    SUFFIX,
    Damage,
    WarcFile,
    WarcRecord,
    digest_of,
    read_record,
    read_records,
)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, read_to INTEGER NOT NULL, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS records (
  id TEXT PRIMARY KEY, file TEXT NOT NULL, offset INTEGER NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL,
  date TEXT NOT NULL, status INTEGER NOT NULL, digest TEXT NOT NULL, source TEXT NOT NULL,
  request TEXT NOT NULL, job TEXT NOT NULL, refers_to TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS records_by_url ON records (url, date);
CREATE INDEX IF NOT EXISTS records_by_job ON records (job, request, date);
CREATE TABLE IF NOT EXISTS cached (
  job TEXT NOT NULL, request TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (job, request));
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, cursor TEXT,
  started TEXT NOT NULL, finished TEXT, resumed INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS cursors (source TEXT PRIMARY KEY, since TEXT NOT NULL, cursor TEXT NOT NULL);
"""

_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that say nothing about the page; the request counts as unanswered."""


@attrs.frozen(kw_only=True)
class Job:
    """One run over one source and window; unfinished until every request of it is answered.

    Attributes:
        cursor: where the source stood when the job began.
        resumed: how often it was taken up again.
    """

    id: str
    source: str
    since: datetime
    until: datetime
    cursor: str | None
    resumed: int = 0


class RawArchive:
    """Raw responses in a directory, one writer at a time."""

    def __init__(self, directory: str | PathLike[str]) -> None:
        """Open or make the directory, and bring the index up to what the WARC files hold.

        Raises:
            ConflictDataError: another process collects into it, or it cannot be made or read.
        """
        self.directory = Path(directory)
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConflictDataError(f"{self.directory}: cannot be made: {error.strerror}") from error
        self._lock = _lock(self.directory)
        self._warc = WarcFile(self.directory)
        try:
            self._index = self._opened()
            self._catch_up()
        except BaseException:
            self._lock.close()
            raise

    def _opened(self) -> sqlite3.Connection:
        path = self.directory / "index.sqlite"
        try:
            return _index(path)
        except sqlite3.DatabaseError as error:
            raise ConflictDataError(
                f"{path}: damaged ({error}); move it away and it is made again from the WARC files"
            ) from error

    def close(self) -> None:
        """Give the directory free for another process."""
        if self._warc.path is not None:  # all of it is indexed: the next process need not read it
            size = self._warc.path.stat().st_size
            row = (self._warc.path.name, size, size)
            self._index.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", row)
            self._index.commit()
        self._warc.close()
        self._index.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Records.

    def add(
        self,
        *,
        url: str,
        status: int,
        headers: tuple[tuple[str, str], ...],
        payload: bytes,
        asked: tuple[tuple[str, str], ...] = (),
        method: str = "GET",
        source: str = "",
        request: str = "",
        job: str = "",
    ) -> WarcRecord:
        """Keep one answer; it is on disk when this returns. One that is as before is kept as a revisit.

        Args:
            url: the address that was asked, without what could be a credential.
            payload: as received, content encoding still on it.
            request: fingerprint of the plugin's request that led here.
        """
        digest, same = digest_of(payload), None
        if status == 304:
            same = self._readable(url, None)
            digest = same["digest"] if same else digest
        elif payload and 200 <= status < 300:
            same = self._readable(url, digest)
        written = self._warc.add(
            WarcRecord(
                id=f"urn:uuid:{uuid.uuid4()}", kind="revisit" if same or status == 304 else "response", url=url,
                date=datetime.now(UTC), status=status, headers=headers, payload=b"" if same else payload,
                digest=digest, source=source, request=request, job=job, refers_to=same["id"] if same else "",
            ),
            asked, method=method,
        )  # fmt: skip
        self._note(written)
        return written

    def load(self, record: WarcRecord) -> WarcRecord:
        """The record with its payload; for a revisit that of the response it refers to, and its place."""
        if record.kind == "revisit" and record.refers_to:
            row = self._one("SELECT * FROM records WHERE id = ?", record.refers_to)
            if row is None:
                raise ConflictDataError(f"{record.stored}: refers to a response that is not in the archive")
            earlier = read_record(self.directory / row["file"], row["offset"])
            return attrs.evolve(
                record, payload=earlier.payload, path=earlier.path, offset=earlier.offset,
                status=earlier.status, headers=earlier.headers if record.status == 304 else record.headers,
            )  # fmt: skip
        return read_record(self.directory / record.path, record.offset)

    def latest(self, url: str) -> WarcRecord | None:
        """The latest successful response for an address, without its payload."""
        row = self._readable(url, None)
        return None if row is None else _record(row)

    def answered(self, job: str, request: str) -> WarcRecord | None:
        """The record that answers a request of a job for good, or None: not asked, or to be asked again."""
        row = self._one(
            "SELECT * FROM records WHERE job = ? AND request = ? ORDER BY date DESC, rowid DESC LIMIT 1",
            job, request,
        )  # fmt: skip
        if row is None:
            row = self._one(
                "SELECT r.* FROM cached c JOIN records r ON r.id = c.record WHERE c.job = ? AND c.request = ?",
                job, request,
            )  # fmt: skip
        if (
            row is None
            or row["status"] in _TRY_AGAIN
            or (300 <= row["status"] < 400 and row["status"] != 304)
        ):
            return None
        return _record(row)

    def note_cached(self, job: str, request: str, record: WarcRecord) -> None:
        """A request of a job was answered by the HTTP cache with what ``record`` holds."""
        self._index.execute("INSERT OR REPLACE INTO cached VALUES (?, ?, ?)", (job, request, record.id))
        self._index.commit()

    def forget(self, record: WarcRecord) -> None:
        """Take a record that cannot be read out of the index, and what refers to it."""
        self._index.execute("DELETE FROM records WHERE id = ? OR refers_to = ?", (record.id, record.id))
        self._index.execute("DELETE FROM records WHERE id = ?", (record.refers_to,))
        self._index.commit()

    def _readable(self, url: str, digest: str | None) -> sqlite3.Row | None:
        """The latest response that can be referred to: read before anything rests on it."""
        while (row := self._latest(url, digest)) is not None:
            try:
                read_record(self.directory / row["file"], row["offset"])
            except ConflictDataError:
                self.forget(_record(row))
            else:
                return row
        return None

    def _latest(self, url: str, digest: str | None) -> sqlite3.Row | None:
        return self._one(
            "SELECT * FROM records WHERE url = ? AND kind = 'response' AND status BETWEEN 200 AND 299"
            " AND (? IS NULL OR digest = ?) ORDER BY date DESC LIMIT 1",
            url, digest, digest,
        )  # fmt: skip

    # Jobs and cursors.

    def job(self, source: str, since: datetime, until: datetime, *, fresh: bool = False) -> Job:
        """The unfinished job of a source from ``since``, or a new one.

        Args:
            fresh: drop an unfinished job and where the source stood, and begin anew.
        """
        if fresh:
            self._index.execute("DELETE FROM jobs WHERE source = ? AND finished IS NULL", (source,))
            self._index.execute("DELETE FROM cursors WHERE source = ?", (source,))
        row = self._one(
            "SELECT * FROM jobs WHERE source = ? AND since = ? AND finished IS NULL ORDER BY started DESC",
            source, _iso(since),
        )  # fmt: skip
        if row is not None:
            self._index.execute("UPDATE jobs SET resumed = resumed + 1 WHERE id = ?", (row["id"],))
            self._index.commit()
            return Job(
                id=row["id"], source=source, since=since, until=datetime.fromisoformat(row["until"]),
                cursor=row["cursor"], resumed=row["resumed"] + 1,
            )  # fmt: skip
        stands = self._one("SELECT * FROM cursors WHERE source = ? AND since <= ?", source, _iso(since))
        job = Job(
            id=uuid.uuid4().hex, source=source, since=since, until=until,
            cursor=stands["cursor"] if stands else None,
        )  # fmt: skip
        self._index.execute(
            "INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, NULL, 0)",
            (job.id, source, _iso(since), _iso(until), job.cursor, _iso(datetime.now(UTC))),
        )
        self._index.commit()
        return job

    def finish(self, job: Job, cursor: str | None) -> None:
        """The job is over; the source's next run begins at ``cursor``, or where this one did when it is None."""
        self._index.execute("UPDATE jobs SET finished = ? WHERE id = ?", (_iso(datetime.now(UTC)), job.id))
        if cursor is not None:
            self._index.execute(
                "INSERT INTO cursors VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE"
                " SET since = min(since, excluded.since), cursor = excluded.cursor",
                (job.source, _iso(job.since), cursor),
            )
        self._index.commit()

    # The index.

    def _catch_up(self) -> None:
        """Index what the WARC files hold beyond what is indexed: a process may have died in between."""
        known = {row["name"]: row for row in self._index.execute("SELECT * FROM files")}
        held = {row["file"] for row in self._index.execute("SELECT DISTINCT file FROM records")}
        for name in (known.keys() | held) - {path.name for path in warc_files(self.directory)}:
            # Moved away: nothing may be stored as a mere revisit of what is there no more.
            self._index.execute("DELETE FROM records WHERE file = ?", (name,))
            self._index.execute("DELETE FROM files WHERE name = ?", (name,))
        for path in warc_files(self.directory):
            row, size = known.get(path.name), path.stat().st_size
            if row is not None and row["size"] == size:
                continue
            damage = Damage()
            for record in read_records(path, row["read_to"] if row else 0, damage):
                self._insert(record)
            self._index.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path.name, damage.read_to, size)
            )
        self._index.commit()

    def _note(self, record: WarcRecord) -> None:
        self._insert(record)
        self._index.commit()

    def _insert(self, record: WarcRecord) -> None:
        self._index.execute(
            "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (record.id, record.path, record.offset, record.kind, record.url, _iso(record.date), record.status,
             record.digest, record.source, record.request, record.job, record.refers_to),
        )  # fmt: skip

    def _one(self, query: str, *values: Any) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._index.execute(query, values).fetchone()
        return found


def warc_files(directory: Path) -> list[Path]:
    """WARC files of a directory, oldest first."""
    return sorted(path for path in directory.iterdir() if path.name.endswith((SUFFIX, ".warc")))


def archived(path: str | PathLike[str]) -> Iterator[tuple[Path, WarcRecord]]:
    """Every response of a WARC file or a directory of them, in the order received; needs no index.

    A record that is damaged, as the last one may be of a process that was killed, is named in a warning and
    passed over.

    Raises:
        ConflictDataError: nothing is there, or a file is not WARC.
    """
    root = Path(path)
    if not root.exists():
        raise ConflictDataError(f"{root}: no such archive")
    files = warc_files(root) if root.is_dir() else [root]
    if not files:
        raise ConflictDataError(f"{root}: no WARC file (*{SUFFIX}) in it")
    for file in files:
        damage = Damage()
        for record in read_records(file, 0, damage):
            yield file, record
        for offset in damage.at:
            warnings.warn(f"{file}: damaged or unfinished record at byte {offset}, passed over", stacklevel=2)


def _record(row: sqlite3.Row) -> WarcRecord:
    return WarcRecord(
        id=row["id"], kind=row["kind"], url=row["url"], date=datetime.fromisoformat(row["date"]),
        status=row["status"], path=row["file"], offset=row["offset"], digest=row["digest"],
        source=row["source"], request=row["request"], job=row["job"], refers_to=row["refers_to"],
    )  # fmt: skip


def _index(path: Path) -> sqlite3.Connection:
    found = sqlite3.connect(path)
    found.row_factory = sqlite3.Row
    found.execute("PRAGMA journal_mode = WAL")
    found.execute("PRAGMA synchronous = NORMAL")  # the WARC files are the record; the index follows them
    found.executescript(_SCHEMA)
    return found


def _lock(directory: Path) -> sqlite3.Connection:
    """Hold the directory: an exclusive transaction, which ends with the process however it ends."""
    found = sqlite3.connect(directory / "lock.sqlite", timeout=0, isolation_level=None)
    try:
        found.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        found.close()
        raise ConflictDataError(
            f"{directory}: another process is collecting into it; wait for it, or give another directory"
        ) from error
    return found


def _iso(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
