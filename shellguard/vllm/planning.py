"""From a profile to a server: what would be started, with which faults. Starts nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shellguard.errors import ShellguardError
from shellguard.settings.model import VllmSettings
from shellguard.vllm import keys
from shellguard.vllm import profile as profiles
from shellguard.vllm.checks import (
    Fault,
    check_context,
    check_download,
    check_fit,
    check_machine,
    check_profile,
)
from shellguard.vllm.engine import Engine
from shellguard.vllm.fitting import Fit, facts_of_shape, fit
from shellguard.vllm.flags import PINNED_CPU_IMAGE, PINNED_IMAGE, flags_of
from shellguard.vllm.model_files import ModelFacts, hub_facts, local_facts
from shellguard.vllm.probe import Machine, cache_folder, free_disk, free_port, port_is_free
from shellguard.vllm.profile import Profile
from shellguard.vllm.server_spec import LABELS, Mount, Server, ServerSpec

PREFIX = "shellguard-"
_CACHE_INSIDE = "/root/.cache/huggingface"
_MODEL_INSIDE = "/model"
_ADAPTERS_INSIDE = "/adapters"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for: a profile's name, another model, changes of the profile, names and image."""

    profile: str
    model: str = ""
    changes: Mapping[str, Any] | None = None
    name: str = ""
    image: str = ""
    port: int = 0

    @property
    def server_name(self) -> str:
        return self.name or PREFIX + self.profile


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be started.

    Attributes:
        facts: of the model; None where nothing is known of its size.
        fit: None where it can't be reckoned.
        faults: with weight refuse, ask or note.
        pulls: the image is not here yet.
    """

    spec: ServerSpec
    profile: Profile
    facts: ModelFacts | None
    fit: Fit | None
    faults: tuple[Fault, ...]
    pulls: bool

    @property
    def refusals(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.weight == "refuse")

    @property
    def questions(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.weight == "ask")


def plan(wish: Wish, engine: Engine, settings: VllmSettings, machine: Machine) -> Plan:
    """Works everything out that has to be known before a start. Asks the hub about a model that is not here.

    Raises:
        ShellguardError: there is no such profile, or a change does not fit it.
    """
    profile = profile_of(wish)
    spec = spec_of(wish, profile, engine.name, settings)
    cache = cache_folder(settings.cache)
    facts = facts_of(profile, cache)
    running = tuple(one for one in engine.servers() if one.running and one.name != spec.name)
    reckoned = fit(profile, facts, machine) if facts is not None and facts.weights else None
    state = engine.ready()
    pulls = not engine.has_image(spec.image)
    asked = not pulls or spec.image in (PINNED_IMAGE, PINNED_CPU_IMAGE)
    known = flags_of(engine, spec.image, state.version) if asked else frozenset[str]()
    faults = [*check_profile(profile, known)]
    faults += check_context(profile, facts)
    faults += check_machine(profile, facts, machine, _taken(profile, running))
    if profile.device == "gpu" and machine.gpus and not state.gpu:
        what = f"{engine.name} can't give the card to a container"
        faults.append(Fault("refuse", "vllm.engine", what, hint="install the NVIDIA container toolkit"))
    faults += check_download(facts, free_disk(cache), str(cache))
    if reckoned is not None and (profile.device == "cpu" or machine.gpus):
        faults += check_fit(reckoned, profile, _smaller(profile, machine))
    elif reckoned is None and facts is None:
        faults.append(Fault("note", "model", "its size is not known, so nothing says whether it fits"))
    faults += _port_fault(spec, running, engine.inspect(spec.name))
    return Plan(spec, profile, facts, reckoned, tuple(faults), pulls)


def profile_of(wish: Wish) -> Profile:
    """The profile with the wish's model and changes.

    Raises:
        ShellguardError: as `load_profile`, or a change does not fit.
    """
    found = profiles.load_profile(wish.profile)
    if wish.model and wish.model != found.model:
        own = {"model": wish.model, "served_name": "", "shape": None, "quantization": "", "tool_parser": ""}
        found = profiles.changed(found, own, wish.model)
    if wish.changes:
        found = profiles.changed(found, dict(wish.changes), "--set")
    return found


def facts_of(profile: Profile, cache: Path) -> ModelFacts | None:
    """What is known of the model: from its files here, else from the profile and the hub."""
    here = local_facts(profile.model, cache)
    if here is not None:
        return here
    told, written = hub_facts(profile.model, keys.hub_token()), facts_of_shape(profile)
    if told is not None and (told.refused or told.absent or (told.weights and told.layers)):
        return told
    return written or told


def spec_of(wish: Wish, profile: Profile, engine: str, settings: VllmSettings) -> ServerSpec:
    """The server that a profile asks for. The secrets' file need not be there yet.

    Raises:
        ShellguardError: the model is a folder that is not there.
    """
    port = wish.port or profile.port or settings.port
    cache = cache_folder(settings.cache)
    model, mounts = profile.model, [] if engine == "local" else [Mount(str(cache), _CACHE_INSIDE)]
    folder = Path(profile.model).expanduser()
    if profile.model.startswith(("/", "~", ".")):
        if not (folder / "config.json").is_file():
            raise ShellguardError("there is no model in this folder (no config.json)", where=str(folder))
        model = str(folder.resolve()) if engine == "local" else _MODEL_INSIDE
        mounts += [] if engine == "local" else [Mount(str(folder.resolve()), _MODEL_INSIDE, True)]
    if engine != "local":
        profile, adapters = _with_adapters_inside(profile)
        mounts += adapters
    offline = (("HF_HUB_OFFLINE", "1"),) if model != profile.model or Path(model).is_absolute() else ()
    inside = str(cache) if engine == "local" else _CACHE_INSIDE
    default = PINNED_CPU_IMAGE if profile.device == "cpu" else PINNED_IMAGE
    return ServerSpec(
        name=wish.server_name,
        profile=wish.profile,
        image="" if engine == "local" else wish.image or settings.image or default,
        model=model,
        served_name=profile.serves_as,
        port=port,
        arguments=profiles.arguments_of(profile),
        environment=(*profiles.environment_of(profile), ("HF_HOME", inside), *offline),
        secret_file=keys.secret_file(),
        mounts=tuple(mounts),
        gpus=profile.cards,
        shm_bytes=profile.shm_gb << 30,
        labels=(
            (LABELS + "model", profile.model),
            (LABELS + "memory-share", f"{profile.memory_share:g}" if profile.device == "gpu" else "0"),
            (LABELS + "cards", profile.cards),
        ),
    )


def _with_adapters_inside(profile: Profile) -> tuple[Profile, list[Mount]]:
    """The profile with its adapters' folders as the container sees them, and the mounts for that."""
    inside, mounts = dict(profile.lora), []
    for name, path in profile.lora.items():
        folder = Path(path).expanduser()
        if not folder.is_absolute():
            continue  # a repository of the hub
        if not folder.is_dir():
            raise ShellguardError(f"there is no adapter {name} in this folder", where=str(folder))
        inside[name] = f"{_ADAPTERS_INSIDE}/{name}"
        mounts.append(Mount(str(folder.resolve()), inside[name], True))
    return profile.model_copy(update={"lora": inside}), mounts


