"""The databases that a part of some settings names, by what stands behind the names of its values."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache

from shellguard.facts.contents import text_of
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge

_LONGEST = 64 << 10
IN_MEMORY = ":memory:"
_LITERAL = re.compile(
    r"""(?:BASE_DIR\s*/\s*|os\.path\.join\(\s*BASE_DIR\s*,\s*)?(?P<quote>["'])(?P<quoted>[^"'$\n{<]*)(?P=quote)|(?P<bare>[\w./:@?&=%+~-]*)(?=\s*(?:[,;#}\]]|["'],?\s*$|$))""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """One database: where its server is and what it is called, or the file that it lies in.

    Attributes:
        host: "" for a server on this machine that is reached without a host.
        name: what it is called, "" where that is not said.
        file: the path of a database in a file, "" for one of a server.
        port: that of its server, "" where neither settings nor the kind of database tell.
    """

    host: str = ""
    name: str = ""
    file: str = ""
    port: str = ""


def databases_in(block: str, file: str, folder: str) -> tuple[Meant, ...]:
    """The databases that a part of a file names; `folder`: what relative paths of databases begin in."""
    if not block:
        return ()
    folder = folder or file.rpartition("/")[0]
    said = [block] if file == "\0" else values_in(block, "address")
    if said:
        found = [_by_address(value, folder) if value else None for value in said]
        return () if None in found else tuple(one for one in found if one)
    hosts, names, kinds = (values_in(block, which) for which in ("host", "name", "kind"))
    names = names or values_in(block, "storage")
    if not names or None in names or None in hosts or (hosts and len(hosts) not in (1, len(names))):
        return ()
    in_file = [
        knowledge("database_settings", "values").pattern("in_a_file").search(kind or "") for kind in kinds
    ]
    if any(in_file):
        if not all(in_file):
            return ()
        stored = values_in(block, "storage")
        if stored and (None in stored or len(stored) != len(names)):
            return ()
        names, found_folder = stored or names, _project(folder, file)
        if found_folder is None:
            return ()
        folder = found_folder
        return tuple(Meant(file=path_in(name or "", folder, "")) for name in names)
    hosts = hosts * len(names) if len(hosts) == 1 else hosts or [""] * len(names)
    kinds = kinds or (["mysql"] if "define(" in block else [])
    kind = (kinds[0] or "") if len(set(kinds)) == 1 else ""
    ports = values_in(block, "port") or [_usual_port(kind)]
    ports = (
        ports * len(names) if len(ports) == 1 else ports if len(ports) == len(names) else [""] * len(names)
    )
    return tuple(map(_server, hosts, names, ports, [kind] * len(names)))


def values_in(block: str, which: str) -> list[str | None]:
    """What stands behind the names of this kind; None for what is no plain value."""
    found: list[str | None] = []
    for key in _keys(which).finditer(block):
        literal = _LITERAL.match(block, key.end())
        found.append(None if literal is None else literal["quoted"] if literal["quote"] else literal["bare"])
    return found


@cache
def _keys(which: str) -> re.Pattern[str]:
    data = load("database_settings")["values"]
    names = "|".join(map(re.escape, data[which]))
    defined = "|".join(data["defined"].get(which, ("(?!)",)))
    return re.compile(
        rf"""(?<![\w.-])["']?(?:{names})["']?\s*(?:=>|[:=])[ \t]*(?![=/])"""
        rf"""|\bdefine\(\s*["'](?:{defined})["']\s*,\s*"""
    )


def _server(host: str | None, name: str | None, port: str | None, kind: str) -> Meant:
    """A database of a server; its port may stand behind its host."""
    beside = re.fullmatch(r"([^:]+):(\d+)", host or "")
    host, port = (beside[1], beside[2]) if beside else (host or "", port or "")
    return Meant(host, name or "", port="" if _by_socket(host, kind) else port)


def _by_socket(host: str, kind: str) -> bool:
    """Whether a server of this machine may be reached by a file, whatever answers at the port."""
    known: str = load("database_settings")["values"]["by_socket"]
    return not host or (host == "localhost" and (not kind or re.match(known, kind) is not None))


def _usual_port(kind: str) -> str:
    """The port at which databases of a kind answer unless they are told another."""
    known: dict[str, str] = load("database_settings")["values"]["usual_port"]
    return next((port for shape, port in known.items() if re.match(shape, kind)), "")


def _project(folder: str, file: str) -> str | None:
    """What `BASE_DIR` is in settings of Django: so many folders above them as they say, else two.

    None where settings in a folder of their own take it from another file.
    """
    if not file.endswith(".py"):
        return folder
    told = re.search(r"(?m)^BASE_DIR\s*=(.*)$", text_of(file, _LONGEST))
    if told is None:
        return None if folder.rpartition("/")[2] == "settings" else folder.rpartition("/")[0]
    for _ in range(len(re.findall(r"\.parent\b|\bdirname\(", told[1]))):
        file = file.rpartition("/")[0]
    return file


def _by_address(text: str, folder: str) -> Meant | None:
    data = knowledge("database_settings", "values")
    if data.pattern("in_memory").fullmatch(text):
        return Meant(file=IN_MEMORY)
    in_file = data.pattern("file_address").match(text.replace("%kernel.project_dir%/", ""))
    if in_file:
        return Meant(file=path_in(in_file[1], folder, ""))
    found = knowledge("places_surroundings", "database").pattern("address").search(text)
    if found is None:
        return None
    port = re.match(r":(\d+)", text[found.end(1) :])
    told = port[1] if port else _usual_port(found[0])
    return Meant(found[1], found[2], port="" if _by_socket(found[1], text) else told)


def path_in(name: str, folder: str, home: str) -> str:
    """Where a file lies that settings name, as they or a home begin."""
    if name.startswith("~/"):
        return f"{home}/{name[2:]}" if home else ""
    return os.path.normpath(os.path.join(folder, name))
