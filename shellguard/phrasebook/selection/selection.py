"""Which files a request means, and how a command names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shellguard.phrasebook.language.quoting import UnfitError, glob_words, path_word, quoted, text_word

_BY_SIZE = {"linux": "-printf '%s %p\\n'", "macos": "-exec stat -f '%z %N' {} +"}
_BY_TIME = {"linux": "-printf '%T@ %p\\n'", "macos": "-exec stat -f '%m %N' {} +"}


@dataclass(slots=True)
class Selection:
    """A set of files as a request describes it.

    Attributes:
        head: what is meant: "f" files, "d" folders, "a" both, "l" links …; "" when only a place was named.
        paths: places to look in; with `single`, the files themselves.
        single: the paths are meant, not what lies in them.
        tests: tests of find(1), quoted.
        globs: the patterns of names among the tests.
        content: what the files must contain; `also` as well, or not (lone), or either of them (either).
        prune: folders left out.
        said: switches: nocase, recursive, all, plural, long, names, absolute; rest: all but the first.
    """

    head: str = ""
    paths: list[str] = field(default_factory=list)
    single: bool = False
    tests: list[str] = field(default_factory=list)
    globs: list[str] = field(default_factory=list)
    content: str = ""
    also: str = ""
    prune: list[str] = field(default_factory=list)
    maxdepth: int = 0
    mindepth: int = 0
    order: str = ""
    descending: bool = True
    limit: int = 0
    last: bool = False
    into: str = ""
    onto: str = ""
    said: set[str] = field(default_factory=set)

    def copy(self) -> Selection:
        """The same selection for one command, which may narrow it as it needs."""
        return Selection(
            self.head,
            list(self.paths),
            self.single,
            list(self.tests),
            list(self.globs),
            self.content,
            self.also,
            list(self.prune),
            self.maxdepth,
            self.mindepth,
            self.order,
            self.descending,
            self.limit,
            self.last,
            self.into,
            self.onto,
            set(self.said),
        )

    @property
    def is_plain(self) -> bool:
        """Whether no filter narrows it: everything in a place."""
        return not (
            self.tests or self.globs or self.content or self.prune or self.mindepth > 1 or self.maxdepth > 1
        )

    @property
    def is_ranked(self) -> bool:
        return bool(self.order or self.limit)

    @property
    def by_glob(self) -> str:
        """`*.txt` or `src/*.txt`, when a glob of the shell says all there is to say; else ""."""
        only = not (self.tests or self.content or self.prune or self.mindepth or self.is_ranked)
        if not only or self.said & {"nocase", "recursive", "deep"} or self.head not in ("f", "a", ""):
            return ""
        place = self.paths[0] if self.paths else ""
        if len(self.paths) > 1 or place == "/":
            return ""
        stem = "" if place in ("", ".") else _folder_word(place)
        return " ".join(stem + glob_words(glob) for glob in self.globs or ["*"])

    def places(self) -> str:
        """The folders to search, as words."""
        if "absolute" in self.said and not self.paths:
            return '"$PWD"'
        if "absolute" in self.said:
            return " ".join(
                path_word(path) if path[0] in "/~$" else f'"$PWD"/{path_word(path)}' for path in self.paths
            )
        return " ".join(path_word(path) for path in self.paths) or "."

    def find(self, system: str, *, kind: str | None = None) -> str:
        """The find(1) command without an action."""
        parts = ["find", self.places()]
        if self.mindepth:
            parts += ["-mindepth", str(self.mindepth)]
        if self.maxdepth:
            parts += ["-maxdepth", str(self.maxdepth)]
        head = self.head if kind is None else kind
        if head == "d" and "-size" in self.tests:
            raise UnfitError("a folder's own size is not that of what is in it")
        if head in ("f", "d", "s", "p", "b", "c") or (head == "l" and "-xtype" not in self.tests):
            parts += ["-type", head]
        for pruned in self.prune:
            parts += ["-not", "-path", _pruned(pruned, self.paths)]
            if head in ("d", "a") and "/" not in pruned:
                parts += ["-not", "-name", quoted(pruned)]
        parts[2:2] = ["-xdev"] if "-xdev" in self.tests else []
        parts += [*self._names(), *(test for test in self.tests if test != "-xdev")]
        if self.content and kind is None:
            flag = "-qi" if "nocase" in self.said else "-q"
            parts += ["!"] if "lacking" in self.said else []
            parts += ["-exec", "grep", flag, *self._texts(), "{}", "';'"]
            if self.also and "either" not in self.said:
                parts += ["!"] if self.said & {"lacking", "lone"} else []
                parts += ["-exec", "grep", flag, "-e", text_word(self.also), "{}", "';'"]
        if system == "macos":
            parts = ["+111" if part == "/111" else part for part in parts]
        return " ".join(parts)

    def _texts(self) -> list[str]:
        """What must stand in the files, or either of two texts, as options of grep(1)."""
        either = [self.also] if "either" in self.said else []
        return [word for text in (self.content, *either) for word in ("-e", text_word(text))]

    def _names(self) -> list[str]:
        option = "-iname" if "nocase" in self.said else "-name"
        words = [["-path" if "/" in glob else option, text_word(_searched(glob))] for glob in self.globs]
        if len(words) < 2:
            return words[0] if words else []
        joined = [word for pair in words for word in ("-o", *pair)][1:]
        return ["'('", *joined, "')'"]

    def ranked(self, system: str, *, bare: bool = False) -> str:
        """A pipeline that prints the files in the order and number asked for; `bare` prints paths only."""
        if self.order in ("size", "time"):
            if self.order == "size" and "human" in self.said and not bare:
                end = "';'" if self.head == "d" else "+"
                return (
                    self.find(system)
                    + f" -exec du -sh {{}} {end} | sort -{'rh' if self.descending else 'h'}"
                    + self._cut()
                )
            table = _BY_SIZE if self.order == "size" else _BY_TIME
            lines = f"{self.find(system)} {table[system]} | sort -{'rn' if self.descending else 'n'}"
            lines += self._cut()
            alone = self.limit == 1 and not self.said & {"sizes", "rest"}
            return lines + " | cut -d' ' -f2-" if bare or alone or self.order == "time" else lines
        lines = self.find(system)
        if self.order == "name":
            lines += " | sort" + (" -r" if self.descending else "")
        return lines + self._cut()

    def _cut(self) -> str:
        if not self.limit:
            return ""
        if "rest" in self.said:
            return f" | tail -n +{self.limit + 1}"
        return f" | {'tail' if self.last else 'head'} -n {self.limit}"

    def suffix(self) -> str:
        """Where the output goes, if the request says so."""
        if self.into:
            return f" > {path_word(self.into)}"
        return f" >> {path_word(self.onto)}" if self.onto else ""


def _searched(glob: str) -> str:
    return glob if "/" not in glob or glob.startswith("*") else "*/" + glob.removeprefix("./")


def _pruned(name: str, places: Sequence[str]) -> str:
    """The pattern of what lies in a folder; find(1) names all by the place from which it came to it."""
    if name.startswith(("/", "./", "~/")) or any(
        name.startswith(place.rstrip("/") + "/") for place in places
    ):
        return quoted(name.rstrip("/") + "/*")
    return quoted(f"*/{name.strip('/')}/*")


def _folder_word(place: str) -> str:
    return path_word(place.rstrip("/") or "/").rstrip("/") + "/"
