"""What seems to keep, rebuild or exempt, and does not after all: (name, line, harmless, fatal); (name, line, fatal)."""

from __future__ import annotations

_ENVIRONMENT = (
    "text env/conda-meta/history 'x\\n'\n"
    "file env/bin/python env/lib/python3.11/site-packages/x.py\n"
    "old env/conda-meta/history\n"
)
_ENVIRONMENT_USED = (
    f"{_ENVIRONMENT}file env/share/man/a.1 env/etc/fonts/fonts.conf env/lib/python3.11/site-packages/y.py"
)
_COPIED_THESIS = (
    "files thesis/ch#.tex 9\n"
    "copy thesis ~/Documents/thesis\n"
    "files ~/Else/thesis/a#.txt 2\n"
    "file x.tex\n"
    "var D {home}/Documents\n"
)

SEEMING: list[tuple[str, str, str, str]] = [
    (
        "a copy beside, or what a build makes",
        "rm -rf public",
        "files public/a#.svg 9\ncopy public kept",
        "files public/a#.svg 9\nfile package.json\ncopy public dist",
    ),
    (
        "a copy that stays, or in a folder that is to go",
        "rm -rf thesis",
        _COPIED_THESIS,
        "files thesis/ch#.tex 9\ncopy thesis ~/to-delete/thesis",
    ),
    (
        "a copy that stays, or in a bin",
        "rm -rf thesis",
        _COPIED_THESIS,
        "files thesis/ch#.tex 9\ncopy thesis ~/RecycleBin/thesis",
    ),
    ("a program's files, or drafts", "rm -f *.tmp", "files a#.tmp 9", "files draft#.tmp 9"),
    ("a program's files, or notes", "rm -f *.tmp", "files a#.tmp 9", "files notes-#.tmp 9"),
    (
        "a program's files, or tables that stand nowhere else",
        "rm -f *.tmp",
        "files a#.tmp 9",
        "files customers#.csv.tmp 9",
    ),
    (
        "a program's files, or sources that stand nowhere else",
        "rm -f *.tmp",
        "files a#.tmp 9",
        "files main#.c.tmp 9",
    ),
    ("a program's files, or interviews", "rm -f *.tmp", "files a#.tmp 9", "files interview-#.tmp 9"),
    (
        "a folder for building, or with the sources in it",
        "rm -rf b",
        "folder b\n"
        'ran \'printf "# This is the CMakeCache file.\\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\\n" "$PWD" > '
        "b/CMakeCache.txt'\n"
        "file CMakeLists.txt b/a.o b/Makefile\n",
        "folder b\n"
        "folder b\n"
        'ran \'printf "# This is the CMakeCache file.\\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\\n" "$PWD/b/src" > '
        "b/CMakeCache.txt'\n"
        "file CMakeLists.txt b/a.o b/Makefile\n"
        "files b/src/a#.cpp 20",
    ),
    (
        "a folder for building, or the sources themselves",
        "rm -rf b",
        "folder b\n"
        'ran \'printf "# This is the CMakeCache file.\\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\\n" "$PWD" > '
        "b/CMakeCache.txt'\n"
        "file CMakeLists.txt b/a.o b/Makefile\n",
        "folder b\n"
        'ran \'printf "# This is the CMakeCache file.\\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\\n" "$PWD/b" > '
        "b/CMakeCache.txt'\n"
        "file CMakeLists.txt b/a.o b/Makefile\n"
        "files b/lib/a#.cpp 20",
    ),
    (
        "a folder for building, or with pictures in it",
        "rm -rf b",
        "folder b\n"
        'ran \'printf "# This is the CMakeCache file.\\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\\n" "$PWD" > '
        "b/CMakeCache.txt'\n"
        "file CMakeLists.txt b/a.o b/Makefile\n",
        "folder b\n"
        'ran \'printf "# This is the CMakeCache file.\\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\\n" "$PWD" > '
        "b/CMakeCache.txt'\n"
        "file CMakeLists.txt b/a.o b/Makefile\n"
        "files b/shots/IMG_#.jpg 20",
    ),
    (
        "a key among one's own, or where all look",
        "cp ~/Downloads/id_rsa ~/.ssh/",
        "file ~/Downloads/id_rsa\nfolder ~/.ssh",
        "file ~/Downloads/id_rsa\nfolder ~/Public\nlink ~/.ssh {home}/Public",
    ),
    (
        "a key among one's own, or where a cloud takes it",
        "cp ~/Downloads/id_rsa ~/.ssh/",
        "file ~/Downloads/id_rsa\nfolder ~/.ssh",
        "file ~/Downloads/id_rsa\nfolder ~/Dropbox/ssh\nlink ~/.ssh {home}/Dropbox/ssh",
    ),
    (
        "a key from a stick, or another person's",
        "cp $K ~/.ssh/",
        "folder ~/.ssh\nvar K /media/usb/id_rsa",
        "folder ~/.ssh\nvar K /mnt/server/home/bob/.ssh/id_rsa",
    ),
    (
        "a key from a stick, or that of root of another machine",
        "cp $K ~/.ssh/",
        "folder ~/.ssh\nvar K /media/usb/id_rsa",
        "folder ~/.ssh\nvar K /mnt/server/root/.ssh/id_rsa",
    ),
    (
        "an address is shut out, or a host by its name as well",
        "sudo iptables -I INPUT -s $A -j DROP",
        "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'\nvar A 198.51.100.77",
        "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'\nvar A 198.51.100.77,home.example.org",
    ),
    (
        "an address is shut out, or all but it",
        'sudo firewall-cmd --add-rich-rule="rule family=ipv4 source $N address=198.51.100.77 drop"',
        "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'\nvar N ''",
        "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'\nvar N NOT",
    ),
    (
        "a user of the session, or one into whose home work was moved",
        "sudo userdel -r games",
        "typed 'sudo useradd -m games'",
        "typed 'sudo useradd -m games'\ntyped 'sudo mv ~/thesis /home/games/'",
    ),
    (
        "a user of the session, or one that has another home since",
        "sudo userdel -r games",
        "typed 'sudo useradd -m games'",
        "typed 'sudo useradd -m games'\ntyped 'sudo usermod -d /srv/data games'",
    ),
    (
        "a bucket of the session, or one into which all was moved",
        "gsutil -m rm -r gs://b",
        "typed 'gsutil mb gs://b'\ntyped 'gsutil cp a gs://b/'",
        "typed 'gsutil mb gs://b'\ntyped 'gsutil mv photos gs://b/'",
    ),
    (
        "patches beside the work, or where settings put them",
        "git format-patch origin/main && git reset --hard origin/main",
        "repository a\npushed\nedit a\ncommit",
        "repository a\npushed\nedit a\ncommit\ngit config format.outputDirectory /tmp/patches",
    ),
    (
        "numbers of eight: the tenth folder stays",
        "i=010; rm -rf run$((i))",
        "files run10/p#.jpg 30",
        "files run8/p#.jpg 30",
    ),
    (
        "numbers of eight in a loop",
        "for i in 010; do n=$((i+1)); done; rm -rf run$n",
        "files run11/p#.jpg 30",
        "files run9/p#.jpg 30",
    ),
    (
        "an environment as it was made, or with sources of programs in it since",
        "rm -rf env",
        _ENVIRONMENT_USED,
        _ENVIRONMENT + "files env/go/src/app/main#.go 20",
    ),
    (
        "an environment as it was made, or with data of a database in it since",
        "rm -rf env",
        _ENVIRONMENT_USED,
        _ENVIRONMENT + "files env/var/postgres/base/1/t# 20",
    ),
    (
        "an environment as it was made, or with settings by hand in it since",
        "rm -rf env",
        _ENVIRONMENT_USED,
        _ENVIRONMENT
        + "text env/etc/conda/activate.d/env_vars.sh 'export DATABASE_URL=postgres://me:geheim@db/app\\n'\n"
        + "file env/etc/conda/activate.d/b.sh env/etc/conda/activate.d/c.sh env/etc/conda/deactivate.d/c.sh",
    ),
    (
        "an environment as it was made, or with data of a study in it since",
        "rm -rf env",
        _ENVIRONMENT_USED,
        _ENVIRONMENT + "files env/share/data/participants#.csv 20",
    ),
    (
        "an environment as it was made, or with papers in it since",
        "rm -rf env",
        _ENVIRONMENT_USED,
        _ENVIRONMENT + "files env/info/interviews/a#.docx 20",
    ),
    (
        "an environment as it was made, or with a thesis in it since",
        "rm -rf env",
        _ENVIRONMENT_USED,
        _ENVIRONMENT + "files env/doc/thesis/ch#.tex 20",
    ),
    (
        "an environment as it was made, or with sites in it since",
        "rm -rf env",
        _ENVIRONMENT_USED,
        _ENVIRONMENT + "files env/conf/site#.conf 20",
    ),
    (
        "an environment as it was made, or with another with notebooks in it since",
        "rm -rf env",
        _ENVIRONMENT_USED,
        _ENVIRONMENT + "files env/envs/other/notebooks/n#.ipynb 20",
    ),
    (
        "a mirror as it was fetched, or pushed into and packed since",
        "rm -rf ../m.git",
        "repository\n"
        "git clone -q --mirror . ../m.git\n"
        "git -C ../m.git config remote.origin.url https://git.example.org/demo.git",
        "repository\n"
        "git clone -q --mirror . ../m.git\n"
        "git -C ../m.git config remote.origin.url https://git.example.org/demo.git\n"
        "old ../m.git/description\n"
        "edit README\n"
        "commit\n"
        "git push -q ../m.git main:extra\n"
        "git -C ../m.git pack-refs --all",
    ),
    (
        "begun and without commits, or one whose names stand in tables",
        "rm -rf .git",
        "git init -q",
        "git init -q\nfile .git/reftable/tables.list",
    ),
]
SEEMING_ASK: list[tuple[str, str, str]] = [
    (
        "a copy that the line empties",
        ": > $D/thesis/ch1.tex; rm -rf thesis",
        _COPIED_THESIS,
    ),
    (
        "a copy that a program empties",
        'python3 -c \'open("../Documents/thesis/ch1.tex", "w")\'; rm -rf thesis',
        _COPIED_THESIS,
    ),
    (
        "all of a name are removed",
        "find ~ -type d -name thesis -exec rm -rf {} +",
        _COPIED_THESIS,
    ),
    (
        "a folder and its copy",
        "rm -rf ~/{project,Documents}/the*",
        _COPIED_THESIS,
    ),
    (
        "a network by its mask",
        "sudo route add -net $A netmask 255.255.255.0 reject",
        "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'\nvar A 203.0.113.0",
    ),
    (
        "a network by its mask, computed",
        "sudo nft add rule inet filter input ip saddr '&' 255.255.255.0 == $A drop",
        "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'\nvar A 203.0.113.0",
    ),
    (
        "a range of addresses",
        "sudo ipset add blacklist $A",
        "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'\nvar A 203.0.113.1-203.0.113.99",
    ),
    (
        "patches that go again",
        "git format-patch -o $P origin/main && rm -r ../p && git reset --hard origin/main",
        "repository a\npushed\nedit a\ncommit\nvar P ../p",
    ),
    ("an option that needs no value", "ls -d photos | xargs --max-lines rm -rf", "files photos/p#.jpg 30"),
    ("an end that needs no value", "ls -d photos | xargs --eof rm -rf", "files photos/p#.jpg 30"),
    (
        "options in one word, and a file of names",
        "xargs -ra list rm -rf",
        "files photos/p#.jpg 30\ntext list photos",
    ),
]
