"""What a line brings in from other machines, and whether anything vouches for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from shellguard.effects.execution.code_origin import DOWNLOADERS, SOCKETS
from shellguard.effects.execution.fetched_files import GETS, saved_by_code
from shellguard.effects.touching.vendor_addresses import keeps_installer
from shellguard.facts.files.resolve import place_of
from shellguard.facts.hanging_looks import is_folder
from shellguard.facts.session.run_files import walked
from shellguard.facts.writing.downloads import downloaded_paths
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_TABLE, _GENERIC, _SIGNS = load("came_from"), load("generic"), load("signs")["fetching"]
_BARE = re.compile(_SIGNS["bare_address"])
_NUMBERED = re.compile(_TABLE["numbered"])
_ODD_PORT = re.compile(_TABLE["odd_port"])
_OWN_NETWORK = re.compile(_TABLE["own_network"])
_LED_ELSEWHERE = re.compile(_TABLE["led_elsewhere"])
_ANYBODYS = re.compile(_GENERIC["anybodys_places"])
_DROPS = re.compile(_GENERIC["drop_places"])
_BY_KEY = re.compile(_TABLE["by_key"])
_UNCHECKED = frozenset(_TABLE["unchecked"])
_ARCHIVE = re.compile(_TABLE["archives"])
_PACKED = re.compile(_TABLE["packed"])
_UNPACKS: dict[str, list[str]] = _TABLE["unpacks"]
_INFLATES = frozenset(
    ("gunzip", "gzip", "unxz", "xz", "bunzip2", "bzip2", "unzstd", "zstd", "unlzma", "unlz4")
)
_BY_LOGIN = ("ssh", "scp")
"""By these a person has a login there: what is run is asked about, what is put into a database is not."""
_COPIES_FROM = frozenset(("scp", "rsync"))
_CLONES = frozenset(("git", "hg", "svn", "fossil", "bzr"))
_CLONING = frozenset(("clone", "checkout", "co", "export", "branch"))
_INTO_FOLDER = ("-P", "--directory-prefix", "-d", "--dir", "--output-dir")
_VALUED = ("-b", "--branch", "--depth", "-o", "--origin", "-c", "--config", "-r", "--revision", "-j")
_SAYS, _ASKED = frozenset(_TABLE["says"]), frozenset(_TABLE["asked"])
_NUMBER = re.compile(_TABLE["number"])
_BY_MODULE = ("zipfile", "tarfile")
_STORES = frozenset(("aws", "gsutil", "gcloud", "s3cmd", "mc", "azcopy"))
_GIT = "git"
BRINGING = DOWNLOADERS | _SAYS | _ASKED | _COPIES_FROM | _CLONES | _STORES | {"ftpget", "gh"}
"""Programs that bring in things from other machines."""
OPENING = _INFLATES | _UNPACKS.keys()
"""Programs that take out what others have packed."""


@dataclass(frozen=True, slots=True)
class Came:
    """A file, or with `tree` a folder and all below it.

    Attributes:
        strange: nothing vouches for the machine that it came from.
        archive: what it was unpacked from, where other things may lie in that folder, too.
    """

    path: str
    strange: bool
    tree: bool = False
    archive: str = ""
    line: int = 0


def may_bring(command: SimpleCommand) -> bool:
    """Whether a command may bring in something; of what keeps versions only that which clones does."""
    if command.program in _CLONES:
        return any(word.text in _CLONING or not word.known for word in command.words[1:])
    return command.program in BRINGING


def is_strange(command: SimpleCommand) -> bool:
    """Whether it asks a machine without a name, anybody's place, or one that it does not check."""
    texts = [word.text for word in command.words[1:]]
    unchecked = not _UNCHECKED.isdisjoint(texts) and command.program in ("curl", "wget", "wget2")
    return (unchecked and not _in_own_network(texts)) or any(map(_of_stranger, texts))


def _in_own_network(texts: list[str]) -> bool:
    """Whether all addresses are of machines that only one's own network has, and nothing leads elsewhere."""
    addresses = [text for text in texts if "://" in text]
    return all(map(_OWN_NETWORK.match, addresses or [""])) and not any(map(_LED_ELSEWHERE.match, texts))


def _of_stranger(text: str) -> bool:
    bare = text.removeprefix("git://").removeprefix("svn://")
    if _BARE.match(bare) or _NUMBERED.match(bare) or _ODD_PORT.match(text):
        return True
    host = text.partition("://")[2]
    return bool(host) and (_ANYBODYS.match(host) is not None or _DROPS.search(text) is not None)


