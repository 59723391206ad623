"""Asks a service by its socket in the file system, as HTTP; loaded only where there is one to be asked."""

from __future__ import annotations

import http.client
import socket


class _ByFile(http.client.HTTPConnection):
    """A connection by a socket in the file system."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__("localhost", timeout=seconds)
        self._path = path

    def connect(self) -> None:
        """Connects, or raises OSError."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def get(path: str, what: str, *, seconds: float, longest: int) -> tuple[int, bytes]:
    """The status of the answer and what it holds.

    Raises:
        OSError: nobody answers in time, or what answers speaks no HTTP.
    """
    connection = _ByFile(path, seconds)
    try:
        connection.request("GET", what)
        answer = connection.getresponse()
        return answer.status, answer.read(longest)
    except http.client.HTTPException as error:
        raise OSError(f"no answer of the kind that was expected: {error!r}") from error
    finally:
        connection.close()
