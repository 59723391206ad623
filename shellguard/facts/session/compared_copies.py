"""What a comparison shows to stand elsewhere, too: `diff -rq old new && rm -rf old`, or that in two lines."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator

from shellguard.effects.effect import EffectKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains, is_temporary, passing_place, protected_place
from shellguard.facts.files.rebuilt import folder_evidence
from shellguard.facts.files.resolve import folder_of, place_of, places_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.hanging_looks import is_folder
from shellguard.facts.kept_before import commands_before, in_same_folder
from shellguard.facts.removed_along import TakenToo
from shellguard.facts.target_in_line import TargetInLine
from shellguard.facts.writing.copied_folders import adds_nothing
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

# Options under which these end well only where nothing differs: others leave out files or blanks.
_WHOLE = {
    "diff": re.compile(
        r"-[rqsaucy]+|--(?:recursive|brief|report-identical-files|text|unified|side-by-side|no-dereference"
        r"|color(?:=\w+)?)|--"
    ),
    "cmp": re.compile(r"-[sbl]+|--(?:silent|quiet|verbose|print-bytes)|--"),
}
_FOLDERS = knowledge("generic").texts("program_folders")
_MOST_SEARCHED = 64
_DEEP = re.compile(r"-[a-z]*r[a-z]*|--recursive")


def compared(words: list[str], program: str, shell: ShellState) -> tuple[str, str] | None:
    """The two paths that a command finds equal when it ends well; None where it compares less than all."""
    whole = _WHOLE.get(program)
    options = [word for word in words if word.startswith("-")]
    operands = [word for word in words if not word.startswith("-")]
    if whole is None or len(operands) != 2 or not all(map(whole.fullmatch, options)):
        return None
    one, other = (place_of(word, False, shell.cwd).path for word in operands)
    deep = program == "diff" and any(map(_DEEP.fullmatch, options))
    if not one or not other or (not deep and (is_folder(one) or is_folder(other))):
        return None
    return one, other


def compared_first(one: TargetInLine) -> TargetFacts | None:
    """The facts about what a command before, which must have worked, finds equal to what stays."""
    effect, script, command, shell = one.effect, one.script, one.command, one.shell
    if effect.kind is not EffectKind.DELETE or script is None or command is None:
        return None
    if effect.privileged or "because" in effect.options or folder_of(effect, shell) != shell.cwd:
        return None
    before = list(_comparisons(command, one))
    places = places_of(one.target, effect, shell) if before else ()
    for comparing, pair in before:
        for goes, stays in (pair, pair[::-1]):
            within = places and all(contains(goes, place.path) for place in places)
            if not within or any(protected_place(place.path, place.pattern, shell) for place in places):
                continue
            if _is_left(stays, comparing, one) and _stands_apart(goes, stays, one.deadline):
                name = stays.rpartition("/")[2]
                reason = f"it goes only where {name} holds the same"
                return TargetFacts(places[0].path, True, recovery=Recovery.KEPT, reason=reason)
    return None


def _comparisons(
    command: SimpleCommand, one: TargetInLine
) -> Iterator[tuple[SimpleCommand, tuple[str, str]]]:
    """The comparisons behind which nothing more is put into what was compared."""
    assert one.script is not None
    for earlier in in_same_folder(command, commands_before(command, one.script)):
        if earlier.program in _WHOLE:
            words = [word.value for word in earlier.words[1:]]
            known = [word for word in words if word is not None]
            plain = len(known) == len(words) and not earlier.nested and _says_nothing(earlier)
            pair = compared(known, earlier.program, one.shell) if plain else None
            if pair is not None and _is_the_machines(earlier, one.shell):
                yield earlier, pair
        elif not adds_nothing(earlier):
            return


def _is_the_machines(command: SimpleCommand, shell: ShellState) -> bool:
    """Whether the program is the machine's, and not a function or a file of the same name found first."""
    if command.program in shell.functions:
        return False
    folder, _, name = command.words[0].text.rpartition("/")
    if folder:
        return folder in _FOLDERS
    searched = (shell.variables.get("PATH") or "").split(":")[:_MOST_SEARCHED]
    first = next(
        (one for one in searched if os.path.lexists(os.path.join(shell.cwd, one, name))), _FOLDERS[0]
    )
    return first.rstrip("/") in _FOLDERS


def _says_nothing(command: SimpleCommand) -> bool:
    """Whether what a command says goes to the screen, or nowhere."""
    nowhere = ("/dev/null", "1", "2")
    return all(
        one.operator in (">&", "&>", ">") and (one.target is None or one.target.text in nowhere)
        for one in command.redirections
    )


def _is_left(stays: str, comparing: SimpleCommand, one: TargetInLine) -> bool:
    """Whether the line leaves the other one where it is, and that is where things last."""
    taken = TakenToo.of(one.effects, one.shell)
    passes = any(
        is_temporary(path, one.shell) or passing_place(path, one.shell) or _is_made_again(path)
        for path in {stays, os.path.realpath(stays)}
    )
    return not passes and not taken.takes(stays, comparing.span)


def _is_made_again(path: str) -> bool:
    """Whether it lies in a folder that a tool empties and makes again."""
    parts = path.split("/")
    return any(folder_evidence("/".join(parts[:end])) for end in range(2, len(parts) + 1))


def _stands_apart(goes: str, stays: str, deadline: Deadline) -> bool:
    """Whether no part of what stays is what goes under another name: by a link, or by a mount."""
    really, other = os.path.realpath(goes), os.path.realpath(stays)
    if contains(really, other) or contains(other, really) or os.path.islink(goes):
        return False
    try:
        status = os.lstat(goes)
        if not stat.S_ISDIR(status.st_mode):
            there = f"{stays}/{goes.rpartition('/')[2]}" if is_folder(stays) else stays
            return not os.path.samestat(os.stat(there), status)
        walk = Walk()
        for entry, seen in entries(goes, deadline, walk):
            if stat.S_ISLNK(seen.st_mode):
                continue
            if os.path.samestat(os.stat(stays + entry.path[len(goes) :]), seen):
                return False
    except (OSError, ValueError):
        return False
    return walk.complete and not walk.unreadable and not walk.other_devices
