"""The settings as typed, frozen values; `shellguard config schema` is made from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from shellguard.policy.pattern_words import PatternError
from shellguard.policy.patterns import compile_pattern
from shellguard.policy.presets import PRESETS

Mode = Literal["guard", "observe", "off"]
PresetName = Literal["balanced", "strict", "paranoid"]
Score = Annotated[int, Field(ge=0, le=100)]


def _checked(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            compile_pattern(pattern)
        except PatternError as error:
            raise ValueError(str(error)) from error
    return tuple(dict.fromkeys(patterns))


def _absolute(name: str) -> str:
    if name and not name.startswith(("/", "~/")):
        raise ValueError(f"must be an absolute path, not {name[:60]!r}")
    return name


FileName = Annotated[str, AfterValidator(_absolute)]
Patterns = Annotated[tuple[str, ...], AfterValidator(_checked)]


class Section(BaseModel):
    """A table of settings: unknown keys and values of another type are refused, nothing is converted."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PolicySettings(Section):
    """What is done with a judged line. Patterns are explained in `shellguard.policy.patterns`."""

    preset: PresetName = Field(
        default="balanced", description="where thresholds and lists start: balanced, strict or paranoid"
    )
    allow_up_to: Score = Field(default=50, description="a line up to this score runs")
    phrase_from: Score = Field(
        default=81, description="from this score on, what would be lost has to be typed"
    )
    deny_from: Annotated[int, Field(ge=0, le=101)] = Field(
        default=95, description="from this score on, a line does not run; 101 for never"
    )
    classifier: bool = Field(
        default=True, description="whether the embedded classifier may ask about programs that nobody knows"
    )
    always_allow: Patterns = Field(default=(), strict=False, description="patterns of commands that run")
    always_confirm: Patterns = Field(
        default=(), strict=False, description="patterns of commands that are asked about"
    )
    always_deny: Patterns = Field(default=(), strict=False, description="patterns of commands that never run")

    @model_validator(mode="before")
    @classmethod
    def _start_from_the_preset(cls, given: Any) -> Any:
        named = given.get("preset", "balanced") if isinstance(given, dict) else None
        preset = PRESETS.get(named) if isinstance(named, str) else None
        return {**preset.thresholds, **given} if preset else given

    @model_validator(mode="after")
    def _thresholds_ascend(self) -> Self:
        if not self.allow_up_to < self.phrase_from <= self.deny_from:
            raise ValueError(
                f"allow_up_to ({self.allow_up_to}) must be less than phrase_from ({self.phrase_from}), "
                f"and phrase_from not more than deny_from ({self.deny_from})"
            )
        return self


