"""How long a model's opinion takes: first use after start, warm, cached, many at once, the first word.

    python -m bench.model [--base-url URL] [--rounds 20] [--json]

Without --base-url it measures against a small server of its own that answers at once: what is left is what
shellguard adds. The same requests by a fresh `openai` client each time stand beside it, as ratios. Nothing
is run; nothing is kept outside a folder that is removed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from shellguard import judgement
from shellguard.daemon.second_opinion import SecondOpinion
from shellguard.effects.packs.packs import packaged
from shellguard.errors import ShellguardError
from shellguard.model.client import ModelClient
from shellguard.model.doubt import Question
from shellguard.model.judge import LABELS, ask, messages_for, say
from shellguard.model.key import KeyRing
from shellguard.model.labels import asking
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.settings.model import ModelSettings, Settings

AT_ONCE = (1, 2, 4, 8, 16, 32, 64)
_FIRST_USE = """
import asyncio, sys, time
begin = time.perf_counter()
from shellguard.model.client import ModelClient
from shellguard.model.doubt import Question
from shellguard.model.judge import ask
from shellguard.settings.model import ModelSettings
async def once():
    client = ModelClient()
    await ask(client, ModelSettings(base_url=sys.argv[1], timeout=300.0), Question("frobctl delete thing"))
    await client.close()
asyncio.run(once())
print((time.perf_counter() - begin) * 1000)
"""


class _Prompt(BaseHTTPRequestHandler):
    """Answers every chat at once with the same likelihoods, or with three words in a stream."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # heads and bodies in one packet
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._send(json.dumps({"object": "list", "data": [{"id": "at-once", "object": "model"}]}).encode())

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if request.get("stream"):
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "at-once"}
            parts = [
                {**chunk, "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}]}
                for word in ("It ", "removes ", "a thing.")
            ]
            data = b"".join(b"data: " + json.dumps(one).encode() + b"\n\n" for one in parts)
            self._send(data + b"data: [DONE]\n\n", "text/event-stream")
            return
        tokens = [{"token": label, "logprob": -1.6} for label in LABELS]
        likely = {"content": [{"token": "A", "logprob": -1.6, "top_logprobs": tokens}]}
        message = {"role": "assistant", "content": "A"}
        choice = {"index": 0, "finish_reason": "length", "message": message, "logprobs": likely}
        whole = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "at-once",
            "choices": [choice],
        }
        self._send(json.dumps(whole).encode())

    def _send(self, data: bytes, kind: str = "application/json") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Only figures are printed."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def own_server() -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), _Prompt)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def first_use_ms(address: str) -> float:
    """In a process that has imported nothing yet, as a daemon has that was just started."""
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_USE, address], capture_output=True, text=True, check=True, timeout=600
    )
    return float(done.stdout)


async def each(rounds: int, act: Callable[[int], Awaitable[object]]) -> dict[str, float]:
    """Milliseconds of one after another: median and 95th percentile."""
    times = []
    for number in range(rounds):
        begin = time.perf_counter()
        await act(number)
        times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    return {
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[int(0.95 * (rounds - 1))], 2),
    }


