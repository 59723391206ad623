"""Pairs of what copies, archives, images and scripts keep or take: (name, line, harmless steps, fatal steps)."""

from __future__ import annotations

_ALBUM = "files photos/#.jpg 8"
_PROJECT = "text Makefile 'all:;gcc -o build/a src/a.c'\nfile src/a.c build/a.o"
_SHOTS = "files build/IMG_#.jpg 30"
_BY_NAME = 'script clean.sh \'#!/bin/bash\\ncd "$(dirname "$0")"\\nrm -rf build\''
_BY_SOURCE = (
    'script tools/clean.sh \'#!/bin/bash\\nD="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"\\n'
    'rm -rf "$D/../build"\''
)
_MAY_FAIL = 'script clean.sh \'D=$(cd "$(dirname "$0")/work" && pwd)\\nrm -rf "$D/"*\''

PUT_AWAY: list[tuple[str, str, str, str]] = [
    (
        "an archive with the name of a text that is not there, or is",
        "tar cf notes.txt thesis.md",
        "file thesis.md",
        "file thesis.md notes.txt",
    ),
    (
        "a copy of what is full over an older one, or of what is empty",
        "cp notes.md notes.md.bak",
        "file notes.md notes.md.bak\nold notes.md.bak",
        "empty notes.md\nfile notes.md.bak",
    ),
    (
        "a result moved into place: a whole one, or an empty one",
        "mv config.json.tmp config.json",
        "repository config.json\nfile config.json.tmp",
        "empty config.json.tmp\nfile config.json",
    ),
    (
        "taken out of an archive: what stands beside it, or nowhere else",
        "zip -d album.zip 'photos/*'",
        f"{_ALBUM}\narchive album.zip photos",
        f"{_ALBUM}\nfile x.txt\narchive album.zip photos x.txt\nremove photos",
    ),
    (
        "deleted in an archive: what stands beside it, or nowhere else",
        "tar --delete -f album.tar photos",
        f"{_ALBUM}\nfile x.txt\narchive album.tar photos x.txt",
        f"{_ALBUM}\nfile x.txt\narchive album.tar photos x.txt\nremove photos",
    ),
    (
        "deleted in an archive: one of which there is another, or none",
        "tar -f album.tar --delete photos/3.jpg",
        f"{_ALBUM}\narchive album.tar photos",
        f"{_ALBUM}\narchive album.tar photos\nremove photos\nfile photos/1.jpg",
    ),
    (
        "an archive in step with a folder that has all, or lost most",
        "zip -FSr album.zip photos",
        f"{_ALBUM}\narchive album.zip photos",
        f"{_ALBUM}\narchive album.zip photos\nremove photos\nfile photos/0.jpg",
    ),
    (
        "a file system made in what is hollow, or in use",
        "mkfs.ext4 -q -F disk.img",
        "hollow disk.img",
        "image disk.img",
    ),
    (
        "a machine's disk made: a new one, or over one",
        "qemu-img create -f qcow2 vm.qcow2 20G",
        "file README",
        "image vm.qcow2",
    ),
    (
        "packed into a new image, or over one",
        "mksquashfs site site.img -noappend",
        "file site/a.html",
        "file site/a.html\nimage site.img",
    ),
    (
        "encrypted and removed: where it then stands, or printed and gone",
        "gpg -c $TO plan.odt && rm plan.odt",
        "file plan.odt\nvar TO --armor",
        "file plan.odt\nvar TO --output=/dev/null",
    ),
    (
        "made smaller and removed: the copy stays, or goes with it",
        "zstd -q plan.odt && rm plan.odt $TOO",
        "file plan.odt\nvar TOO ''",
        "file plan.odt\nvar TOO plan.odt.zst",
    ),
    (
        "a script's own folder: what a build made, or photos",
        "./clean.sh",
        f"{_BY_NAME}\n{_PROJECT}",
        f"{_BY_NAME}\n{_SHOTS}",
    ),
    (
        "a script of another folder: its outputs there, or photos",
        "bash ~/site/clean.sh",
        f"cd ../site\nfolder .\n{_BY_NAME}\n{_PROJECT}\ncd ../project\n{_SHOTS}",
        f"cd ../site\nfolder .\n{_BY_NAME}\n{_SHOTS}\ncd ../project",
    ),
    (
        "beside a script's own folder: what a build made, or photos",
        "tools/clean.sh",
        f"{_BY_SOURCE}\n{_PROJECT}",
        f"{_BY_SOURCE}\n{_SHOTS}",
    ),
    (
        "a folder beside a script: there, or not, so that it is the root of all",
        "./clean.sh",
        'script clean.sh \'D=$(dirname "$0")/work\\nrm -rf "$D/"*\'\nfolder work',
        f"{_MAY_FAIL}",
    ),
    (
        "all but documents: there are only these, or more",
        "find . -type f ! -name '*.md' -delete",
        "file a.md b.md",
        "file a.md thesis.tex photos/a.jpg photos/b.jpg photos/c.jpg",
    ),
    (
        "what was changed in the last hour: nothing, or a day's work",
        "find . -type f -mmin -60 -delete",
        "files #.md 6\nold 0.md 1.md 2.md 3.md 4.md 5.md",
        "files #.md 6",
    ),
    (
        "folders of a name: all of them outputs, or one of photos",
        "find . -type d -name build -prune -exec rm -rf {} +",
        "text a/Makefile 'all:;gcc -o build/a a.c'\nfile a/a.c a/build/a.o\nold a/a.c",
        "text a/Makefile 'all:;gcc -o build/a a.c'\nfile a/a.c a/build/a.o\nfiles house/build/IMG_#.jpg 20",
    ),
    (
        "pictures without what is said about them: git has them, or nothing else",
        "exiftool -overwrite_original -all= *.jpg",
        "repository a.jpg b.jpg",
        "files IMG_#.jpg 20",
    ),
    (
        "a further name by force: a new one, or a taken one",
        "ln -f draft.md final.md",
        "file draft.md",
        "file draft.md final.md",
    ),
    (
        "what crashed left, or a program's core",
        "rm -f core*",
        "program core.4711",
        "file core.py core_utils.py core_io.py core_net.py",
    ),
    (
        "left by a merge, or the only copies",
        "rm -f *.orig *.rej",
        "repository a.c\ncopy a.c a.c.orig",
        "files letter#.orig 9",
    ),
    (
        "outputs by the beginning of their names, or letters that begin so",
        "rm -rf out*",
        "repository src/a.c\ntext .gitignore 'out*'\ncommit\nfile out/a.o out.log",
        "repository src/a.c\ntext .gitignore 'out*'\ncommit\nfile out/a.o\nfiles outreach/letter#.odt 9",
    ),
    (
        "a level above by a variable: this folder's, or the home's",
        "rm -rf ${PROJECT%/*}/cache",
        "file cache/x\nvar PROJECT {here}/src",
        "files ~/cache/film#.mkv 12\nvar PROJECT {here}",
    ),
    (
        "over what a line wrote: as it was, or edited since",
        "cp other.md notes.md",
        "file other.md\nran 'seq 100 > notes.md'",
        "file other.md\nran 'seq 100 > notes.md'\nedit notes.md",
    ),
    (
        "over what a line wrote: all of it, or some words in it",
        "cp other.md notes.md",
        "file other.md first.md\nran 'cp first.md notes.md'",
        "file other.md notes.md\nran 'sed -i s/what/that/ notes.md'",
    ),
    (
        "over what a line wrote: all of it, or the same lines in another order",
        "cp other.md notes.md",
        "file other.md first.md\nran 'sort first.md > notes.md'",
        "file other.md notes.md\nran 'sort -o notes.md notes.md'",
    ),
    (
        "over what a line wrote: all of it, or what it added",
        "cp other.md notes.md",
        "file other.md\nran 'seq 100 | tee notes.md'",
        "file other.md notes.md\nran 'date | tee -a notes.md'",
    ),
    (
        "written over: a copy beside it stays, or is the same file",
        "sort words.txt > notes.md",
        "file words.txt notes.md\ncopy notes.md notes.md.bak",
        "file words.txt notes.md\nnames notes.md notes.md.bak",
    ),
    (
        "written over: a copy beside it stays, or is written over as well",
        "cat words.txt | tee notes.md $TOO > /dev/null",
        "file words.txt notes.md\ncopy notes.md notes.md.bak\nvar TOO ''",
        "file words.txt notes.md\ncopy notes.md notes.md.bak\nvar TOO notes.md.bak",
    ),
    (
        "written over: a copy beside it of today, or of last year",
        "sort words.txt > notes.md",
        "file words.txt notes.md\ncopy notes.md notes-old.md",
        "file words.txt notes.md\ncopy notes.md notes-old.md\nedit notes.md",
    ),
]
