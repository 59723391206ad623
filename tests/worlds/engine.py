"""An engine of docker for tests: a real socket in a file, behind which a few answers stand."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingUnixStreamServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Engine:
    """Answers as the engine does, for what it was told that there is.

    Args:
        things: `volume:NAME` (that nothing uses), `ended:NAME` (a container), `container:NAME` or
            `container:NAME:VOLUME` (one that runs, with a volume), `image:NAME` (one that was built here).
            What is called `PROJECT_…` is of that project of compose.
    """

    def __init__(self, things: tuple[str, ...]) -> None:
        self._folder = tempfile.mkdtemp(prefix="sg-")
        self.path = f"{self._folder}/docker.sock"
        self.asked: list[str] = []
        self._things = [tuple(one.split(":")) for one in things]
        engine = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                engine.asked.append(self.path)
                answer = engine.answer(self.path)
                text = json.dumps(answer if answer is not None else {"message": "no such thing"}).encode()
                self.send_response(200 if answer is not None else 404)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def address_string(self) -> str:
                return "here"

            def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
                pass

        self._server = ThreadingUnixStreamServer(self.path, Answering)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Ends it; nothing answers any more."""
        self._server.shutdown()
        self._server.server_close()
        shutil.rmtree(Path(self._folder))

    def answer(self, path: str) -> Any:
        """What it says to `GET path`; None where there is no such thing."""
        address = urlsplit(path)
        filters = json.loads(parse_qs(address.query).get("filters", ["{}"])[0])
        parts = address.path.strip("/").split("/")
        if parts == ["volumes"]:
            return {
                "Volumes": [
                    {"Name": name, "Labels": None} for kind, name, *_ in self._things if kind == "volume"
                ]
                or None
            }
        if parts == ["images", "json"]:
            return [
                {"RepoTags": [f"{name}:1"], "RepoDigests": []}
                for kind, name, *_ in self._things
                if kind == "image"
            ]
        if parts == ["containers", "json"]:
            return [
                {
                    "Names": [f"/{one[1]}"],
                    "Mounts": [{"Type": "volume", "Name": name} for name in one[2:]],
                }
                for one in self._containers(filters)
            ]
        if parts[0] == "volumes":
            there = any(parts[1] in one[1:] for one in self._things if one[0] in ("volume", "container"))
            return {"Name": parts[1]} if there else None
        found = next((one for one in self._things if one[0] == "container" and one[1] == parts[1]), None)
        return {"Mounts": [{"Type": "volume", "Name": name} for name in found[2:]]} if found else None

    def _containers(self, filters: dict[str, list[str]]) -> list[tuple[str, ...]]:
        if "name" in filters:
            named = [one for one in self._things if one[0] in ("ended", "container")]
            return [one for one in named if any(part in one[1] for part in filters["name"])]
        if "status" in filters:
            return [one for one in self._things if one[0] == "ended"]
        every = [one for one in self._things if one[0] in ("ended", "container")]
        for label in filters.get("label", ()):
            every = [one for one in every if one[1].startswith(f"{label.partition('=')[2]}_")]
        return [one for one in every if set(filters.get("volume", one[2:])) <= set(one[2:])]
