"""Which processes a line would end, by the kernel's own table: none at all, or one whose work is lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.machine.ports import holds, sockets_of
from shellguard.facts.machine.process_table import Process, all_processes, ancestors, process_of
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

_BY_PORT = ("kill-port", "killport")
_PROGRAMS = frozenset(("kill", "pkill", "killall", "fuser", *_BY_PORT))
_SIGNAL = re.compile(r"-(?:SIG)?(\d{1,2}|[A-Z]{2,6}\d?)")
_ASKED_ABOVE, _MOST_NAMED = 50, 4
_SHORT = 15
"""Letters of a process's name that the kernel keeps."""
_GROUP = re.compile(r"-\d+")
_NO_PROCESS = "no such process runs"
_NOT_YOURS = "none of them is yours to end"
_PID_FILE = re.compile(r"[$(`<]*(?:cat\s+|<\s*)([\w./~-]+)\s*[`)\"]*")
_FOUND_BY = re.compile(r"\"?(?:\$\(|`)\s*(pgrep|pidof)\s+(-f\s+|-x\s+)?(['\"]?)([\w.-]+)\3\s*[`)]\"?")
_OF_A_USER = re.compile(r"user[@-](\d{1,9})(?:\.service|\.slice)?")
_NAMED_VARIABLE = re.compile(r"\$\{?(\w+)\}?")
_ON_PORT = re.compile(
    r"\"?(?:\$\(|`)\s*lsof\s+(?:-\w+\s+)*-\w*i\w*\s*(?:tcp|TCP)?:(\d+)\s*(?:-\w+\s*)*[`)]\"?"
)
_PORT = re.compile(r"(\d+)/(?:tcp|udp)|:?(\d+)")


def ends_processes(effect: Effect) -> bool:
    """Whether it can be told what the effect would end."""
    return effect.kind is EffectKind.KILL and effect.program in _PROGRAMS


def ended(deed: Deed, fed: str = "") -> TargetFacts | None:
    """What is lost with the processes that are meant; None where that can't be told.

    `fed`: what finds the numbers that are handed to the command, as a substitution would be written.
    """
    if fed:
        meant, whole = _found(fed, deed.folder, deed.deadline), True
    else:
        meant, whole = _meant(deed)
    if meant is None or not (meant or whole):
        return None
    if not meant:
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=_NO_PROCESS)
    root = deed.effect.privileged or deed.shell.uid in (0, None)
    own = [one for one in meant if root or one.user == deed.shell.uid]
    if not own and whole:
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=_NOT_YOURS)
    around = set(ancestors(deed.shell.pid)) if deed.shell.pid else set()
    signal = _signal(deed.command) or ("KILL" if deed.effect.program in ("fuser", *_BY_PORT) else "")
    for process in own:
        reason = "this very shell runs in it" if process.number in around else _lost_with(process, signal)
        if reason:
            return TargetFacts(recovery=Recovery.LOST, reason=f"{process.name}: {reason}")
    return TargetFacts(reason=_named(own)) if deed.effect.base > _ASKED_ABOVE and whole else None


def _named(processes: list[Process]) -> str:
    """How many there are, and the names of the first."""
    names = list(dict.fromkeys(one.name for one in processes))
    more = ", …" if len(names) > _MOST_NAMED else ""
    number = f"{len(processes)} processes" if len(processes) > 1 else "1 process"
    return f"{number}: {', '.join(names[:_MOST_NAMED])}{more}"


def _lost_with(process: Process, signal: str) -> str:
    return lost_with(process.name, signal, partial(_line, process))


def lost_with(name: str, signal: str, line: Callable[[], str]) -> str:
    """What is lost with a process of that name, which that line started; "" for nothing that is known."""
    for entry in load("running")["lost"]:
        if signal not in entry["signals"] or not re.fullmatch(entry["names"], name):
            continue
        if "line" not in entry or re.search(entry["line"], line()):
            return str(entry["reason"])
    return ""


def _signal(command: SimpleCommand) -> str:
    words = [word.text for word in command.words[1:]]
    naming = ("-s", "--signal", *(("-n",) if command.program == "kill" else ()))
    for index, word in enumerate(words):
        found = _SIGNAL.fullmatch(word)
        if found:
            return found[1]
        if word in naming and index + 1 < len(words):
            return words[index + 1].removeprefix("SIG")
        if word.startswith("--signal="):
            return word.partition("=")[2].removeprefix("SIG")
    return ""


