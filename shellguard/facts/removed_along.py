"""What else a line takes: a copy keeps nothing where another command takes that, too."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.files.places import is_temporary, passing_place
from shellguard.parsing.script import Span
from shellguard.parsing.shell_state import ShellState

_MOST_PATTERNS = 64
_HERE = re.compile(r"\$(?:PWD|\{PWD\})(?=/|$)")
_HOME = re.compile(r"\$(?:HOME|\{HOME\})(?=/|$)")
_QUOTED = re.compile(r"[\"'\\]")
_TEMPORARY = re.compile(r"(?:/var)?/tmp/[^/]+")
_SIGNS = re.compile(r"[*?\[]")


@dataclass(slots=True)
class TakenToo:
    """The paths that the commands of one line remove, write over and move where nothing lasts, as text."""

    home: str = ""
    folder: str = ""
    removed: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)
    file_patterns: set[str] = field(default_factory=set)
    written: dict[str, list[Span | None]] = field(default_factory=dict)
    cleaned: list[Span | None] = field(default_factory=list)
    put_away: dict[str, list[Span | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, effects: tuple[Effect, ...], shell: ShellState | None) -> TakenToo:
        """What these effects take; the state of the shell tells what is a folder there."""
        found = cls(shell.home, shell.cwd) if shell is not None else cls()
        moved: list[Effect] = []
        for effect in effects:
            if effect.kind is EffectKind.MOVE:
                moved.append(effect)
            if effect.rule.startswith("git.clean"):
                found.cleaned.append(effect.span)
            if effect.kind is EffectKind.DELETE:
                for target in effect.targets:
                    # a pattern is expanded when its command runs: it may fit more than it does now
                    texts = {
                        target.text,
                        target.text if _QUOTED.search(target.word.source) else target.word.source,
                    }
                    for path in (found._path(text, effect.cwd) for text in texts if text):
                        if not _SIGNS.search(path):
                            found.removed.add(path)
                        else:
                            (found.patterns if effect.recursive else found.file_patterns).add(path)
            elif effect.kind is EffectKind.OVERWRITE:
                for target in effect.targets:
                    path = found._path(target.text, effect.cwd)
                    found.written.setdefault(path, []).append(effect.span)
                    if moved and found._passes(path, shell):
                        found._put_away(moved, effect.span)
        return found

    def _put_away(self, moved: list[Effect], span: Span | None) -> None:
        for effect in moved:
            for target in effect.targets if effect.span == span else ():
                self.put_away.setdefault(self._path(target.text, effect.cwd), []).append(span)

    @staticmethod
    def _passes(path: str, shell: ShellState | None) -> bool:
        """Whether nothing lasts at a path: it is cleared up, or emptied by hand."""
        return shell is not None and (is_temporary(path, shell) or passing_place(f"{path}/-", shell) != "")

    def takes(self, copy: str, by: Span | None) -> bool:
        """Whether the line removes what the command at `by` writes to `copy`, or writes over it."""
        path = self._path(copy, "")
        if copy[:1] not in ("/", "~", "$") and any(_is_after(span, by) for span in self.cleaned):
            return True  # git does not know it yet
        parts = path.split("/")
        above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        if not self.removed.isdisjoint(above) or len(self.patterns) > _MOST_PATTERNS:
            return True
        if any(_covers(pattern, above) for pattern in self.patterns):
            return True
        if any(_is_after(span, by) for one in above if one in self.put_away for span in self.put_away[one]):
            return True
        again = any(_is_after(span, by) for span in self.written.get(path, ()))
        return again and not self._is_folder(copy, path)

    def takes_file(self, copy: str, by: Span | None) -> bool:
        """The same for what is no folder: without `-r` a pattern takes that, too (`zip a.zip * && rm *`)."""
        if self.takes(copy, by) or len(self.file_patterns) > _MOST_PATTERNS:
            return True
        whole = self._path(copy, "").split("/")
        split = (pattern.split("/") for pattern in self.file_patterns)
        return any(len(parts) == len(whole) and all(map(fnmatchcase, whole, parts)) for parts in split)

    def leads_to(self, copy: str) -> str:
        """Where a copy lies, links followed; as it stands where no file can have such a name."""
        path = self._path(copy, "")
        try:
            return os.path.realpath(path)
        except ValueError:
            return path

    def is_led_back(self, copy: str) -> bool:
        """Whether a copy goes behind a link, which may lead to where it comes from."""
        path = copy.rstrip("/")
        there = path if path.startswith("/") else f"{self.folder}/{path}"
        return ":" not in copy and os.path.islink(os.path.normpath(there))

    def is_lived_in(self, copy: str) -> bool:
        """Whether a copy in a folder for temporary files goes where the person works or lives."""
        own = _TEMPORARY.match(self._path(copy, ""))
        return own is not None and any(
            f"{place}/".startswith(f"{own[0]}/") for place in (self.folder, self.home)
        )

    def changes(self, text: str, after: Span | None, before: Span | None) -> bool:
        """Whether a command between two others puts something into what was kept, or in its place."""
        if after is None or before is None:
            return True
        path = self._path(text, "")
        return any(
            (one == path or one.startswith(f"{path}/"))
            and any(span and after.end <= span.start and span.end <= before.start for span in spans)
            for one, spans in self.written.items()
        )

    def _is_folder(self, text: str, path: str) -> bool:
        if text.endswith(("/", "/.")) or path in (".", "..", "~"):
            return True
        return bool(self.folder) and os.path.isdir(path)

    def _path(self, text: str, folder: str | None) -> str:
        """A path written in one way, from the root on where it is known where the shell stands."""
        text = _HOME.sub("~", _HERE.sub(".", text))
        if self.home and (text == "~" or text.startswith("~/")):
            text = self.home + text[1:]
        if text[:1] not in ("/", "~", "$"):
            text = os.path.join(self.folder, folder or "", text)
        return posixpath.normpath(text)


def _is_after(span: Span | None, by: Span | None) -> bool:
    return by is None or (span is not None and span.start >= by.end)


def _covers(pattern: str, above: list[str]) -> bool:
    """Whether a pattern fits a path or one above it, each part by itself."""
    parts = pattern.split("/")
    path = above[len(parts) - 1].split("/") if len(parts) <= len(above) else []
    return bool(path) and all(fnmatchcase(one, part) for one, part in zip(path, parts, strict=True))
