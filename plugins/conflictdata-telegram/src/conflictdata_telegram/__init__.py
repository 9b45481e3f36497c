"""Public Telegram channels as sources of conflictdata."""

from __future__ import annotations

from collections.abc import Callable

from conflictdata.plugins import SourcePlugin, hookimpl
from conflictdata_telegram._channels import channel_of, source_of
from conflictdata_telegram._history import revisions, tombstones
from conflictdata_telegram._plugin import TelegramPlugin

__all__ = ["TelegramPlugin", "channel_of", "revisions", "source_of", "tombstones"]


@hookimpl
def conflictdata_sources(register: Callable[[SourcePlugin], None]) -> None:
    """Register Telegram."""
    register(TelegramPlugin())