def _names_a_server(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False


class ModelSettings(Section):
    """The OpenAI-compatible server that gives second opinions; none while `base_url` is empty."""

    base_url: str = Field(default="", description="address of the API, such as http://127.0.0.1:8000/v1")
    base_urls: Annotated[tuple[str, ...], Field(strict=False)] = Field(
        default=(), description="further servers, asked in this order where the first does not answer"
    )
    api_key_env: str = Field(default="OPENAI_API_KEY", description="name of the variable that holds the key")
    api_key_file: FileName = Field(default="", description="private file (0600) that holds the key")
    api_key_command: str = Field(
        default="", description="command that prints the key, such as `pass show vllm`"
    )
    name: str = Field(default="", description="the model's name; empty for the first that the server lists")
    timeout: Annotated[float, Field(gt=0, le=600)] = Field(
        default=5.0, description="seconds until it counts as away"
    )
    patience: Annotated[float, Field(ge=0, le=60)] = Field(
        default=1.5, description="seconds that a typed command waits for it at most"
    )
    second_opinion: bool = Field(
        default=True,
        description="whether it is asked about lines that are not understood; see `model calibrate`",
    )
    asks_from: Annotated[float, Field(ge=0.5, le=1)] = Field(
        default=0.7, description="probability of harm from which a calibrated model's opinion is a question"
    )
    deep: str = Field(
        default="",
        description="a larger model on the same server, for `explain --deep`; empty for the same one",
    )
    deep_timeout: Annotated[float, Field(gt=0, le=600)] = Field(
        default=60.0, description="seconds that `explain --deep` waits"
    )
    allow_remote: bool = Field(default=False, description="whether a server on another machine may be asked")
    share_listing: bool = Field(
        default=False, description="whether it is told the names of the files in the folder"
    )
    temperature: Annotated[float, Field(ge=0, le=2)] = Field(
        default=0.1, description="0 for the likeliest answer"
    )
    max_tokens: Annotated[int, Field(ge=16, le=32768)] = Field(
        default=400, description="longest answer, in tokens"
    )

    @model_validator(mode="after")
    def _address_is_http(self) -> Self:
        for key, address in (("base_url", self.base_url), *(("base_urls", one) for one in self.base_urls)):
            if address and not address.startswith(("http://", "https://")):
                raise ValueError(f"{key} must begin with http:// or https://, not {address[:40]!r}")
            if "@" in address.partition("//")[2].partition("/")[0]:
                raise ValueError(f"{key} must not hold a user or a key: set api_key_file or api_key_env")
            if address and not _names_a_server(address):
                raise ValueError(f"{key} names no server, as in http://localhost:8000/v1: {address[:40]!r}")
        return self


class AuditSettings(Section):
    """The record of what was decided."""

    on_failure: Literal["notice", "deny"] = Field(
        default="notice", description="when a record can't be written: notice, or deny for no unrecorded line"
    )
    retention_days: Annotated[int, Field(ge=1)] = Field(default=365, description="days that records are kept")
    max_mb: Annotated[int, Field(ge=1)] = Field(default=256, description="megabytes that records may take")
    head_every: Annotated[int, Field(ge=0)] = Field(
        default=0, description="records after which the chain's head is also written elsewhere; 0 for never"
    )
    head_file: FileName = Field(
        default="", description="file that the head is written to; empty for the system's journal"
    )
    forward: Literal["no", "journald", "syslog"] = Field(
        default="no", description="where what was decided and answered goes as well: no, journald or syslog"
    )


Key = Annotated[str, Field(pattern=r"^[!-~]$")]


class KeySettings(Section):
    """The keys of the question, one printable character each."""

    run: Key = Field(default="y", description="run the line")
    no: Key = Field(default="n", description="do not run it")
    edit: Key = Field(default="e", description="put it back into the edit buffer")
    safer: Key = Field(default="s", description="take the safer command instead")
    why: Key = Field(default="w", description="say more")
    remember: Key = Field(default="r", description="remember the answer")

    @model_validator(mode="after")
    def _all_differ(self) -> Self:
        keys = [str(key).lower() for key in self.model_dump().values()]
        if len(set(keys)) != len(keys):
            raise ValueError("two answers share a key")
        return self


class DialogueSettings(Section):
    """How the question looks."""

    color: Literal["auto", "always", "never"] = Field(
        default="auto", description="auto obeys NO_COLOR and TERM"
    )
    sentences: bool = Field(
        default=True, description="whether plain language is recognised at the prompt; `? …` always is"
    )
    misspellings: bool = Field(
        default=True, description="whether a near command is proposed for a misspelt one"
    )
    request_in_history: bool = Field(
        default=True, description="whether a request stands beside its command as a comment"
    )
    keys: KeySettings = Field(default_factory=KeySettings, description="the keys of the question")


class DaemonSettings(Section):
    """How long the daemon stays, and what it tells of its own running."""

    idle_minutes: Annotated[int, Field(ge=0)] = Field(
        default=30,
        description="minutes without a shell after which a daemon started on demand leaves (at most 2 in "
        "a home that is not the password file's); 0 for never",
    )
    log_level: Literal["error", "warning", "info", "debug"] = Field(
        default="warning", description="what the daemon tells of its own running"
    )
    log_file: FileName = Field(
        default="", description="file for that; empty for standard error, or daemon.log beside the record"
    )
    log_format: Literal["text", "json"] = Field(default="text", description="one line or one object each")


class VllmSettings(Section):
    """The model server that shellguard can run by itself."""

    engine: Literal["auto", "docker", "podman", "local"] = Field(
        default="auto", description="what runs it: docker, podman, or local for a virtual environment"
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(default=8000, description="port on this machine")
    profile: str = Field(default="", description="the profile that is meant when none is named")
    image: str = Field(default="", description="the image; empty for the pinned one")
    venv: FileName = Field(default="", description="virtual environment that has vLLM, for the engine local")
    cache: FileName = Field(default="", description="folder of the models; empty for the hub's own")
    start_minutes: Annotated[float, Field(gt=0, le=240)] = Field(
        default=30.0, description="minutes that a server may take from its start to its first answer"
    )


class Settings(Section):
    """Everything that can be set."""

    mode: Mode = Field(
        default="guard",
        description="guard asks and blocks; observe only records what it would have done; off",
    )
    policy: PolicySettings = Field(default_factory=PolicySettings)
    model: ModelSettings = Field(default_factory=ModelSettings)
    audit: AuditSettings = Field(default_factory=AuditSettings)
    dialogue: DialogueSettings = Field(default_factory=DialogueSettings)
    daemon: DaemonSettings = Field(default_factory=DaemonSettings)
    vllm: VllmSettings = Field(default_factory=VllmSettings)


def key_names(model: type[BaseModel] = Settings, prefix: str = "") -> tuple[str, ...]:
    """Every key as it is written on the command line: `mode`, `policy.allow_up_to`, `dialogue.keys.run`."""
    found: list[str] = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found.extend(key_names(inner, f"{prefix}{name}."))
        else:
            found.append(prefix + name)
    return tuple(found)


def descriptions(model: type[BaseModel] = Settings, prefix: str = "") -> dict[str, str]:
    """What every key is for, in one line."""
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= descriptions(inner, f"{prefix}{name}.")
        else:
            found[prefix + name] = field.description or ""
    return found
