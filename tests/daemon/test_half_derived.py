"""What a shell is asked for where a script cannot be read to its end: as much as where it can."""

from __future__ import annotations

from pathlib import Path

from shellguard.facts.files.globbing import MOST_MATCHES
from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.understanding import remembered
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation

LINE = "bash clear.sh"
SCRIPT = "for f in logs/*; do wc -l $f; done\nkubectl rollout restart deploy web\n"


def clusters(file: Path, context: str) -> str:
    """A file of clusters, of which one is meant."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        f"current-context: {context}\ncontexts:\n- context:\n    cluster: c\n  name: {context}\n"
        "clusters:\n- cluster:\n    server: https://127.0.0.1:6443\n  name: c\n"
    )
    return str(file)


def scene(folder: Path, logs: int) -> tuple[str, str]:
    """A script beside so many logs; gives back the files of a cluster of one's own and of another."""
    (folder / "logs").mkdir(parents=True)
    for number in range(logs):
        (folder / "logs" / f"{number}.log").touch()
    (folder / "clear.sh").write_text(SCRIPT)
    return clusters(folder / ".kube" / "config", "minikube"), clusters(folder / "elsewhere", "prod-eu")


def test_what_tells_of_effects_is_asked_for_where_a_pattern_has_too_many_matches(
    client: Installation, tmp_path: Path
) -> None:
    own, elsewhere = scene(tmp_path / "work", MOST_MATCHES + 1)
    shell = HandMadeShell(client, home=str(tmp_path / "work"), cwd=tmp_path / "work")
    for file, answer in (
        (elsewhere, "ask"),
        (own, "allow"),
    ):  # what is remembered of the line helps the second
        shell.values = {"v:KUBECONFIG": file}
        assert shell.line(LINE, str(tmp_path / "work")).type == answer
    shell.close()


def test_a_cluster_elsewhere_is_seen_where_a_pattern_has_too_many_matches(tmp_path: Path) -> None:
    own, elsewhere = scene(tmp_path, MOST_MATCHES + 1)
    remembered.clear()
    shell = ShellState(cwd=str(tmp_path), home=str(tmp_path))

    def action(file: str) -> Action:
        given = {"KUBECONFIG": file}
        return judge(LINE, shell=shell, settings=Settings(), environment=given).decision.action

    assert action(elsewhere) is Action.CONFIRM
    assert action(own) is Action.ALLOW
