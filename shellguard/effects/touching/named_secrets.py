"""Secrets and lists of users that a command names among its words, whatever the program."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings, plain_word
from shellguard.effects.packs.pack_model import Reaction
from shellguard.effects.packs.places import path_of, places_of, reactions
from shellguard.effects.putting_programs import COPYING, INSTALLING, MOVING
from shellguard.effects.touching.copied_beside import copied_beside
from shellguard.effects.touching.own_output import is_own_output
from shellguard.effects.touching.touching import edited_by_hand, shown_to_oneself
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Word

PASSWORDS_RULE = "secrets.read-passwords"
_KEYS_RULE = "secrets.read-keys"
_WORDS = knowledge("generic")
_HINTS = _WORDS.any_of("secret_hint")
_VIEWERS = _WORDS.names("viewers")
_EMBEDDED = _WORDS.pattern("embedded_path")
_NEVER_READS = _WORDS.names("never_reads")
_READS_BY_OPTION = _WORDS.names("reads_by_option")
_IDENTITY = _WORDS.names("identity_options")
_READS_OWN = _WORDS.meanings("reads_own")
_PUTTING = COPYING | MOVING | INSTALLING
_UPLOADS = _WORDS.names("uploading_subcommands")
_MOST_PATHS = 16  # paths in one word
_OWN_PLACE = re.compile(r"(?:~(?:/[^$`]*)?|[^/~$`][^$`]*)")
_IS_DATA = re.compile(r"@|=<")
_LONG = ("--", "-kubeconfig=")
_VALUE = re.compile(
    r"^(?:--?[\w-]+=|[\w.-]+=|[\w.-]+@(?=[~/]|\$\{?HOME\b)|@|-[A-Za-z]@?(?=[/~])|[a-z]+:(?=/(?!/)))[@<]?"
)
# `-e 'ssh -i KEY'`, `-o IdentityFile=KEY`: the key is used, not shown.
_USED_KEY = re.compile(
    r"(?:(?<=\s)-[iF]\s*|\bIdentityFile[= ]|--(?:private-|ssh-)?(?:key|identity)(?:-file)?[= ])\S+"
)


# `jq` with a filter whose last step gives only names or counts.
_ONLY_NAMES = re.compile(
    r"jq(?: -[rcesSCM]+)* (?:[^|(), ]* ?\| ?)?(?:keys(?:_unsorted)?(?:\[\])?|length|type)(?: [^- ]\S*)?\Z"
)


def hints_at_secret(text: str) -> bool:
    """Whether a text may name a place that holds secrets: a cheap look, before the places are compared."""
    return _HINTS.search(text) is not None


def read_secrets(findings: Findings, only: str = "") -> None:
    """Places that hold secrets, named among the words.

    Args:
        only: the one rule that is looked for; "" for all.
    """
    words = findings.command.words
    if findings.program == "jq" and _ONLY_NAMES.match(" ".join(word.text for word in words)):
        return
    found: dict[str, list[Word]] = {}
    best: dict[str, Reaction] = {}
    by_key = findings.program not in _READS_BY_OPTION and _UPLOADS.isdisjoint(w.text for w in words[1:5])
    own = _READS_OWN.get(findings.program, "")
    for index, word in enumerate(words[1:], 1):
        if not _HINTS.search(word.text) or edited_by_hand(findings, word) or copied_beside(findings, word):
            continue
        if shown_to_oneself(findings, word):
            continue
        option = word.text.partition("=")[0] if word.text.startswith(_LONG) else words[index - 1].text
        named_key = by_key and option in _IDENTITY and not _IS_DATA.search(word.text)
        for path in _paths_in(word):
            if is_own_output(findings, path, "read") or _is_put_there(findings, word):
                continue
            used = named_key or (bool(own) and own in path)
            for reaction in reactions(path, "read", findings.context.cwd or "", findings.context.home)[:1]:
                if not (used and reaction.rule == _KEYS_RULE):
                    found.setdefault(reaction.rule, []).append(word)
                    best[reaction.rule] = reaction
    already = {effect.rule for effect in findings.effects}
    for rule, reaction in best.items():
        if rule not in already and only in ("", rule):
            findings.add(reaction.kind, rule, reaction.base, reaction.message, tuple(found[rule]))


def _is_put_there(findings: Findings, word: Word) -> bool:
    """Whether a word is only the place to which a command copies something: that it is written is told."""
    words = findings.command.words
    if findings.program not in _PUTTING or word is not words[-1]:
        return False
    return not any(one.text.startswith(("-t", "--target-directory")) for one in words)


def _paths_in(word: Word) -> tuple[str, ...]:
    """The paths in `--file=PATH`, `key=PATH`, `@PATH`, `file:PATH`, in code, or the word itself."""
    said = _USED_KEY.sub("", word.text)
    embedded = _EMBEDDED.findall(said)
    if len(embedded) > 1 or (embedded and (" " in word.text or "(" in word.text or "," in word.text)):
        whole = (path_of(plain_word(said)),) if said[:1] in ("~", "/") else ()
        return (*whole, *(path_of(plain_word(path.rstrip("."))) for path in embedded[:_MOST_PATHS]))
    text = _VALUE.sub("", said)
    if text.startswith(("file://", "file:")):
        text = text.removeprefix("file:").removeprefix("//")
    return (path_of(plain_word(text)),)


def read_passwords_by_option(findings: Findings, line: str) -> None:
    """`ssh-keyscan -f FILE`: a program that only names files is told by an option to read the passwords."""
    if "/etc/" not in line or findings.program in _NEVER_READS or not _HINTS.search(line):
        return
    words = findings.command.words
    given = any(
        words[index].text.startswith("-") or "=" in word.text or word.text.startswith("@")
        for index, word in enumerate(words[1:])
        if "/etc/" in word.text
    )
    if given:
        read_secrets(findings, only=PASSWORDS_RULE)


def read_users(findings: Findings, line: str) -> None:
    """The list of users, given to a program that is not for looking at it."""
    if "/etc/passwd" not in line or findings.program in _VIEWERS or _kept_by_oneself(findings):
        return
    words = tuple(word for word in findings.command.words[1:] if "/etc/passwd" in word.text)
    findings.tell("secrets.users-by-odd-way", words)


def _kept_by_oneself(findings: Findings) -> bool:
    """`cp /etc/passwd notes/`: everybody may read it, and the copy lies in the working folder or the home."""
    to = path_of(findings.command.words[-1])
    return findings.program == "cp" and _OWN_PLACE.fullmatch(to) is not None


def read_kept_paths(findings: Findings) -> None:
    """`f=/etc/shadow`: the path of the passwords, kept in a variable for later."""
    for one in findings.command.assignments:
        if "shadow" in one.value.text and "passwords" in places_of(path_of(one.value)):
            findings.tell("secrets.path-kept", (one.value,))