def brought_in(script_commands: Iterator[tuple[SimpleCommand, str]], shell: ShellState) -> Iterator[Came]:
    """What these commands, each with its folder, save, clone or take out of a pipe that downloads."""
    piped: dict[int, tuple[bool, str]] = {}
    for command, cwd in script_commands:
        if not command.words or keeps_installer(command):
            continue
        there = replace(shell, cwd=cwd)
        if command.program in _COPIES_FROM or command.program == "ftpget":
            yield from _copied_from(command, cwd)
        elif command.program in DOWNLOADERS:
            strange = is_strange(command)
            piped[command.pipeline] = strange, _address(command)
            kept = (path for path in downloaded_paths(command, there) if strange or _ARCHIVE.search(path))
            yield from (Came(path, strange) for path in kept)
            yield from _elsewhere(command, cwd, strange)
            yield from _said_by(command, cwd)
        elif command.program in _STORES:
            yield from _from_store(command, cwd)
        elif command.program in _CLONES:
            yield from _cloned(command, cwd)
        elif command.program == "gh":
            yield from _released(command, cwd)
        elif command.program in _SAYS or command.program in _ASKED:
            yield from _said_by(command, cwd)
        elif command.pipeline in piped:
            yield from _out_of_pipe(command, cwd, *piped[command.pipeline])
        elif command.nested:
            yield from _saved(command, cwd)
        if command.redirections and any(
            one.operator == "<" and one.target is not None and one.target.text.startswith(SOCKETS)
            for one in command.redirections
        ):
            yield from (Came(path, True) for path in _kept(command, cwd))


def commands_of(script: Script, shell: ShellState) -> Iterator[tuple[SimpleCommand, str]]:
    """All commands of a script that run on this machine, each with its folder."""
    for command, around, cwd in walked(script, shell.cwd, shell.home):
        if not any(nested.host for nested in around):
            yield command, cwd


def _path(text: str | None, cwd: str) -> str:
    return place_of(text, False, cwd).path if text else ""


def _base(text: str) -> str:
    return text.rstrip("/").rpartition("/")[2].rpartition(":")[2]


def _kept(command: SimpleCommand, cwd: str) -> Iterator[str]:
    """The files into which a filter behind a download writes."""
    given = [one.target.value for one in command.redirections if one.target and one.operator[:1] == ">"]
    if command.program in ("tee", "sponge"):
        given += [word.value for word in command.words[1:] if word.text[:1] != "-"]
    yield from filter(None, (_path(text, cwd) for text in given))


def _address(command: SimpleCommand) -> str:
    return next((word.text for word in command.words[1:] if "://" in word.text), "")


def _out_of_pipe(command: SimpleCommand, cwd: str, strange: bool, address: str) -> Iterator[Came]:
    """What a filter behind a download writes, or unpacks under the name that the address has."""
    yield from (Came(path, strange) for path in _kept(command, cwd))
    options = _UNPACKS.get(command.program)
    if options is not None:
        into = next((b.value for a, b in pairwise(command.words) if a.text in options), None)
        folder = _path(into, cwd) if into else cwd
        if folder:
            yield Came(folder, strange, True, "" if is_new(into, folder) else f"{folder}/{_base(address)}")


def is_new(into: str | None, folder: str) -> bool:
    """Whether a folder that is named to unpack into is not there yet: it will hold nothing else."""
    return bool(into) and not is_folder(folder)


def _said_by(command: SimpleCommand, cwd: str) -> Iterator[Came]:
    """What a machine by its number says into a file, or is asked for by the program's own commands."""
    texts = [word.text for word in command.words[1:]]
    if not any(map(_NUMBER.search, texts)):
        return
    if command.program in _ASKED:
        asked = (match for text in texts for match in GETS.finditer(text))
        names = [name for match in asked for name in match.groups() if name]
        names += [after for before, after in pairwise(texts) if before == "get"]
        yield from (Came(path, True) for name in names if (path := _path(_base(name), cwd)))
    yield from (Came(path, command.program not in _BY_LOGIN) for path in _kept(command, cwd))


def _saved(command: SimpleCommand, cwd: str) -> Iterator[Came]:
    """What code saves that it has from a machine by its number."""
    for text in saved_by_code(command):
        if any(_NUMBER.search(word.text) for word in command.words[1:]) and (path := _path(text, cwd)):
            yield Came(path, True)


