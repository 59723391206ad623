"""Puts what the daemon has loaded into large pages, where the kernel can (Linux 6.1 and later).

A line touches thousands of places all over it. After a pause each small page costs a walk through the page
tables, which in a virtual machine is a good part of what a line takes longer then than in a row of lines.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

_LARGE = 1 << 21
_COLLAPSE = 25
"""MADV_COLLAPSE: now, and nothing is left for the kernel to do later."""


def gather_apart() -> None:
    """Asks for it once, for what is there now, in a thread: nobody waits for it."""
    # No /proc, a map that reads otherwise, no thread to be had: the daemon starts all the same.
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        loaded = tuple(_whole_pages())  # the thread's own stack, hardly used, is not to grow to such a page
        Thread(target=_gather, args=(loaded,), name="large-pages", daemon=True).start()


def _gather(loaded: tuple[tuple[int, int], ...]) -> None:
    # A Python without ctypes, a kernel that can't: then the pages stay small.
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes  # its library is needed only now

        advise = ctypes.CDLL(None).madvise
        for begin, end in loaded:
            advise(ctypes.c_void_p(begin), ctypes.c_size_t(end - begin), _COLLAPSE)


def _whole_pages() -> Iterator[tuple[int, int]]:
    """Of the memory that belongs to no file, what large pages would fill."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines():
        bounds, rights, _, _, _, *name = line.split(maxsplit=5)
        if rights == "rw-p" and name in ([], ["[heap]"]):
            begin, end = (int(bound, 16) for bound in bounds.split("-"))
            begin, end = -(-begin // _LARGE) * _LARGE, end // _LARGE * _LARGE
            if begin < end:
                yield begin, end
