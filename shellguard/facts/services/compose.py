"""What the files of docker compose tell of volumes and services: whose data would go, and whose are none."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.services.plain_yaml import NotPlainError, plain_yaml
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_KNOWN: dict[str, Any] = load("described")["compose"]
_STORE = re.compile(rf"(?:{'|'.join(_KNOWN['stores'])})", re.IGNORECASE)
_CACHE = re.compile(_KNOWN["caches"])
_DATA = re.compile(_KNOWN["data"])
_TESTS = re.compile(_KNOWN["for_tests"])
_OWN_NAME = re.compile(r"(?:^|[\s{,])name:\s*[\"']?([^\s\"',}]+)")
_LINE = re.compile(r"(?m)^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*(.*?)[ \t]*$")
_LONGEST = 256 << 10
_ONLY_UNNAMED = frozenset(("containers.compose-remove", "containers.volumes-anew"))
_IMAGES = "containers.down-images"
RULES = _ONLY_UNNAMED | {"containers.down-volumes", "containers.remove-volume", _IMAGES}
VARIABLES = frozenset(("COMPOSE_FILE", "COMPOSE_PROJECT_NAME", "COMPOSE_PATH_SEPARATOR"))


@dataclass(frozen=True, slots=True)
class Project:
    """What the files of a project say together.

    Attributes:
        file: the first of them, absolute. name: what its volumes' names begin with.
        services, volumes: tables by name, as the files write them.
    """

    file: str
    name: str
    services: dict[str, Any]
    volumes: dict[str, Any]


def compose_volumes(deed: Deed) -> TargetFacts | None:
    """What goes with the volumes or images that a line removes; None where that can't be told."""
    project = project_of(deed.command, deed.folder, deed.shell)
    if project is None:
        return None
    if deed.effect.rule == _IMAGES:
        return _images(project)
    if deed.effect.rule == "containers.remove-volume":
        whole = [target.word.value or "" for target in deed.effect.targets]
        names = [name.removeprefix(f"{project.name}_") for name in whole]
        if not names or names == whole or any(name not in project.volumes for name in names):
            return None
        kept = [name for name in names if _table(project.volumes[name]) or not _is_cache(name, project)]
    else:
        named = () if deed.effect.rule in _ONLY_UNNAMED else project.volumes
        kept = [name for name in named if not (_is_external(name, project) or _is_cache(name, project))]
        place = os.path.dirname(project.file)
        kept += [f"that of {name}" for name, one in project.services.items() if _keeps_unnamed(one, place)]
    if kept:
        return TargetFacts(project.file, reason=f"volumes with data: {', '.join(kept[:4])}")
    reason = "no volume of it keeps more than what is made again"
    return TargetFacts(project.file, recovery=Recovery.NOTHING_LOST, reason=reason)


def _images(project: Project) -> TargetFacts | None:
    """Whether each service tells where its image comes from: a registry, or a folder to build it in."""
    services = [_table(one) for one in project.services.values()]
    place = os.path.dirname(project.file)
    if not services or not all(
        _is_built(one["build"], place) if "build" in one else _is_pulled(one) for one in services
    ):
        return None
    reason = "its images are pulled or built again"
    return TargetFacts(project.file, recovery=Recovery.NOTHING_LOST, reason=reason)


def _is_pulled(service: dict[str, Any]) -> bool:
    """Whether an image comes from a registry: nobody has one that is named for this machine alone."""
    image = str(service.get("image") or "")
    return bool(image) and not image.startswith("localhost/") and service.get("pull_policy") != "never"


def _is_built(told: Any, place: str) -> bool:
    """Whether what an image is built by lies here."""
    table = _table(told) or {"context": told}
    folder = os.path.join(place, str(table.get("context") or "."))
    return os.path.isfile(os.path.join(folder, str(table.get("dockerfile") or "Dockerfile")))


def compose_variables(effects: tuple[Effect, ...]) -> frozenset[str]:
    """The variables of a shell that tell which files count, where these effects hang on them."""
    return VARIABLES if any(one.rule in RULES or in_service(one) for one in effects) else frozenset()


