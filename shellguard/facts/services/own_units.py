"""A unit that is put where systemd finds it, a line that is added to a table of jobs: what they start."""

from __future__ import annotations

import os
import re

from shellguard.effects.derive import effects_of
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.reading import read
from shellguard.parsing.script import Connection
from shellguard.parsing.shell_state import ShellState

RULES = frozenset(("persist.write-service", "files.overwrite-system-file"))
JOBS = "persist.change-jobs"
_PIPED = (Connection.PIPE, Connection.PIPE_BOTH)
_LONGEST = 64 << 10
_GRAVE = 40
_OF_DEVICES = ".rules"


def plain_units(deed: Deed) -> TargetFacts | None:
    """That each unit or rule is new, and starts what would do no harm if it were typed; None for all else."""
    data = knowledge("described", "units")
    words = [word.value for word in deed.command.words[1:]]
    behind = list(zip(words, [None, *words], strict=False))
    said = [one for one, before in behind if before not in data.names("valued")]
    given = [f"{before} {one}" for one, before in behind if before in data.names("valued")]
    if deed.command.program not in data.names("putting") or None in words:
        return None
    options = [word for word in said if word and word.startswith("-")]
    operands = [word for word in said if word and not word.startswith("-")]
    if len(operands) < 2 or any(not data.pattern("options").fullmatch(one) for one in (*options, *given)):
        return None
    into = place_of(operands[-1], False, deed.folder).path
    for name in operands[:-1]:
        path = place_of(name, False, deed.folder).path
        named = operands[-1].endswith(data.texts("endings"))
        there = into if named else f"{into}/{name.rpartition('/')[2]}"
        own = there.startswith(f"{deed.shell.home}/.config/systemd/user/")
        if data.pattern("hidden").search(name) or (not own and not data.pattern("into").fullmatch(there)):
            return None
        name_there = there.rpartition("/")[2]
        template = re.sub(r"@[^@]*(?=\.\w+$)", "@", name_there)  # `getty@tty1.service` stands in for that
        taken = (
            there,
            *(f"{one}/{shown}" for one in data.texts("vendors") for shown in (name_there, template)),
        )
        if not name.endswith(data.texts("endings")) or any(map(os.path.lexists, taken)):
            return None
        if not _is_plain(path, deed.shell):
            return None
    starts = "tells devices apart" if operands[0].endswith(_OF_DEVICES) else "starts a plain program"
    return TargetFacts(into, recovery=Recovery.NOTHING_LOST, reason=f"it is new, and {starts}")


def plain_jobs(deed: Deed) -> TargetFacts | None:
    """That lines are only added to a table of jobs, and start what would do no harm; None for all else."""
    data = load("described")["jobs"]
    lister, *between, taker = deed.script.commands if len(deed.script.commands) > 2 else (deed.command,) * 2
    told = [" ".join(word.text for word in one.words) for one in (lister, taker)]
    if taker is not deed.command or not between or told[0] != data["lists"] or told[1] not in data["takes"]:
        return None
    if any(one.descriptor != 2 for command in deed.script.commands for one in command.redirections):
        return None  # the table may not get there
    adding = [one for one in between if one.program in data["prints"]]
    passing = [one for one in between if one.program == "cat" and len(one.words) == 1]
    known = all(word.known for one in adding for word in one.words)
    cut_off = any(one.connection in _PIPED for one in adding)
    if not known or cut_off or len(adding) + len(passing) != len(between):
        return None  # what does not pass it on takes the table away
    lines = ["".join(word.text for word in one.words[1:]) for one in adding]
    jobs = [one.script.text for one in taker.nested if one.known]
    if not len(jobs) == len(taker.nested) == len(lines) or any("\n" in one for one in lines):
        return None
    programs = [_job(one) for one in jobs]
    if not all(_starts_plainly(one, deed.folder, deed.shell) for one in programs):
        return None
    started = [one.partition(" ")[0] for one in programs]
    if not all(
        knowledge("described", "units").pattern("installed").match(one) or os.path.isfile(one)
        for one in started
    ):
        return None  # nobody knows what will lie there
    reason = "those that are there stay, and it starts a plain program"
    return TargetFacts(deed.folder, recovery=Recovery.NOTHING_LOST, reason=reason)


def _job(text: str) -> str:
    """The program of a job with its words, without the folder it starts in and where its output goes."""
    data = knowledge("described", "jobs")
    text = data.pattern("told_to").sub("", data.pattern("begun_in").sub("", text)).strip()
    return text if text.startswith("/") else f"/usr/bin/{text}"


def _is_plain(path: str, shell: ShellState) -> bool:
    """Whether a file is a unit all of whose lines are understood, and which starts nothing that hides."""
    data = knowledge("described", "units")
    if not path or os.path.islink(path):
        return False
    text = text_of(path, _LONGEST)
    lines = [line.strip() for line in text.splitlines() if line.strip() and line.strip()[0] not in "#;"]
    if path.endswith(_OF_DEVICES):
        return bool(lines) and all(map(_tells_devices_apart, lines))
    if not any(line == "[Unit]" or line == "[Service]" for line in lines) or "\\" in text:
        return False
    begun = [line.partition("=")[2].strip() for line in lines if line.startswith("WorkingDirectory")]
    for line in lines:
        key, equals, value = (part.strip() for part in line.partition("="))
        if data.pattern("never").search(f"{key}={value}"):
            return False
        if not equals or (
            data.pattern("telling").fullmatch(key) and not data.pattern("leading").search(value)
        ):
            continue
        if not re.match("Exec", key) or not _starts_plainly(value, begun[-1] if begun else "/", shell):
            return False
    return True


def _tells_devices_apart(line: str) -> bool:
    """Whether a rule for devices starts nothing, and gives nobody rights to all of them."""
    data = knowledge("described", "devices")
    parts = [part.strip() for part in line.split(",") if part.strip()]
    if data.pattern("never").search(line) or not all(map(data.pattern("parts").fullmatch, parts)):
        return False
    return not any(map(data.pattern("gives").match, parts)) or any(
        map(data.pattern("tells").fullmatch, parts)
    )


def _starts_plainly(value: str, folder: str, shell: ShellState) -> bool:
    """Whether what a unit starts in a folder does nothing that would be asked about, as far as it is read."""
    data = knowledge("described", "units")
    own = (f"{shell.home}/", f"{shell.cwd}/") if shell.home and shell.cwd else ()
    program, _, rest = value.lstrip("-@:+!|").partition(" ")
    installed = data.pattern("installed").match(program) is not None
    shown = value.replace(f"{shell.home}/", "~/") if shell.home else value
    if not (installed or program.startswith(own)) or data.pattern("hidden").search(shown):
        return False
    # What has the same name where one stands is most likely what was put into its folder.
    named = [(one, at) for one in (program, *rest.split()) for at in (folder, shell.cwd or folder)]
    files = [place_of(one, False, at).path for one, at in named]
    if any(data.pattern("hides").search(text_of(one, _LONGEST)) for one in files if one):
        return False
    if any(one.base >= _GRAVE for one in effects_of(read(f"{program} {rest}", shell), shell)):
        return False
    given = data.pattern("interpreters").search(program) and data.pattern("given_code").search(rest)
    return not (
        given or data.pattern("runs_words").search(program) or data.pattern("suspicious").search(rest)
    )