def _elsewhere(command: SimpleCommand, cwd: str, strange: bool) -> Iterator[Came]:
    """What goes into a folder that an option names, and trees that are fetched whole."""
    texts = [word.value or "" for word in command.words[1:]]
    addresses = [text for text in texts if "://" in text]
    for before, after in pairwise(texts):
        if before in _INTO_FOLDER and (folder := _path(after, cwd)):
            for address in addresses:
                yield Came(f"{folder}/{_base(address.split('?', 1)[0])}", strange)
    if command.program == "wget" and not {"-r", "-m", "--recursive", "--mirror"}.isdisjoint(texts):
        for address in addresses:
            if folder := _path(address.partition("://")[2].partition("/")[0], cwd):
                yield Came(folder, strange, tree=True)


def _copied_from(command: SimpleCommand, cwd: str) -> Iterator[Came]:
    """What is copied here from a machine without a name; of one with a name the person knows more."""
    words = [word.text for word in command.words[1:] if word.text[:1] != "-"]
    if command.program == "ftpget":
        yield from (Came(path, True) for text in words[-2:] if (path := _path(_base(text), cwd)))
        return
    came = [text for text in words[:-1] if _of_stranger(text)]
    to = _path(words[-1], cwd) if came else ""
    if to:
        strange = any("://" in text for text in came)
        yield Came(to, strange, tree=strange)
        yield from (Came(f"{to}/{_base(text)}", strange, tree=strange) for text in came)


def _from_store(command: SimpleCommand, cwd: str) -> Iterator[Came]:
    """`aws s3 cp s3://BUCKET/x .`: the store may be the person's own."""
    words = [word.text for word in command.words[1:] if word.text[:2] != "--"]
    to = _path(words[-1], cwd) if words and "://" not in words[-1] else ""
    for text in words[:-1] if to else ():
        if "://" in text:
            yield from (Came(path, False) for path in (to, f"{to}/{_base(text)}"))


def _cloned(command: SimpleCommand, cwd: str) -> Iterator[Came]:
    texts = [word.value or "" for word in command.words[1:]]
    plain = [
        text for before, text in pairwise(["", *texts]) if text[:1] != "-" and text and before not in _VALUED
    ]
    if len(plain) < 2 or plain[0] not in _CLONING or (command.program == _GIT and plain[0] != "clone"):
        return
    address, into = plain[1], plain[2] if len(plain) > 2 else _base(plain[1]).removesuffix(".git")
    if "://" not in address:
        return
    strange = _of_stranger(address)
    if not _BY_KEY.match(address) and (folder := _path(into, cwd)):
        yield Came(folder, strange, tree=True)


def _released(command: SimpleCommand, cwd: str) -> Iterator[Came]:
    """`gh release download -R SOMEBODY/THEIRS -p '*.sh'`: as patterns of names."""
    texts = [word.text for word in command.words[1:]]
    if texts[:2] != ["release", "download"] or {"-R", "--repo"}.isdisjoint(texts):
        return
    folder = next((after for before, after in pairwise(texts) if before in ("-D", "--dir")), ".")
    path = _path(folder, cwd)
    for before, after in pairwise(texts) if path else ():
        if before in ("-p", "--pattern", "-O", "--output") and not _ARCHIVE.search(after):
            yield Came(f"{path}/{after}", True)


def unpacked(command: SimpleCommand, cwd: str) -> tuple[str, str, bool] | None:
    """The archive that is unpacked, the folder it goes into, and whether that is made for it; or None."""
    texts = [word.value or "" for word in command.words[1:]]
    by_module = texts[:1] == ["-m"] and texts[1:2] and texts[1] in _BY_MODULE and len(texts) > 3
    if command.program not in _UNPACKS and not by_module:
        return None
    archive = next((text for text in texts if _ARCHIVE.search(text)), "")
    options = _UNPACKS.get(command.program, ())
    into = next((after for before, after in pairwise(texts) if before in options), "")
    into = into or next((text[2:] for text in texts if text[:2] == "-o" and len(text) > 2), "")
    if command.program.startswith("dpkg"):
        if {"-x", "-X", "-R", "-e", "--extract", "--raw-extract", "--vextract"}.isdisjoint(texts):
            return None
        into = texts[-1]
    elif by_module:
        into = texts[-1] if texts[-1] != archive else ""
    path, folder = _path(archive, cwd), _path(into, cwd) if into else cwd
    return (path, folder, is_new(into, folder)) if path and folder else None


def inflated(command: SimpleCommand, cwd: str) -> Iterator[tuple[str, str]]:
    """The files that are unpacked under their own name without an ending: `gunzip x.gz`."""
    if command.program in _INFLATES:
        for word in command.words[1:]:
            if _PACKED.search(word.text) and (path := _path(word.value, cwd)):
                yield path, _PACKED.sub("", path)
