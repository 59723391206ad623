"""A person's own key let into their own account: who holds the private key is that person already."""

from __future__ import annotations

import base64
import binascii
import os
import re
import stat

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of

RULE = "persist.add-login-key"
_LONGEST = 64 << 10
_MAGIC = b"openssh-key-v1\0"
_PRIVATE = re.compile(
    r"-----BEGIN OPENSSH PRIVATE KEY-----\s([A-Za-z0-9+/=\s]+)-----END OPENSSH PRIVATE KEY-----\s*"
)
_PUBLIC = re.compile(r"(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-nistp\d+) ([A-Za-z0-9+/]+=*)(?: [^\n]*)?\n?")
_ENDING, _OTHERS = ".pub", 0o077


def own_key(deed: Deed) -> TargetFacts | None:
    """The facts about `cat ~/.ssh/x.pub >> ~/.ssh/authorized_keys` where the private x stands beside."""
    path, kept = _added(deed), f"{deed.shell.home}/.ssh"
    if not deed.shell.home or os.path.dirname(path) != kept or not path.endswith(_ENDING):
        return None
    into = [place_of(target.text, pattern=False, base=deed.folder).path for target in deed.effect.targets]
    if into != [f"{kept}/authorized_keys"]:
        return None
    if os.path.islink(kept) or os.path.islink(f"{kept}/authorized_keys"):
        return None
    private = path.removesuffix(_ENDING)
    if not _is_only_ours(private, deed.shell.uid) or not _is_only_ours(path, deed.shell.uid, shown=True):
        return None
    public = _PUBLIC.fullmatch(text_of(path, _LONGEST))
    if public is None or public[1] not in _public_parts(text_of(private, _LONGEST)):
        return None
    name = os.path.basename(private)
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=f"it is your own key, {name} stands beside it")


def _added(deed: Deed) -> str:
    """The one file that a plain `cat` adds to another; "" for all else."""
    command, script = deed.command, deed.script
    words = [word.value for word in command.words]
    plain = command.program == "cat" and len(words) == len(("cat", "file")) and len(script.commands) == 1
    if not plain or command.frames or command.assignments or len(command.redirections) != 1:
        return ""
    if command.redirections[0].operator != ">>" or not words[1] or words[1].startswith("-"):
        return ""
    return place_of(words[1], pattern=False, base=deed.folder).path


def _is_only_ours(path: str, uid: int | None, *, shown: bool = False) -> bool:
    """Whether it is a file of this person, that nobody else may read, or may if it is `shown`, nor write."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    closed = not status.st_mode & (0o022 if shown else _OTHERS)
    return stat.S_ISREG(status.st_mode) and status.st_uid == uid and closed


def _public_parts(text: str) -> list[str]:
    """The public keys that stand in a private one, in clear even where that has a passphrase."""
    whole = _PRIVATE.fullmatch(text)
    try:
        data = base64.b64decode("".join(whole[1].split()), validate=True) if whole else b""
    except binascii.Error:
        return []
    if not data.startswith(_MAGIC):
        return []
    left, fields = data[len(_MAGIC) :], []
    for number in range(4):  # the cipher, the way to the key, its settings; how many keys; the public one
        if number == 3:
            left = left[4:]
        size = int.from_bytes(left[:4], "big")
        fields.append(left[4 : 4 + size])
        left = left[4 + size :]
    return [base64.b64encode(fields[3]).decode()]