async def measure(settings: ModelSettings, rounds: int, most: int, folder: Path) -> dict[str, object]:
    client = ModelClient()
    await client.warm(settings)
    await ask(client, settings, Question("frobctl list"))  # a server compiles what it needs at the first one

    async def warm(number: int) -> None:
        await ask(client, settings, Question(f"frobctl delete thing{number}"))

    name = settings.name or str(client.states()[0]["model"])
    found: dict[str, object] = {
        "warm": await each(rounds, warm),
        "fresh_openai_client": await each(rounds, lambda number: _fresh(settings, name, number)),
        "cached": await _cached(client, settings, rounds, folder),
        "first_word": await _first_word(client, settings, max(3, rounds // 4)),
        "at_once": {
            str(count): await _at_once(client, settings, count) for count in AT_ONCE if count <= most
        },
    }
    await client.close()
    return found


async def _fresh(settings: ModelSettings, name: str, number: int) -> None:
    """The same request by a client that is made for it, as a command that starts for each line would."""
    from openai import AsyncOpenAI

    key = KeyRing().key(settings)
    async with AsyncOpenAI(base_url=settings.base_url, api_key=key, timeout=settings.timeout) as fresh:
        messages: Any = messages_for(Question(f"frobctl delete other{number}"))
        await fresh.chat.completions.create(
            model=name, messages=messages, **asking("logprobs", tuple(LABELS))
        )


async def _cached(
    client: ModelClient, settings: ModelSettings, rounds: int, folder: Path
) -> dict[str, float]:
    """The whole way of a line that was asked about before: reading, the key, the file's state."""
    second = SecondOpinion(client, secrets.token_bytes(32), folder)
    whole = Settings(model=settings)
    verdict = judgement.judge("frobctl delete it", shell=NOTHING_KNOWN, settings=whole, look=False)
    await second.advice(verdict, whole, packaged())
    return await each(max(rounds, 100), lambda _: second.advice(verdict, whole, packaged()))


async def _first_word(client: ModelClient, settings: ModelSettings, rounds: int) -> dict[str, float]:
    times = []
    for number in range(rounds):
        heard: list[float] = []
        begin = time.perf_counter()
        question = Question(f"frobctl delete thing{number}")
        await say(client, settings, question, lambda _, heard=heard: heard.append(time.perf_counter()))  # type: ignore[misc]
        times.append((heard[0] - begin) * 1000 if heard else float("inf"))
    return {"median_ms": round(statistics.median(times), 2), "worst_ms": round(max(times), 2)}


async def _at_once(client: ModelClient, settings: ModelSettings, count: int) -> dict[str, float]:
    begin = time.perf_counter()
    asked = (ask(client, settings, Question(f"frobctl delete {count}-{number}")) for number in range(count))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    seconds = time.perf_counter() - begin
    failed = sum(isinstance(one, ShellguardError) for one in answers)
    for one in answers:
        if isinstance(one, BaseException) and not isinstance(one, ShellguardError):
            raise one
    return {
        "all_ms": round(seconds * 1000, 1),
        "verdicts_a_second": round((count - failed) / seconds, 1),
        "failed": failed,
    }


def report(found: dict[str, Any]) -> str:
    warm, fresh, cached, first = (
        found[name] for name in ("warm", "fresh_openai_client", "cached", "first_word")
    )
    ratio = fresh["median_ms"] / warm["median_ms"]
    lines = [
        f"first use after start   {found['first_use_ms']:8.0f} ms",
        f"warm                    {warm['median_ms']:8.2f} ms (p95 {warm['p95_ms']:.2f})",
        f"fresh openai client     {fresh['median_ms']:8.2f} ms ({ratio:.1f} times warm)",
        f"cached                  {cached['median_ms']:8.2f} ms (p95 {cached['p95_ms']:.2f})",
        f"first word              {first['median_ms']:8.2f} ms (worst {first['worst_ms']:.2f})",
    ]
    for count, one in found["at_once"].items():
        failed = f", {one['failed']:g} failed" if one["failed"] else ""
        speed = f"{one['verdicts_a_second']:.1f} verdicts a second{failed}"
        lines.append(f"{count:>2} at once {one['all_ms']:21.1f} ms ({speed})")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--base-url", help="a real server's address (http://…/v1); its key from OPENAI_API_KEY"
    )
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--most-at-once", type=int, default=64, metavar="N", help="default: 64")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with own_server() as own, tempfile.TemporaryDirectory() as folder:
        address = arguments.base_url or own
        first = first_use_ms(address)
        settings = ModelSettings(base_url=address, timeout=300.0, allow_remote=True)
        found = asyncio.run(measure(settings, arguments.rounds, arguments.most_at_once, Path(folder)))
    found["first_use_ms"] = round(first, 1)
    print(json.dumps(found) if arguments.json else report(found))


if __name__ == "__main__":
    main()
