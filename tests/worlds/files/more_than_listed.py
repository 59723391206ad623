"""Pairs about what a line takes beyond what is there when it is read: (name, line, harmless, fatal)."""

from __future__ import annotations

TAKEN_MORE: list[tuple[str, str, str, str]] = [
    (
        "a clone with tags on commits that were pushed",
        "rm -rf proj",
        (
            "folder proj\ncd proj\nrepository\ngit tag -a v1 -m v1\npushed\n"
            "git config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*\ncd .."
        ),
        (
            "folder proj\ncd proj\nrepository\ngit tag -a v1 -m v1\npushed\nfile x.c y.c\ncommit\n"
            "git tag -a v2 -m v2\ngit reset -q --hard HEAD~1\ncd .."
        ),
    ),
    (
        "a virtual environment as uv makes it",
        "rm -rf .venv",
        (
            "text .venv/pyvenv.cfg 'home = /usr\\n'\n"
            "file .venv/bin/python .venv/lib/python3/site-packages/a.py .venv/.gitignore "
            ".venv/CACHEDIR.TAG .venv/.lock .venv/share/man/man1/x.1"
        ),
        ("text .venv/pyvenv.cfg 'home = /usr\\n'\nfile .venv/bin/python\nfiles .venv/work/n#.py 12"),
    ),
    (
        "going to a branch with what is ignored untouched",
        "git checkout dev",
        "repository\ngit branch dev\ntext .gitignore 'build\\n.env\\n'\ncommit\nfile .env build/a.o",
        (
            "repository\ngit checkout -q -b dev\nfile build/keep.cfg\ngit add -f build/keep.cfg\n"
            "git commit -qm x\ngit checkout -q main\ntext .gitignore 'build\\n'\ncommit\n"
            "text build/keep.cfg 'tuned by hand'"
        ),
    ),
    (
        "copied twice into one folder, both gone",
        "cp a.odt bak && cp b.odt bak && rm a.odt b.odt",
        "folder bak\nfile a.odt b.odt",
        "file a.odt b.odt",
    ),
    (
        "added, then reset",
        "git add -A && git reset --hard",
        "repository",
        "repository\nfiles n#.md 12",
    ),
    (
        "removed from git alone, then cleaned",
        "git rm -r --cached notes && git clean -fd",
        "repository",
        "repository\nfiles notes/n#.md 12\ncommit\nedit notes/n1.md",
    ),
    (
        "an exclude that is taken away first",
        "rm .gitignore && git clean -fd",
        "repository",
        "repository\ntext .gitignore 'notes\\n'\ncommit\nfiles notes/n#.md 12",
    ),
    (
        "an exclude that is written anew",
        "echo build > .gitignore && git clean -fd",
        "repository",
        "repository\ntext .gitignore 'notes\\n'\ncommit\nfiles notes/n#.md 12",
    ),
    (
        "other rules by an option",
        "git -c core.excludesFile=/dev/null clean -fd",
        "repository",
        (
            "repository\ntext ~/.gitignore 'notes/\\n'\n"
            "text ~/.gitconfig '[core]\\nexcludesFile = ~/.gitignore\\n'\nfiles notes/n#.md 12"
        ),
    ),
    (
        "going back to another state of one file with changes",
        "git restore --source=HEAD~1 README",
        "repository\nfile x\ncommit",
        "repository\nfile x\ncommit\nedit README",
    ),
    (
        "a patch taken back over changes",
        "git checkout stash@{0} -- .",
        "repository",
        "repository\nedit README\ngit stash\nedit README src/a.c",
    ),
    (
        "a pick of a state by theirs",
        "git checkout --theirs .",
        "repository",
        (
            "repository\ngit checkout -q -b side\nedit README\ngit commit -qam one\n"
            "git checkout -q main\ntext README other\ngit commit -qam two\ngit_stops merge side\n"
            "text README 'resolved by hand over a day\\n'"
        ),
    ),
    (
        "a folder called cache that holds letters",
        "rm -rf ~/.cache/../Letters",
        "folder ~/Letters",
        "files ~/Letters/l#.md 12",
    ),
    (
        "a cache that is a link",
        "rm -rf ~/.cache/pip/",
        "files ~/.cache/pip/a# 5",
        "files ~/Letters/l#.odt 12\nfolder ~/.cache\nlink ~/.cache/pip {home}/Letters",
    ),
    (
        "node_modules that is a link to one's own packages",
        "rm -rf node_modules/",
        "file package.json\nfiles node_modules/a/x#.js 5",
        "file package.json\nfiles ~/packages/mine/src#.ts 12\nlink node_modules {home}/packages",
    ),
    (
        "a package that is linked for work",
        "rm -rf node_modules/mine/*",
        "file package.json\nfiles node_modules/mine/x#.js 5",
        (
            "file package.json\nfiles ~/packages/mine/src#.ts 12\nfolder node_modules\n"
            "link node_modules/mine {home}/packages/mine"
        ),
    ),
    (
        "target of cargo that the settings lead elsewhere",
        "rm -rf target",
        "file Cargo.toml\nfiles target/debug/a#.o 9",
        "file Cargo.toml\nfiles target/goals#.xlsx 12",
    ),
    (
        "objects beside sources of the same names only",
        "rm *.obj",
        "files part#.c 12\nfiles part#.obj 12",
        "files part#.stl 12\nfiles part#.obj 12",
    ),
    (
        "logs that are a diary",
        "rm diary/*.log",
        "files build/x#.c 3\nfolder diary",
        "files diary/2024-0#.log 120",
    ),
    (
        "backups of what stands beside, and of what does not",
        "rm *.bak",
        "files n#.md 12\nfiles n#.md.bak 12",
        "file n0.md\nfiles n#.md.bak 12",
    ),
    (
        "swap files of an editor that runs",
        "rm .*.swp",
        "file notes.md\nswap .notes.md.swp saved",
        "file notes.md\nswap .notes.md.swp changed",
    ),
    (
        "a site that a generator made, with uploads",
        "rm -rf public",
        "file hugo.toml\nfiles public/p#.html 12",
        "file hugo.toml\nfiles public/uploads/p#.jpg 30\nfile public/index.html",
    ),
    (
        "dvc's cache",
        "rm -rf .dvc/cache",
        "folder .dvc/cache",
        "file dvc.yaml\nfiles .dvc/cache/files/md5/a#/x 30",
    ),
    (
        "what is pinned in a build folder by hand",
        "rm -rf dist/*",
        "file package.json\nfiles dist/a#.js 9",
        "file package.json\nfiles dist/invoice#.docx 12",
    ),
    (
        "moved into the trash in the session",
        "rm -rf ~/.local/share/Trash/files/notes",
        "folder ~/.local/share/Trash/files/notes",
        (
            "folder ~/.local/share/Trash/files\nfiles notes/n#.md 12\n"
            "ran 'mv notes ~/.local/share/Trash/files/'"
        ),
    ),
    (
        "unpacked in the session, then more came by another line",
        "rm -rf a",
        "files a/n#.md 12\narchive a.tgz a\nremove a\nran 'tar xf a.tgz'",
        (
            "files a/n#.md 12\narchive a.tgz a\nremove a\nfiles more/x#.odt 5\nran 'tar xf a.tgz'\n"
            "ran 'cp more/* a/'\nremove more"
        ),
    ),
    (
        "cloned in the session, then committed in it",
        "rm -rf proj",
        (
            "folder proj\ncd proj\nrepository\ngit tag -a v1 -m v1\npushed\n"
            "git config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*\ncd .."
        ),
        (
            "folder proj\ncd proj\nrepository\ngit tag -a v1 -m v1\npushed\n"
            "git config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*\ncd ..\ncd proj\n"
            "file x.c y.c\ncommit\ncd .."
        ),
    ),
    (
        "copied, then the origin cut short",
        "rm -rf copy",
        "files old/n#.md 12\nran 'cp -r old copy'",
        (
            "files old/n#.md 12\nran 'cp -r old copy'\n"
            "ran 'truncate -s 3 old/n1.md old/n2.md old/n3.md old/n4.md old/n5.md'"
        ),
    ),
]