def in_service(effect: Effect) -> bool:
    """Whether something is done to a database from inside a container."""
    return bool(effect.inside and effect.host) and effect.kind is EffectKind.DATABASE


def for_tests(effect: Effect, script: Script, shell: ShellState) -> TargetFacts | None:
    """A database that a service is told to use for tests, or that keeps its data in memory only."""
    command = script.commands[0] if len(script.commands) == 1 else None
    words = [word.text for word in command.words] if command else []
    if command is None or not words or "compose" not in (*words[1:2], words[0].rpartition("-")[2]):
        return None
    project = project_of(command, shell.cwd, shell)
    service = project.services.get(effect.host) if project else None
    if project is None or not isinstance(service, dict) or _is_led(command):
        return None
    told = _environment(service, os.path.dirname(project.file))
    if told is None or _leads_out(told, project):
        return None
    named = [told[name] for name in _KNOWN["tells_tests"] if name in told]
    line = [value for name, value in _given(command) if name in _KNOWN["tells_tests"]]
    named = line or named
    own = effect.program not in _KNOWN["clients"]
    if own and named and all(_TESTS.fullmatch(name) for name in named) and not _names_another(told):
        return TargetFacts(project.file, recovery=Recovery.NOTHING_LOST, reason="it is the one for tests")
    places = service.get("tmpfs") or ()
    places = [places] if isinstance(places, str) else places
    if any(_DATA.search(str(place)) for place in places):
        reason = "its data are in memory only"
        return TargetFacts(project.file, recovery=Recovery.NOTHING_LOST, reason=reason)
    return None


def _is_led(command: SimpleCommand) -> bool:
    """Whether words of the line say where the database is: no setting of the service counts then."""
    return any(re.search(_KNOWN["led"], word.text) for word in command.words[1:])


def _only_values(command: SimpleCommand, folder: str) -> bool:
    """Whether the one file of variables that is named says nothing to compose itself."""
    words = [word.value or "" for word in command.words]
    told = [after for word, after in pairwise(words) if word == "--env-file"]
    told += [word.partition("=")[2] for word in words if word.startswith("--env-file=")]
    text = text_of(place_of(told[0], False, folder).path, _LONGEST) if len(told) == 1 else ""
    return bool(text) and re.search(r"(?m)^\s*(?:export\s+)?(?:COMPOSE|DOCKER)_", text) is None


def project_of(command: SimpleCommand, folder: str, shell: ShellState) -> Project | None:
    """The project that a command means; None where others are meant, or a file can't be read."""
    words = [word.text.partition("=")[0] for word in command.words]
    only = {"--env-file"} if _only_values(command, folder) else set()
    if any(word in {*_KNOWN["elsewhere"]} - only for word in words) or command.assignments:
        return None
    files = _files(command, folder, shell)
    texts = [text_of(file, _LONGEST) for file in files]
    if not files or not all(texts) or (only and any("$" in text for text in texts)):
        return None
    services: dict[str, Any] = {}
    volumes: dict[str, Any] = {}
    name = shell.variables.get("COMPOSE_PROJECT_NAME") or _in_dotenv(folder, "COMPOSE_PROJECT_NAME")
    for text in texts:
        try:
            table = plain_yaml(text)
        except NotPlainError:
            return None
        if not isinstance(table, dict) or "include" in table:
            return None
        for service, told in _table(table.get("services")).items():
            services[service] = _together(services.get(service), told)
        volumes.update(_table(table.get("volumes")))
        name = name or str(table.get("name") or "")
    if any("extends" in _table(one) for one in services.values()):
        return None
    return Project(files[0], name or _by_folder(folder), services, volumes)


