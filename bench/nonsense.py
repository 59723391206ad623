"""Input that nobody meant: random bytes, letters of all planes, lines made from the shell's own grammar."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
SHELL_MARKS = "|&;<>(){}[]$`\"'\\*?!~#=%+-@^,.:/ \t\n"
WORDS = (
    "ls", "rm", "-rf", "git", "push", "--force", "sudo", "env", "xargs", "find", ".", "-exec", "{}", "+",
    "echo",
    "bash", "-c", "eval", "cat", "/etc/passwd", "~", "$HOME", "a", "b", "x=1", "dd", "if=/dev/zero", "of=x",
    "python3",
    "printf", "%s", "base64", "-d", "tar", "-xzf", "ssh", "h", "docker", "run", "kubectl", "delete", "pod",
    "awk",
    "sed", "-i", "s/a/b/e", "trap", "alias", "a=b", "export", "P=/", "*", "?", "[a-z]", "{1..9}", "2>&1",
    "|", "tee",
)  # fmt: skip
OPENERS = (
    "$(", "${", "`", '"', "'", "$'", '$"', "((", "$((", "[[ ", "(", "{ ", "<(", ">(", "<<X\n", "<<-'X'\n",
    "<<<", "@(",
    "!(", "a=(", "if ", "while ", "for i in ", "case x in a) ", "f() {", "select x in ", "coproc ", "time ",
    "${a:-",
    "${a//", "${!", "a[",
)  # fmt: skip
CLOSERS = (
    ")", "}", "`", '"', "'", "))", " ]]", "; }", "\nX\n", "; fi", "; done", ";; esac", "; then ", "; do ",
    "]", "|",
    "&&", "||", ";", "&", "\n", "\\\n",
)  # fmt: skip
STRANGE = (
    0, 7, 8, 0x1B, 0x1D, 0x1E, 0x1F, 0x7F, 0x80, 0x9B, 0xA0, 0xFF,
    0x100, 0x130, 0x2028, 0x200B, 0x202E, 0x2066,
    0x0660, 0x00B2, 0x2160, 0xD800, 0xDC80, 0xDFFF, 0xFEFF, 0xFFFD, 0xFFFF,
    0x1F600, 0x1D7CE, 0xE0041, 0x10FFFF,
)  # fmt: skip

_TIMES = (*(10,) * 10, *(60,) * 4, 300)
"""How often pieces are repeated: the longest take the time of a thousand others, and so come seldom."""


class Nonsense:
    """Everything comes from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311

    def below(self, end: int) -> int:
        """As `randrange`, in a third of its time: making the input cost as much as taking it."""
        return int(self.random.random() * end)

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[int(self.random.random() * len(choices))]

    def octets(self, most: int = 300) -> bytes:
        return self.random.randbytes(self.below(most))

    def letter(self) -> str:
        kind = self.below(8)
        if kind < 3:
            return self.one_of(SHELL_MARKS)
        if kind < 5:
            return chr(32 + self.below(95))
        if kind == 5:
            return chr(self.one_of(STRANGE))
        if kind == 6:
            return chr(self.below(0x3000))
        return chr(self.below(0x110000))

    def letters(self, most: int = 80) -> str:
        return "".join(self.letter() for _ in range(self.below(most)))

    def heap(self, most: int = 30) -> str:
        """Pieces of the grammar in any order."""
        pieces: list[str] = []
        for _ in range(self.below(most)):
            kind = self.below(8)
            if kind < 3:
                pieces.append(self.one_of(WORDS))
            elif kind < 5:
                pieces.append(self.one_of(OPENERS))
            elif kind < 7:
                pieces.append(self.one_of(CLOSERS))
            else:
                pieces.append(self.letter())
            if self.random.random() < 0.5:
                pieces.append(" ")
        return "".join(pieces)

    def line(self, depth: int = 3) -> str:
        """A line that mostly is grammar: simple commands, joined and nested."""
        joints = (" && ", " || ", " | ", "; ", " & ", "\n")
        parts = [self._command(depth) for _ in range(1 + self.below(3))]
        out = parts[0]
        for part in parts[1:]:
            out += self.one_of(joints) + part
        return out

    def _command(self, depth: int) -> str:
        kind = self.below(9)
        if depth > 0 and kind < 4:
            inner = self.line(depth - 1)
            around = ("({})", "{{ {}; }}", "if {}; then {}; fi", "for i in {}; do {}; done",
                      "while {}; do {}; done",
                      "case $x in {}) {};; esac", "f() {{ {}; }}; f", "sudo {}", "! {}", "time {}",
                      "echo $({})",
                      "cat <({})", "eval '{}'", "bash -c \"{}\"", "cat <<X\n{}\nX\n", "[[ {} ]]", "(( {} ))",
                      "echo `{}`", "echo {} | bash", "xargs {}", "find . -exec {} \\;",
                      "a={} ; $a")  # fmt: skip
            return self.one_of(around).format(inner, inner)
        words = [self.word() for _ in range(1 + self.below(5))]
        return " ".join(words)

    def word(self) -> str:
        kind = self.below(12)
        if kind < 7:
            return self.one_of(WORDS)
        text = "".join(self.letter() for _ in range(self.below(6)))
        if kind == 7:
            return f"'{text}'"
        if kind == 8:
            return f'"{text}"'
        if kind == 9:
            return f"$'{text}'"
        if kind == 10:
            return "${" + text + "}"
        return text

    def spoilt(self, text: str) -> str:
        """A text with a few places changed, doubled, left out or moved."""
        for _ in range(1 + self.below(4)):
            place = self.below(len(text) + 1)
            end = min(len(text), place + (1 + self.below(11)))
            kind = self.below(5)
            if kind == 0:
                text = text[:place] + self.letter() + text[place:]
            elif kind == 1:
                text = text[:place] + text[end:]
            elif kind == 2:
                text = text[:end] + text[place:end] * (1 + self.below(8)) + text[end:]
            elif kind == 3:
                text = text[:place] + self.letters(6) + text[end:]
            else:
                text = text[:place] + text[place:end].swapcase() + text[end:]
        return text

    def repeated(self) -> str:
        """The same few pieces many times: what costs more than its length."""
        piece = "".join(
            self.one_of((*OPENERS, *CLOSERS, *WORDS)) + self.one_of(("", " "))
            for _ in range(1 + self.below(3))
        )
        end = self.one_of(("", "x", self.heap(6)))
        return piece * self.one_of(_TIMES) + end

    def text(self, samples: Sequence[str] = ()) -> str:
        """Any of these ways."""
        ways: list[Callable[[], str]] = [
            self.letters,
            self.heap,
            self.line,
            self.line,
            self.repeated,
            lambda: self.octets().decode("utf-8", "surrogateescape"),
            lambda: self.spoilt(self.line()),
        ]
        if samples:
            ways += [lambda: self.spoilt(self.one_of(samples))] * 4
        return self.one_of(ways)()

    def value(self, depth: int = 3) -> object:
        """Any value that JSON or TOML can hold."""
        kind = self.below(9 if depth else 6)
        if kind == 0:
            return self.letters(20)
        if kind == 1:
            return self.one_of((True, False, 0, 1, -1, 100, 101, 10**30, 1e308, float("inf"), float("nan")))
        if kind in (2, 3, 4):
            return self.one_of(WORDS)
        if kind == 5:
            return None
        if kind == 6:
            return [self.value(depth - 1) for _ in range(self.below(5))]
        return {self.one_of((*WORDS, self.letters(6))): self.value(depth - 1) for _ in range(4)}

    def json(self) -> str:
        return json.dumps(self.value())
