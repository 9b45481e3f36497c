"""Opening the file of an archive: one writer, readers beside it, and clear words when it cannot be opened.

DuckDB lets either one process write or several read. So that readers work while somebody writes, a reader that
finds the file locked reads a copy of the last committed state instead (``snapshot``).
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from conflictdata.errors import StoreError
from conflictdata.store import _schema

if TYPE_CHECKING:
    import duckdb

CONFIG: dict[str, Any] = {
    # an archive is one file: nothing in it, and no query, reaches for other files or the network
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
}
_HEADERS = 3 * 4096
"""DuckDB's main header and its two database headers, bytes; a checkpoint ends by writing one of them."""

_open_here: weakref.WeakValueDictionary[str, Opened] = weakref.WeakValueDictionary()
"""Archives this process has open for writing. (To open such a file again, even only to look at it, would give
up the lock: POSIX locks belong to the process.)"""


@attrs.define
class Opened:
    """An open database and what has to be cleaned up after it."""

    connection: duckdb.DuckDBPyConnection
    name: str
    read_only: bool
    borrowed: bool = False
    copy: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Close the connection and remove the copy, if there is one."""
        self.connection.close()
        if not self.read_only:
            _open_here.pop(self.name, None)
        if self.copy is not None:
            self.copy.cleanup()


def open_file(path: Path, *, read_only: bool) -> Opened:
    """Open an archive, creating or migrating it when it is opened for writing.

    Raises:
        StoreError: no such file, no archive, damaged, written by a newer version, or open for writing elsewhere.
    """
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; an archive is a file")
    name = os.path.realpath(path)
    if name in _open_here:
        if not read_only:
            raise StoreError(
                f"{path}: is already open for writing in this process; close it or open read-only"
            )
        return Opened(_open_here[name].connection.cursor(), name, read_only=True, borrowed=True)
    if not path.exists():
        if read_only:
            raise StoreError(f"{path}: no such archive; create it by opening it for writing")
        _create(path)
    opened = _open_reader(path, name) if read_only else Opened(_connect(path, False), name, read_only=False)
    try:
        _check(opened, path)
    except BaseException:
        opened.close()
        raise
    if not read_only:
        _open_here[name] = opened
    return opened


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    import duckdb

    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=CONFIG)
        connection.execute("SET TimeZone = 'UTC'")
    except duckdb.Error as error:
        raise _explained(path, error) from error
    return connection


def _explained(path: Path, error: Exception) -> StoreError:
    text = str(error)
    if "set lock on file" in text:
        holder = re.search(r"PID (\d+)", text)
        who = f" (process {holder[1]})" if holder else ""
        return StoreError(
            f"{path}: is in use by another process{who}; one process at a time can write to an archive. "
            "Wait until it is done, or open the archive with read_only=True"
        )
    if isinstance(error, PermissionError) or "permission denied" in text.casefold():
        return StoreError(f"{path}: may not be opened: permission denied")
    return StoreError(
        f"{path}: is damaged or no DuckDB file: {text.splitlines()[0]} "
        "Restore it from a copy, or collect again from the raw responses (`conflictdata parse`)"
    )


def _create(path: Path) -> None:
    """Make an empty archive beside ``path`` and move it into place, so that no half-made file is ever seen."""
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; create it first")
    from conflictdata import __version__

    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        fresh = Path(folder) / "new.duckdb"
        connection = _connect(fresh, False)
        connection.execute("BEGIN")
        _schema.create(connection)
        about = {"schema": str(_schema.SCHEMA), "made_by": f"conflictdata {__version__}", "linked": "yes"}
        for key, value in about.items():
            connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
        connection.close()
        try:
            os.link(fresh, path)  # unlike renaming, this never takes the place of a file
        except FileExistsError:
            pass  # somebody else was quicker: theirs is as empty as ours
        except OSError:  # a file system without hard links
            if not path.exists():
                os.rename(fresh, path)


def _open_reader(path: Path, name: str) -> Opened:
    try:
        connection = _connect(path, True)
    except StoreError as error:
        if "in use by another process" not in str(error):
            raise
    else:
        if _version(connection, path) >= _schema.SCHEMA:
            return Opened(connection, name, read_only=True)
        connection.close()  # an older schema is brought up to date in a copy
    return open_copy(path, name)


def open_copy(path: Path, name: str) -> Opened:
    """Open a private copy of the committed state, which goes away when it is closed."""
    folder = tempfile.TemporaryDirectory(prefix="conflictdata-")
    try:
        copy = snapshot(path, Path(folder.name))
        return Opened(_connect(copy, False), name, read_only=True, copy=folder)
    except BaseException:
        folder.cleanup()
        raise


def snapshot(path: Path, folder: Path, *, attempts: int = 50) -> Path:
    """Copy the committed state of an archive that another process may be writing to.

    Between two checkpoints DuckDB only appends to its write-ahead log and writes to unused blocks of the file,
    and a log that breaks off is replayed up to its last whole commit. So the log is copied first, then the
    file; if the headers of the file changed meanwhile, a checkpoint came in between and it is done again.

    Raises:
        StoreError: no quiet moment was found.
    """
    target = folder / "copy.duckdb"
    log, log_copy = Path(f"{path}.wal"), Path(f"{target}.wal")
    for attempt in range(attempts):
        try:
            before = _headers(path)
            log_copy.unlink(missing_ok=True)
            if log.exists():
                shutil.copyfile(log, log_copy)
            shutil.copyfile(path, target)
            resting = not any(path.parent.glob(f"{_literal(path.name)}.wal.*"))
            if resting and _headers(path) == before and _readable(target):
                return target
        except FileNotFoundError:  # the log went away: a checkpoint
            pass
        time.sleep(min(0.02 * (attempt + 1), 0.5))
    raise StoreError(f"{path}: is being written to without a pause; try again in a while")


def _literal(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _headers(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADERS)


def _readable(path: Path) -> bool:
    try:
        connection = _connect(path, False)
    except StoreError:
        return False
    connection.close()
    return True


def _check(opened: Opened, path: Path) -> None:
    """Refuse what is no archive or too new; migrate what is older."""
    import duckdb

    version = _version(opened.connection, path)
    if version > _schema.SCHEMA:
        raise StoreError(
            f"{path}: has schema {version}, written by a newer conflictdata; this one reads up to "
            f"{_schema.SCHEMA}. Upgrade with `pip install -U conflictdata`"
        )
    if version < _schema.SCHEMA:
        connection = opened.connection
        connection.execute("BEGIN")
        try:
            _schema.migrate(connection, version)
            connection.execute("COMMIT")
        except duckdb.Error as error:
            connection.execute("ROLLBACK")
            raise StoreError(f"{path}: could not be brought from schema {version}: {error}") from error


def _version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    import duckdb

    try:
        rows = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()
    except duckdb.CatalogException:
        rows = []
    except duckdb.Error as error:
        raise _explained(path, error) from error
    if not rows or not str(rows[0][0]).isdigit():
        raise StoreError(f"{path}: is a DuckDB file but no conflictdata archive")
    return int(rows[0][0])
