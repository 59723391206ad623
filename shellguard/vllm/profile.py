"""Profiles: what to serve and how, as data; a person's own stand beside ours."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shellguard import paths
from shellguard.errors import ShellguardError, reason_of
from shellguard.terminal_text import printable
from shellguard.toml_text import toml_tables

DEFAULT = "parser"
DEFAULT_ON_CPU = "parser-cpu"
_OURS = Path(__file__).resolve().parent / "profiles"
_LARGEST = 100_000

Quantization = Literal["", "awq", "gptq", "fp8", "bitsandbytes", "compressed-tensors", "mxfp4"]
_WHEN_LOADED = ("fp8", "bitsandbytes")
"""Kinds that vLLM makes by itself from whole weights; of the others the model's own files tell it."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Shape(_Section):
    """How much a model takes, for models whose files are not here yet. Gigabytes are 10⁹ bytes."""

    weights_gb: Annotated[float, Field(gt=0)] = Field(description="size of the files, which is the download")
    parameters_b: Annotated[float, Field(gt=0)] = Field(description="parameters in billions")
    layers: Annotated[int, Field(ge=1)] = Field(description="layers with attention")
    kv_heads: Annotated[int, Field(ge=1)] = Field(description="heads that keys and values are kept for")
    head_dim: Annotated[int, Field(ge=1)] = Field(description="numbers a head")
    context: Annotated[int, Field(ge=1)] = Field(description="longest context that it was trained for")


class Profile(_Section):
    """One server. `arguments` are added as they stand; everything else is checked before a start.

    `temperature` and `top_p` are for clients that name none; without them the model's own files say.
    """

    summary: str = ""
    model: str = Field(min_length=1)
    revision: str = ""
    served_name: str = ""
    runner: Literal["generate", "pooling"] = "generate"
    device: Literal["gpu", "cpu"] = "gpu"
    dtype: Literal["auto", "bfloat16", "float16", "float32"] = "auto"
    quantization: Quantization = ""
    context: Annotated[int, Field(ge=128)] = 4096
    sequences: Annotated[int, Field(ge=1)] = 32
    batched_tokens: Annotated[int, Field(ge=0)] = 0
    memory_share: Annotated[float, Field(gt=0)] = 0.9
    parallel: Annotated[int, Field(ge=1)] = 1
    gpus: Annotated[str, Field(pattern=r"^(all|\d+(,\d+)*)?$")] = ""
    eager: bool = False
    prefix_caching: bool = True
    chunked_prefill: bool = True
    tool_parser: str = ""
    lora: dict[str, str] = {}
    kv_space_gb: Annotated[int, Field(ge=0)] = 0
    shm_gb: Annotated[int, Field(ge=0, le=64)] = 4
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    trusted_code: bool = False
    temperature: Annotated[float | None, Field(ge=0, le=2)] = None
    top_p: Annotated[float | None, Field(gt=0, le=1)] = None
    arguments: Annotated[tuple[str, ...], Field(strict=False)] = ()
    shape: Shape | None = None

    @property
    def serves_as(self) -> str:
        """How clients name the model."""
        return self.served_name or self.model.rstrip("/").rpartition("/")[2]

    @property
    def cards(self) -> str:
        """What the engine is told: none for the processor, else the ones named, else as many as it needs."""
        if self.device == "cpu":
            return ""
        return self.gpus or ",".join(str(number) for number in range(self.parallel))


def profile_names() -> tuple[str, ...]:
    """Ours and the person's own, in order."""
    return tuple(sorted({file.stem for folder in _folders() for file in folder.glob("*.toml")}))


def own_folder() -> Path:
    """Where a person's profiles are; one of a name of ours takes its place."""
    return paths.config_dir() / "vllm" / "profiles"


def load_profile(name: str) -> Profile:
    """One profile by its name.

    Raises:
        ShellguardError: there is none, or what stands in it is no profile; the key is named.
    """
    for folder in _folders():
        file = folder / f"{name}.toml"
        if "/" not in name and file.is_file():
            return _read(file)
    names = profile_names()
    near = get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]}?" if near else "profiles: " + ", ".join(names)
    raise ShellguardError(f"there is no profile {printable(name)[:60]}", hint=hint)


def changed(profile: Profile, changes: dict[str, Any], where: str) -> Profile:
    """A profile with some of its values changed.

    Raises:
        ShellguardError: a name or value that a profile can't have.
    """
    return _validated({**profile.model_dump(), **changes}, where)


def arguments_of(profile: Profile) -> tuple[str, ...]:
    """What `vllm serve` is told beside the model, its name and where to listen."""
    words = ["--max-model-len", str(profile.context), "--max-num-seqs", str(profile.sequences)]
    if profile.device == "gpu":
        words += ["--gpu-memory-utilization", f"{profile.memory_share:g}"]
    if profile.dtype != "auto":
        words += ["--dtype", profile.dtype]
    if profile.batched_tokens:
        words += ["--max-num-batched-tokens", str(profile.batched_tokens)]
    if profile.quantization in _WHEN_LOADED:
        words += ["--quantization", profile.quantization]
    if profile.parallel > 1:
        words += ["--tensor-parallel-size", str(profile.parallel)]
    if profile.revision:
        words += ["--revision", profile.revision]
    words += ["--enforce-eager"] if profile.eager else []
    words += ["--trust-remote-code"] if profile.trusted_code else []
    if profile.runner == "pooling":
        words += ["--runner", "pooling", "--convert", "embed"]
    else:
        words += ["--enable-prefix-caching" if profile.prefix_caching else "--no-enable-prefix-caching"]
        words += ["--enable-chunked-prefill" if profile.chunked_prefill else "--no-enable-chunked-prefill"]
        drawn = {"temperature": profile.temperature, "top_p": profile.top_p}
        if said := {name: value for name, value in drawn.items() if value is not None}:
            words += ["--override-generation-config", json.dumps(said)]
    if profile.tool_parser:
        words += ["--enable-auto-tool-choice", "--tool-call-parser", profile.tool_parser]
    if profile.lora:
        words += ["--enable-lora", "--lora-modules", *(f"{one}={path}" for one, path in profile.lora.items())]
    return (*words, *profile.arguments)


def environment_of(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Plain variables of the server: nothing is told to strangers, and the processor's cache has its size."""
    told = [("VLLM_NO_USAGE_STATS", "1"), ("DO_NOT_TRACK", "1")]
    if profile.device == "cpu":
        told.append(("VLLM_CPU_KVCACHE_SPACE", str(profile.kv_space_gb or 4)))
    return tuple(told)


def _folders() -> tuple[Path, ...]:
    return (own_folder(), _OURS)


def _read(file: Path) -> Profile:
    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST)
    except OSError as error:
        raise ShellguardError(f"the profile can't be read: {reason_of(error)}", where=str(file)) from error
    return _validated(toml_tables(content, called="the profile", where=str(file)), str(file))


def _validated(values: dict[str, Any], where: str) -> Profile:
    try:
        return Profile.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            near = get_close_matches(key, Profile.model_fields, 1)
            hint = f"did you mean {near[0]}?" if near else "keys: " + ", ".join(Profile.model_fields)
            raise ShellguardError(f"a profile has no key {printable(key)}", where=where, hint=hint) from error
        said = str(first["msg"])[:200].replace("Input should be", "it should be")
        shown = f", not {first['input']!r}"[:60] if said.startswith("it should be") else ""
        raise ShellguardError(printable(f"{key}: {said}{shown}"), where=where) from error
