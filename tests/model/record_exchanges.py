"""Records what a real model server answers, for `test_recorded_exchanges`: with the server that `./test --model` installs.

python -m tests.model.record_exchanges http://127.0.0.1:18100 KEY tests/model/exchanges
"""

from __future__ import annotations

import http.client
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shellguard.model.answer import SCHEMA
from shellguard.model.translate import Asked, Place, messages_for

PLACE = Place(system="Linux x86_64", package_manager="apt", programs=("git", "tar"), folder="project")
_SECONDS = 120


def chat(model: str, **more: Any) -> dict[str, Any]:
    form = {"type": "json_schema", "json_schema": {"name": "answer", "schema": SCHEMA, "strict": True}}
    return {
        "model": model,
        "messages": messages_for(Asked("list the files in this folder"), PLACE),
        "temperature": 0,
        "max_tokens": 200,
        "response_format": form,
    } | more


def wanted(model: str) -> dict[str, tuple[str, str, dict[str, Any] | None, bool]]:
    """By name: method, path, body, and whether the right key is sent."""
    long_ = [{"role": "user", "content": "list the files " * 3_000}]
    return {
        "health": ("GET", "/health", None, True),
        "models": ("GET", "/v1/models", None, True),
        "models_wrong_key": ("GET", "/v1/models", None, False),
        "translation": ("POST", "/v1/chat/completions", chat(model), True),
        "translation_cut": ("POST", "/v1/chat/completions", chat(model, max_tokens=16), True),
        "plain_text": ("POST", "/v1/chat/completions", chat(model, response_format={"type": "text"}), True),
        "wrong_key": ("POST", "/v1/chat/completions", chat(model), False),
        "unknown_model": ("POST", "/v1/chat/completions", chat("nope"), True),
        "context_too_long": ("POST", "/v1/chat/completions", chat(model, messages=long_), True),
        "too_many_tokens": ("POST", "/v1/chat/completions", chat(model, max_tokens=100_000), True),
        "bad_schema": (
            "POST",
            "/v1/chat/completions",
            chat(
                model,
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "answer", "schema": {"type": "nonsense"}},
                },
            ),
            True,
        ),
        "stream": ("POST", "/v1/chat/completions", chat(model, stream=True, max_tokens=24), True),
        "no_such_route": ("POST", "/v1/nothing", {}, True),
    }


def exchange(
    address: str, key: str, method: str, path: str, body: dict[str, Any] | None, right: bool
) -> dict[str, Any]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=_SECONDS)
    headers = {"Authorization": f"Bearer {key if right else 'wrong'}", "Content-Type": "application/json"}
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    response = connection.getresponse()
    content = response.read().decode()
    connection.close()
    return {
        "request": {"method": method, "path": path, "right_key": right},
        "status": response.status,
        "content_type": response.headers.get("Content-Type", ""),
        "body": content,
    }


def main() -> None:
    address, key, folder = sys.argv[1:4]
    model = json.loads(exchange(address, key, "GET", "/v1/models", None, True)["body"])["data"][0]["id"]
    for name, (method, path, body, right) in wanted(model).items():
        found = exchange(address, key, method, path, body, right)
        Path(folder, f"{name}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        print(f"{name}: {found['status']}")


if __name__ == "__main__":
    main()
