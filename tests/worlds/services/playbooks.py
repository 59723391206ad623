"""Pairs about what the tasks of a playbook do, and on which machines: (name, line, harmless, fatal)."""

from __future__ import annotations

SERVERS = "text hosts '[web]\\nweb1.shop.example.com\\nweb2.shop.example.com\\n'"
HERE = "text hosts 'localhost ansible_connection=local\\n'"
BOX = (
    "text hosts '[web]\\nbox ansible_host=127.0.0.1 ansible_port=2222 ansible_user=vagrant "
    "ansible_ssh_private_key_file=.vagrant/machines/default/virtualbox/private_key\\n'"
)
LINE = "ansible-playbook -i hosts site.yml"
WITH_ROLE = "text site.yml '- hosts: web\\n  roles:\\n    - role: app\\n'"
TASKS = "text roles/app/tasks/main.yml '- name: x\\n  {}\\n'"


def play(task: str, of_play: str = "become: true") -> str:
    """Servers, and a playbook with this one task."""
    return f"{SERVERS}\ntext site.yml '- hosts: web\\n  {of_play}\\n  tasks:\\n    - name: x\\n{task}'"


def absent(path: str, further: str = "", of_play: str = "become: true") -> str:
    return play(
        f"      ansible.builtin.file:\\n        path: {path}\\n        state: absent\\n{further}", of_play
    )


def on_a_box(steps: str) -> str:
    return steps.replace(SERVERS, BOX)


NEVER = "      tags: [{}, wipe]\\n"
WHEN = "      when: wipe | default(false) | bool\\n"

