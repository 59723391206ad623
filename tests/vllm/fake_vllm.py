#!/usr/bin/python3
"""A small program that takes the place of `vllm` in tests: same command line, same interface, real sockets.

It runs alone (in a container, or as the `vllm` of an environment), so it imports the standard library only.
What it does is told by `fake.json` in the model's folder, over that by the variable FAKE_VLLM (JSON):

    delay        seconds until it listens
    gate         a file without which it does not listen
    lines        what it writes to its log while it starts, instead of the usual
    fail         what it writes before it ends; exit: with which status (1)
    ignore_term  how many SIGTERMs it does not heed
    word_seconds seconds a word of an answer takes
    words        how many words it answers at most
    answer       a text that it answers instead
    faster_with  an option that makes it four times as fast
    metrics      a whole text in the place of its metrics
    die_after    seconds after which it ends by itself, once it serves
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

USUAL_LINES = [
    "(APIServer pid=1) INFO 11-21 07:42:14 [api_utils.py:286] non-default args: {'api_key': '***'}",
    "(APIServer pid=1) INFO 11-21 07:42:37 [model.py:733] Resolved architecture: LlamaForCausalLM",
    "(Worker pid=9) INFO 11-21 07:43:23 [cpu_model_runner.py:68] Starting to load model fake...",
    "Loading safetensors checkpoint shards: 100% Completed | 1/1 [00:02<00:00,  2.74s/it]",
    "(EngineCore pid=5) INFO 11-21 07:43:33 [core.py:402] init engine (profile, create kv cache) took 4.80 s",
    "(APIServer pid=1) INFO 11-21 07:43:35 [entry.py:140] Starting vLLM server on http://0.0.0.0:8000",
]
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
GUARDED = ("/v1", "/v2", "/inference", "/cohere")


def option(words: list[str], name: str, default: str) -> str:
    return words[words.index(name) + 1] if name in words else default


def told_by(model: str) -> dict[str, object]:
    file = Path(model) / "fake.json"
    told = json.loads(file.read_text()) if file.is_file() else {}
    return {**told, **json.loads(os.environ.get("FAKE_VLLM", "{}"))}


class State:
    def __init__(self, words: list[str]) -> None:
        self.model = words[1]
        self.name = option(words, "--served-model-name", self.model)
        self.port = int(option(words, "--port", "8000"))
        self.host = option(words, "--host", "127.0.0.1")
        self.context = int(option(words, "--max-model-len", "2048"))
        self.pooling = option(words, "--runner", "generate") == "pooling"
        self.told = told_by(self.model)
        self.key = os.environ.get("VLLM_API_KEY", "")
        self.lock = threading.Lock()
        self.requests = self.prompt_tokens = self.tokens = self.running = 0


def metrics_of(state: State) -> str:
    if state.told.get("metrics"):
        return str(state.told["metrics"])
    labels = f'{{engine="0",model_name="{state.name}"}}'
    rows = [
        ("gauge", "num_requests_running", state.running),
        ("gauge", "num_requests_waiting", 0),
        ("gauge", "kv_cache_usage_perc", 0.01),
        ("counter", "prompt_tokens_total", state.prompt_tokens),
        ("counter", "generation_tokens_total", state.tokens),
        ("counter", "num_preemptions_total", 0),
        ("counter", "prefix_cache_queries_total", 10),
        ("counter", "prefix_cache_hits_total", 4),
    ]
    lines = []
    for kind, name, value in rows:
        lines += [f"# HELP vllm:{name} x", f"# TYPE vllm:{name.removesuffix('_total')} {kind}"]
        lines.append(f"vllm:{name}{labels} {float(value)}")
    lines += ["# HELP vllm:request_success_total x", "# TYPE vllm:request_success counter"]
    done = f'{{engine="0",finished_reason="stop",model_name="{state.name}"}}'
    lines.append(f"vllm:request_success_total{done} {float(state.requests)}")
    for name in ("time_to_first_token", "inter_token_latency", "e2e_request_latency"):
        lines += [f"# HELP vllm:{name}_seconds x", f"# TYPE vllm:{name}_seconds histogram"]
        for limit in ("0.01", "0.1", "1.0", "+Inf"):
            bucket = f'{{engine="0",le="{limit}",model_name="{state.name}"}}'
            lines.append(f"vllm:{name}_seconds_bucket{bucket} {float(state.requests)}")
        lines.append(f"vllm:{name}_seconds_count{labels} {float(state.requests)}")
        lines.append(f"vllm:{name}_seconds_sum{labels} {0.005 * state.requests}")
    return "\n".join(lines) + "\n"


def handler_of(state: State) -> type[BaseHTTPRequestHandler]:  # noqa: C901
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            return

        def log_request(self, code: object = "-", size: object = "-") -> None:  # noqa: ARG002
            said = {200: "OK", 401: "Unauthorized", 404: "Not Found"}.get(int(str(code)), "")
            asked = f'{self.address_string()}:1 - "{self.requestline}" {int(str(code))} {said}'
            print(f"INFO:     {asked}", file=sys.stderr, flush=True)

        def do_GET(self) -> None:
            if not self.let_in():
                return
            if self.path in ("/health", "/ping"):
                self.send(b"")
            elif self.path == "/version":
                self.send_object({"version": "0.32.0"})
            elif self.path == "/metrics":
                self.send(metrics_of(state).encode(), kind="text/plain; version=0.0.4; charset=utf-8")
            elif self.path == "/v1/models":
                one = {"id": state.name, "object": "model", "owned_by": "vllm", "root": state.model}
                self.send_object({"object": "list", "data": [{**one, "max_model_len": state.context}]})
            else:
                self.send_object({"detail": "Not Found"}, 404)

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
            if not self.let_in():
                return
            if self.path == "/v1/embeddings" and state.pooling:
                self.send_object({"data": [{"embedding": [0.0] * 8}], "usage": {"prompt_tokens": 3}})
            elif self.path == "/tokenize":
                words = str(request.get("prompt", "")).split()
                self.send_object({"count": len(words), "max_model_len": state.context, "tokens": []})
            elif self.path == "/v1/chat/completions" and not state.pooling:
                self.chat(request)
            else:
                self.send_object({"detail": "Not Found"}, 404)

        def chat(self, request: dict[str, object]) -> None:
            if request.get("model") != state.name:
                message = f"The model `{request.get('model')}` does not exist."
                self.send_object({"error": {"message": message, "type": "NotFoundError", "code": 404}}, 404)
                return
            most = min(int(str(request.get("max_tokens", 16))), int(str(state.told.get("words", 12))))
            words = NUMBERS[:most]
            if "answer" in state.told:
                words = (str(state.told["answer"]),)
            pause = float(str(state.told.get("word_seconds", 0.002)))
            pause /= 4 if str(state.told.get("faster_with", "")) in sys.argv else 1
            asked = len(json.dumps(request.get("messages")).split())
            usage = {
                "prompt_tokens": asked,
                "completion_tokens": len(words),
                "total_tokens": asked + len(words),
            }
            with state.lock:
                state.requests += 1
                state.running += 1
                state.prompt_tokens += asked
                state.tokens += len(words)
            try:
                if request.get("stream"):
                    self.stream(words, pause, usage)
                    return
                time.sleep(pause * len(words))
                choice = {"index": 0, "finish_reason": "stop", "message": {"content": " ".join(words)}}
                self.send_object({"object": "chat.completion", "choices": [choice], "usage": usage})
            finally:
                with state.lock:
                    state.running -= 1

        def stream(self, words: list[str], pause: float, usage: dict[str, int]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            pieces = [{"role": "assistant", "content": ""}, *({"content": word + " "} for word in words)]
            for piece in pieces:
                time.sleep(pause if piece["content"] else 0)
                self.event({"choices": [{"index": 0, "delta": piece, "finish_reason": None}]})
            self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            self.event({"choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")
            self.close_connection = True

        def event(self, told: dict[str, object]) -> None:
            self.wfile.write(b"data: " + json.dumps(told).encode() + b"\n\n")
            self.wfile.flush()

        def let_in(self) -> bool:
            given = self.headers.get("Authorization", "").removeprefix("Bearer ")
            if not state.key or given == state.key or not self.path.startswith(GUARDED):
                return True
            self.send_object({"error": "Unauthorized"}, 401)
            return False

        def send_object(self, told: object, status: int = 200) -> None:
            self.send(json.dumps(told).encode(), status, "application/json")

        def send(self, body: bytes, status: int = 200, kind: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def heed(told: dict[str, object]) -> None:
    left = [int(str(told.get("ignore_term", 0)))]

    def ended(*_: object) -> None:
        if left[0] > 0:
            left[0] -= 1
            return
        os._exit(0)

    signal.signal(signal.SIGTERM, ended)


def main() -> None:
    words = sys.argv[1:]
    if words[:1] != ["serve"]:
        sys.exit("fake vllm: only `serve`")
    if "--help=all" in words:
        known = Path(__file__).with_name("flags.txt")
        print(known.read_text() if known.is_file() else "\n".join(f"  --option-{n}" for n in range(60)))
        return
    state = State(words)
    heed(state.told)
    lines = state.told.get("lines", USUAL_LINES)
    assert isinstance(lines, list)
    delay = float(str(state.told.get("delay", 0.3)))
    for line in lines:
        print(line, file=sys.stderr, flush=True)
        time.sleep(delay / max(1, len(lines)))
    while "gate" in state.told and not Path(str(state.told["gate"])).exists():
        time.sleep(0.05)
    if "fail" in state.told:
        print(state.told["fail"], file=sys.stderr, flush=True)
        os._exit(int(str(state.told.get("exit", 1))))
    server = ThreadingHTTPServer((state.host, state.port), handler_of(state))
    print("INFO:     Application startup complete.", file=sys.stderr, flush=True)
    if "die_after" in state.told:
        timer = threading.Timer(float(str(state.told["die_after"])), os._exit, (1,))
        timer.daemon = True
        timer.start()
    server.serve_forever()


if __name__ == "__main__":
    main()
