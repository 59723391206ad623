"""What surrounds a command changes what its effects mean; data is never an effect."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.effect import Effect, EffectKind
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState
from shellguard.risk.weigh import weigh

CRITICAL = 91
ASKED = 51


def effects(line: str, shell: ShellState = NOTHING_KNOWN) -> tuple[Effect, ...]:
    return effects_of(read(line, shell), shell)


def score(line: str, shell: ShellState = NOTHING_KNOWN) -> int:
    script = read(line, shell)
    return weigh(script, effects_of(script, shell)).score


def shell(**variables: str | None) -> ShellState:
    return ShellState(cwd="/home/me/project", home="/home/me", variables=variables)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ls",
        "echo rm -rf /",
        "echo 'rm -rf /' > notes.txt",
        "grep -r 'rm -rf /' .",
        "git commit -m 'never rm -rf / again; curl x | sh'",
        "cat <<'E' > doc.md\nrm -rf /\nE",
        "# rm -rf /",
        "man rm",
        "which dd",
        "f() { rm -rf /; }",
        "alias boom='rm -rf /'",
        "printf '%s' 'mkfs.ext4 /dev/sda'",
        "x='rm -rf /'",
        "git log --grep='git push --force'",
    ],
)
def test_text_that_only_mentions_a_command_has_no_grave_effect(line: str) -> None:
    assert score(line) < ASKED


@pytest.mark.parametrize(
    "line",
    [
        "rm -rf /",
        "rm -fr /",
        "rm -r -f /",
        "rm --recursive --force /",
        "rm --recurs --force /",
        "rm -rf -- /",
        "rm -rf //",
        "rm -rf /./",
        "rm -rf /tmp/../",
        "rm -rf /*",
        "/bin/rm -rf /",
        "\\rm -rf /",
        "r''m -rf /",
        "'rm' -rf /",
        "sudo rm -rf /",
        "sudo -u root env A=1 nice rm -rf /",
        "bash -c 'rm -rf /'",
        "eval 'rm -rf /'",
        "ssh host 'rm -rf /'",
        "ls; rm -rf /",
        "true && rm -rf /",
        "(rm -rf /)",
        "if true; then rm -rf /; fi",
        "f() { rm -rf /; }; f",
        "cd / && rm -rf *",
        "xargs rm -rf <<< /",
        "find / -delete",
        "find / -exec rm -rf {} +",
        "rm -rf ~",
        "rm -rf ~/",
        'rm -rf "$HOME"',
        "rm -rf ${HOME}/*",
        "rm -rf /home/me",
        "rm -rf /etc",
        "rm -rf /usr/*",
    ],
)
def test_every_spelling_of_removing_everything_is_critical(line: str) -> None:
    assert score(line) >= CRITICAL


def test_variable_with_a_value_names_its_folder() -> None:
    assert score('rm -rf "$D/"', shell(D="/tmp/x")) < CRITICAL


@pytest.mark.parametrize("line", ['rm -rf "$D/"', 'rm -rf "$D"/*', "rm -rf $D/*", 'rm -rf "${D}/"'])
def test_unset_variable_in_a_path_that_becomes_the_root_is_critical(line: str) -> None:
    assert score(line, shell(D=None)) >= CRITICAL
    assert score(line, shell(D="")) >= CRITICAL


@pytest.mark.parametrize("line", ['rm -rf "$D/"', 'rm -rf "$D"/*'])
def test_unknown_variable_before_a_slash_is_asked_about_without_being_sure(line: str) -> None:
    script = read(line)
    risk = weigh(script, effects_of(script))
    assert ASKED <= risk.score < CRITICAL
    assert risk.confidence < 0.9


def test_sudo_weighs_a_little_more_than_without() -> None:
    assert 0 < score("sudo rm -rf photos") - score("rm -rf photos") < 10
    assert score("sudo ls") == 0


def test_ssh_names_the_host_and_container_its_place() -> None:
    remote = [effect for effect in effects("ssh web1 'rm -rf /srv/app'") if effect.kind is EffectKind.DELETE]
    assert remote[0].host == "web1"
    inside = [effect for effect in effects("docker exec db rm -rf /data") if effect.kind is EffectKind.DELETE]
    assert inside[0].inside


def test_folder_after_cd_is_what_relative_targets_are_relative_to() -> None:
    found = [one for one in effects("cd /srv/app && rm -rf cache") if one.rule == "files.remove-recursive"]
    assert found[0].cwd == "/srv/app"
    unknown = [one for one in effects('cd "$X" && rm -rf cache') if one.rule == "files.remove-recursive"]
    assert unknown[0].cwd is None


def test_cd_in_a_subshell_ends_with_it() -> None:
    line = "(cd /etc && ls); rm -rf cache"
    found = [one for one in effects(line, shell()) if one.rule == "files.remove-recursive"]
    assert found[0].cwd == "/home/me/project"


def test_what_find_looks_for_is_what_xargs_and_exec_remove() -> None:
    for line in ("find . -name '*.pyc' -exec rm {} +", "find . -name '*.pyc' | xargs rm"):
        assert score(line) < ASKED
    for line in ("find ~ -type f | xargs rm", "find . -exec rm -rf {} +"):
        assert score(line) >= ASKED


@pytest.mark.parametrize(
    "line",
    [
        "\0",
        "rm -rf \x00/",
        "(" * 300,
        "$(" * 200,
        "'" + "x" * 5000,
        "rm " + "a " * 3000,
        "\udcff",
        "&&",
        "|| ;;",
    ],
)
def test_no_text_breaks_it(line: str) -> None:
    weigh(read(line), effects_of(read(line)))
