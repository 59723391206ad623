"""The guarded world of the shell tests."""

from __future__ import annotations

from tests.shells.conftest import own_world

__all__ = ["own_world"]
