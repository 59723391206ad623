"""The server's own HTTP interface, asked with the standard library alone."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable

_LARGEST = 16_000_000
_LONGEST_COMPLAINT = 300
_FAILED = 400
_UNAUTHORIZED = (401, 403)

PROOF = "/v1/shellguard-proof"
"""A guarded path that is not there: 401 for a wrong key, 404 where nobody asks for one."""

Messages = Sequence[Mapping[str, str]]


class ApiError(ShellguardError):
    """The server can't be asked or refuses.

    Attributes:
        status: of HTTP; 0 when there was no answer at all.
    """

    def __init__(self, what: str, *, status: int = 0, where: str = "", hint: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.status = status


@dataclass(frozen=True, slots=True)
class ServedModel:
    """One that the server lists: how clients name it, where its weights come from, its context in tokens."""

    name: str
    root: str = ""
    context: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a chat.

    Attributes:
        first_token: seconds until the first text; that of the whole when it was not streamed.
        seconds: until all of it was there.
        tokens: of the answer; prompt_tokens: of what was asked.
        finish: stop, length, …; "" when the server did not say.
    """

    text: str
    first_token: float
    seconds: float
    tokens: int
    prompt_tokens: int = 0
    finish: str = ""


class Api:
    """One server on this machine. A connection a request: a server that restarts is no special case."""

    def __init__(self, port: int, key: str = "", *, host: str = "127.0.0.1", timeout: float = 5.0) -> None:
        self._host, self._port, self._key, self._timeout = host, port, key, timeout

    @property
    def address(self) -> str:
        return f"http://{self._host}:{self._port}"

    def health(self) -> bool:
        """Whether it is ready; before that its port is closed or does not answer."""
        try:
            return self._request("GET", "/health")[0] == http.client.OK
        except ApiError:
            return False

    def version(self) -> str:
        """Of vLLM.

        Raises:
            ApiError: no answer, or none of vLLM.
        """
        version = self._object("GET", "/version").get("version")
        if not isinstance(version, str):
            raise ApiError("what answers there is not vLLM", where=self.address)
        return version

    def models(self) -> tuple[ServedModel, ...]:
        """What it serves.

        Raises:
            ApiError: no answer, or the key is refused (status 401).
        """
        listed = self._object("GET", "/v1/models").get("data")
        return tuple(
            ServedModel(str(one.get("id", "")), str(one.get("root") or ""), _whole(one.get("max_model_len")))
            for one in (listed if isinstance(listed, list) else [])
            if isinstance(one, dict)
        )

    def metrics(self) -> str:
        """Prometheus' text format; empty when the server publishes none.

        Raises:
            ApiError: no answer.
        """
        return self._checked("GET", "/metrics").decode("utf-8", "replace")

    def guarded(self) -> bool:
        """Whether a wrong key is refused. Its log shows by the path that it was us.

        Raises:
            ApiError: no answer.
        """
        stranger = Api(self._port, "a-wrong-key", host=self._host, timeout=self._timeout)
        return stranger._request("GET", PROOF)[0] in _UNAUTHORIZED

    def chat(
        self,
        model: str,
        messages: Messages,
        *,
        max_tokens: int = 64,
        timeout: float = 60.0,
        **more: Any,
    ) -> Answer:
        """One answer as a whole; *more* goes into the request (`response_format`, …).

        Raises:
            ApiError: no answer, or a refusal.
        """
        request = _chat(model, messages, max_tokens, more)
        began = time.monotonic()
        found = self._object("POST", "/v1/chat/completions", request, timeout)
        took = time.monotonic() - began
        choices = found.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
        message, usage = choice.get("message"), found.get("usage")
        text = message.get("content") if isinstance(message, dict) else None
        usage = usage if isinstance(usage, dict) else {}
        return Answer(
            str(text or ""),
            took,
            took,
            _whole(usage.get("completion_tokens")),
            _whole(usage.get("prompt_tokens")),
            str(choice.get("finish_reason") or ""),
        )

    def stream(
        self,
        model: str,
        messages: Messages,
        *,
        max_tokens: int = 64,
        timeout: float = 60.0,
        **more: Any,
    ) -> Answer:
        """As `chat`, and measures the time to the first token.

        Raises:
            ApiError: no answer, a refusal, or an answer that breaks off.
        """
        request = _chat(model, messages, max_tokens, more)
        request |= {"stream": True, "stream_options": {"include_usage": True}}
        connection = http.client.HTTPConnection(self._host, self._port, timeout=timeout)
        began = time.monotonic()
        try:
            connection.request("POST", "/v1/chat/completions", json.dumps(request), self._headers())
            response = connection.getresponse()
            if response.status >= _FAILED:
                raise self._refusal("/v1/chat/completions", response.status, response.read(_LARGEST))
            return _read_stream(response, began)
        except (OSError, http.client.HTTPException) as error:
            raise self._silent(error) from error
        finally:
            connection.close()

    def post(self, path: str, body: Mapping[str, Any], timeout: float = 60.0) -> dict[str, Any]:
        """Any other question, such as `/tokenize`.

        Raises:
            ApiError: no answer, a refusal, or no JSON object.
        """
        return self._object("POST", path, body, timeout)

    def _object(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, timeout: float = 0.0
    ) -> dict[str, Any]:
        content = self._checked(method, path, body, timeout)
        try:
            found = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise ApiError("the server's answer is no JSON", where=self.address + path) from error
        if not isinstance(found, dict):
            raise ApiError("the server's answer is no JSON object", where=self.address + path)
        return found

    def _checked(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, timeout: float = 0.0
    ) -> bytes:
        status, content = self._request(method, path, body, timeout)
        if status >= _FAILED:
            raise self._refusal(path, status, content)
        return content

    def _request(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, timeout: float = 0.0
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=timeout or self._timeout)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), self._headers())
            response = connection.getresponse()
            return response.status, response.read(_LARGEST)
        except (OSError, http.client.HTTPException) as error:
            raise self._silent(error) from error
        finally:
            connection.close()

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        return headers | ({"Authorization": f"Bearer {self._key}"} if self._key else {})

    def _silent(self, error: Exception) -> ApiError:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return ApiError(
            f"the model server does not answer: {printable(str(why))[:_LONGEST_COMPLAINT]}",
            where=self.address,
            hint="`shellguard vllm status` says what runs",
        )

    def _refusal(self, path: str, status: int, content: bytes) -> ApiError:
        hint = "`shellguard vllm key show` says where the key is kept" if status in _UNAUTHORIZED else ""
        said = _complaint(content)
        return ApiError(
            f"the model server refuses ({status}{': ' + said if said else ''})",
            status=status,
            where=self.address + path,
            hint=hint,
        )


