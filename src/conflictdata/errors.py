"""The errors conflictdata raises: one base class, a subclass for what a caller would handle differently."""

from __future__ import annotations

__all__ = [
    "ConflictDataError",
    "FetchError",
    "GazetteerError",
    "ModelError",
    "ParseError",
    "PluginError",
    "RecordError",
    "StoreError",
]


class ConflictDataError(Exception):
    """Base of every error this package raises on purpose."""


class ModelError(ConflictDataError, ValueError):
    """A value that the model does not allow; the message names the field and the value."""


class RecordError(ConflictDataError, ValueError):
    """A record (JSON, CSV) that cannot be read as a model object; the message names the path to the field."""


class PluginError(ConflictDataError):
    """A plugin that could not be loaded or that raised.

    Attributes:
        plugin: the name under which the plugin was registered.
    """

    def __init__(self, plugin: str, message: str) -> None:
        super().__init__(f"{plugin}: {message}")
        self.plugin = plugin


class ParseError(ConflictDataError):
    """A response or file whose content could not be read.

    Attributes:
        source: id of the source that published it.
        url: where it came from, or None for a file.
        response_path: where the raw response is kept, or None when nothing was archived.
    """

    def __init__(
        self, source: str, message: str, *, url: str | None = None, response_path: str | None = None
    ) -> None:
        where = f" in {url}" if url else ""
        kept = f" (saved as {response_path})" if response_path else ""
        super().__init__(f"{source}: {message}{where}{kept}")
        self.source = source
        self.url = url
        self.response_path = response_path


class FetchError(ConflictDataError):
    """A request that could not be answered: refused by robots.txt, by the address rules, or by the server.

    Attributes:
        source: id of the source the request was made for.
        url: the address that was asked.
        reason: the message without source and address.
        status: HTTP status of the answer, or None when there was none.
    """

    def __init__(self, source: str, url: str, message: str, *, status: int | None = None) -> None:
        super().__init__(f"{source}: {message}: {url}")
        self.source = source
        self.url = url
        self.reason = message
        self.status = status


class GazetteerError(ConflictDataError):
    """A gazetteer that is missing, damaged or of another version; the message says how to install it."""


class StoreError(ConflictDataError):
    """An archive that cannot be opened, read or written as asked."""
