"""A setting in what every shell runs at its start: another plain value is none's concern, code there is."""

from __future__ import annotations

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings


def asked(line: str) -> bool:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    return verdict.decision.action is not Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "sed -i 's/^ZSH_THEME=.*/ZSH_THEME=$(frob)/' ~/.zshrc",
        "sed -i 's/^ZSH_THEME=.*/ZSH_THEME=`frob`/' ~/.zshrc",
        "sed -i 's/^ZSH_THEME=.*/ZSH_THEME=a; sh x/' ~/.zshrc",
        "sed -i 's/^ZSH_THEME=.*/ZSH_THEME=a sh x/' ~/.zshrc",
        "sed -i 's/.*/ZSH_THEME=a/' ~/.zshrc",
        "sed -i 's/E=.*/ZSH_THEME=a/' ~/.zshrc",
        "sed -i 's/HISTSIZE=1000/HISTSIZE=0/' ~/.bashrc",
        "sed -i 's/^HISTFILE/#HISTFILE/' ~/.zshrc",
        "sed -i 's/HISTCONTROL=.*/HISTCONTROL=ignorespace/' ~/.bashrc",
        "sed -i 's/export PATH=.*/export PATH=bin/' ~/.bashrc",
        "sed -i 's|export ZSH=.*|export ZSH=.oh|' ~/.zshrc",
        "sed -i 's|export EDITOR=.*|export EDITOR=/tmp/x|' ~/.bashrc",
        "sed -i 's|export EDITOR=.*|export EDITOR=x/y|' ~/.bashrc",
        "sed -i 's|A=.*|A=~/x|' ~/.bashrc",
        "sed -i 's/https_proxy=.*/https_proxy=203.0.113.7:80/' ~/.bashrc",
        "sed -i 's/ZSH_THEME=.*/ZSH_THEME=a/w out' ~/.zshrc",
        "sed -i 's/ZSH_THEME=.*/ZSH_THEME=a/;d' ~/.zshrc",
        "sed -i 's/ZSH_THEME=.*/ZSH_THEME=a\\nsh x/' ~/.zshrc",
        "sed -i 's/ZSH_THEME=.*/&=a/' ~/.zshrc",
        "sed -ni 's/ZSH_THEME=.*/ZSH_THEME=a/' ~/.zshrc",
        'sed -i "s/^ZSH_THEME=.*/ZSH_THEME=$T/" ~/.zshrc',
        "sed -i 's/ZSH_THEME=.*/ZSH_THEME=a/' ~/.zshrc ~/.ssh/authorized_keys",
        "sed -i -e 's/ZSH_THEME=.*/ZSH_THEME=a/' -e '1,9d' ~/.zshrc",
        "sed -i '/nvm/d' ~/.bashrc",
    ],
)
def test_a_start_file_that_loses_more_or_runs_something_is_asked_about(line: str) -> None:
    assert asked(line)


@pytest.mark.parametrize(
    "line",
    [
        'sed -i \'s/ZSH_THEME="robbyrussell"/ZSH_THEME="agnoster"/\' ~/.zshrc',
        "sed -i 's/^ZSH_THEME=.*/ZSH_THEME=\"powerlevel10k\\/powerlevel10k\"/' ~/.zshrc",
        'sed -i \'s|ZSH_THEME=".*"|ZSH_THEME="powerlevel10k/powerlevel10k"|\' $HOME/.zshrc',
        "sed -i 's/plugins=(git)/plugins=(git zsh-autosuggestions)/' ~/.zshrc",
        "sed -i 's/export EDITOR=.*/export EDITOR=vim/' ~/.bashrc",
        'sed -i \'s/# DISABLE_AUTO_UPDATE="true"/DISABLE_AUTO_UPDATE="true"/\' ~/.zshrc',
        "sed -i 's/^ZSH_THEME/# ZSH_THEME/' ~/.zshrc",
        "sed -i -e 's/HISTSIZE=.*/HISTSIZE=100000/' -e 's/HISTFILESIZE=.*/HISTFILESIZE=200000/' ~/.bashrc",
        "sed -i 's|export JAVA_HOME=.*|export JAVA_HOME=/usr/lib/jvm/java-17-openjdk|' ~/.bashrc",
        "sed -i '' 's/ZSH_THEME=.*/ZSH_THEME=a/' ~/.zshrc",
    ],
)
def test_a_setting_that_gets_another_plain_value_is_not_asked_about(line: str) -> None:
    assert not asked(line)