def project_name(command: SimpleCommand, folder: str, shell: ShellState) -> str:
    """What docker knows the project by whose services a command takes down; "" where that can't be told."""
    named: list[str] = []
    for word, after in pairwise((*command.words, *command.words[-1:])):
        option, equals, value = word.text.partition("=")
        if not word.known or option in _KNOWN["other_places"]:
            return ""
        if option in _KNOWN["project"]:
            named.append(value if equals else after.value or "")
        elif re.match(r"-p\w", option):
            named.append(option[2:])
    if named or command.assignments:
        return named[0] if len(named) == 1 and not command.assignments else ""
    if any(_in_dotenv(folder, name) for name in _KNOWN["engine_variables"]):
        return ""
    told = shell.variables.get("COMPOSE_PROJECT_NAME") or _in_dotenv(folder, "COMPOSE_PROJECT_NAME")
    files = [] if told else _files(command, folder, shell)
    for file in files:
        written = re.search(r"(?m)^name:\s*[\"']?([\w.${}:-]+)", text_of(file, _LONGEST))
        told = told or (written[1] if written else "")
    told = told or (_by_folder(os.path.dirname(files[0])) if files else "")
    return told if re.fullmatch(r"[a-z0-9_-]+", told) else ""


def own_names(command: SimpleCommand, folder: str, shell: ShellState) -> list[str] | None:
    """The names that the files of a project give to things of it themselves; None where one is not known."""
    texts = [text_of(file, _LONGEST) for file in _files(command, folder, shell)]
    if not all(texts) or any(re.search(r"(?m)^\s*(?:include|extends)\s*:", text) for text in texts):
        return None
    names = [name for text in texts for name in _OWN_NAME.findall(text)]
    return None if any("$" in name for name in names) else names


def _by_folder(folder: str) -> str:
    return re.sub(r"[^a-z0-9_-]", "", folder.rpartition("/")[2].lower())


def _files(command: SimpleCommand, folder: str, shell: ShellState) -> list[str]:
    """The files that count, absolute; empty where one that is named is not known."""
    named = _named_files(command)
    if None in named:
        return []
    if not named:
        variable = shell.variables.get("COMPOSE_FILE") or _in_dotenv(folder)
        if variable:
            named = list(variable.split(shell.variables.get("COMPOSE_PATH_SEPARATOR") or ":"))
    if named:
        return [os.path.normpath(os.path.join(folder, name)) for name in named if name]
    found = [f"{folder}/{name}" for name in _KNOWN["files"] if os.path.isfile(f"{folder}/{name}")]
    over = [f"{folder}/{name}" for name in _KNOWN["over"] if os.path.isfile(f"{folder}/{name}")]
    return found[:1] + over[:1] if found else []


def _in_dotenv(folder: str, name: str = "COMPOSE_FILE") -> str:
    shape = (
        rf"(?m)^[ \t]{{0,20}}(?:export[ \t]{{1,20}})?{name}[ \t]{{0,20}}[=:][ \t]{{0,20}}[\"']?([^\"'\s#]+)"
    )
    found = re.findall(shape, text_of(f"{folder}/.env", _LONGEST))
    return str(found[-1]) if found else ""


def _named_files(command: SimpleCommand) -> list[str | None]:
    """The files that `-f` names; None for one that is not known."""
    found: list[str | None] = []
    for word, after in pairwise(command.words):
        name, equals, _ = word.text.partition("=")
        if name in _KNOWN["named"]:
            value = (word.value or "").partition("=")[2] if equals else after.value
            if name == "-f" and value is not None and not value.endswith((".yml", ".yaml")):
                continue  # `rm -f`, not a file
            found.append(value)
        if word.text in ("run", "exec", "rm", "down", "up"):
            break
    return found


def _given(command: SimpleCommand) -> list[tuple[str, str]]:
    """What `-e NAME=value` gives to what runs in a service."""
    given = [
        after.text.partition("=") for word, after in pairwise(command.words) if word.text in ("-e", "--env")
    ]
    return [(name, value) for name, _, value in given]


def _is_external(volume: str, project: Project) -> bool:
    """Whether a volume was there before the project, and stays when it is taken down."""
    return _table(project.volumes.get(volume)).get("external") in (True, "true")


def _is_cache(volume: str, project: Project) -> bool:
    """Whether a volume is used, and only for what a tool makes again."""
    mounted = [one for service in project.services.values() for one in _mounts(service)]
    places = [place for source, place in mounted if source == volume]
    return bool(places) and all(_CACHE.search(place) for place in places)


