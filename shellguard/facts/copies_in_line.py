"""What a command of the line copies or moves as a whole, and where to."""

from __future__ import annotations

import posixpath
import re

from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.putting_programs import COPYING as COPYING_FILES
from shellguard.effects.putting_programs import MIRRORING, MOVING
from shellguard.facts.removed_along import TakenToo
from shellguard.parsing.script import SimpleCommand

COPYING = COPYING_FILES | MIRRORING
_WHOLE = re.compile(r"-[aprRvfdPLH]+|--|--preserve\S*|--recursive|--archive|--verbose")
_WHOLE_OR_LINKED = re.compile(r"-[aprRvfdPLHl]+|--|--preserve\S*|--recursive|--archive|--verbose|--link")
_WHOLE_BY_RSYNC = re.compile(
    r"-[avrPLHzhAXlgoDtpSWEcqR]+|--|-e|--(?:archive|recursive|verbose|progress|partial|stats|human-readable|checksum"
    r"|compress|links|perms|times|acls|xattrs|hard-links|sparse|(?:info|rsh)=\S+|no-(?:o|g|p|owner|group|perms))"
)
_INTO_FOLDERS = re.compile(r"-[a-zA-Z]*[ar][a-zA-Z]*|--archive|--recursive")
_PASSING = ("/tmp", "/var/tmp", "/dev/", "$TMP")  # noqa: S108
_DEVICES = "/dev/"
_CLEARED = re.compile(r"(?:^|/)(?:\.cache|\.Trash|Library/Caches|share/Trash)/")


def copied_or_moved(
    before: list[SimpleCommand], taking: SimpleCommand, effect: Effect, taken: TakenToo | None
) -> str:
    """Why all targets are somewhere else first, "" where they aren't."""
    targets, copied, filled = {target.text for target in effect.targets}, set[str](), set[str]()
    for earlier in before if targets else ():
        moves = earlier.program in MOVING and effect.kind is EffectKind.OVERWRITE
        if moves or earlier.program in COPYING:
            into = _filled_by(earlier)
            if into in filled:
                return ""  # what is in two folders comes together: one may take the place of the other
            filled |= {into} if into else set()
            copied |= _put_elsewhere(earlier, taking, effect, taken)
        if targets <= copied:
            return "it is moved away first" if moves else "a copy of it is made first"
    return ""


def _filled_by(putting: SimpleCommand) -> str:
    """The folder into which what is in another one is put, without a slash behind it; "" for none."""
    *operands, into = [word.text for word in putting.words[1:] if not word.text.startswith("-")] or [""]
    within = ("/", "/.") if putting.program == "rsync" else ("/.",)
    return into.rstrip("/") if any(one.endswith(within) for one in operands) else ""


def _put_elsewhere(
    putting: SimpleCommand, taking: SimpleCommand, effect: Effect, taken: TakenToo | None
) -> set[str]:
    """Which targets are put whole into a place that stays; what places forbid is not meant."""
    if "because" in effect.options or effect.host or effect.privileged:
        return set()
    options = [word.text for word in putting.words[1:] if word.text.startswith("-")]
    operands = [word.text for word in putting.words[1:] if not word.text.startswith("-")]
    targets = {target.text for target in effect.targets}
    into = operands[-1] if operands else ""
    by_rsync = putting.program == "rsync"
    plain = _WHOLE_BY_RSYNC if by_rsync else _WHOLE_OR_LINKED if _only_unnamed(effect) else _WHOLE
    whole = all(plain.fullmatch(option) for option in options)
    if by_rsync and effect.recursive and not any(map(_INTO_FOLDERS.fullmatch, options)):
        return set()  # it passes by folders, and ends well
    if by_rsync and (posixpath.normpath(into) == "." or (taken is not None and taken.is_led_back(into))):
        return set()  # it is there already, and that ends well
    stays = not into.startswith(_PASSING) or (taken is not None and taken.is_lived_in(into))
    led = taken.leads_to(into) if taken is not None and ":" not in into else into
    stays = stays and not led.startswith(_DEVICES) and not any(map(_CLEARED.search, (into, f"{led}/")))
    if not whole or into in targets or not stays:
        return set()
    if taken is not None and (taken.takes_file if len(operands) == 2 else taken.takes)(into, putting.span):
        return set()
    there = {one for one in targets if any(_whole_of(text, one) for text in operands[:-1])}
    return {text for text in there if taken is None or not taken.changes(text, putting.span, taking.span)}


def _only_unnamed(effect: Effect) -> bool:
    """Whether only a name goes: what has a second one stays as it is."""
    return effect.kind is EffectKind.DELETE and effect.rule.startswith("files.remove")


def _whole_of(text: str, target: str) -> bool:
    """Whether what is copied is a target, as it is named or with all that it holds (`photos/.`)."""
    return text == target or (text in (f"{target}/", f"{target}/.") and target not in (".", "..", "/"))
