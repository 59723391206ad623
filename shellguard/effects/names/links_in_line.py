"""Links that a line makes and then goes through: `ln -s /etc l; cat l/shadow` shows `/etc/shadow`. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.parsing.script import SimpleCommand, Word

# These do what they do to the link itself, or only tell of it, unless a slash stands behind its name.
_OF_THE_LINK = frozenset(
    (
        "rm",
        "unlink",
        "ln",
        "mv",
        "readlink",
        "realpath",
        "ls",
        "stat",
        "file",
        "test",
        "[",
        "[[",
        "echo",
        "printf",
    )
)
_SYMBOLIC = re.compile(r"-[A-Za-z]*s[A-Za-z]*\Z|--symbolic\Z")
_HEAD = re.compile(r"(?:--?[A-Za-z][\w-]*=|[A-Za-z]+=@?|@)?(?:\./)*")
LINKING = frozenset(("ln", "exec", "mount"))
_DESCRIPTORS = ("/dev/fd", "/proc/self/fd")
_BOUND = re.compile(r"(?:\A|\s)(?:--r?bind|-B|-o\s?(?:\S*,)?r?bind\b)")
_BY_CODE = frozenset(("symlink", "symlinkSync", "ln_s", "ln_sf"))
_MOST = 16


def note_link(links: dict[str, str], command: SimpleCommand) -> None:
    """Notes in *links* where a link that the command makes leads, if that is an absolute path.

    A folder that `exec 9< /etc` opens, or that is mounted a second time, is such a link, too.
    """
    if command.program not in LINKING:
        _note_code(links, command)
        return
    texts = [word.text for word in command.words[1:]]
    if command.program == "exec" and not texts:
        for one in command.redirections:
            if one.operator == "<" and one.descriptor and one.target and one.target.text.startswith("/"):
                links.update({f"{folder}/{one.descriptor}": one.target.text for folder in _DESCRIPTORS})
        return
    if command.program == "mount":
        named = [text for text in texts if text.startswith("/")]
        if len(named) == 2 and _BOUND.search(" ".join(texts)):
            links[named[1].rstrip("/")] = named[0]
        return
    if not any(_SYMBOLIC.match(text) for text in texts) or len(links) >= _MOST:
        return
    operands = [word for word in command.words[1:] if not word.text.startswith("-") or word.text == "-"]
    if not 1 <= len(operands) <= 2 or not all(_told(word) for word in operands):
        return
    target = operands[0].text.rstrip("/") or "/"
    name = operands[1].text if len(operands) == 2 else "./"
    if name.endswith(("/", ".")):
        name = f"{name.rstrip('/')}/{target.rpartition('/')[2]}"
    name = name.removeprefix("./")
    if target.startswith(("/", "~", "$HOME")) and name not in ("", "/"):
        links[name] = target


def _note_code(links: dict[str, str], command: SimpleCommand) -> None:
    """Links that code of another language makes: `os.symlink("/etc", "l")`."""
    for call in (call for nested in command.nested if nested.code for call in nested.code.calls):
        if call.name.rpartition(".")[2] in _BY_CODE and len(call.arguments) > 1:
            target, name = (word.value or "" for word in call.arguments[:2])
            if target.startswith("/") and name and len(links) < _MOST:
                links[name.removeprefix("./")] = target


def _told(word: Word) -> bool:
    return word.known or word.text.startswith(("~", "$HOME"))


def through_links(command: SimpleCommand, links: dict[str, str]) -> SimpleCommand:
    """The command with its paths as they are without these links; itself where none goes through one."""
    whole = command.program not in _OF_THE_LINK
    words = tuple(
        _through(word, links, whole) if index and word.pieces else word
        for index, word in enumerate(command.words)
    )
    redirections = tuple(
        replace(one, target=_through(one.target, links, True)) if one.target and one.target.pieces else one
        for one in command.redirections
    )
    if words == command.words and redirections == command.redirections:
        return command
    return replace(command, words=words, redirections=redirections)


def _through(word: Word, links: dict[str, str], whole: bool) -> Word:
    first = word.pieces[0]
    head = _HEAD.match(first.text)
    if first.hole or head is None:
        return word
    path = first.text[head.end() :]
    for name, target in links.items():
        rest = path[len(name) :]
        if path.startswith(name) and (rest[:1] == "/" or (not rest and whole and len(word.pieces) == 1)):
            straight = f"{head.group().removesuffix('./')}{target.rstrip('/')}{rest}" or "/"
            return replace(word, pieces=(replace(first, text=straight), *word.pieces[1:]))
    return word
