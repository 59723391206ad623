"""What a rehearsal tells of its daemon."""

from __future__ import annotations

import pytest

from shellguard.rehearsal.stage import Stage


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ""),
        ("  the report is in x.txt\n", ""),
        ("listening\nshellguard: the socket can't be made\n", "the socket can't be made"),
        ("shellguard: unexpected error: OSError\n  the report is in x.txt\n\n", "unexpected error: OSError"),
    ],
)
def test_what_the_daemon_said_last_is_no_place_that_is_gone(written: str, said: str) -> None:
    with Stage("", ["true"]) as stage:
        (stage.folder / "daemon.log").write_text(written)
        assert stage.daemon_said == said
