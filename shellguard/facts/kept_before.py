"""What an earlier command of the same line keeps: a copy, a dump, a stash. Pure: nothing is looked at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Any

from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.putting_programs import MOVING
from shellguard.facts.command_behind import command_of
from shellguard.facts.copies_in_line import COPYING, copied_or_moved
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.removed_along import TakenToo
from shellguard.facts.saved_output import goes_again
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import CHANGING_FOLDER
from shellguard.parsing.program_name import program_name
from shellguard.parsing.script import OUTPUT_OVER, Connection, NestedKind, Script, SimpleCommand, Span
from shellguard.parsing.shell_state import ShellState

_EDITORS = frozenset(("sed", "perl"))
_SUFFIX = re.compile(r"-[nErspzl]*i[.~]\S*|--in-place=\S+")
# What is done to the machine or given away: no copy of anything makes that good.
_NOT_A_LOSS = frozenset(
    (EffectKind.EXHAUST, EffectKind.EXECUTE, EffectKind.REVEAL, EffectKind.SEND, EffectKind.LISTEN)
)
_PLANTED = frozenset(("persist.write-job", "persist.write-service"))
_LETTERS = re.compile(r"[a-zA-Z]*x[a-zA-Z]*")  # `tar xzf`, `7z x`
_HERE = ("HEAD", "@")
_AS_ROOT = knowledge("families").names("as_root")
_NEGATED = re.compile(r"(?:^|(?<!\\)[;&|({\n]|\b(?:if|elif|while|until|then|do|else|time)\s)\s{0,20}!\s")
_LEADING = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
)
_SETTING = ("", "export", "unset", "declare", "typeset", "readonly")
_HANDING = ("xargs", "find", "fd", "parallel")
_WHOLE_OF_IT = ""
_MOST_BEFORE = 200
"""Commands in a row before one: of what more of them keep nothing is said."""


@cache
def _kinds() -> list[dict[str, Any]]:
    return list(load("keeping")["kind"])


@lru_cache(maxsize=512)
def _kinds_for(rule: str) -> list[dict[str, Any]]:
    """The kinds of keeping that count for what a rule takes."""
    return [kind for kind in _kinds() if re.fullmatch(kind["rules"], rule)]


@cache
def _keepers() -> frozenset[str]:
    """Programs of which one keeps something, in whatever way."""
    unpacking = (name for entry in load("making")["unpacking"] for name in entry["program"])
    return COPYING | MOVING | {name for kind in _kinds() for name in kind["program"]} | {*unpacking}


def _may_keep(script: Script) -> bool:
    """Whether a program that may keep something is named anywhere in the line: in most none is."""
    names = _keepers()
    words = (word.text for command, _ in script.walk() for word in command.words)
    return any(program_name(text) in names for text in words)


def kept_facts(
    effects: tuple[Effect, ...],
    script: Script | None,
    known: Mapping[str, TargetFacts] | None = None,
    shell: ShellState | None = None,
) -> dict[int, TargetFacts]:
    """By index of the effect: what is known to be kept before, so that the loss can be made good.

    `known` tells by its rule what an effect as a whole was found to take: no more than that has to be kept.
    The state of the `shell` tells where names lead.
    """
    if script is None:
        return {}
    found = {}
    keeping = _may_keep(script)
    taken = TakenToo.of(effects, shell) if keeping and len(effects) > 1 else None
    for index, effect in enumerate(effects):
        reason = kept_before(effect, script, (known or {}).get(effect.rule), taken, keeping)
        if reason:
            found[index] = TargetFacts(recovery=Recovery.KEPT, reason=reason)
    return found


def kept_before(
    effect: Effect,
    script: Script,
    known: TargetFacts | None = None,
    taken: TakenToo | None = None,
    keeping: bool = True,
) -> str:
    """What keeps the targets of an effect, as a clause, or "": only what must have worked (`&&`) counts.

    `taken` is what the line takes: no copy there stays. `keeping`: another command may keep something.
    """
    command = command_of(effect, script)
    if command is None or effect.kind in _NOT_A_LOSS or effect.rule in _PLANTED:
        return ""
    edits = command.program in _EDITORS and "because" not in effect.options
    if edits and any(_SUFFIX.fullmatch(word.text) for word in command.words[1:]):
        return "the file as it was is kept beside it"
    if not keeping:
        return ""
    before = list(in_same_folder(command, commands_before(command, script)))
    if effect.kind is EffectKind.DELETE and _unpacked_all(before, effect):
        return "what it holds is unpacked first"
    if by := copied_or_moved(before, command, effect, taken):
        return by
    kept = _kept_by(before, effect, command, script.commands)
    wanted = _at_stake(effect, known)
    return (
        " and ".join(kept[one] for one in sorted(wanted))
        if wanted <= kept.keys()
        else kept.get(_WHOLE_OF_IT, "")
    )


def in_same_folder(command: SimpleCommand, before: Iterable[SimpleCommand]) -> Iterator[SimpleCommand]:
    """The commands before that run where the command does: another folder is another repository."""
    away, all_before = _led_away(command), list(before)
    own = command.frames.count("subshell")
    gone = {
        one.frames
        for one in all_before
        if one.program in CHANGING_FOLDER and one.frames.count("subshell") > own
    }
    for earlier in all_before:
        if earlier.frames in gone:
            continue  # in a subshell that goes elsewhere
        if earlier.program in CHANGING_FOLDER or _leads_git(earlier):
            return
        if earlier.program != "git" or _led_away(earlier) == away:
            yield earlier


def _led_away(command: SimpleCommand) -> list[str]:
    """The options of git that say where it works."""
    words = [word.text for word in command.words[1:3]]
    given = [f"{one.name}={one.value.text}" for one in command.assignments if one.name in _LEADING]
    led = words[:1] == ["-C"] or "".join(words[:1]).startswith(("--git-dir", "--work-tree"))
    return [*given, *(words if led else ())]


def _leads_git(command: SimpleCommand) -> bool:
    """Whether a command sets for all that follow where git works."""
    names = [one.name for one in command.assignments] + [
        word.text.partition("=")[0] for word in command.words
    ]
    return command.program in _SETTING and not set(_LEADING).isdisjoint(names)


def parts_kept(effect: Effect, script: Script | None, command: SimpleCommand | None) -> frozenset[str]:
    """Which parts of what is at stake commands before keep: `changes`, `commits`."""
    if script is None or command is None:
        return frozenset()
    before = in_same_folder(command, commands_before(command, script))
    return frozenset(_kept_by(before, effect, command, script.commands))


def _kept_by(
    before: Iterable[SimpleCommand], effect: Effect, taking: SimpleCommand, commands: Sequence[SimpleCommand]
) -> dict[str, str]:
    """The reasons by the part that is kept; `commands` are all of the line."""
    kinds = _kinds_for(effect.rule)
    if not kinds:
        return {}
    found: dict[str, str] = {}
    named: set[str] = set()
    wanted = {target.text.removeprefix("refs/heads/") for target in effect.targets}
    nearer: list[str] = []
    for earlier in before:
        for command in _with_run(earlier):
            for kind in kinds:
                fitting = _fitting(kind, command)
                if fitting is None or not _is_all(kind, command, taking) or _undone(kind, fitting, commands):
                    continue
                if kind.get("redirected") and goes_again(command, commands):
                    continue
                if "then" in kind and not any(re.search(kind["then"], one) for one in nearer):
                    continue
                if "given_back" in kind and any(re.search(kind["given_back"], one) for one in nearer):
                    continue
                if "alike" in kind and (earlier.program in _AS_ROOT) is not effect.privileged:
                    continue  # another person's
                if "of" in fitting.groupdict():
                    named.add(fitting["of"])
                    if not wanted or not wanted <= named or _fits_more(taking):
                        continue
                found[kind.get("part", _WHOLE_OF_IT)] = str(kind["reason"])
        nearer.append(f"{earlier.program} {_said(earlier)}")
    return found


def _fits_more(taking: SimpleCommand) -> bool:
    """Whether the command takes by a pattern what fits when its turn comes: the copy, too."""
    return any("*" in word.source or "?" in word.source for word in taking.words[1:])


def _undone(kind: dict[str, Any], fitting: re.Match[str], commands: Sequence[SimpleCommand]) -> bool:
    """Whether another command of the line takes away again what was kept."""
    if "undone" not in kind:
        return False
    name = fitting.groupdict().get("name") or ""
    of = fitting.groupdict().get("of") or ""
    pattern = re.compile(kind["undone"].replace("NAME", re.escape(name)).replace("OF", re.escape(of)))
    return any(one.program == "git" and pattern.search(_said(one)) for one in commands)


def _is_all(kind: dict[str, Any], command: SimpleCommand, taking: SimpleCommand) -> bool:
    """Whether the later command takes no more than what is kept, and the same one's."""
    if "unless" in kind and re.search(kind["unless"], _said(taking)):
        return False
    return "alike" not in kind or re.findall(kind["alike"], _said(command)) == re.findall(
        kind["alike"], _said(taking)
    )


