"""Telegram Desktop's export of a channel in JSON (``result.json``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from conflictdata.errors import ModelError
from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata_pages import extras, fail, json_body, tidy
from conflictdata_telegram._channels import PREFIX

_KINDS = ("public_channel", "private_channel", "public_supergroup")
_MISSING = "(File "  # "(File not included. Change data exporting settings to download.)"


def read_export(response: Response) -> Iterator[Report]:
    """The posts of an export, in its order; service messages are left out.

    An export names its channel by its title only: the address of a post follows from ``response.source``
    (``telegram:<name>``), and is None for other sources.

    Raises:
        ParseError: not an export, an export of a whole account, or a message that cannot be read.
    """
    found = json_body(response)
    if isinstance(found, dict) and "chats" in found:
        raise fail(response, "an export of a whole account; export the channel alone (Export chat history)")
    messages = found.get("messages") if isinstance(found, dict) else None
    if not isinstance(messages, list):
        raise fail(response, "no messages found: not an export of Telegram Desktop in JSON")
    if found.get("type") not in _KINDS:
        raise fail(response, f"the export is of a {found.get('type')!r}; only channels are read")
    for message in messages:
        if not isinstance(message, dict):
            raise fail(response, f"a message that is no object: {message!r:.60}")
        if message.get("type") == "message":
            yield _report(response, message)


def _report(response: Response, message: dict[str, Any]) -> Report:
    base = (
        f"https://t.me/{response.source.removeprefix(PREFIX)}" if response.source.startswith(PREFIX) else None
    )
    number = message.get("id")
    text, links = _text(message.get("text_entities") or message.get("text") or "")
    replied = message.get("reply_to_message_id")
    files = [str(message[key]) for key in ("photo", "file") if message.get(key)]
    missing = [each for each in files if each.startswith(_MISSING)]
    extra = {
        "number": number,
        "edited": True if message.get("edited") or message.get("edited_unixtime") else "",
        "media_type": str(message.get("media_type") or ""),
        "media_missing": len(missing) or None,
        "files": [each for each in files if each not in missing],
    }
    try:
        return Report(
            source=response.source,
            url=f"{base}/{number}" if base else None,
            text=text,
            published=_time(message),
            retrieved=response.retrieved,
            media=[f"{base}/{number}?single"] if base and files else [],
            links=links,
            forwarded_from=_origin(message),
            reply_to=f"{base}/{replied}" if base and replied else None,
            extra=extras(extra),
        )
    except (ModelError, ValueError, OverflowError, OSError, TypeError) as error:
        raise fail(response, f"message {number!r} cannot be read: {error}") from error


def _time(message: dict[str, Any]) -> datetime:
    """The UTC time; without ``date_unixtime`` (exports before 2022) the local time of who exported is no time."""
    if message.get("date_unixtime") is None:
        raise ModelError("it has no date_unixtime; export again with a Telegram Desktop of 2022 or later")
    return datetime.fromtimestamp(int(message["date_unixtime"]), UTC)


def _text(parts: Any) -> tuple[str, tuple[str, ...]]:
    """Text and links of a message: a string, or a list of strings and entities."""
    if isinstance(parts, str):
        return tidy(parts), ()
    words: list[str] = []
    links: dict[str, None] = {}
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, str):
            words.append(part)
        elif isinstance(part, dict):
            words.append(str(part.get("text", "")))
            url = part.get("href") or (part.get("text") if part.get("type") == "link" else None)
            if url:
                links[str(url) if "://" in str(url) else f"https://{url}"] = None
    return tidy("".join(words)), tuple(links)


def _origin(message: dict[str, Any]) -> str | None:
    """The channel's title for a forward; "" for a person, whose name is not kept."""
    origin = message.get("forwarded_from")
    if origin is None and "forwarded_from" not in message:
        return None
    kind = str(message.get("forwarded_from_id") or "")
    return str(origin or "") if kind.startswith("channel") else ""
