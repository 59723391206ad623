"""Ways of writing a command line differently that leave its meaning as it was.

Each takes a `Sample` and gives back another line, or None where it would change the meaning or the line has
not the form that it needs. All are pure and deterministic; nothing is run.
"""

from __future__ import annotations

import base64
import gzip
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from shellguard.parsing.reading import read
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState

LONGEST = 2000
_PLAIN = re.compile(r"[A-Za-z0-9_./:=@%+,-]+\Z")
_PATH = re.compile(r"/[A-Za-z0-9_.+-]+(?:/[A-Za-z0-9_.+-]+)*/?\Z")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.+-]*\Z")


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# what these do, they do to the shell that runs them: in another shell the line would mean something else
_OF_THIS_SHELL = words_of("""
    . alias bg bind cd declare disable disown enable exec exit export fg hash history jobs logout popd pushd
    read readonly return set shift shopt source suspend trap typeset ulimit umask unalias unset wait
""")
_ALSO_BUILT_IN = ": [ builtin command echo eval false kill printf pwd test time true type"
BUILTINS = _OF_THIS_SHELL | words_of(_ALSO_BUILT_IN)
APPLETS = words_of("""
    cat chgrp chmod chown cp crond dd find halt hostname insmod ip killall ln mkfs.vfat mkswap mount mv nc
    poweroff reboot rm rmdir rmmod sed shred tar tee telnet tftp touch truncate umount unlink wget xargs
""")
_LONG = {
    ("rm",): {"r": "--recursive", "R": "--recursive", "f": "--force"},
    ("chmod",): {"R": "--recursive", "f": "--quiet"},
    ("chown",): {"R": "--recursive", "f": "--quiet"},
    ("cp",): {"r": "--recursive", "f": "--force"},
    ("mv",): {"f": "--force"},
    ("shred",): {"u": "--remove", "f": "--force", "z": "--zero"},
    ("git", "push"): {"f": "--force", "d": "--delete"},
    ("git", "clean"): {"f": "--force"},
    ("git", "checkout"): {"f": "--force"},
    ("docker", "rm"): {"f": "--force", "v": "--volumes"},
    ("docker", "rmi"): {"f": "--force"},
}


@dataclass(frozen=True)
class Sample:
    """A line and what of its form can be relied upon."""

    line: str

    @cached_property
    def script(self) -> Script:
        return read(self.line)

    @cached_property
    def whole(self) -> bool:
        """It is finished, was read in full, and means the same in another shell."""
        if self.script.problems or not self.script.commands or "\0" in self.line or len(self.line) > LONGEST:
            return False
        return all(
            bool(one.words or one.redirections or one.definition) and one.program not in _OF_THIS_SHELL
            for one in self.script.commands
        )

    @cached_property
    def open_ended(self) -> bool:
        """Something may be written after it on the same line."""
        here_document = any(
            one.operator in ("<<", "<<-") for c in self.script.commands for one in c.redirections
        )
        return self.whole and not here_document and not re.search(r"#|[&;\\]\s*\Z|\n", self.line)

    @cached_property
    def first(self) -> SimpleCommand | None:
        """The first command, where the line begins with a plain name of a program."""
        if self.script.problems or not self.script.commands:
            return None
        first = self.script.commands[0]
        if first.frames or first.assignments or not first.words or not _NAME.match(first.words[0].source):
            return None
        return first if self.line.startswith(first.words[0].source) else None

    @cached_property
    def program(self) -> str:
        return self.first.words[0].source if self.first else ""

    @cached_property
    def rest(self) -> str:
        """What follows the program's name."""
        return self.line[len(self.program) :]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of a line that is one plain command without quotes or expansions; else none."""
        words = tuple(self.line.split(" "))
        single = self.first is not None and len(self.script.commands) == 1
        return words if single and all(_PLAIN.match(word) for word in words) else ()


Rewrite = Callable[[Sample], str | None]


@dataclass(frozen=True)
class Mutation:
    """A way of writing; `shell` gives what the shell would know of it (aliases, functions)."""

    name: str
    rewrite: Rewrite
    shell: Callable[[Sample], ShellState] = field(default=lambda _: NOTHING_KNOWN)


def around(form: str, *, quoted: bool = True) -> Rewrite:
    """The whole line in a place where it is run: `%s` stands for it, quoted or as it is."""

    def rewrite(sample: Sample) -> str | None:
        if not (sample.whole if quoted else sample.open_ended):
            return None
        return form.replace("%s", shlex.quote(sample.line) if quoted else sample.line)

    return rewrite


def before(prefix: str, only: frozenset[str] | None = None) -> Rewrite:
    """Something before the first command that runs it."""

    def rewrite(sample: Sample) -> str | None:
        if not sample.program or sample.program in BUILTINS:
            return None
        return prefix + sample.line if only is None or sample.program in only else None

    return rewrite


def spelt(spell: Callable[[str], str], *, builtins: bool = True, at_least: int = 2) -> Rewrite:
    """The program's name in another spelling."""

    def rewrite(sample: Sample) -> str | None:
        name = sample.program
        if len(name) < at_least or (not builtins and name in BUILTINS):
            return None
        return spell(name) + sample.rest

    return rewrite


def worded(build: Callable[[tuple[str, ...]], str | None]) -> Rewrite:
    return lambda sample: build(sample.words) if len(sample.words) > 1 else None


def hexadecimal(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode("utf-8", "surrogateescape"))


def in_double_quotes(sample: Sample) -> str | None:
    if not sample.whole or "!" in sample.line:
        return None
    return 'bash -c "' + re.sub(r'([$`"\\])', r"\\\1", sample.line) + '"'


