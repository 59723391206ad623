"""What a person keeps for a shell, once the same words would reach production."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.wire.frames import Frame
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation

LINE = "kubectl delete ns shop"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("c"))
    made.start_daemon()
    yield made
    made.run("daemon", "stop")


def meaning(folder: Path, context: str) -> dict[str, str]:
    """The variables of a shell whose clusters are those of a file with this current context."""
    file = folder / context
    file.write_text(
        f"current-context: {context}\ncontexts:\n- context:\n    cluster: c\n  name: {context}\n"
        "clusters:\n- cluster:\n    server: https://k8s.example.com:6443\n  name: c\n"
    )
    return {"v:KUBECONFIG": str(file)}


def kept(shell: HandMadeShell, question: Frame) -> str:
    shell.sequence += 1
    shell.send("answer", question.field(0), "remember-shell", "0", LINE)
    return shell.heard().type


def test_what_is_kept_elsewhere_is_asked_about_in_production(shell: HandMadeShell, tmp_path: Path) -> None:
    shell.values = meaning(tmp_path, "team-a")
    question = shell.line(LINE)
    assert question.type == "ask"
    assert kept(shell, question) == "ok"
    assert shell.line(LINE).type == "allow"
    shell.values = meaning(tmp_path, "prod-eu")
    assert shell.line(LINE).type == "ask"


def test_what_is_kept_in_production_holds_there(shell: HandMadeShell, tmp_path: Path) -> None:
    shell.values = meaning(tmp_path, "prod-eu")
    question = shell.line(LINE)
    assert question.type == "ask"
    assert kept(shell, question) == "ok"
    assert shell.line(LINE).type == "allow"
