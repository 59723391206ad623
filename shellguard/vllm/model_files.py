"""What a model's own files say of its size: a folder, the cache on this machine, or the hub itself."""

from __future__ import annotations

import http.client
import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

_HUB = "https://huggingface.co"
_SECONDS = 6.0
_LARGEST = 8_000_000
_REFUSED = (401, 403)
_ABSENT = 404


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A model's size; 0 or "" for what is not known.

    Attributes:
        source: folder, cache, hub or profile.
        weights: bytes of its files; missing: of these, bytes that are not on this machine yet.
        parameters: how many; layers, kv_heads, head_dim: what a token takes of the cache.
        context: the longest that it was trained for.
        family: the configuration's `model_type`.
        quantization: how its files are quantized.
        refused: the hub does not let us see it: it asks for an agreement or a token.
        absent: the hub has no model of the name.
    """

    source: str
    weights: int = 0
    missing: int = 0
    parameters: int = 0
    layers: int = 0
    kv_heads: int = 0
    head_dim: int = 0
    context: int = 0
    family: str = ""
    quantization: str = ""
    refused: bool = False
    absent: bool = False

    def cache_bytes(self, tokens: int, width: int = 2) -> int:
        """What keys and values of so many tokens take, *width* bytes a number."""
        return 2 * self.layers * self.kv_heads * self.head_dim * width * tokens


def local_facts(model: str, cache: Path) -> ModelFacts | None:
    """From files on this machine; None where there are none, or no whole set of them."""
    folder = Path(model).expanduser()
    if folder.is_absolute() or model.startswith("."):
        return _from_folder(folder, "folder") if (folder / "config.json").is_file() else None
    snapshots = cache / "hub" / ("models--" + model.replace("/", "--")) / "snapshots"
    found = sorted(snapshots.glob("*/config.json"), key=lambda file: file.stat().st_mtime)
    return _from_folder(found[-1].parent, "cache") if found else None


def hub_facts(model: str, token: str = "") -> ModelFacts | None:
    """From the hub, within seconds; None where it can't be reached or says nothing."""
    hub = (os.environ.get("HF_ENDPOINT") or _HUB).rstrip("/")
    if os.environ.get("HF_HUB_OFFLINE", "") not in ("", "0") or model.startswith(("/", ".", "~")):
        return None
    status, listed = _fetch(f"{hub}/api/models/{model}?blobs=true", token)
    if status in _REFUSED and token == "":
        # the hub answers so for names that do not exist too, where nobody is logged in
        return ModelFacts("hub", refused=True)
    if status in (_ABSENT, *_REFUSED):
        return ModelFacts("hub", refused=status in _REFUSED, absent=status == _ABSENT)
    if listed is None:
        return None
    weights = _weights_listed(listed.get("siblings"))
    status, config = _fetch(f"{hub}/{model}/resolve/main/config.json", token)
    refused = status in _REFUSED
    facts = _from_config(config or {}, "hub", weights, weights, refused=refused)
    total = listed.get("safetensors")
    parameters = total.get("total") if isinstance(total, dict) else 0
    return replace(facts, parameters=parameters if isinstance(parameters, int) else 0)


def _fetch(address: str, token: str) -> tuple[int, dict[str, Any] | None]:
    if not address.startswith(("http://", "https://")):
        return 0, None
    request = urllib.request.Request(address)  # noqa: S310 - the scheme was checked
    if token:
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            found = json.loads(answer.read(_LARGEST))
            return answer.status, found if isinstance(found, dict) else None
    except urllib.error.HTTPError as error:
        return error.code, None
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return 0, None


def _from_folder(folder: Path, source: str) -> ModelFacts | None:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    here = sum(file.stat().st_size for kind in ("*.safetensors", "*.bin") for file in folder.glob(kind))
    try:
        index = json.loads((folder / "model.safetensors.index.json").read_text(encoding="utf-8"))
        whole = int(index["metadata"]["total_size"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        whole = here
    if not isinstance(config, dict):
        return None
    facts = _from_config(config, source, max(here, whole), max(0, whole - here) if here else whole)
    kind = str(config.get("torch_dtype") or config.get("dtype") or "")
    width = 4 if kind == "float32" else 2
    return facts if facts.quantization else replace(facts, parameters=facts.weights // width)


def _from_config(
    config: Mapping[str, Any], source: str, weights: int, missing: int, *, refused: bool = False
) -> ModelFacts:
    inner = config.get("text_config")
    text = inner if isinstance(inner, dict) else config
    heads = _number(text, "num_attention_heads")
    quantized = config.get("quantization_config")
    return ModelFacts(
        source,
        weights=weights,
        missing=missing,
        layers=_number(text, "num_hidden_layers"),
        kv_heads=_number(text, "num_key_value_heads") or heads,
        head_dim=_number(text, "head_dim") or (_number(text, "hidden_size") // heads if heads else 0),
        context=_number(text, "max_position_embeddings"),
        family=str(config.get("model_type", ""))[:40],
        quantization=str(quantized.get("quant_method", ""))[:40] if isinstance(quantized, dict) else "",
        refused=refused,
    )


def _weights_listed(files: Any) -> int:
    sizes: dict[str, int] = {".safetensors": 0, ".bin": 0}
    for one in files if isinstance(files, list) else []:
        name, size = (one.get("rfilename"), one.get("size")) if isinstance(one, dict) else ("", 0)
        suffix = Path(str(name)).suffix
        if suffix in sizes and "/" not in str(name) and isinstance(size, int):
            sizes[suffix] += size
    return sizes[".safetensors"] or sizes[".bin"]


def _number(table: Mapping[str, Any], name: str) -> int:
    value = table.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
