"""Pairs about copies that go again, and parts of what a tool makes: (name, line, harmless, fatal)."""

from __future__ import annotations

GOES_AGAIN: list[tuple[str, str, str, str]] = [
    (
        "an environment with marks that a makefile leaves there, and with a text",
        "rm -rf .venv",
        "text .venv/pyvenv.cfg 'home = /usr'\nfile .venv/bin/python .venv/made-from .venv/.installed .venv/deps.stamp",
        "text .venv/pyvenv.cfg 'home = /usr'\nfile .venv/bin/python .venv/made-from .venv/chapters/1.tex .venv/log-of-summer",
    ),
    (
        "cleaning a project of python",
        "git clean -fdx",
        (
            "repository setup.py src/a.py\n"
            "text .gitignore 'build\\n.venv\\n*.egg-info\\n__pycache__\\n'\ncommit\n"
            "text .venv/pyvenv.cfg 'home = /usr\\n'\nfile .venv/bin/python .venv/lib/x.py\n"
            "file build/lib/src/a.py\nfile src/__pycache__/a.cpython-311.pyc x.egg-info/PKG-INFO"
        ),
        (
            "repository setup.py src/a.py\n"
            "text .gitignore 'build\\n.venv\\n*.egg-info\\n__pycache__\\n'\ncommit\n"
            "text .venv/pyvenv.cfg 'home = /usr\\n'\nfile .venv/bin/python .venv/lib/x.py\n"
            "file build/lib/src/a.py\nfile src/__pycache__/a.cpython-311.pyc x.egg-info/PKG-INFO\n"
            "file .venv/notes/plan.md .venv/notes/b.md .venv/notes/c.md .venv/notes/d.md"
        ),
    ),
    (
        "cleaning a project of javascript",
        "git clean -fdx",
        (
            "repository package.json src/a.ts\n"
            "text .gitignore 'dist\\nnode_modules\\ncoverage\\n.next\\n'\ncommit\n"
            "files node_modules/a/x#.js 20\nfiles dist/a#.js 5\n"
            "file dist/index.html coverage/lcov.info coverage/index.html .next/build.js"
        ),
        (
            "repository package.json src/a.ts\n"
            "text .gitignore 'dist\\nnode_modules\\ncoverage\\n.next\\n'\ncommit\n"
            "files node_modules/a/x#.js 20\nfiles dist/a#.js 5\n"
            "file dist/index.html coverage/lcov.info coverage/index.html .next/build.js\n"
            "files coverage/survey#.xlsx 12"
        ),
    ),
    (
        "a remote folder fetched again",
        "rsync -a web1:site/ site/",
        "files site/p#.php 3\nold site/p0.php site/p1.php site/p2.php",
        "files site/p#.php 12",
    ),
    (
        "into the sub folder and out",
        "cd app && rm -rf build && cd ..",
        "file app/package.json\nfiles app/build/a#.js 5",
        "file package.json\nfiles app/build/n#.md 12\nfolder build",
    ),
    (
        "pushed, popped, built",
        "pushd app && make; popd; rm -rf build",
        "file Makefile app/Makefile\nfiles build/o#.o 5",
        "folder app/build\nfile app/Makefile\nfiles build/n#.md 12",
    ),
    (
        "a clone that was pushed, with a stash",
        "rm -rf proj",
        "folder proj\ncd proj\nrepository\npushed\ncd ..",
        "folder proj\ncd proj\nrepository\npushed\nedit README\ngit stash\ncd ..",
    ),
    (
        "read with care",
        'while IFS= read -r f; do rm -rf "$f"; done < list',
        "text list 'a\\n'\nfolder a",
        "text list 'notes\\n'\nfiles notes/n#.md 12",
    ),
    (
        "notes of git",
        "rm -rf proj",
        "folder proj\ncd proj\nrepository\npushed\ncd ..",
        ("folder proj\ncd proj\nrepository\npushed\ngit notes add -m 'what was found in months' HEAD\ncd .."),
    ),
    (
        "packed refs beside branches",
        "rm -rf proj",
        "folder proj\ncd proj\nrepository\npushed\ngit pack-refs --all\ncd ..",
        (
            "folder proj\ncd proj\nrepository\npushed\ngit checkout -q --detach\nfile x.c\ncommit\n"
            "git update-ref refs/wip/x HEAD\ngit checkout -q main\ngit pack-refs --all\ncd .."
        ),
    ),
    (
        "a project beside its environment's parts",
        "rm -rf env/app",
        "text env/pyvenv.cfg 'x\\n'\nfolder env/app",
        "text env/pyvenv.cfg 'x\\n'\nfiles env/app/n#.py 12",
    ),
    (
        "a file in that folder",
        "rm env/*.py",
        "text env/pyvenv.cfg 'x\\n'\nempty env/a.py",
        "text env/pyvenv.cfg 'x\\n'\nfiles env/n#.py 12",
    ),
    (
        "the time of a change noted before the index",
        "git checkout .",
        "repository",
        (
            "repository\n"
            "ran 'sleep 1; tr w v < README > t; touch -r README t; cat t > README; touch -r t "
            "README; rm t'"
        ),
    ),
    (
        "a move within, by a link",
        "mv in/*.md cur/ && rm -rf in",
        "folder in/old\nlink cur in/old",
        "files in/n#.md 12\nfolder in/old\nlink cur in/old",
    ),
    (
        "the copy taken by a mirror",
        "cp -r notes keep && rsync -a --delete empty/ keep/ && rm -rf notes",
        "folder notes empty",
        "files notes/n#.md 12\nfolder empty",
    ),
    (
        "the copy taken by cleaning",
        "cp -r notes keep && git clean -fd && rm -rf notes",
        "repository\nfolder notes",
        "repository\ntext .gitignore 'notes\\n'\ncommit\nfiles notes/n#.md 12",
    ),
    (
        "the copy is cut to nothing",
        "cp a.odt b.odt && truncate -s 0 b.odt && rm a.odt",
        "empty a.odt b.odt",
        "file a.odt",
    ),
    (
        "the copy is edited away",
        "cp a.odt b.odt && : > b.odt && rm a.odt",
        "empty a.odt b.odt",
        "file a.odt",
    ),
    (
        "the archive is written over by a redirection",
        "tar czf o.tgz notes && echo done > o.tgz && rm -rf notes",
        "folder notes",
        "files notes/n#.md 12",
    ),
    (
        "a function that removes",
        "keep() { cp -r notes bak && rm -rf bak; }; keep && rm -rf notes",
        "folder notes",
        "files notes/n#.md 12",
    ),
    (
        "copied in a subshell that fails",
        "(cp -r notes bak; false) || rm -rf notes",
        "folder notes",
        "files notes/n#.md 12",
    ),
    (
        "copied in a folder that is left",
        "(cd /tmp && cp -r notes bak) && rm -rf notes",
        "folder notes",
        "files notes/n#.md 12",
    ),
]
