"""Words as the knowledge names them: paths spelt plainly, defaults of variables that nobody knows."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

from shellguard.parsing.script import Hole, Piece, SimpleCommand, Word
from shellguard.parsing.words.fields import with_globs

_ROUNDABOUT = re.compile(
    r"//|/\.(?:/|\Z)|/\.\.(?:/|\Z)|/proc/[^/]+/root(?:/|\Z)|/proc/(?:self/cwd/|\Z)|\[[\w.]\]|@\("
)
_TURNS = re.compile(r"/\.\.|\[[\w.]\]|@\([\w.]{1,40}\)")
_UP = re.compile(r"(?:\.\./){9,}")  # from hardly any folder does that not lead to the root
_ONE_LETTER = re.compile(r"\[([\w.])\](?=\S{0,200}/)|@\(([\w.]{1,40})\)(?=\S{0,200}/)")
_TURN = re.compile(r"/[^/]*[*?\]][^/]*/\.\.(?=/|\Z)")
_OWN_ROOT = re.compile(r"/proc/(?:self|thread-self|1|\d+/task/\d+)/root(?=/|\Z)")
_OWN_FOLDER = "/proc/self/cwd/"
_ITSELF = frozenset(("$$", "${$}", "$BASHPID", "${BASHPID}"))
_HEAD = re.compile(r"(?:--?[A-Za-z][\w-]*=|[A-Za-z]+=|-[A-Za-z])?(?=/)")
# in these a folder may be a link, so that `..` leads elsewhere
_MAY_BE_LINK = re.compile(r"/(?:home|root|tmp|mnt|media|Users)/.*/\.\.(?:/|\Z)")
_RELATIVE = re.compile(r"(?![-+~$/.])[\w.+-]+(?:/[\w.+-]+)*\Z")
_FROM_ROOT = re.compile(r"(?:bin|boot|dev|etc|home|lib|opt|proc|root|sbin|srv|sys|tmp|usr|var)/")
_DEVICE = re.compile(r"(?:sd[a-z]+|nvme\d+n\d+|vd[a-z]+|xvd[a-z]+|mmcblk\d+|md\d+|dm-\d+)(?:p?\d+)?\Z")


def plainly_spelt(command: SimpleCommand, cwd: str | None, home_cwd: str) -> SimpleCommand:
    """The command with its paths spelt plainly; itself where there is nothing to change.

    `//etc/./x`, `/var/../etc/x` and `/proc/self/root/etc/x` are `/etc/x`, and so is `etc/x` once a `cd` of
    the line led to `/`.

    Args:
        cwd: where the command stands. home_cwd: where the line began.
    """
    words = command.words
    moved = cwd if cwd and cwd != home_cwd and cwd in ("/", "/dev") else ""
    if not moved and not any(map(_is_roundabout, words)):
        return command
    words = tuple(_without_turns(_from_here(word, cwd)) for word in words)
    changed = tuple(_plain(word, moved, index) for index, word in enumerate(words))
    return command if changed == command.words else replace(command, words=changed)


def _is_roundabout(word: Word) -> bool:
    text = word.text
    if "/" not in text and "[" not in text and "@" not in text:
        return False
    return any(_ROUNDABOUT.search(piece.text) for piece in word.pieces)


def _from_here(word: Word, cwd: str | None) -> Word:
    """`/proc/self/cwd/x` and `/proc/$$/cwd/x` as `x`, or as it is called from the root."""
    first, *others = word.pieces or (Piece(""),)
    folder = f"{cwd.rstrip('/')}/" if cwd else ""
    if first.hole is Hole.NONE and first.text.startswith(_OWN_FOLDER):
        return replace(word, pieces=(replace(first, text=folder + first.text[len(_OWN_FOLDER) :]), *others))
    own = len(others) > 1 and first.text == "/proc/" and others[0].text in _ITSELF
    if not own or not others[1].text.startswith("/cwd/"):
        return word
    return replace(word, pieces=(replace(others[1], text=folder + others[1].text[5:]), *others[2:]))


def _without_turns(word: Word) -> Word:
    """`/etc/*/../x` as `/etc/x`: the pattern only says that there is a folder; `/[e]tc` as `/etc`."""
    if not any(piece.hole is Hole.GLOB and _TURNS.search(piece.text) for piece in word.pieces):
        return word
    if any(piece.hole not in (Hole.NONE, Hole.GLOB) for piece in word.pieces):
        return word
    text = _ONE_LETTER.sub(r"\1\2", "".join(piece.text for piece in word.pieces))
    while (shorter := _TURN.sub("", text, count=1)) != text:
        text = shorter
    pieces = with_globs([Piece(text, Hole.NONE, word.pieces[0].quoted)])
    return replace(word, pieces=pieces)


def _plain(word: Word, moved: str, index: int) -> Word:
    pieces = word.pieces
    first = pieces[0] if pieces else None
    if first is None or first.hole:
        return word
    if moved and index and _RELATIVE.match(first.text):
        led = _FROM_ROOT.match(first.text) if moved == "/" else _DEVICE.match(first.text)
        if led:
            return replace(
                word, pieces=(replace(first, text=f"{moved.rstrip('/')}/{first.text}"), *pieces[1:])
            )
        return word
    if _UP.match(first.text):
        return replace(word, pieces=(replace(first, text=f"/{_UP.sub('', first.text)}"), *pieces[1:]))
    if "://" in first.text or not _ROUNDABOUT.search(first.text):
        return word
    head = _HEAD.match(first.text)
    if head is None:
        return word
    path = straightened(first.text[head.end() :], whole=len(pieces) == 1)
    if pieces[1:] and pieces[1].text.startswith("/"):
        path = path.rstrip("/")
    return replace(word, pieces=(replace(first, text=head.group() + path), *pieces[1:]))


def straightened(path: str, *, whole: bool = True) -> str:
    """An absolute path without detours; `..` stays where the folder before it may be a link.

    Args:
        whole: nothing follows the text, so that a slash at its end may be kept as one.
    """
    flat = re.sub(r"/(?:\.?/)+", "/", path)
    while True:
        shorter = _OWN_ROOT.sub("", flat, count=1)
        if shorter == flat:
            break
        flat = shorter or "/"
    if "/.." in flat and not _MAY_BE_LINK.match(flat):
        ending = "/" if flat.endswith("/") else ""
        flat = posixpath.normpath(flat).replace("//", "/")
        flat += ending if flat != "/" else ""
    elif whole and flat.endswith("/."):
        flat = flat[:-1]
    return flat or "/"


def with_defaults(command: SimpleCommand) -> SimpleCommand | None:
    """The command as it is when unknown variables have the defaults that it names; None if it names none."""
    if not [word for word in command.words if not word.known and any(map(_has_default, word.pieces))]:
        return None
    changed = False
    words = []
    for word in command.words:
        if any(_has_default(piece) for piece in word.pieces):
            changed = True
            pieces = tuple(
                Piece(piece.candidates[0], Hole.NONE, piece.quoted, piece.name)
                if _has_default(piece) else piece for piece in word.pieces
            )  # fmt: skip
            word = replace(word, pieces=pieces)
        words.append(word)
    return replace(command, words=tuple(words)) if changed else None


def _has_default(piece: Piece) -> bool:
    return piece.hole is Hole.VARIABLE and len(piece.candidates) == 1
