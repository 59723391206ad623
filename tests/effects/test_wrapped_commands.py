"""A command is judged behind whatever starts it, with the options that people give to that."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read

WORDS = "rm -rf /srv/data"

BEFORE_WORDS = [
    "sudo -k",
    "sudo -S -k",
    "sudo --reset-timestamp",
    "setarch -R",
    "setarch x86_64 -R",
    "i386",
    "gdb -batch -ex run --args",
    "proot -r /mnt",
    "tmux split-window -h",
    "tmux popup -w 80%",
    "nix shell nixpkgs#hello -c",
    "nix develop -c",
    "guix shell hello --",
    "mise x node@20 --",
    "sops exec-env s.yaml",
    "infisical run --",
    "doppler run -p app -c dev --",
    "consul lock x",
    "consul watch -type key -key a",
    "etcdctl lock x",
    "etcdctl watch x --",
    "podman unshare",
    "buildah run c",
    "machinectl shell web",
    "systemd-nspawn -D root",
    "nomad alloc exec a",
    "dokku run web",
    "dokku enter web web",
    "kamal server exec",
    "juju exec --unit web/0",
    "hcloud server ssh web",
    "kubectl node-shell n1 --",
    "oc debug node/n1 --",
    "oc rsh -n x pod-0",
    "wsl -e",
    "tcpserver 0 1",
    "xdotool exec",
    "gh codespace ssh --",
    "railway run",
    "repo forall -c",
    "pdsh -a",
    "knife ssh 'role:web'",
]

BEFORE_TEXT = [
    "bash -euo pipefail -c",
    "bash -ceuo pipefail",
    "sh -eo errexit -c",
    "nu -c",
    "elvish -c",
    "doppler run --command",
    "machinectl shell web /bin/sh -c",
    "cf ssh app -c",
    "aws ecs execute-command --cluster c --task t --interactive --command",
    "az containerapp exec -n a -g g --command",
    "az aks command invoke -g g -n k --command",
    "doctl compute ssh web --ssh-command",
    "devpod ssh w --command",
    "cargo watch -s",
    "nodemon --exec",
    "hg bisect -c",
    "xterm -e",
    "gnome-terminal -e",
]

HARMLESS = [
    "sudo -k",
    "bash -euo pipefail build.sh",
    "bash -o vi",
    "gdb --args ./app -x 1",
    "gdb -p 123",
    "tmux split-window -h",
    "nix develop",
    "machinectl shell",
    "systemd-nspawn -b -D rootfs",
    "doppler run -p app -c dev -- npm start",
    "wsl --list",
    "xterm",
    "nodemon server.js",
    "railway up",
]


def _removes(line: str) -> bool:
    return any(effect.kind.value == "delete" for effect in effects_of(read(line)))


@pytest.mark.parametrize("line", HARMLESS)
def test_a_wrapper_alone_removes_nothing(line: str) -> None:
    assert not _removes(line)


@pytest.mark.parametrize("front", BEFORE_WORDS)
def test_words_behind_a_wrapper_are_a_command(front: str) -> None:
    assert _removes(f"{front} {WORDS}")


@pytest.mark.parametrize("front", BEFORE_TEXT)
def test_a_text_behind_a_wrapper_is_read(front: str) -> None:
    assert _removes(f"{front} '{WORDS}'")
