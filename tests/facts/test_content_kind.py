"""What a removed file's first bytes tell; nothing that is no file any more holds up the looking."""

from __future__ import annotations

import os
from pathlib import Path

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.content_kind import told_by_contents

_REMOVES = Effect(EffectKind.DELETE, "files.remove", "rm", "removes a file", 40)


def _lost(path: Path) -> TargetFacts:
    return TargetFacts(str(path), True, "file", 1, True, 40, recovery=Recovery.LOST, reason="it is not kept")


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "work")
    assert told_by_contents(_lost(tmp_path / "work"), _REMOVES).personal == 0


def test_a_key_under_a_name_that_says_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n")
    assert "a private key" in told_by_contents(_lost(tmp_path / "work"), _REMOVES).reason
