"""Duties that work without a network are tested without one."""

from __future__ import annotations

import socket
from typing import Any, NoReturn

import pytest


def forbid_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to connect or to look up a host raise ``NetworkUsed`` until the patch is undone."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise NetworkUsed("this duty works without a network, and tried to use it")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


class NetworkUsed(AssertionError):
    """A duty that works without a network tried to use it."""