def _taken(profile: Profile, running: tuple[Server, ...]) -> float:
    """The share of the same cards that our other servers have taken."""
    cards = set(profile.cards.split(","))
    shared = [
        one for one in running if "all" in (one.cards, profile.cards) or cards & set(one.cards.split(","))
    ]
    return sum(one.memory_share for one in shared) if profile.cards else 0.0


def _smaller(profile: Profile, machine: Machine) -> tuple[str, ...]:
    """Profiles of ours for the same kind of work that fit here."""
    names = []
    for name in profiles.profile_names():
        one = profiles.load_profile(name)
        facts = facts_of_shape(one)
        if one.runner != profile.runner or facts is None or one.model == profile.model:
            continue
        if (one.device == "cpu" or machine.gpus) and fit(one, facts, machine).fits:
            names.append(name)
    return tuple(names)


def _port_fault(spec: ServerSpec, running: tuple[Server, ...], existing: Server | None) -> tuple[Fault, ...]:
    if existing is not None and existing.running and existing.port == spec.port:
        return ()
    ours = [one.name for one in running if one.port == spec.port]
    if not ours and port_is_free(spec.port):
        return ()
    who = f"{ours[0]} has it" if ours else "something else has it"
    free = free_port(spec.port + 1)
    return (Fault("refuse", "port", f"{spec.port} is taken: {who}", str(free), f"--port {free}"),)