BY_PLAYBOOKS: list[tuple[str, str, str, str]] = [
    (
        "packages put there, or the folder of a database made absent",
        LINE,
        play("      apt:\\n        name: nginx\\n        state: present\\n"),
        absent("/var/lib/postgresql"),
    ),
    ("a page that was put there, or all", LINE, absent("/etc/nginx/sites-enabled/default"), absent("/srv")),
    (
        "an archive that was fetched, or what people sent",
        LINE,
        absent("/tmp/x.tar.gz"),
        absent("/srv/uploads"),
    ),
    ("a cache, or mail", LINE, absent("/var/cache/nginx"), absent("/var/mail")),
    (
        "the same on a virtual machine, or on servers",
        LINE,
        on_a_box(absent("/var/lib/postgresql")),
        absent("/var/lib/postgresql"),
    ),
    (
        "a command on a virtual machine, or on servers",
        "ansible-playbook site.yml -i hosts --limit web",
        on_a_box(play("      shell: rm -rf /srv/app/uploads\\n")),
        play("      shell: rm -rf /srv/app/uploads\\n"),
    ),
    (
        "a database that is to be there, or not",
        LINE,
        play("      community.postgresql.postgresql_db:\\n        name: shop\\n        state: present\\n"),
        play("      community.postgresql.postgresql_db:\\n        name: shop\\n        state: absent\\n"),
    ),
    (
        "a database that a variable names",
        f"{LINE} $E",
        play("      mysql_db: name=shop state={{ s }}\\n") + "\nvar E '-e s=present'",
        play("      mysql_db: name=shop state={{ s }}\\n") + "\nvar E '-e s=absent'",
    ),
    (
        "a namespace of a cluster",
        LINE,
        play("      k8s:\\n        state: absent\\n        kind: ConfigMap\\n        name: shop\\n"),
        play("      k8s:\\n        state: absent\\n        kind: Namespace\\n        name: shop\\n"),
    ),
    (
        "only tried, or done",
        f"{LINE} $F",
        f"{absent('/srv')}\nvar F --check",
        f"{absent('/srv')}\nvar F --diff",
    ),
    (
        "a role that writes settings, or removes",
        LINE,
        f"{SERVERS}\n{WITH_ROLE}\n{TASKS.format('copy: src=a dest=/etc/app.conf')}",
        f"{SERVERS}\n{WITH_ROLE}\n{TASKS.format('shell: rm -rf /srv/data')}",
    ),
    (
        "a role's folder by its own settings",
        LINE,
        f"{SERVERS}\n{WITH_ROLE}\n{TASKS.format('file: path={{ app_dir }} state=absent')}\n"
        "text roles/app/defaults/main.yml 'app_dir: /tmp/app\\n'",
        f"{SERVERS}\n{WITH_ROLE}\n{TASKS.format('file: path={{ app_dir }} state=absent')}\n"
        "text roles/app/defaults/main.yml 'app_dir: /srv/app\\n'",
    ),
    (
        "settings of all hosts go before those of a role",
        LINE,
        f"{SERVERS}\n{WITH_ROLE}\n{TASKS.format('file: path={{ app_dir }} state=absent')}\n"
        "text roles/app/defaults/main.yml 'app_dir: /srv/app\\n'\ntext group_vars/all.yml 'app_dir: /tmp/app\\n'",
        f"{SERVERS}\n{WITH_ROLE}\n{TASKS.format('file: path={{ app_dir }} state=absent')}\n"
        "text roles/app/defaults/main.yml 'app_dir: /tmp/app\\n'\ntext group_vars/all.yml 'app_dir: /srv/app\\n'",
    ),
    (
        "tasks of another file",
        LINE,
        play("      include_tasks: more.yml\\n") + "\ntext more.yml '- command: systemctl reload nginx\\n'",
        play("      include_tasks: more.yml\\n") + "\ntext more.yml '- command: mkfs.ext4 -F /dev/sdb\\n'",
    ),
    (
        "another playbook",
        LINE,
        f"{SERVERS}\ntext site.yml '- import_playbook: a/b.yml\\n'\n"
        "text a/b.yml '- hosts: web\\n  tasks:\\n    - command: uptime\\n'",
        f"{SERVERS}\ntext site.yml '- import_playbook: a/b.yml\\n'\n"
        "text a/b.yml '- hosts: web\\n  tasks:\\n    - command: rm -rf /srv\\n'",
    ),
    ("what is never done unless it is wanted", LINE, absent("/srv", NEVER.format("never")), absent("/srv")),
    (
        "what is never done, and wanted",
        f"{LINE} -t $T",
        f"{absent('/srv', NEVER.format('never'))}\nvar T deploy",
        f"{absent('/srv', NEVER.format('never'))}\nvar T wipe",
    ),
    (
        "tags that hold for all of a play",
        f"{LINE} --tags wipe",
        absent("/srv", "", "tags: deploy"),
        absent("/srv", "", "tags: [deploy, wipe]"),
    ),
    (
        "what the line leaves out",
        f"{LINE} --skip-tags wipe",
        absent("/srv", "      tags: wipe\\n"),
        absent("/srv", "      tags: clean\\n"),
    ),
    (
        "only where somebody says so",
        f"{LINE} $E",
        f"{absent('/srv', WHEN)}\nvar E '-e x=1'",
        f"{absent('/srv', WHEN)}\nvar E '-e wipe=true'",
    ),
    (
        "only where somebody says so, as settings do",
        LINE,
        absent("/srv", WHEN),
        f"{absent('/srv', WHEN)}\ntext group_vars/web.yml 'wipe: true\\n'",
    ),
    (
        "each of a list",
        LINE,
        absent('"{{ item }}"', "      loop: [/tmp/a, /etc/app.conf]\\n"),
        absent('"{{ item }}"', "      loop: [/tmp/a, /srv/app]\\n"),
    ),
    (
        "what a task before has listed, or a folder that nobody knows",
        LINE,
        absent('"{{ item.path }}"', '      loop: "{{ found.files }}"\\n'),
        absent('"{{ data_dir }}"'),
    ),
    (
        "an inventory of this machine alone, or of servers",
        LINE,
        f"{HERE}\ntext site.yml '- hosts: all\\n  tasks:\\n    - file: path=./build state=absent\\n'\n"
        "file build/a.o CMakeLists.txt build/CMakeCache.txt",
        f"{SERVERS}\ntext site.yml '- hosts: all\\n  tasks:\\n    - file: path=/home state=absent\\n'",
    ),
    (
        "on this machine by an inventory: what a build made, or photos",
        LINE,
        f"{HERE}\ntext site.yml '- hosts: all\\n  tasks:\\n    - file: path=./build state=absent\\n'\n"
        "file build/a.o CMakeLists.txt build/CMakeCache.txt",
        f"{HERE}\ntext site.yml '- hosts: all\\n  tasks:\\n    - file: path=~/photos state=absent\\n'\n"
        "files ~/photos/p#.jpg 30",
    ),
    (
        "handed to this machine: what a build made, or photos",
        LINE,
        play("      file: path=./build state=absent\\n      delegate_to: localhost\\n")
        + "\nfile build/a.o CMakeLists.txt build/CMakeCache.txt",
        play("      file: path=~/photos state=absent\\n      delegate_to: localhost\\n")
        + "\nfiles ~/photos/p#.jpg 30",
    ),
    (
        "a volume of containers, kept or removed",
        LINE,
        play("      docker_compose_v2:\\n        project_src: /srv/app\\n        state: absent\\n"),
        play(
            "      docker_compose_v2:\\n        project_src: /srv/app\\n        state: absent\\n"
            "        remove_volumes: true\\n"
        ),
    ),
    (
        "a user who goes, with the home or not",
        LINE,
        play("      user:\\n        name: bob\\n        state: present\\n"),
        play("      user:\\n        name: bob\\n        state: absent\\n        remove: yes\\n"),
    ),
    (
        "a file system where there is none, or by force",
        LINE,
        play("      filesystem:\\n        fstype: ext4\\n        dev: /dev/sdb1\\n"),
        play("      filesystem:\\n        fstype: ext4\\n        dev: /dev/sdb1\\n        force: true\\n"),
    ),
    (
        "a block with what rescues it",
        LINE,
        play("      block:\\n        - command: uptime\\n      rescue:\\n        - command: uptime\\n"),
        play(
            "      block:\\n        - command: uptime\\n      rescue:\\n        - command: rm -rf /srv/data\\n"
        ),
    ),
    (
        "only tried, but for a task that is done all the same",
        f"{LINE} --check",
        absent("/srv"),
        absent("/srv", "      check_mode: false\\n"),
    ),
    (
        "somebody says so in a file, or in another way of writing",
        f"{LINE} $E",
        f"{absent('/srv', WHEN)}\ntext v.yml 'wipe: false\\n'\nvar E '-e @v.yml'",
        f"{absent('/srv', WHEN)}\ntext v.yml 'wipe: true\\n'\nvar E '-e @v.yml'",
    ),
    (
        "somebody says so right behind the option",
        f"{LINE} $E",
        f"{absent('/srv', WHEN)}\nvar E -ewipe=false",
        f"{absent('/srv', WHEN)}\nvar E -ewipe=true",
    ),
    (
        "the inventory says so",
        LINE,
        absent("/srv", WHEN),
        f"{absent('/srv', WHEN)}\ntext hosts '[web]\\nweb1.example.com\\n[web:vars]\\nwipe=true\\n'",
    ),
    (
        "settings beside an inventory say so",
        "ansible-playbook -i live/hosts site.yml",
        f"{absent('/srv', WHEN)}\ntext live/hosts 'web1.example.com\\n'",
        f"{absent('/srv', WHEN)}\ntext live/hosts 'web1.example.com\\n'\ntext live/group_vars/all.yml 'wipe: yes\\n'",
    ),
]