def _meant(deed: Deed) -> tuple[list[Process] | None, bool]:
    """The processes that a command names, and whether these are all; None where that can't be told at all."""
    if deed.effect.program in ("pkill", "killall"):
        return _by_name(deed.effect.program, deed.command, deed.deadline), True
    if deed.effect.program == "fuser" or deed.effect.program in _BY_PORT:
        return _on_ports(deed.command, deed.deadline), True
    if any(_GROUP.fullmatch(word.text) for word in deed.command.words[2:]):
        return None, False  # a group of processes, or all of them
    words = [word for word in deed.command.words[1:] if not _is_option(word, deed.command)]
    found = [_by_word(word, deed.folder, deed.shell, deed.deadline) for word in words]
    known = [one for some in found if some is not None for one in some]
    return (known if words else None), None not in found


def _is_option(word: Word, command: SimpleCommand) -> bool:
    before = command.words[command.words.index(word) - 1].text
    return word.text.startswith("-") or before in ("-s", "-n", "--signal")


def _by_word(word: Word, folder: str, shell: ShellState, deadline: Deadline) -> list[Process] | None:
    """The processes that one word of `kill` stands for: a number, a file with one, or what finds them."""
    if word.known:
        return _numbered([word.text])
    source = _NAMED_VARIABLE.sub(lambda found: shell.variables.get(found[1]) or found[0], word.source.strip())
    return _found(source, folder, deadline)


def fed_numbers(script: Script) -> str:
    """What finds the numbers in `pgrep … | xargs kill`, written as a substitution; "" for others."""
    commands = script.commands
    if len(commands) != 2 or commands[1].program != "xargs" or commands[0].pipeline != commands[1].pipeline:
        return ""
    words = commands[0].words
    known = commands[0].program in ("pgrep", "pidof", "lsof") and all(word.known for word in words)
    return f"$({' '.join(word.text for word in words)})" if known else ""


def _found(source: str, folder: str, deadline: Deadline) -> list[Process] | None:
    """The processes whose numbers a substitution gives."""
    in_file = _PID_FILE.fullmatch(source.strip('"'))
    if in_file:
        path = place_of(in_file[1], False, folder).path
        if not path or not os.path.lexists(path):
            return None
        return _numbered(text_of(path, 4096).split())
    by = _FOUND_BY.fullmatch(source)
    if by:
        return _matching(by[4], by[1] == "pidof" or by[2] == "-x ", by[2] == "-f ", None, deadline)
    port = _ON_PORT.fullmatch(source)
    return _using([int(port[1])], deadline) if port else None


def _numbered(numbers: Iterable[str]) -> list[Process] | None:
    found = []
    for number in numbers:
        if not number.isdecimal() or not int(number):
            return None
        process = process_of(int(number))
        if process is not None:
            found.append(process)
        elif not os.path.exists("/proc/1/status"):
            return None  # others' are hidden, or this system has no such table
    return found


def _by_name(program: str, command: SimpleCommand, deadline: Deadline) -> list[Process] | None:
    """What `pkill` or `killall` finds; None for options that are not followed."""
    data = knowledge("running", "by_name")
    asked = _asked(command)
    if asked is None:
        return None
    names, options, user = asked
    number = _user(user) if user else None
    if (len(names) > 1 or options & {"-v", "-I"}) and program == "pkill":
        return None
    if user and number is None:
        return [] if no_such_user(user) else None
    if options & {"-i", "--ignore-case", "-I"} or (not names and not user):
        return None
    exact = program == "killall" or bool(options & data.names("exact"))
    whole = bool(options & data.names("whole_line"))
    found: list[Process] = []
    for name in names or [""]:
        some = _matching(name, exact and bool(name), whole, number, deadline)
        if some is None:
            return None
        found += some
    return found