def _chat(model: str, messages: Messages, max_tokens: int, more: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "model": model,
        "messages": [dict(message) for message in messages],
        "max_tokens": max_tokens,
        "temperature": 0.0,
        **more,
    }


def _read_stream(response: http.client.HTTPResponse, began: float) -> Answer:
    pieces: list[str] = []
    first = 0.0
    usage: dict[str, Any] = {}
    finish = ""
    for line in response:
        if not line.startswith(b"data:"):
            continue
        data = line[5:].strip()
        if data == b"[DONE]":
            break
        try:
            chunk = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise ApiError("the server's stream is no JSON") from error
        if not isinstance(chunk, dict):
            continue
        usage = chunk.get("usage") or usage
        text, ended = _piece(chunk)
        finish = ended or finish
        if text:
            first = first or time.monotonic() - began
            pieces.append(text)
    took = time.monotonic() - began
    tokens = _whole(usage.get("completion_tokens")) or len(pieces)
    return Answer("".join(pieces), first or took, took, tokens, _whole(usage.get("prompt_tokens")), finish)


def _piece(chunk: Mapping[str, Any]) -> tuple[str, str]:
    choices = chunk.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return "", ""
    delta = choices[0].get("delta")
    text = delta.get("content") if isinstance(delta, dict) else ""
    return str(text or ""), str(choices[0].get("finish_reason") or "")


def _complaint(content: bytes) -> str:
    """What the server says is wrong, in whichever of its four shapes; one harmless line."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = content.decode("utf-8", "replace")
    if isinstance(found, dict):
        found = found.get("error", found.get("detail", ""))
    if isinstance(found, dict):
        found = found.get("message", "")
    return printable(str(found))[:_LONGEST_COMPLAINT]


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
