"""A text of plain settings may be put where such settings belong; one line in it that is none is asked about."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.look import look
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from shellguard.risk.weigh import weigh

_SHELL = ShellState(cwd="/nowhere", home="/nowhere/home", uid=1000)
_KERNEL = "net.bridge.bridge-nf-call-iptables = 1\nnet.ipv4.ip_forward = 1\n"
_LOGS = "/var/log/mytool/*.log {\n  weekly\n  rotate 4\n  compress\n  missingok\n"


def _score(line: str) -> int:
    script = read(line, _SHELL)
    effects = effects_of(script, _SHELL)
    return weigh(script, effects, look(effects, _SHELL, script=script)).score


ASKED = (
    "printf '%s\\n' 'SUBSYSTEM==\"usb\", MODE=\"0660\"' 'RUN+=\"/tmp/x\"' | sudo tee /etc/udev/rules.d/9.rules",
    'echo \'SUBSYSTEM=="usb", MODE="0660"\' \'RUN+="/tmp/x"\' | sudo tee /etc/udev/rules.d/9.rules',
    "echo 'options nouveau modeset=0' '\\ninstall usb-storage /tmp/x' | sudo tee /etc/modprobe.d/n.conf",
    f"cat <<E | sudo tee /etc/sysctl.d/k.conf\n{_KERNEL}kernel.yama.ptrace_scope = 0\nE",
    f"cat <<E | sudo tee /etc/sysctl.d/k.conf\n{_KERNEL}$MORE\nE",
    f"cat more - <<E | sudo tee /etc/sysctl.d/k.conf\n{_KERNEL}E",
    f"cat <<E | sed s/1/2/ | sudo tee /etc/sysctl.d/k.conf\n{_KERNEL}E",
    "sudo tee /etc/modules-load.d/k.conf <<E\noverlay\nmymodule\nE",
    "echo '* hard nproc 0' | sudo tee -a /etc/security/limits.conf",
    "echo '* soft nofile 65535' | sudo tee /etc/security/limits.conf",
    "echo '* soft nofile 65535' | sudo tee /etc/security/access.conf",
    "printf '[Journal]\\nStorage=none\\n' | sudo tee /etc/systemd/journald.conf.d/j.conf",
    "printf '[Journal]\\nSystemMaxUse=1K\\n' | sudo tee /etc/systemd/journald.conf.d/j.conf",
    f"sudo tee /etc/logrotate.d/mytool <<'E'\n{_LOGS}  postrotate\n    /opt/x\n  endscript\n}}\nE",
    "sudo tee /etc/logrotate.d/mytool <<'E'\n/etc/passwd {\n  daily\n  rotate 1\n}\nE",
    "sudo tee /etc/logrotate.d/mytool <<'E'\n/var/log/../../etc/* {\n  daily\n}\nE",
    "echo 'APT::Get::AllowUnauthenticated \"true\";' | sudo tee /etc/apt/apt.conf.d/9x",
    "echo 'APT::Periodic::Unattended-Upgrade \"0\";' | sudo tee /etc/apt/apt.conf.d/9x",
    "echo 'export EDITOR=/tmp/vim' | sudo tee /etc/profile.d/editor.sh",
    "echo 'export PATH=/opt/x/bin:$PATH' | sudo tee /etc/profile.d/x.sh",
    "echo 'export PATH=$PATH:/home/ann/bin' | sudo tee /etc/profile.d/x.sh",
    "echo 'export PATH=$PATH:/opt/../tmp' | sudo tee /etc/profile.d/x.sh",
    "echo 'export EDITOR=vim' | sudo tee /etc/profile",
    *(
        f"echo '{rule}, MODE=\"0666\"' | sudo tee /etc/udev/rules.d/9.rules"
        for rule in (
            *(
                'SUBSYSTEM=="block"',
                'KERNEL=="sd*"',
                'SUBSYSTEM=="input"',
                'KERNEL=="event*"',
                'KERNEL=="mem"',
            ),
            *('ACTION=="add"', 'KERNEL=="*"', 'SUBSYSTEM=="tty"', 'SUBSYSTEM=="usb", KERNEL=="nvme0n1"'),
        )
    ),
    """echo -e 'KERNEL=="ttyACM0\\x22, RUN+=\\x22/srv/x\\x22, KERNEL==\\x22y", MODE="0660"' | sudo tee /etc/udev/rules.d/9.rules""",
    """printf 'KERNEL=="%s", MODE="0660"\\n' 'x", RUN+="/srv/x' | sudo tee /etc/udev/rules.d/9.rules""",
    "echo 'fs.file-max=10' | sudo tee /etc/sysctl.d/9.conf",
    "echo 'kernel.pid_max = 20' | sudo tee /etc/sysctl.d/9.conf",
    "echo 'vm.nr_hugepages=999999999' | sudo tee /etc/sysctl.d/9.conf",
    "echo '* hard nofile unlimited' | sudo tee -a /etc/security/limits.conf",
    "echo '* hard nofile 2000000000' | sudo tee -a /etc/security/limits.conf",
    "echo 'SystemKeepFree=90000G' | sudo tee /etc/systemd/journald.conf.d/j.conf",
    "echo 'SystemMaxUse=00M' | sudo tee /etc/systemd/journald.conf.d/j.conf",
    "echo 'UserTasksMax=2' | sudo tee /etc/systemd/logind.conf.d/l.conf",
    "echo 'IdleAction=poweroff' | sudo tee /etc/systemd/logind.conf.d/l.conf",
    "echo 'IdleActionSec=1' | sudo tee /etc/systemd/logind.conf.d/l.conf",
    "sudo tee /etc/logrotate.d/mytool <<'E'\n/var/log/audit/audit.log {\n  daily\n  rotate 1\n}\nE",
    "sudo tee /etc/logrotate.d/mytool <<'E'\n/var/log/*.log {\n  daily\n  rotate 1\n}\nE",
    'printf \'Section "Files"\\nModulePath "/tmp"\\nEndSection\\n\' | sudo tee /etc/X11/xorg.conf.d/9.conf',
)

RUN = (
    f"cat <<E | sudo tee /etc/sysctl.d/k.conf\n{_KERNEL}E",
    f"sudo tee /etc/sysctl.d/k.conf <<'E' > /dev/null\n# for the cluster\n{_KERNEL}E",
    "sudo tee /etc/sysctl.d/99-i.conf <<< 'fs.inotify.max_user_watches=524288'",
    "sudo bash -c 'cat > /etc/sysctl.d/99-i.conf <<E\nvm.swappiness=10\nE'",
    "printf '%s\\n' 'vm.swappiness=10' 'vm.dirty_ratio=5' | sudo tee /etc/sysctl.d/99-k.conf",
    "echo -e 'vm.swappiness=10\\nvm.dirty_ratio=5' | sudo tee /etc/sysctl.d/99-k.conf",
    "cat <<EOF | sudo tee /etc/modules-load.d/k.conf\noverlay\nbr_netfilter\nEOF",
    "echo '* soft nofile 65535' | sudo tee -a /etc/security/limits.conf",
    "printf '@audio - rtprio 95\\n@audio - memlock unlimited\\n' | sudo tee /etc/security/limits.d/sound.conf",
    "printf '[Journal]\\nSystemMaxUse=200M\\nMaxRetentionSec=1month\\n' | sudo tee /etc/systemd/journald.conf.d/j.conf",
    "sudo tee /etc/systemd/logind.conf.d/lid.conf <<E\n[Login]\nHandleLidSwitch=ignore\nE",
    f"sudo tee /etc/logrotate.d/mytool <<'E'\n{_LOGS}}}\nE",
    "echo 'APT::Periodic::Update-Package-Lists \"1\";' | sudo tee /etc/apt/apt.conf.d/20auto-upgrades",
    "echo 'export PATH=$PATH:/usr/local/go/bin' | sudo tee /etc/profile.d/golang.sh",
    "echo 'export EDITOR=vim' | sudo tee /etc/profile.d/editor.sh",
    *(
        f"echo '{rule}, MODE=\"0660\"' | sudo tee /etc/udev/rules.d/9.rules"
        for rule in (
            *(
                'KERNEL=="ttyUSB0"',
                'SUBSYSTEM=="tty", KERNEL=="ttyACM*"',
                'KERNEL=="hidraw*"',
                'KERNEL=="uinput"',
            ),
            *('SUBSYSTEM=="usb", ATTRS{idVendor}=="1d50"', 'SUBSYSTEM=="input", ATTRS{idVendor}=="1d50"'),
        )
    ),
    "echo 'fs.file-max = 2097152' | sudo tee /etc/sysctl.d/9.conf",
    "echo '* hard nofile 1048576' | sudo tee -a /etc/security/limits.conf",
)


@pytest.mark.parametrize("line", ASKED)
def test_a_line_that_is_no_plain_setting_is_asked_about(line: str) -> None:
    assert _score(line) > 50


@pytest.mark.parametrize("line", RUN)
def test_plain_settings_that_are_not_there_yet_are_put_in_place(line: str) -> None:
    assert _score(line) <= 50
