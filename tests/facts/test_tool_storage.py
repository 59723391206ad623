"""Where tools keep what a line removes: what lies elsewhere, or can't be seen, is never called nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Recovery
from shellguard.facts.look import look
from shellguard.facts.telling_variables import telling_variables
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState


def lost(line: str, home: Path, **variables: str) -> Recovery | None:
    shell = ShellState(cwd=str(home), home=str(home), uid=1000, variables=variables)
    script = read(line, shell)
    facts = look(effects_of(script, shell), shell, budget_ms=500.0, script=script).targets.get((0, -1))
    return facts.recovery if facts is not None else None


@pytest.mark.parametrize(
    "line",
    [
        "sudo podman system reset --force",
        "podman --url ssh://web1/run/podman.sock volume rm data",
        "podman volume rm -a",
        "podman volume rm $NAME",
        "CONTAINER_HOST=ssh://web1 podman system reset --force",
        "GNUPGHOME=~/other gpg --delete-secret-keys ann",
        "gpg --homedir ~/other --delete-secret-keys ann",
        "pass rm -r $NAME",
        "restic -r sftp:nas:/b forget --keep-last 1 --prune",
        "restic --repo=s3:host/b forget --keep-last 1 --prune",
        "restic forget --keep-last 1 --prune",
        "borg delete ssh://nas/./b",
        "borg delete b::monday",
        "tmux -L other kill-server",
        "terraform -chdir=live workspace delete -force old",
        "pass init ann && pass rm -r work",
    ],
)
def test_what_is_not_known_is_not_called_nothing(tmp_path: Path, line: str) -> None:
    assert lost(line, tmp_path) is not Recovery.NOTHING_LOST


@pytest.mark.parametrize(
    "line",
    [
        "podman system reset --force",
        "podman volume rm data",
        "gpg --delete-secret-keys ann",
        "pass rm -r work/mail",
        "minikube delete --all",
        "colima delete",
        "dconf reset -f /",
        "borg delete ./b",
        "yadm reset --hard",
        "restic -r ./b forget --keep-last 1 --prune",
        "terraform workspace delete -force old",
        "pipx uninstall-all",
    ],
)
def test_where_nothing_lies_nothing_is_lost(tmp_path: Path, line: str) -> None:
    assert lost(line, tmp_path) is Recovery.NOTHING_LOST


def test_what_may_not_be_looked_into_is_not_called_empty(tmp_path: Path) -> None:
    store = tmp_path / ".password-store" / "work"
    store.parent.mkdir()
    store.symlink_to("/nowhere")
    assert lost("pass rm -r work", tmp_path) is not Recovery.NOTHING_LOST


def test_a_variable_sends_the_tool_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "other" / "work").mkdir(parents=True)
    (tmp_path / "other" / "work" / "a.gpg").write_text("x")
    assert lost("pass rm -r work", tmp_path) is Recovery.NOTHING_LOST
    elsewhere = {"PASSWORD_STORE_DIR": str(tmp_path / "other")}
    assert lost("pass rm -r work", tmp_path, **elsewhere) is not Recovery.NOTHING_LOST
    script = read("pass rm -r work")
    assert "PASSWORD_STORE_DIR" in telling_variables(effects_of(script))
