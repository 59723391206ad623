"""What reads a command's output and runs it: `> >(sh)`, `tee >(sh)`, startup files, cron."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shellguard.parsing.output.flow import Flow, printed
from shellguard.parsing.script import WRITING, Nested, NestedKind, SimpleCommand, Word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_STARTUP = re.compile(
    r"(?:.*/)?\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin"
    r"|zlogout|kshrc|xinitrc|xprofile|xsessionrc)\Z"
    r"|/etc/(?:profile|bash\.bashrc|bashrc|zshrc|rc\.local|profile\.d/[^/]+|zsh/[^/]+|init\.d/[^/]+)\Z"
    r"|(?:.*/)?config\.fish\Z"
)
_CRON_FILE = re.compile(r"/etc/(?:crontab|cron\.d/[^/]+)\Z|/var/spool/cron/.+")
_CRON_LINE = re.compile(
    r"\s*(?:@\w+|(?:[\d*/,\-A-Za-z]+\s+){4}[\d*/,\-A-Za-z]+)\s+(?P<user>[A-Za-z_][\w-]*\s+)?(?P<command>\S.*)"
)
_CRON_SCRIPT = re.compile(r"/etc/cron\.(?:hourly|daily|weekly|monthly)/[^/]+\Z")
MAX_LINES = 64


def fed(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> tuple[tuple[Nested, ...], list[Nested]]:
    """The scripts inside the command with what they read, and scripts that run later what it writes."""
    if not command.redirections and command.program != "tee":
        return command.nested, []
    targets = [
        redirection.target
        for redirection in command.redirections
        if redirection.operator in WRITING
        and redirection.descriptor in (None, 1)
        and redirection.target is not None
        and _is_read(redirection.target)
    ]
    found = _fed_through(nester, command, stdin) if nester.environment.feeds else []
    if not targets and command.program != "tee":
        return command.nested, found
    written = printed(command, stdin) if targets and command.words else Flow()
    outlets = [(target, written) for target in targets]
    if command.program == "tee":
        outlets.extend((word, stdin) for word in command.words[1:])
    reading: dict[str, Nested] = {}
    for target, flow in outlets:
        if target.source.startswith(">("):
            reading.update((nested.script.text, nested) for nested in _reading(nester, target, flow))
        else:
            found.extend(_read_by(nester, target, flow))
    if not reading:
        return command.nested, found
    return tuple(
        reading.get(one.script.text, one) if one.via == ">" else one for one in command.nested
    ), found


def _is_read(target: Word) -> bool:
    """Whether somebody reads what is written there, and runs it."""
    text = target.text
    if target.source.startswith(">("):
        return True
    return bool(_STARTUP.match(text) or _CRON_SCRIPT.match(text) or _CRON_FILE.match(text))


def _fed_through(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What reads the other end of a descriptor: a coprocess, the shell of `exec 3> >(sh)`."""
    found = []
    for redirection in command.redirections:
        reader = nester.environment.feeds.get(redirection.target.text) if redirection.target else None
        if reader and redirection.operator == ">&" and command.words:
            flow = printed(command, stdin)
            piped = Flow(flow.text, flow.words, True, flow.template, flow.file)
            found.append(nester.shell_text(reader, NestedKind.PROCESS, ">", piped))
    return found


def _reading(nester: ScriptFinder, target: Word, flow: Flow) -> list[Nested]:
    if not (flow.text or flow.template):
        return []
    piped = Flow(flow.text, flow.words, True, flow.template, flow.file)
    return [nester.shell_text(target.source[2:-1], NestedKind.PROCESS, ">", piped)]


def _read_by(nester: ScriptFinder, target: Word, flow: Flow) -> list[Nested]:
    text = flow.text if flow.text is not None else flow.template
    if not text:
        return []
    if _STARTUP.match(target.text) or _CRON_SCRIPT.match(target.text):
        return [nester.shell_text(text, NestedKind.LATER, target.text.rpartition("/")[2])]
    if not _CRON_FILE.match(target.text):
        return []
    lines = [match for line in text.splitlines()[:MAX_LINES] if (match := _CRON_LINE.match(line))]
    by_user = target.text.startswith("/var/")
    return [
        replace(
            nester.shell_text(
                (match["user"] or "" if by_user else "") + match["command"], NestedKind.LATER, "cron"
            ),
            privileged=not by_user,
        )
        for match in lines
    ]