def _asked(command: SimpleCommand) -> tuple[list[str], set[str], str] | None:
    """The names, the plain options and the user that a command gives; None where one is not followed."""
    data = knowledge("running", "by_name")
    user, names, options = "", [], set()
    words = list(command.words[1:])
    while words:
        word = words.pop(0)
        if not word.known:
            return None
        if not word.text.startswith("-"):
            names.append(word.text)
        elif word.text in data.names("values"):
            value = words.pop(0).value if words else None
            if value is None:
                return None
            user = value if word.text in data.names("users") else user
        elif word.text in data.names("plain"):
            options.add(word.text)
        elif not _SIGNAL.fullmatch(word.text):
            return None
    return names, options, user


def _matching(
    name: str, exact: bool, whole: bool, user: int | None, deadline: Deadline
) -> list[Process] | None:
    try:
        shape = re.compile(re.escape(name[:_SHORT]) if exact and not whole else name)
    except re.error:
        return None
    if whole and re.search(r"[^\w./ :=@-]", name):
        return None  # patterns of pkill are not quite those of Python
    own = os.getpid()
    try:
        every = [
            one for one in all_processes(deadline) if one.number != own and (user is None or one.user == user)
        ]
    except (TimeoutError, OSError):
        return None
    test = shape.fullmatch if exact else shape.search
    return [one for one in every if test(_line(one) if whole else one.name)]


def _line(process: Process) -> str:
    try:
        with open(f"/proc/{process.number}/cmdline", "rb") as file:
            return file.read(4096).replace(b"\0", b" ").decode("utf-8", "replace").strip() or process.name
    except OSError:
        return process.name


def _user(name: str) -> int | None:
    """The number of a user of this machine's own list."""
    found = re.search(rf"(?m)^{re.escape(name)}:[^:]*:(\d+):", text_of("/etc/passwd"))
    return int(found[1]) if found else int(name) if name.isdecimal() else None


def _only_local(table: str) -> bool:
    """Whether no other machine tells of users or groups: a name that is not listed here is nobody's."""
    told = re.search(rf"(?m)^{table}:(.*)$", text_of("/etc/nsswitch.conf"))
    return told is None or set(told[1].split()) <= {"files", "systemd", "compat"}


def nobody_here(names: Iterable[str], deadline: Deadline) -> bool:
    """Whether each of these is the service or slice of a user by number of whom no process runs."""
    numbers = [found[1] for name in names if (found := _OF_A_USER.fullmatch(name))]
    if not numbers or len(numbers) != len(list(names)):
        return False
    try:
        there = {one.user for one in all_processes(deadline)}
    except (TimeoutError, OSError):
        return False
    return there.isdisjoint(map(int, numbers))


def no_such_user(name: str) -> bool:
    """Whether nobody has this name here."""
    return (
        not name.isdecimal()
        and _user(name) is None
        and bool(text_of("/etc/passwd"))
        and _only_local("passwd")
    )


def no_such_group(name: str) -> bool:
    """Whether no group has this name here."""
    listed = text_of("/etc/group")
    known = re.search(rf"(?m)^{re.escape(name)}:", listed) is not None
    return bool(listed) and not name.isdecimal() and not known and _only_local("group")


def _on_ports(command: SimpleCommand, deadline: Deadline) -> list[Process] | None:
    """What `fuser -k` finds behind ports; None for files, or what is not understood."""
    ports, by_number = [], command.program in _BY_PORT
    words = list(command.words[1:])
    for before, after in pairwise(command.words):
        if before.text in ("-n", "--namespace") and after.text in ("tcp", "udp") and not by_number:
            words.remove(after)
            by_number = True
    for word in words:
        if word.text.startswith("-") and not (by_number and "=" in word.text):
            continue
        found = _PORT.fullmatch((word.value or "").rpartition("=")[2])
        if found is None or (found[1] is None and not by_number):
            return None
        ports.append(int(found[1] or found[2]))
    return _using(ports, deadline) if ports else None


def _using(ports: list[int], deadline: Deadline) -> list[Process] | None:
    """Those behind these ports of which something is known to be lost; [] where the ports are free."""
    sockets = {inode: user for port in ports for inode, user in sockets_of(port)}
    if not sockets:
        return []
    known = [re.compile(entry["names"]) for entry in load("running")["lost"]]
    try:
        every = [one for one in all_processes(deadline) if any(shape.fullmatch(one.name) for shape in known)]
    except (TimeoutError, OSError):
        return None
    return [one for one in every if holds(one, sockets)] or None
