"""What a line packs into an archive before it removes it: `tar czf old.tgz old && rm -rf old`."""

from __future__ import annotations

from shellguard.effects.effect import Effect, EffectKind, Target
from shellguard.facts.commands import command_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains, is_temporary
from shellguard.facts.files.resolve import folder_of, place_of
from shellguard.facts.kept import commands_before
from shellguard.facts.session.put_aside import packed
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_PACKING = frozenset(("tar", "gtar", "bsdtar", "zip", "7z", "7za", "7zz", "7zr"))


def packed_first(
    effect: Effect, target: Target, script: Script | None, shell: ShellState
) -> TargetFacts | None:
    """The facts about what a command before, which must have worked, has packed; None where none has."""
    command = command_of(effect, script)
    base = folder_of(effect, shell)
    path = place_of(target.text, False, base).path if target.word.known and base else ""
    if effect.kind is not EffectKind.DELETE or command is None or script is None or not path:
        return None
    for earlier in commands_before(command, script):
        words = [word.value for word in earlier.words[1:]]
        known = [word for word in words if word is not None]
        if earlier.program not in _PACKING or len(known) < len(words) or base != shell.cwd:
            continue
        for archive, origin in packed(known, earlier.program, shell):
            if contains(origin, path) and not is_temporary(archive, shell) and _stays(archive, effect, base):
                reason = f"it is packed into {archive.rpartition('/')[2]} first"
                return TargetFacts(path, True, recovery=Recovery.KEPT, reason=reason)
    return None


# the effect that was asked about last, with what it takes: it may have many targets
_last: list[tuple[Effect | None, frozenset[str]]] = [(None, frozenset())]


def _stays(archive: str, effect: Effect, base: str) -> bool:
    """Whether the effect takes neither the archive nor a folder that it lies in."""
    before, taken = _last[0]  # at once: other threads ask, too
    if before is not effect:
        taken = frozenset(filter(None, (place_of(one.text, False, base).path for one in effect.targets)))
        _last[0] = (effect, taken)
    parts = archive.split("/")
    return not any("/".join(parts[:end]) in taken for end in range(2, len(parts) + 1))
