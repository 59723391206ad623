"""Pairs about what keeps a thing, and what it holds: copies, archives, databases (name, line, harmless, fatal)."""

from __future__ import annotations

LETTERS = "files letters/#.odt 12"
PACKED = "file thesis/a.odt thesis/b.odt\narchive t.tar.gz thesis"
ZIPPED = "file a.odt\narchive a.zip a.odt"
PLAIN = "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'"
VOLUMES = "text compose.yaml 'services:\\n  db:\\n    image: postgres\\nvolumes:\\n  data:\\n'"
STATE = 'file main.tf\ntext terraform.tfstate \'{"version": 4, "resources": [%s]}\''
BESIDE = "files thesis/#.odt 12\narchive thesis.tar.gz thesis"
HELD: list[tuple[str, str, str, str]] = [
    (
        "removed and unpacked anew from what holds it, or from an older state",
        "rm -rf thesis && tar xzf thesis.tar.gz",
        BESIDE,
        f"{BESIDE}\nedit thesis/3.odt",
    ),
    (
        "the same with what packs what it finds, and runs a program on it",
        "rm -rf thesis && tar xzf thesis.tar.gz --to-command='rm -rf thesis.tar.gz'",
        "folder x",
        BESIDE,
    ),
    # what stays under another name, or in a copy
    (
        "a folder of further names, or of the only ones",
        "rm -r snap",
        f"{LETTERS}\nnames letters snap",
        "files snap/#.odt 12",
    ),
    (
        "one of two names of a letter, or the only one",
        "rm a.odt",
        "file a.odt\nnames a.odt ~/b.odt",
        "file a.odt",
    ),
    (
        "both names of all, or one of them",
        "rm -r letters",
        f"{LETTERS}\nnames letters ../kept",
        f"{LETTERS}\nnames letters letters/again",
    ),
    (
        "a folder with a copy beside it, or without",
        "rm -rf letters",
        f"{LETTERS}\ncopy letters letters.bak",
        LETTERS,
    ),
    (
        "a copy that holds the same, or an older state",
        "rm -rf letters",
        f"{LETTERS}\ncopy letters backup/letters",
        f"{LETTERS}\ncopy letters backup/letters\nedit letters/3.odt",
    ),
    (
        "a backup beside what it was made of, or all that is left",
        "rm -rf letters.bak",
        f"{LETTERS}\ncopy letters letters.bak",
        "files letters.bak/#.odt 12",
    ),
    (
        "a folder, and its copy with it or not",
        'rm -rf letters "$D"',
        f"{LETTERS}\ncopy letters letters.bak\nvar D none\nfolder none",
        f"{LETTERS}\ncopy letters letters.bak\nvar D letters.bak",
    ),
    # copied into, mirrored, unpacked
    (
        "what is in a folder copied into another: new names, or others' content",
        "cp -r new/. site/",
        "file new/a.py new/b.js\nfolder site",
        "file new/a.py new/b.js\ntext site/a.py 'by hand'",
    ),
    (
        "a folder copied over one of its name: the same, or changed there",
        "cp -r new site",
        "file new/a/b.py\ncopy new site/new",
        "file new/a/b.py\ncopy new site/new\nedit site/new/a/b.py",
    ),
    (
        "mirrored onto what the source has, or has no more",
        "rsync -a --delete src/ dst/",
        "files dst/#.c 5\nfiles src/#.c 20",
        "folder src\nfiles dst/#.c 20",
    ),
    (
        "mirrored beside other things, or over them",
        "rsync -a --delete $FROM dst/",
        "files dst/src/#.c 3\nfiles src/#.c 3\nfiles dst/letters/#.odt 9\nvar FROM src",
        "files dst/src/#.c 3\nfiles src/#.c 3\nfiles dst/letters/#.odt 9\nvar FROM src/",
    ),
    (
        "unpacked where nothing is, or over a day's work",
        "tar xf t.tar.gz",
        f"{PACKED}\nremove thesis",
        f"{PACKED}\nedit thesis/a.odt",
    ),
    ("unpacked over the same, or over changes", "tar -xzf t.tar.gz", PACKED, f"{PACKED}\nedit thesis/b.odt"),
    (
        "unpacked into a folder, or over one",
        "tar xf t.tar.gz -C into",
        f"{PACKED}\nfolder into",
        f"{PACKED}\ntext into/thesis/a.odt mine",
    ),
    ("a zip over the same, or over changes", "unzip -o a.zip", ZIPPED, f"{ZIPPED}\nedit a.odt"),
    # what holds nothing
    ("a database with tables alone, or with rows", "rm -f app.db", "database app.db 0", "database app.db 99"),
    (
        "rows deleted where there are none, or some",
        "sqlite3 app.db 'DELETE FROM notes'",
        "database app.db 0",
        "database app.db 99",
    ),
    (
        "a table dropped in an empty database or a full one",
        "sqlite3 app.db 'DROP TABLE notes'",
        "empty app.db",
        "database app.db 9",
    ),
    (
        "an image of holes, or one with a file system",
        "mkfs.ext4 -F disk.img",
        "hollow disk.img",
        "hollow disk.img\nedit disk.img",
    ),
    # what a substitution or a list names
    ("all in the folder that pwd says: empty, or full", 'rm -rf "$(pwd)"/*', "folder a\ncd a", LETTERS),
    (
        "below the top of the repository: built, or photos",
        "rm -rf $(git rev-parse --show-toplevel)/build",
        "repository CMakeLists.txt\nfile build/a.o",
        "repository\nfiles build/#.jpg 40",
    ),
    (
        "what a list names: nothing, or a year of letters",
        "xargs rm -rf < list.txt",
        "empty list.txt",
        f"text list.txt letters\n{LETTERS}",
    ),
    (
        "an environment made anew, or a folder of that name",
        "python3 -m venv --clear env",
        "text env/pyvenv.cfg 'home = /usr'\nfile env/lib/a.py",
        "files env/#.odt 20",
    ),
    (
        "a hook from the project's files, or from elsewhere",
        "cp scripts/pre-commit .git/hooks/",
        "repository scripts/pre-commit",
        "repository scripts/pre-commit\nedit scripts/pre-commit",
    ),
    # what the folder's own files tell
    ("services without and with volumes", "docker compose down -v", PLAIN, VOLUMES),
    (
        "services that keep data without saying so",
        "docker-compose down --volumes",
        PLAIN,
        "text compose.yaml 'services:\\n  db:\\n    image: mysql:8\\n'",
    ),
    (
        "a state with nothing in it, or with a database",
        "terraform destroy -auto-approve",
        STATE % "",
        STATE % '{"type": "aws_db_instance"}',
    ),
    (
        "machines that were never made, or one that was",
        "vagrant destroy -f",
        "file Vagrantfile",
        "file Vagrantfile .vagrant/machines/default/virtualbox/id",
    ),
]