def _said(command: SimpleCommand) -> str:
    return " ".join(word.text for word in command.words[1:])


def _with_run(command: SimpleCommand) -> Iterator[SimpleCommand]:
    """A command, and the one that it runs for certain (`docker exec db pg_dump …`)."""
    yield command
    for nested in command.nested:
        certain = nested.kind in (NestedKind.WRAPPER, NestedKind.CONTAINER) and nested.via not in _HANDING
        if certain and len(nested.script.commands) == 1:
            yield from _with_run(nested.script.commands[0])


def _at_stake(effect: Effect, known: TargetFacts | None) -> set[str]:
    """The parts that git takes: a branch that is set to another commit may leave some behind."""
    left = known is not None and known.kind == "branch"  # commits alone, of no branch
    if left or effect.rule == "git.move-branch":
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
    if words and words[0] in _AS_ROOT:
        words = words[1:]
    program = program_name(words[0]) if words else ""
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


# the script that was asked about last, what was found by the place of each command, and where at the latest
# its commands have ended, one after another
_last: list[tuple[Script | None, dict[Span, tuple[SimpleCommand, ...]], list[int]]] = [(None, {}, [])]


def commands_before(command: SimpleCommand, script: Script) -> tuple[SimpleCommand, ...]:
    """The commands that must have worked for this one to run, in the same list, the nearest first."""
    if command.span is None:
        return tuple(_before(command, script, 0))
    before, known, ends = _last[0]  # at once: other threads ask, too
    if before is not script:
        ends = list(accumulate([one.span.end if one.span else 0 for one in script.commands], max))
        known = {}
        _last[0] = (script, known, ends)
    if command.span not in known:
        known[command.span] = tuple(_before(command, script, bisect_left(ends, command.span.end)))
    return known[command.span]


