"""TOML that people write: whatever is wrong with it is one error, told in words."""

from __future__ import annotations

import tomllib
from typing import Any

from shellguard.errors import ShellguardError


def toml_tables(content: bytes, *, called: str, where: str) -> dict[str, Any]:
    """The tables of a file.

    Args:
        content: the whole of it.
        called: what it is to a person, such as "the pack".
        where: its path.

    Raises:
        ShellguardError: it is no TOML.
    """
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ShellguardError(f"{called} is no TOML: line {line} is no UTF-8", where=where) from error
    except RecursionError as error:
        raise ShellguardError(
            f"{called} is no TOML that can be read: it is nested too deep", where=where
        ) from error
    except ValueError as error:  # TOMLDecodeError, and a number of thousands of digits
        raise ShellguardError(f"{called} is no TOML: {error}", where=where) from error
