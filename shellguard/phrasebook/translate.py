"""Translates requests in plain language into command lines, best first, without a model."""

from __future__ import annotations

from shellguard.phrasebook.translation import Example, Surroundings, Translation


def translate(request: str, surroundings: Surroundings) -> tuple[Translation, ...]:
    """The command lines that a request may mean, best first; empty when none is understood well enough.

    Never raises, whatever the text. The first call reads the packaged phrases (under 100 ms).
    """
    del request, surroundings
    return ()


def nearest(request: str, count: int) -> tuple[Example, ...]:
    """The packaged examples that resemble a request most, nearest first."""
    del request, count
    return ()
