"""What `sed` makes of a piped text: substitutions and `y` of every line, or of one by its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

_STEP = re.compile(
    r"\s*(?P<only>\d{1,6})?\s*(?P<name>[sy])(?P<mark>[^\w\s\\])(?P<old>(?:\\.|(?!(?P=mark))[^\\\n])*)(?P=mark)"
    r"(?P<new>(?:\\.|(?!(?P=mark))[^\\\n])*)(?P=mark)(?P<flags>[gIi\d]*)\s*(?:[;\n]\s*|\Z)"
)
_EXTENDED = frozenset(("-E", "-r", "--regexp-extended"))
_GIVING = frozenset(("-e", "--expression"))
# of a pattern: a set, an escaped sign, a sign that means something, or text
_ATOM = re.compile(r"\[\^?\]?[^\]\[\\]*\]|\\(?P<escaped>.)|(?P<sign>[.*^$+?(){}|\[])|[^\\]", re.DOTALL)
_ONLY_EXTENDED = frozenset("+?(){}|")
_QUIET = frozenset(("-n", "--quiet", "--silent", "-s"))
_WRITES = re.compile(r"(?=w\s{0,20}([^\s}]{1,255})[\s}]*+\Z)w")
_ADDRESS = re.compile(r"(?:[\d$,~+!{\s]|/(?:\\.|[^/\\])*/I?)*")
_NEW = re.compile(r"\\(.)|(&)", re.DOTALL)
Step = Callable[[str, int], str]
"""What becomes of a line, and of which number it is."""


def sed(arguments: list[str], text: str) -> str | None:
    """`sed EXPRESSION…`; None where it does more than that."""
    if arguments == ["-n", "p"]:
        return text
    told = _told(arguments)
    if told is None:
        return None
    expressions, extended = told
    steps = [_steps(one, extended) for one in expressions]
    if any(one is None for one in steps):
        return None
    return _through([step for one in steps if one is not None for step in one], text)


def _through(steps: Sequence[Step], text: str) -> str:
    """The text with each step done to all of its lines."""
    lines = text.split("\n")
    ended = lines.pop() if not lines[-1] else None
    for step in steps:
        lines = [step(line, number) for number, line in enumerate(lines, start=1)]
    return "\n".join(lines) + ("" if ended is None or not lines else "\n")


def sed_files(arguments: list[str], text: str) -> dict[str, str | None]:
    """The files that `w FILE` and `s/…/…/w FILE` fill from a text, with all the lines that they may get."""
    told = _told([word for word in arguments if word not in _QUIET])
    found: dict[str, str | None] = {}
    for line in (line for one in (told or ([], False))[0] for line in one.split("\n")):
        for match in _WRITES.finditer(line):
            before = line[: match.start()].strip().strip(";{").strip()
            if _ADDRESS.fullmatch(before):
                found[match[1]] = text
                break
            steps = _steps(before, told is not None and told[1])
            if steps is not None:
                found[match[1]] = _through(steps, text)
                break
    return found


def _told(arguments: list[str]) -> tuple[list[str], bool] | None:
    """The expressions of a `sed` that only reads its standard input, and whether they are extended ones."""
    given = any(word in _GIVING or word.startswith("--expression=") for word in arguments)
    extended, named, expressions, words = False, False, list[str](), iter(arguments)
    for word in words:
        if word in _EXTENDED:
            extended = True
        elif word in _GIVING:
            expressions.append(next(words, ""))
        elif word.startswith("--expression="):
            expressions.append(word.partition("=")[2])
        elif word.startswith("-") and word != "--":
            return None
        elif word != "--":
            named = given  # a file then
            expressions.append(word)
    if not expressions or (not given and len(expressions) > 1) or named:
        return None
    return expressions, extended


@lru_cache(maxsize=64)
def _steps(expression: str, extended: bool) -> tuple[Step, ...] | None:
    found: list[Step] = []
    place = 0
    while place < len(expression):
        match = _STEP.match(expression, place)
        step = None if match is None else _of_one_line(match, _step(match, extended))
        if match is None or step is None:
            return None
        found.append(step)
        place = match.end()
    return tuple(found)


def _of_one_line(match: re.Match[str], step: Step | None) -> Step | None:
    """The step as it is behind a number: `1s/a/b/`."""
    if match["only"] is None or step is None:
        return step
    only = int(match["only"])
    return lambda line, number: step(line, number) if number == only else line


def _step(match: re.Match[str], extended: bool) -> Step | None:
    mark = match["mark"]
    if match["name"] == "y":
        old, new = (match[name].replace("\\" + mark, mark) for name in ("old", "new"))
        if "\\" in old + new or len(old) != len(new) or match["flags"]:
            return None
        table = {ord(before): after for before, after in zip(reversed(old), reversed(new), strict=True)}
        return lambda line, _: line.translate(table)
    flags = match["flags"]
    source = _pattern(match["old"].replace("\\" + mark, mark), extended)
    new_parts = _replacement(match["new"].replace("\\" + mark, mark))
    numbers = re.findall(r"\d+", flags)
    if source is None or new_parts is None or len(numbers) > 1 or numbers == ["0"]:
        return None
    pattern = re.compile(source, re.IGNORECASE if "i" in flags.lower() else 0)
    if pattern.match("") and not (source[0] == "^" or source.endswith("\\Z")):
        return None  # of matches of nothing one follows another differently
    first = int(numbers[0]) if numbers else 1
    return lambda line, _: _changed(line, pattern, new_parts, first, "g" in flags)


def _changed(line: str, pattern: re.Pattern[str], new: list[str], first: int, rest: bool) -> str:
    """The line with its match of that number replaced, and the `rest` behind it."""
    count = 0

    def one(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match[0].join(new) if count == first or (rest and count > first) else match[0]

    return pattern.sub(one, line)


def _pattern(text: str, extended: bool) -> str | None:
    """The same as Python writes it, for text, `.`, sets, `*` and anchors; None for all else."""
    out: list[str] = []
    for match in _ATOM.finditer(text):
        part, sign, escaped = match[0], match["sign"], match["escaped"]
        if escaped is not None:
            if escaped.isalnum() or escaped in "+?(){}|<>`'\n":
                return None
            out.append(re.escape(escaped))
        elif sign is not None and _is_beyond(sign, out, match.end() == len(text), extended):
            return None
        elif sign is not None and sign in _ONLY_EXTENDED:
            out.append(re.escape(sign))
        elif sign is not None:
            out.append("\\Z" if sign == "$" else sign)
        elif part[0] == "[" and len(part) > 1:
            if "&&" in part or "||" in part or "--" in part or "~~" in part:
                return None
            out.append(part)
        else:
            out.append(re.escape(part))
    return "".join(out) if out else None


def _is_beyond(sign: str, before: list[str], last: bool, extended: bool) -> bool:
    """Whether a sign of a pattern means more than is read here."""
    if sign == "*":
        return not before or before[-1] in ("^", "*")
    return (
        (sign == "^" and bool(before))
        or (sign == "$" and not last)
        or sign == "["
        or (extended and sign in _ONLY_EXTENDED)
    )


def _replacement(text: str) -> list[str] | None:
    """The parts of a replacement between which the matched text stands."""
    parts = [""]
    place = 0
    for match in _NEW.finditer(text):
        parts[-1] += text[place : match.start()]
        place = match.end()
        if match[2]:
            parts.append("")
        elif match[1].isalnum() or match[1] == "\n":
            return None
        else:
            parts[-1] += match[1]
    parts[-1] += text[place:]
    return parts
