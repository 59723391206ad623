"""`git undo`, where the settings of git say what that is: the alias is read as what it stands for."""

from __future__ import annotations

import re
import shlex
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.knowledge.loading import load
from shellguard.parsing.nested.wrapping import valued_before
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_NAME = re.compile(r"[A-Za-z][\w-]{0,40}\Z")
_SECTION = re.compile(r"\s*\[\s*([^\]\s]+)(?:\s+\"([^\"]*)\")?")
_SETTING = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*(.*)")
_CONTINUED = re.compile(r"\\\r?\n")
_PARTS = re.compile(r"\\.|[\"#;\\]|[^\"#;\\]+")
_ESCAPED = {"n": "\n", "t": "\t", "b": "\b"}
_FILES_OF_SETTINGS = frozenset(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"))
_OWN = "/git's settings/"  # the name of no file, under which a setting stands that the line itself gave
_TAKING = valued_before("git")


def settings_given(command: SimpleCommand) -> list[tuple[str, str]]:
    """The settings that a git command is given: by `-c`, and by GIT_CONFIG_KEY_0 and its kin."""
    found = [
        (name, value)
        for word, after in pairwise(command.words)
        if word.text == "-c"
        for name, _, value in (after.text.partition("="),)
    ]
    given = {item.name: item.value.text for item in command.assignments if item.name[:11] == "GIT_CONFIG_"}
    for name, key in given.items():
        if name.startswith("GIT_CONFIG_KEY_"):
            found.append((key, given.get(f"GIT_CONFIG_VALUE_{name[15:]}", "")))
    return found


def in_variables(nester: ScriptFinder, values: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The settings that variables of the shell give to every git command behind them."""
    given, found = dict(values), []
    for name, value in values:
        if name.startswith("GIT_CONFIG_VALUE_"):
            key = f"GIT_CONFIG_KEY_{name[17:]}"
            found.append((given.get(key) or nester.environment.lookup(key).text or "", value))
        elif name == "GIT_CONFIG_PARAMETERS":  # 'key=value' 'key'='value'
            found += [(key, said) for key, _, said in (one.partition("=") for one in _split(value))]
        elif name in _FILES_OF_SETTINGS:
            found += settings_in(nester.file(literal_word(value)) or "")
    return found


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # git refuses it too
        return []


def settings_in(text: str) -> list[tuple[str, str]]:
    """The settings in a file of git's."""
    found, section = [], ""
    for line in _CONTINUED.sub("", text).splitlines():
        header = _SECTION.match(line)
        if header:
            section = header[1].lower() + (f".{header[2]}" if header[2] else "")
            line = line[line.find("]") + 1 :]
        setting = _SETTING.match(line)
        if setting:
            found.append((f"{section}.{setting[1]}", _unquoted(setting[2])))
    return found


def aliased(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """What the alias that a git command is called by stands for, as the settings here or at home tell."""
    words, place = command.words, 1
    while place < len(words) and words[place].text.startswith("-"):
        place += 2 if words[place].text in _TAKING else 1
    name = words[place].value if place < len(words) else None
    if name is None or not _NAME.match(name) or name in _known():
        return []
    inside, marker = nester.environment.inside, f"git {name}"
    if marker in inside:
        return []
    home = nester.environment.context.shell.home
    files = (".git/config", *((f"{home}/.gitconfig", f"{home}/.config/git/config") if home else ()))
    texts = [nester.file(literal_word(file)) for file in files]
    given = [value for key, value in settings_given(command) if key.lower() == f"alias.{name}".lower()]
    given += [kept(nester, f"alias.{name}")]
    body = next((said for text in texts if text and (said := alias_in(text, name))), "")
    body = next(filter(None, given), body)
    if not body:
        return []
    before = " ".join(quote(word.text) for word in words[1:place])
    behind = " ".join(quote(word.text) for word in words[place + 1 :])
    line = f"{body[1:]} {behind}" if body.startswith("!") else f"git {before} {body} {behind}"
    nester.environment.inside = inside | {marker}
    found = nester.shell_text(line, NestedKind.FILE, "git")
    nester.environment.inside = inside
    return [found]


def keep(nester: ScriptFinder, key: str, value: str) -> None:
    """Remember a setting that a command of the line gives (`git config alias.x 'reset --hard'`)."""
    nester.environment.write(_OWN + key.lower(), value)


def kept(nester: ScriptFinder, key: str) -> str:
    """The value of a setting that an earlier command of the line gave, "" for none."""
    return nester.environment.written(_OWN + key.lower()) or ""


def alias_in(text: str, name: str) -> str:
    """What the settings of git in a text say of an alias, "" for nothing; the last one counts."""
    wanted = f"alias.{name}".lower()
    return next((value for key, value in reversed(settings_in(text)) if key.lower() == wanted), "")


def _unquoted(value: str) -> str:
    """A value as git reads it (git-config, "Syntax"): quotes anywhere, escapes, no comment behind it."""
    out: list[str] = []
    quoted = False
    for part in _PARTS.findall(value):
        if part == '"':
            quoted = not quoted
        elif part in ("#", ";") and not quoted:
            break
        else:
            out.append(_ESCAPED.get(part[1:], part[1:]) if part[0] == "\\" else part)
    return "".join(out).strip()


@cache
def _known() -> frozenset[str]:
    return frozenset(load("subcommands")["git"].split())
