"""Keeps out of the daemon what it never does: OpenSSL, and the reading of installed packages' metadata.

asyncio and hashlib load OpenSSL where it is there: 4.5 MB, for connections that only a model's client makes.
It loads that by itself then, and speaks TLS without asyncio. The hashes are those of the interpreter.
pydantic loads what reads metadata, and e-mail with that, to look for plugins that the daemon
does without: 1 MB.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_TLS = ("ssl", "_ssl")
_HASHES = "_hashlib"
_OWN_HASHES = (("_md5",), ("_sha1",), ("_sha256", "_sha2"), ("_sha512", "_sha2"), ("_sha3",), ("_blake2",))
_METADATA = "importlib.metadata"
_CALLED = frozenset(("distribution", "distributions", "entry_points", "version"))


class _Metadata(ModuleType):
    """Stands for what reads metadata until it is asked for any."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _later(name) if name in _CALLED else getattr(_real_metadata(), name)


def _later(name: str) -> Callable[..., Any]:
    def called(*given: Any, **named: Any) -> Any:
        return getattr(_real_metadata(), name)(*given, **named)

    return called


def _real_metadata() -> ModuleType:
    if isinstance(sys.modules.get(_METADATA), _Metadata):
        del sys.modules[_METADATA]
    return import_module(_METADATA)


@contextmanager
def lean_imports() -> Iterator[None]:
    """What is imported meanwhile does without them, unless they are loaded or have the only hashes."""
    left_out = [*_TLS, *([_HASHES] if _has_own_hashes() else [])]
    hidden = [name for name in left_out if name not in sys.modules]
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    modules.update(dict.fromkeys(hidden))
    modules.setdefault(_METADATA, _Metadata(_METADATA))
    try:
        yield
    finally:
        for name in hidden:
            if modules.get(name, "") is None:
                del modules[name]
        if isinstance(modules.get(_METADATA), _Metadata):
            del modules[_METADATA]


def _has_own_hashes() -> bool:
    """Whether this interpreter was built with hashes of its own; some distributions leave them out."""
    return all(any(find_spec(name) is not None for name in names) for names in _OWN_HASHES)
