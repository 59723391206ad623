"""Values of a request as words of a command line: never able to become anything else than one word."""

from __future__ import annotations

import re
import shlex

_VARIABLE = re.compile(r"\$\{?(?P<name>[A-Za-z_]\w*|\d)\}?(?P<rest>(?:/[\w.+-]+)*/?)")
_SED_PATTERN = re.compile(r"[\\/.*\[\]^$]")
_SED_TEXT = re.compile(r"[\\/&]")
_ERE = re.compile(r"[\\.*+?()\[\]{}|^$]")
_UNFIT = re.compile(r"[\x00-\x1f\x7f]")


class UnfitError(ValueError):
    """A value that may not stand where a template puts it."""


def path_word(value: str) -> str:
    """A path as one word: `~` and a plain variable keep their meaning, a leading dash becomes harmless."""
    _refuse_control(value)
    variable = _VARIABLE.fullmatch(value)
    if variable:
        return f'"{value}"'
    if value == "~":
        return '"$HOME"'
    if value.startswith("~/"):
        rest = value[2:]
        return "~/" + (shlex.quote(rest) if rest else "")
    return shlex.quote("./" + value if value.startswith("-") else value)


def glob_words(value: str) -> str:
    """A path whose wildcards stay wildcards for the shell; all else in it is quoted."""
    _refuse_control(value)
    if value.startswith("-"):
        value = "./" + value
    tilde = "~/" if value.startswith("~/") else ""
    parts = re.split(r"([*?]+|\[[\w^!-]+\])", value.removeprefix(tilde))
    return tilde + "".join(
        part if at % 2 else (shlex.quote(part) if part else "") for at, part in enumerate(parts)
    )


def text_word(value: str) -> str:
    """A text as one word."""
    _refuse_control(value)
    return f'"{value}"' if _VARIABLE.fullmatch(value) else shlex.quote(value)


def quoted(value: str) -> str:
    """Single quotes around a text, whether it needs them or not."""
    _refuse_control(value)
    return "'" + value.replace("'", "'\"'\"'") + "'"


def sed_pattern(value: str) -> str:
    """A text that a basic regular expression between slashes takes literally."""
    return _SED_PATTERN.sub(lambda found: "\\" + found[0], value)


def sed_text(value: str) -> str:
    """A text that the right side of sed's `s` takes literally."""
    return _SED_TEXT.sub(lambda found: "\\" + found[0], value)


def extended_pattern(value: str) -> str:
    """A text that an extended regular expression takes literally."""
    return _ERE.sub(lambda found: "\\" + found[0], value).replace("/", "\\/")


def awk_text(value: str) -> str:
    """A text inside awk's double quotes."""
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _refuse_control(value: str) -> None:
    if _UNFIT.search(value):
        raise UnfitError("a control character")