def _before(command: SimpleCommand, script: Script, first: int) -> list[SimpleCommand]:
    """`first`: the place of the first command that may be it or hold it."""
    commands, before = script.commands, list[SimpleCommand]()
    if "!" in script.text and _NEGATED.search(script.text):
        return []  # it may run because another one did not work
    place = next((n for n in range(first, len(commands)) if _holds(commands[n], command)), 0)
    while place > 0:
        joined = commands[place].connection
        if joined not in (Connection.AND, Connection.PIPE):
            break
        place -= 1
        if joined is Connection.AND:  # of a pipeline only the last must have worked
            before.append(commands[place])
            if len(before) > _MOST_BEFORE:
                return []
    return before


def _holds(outer: SimpleCommand, inner: SimpleCommand) -> bool:
    """Whether `inner` is `outer` or stands in it, behind a `sudo` for instance."""
    if outer.span is None or inner.span is None:
        return False
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _fitting(kind: dict[str, Any], command: SimpleCommand) -> re.Match[str] | None:
    words = [word.text for word in command.words]
    while words and words[0] in _AS_ROOT:
        words = words[1:]
    if not words or program_name(words[0]) not in kind["program"]:
        return None
    if kind.get("redirected") and not any(
        one.operator in OUTPUT_OVER and one.target is not None and not one.target.text.startswith("/dev/")
        for one in command.redirections
    ):
        return None
    return re.search(kind["words"], " ".join(words[1:]))
