"""Text that a line writes or pipes on: data, unless it starts a shell or is a program in disguise."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings, writes_file
from shellguard.effects.execution.opened_shells import names_shell, shell_argument
from shellguard.effects.execution.ways_out import says_way_out
from shellguard.effects.packs.places import path_of, places_of
from shellguard.effects.touching.named_secrets import PASSWORDS_RULE, hints_at_secret, read_secrets
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import WRITING, Word

_WORDS = knowledge("generic")
_WRITERS = _WORDS.names("text_writers")
_PASSES_ON = _WORDS.names("passes_text_on")
_READS_DATA = _WORDS.names("reads_data")
_BYTES = _WORDS.pattern("escaped_bytes")
_STEERED = _WORDS.pattern("steered_shell")
_PLANTED = _WORDS.pattern("planted")
_PLANTING = knowledge("signs_planting", "planting")
_FROM_CACHE = _PLANTING.pattern("from_cache")
_FROM_HIDDEN = _PLANTING.pattern("from_hidden")
_RUN_AT_START = _WORDS.names("places_run_at_start")
_FIRST_LINE = re.compile(r"#\\?!\s*/\S+(?:\s*$|\s*\\n|\n)")  # `#!/bin/sh`
# `shell: /bin/bash`, `SHELL=/bin/bash`, `CMD ["/bin/sh"]`: which shell something else is to use.
_SHELL_SETTING = re.compile(
    r"(?im)^[ \t]*(?:- )?(?:shell|executable|command|program|default[_-](?:shell|command))"
    r"[ \t]?[:=][ \t]?[\"']?/[\w/]+[\"']?[ \t]?$"
    r"|^[ \t]*(?:CMD|ENTRYPOINT|SHELL)[ \t]?\["
)
_MANY_BYTES = 40
# A shell by the path that packages put it at, listed among those that a person may choose.
_LISTED = re.compile(
    r"(?:(?:/usr(?:/local)?)?/bin|/opt/(?:homebrew|local)/bin|/home/linuxbrew/\.linuxbrew/bin|/usr/pkg/bin|/snap/bin)"
    r"/(?:ba|z|fi|da|k|mk|tc|xon|elvi)sh|/(?:usr/|usr/local/|opt/homebrew/)?bin/nu"
)
_SHELLS = "/etc/shells"


def read_written_text(findings: Findings, line: str) -> None:
    """`line`: the words after the program."""
    program, redirections = findings.program, findings.command.redirections
    if not ((program in _WRITERS and line) or (program in _PASSES_ON and redirections)):
        return
    goes_on = _goes_on(findings)
    if "\\" in line and _BYTES.search(line) and (goes_on or line.count("\\x") > _MANY_BYTES):
        findings.tell("execute.escaped-bytes")
    if "/etc/" in line and goes_on and hints_at_secret(line):
        read_secrets(findings, only=PASSWORDS_RULE)
    here_texts = [one.body.text for one in redirections if one.body is not None]
    body = here_texts[-1] if here_texts else line
    _planted(findings, body)
    if says_way_out(body) and findings.context.downstream:
        shell_argument(findings)
    if goes_on and names_shell(body) and not _lists_shell(findings, body):
        below = _SHELL_SETTING.sub("", _FIRST_LINE.sub("", body))
        if _STEERED.search(below) if here_texts else names_shell(below):
            findings.tell("escape.planted-shell")


def _lists_shell(findings: Findings, text: str) -> bool:
    """Whether all that is written is one more shell for people to choose from (`chsh`)."""
    context = findings.context
    written = [one.target for one in findings.command.redirections if one.operator in WRITING]
    for later in context.downstream:
        names = [word.text for word in later.words]
        if "tee" not in names[:2]:
            return False
        written += [word for word in later.words[names.index("tee") + 1 :] if word.text[:1] != "-"]
        written += [one.target for one in later.redirections if one.operator in WRITING]
    there = [word.text for word in written if word is not None and word.text != "/dev/null"]
    return set(there) == {_SHELLS} and _LISTED.fullmatch(text.strip().strip("'\"")) is not None


def _goes_on(findings: Findings) -> bool:
    """Whether a program that may act on the text reads it, or a file keeps it."""
    if findings.context.downstream:
        return findings.context.downstream[0].program not in _READS_DATA
    tee = any(word.text == "tee" for word in findings.command.words[:2])  # `sudo tee FILE` as well
    return tee or findings.context.to_file or writes_file(findings.command)


def written_to(findings: Findings) -> list[Word | None]:
    """The files that what a command prints goes into, by itself or by the `tee` behind it."""
    targets = [one.target for one in findings.command.redirections if one.operator in WRITING]
    if findings.program == "tee":
        targets.extend(findings.command.words[1:])
    for later in findings.context.downstream[:1]:
        words = [word.text for word in later.words]
        targets.extend(later.words[1:] if "tee" in words[:3] else ())
    return targets


def _planted(findings: Findings, text: str) -> None:
    """What is added to a file that every shell runs: ordinary settings, or something that hides."""
    context = findings.context
    at_start = [
        target
        for target in written_to(findings)
        if target is not None
        and _RUN_AT_START.intersection(places_of(path_of(target), context.cwd or "", context.home))
    ]
    if at_start and _hides(text):
        for target in at_start:
            findings.tell("persist.planted-in-shell-start", (target,))


def _hides(text: str) -> bool:
    """Whether a text holds what an ordinary line in a start file does not."""
    hidden = ".cache/" in text and _FROM_CACHE.search(text)
    return bool(hidden or ("/." in text and _FROM_HIDDEN.search(text)) or _PLANTED.search(text))
