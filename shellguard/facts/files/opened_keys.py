"""Keys below a folder of which all is opened to everybody: `chmod -R 755 .`."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace

from shellguard.effects.effect import EffectKind
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.rebuilt import folder_evidence
from shellguard.facts.files.rights import shows_all
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.repository.repository import repository_of
from shellguard.facts.target_in_line import TargetInLine

_NAME = re.compile(
    r"id_(?:rsa|dsa|ecdsa|ed25519)\w*|.*\.(?:pem|key|p8|ppk)|.*_(?:rsa|ed25519|key)", re.IGNORECASE
)
_BEGINS, _LONGEST = "PRIVATE KEY-----", 64 << 10
_OPEN = stat.S_IROTH
_SSH = ".ssh"


def keys_shown(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a folder of which everybody may read all then, and private keys with it.

    Nobody gains where a key is open already, or git has it. One of ssh is of no use any more then.
    """
    effect, command = one.effect, one.command
    below = effect.recursive or one.find is not None
    whole = effect.kind is EffectKind.PERMIT and below and facts.kind == "folder"
    if not whole or facts.protected or command is None or not shows_all(command):
        return facts
    repository, skip = repository_of(facts.path), set[str]()
    for entry, status in entries(facts.path, one.deadline, Walk(), skip):
        if stat.S_ISDIR(status.st_mode):
            if entry.name == ".git" or folder_evidence(entry.path) is not None:
                skip.add(entry.path)
            continue
        if not _NAME.fullmatch(entry.name) or not stat.S_ISREG(status.st_mode):
            continue
        if repository is not None:
            inner = os.path.relpath(entry.path, repository.root)
            if inner in repository.index(one.deadline).entries:
                continue
        ssh = os.path.basename(os.path.dirname(entry.path)) == _SSH
        if (ssh and entry.name.startswith("id_")) or (
            not status.st_mode & _OPEN and _BEGINS in text_of(entry.path, _LONGEST)
        ):
            name = os.path.relpath(entry.path, facts.path)
            reason = f"everybody on this machine could read the private key {name} then"
            return replace(facts, recovery=Recovery.LOST, reason=reason, personal=1)
    return facts
