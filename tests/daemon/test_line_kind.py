"""A line whose operands are all there is a command, however it reads; one of them missing, it is what it reads like."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.daemon.line_kind import LineKinds

LINE = "cp my old notes to the attic"


@pytest.mark.parametrize(
    ("there", "kind"),
    [
        pytest.param((), "sentence", id="nothing there"),
        pytest.param(("my", "old", "notes", "to", "the"), "sentence", id="all but one"),
        pytest.param(("my", "old", "notes", "to", "the", "attic"), "command", id="all of them"),
    ],
)
def test_what_is_there_decides(tmp_path: Path, there: tuple[str, ...], kind: str) -> None:
    for name in there:
        (tmp_path / name).touch()
    assert LineKinds().kind(LINE, str(tmp_path)) == kind