def _keeps_unnamed(service: Any, folder: str) -> bool:
    """Whether a service keeps data in a volume that nobody named."""
    if not isinstance(service, dict):
        return False
    mounted = _mounts(service)
    if any(not source and not _CACHE.search(place) for source, place in mounted):
        return True
    tmpfs = service.get("tmpfs") or ()
    places = [place for _, place in mounted] + ([tmpfs] if isinstance(tmpfs, str) else list(tmpfs))
    is_store = bool(_STORE.search(str(service.get("image") or ""))) or _builds_store(service, folder)
    return is_store and not any(_DATA.search(str(place)) for place in places)


def _builds_store(service: dict[str, Any], folder: str) -> bool:
    """Whether an image that is built here keeps data in a volume, or may do so."""
    told = service.get("build")
    if not told:
        return False
    context = str(told.get("context") or ".") if isinstance(told, dict) else str(told)
    name = str(told.get("dockerfile") or "Dockerfile") if isinstance(told, dict) else "Dockerfile"
    if (
        "://" in context
        or context.startswith("git@")
        or (isinstance(told, dict) and "dockerfile_inline" in told)
    ):
        return True
    text = text_of(os.path.join(folder, context, name), _LONGEST)
    made_from = re.findall(r"(?im)^\s*FROM\s+(?:--\S+\s+)?(\S+)", text)
    volumes = re.search(r"(?im)^\s*VOLUME\b", text)
    return not made_from or volumes is not None or any("$" in one or _STORE.search(one) for one in made_from)


def _mounts(service: Any) -> list[tuple[str, str]]:
    """What is mounted where in a service: (source, "" for none; place)."""
    found = []
    for one in _table(service).get("volumes") or ():
        if isinstance(one, dict):
            found.append((str(one.get("source") or ""), str(one.get("target") or "")))
            continue
        source, colon, rest = str(one).partition(":")
        found.append((source, rest.partition(":")[0]) if colon else ("", source))
    return found


def _environment(service: dict[str, Any], folder: str) -> dict[str, str] | None:
    """The variables that a service is given, by files and by itself; None where a file can't be read."""
    found: dict[str, str] = {}
    files = service.get("env_file") or ()
    for one in [files] if isinstance(files, str | dict) else files:
        name = str(_table(one).get("path") or "") if isinstance(one, dict) else str(one)
        text = text_of(os.path.join(folder, name), _LONGEST)
        if not text or "$" in name:
            return None
        found |= {line[1]: line[2].strip("\"'") for line in _LINE.finditer(text)}
    told = service.get("environment") or {}
    if isinstance(told, list):
        pairs = [str(one).partition("=") for one in told]
        return found | {name: value for name, _, value in pairs}
    return found | {name: str(value) for name, value in told.items()} if isinstance(told, dict) else found


def _leads_out(told: dict[str, str], project: Project) -> bool:
    """Whether an address that a service is given is not that of another service of the project."""
    shape = knowledge("places_surroundings", "database").pattern("address")
    found = [one for value in told.values() if (one := shape.search(value))]
    hosts = [one[1] for one in found]
    hosts += [value for name, value in told.items() if re.fullmatch(_KNOWN["tells_host"], name)]
    return any(host not in project.services for host in hosts)


def _names_another(told: dict[str, str]) -> bool:
    """Whether a service for tests is given the name of a database that is none for tests."""
    shape = knowledge("places_surroundings", "database").pattern("address")
    names = [found[2] for value in told.values() if (found := shape.search(value))]
    names += [value for name, value in told.items() if re.fullmatch(_KNOWN["tells_name"], name)]
    return any(re.search(_KNOWN["name_for_tests"], name) is None for name in names if name)


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _together(first: Any, second: Any) -> dict[str, Any]:
    """A service as two files say it: lists are joined, the rest is that of the second."""
    whole = dict(_table(first))
    for key, value in _table(second).items():
        before = whole.get(key)
        if isinstance(before, list) and isinstance(value, list):
            whole[key] = before + value
        elif isinstance(before, dict) and isinstance(value, dict):
            whole[key] = {**before, **value}
        else:
            whole[key] = value
    return whole
