from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from shellguard.vllm.model_files import hub_facts, local_facts
from tests.vllm.models import CONFIG, model_folder

LISTED = {
    "siblings": [
        {"rfilename": "model-00001-of-00002.safetensors", "size": 3_000},
        {"rfilename": "model-00002-of-00002.safetensors", "size": 1_000},
        {"rfilename": "pytorch_model.bin", "size": 4_000},
        {"rfilename": "onnx/model.safetensors", "size": 9_000},
        {"rfilename": "README.md"},
    ],
    "safetensors": {"total": 2_000},
}


@contextmanager
def hub(monkeypatch: pytest.MonkeyPatch, answers: dict[str, tuple[int, Any]]) -> Iterator[list[str]]:
    """A hub on this machine; what it was sent as authorization."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.headers.get("Authorization", ""))
            status, told = answers.get(self.path.partition("?")[0], (404, {}))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(told if isinstance(told, bytes) else json.dumps(told).encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_address[1]}")
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()


def test_a_folder_tells_the_size_of_its_model(folders: Path) -> None:
    facts = local_facts(str(model_folder(folders / "m")), folders)
    assert facts is not None
    assert (facts.source, facts.weights, facts.missing, facts.parameters) == ("folder", 1000, 0, 500)
    assert (facts.layers, facts.kv_heads, facts.head_dim, facts.context) == (2, 2, 16, 2048)
    assert facts.cache_bytes(10) == 2 * 2 * 2 * 16 * 2 * 10


def test_the_hubs_cache_on_this_machine_is_found(folders: Path) -> None:
    place = folders / "hub/models--some--model/snapshots/abc"
    model_folder(place)
    index = {"metadata": {"total_size": 5000}}
    (place / "model.safetensors.index.json").write_text(json.dumps(index))
    facts = local_facts("some/model", folders)
    assert facts is not None
    assert (facts.source, facts.weights, facts.missing) == ("cache", 5000, 4000)
    assert local_facts("some/other", folders) is None
    assert local_facts("/nowhere", folders) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"num_attention_heads": "many"}'])
def test_an_odd_configuration_raises_nothing(folders: Path, text: str) -> None:
    (model_folder(folders / "m") / "config.json").write_text(text)
    facts = local_facts(str(folders / "m"), folders)
    assert facts is None or facts.layers == 0


def test_the_hub_tells_the_size_of_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "/api/models/some/model": (200, LISTED),
        "/some/model/resolve/main/config.json": (
            200,
            {**CONFIG, "quantization_config": {"quant_method": "awq"}},
        ),
    }
    with hub(monkeypatch, answers) as seen:
        facts = hub_facts("some/model", "hf_x")
    assert facts is not None
    assert (facts.source, facts.weights, facts.missing, facts.parameters) == ("hub", 4000, 4000, 2000)
    assert (facts.layers, facts.quantization, facts.refused, facts.absent) == (2, "awq", False, False)
    assert seen == ["Bearer hf_x"] * 2


@pytest.mark.parametrize(
    ("answers", "refused", "absent"),
    [
        ({}, False, True),
        ({"/api/models/some/model": (401, {})}, True, False),
        (
            {"/api/models/some/model": (200, LISTED), "/some/model/resolve/main/config.json": (403, {})},
            True,
            False,
        ),
    ],
)
def test_a_model_that_is_not_given_out_is_told(
    monkeypatch: pytest.MonkeyPatch, answers: dict[str, tuple[int, Any]], refused: bool, absent: bool
) -> None:
    with hub(monkeypatch, answers):
        facts = hub_facts("some/model")
    assert facts is not None
    assert (facts.refused, facts.absent) == (refused, absent)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 50_000, b"[1]"])
def test_a_hub_that_says_nothing_of_use_raises_nothing(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    with hub(monkeypatch, {"/api/models/some/model": (200, body)}):
        assert hub_facts("some/model") is None


def test_nobody_is_asked_where_that_is_forbidden_or_the_model_is_a_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with hub(monkeypatch, {}) as seen:
        assert hub_facts("/a/folder") is None
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
        assert hub_facts("some/model") is None
    assert seen == []
