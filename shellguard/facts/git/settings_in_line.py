"""Settings that a line gives a repository before another command of git goes by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shellguard.facts.git.line_changes import before
from shellguard.facts.repository.repository import Repository
from shellguard.parsing.nested.wrapping import valued_before
from shellguard.parsing.script import Script, SimpleCommand

_ANYWHERE = frozenset(("--global", "--system"))
_ASKS = frozenset(
    (
        "-l",
        "--list",
        "-e",
        "--edit",
        "--get",
        "--get-all",
        "--get-regexp",
        "--get-urlmatch",
        "list",
        "get",
        "edit",
    )
)
_OTHER_FILE = ("-f", "--file", "--blob")
_UNSETS = frozenset(("--unset", "--unset-all", "unset"))
_TAKING = valued_before("git")
_NAMED = frozenset(("-C", "--git-dir", "--work-tree"))
_MIRRORS = frozenset(("--mirror", "--mirror=push"))


@dataclass(frozen=True, slots=True)
class _Setting:
    """One setting: `value` None takes it away, `added`: beside others, `anywhere`: it is the person's."""

    name: str
    value: str | None
    added: bool = False
    anywhere: bool = False


def with_settings(repository: Repository, command: SimpleCommand | None, script: Script | None) -> Repository:
    """The repository with the settings that stand in front of a command of the same line."""
    given = dict(repository.given)
    sent = _options(command)[0] if command is not None else ()
    for one in before(command, script):
        if one.program != "git":
            continue
        place, words = _options(one)
        for setting in _settings(words) if place == sent else ():
            section, key = _parted(setting.name)
            there = repository.settings(section, key)
            if setting.anywhere and (there or repository.setting(section, key)):
                continue
            old = given.get((section, key), tuple(there) if setting.added else ())
            told = () if setting.value is None else (setting.value,)
            given[section, key] = (*old, *told) if setting.added else told
    return replace(repository, given=given) if given != repository.given else repository


def _options(command: SimpleCommand) -> tuple[tuple[str, ...], list[str]]:
    """Which repository the options in front of the subcommand name, and the words from that on."""
    words, place, sent = [word.text for word in command.words[1:]], 0, list[str]()
    while place < len(words) and words[place].startswith("-"):
        option = words[place].partition("=")[0]
        taken = 2 if words[place] in _TAKING else 1
        if option in _NAMED:
            sent += words[place : place + taken]
        place += taken
    return tuple(sent), words[place:]


def _settings(words: list[str]) -> Iterator[_Setting]:
    options = [word for word in words[1:] if word.startswith("-")]
    operands = [word for word in words[1:] if not word.startswith("-")]
    if words[:1] == ["config"]:
        yield from _configured(options, operands)
    elif words[:2] == ["remote", "set-url"] and len(operands) > 2:
        key = "pushurl" if "--push" in options else "url"
        yield _Setting(f"remote.{operands[1]}.{key}", operands[2])
    elif words[:2] == ["remote", "add"] and len(operands) > 2:
        yield _Setting(f"remote.{operands[-2]}.url", operands[-1])
        if not _MIRRORS.isdisjoint(options):
            yield _Setting(f"remote.{operands[-2]}.mirror", "true")


def _configured(options: list[str], operands: list[str]) -> Iterator[_Setting]:
    """What `git config` sets, in its older way and the newer one (`git config set KEY VALUE`)."""
    if not _ASKS.isdisjoint(options) or any(one.startswith(_OTHER_FILE) for one in options):
        return
    anywhere, word = not _ANYWHERE.isdisjoint(options), operands[0] if operands else ""
    if word in _ASKS:
        return
    unsets = word in _UNSETS or not _UNSETS.isdisjoint(options)
    if word in ("set", "unset"):
        operands = operands[1:]
    if unsets and operands:
        yield _Setting(operands[0], None, anywhere=anywhere)
    elif len(operands) > 1:
        added = "--add" in options or "--append" in options
        yield _Setting(operands[0], operands[1], added, anywhere)


def _parted(name: str) -> tuple[str, str]:
    """`remote.origin.push` as section and key, as they are asked for: `remote "origin"`, `push`."""
    section, _, rest = name.partition(".")
    middle, _, key = rest.rpartition(".")
    return (f'{section.lower()} "{middle}"' if middle else section.lower()), key.lower()
