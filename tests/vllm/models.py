"""Folders that look like a model's, with what the small server is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CONFIG = {
    "model_type": "llama",
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "hidden_size": 64,
    "max_position_embeddings": 2048,
    "torch_dtype": "bfloat16",
}


def model_folder(place: Path, **told: Any) -> Path:
    """A model of two layers and a thousand bytes; *told* is for `fake_vllm`."""
    place.mkdir(parents=True)
    (place / "config.json").write_text(json.dumps(CONFIG))
    (place / "model.safetensors").write_bytes(bytes(1000))
    (place / "fake.json").write_text(json.dumps(told))
    return place
