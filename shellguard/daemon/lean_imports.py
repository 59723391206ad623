"""Keeps out of the daemon what it never does: OpenSSL, which asyncio and hashlib load where it is there.

That is 4.5 MB, for connections that only a model's client makes: it loads that by itself then, and speaks TLS
without asyncio. The hashes are those of the interpreter.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

_TLS = ("ssl", "_ssl")
_HASHES = "_hashlib"
_OWN_HASHES = (("_md5",), ("_sha1",), ("_sha256", "_sha2"), ("_sha512", "_sha2"), ("_sha3",), ("_blake2",))


@contextmanager
def without_openssl() -> Iterator[None]:
    """What is imported meanwhile does without it, unless it is loaded already or has the only hashes."""
    left_out = [*_TLS, *([_HASHES] if _has_own_hashes() else [])]
    hidden = [name for name in left_out if name not in sys.modules]
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            if modules.get(name, "") is None:
                del modules[name]


def _has_own_hashes() -> bool:
    """Whether this interpreter was built with hashes of its own; some distributions leave them out."""
    return all(any(find_spec(name) is not None for name in names) for names in _OWN_HASHES)