def in_base64(sample: Sample) -> str | None:
    coded = base64.b64encode(sample.line.encode("utf-8", "surrogateescape")).decode()
    return f"echo {coded} | base64 -d | bash" if sample.whole else None


def turned_round(sample: Sample) -> str | None:
    if not sample.whole or "\n" in sample.line:
        return None
    return f"echo {shlex.quote(sample.line[::-1])} | rev | bash"


def in_here_document(sample: Sample) -> str | None:
    return f"bash <<'END_OF_IT'\n{sample.line}\nEND_OF_IT" if sample.whole else None


def by_language(form: str, escape: Callable[[str], str], behind: str = "") -> Rewrite:
    """The line run from another language; `escape` gives its program, or nothing where that can't be."""

    def rewrite(sample: Sample) -> str | None:
        if not sample.whole or not sample.line.isascii():
            return None
        escaped = escape(sample.line)
        return form + shlex.quote(escaped) + behind if escaped else None

    return rewrite


def _own_options(words: tuple[str, ...]) -> tuple[int, Mapping[str, str]]:
    """How many words name the command, and the options of it that are known to take no value."""
    for length in (2, 1):
        known = _LONG.get(words[:length])
        if known is not None:
            return length, known
    return 0, {}


def options_changed(change: Callable[[list[str], Mapping[str, str]], list[str]]) -> Rewrite:
    """Bundles of short options that take no value, written otherwise."""

    def build(words: tuple[str, ...]) -> str | None:
        length, known = _own_options(words)
        if not length or "--" in words:
            return None
        changed = list(words[:length])
        for word in words[length:]:
            bundle = re.fullmatch(r"-[A-Za-z]+", word) and all(letter in known for letter in word[1:])
            changed += change(list(word[1:]), known) if bundle else [word]
        return " ".join(changed) if tuple(changed) != words else None

    return worded(build)


def options_last(words: tuple[str, ...]) -> str | None:
    length, known = _own_options(words)
    options = [word for word in words[length:] if word.startswith("-")]
    if not options or not all(set(word[1:]) <= known.keys() for word in options):
        return None
    return " ".join([*words[:length], *(word for word in words[length:] if word not in options), *options])


def double_dash(words: tuple[str, ...]) -> str | None:
    if words[0] not in ("rm", "chmod", "chown", "cp", "mv", "rmdir", "shred", "kill", "cat") or "--" in words:
        return None
    options = [word for word in words[1:] if word.startswith("-")]
    operands = [word for word in words[1:] if not word.startswith("-")]
    if not operands or list(words[1:]) != options + operands or words[0] in ("kill", "shred"):
        return None
    return " ".join([words[0], *options, "--", *operands])


def through_xargs(words: tuple[str, ...]) -> str | None:
    if words[-1].startswith("-") or words[0] in BUILTINS:
        return None
    return f"echo {words[-1]} | xargs {' '.join(words[:-1])}"


def braces(words: tuple[str, ...]) -> str | None:
    return "{" + ",".join(words) + "}" if not any("," in word for word in words) else None


def in_variables(words: tuple[str, ...]) -> str:
    names = [f"v{number}" for number in range(len(words))]
    given = "; ".join(f"{name}={word}" for name, word in zip(names, words, strict=True))
    return f"{given}; " + " ".join(f"${name}" for name in names)


def octal(text: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in text.encode("utf-8", "surrogateescape"))


def gzipped(sample: Sample) -> str | None:
    if not sample.whole:
        return None
    packed = gzip.compress(sample.line.encode("utf-8", "surrogateescape"), mtime=0)
    return f"echo {base64.b64encode(packed).decode()} | base64 -d | gunzip | sh"


def in_hexadecimal_digits(sample: Sample) -> str | None:
    digits = sample.line.encode("utf-8", "surrogateescape").hex()
    return f"echo {digits} | xxd -r -p | bash" if sample.whole else None


def with_paths(change: Callable[[str], str]) -> Rewrite:
    """Absolute paths among the operands in another spelling that leads to the same place."""

    def build(words: tuple[str, ...]) -> str | None:
        changed = [words[0], *(change(word) if _PATH.match(word) else word for word in words[1:])]
        return " ".join(changed) if tuple(changed) != words else None

    return worded(build)


def from_the_root(words: tuple[str, ...]) -> str | None:
    """The one absolute path of a line, relative to `/` after going there."""
    paths = [word for word in words[1:] if _PATH.match(word)]
    others = [word for word in words[1:] if word not in paths and not word.startswith("-")]
    if len(paths) != 1 or others or paths[0].count("/") < 2:
        return None
    return "cd / && " + " ".join(word.lstrip("/") if word == paths[0] else word for word in words)


def last_by(form: str) -> Rewrite:
    """The last word by a substitution: `%s` stands for it."""

    def build(words: tuple[str, ...]) -> str | None:
        return " ".join([*words[:-1], form.replace("%s", words[-1])]) if words[-1][0] != "-" else None

    return worded(build)


def tabs(sample: Sample) -> str | None:
    return "\t".join(sample.words) if len(sample.words) > 1 else None


def called_zz(sample: Sample) -> str | None:
    return "zz" if sample.open_ended else None


def alias_state(sample: Sample) -> ShellState:
    return ShellState(aliases={"zz": sample.line})


def function_state(sample: Sample) -> ShellState:
    return ShellState(functions={"zz": "zz () \n{ \n    " + sample.line + "\n}"})
