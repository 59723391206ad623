"""What an earlier command of the same line keeps: a copy, a dump, a stash. Pure: nothing is looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.commands import command_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Connection, NestedKind, Script, SimpleCommand, Span

_COPYING = frozenset(("cp", "gcp", "rsync"))
_MOVING = frozenset(("mv", "gmv"))
_WHOLE = re.compile(r"-[aprRvfdPLH]+|--|--preserve\S*|--recursive|--archive|--verbose")
_EDITORS = frozenset(("sed", "gsed", "perl"))
_SUFFIX = re.compile(r"-[nErspzl]*i[.~]\S*|--in-place=\S+")
_LETTERS = re.compile(r"[a-zA-Z]*x[a-zA-Z]*")  # `tar xzf`, `7z x`
_HERE = ("HEAD", "@")
_HANDING = ("xargs", "find", "fd", "parallel")
_WHOLE_OF_IT = ""
_PASSING = ("/tmp", "/var/tmp", "/dev/", "$TMP")  # noqa: S108


@cache
def _kinds() -> list[dict[str, Any]]:
    return list(load("keeping")["kind"])


def kept_facts(
    effects: tuple[Effect, ...], script: Script | None, known: Mapping[str, TargetFacts] | None = None
) -> dict[int, TargetFacts]:
    """By index of the effect: what is known to be kept before, so that the loss can be made good.

    `known` tells by its rule what an effect as a whole was found to take: no more than that has to be kept.
    """
    if script is None:
        return {}
    found = {}
    removals = Counter(text for effect in effects for text in _removed_by(effect))
    for index, effect in enumerate(effects):
        gone = _GoneToo(removals, _removed_by(effect))
        reason = kept_before(effect, script, (known or {}).get(effect.rule), gone)
        if reason:
            found[index] = TargetFacts(recovery=Recovery.KEPT, reason=reason)
    return found


@dataclass(frozen=True, slots=True)
class _GoneToo:
    """What other commands of the line remove, as written; a long line has many of them."""

    removals: Counter[str]
    own: frozenset[str]

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.removals[text] > (text in self.own)


def _removed_by(effect: Effect) -> frozenset[str]:
    deletes = effect.kind is EffectKind.DELETE
    return frozenset(target.text.rstrip("/") for target in effect.targets) if deletes else frozenset()


def kept_before(
    effect: Effect, script: Script, known: TargetFacts | None = None, gone: Container[str] = frozenset()
) -> str:
    """What keeps the targets of an effect, as a clause, or "": only what must have worked (`&&`) counts.

    `gone` is what else the line removes: no copy there stays.
    """
    command = command_of(effect, script)
    if command is None:
        return ""
    edits = command.program in _EDITORS and "because" not in effect.options
    if edits and any(_SUFFIX.fullmatch(word.text) for word in command.words[1:]):
        return "the file as it was is kept beside it"
    before = list(_in_same_folder(command, commands_before(command, script)))
    if effect.kind is EffectKind.DELETE and _unpacked_all(before, effect):
        return "what it holds is unpacked first"
    for earlier in before:
        if earlier.program in _COPYING and _copies(earlier, effect, gone):
            return "a copy of it is made first"
        if earlier.program in _MOVING and effect.kind is EffectKind.OVERWRITE and _copies(earlier, effect):
            return "it is moved away first"
    kept = _kept_by(before, effect)
    wanted = _at_stake(effect, known)
    return (
        " and ".join(kept[one] for one in sorted(wanted))
        if wanted <= kept.keys()
        else kept.get(_WHOLE_OF_IT, "")
    )


def _in_same_folder(command: SimpleCommand, before: Iterable[SimpleCommand]) -> Iterator[SimpleCommand]:
    """The commands before that run where the command does: another folder is another repository."""
    away = _led_away(command)
    for earlier in before:
        if earlier.program in ("cd", "pushd", "popd"):
            return
        if earlier.program != "git" or _led_away(earlier) == away:
            yield earlier


def _led_away(command: SimpleCommand) -> list[str]:
    """The options of git that say where it works."""
    words = [word.text for word in command.words[1:3]]
    return words if words[:1] == ["-C"] or "".join(words[:1]).startswith(("--git-dir", "--work-tree")) else []


def parts_kept(effect: Effect, script: Script | None, command: SimpleCommand | None) -> frozenset[str]:
    """Which parts of what is at stake commands before keep: `changes`, `commits`."""
    if script is None or command is None:
        return frozenset()
    return frozenset(_kept_by(_in_same_folder(command, commands_before(command, script)), effect))


def _kept_by(before: Iterable[SimpleCommand], effect: Effect) -> dict[str, str]:
    """The reasons by the part that is kept."""
    return {
        kind.get("part", _WHOLE_OF_IT): str(kind["reason"])
        for earlier in before
        for command in _with_run(earlier)
        for kind in _kinds()
        if _fits(kind, command) and re.fullmatch(kind["rules"], effect.rule)
    }


def _with_run(command: SimpleCommand) -> Iterator[SimpleCommand]:
    """A command, and the one that it runs for certain (`docker exec db pg_dump …`)."""
    yield command
    for nested in command.nested:
        certain = nested.kind in (NestedKind.WRAPPER, NestedKind.CONTAINER) and nested.via not in _HANDING
        if certain and len(nested.script.commands) == 1:
            yield from _with_run(nested.script.commands[0])


def _at_stake(effect: Effect, known: TargetFacts | None) -> set[str]:
    """The parts that git takes: a branch that is set to another commit may leave some behind."""
    if effect.rule == "git.move-branch":
        return {"commits"}
    parts = {"changes"}
    if effect.rule == "git.reset-hard" and any(one.text not in _HERE for one in effect.targets):
        parts.add("commits")
    if known is not None and known.recovery is Recovery.LOST:
        parts -= {"changes"} if known.files == 0 else set()
        parts -= {"commits"} if known.commits == 0 else set()
    return parts


def _unpacked_all(before: list[SimpleCommand], effect: Effect) -> bool:
    """Whether each target is an archive of which earlier commands unpack all that it holds."""
    if effect.recursive or effect.host or "because" in effect.options:
        return False
    unpacked = {archive for command in before for archive in _unpacked(command)}
    return bool(effect.targets) and unpacked.issuperset(target.text for target in effect.targets)


def _unpacked(command: SimpleCommand) -> tuple[str, ...]:
    """The archive that a command unpacks as a whole, by its name alone."""
    words = [word.text for word in command.words]
    if words and words[0] in ("sudo", "doas"):
        words = words[1:]
    program = words[0].rpartition("/")[2] if words else ""
    entry = next((one for one in load("making")["unpacking"] if program in one["program"]), None)
    said = " ".join(words[1:])
    if entry is None or (entry["words"] and re.search(entry["words"], said) is None):
        return ()
    if any(re.fullmatch(entry["apart"], word) for word in words[1:]):
        return ()
    folders = tuple(entry.get("folder", ()))
    operands = [
        word
        for before, word in pairwise(words)
        if not word.startswith("-") and before not in folders and not _LETTERS.fullmatch(word)
    ]
    return (operands[0],) if len(operands) == 1 else ()


# the script that was asked about last, and what was found by the place of each command
_last: list[tuple[Script | None, dict[Span, tuple[SimpleCommand, ...]]]] = [(None, {})]


def commands_before(command: SimpleCommand, script: Script) -> tuple[SimpleCommand, ...]:
    """The commands that must have worked for this one to run, in the same list, the nearest first."""
    if command.span is None:
        return tuple(_before(command, script))
    before, known = _last[0]  # at once: other threads ask, too
    if before is not script:
        known = {}
        _last[0] = (script, known)
    if command.span not in known:
        known[command.span] = tuple(_before(command, script))
    return known[command.span]


def _before(command: SimpleCommand, script: Script) -> Iterator[SimpleCommand]:
    commands = list(script.commands)
    place = next((n for n, one in enumerate(commands) if one.span and _holds(one, command)), 0)
    while place > 0:
        joined = commands[place].connection
        if joined not in (Connection.AND, Connection.PIPE):
            return
        place -= 1
        if joined is Connection.AND:  # of a pipeline only the last must have worked
            yield commands[place]


def _holds(outer: SimpleCommand, inner: SimpleCommand) -> bool:
    """Whether `inner` is `outer` or stands in it, behind a `sudo` for instance."""
    if outer.span is None or inner.span is None:
        return False
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _copies(command: SimpleCommand, effect: Effect, gone: Container[str] = frozenset()) -> bool:
    """Whether all targets are copied whole to a place that stays; what places forbid is not meant."""
    if "because" in effect.options or effect.host or effect.privileged:
        return False
    options = [word.text for word in command.words[1:] if word.text.startswith("-")]
    operands = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    targets = [target.text for target in effect.targets]
    into = operands[-1] if operands else ""
    whole = all(_WHOLE.fullmatch(option) for option in options)
    above = into.rstrip("/").split("/")
    stays = into not in targets and not into.startswith(_PASSING)
    stays = stays and not any("/".join(above[:end]) in gone for end in range(1, len(above) + 1))
    return bool(targets) and whole and stays and all(text in operands[:-1] for text in targets)


def _fits(kind: dict[str, Any], command: SimpleCommand) -> bool:
    words = [word.text for word in command.words]
    while words and words[0] in ("sudo", "doas"):
        words = words[1:]
    if not words or words[0].rsplit("/", 1)[-1] not in kind["program"]:
        return False
    if re.search(kind["words"], " ".join(words[1:])) is None:
        return False
    return not kind.get("redirected") or any(
        one.operator in (">", ">|") and one.target is not None and not one.target.text.startswith("/dev/")
        for one in command.redirections
    )
