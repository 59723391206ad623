"""The part of YAML in which files of tasks and workspaces are written: mappings, lists, texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_LINES = 4000
MAX_DEPTH = 16
Node = dict[str, "Node"] | list["Node"] | str
_KEY = re.compile(r"""(?:"([^"]*)"|'([^']*)'|([^\s"'\[{&*!|>%@#`-][^#]*?|-[^\s#][^#]*?))\s*:(?:\s+(.*)|)\Z""")
_BLOCK = re.compile(r"([|>])[+-]?\d?[+-]?(?:\s+#.*)?\Z")
_ITEM = re.compile(r"""\s*("[^"]*"|'[^']*'|[^,]*)\s*(?:,|\Z)""")
_PAIR = re.compile(r"""\s*([\w.-]+)\s*:\s*("[^"]*"|'[^']*'|[^,]*)\s*(?:,|\Z)""")
_COMMENT = re.compile(r"\s#.*")


def load(text: str) -> Node:
    """The text as mappings, lists and texts; what is no such thing is left out."""
    return _Reader(text.expandtabs(2).splitlines()[:MAX_LINES]).block(-1, 0)


class _Reader:
    """Goes through the lines; `place` is the next one."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.place = 0

    def _ahead(self) -> tuple[int, str]:
        """How far the next line with anything on it is indented, and what stands there; -1 at the end."""
        while self.place < len(self.lines):
            line = self.lines[self.place]
            content = line.strip()
            if content and not content.startswith(("#", "---")):
                return len(line) - len(line.lstrip()), content
            self.place += 1
        return -1, ""

    def block(self, outer: int, depth: int) -> Node:
        """What stands deeper than `outer` from here on."""
        indent, content = self._ahead()
        if indent <= outer or depth > MAX_DEPTH:
            return ""
        if content[:2] in ("-", "- "):
            return list(self._items(indent, depth))
        return dict(self._pairs(indent, depth))

    def _items(self, indent: int, depth: int) -> Iterator[Node]:
        while True:
            found, content = self._ahead()
            if found != indent or content[:2] not in ("-", "- "):
                return
            rest = content[1:].lstrip()
            inside = indent + len(content) - len(rest)
            if rest and _KEY.match(rest) and not _BLOCK.match(rest):
                self.lines[self.place] = " " * inside + rest
                yield dict(self._pairs(inside, depth + 1))
            else:
                self.place += 1
                yield self._value(rest, indent, depth)

    def _pairs(self, indent: int, depth: int) -> Iterator[tuple[str, Node]]:
        while True:
            found, content = self._ahead()
            if found < indent:
                return
            self.place += 1
            match = _KEY.match(content) if found == indent else None
            if match is None:
                continue
            name = next(part for part in match.groups()[:3] if part is not None)
            listed = not match[4] and self._ahead()[1][:2] in (
                "-",
                "- ",
            )  # it may stand as far left as its name
            yield name, self._value(match[4] or "", indent - listed, depth)

    def _value(self, rest: str, indent: int, depth: int) -> Node:
        """What stands behind a name or a dash: on its line, or below it."""
        marked = _BLOCK.match(rest)
        if marked:
            return self._text(indent, "\n" if marked[1] == "|" else " ")
        if not rest or rest.startswith("#"):
            return self.block(indent, depth + 1)
        if rest.startswith("[") and rest.endswith("]"):
            return [_scalar(item) for item in _ITEM.findall(rest[1:-1]) if item.strip()]
        if rest.startswith("{") and rest.endswith("}") and not rest.startswith("{{"):
            return {name: _scalar(value) for name, value in _PAIR.findall(rest[1:-1])}
        return _scalar(rest)

    def _text(self, indent: int, joint: str) -> str:
        """The lines that are indented deeper."""
        found: list[str] = []
        while self.place < len(self.lines):
            line = self.lines[self.place]
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            found.append(line.strip())
            self.place += 1
        return joint.join(found).strip()


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1].replace('\\"', '"')
    return _COMMENT.sub("", text)
