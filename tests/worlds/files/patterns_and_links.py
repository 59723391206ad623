"""Pairs about where a line goes, what its patterns fit and what is there besides: (name, line, harmless, fatal)."""

from __future__ import annotations

LED_AWAY: list[tuple[str, str, str, str]] = [
    (
        "what patterns leave out, and hidden ones with it",
        "GLOBIGNORE=x; rm -rf *",
        "empty a.o .b.o",
        "empty a.o\nfiles .notes/n#.md 12",
    ),
    (
        "the place for passing things set in the line",
        "TMPDIR=$PWD/data; rm -rf $TMPDIR/customers",
        "folder data/customers",
        "files data/customers/c#.md 12",
    ),
    (
        "the folder before",
        "cd sub; cd -; rm -rf notes",
        "folder sub notes",
        "folder sub\nfiles notes/n#.md 12",
    ),
    (
        "a variable that the line changes after it was read",
        "d=tmp; d=notes; rm -rf $d",
        "folder tmp notes",
        "folder tmp\nfiles notes/n#.md 12",
    ),
    (
        "one that a subshell does not change",
        "d=notes; (d=tmp); rm -rf $d",
        "folder tmp notes",
        "folder tmp\nfiles notes/n#.md 12",
    ),
    (
        "one that a pipe does not change",
        "d=notes; echo tmp | read d; rm -rf $d",
        "folder tmp notes",
        "folder tmp\nfiles notes/n#.md 12",
    ),
    (
        "one that is set by a list that fits nothing",
        "for d in tmp*; do :; done; rm -rf notes",
        "folder tmp notes",
        "folder tmp\nfiles notes/n#.md 12",
    ),
    (
        "nothing fits, so nothing is named",
        "shopt -s nullglob; rm -rf x* notes",
        "folder notes",
        "files notes/n#.md 12",
    ),
    (
        "braces that name more",
        "rm -rf {tmp,notes}",
        "folder tmp notes",
        "folder tmp\nfiles notes/n#.md 12",
    ),
    (
        "a range of names",
        "rm -rf [a-z]*",
        "folder tmp",
        "files notes/n#.md 12",
    ),
    (
        "a folder that a function goes to",
        "f() { cd sub; }; f; rm -rf notes",
        "folder notes sub/notes",
        "folder notes\nfiles sub/notes/n#.md 12",
    ),
    (
        "an alias-like name of rm in a function",
        'x() { rm -rf "$@"; }; x notes',
        "folder notes",
        "files notes/n#.md 12",
    ),
    (
        "submodules emptied",
        "git submodule deinit -f --all",
        (
            "repository\nfolder sub\ncd sub\nrepository\ncd ..\n"
            "git -c protocol.file.allow=always submodule add ./sub sub\ncommit"
        ),
        (
            "repository\nfolder sub\ncd sub\nrepository\ncd ..\n"
            "git -c protocol.file.allow=always submodule add ./sub sub\ncommit\nedit sub/README"
        ),
    ),
    (
        "submodules set back by force",
        "git submodule update --force",
        (
            "repository\nfolder sub\ncd sub\nrepository\ncd ..\n"
            "git -c protocol.file.allow=always submodule add ./sub sub\ncommit"
        ),
        (
            "repository\nfolder sub\ncd sub\nrepository\ncd ..\n"
            "git -c protocol.file.allow=always submodule add ./sub sub\ncommit\nedit sub/README"
        ),
    ),
    (
        "a merge given up after work",
        "git merge --abort",
        (
            "repository\ngit checkout -q -b side\nedit README\ngit commit -qam one\n"
            "git checkout -q main\ntext README other\ngit commit -qam two\ngit_stops merge side"
        ),
        (
            "repository\ngit checkout -q -b side\nedit README\ngit commit -qam one\n"
            "git checkout -q main\ntext README other\ngit commit -qam two\ngit_stops merge side\n"
            "text README 'resolved by hand over a day\\n'"
        ),
    ),
    (
        "reading a tree over changes",
        "git read-tree -u --reset HEAD",
        "repository",
        "repository\nedit README",
    ),
    (
        "the index checked out by force",
        "git checkout-index -f -a",
        "repository",
        "repository\nedit README",
    ),
    (
        "fetched over a branch",
        "git fetch . +main:side",
        "repository\ngit branch side",
        "repository\ngit checkout -q -b side\nfile x.c\ncommit\ngit checkout -q main",
    ),
    (
        "a branch set by symbolic name",
        "git update-ref refs/heads/side main",
        "repository\ngit branch side",
        "repository\ngit checkout -q -b side\nfile x.c\ncommit\ngit checkout -q main",
    ),
    (
        "cleaning by interactive force in a subfolder with a link",
        "git clean -fd sub",
        "repository\nfolder sub",
        "repository\nfiles sub/n#.md 12",
    ),
    (
        "cleaning by a pattern",
        "git clean -f -- '*.md'",
        "repository",
        "repository\nfiles n#.md 12",
    ),
    (
        "cleaning what is left of a merge, or a photo",
        "git clean -f",
        "repository\nfile README.orig",
        "repository\nfiles IMG_#.orig 12",
    ),
    (
        "cleaning temporary files, or months of computing",
        "git clean -f",
        "repository\nempty x.tmp",
        (
            "repository\n"
            "ran 'head -c 5000000 /dev/urandom > results.tmp; head -c 5000000 /dev/urandom > "
            "weights.tmp'"
        ),
    ),
    (
        "cleaning logs, or measurements",
        "git clean -fd",
        "repository\nfile build.log",
        "repository\nfiles sensor-2024-#.log 200",
    ),
    (
        "branches that are not merged",
        "git branch --no-merged | xargs git branch -D",
        "repository",
        "repository\ngit checkout -q -b side\nfile x.c\ncommit\ngit checkout -q main",
    ),
    (
        "branches gone from the server",
        "git branch -vv | grep ': gone]' | awk '{print $1}' | xargs git branch -D",
        "repository",
        (
            "repository\ngit checkout -q -b side\nfile x.c\ncommit\n"
            "git config remote.origin.url https://git.example.org/x.git\n"
            "git config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*\n"
            "git config branch.side.remote origin\ngit config branch.side.merge refs/heads/side\n"
            "git checkout -q main"
        ),
    ),
    (
        "all tags",
        "git tag | xargs git tag -d",
        "repository\ngit tag v1",
        ("repository\ngit checkout -q --detach\nfile x.c\ncommit\ngit tag keep\ngit checkout -q main"),
    ),
    (
        "sorted onto itself",
        "sort a.md -o b.md",
        "file a.md",
        "file a.md b.md c.md",
    ),
    (
        "installed over settings",
        "install -m 644 new.conf app.conf",
        "file new.conf",
        "file new.conf app.conf",
    ),
    (
        "linked by force over a folder's file",
        "ln -sf ../x notes.odt",
        "file ../x",
        "file ../x notes.odt",
    ),
    (
        "a backup put back over newer work",
        "cp notes.odt.bak notes.odt",
        "file notes.odt.bak",
        "file notes.odt.bak notes.odt\nedit notes.odt",
    ),
    (
        "a folder put back over newer work",
        "cp -r bak/. notes/",
        "files bak/n#.md 12\nfolder notes",
        ("files bak/n#.md 12\ncopy bak notes\nedit notes/n1.md notes/n2.md notes/n3.md notes/n4.md"),
    ),
    (
        "an archive put back over newer work",
        "tar xzf bak.tgz",
        "files notes/n#.md 12\narchive bak.tgz notes\nremove notes",
        "files notes/n#.md 12\narchive bak.tgz notes\nedit notes/n1.md notes/n2.md",
    ),
    (
        "mirrored onto the better side",
        "rsync -a --delete bak/ notes/",
        "files bak/n#.md 12\nfolder notes",
        "files bak/n#.md 2\nfiles notes/n#.md 12",
    ),
    (
        "mirrored from elsewhere over what is here",
        "rsync -a web1:site/ site/",
        "folder site",
        "files site/p#.php 12",
    ),
    (
        "mirrored from elsewhere into here",
        "rsync -a web1:site/ .",
        "folder x",
        "files p#.php 12",
    ),
    (
        "fetched by address over notes",
        "wget -O notes.md https://example.org/x",
        "folder x",
        "file notes.md",
    ),
    (
        "unpacked one file over another",
        "gunzip -f notes.md.gz",
        "file notes.md.gz",
        "file notes.md.gz notes.md",
    ),
    (
        "a disk image over another",
        "qemu-img convert a.vmdk b.qcow2",
        "file a.vmdk",
        "file a.vmdk b.qcow2",
    ),
    (
        "a manifest in the folder above alone",
        "rm -rf app/build",
        "file Makefile\nfolder app/build",
        "file Makefile\nfiles app/build/plan#.md 12",
    ),
    (
        "a build of plain texts beside a makefile",
        "rm -rf build",
        "file Makefile\nfiles build/x#.o 12",
        "file Makefile\nfiles build/chapter#.md 12",
    ),
    (
        "a vendor folder with patches",
        "rm -rf vendor",
        "file go.mod\nfiles vendor/a/x#.go 5",
        "file go.mod\nfiles vendor/patches/p#.patch 12",
    ),
    (
        "bin of a project with databases",
        "rm -rf bin",
        "file App.csproj\nfiles bin/Debug/x#.dll 5",
        "file App.csproj\nfiles bin/Debug/shop#.sqlite 5\nfile bin/Debug/App.dll",
    ),
    (
        "public with what people sent",
        "rm -rf public",
        "file hugo.toml\nfiles public/p#.html 12",
        "file gulpfile.js\nfiles public/media/song#.mp3 30\nfile public/index.html",
    ),
    (
        "a cache by its mark with the only copies",
        "rm -rf store",
        ("text store/CACHEDIR.TAG 'Signature: 8a477f597d28d172789f06886806bc55\\n'\nfiles store/x# 5"),
        (
            "text store/CACHEDIR.TAG 'Signature: 8a477f597d28d172789f06886806bc55\\n'\n"
            "files store/scan#.pdf 30"
        ),
    ),
    (
        "a folder of coverage with a thesis",
        "rm -rf htmlcov",
        "file setup.py\nfiles htmlcov/x#.html 5",
        "file setup.py\nfiles htmlcov/x#.html 5\nfile htmlcov/thesis.docx",
    ),
    (
        "objects that git has, or that differ from it",
        "rm -rf lib",
        "repository lib/a.c lib/b.c",
        "repository lib/a.c lib/b.c\nedit lib/a.c",
    ),
]
