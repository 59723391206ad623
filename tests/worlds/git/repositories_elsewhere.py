"""Worlds: repositories and work trees that variables and options name."""

from __future__ import annotations

ELSEWHERE: list[tuple[str, str, str, str]] = [
    (
        "C: another repository reset",
        "git -C ../api reset --hard",
        ("repository\nedit README\nfolder ../api\ncd ../api\nrepository\ncd ../project\n"),
        ("repository\nfolder ../api\ncd ../api\nrepository\ncd ../project\nedit ../api/src/a.c"),
    ),
    (
        "cd and clean -x",
        "cd api && git clean -fdx",
        (
            "folder api\n"
            "cd api\n"
            "repository package.json index.js .gitignore\n"
            "text .gitignore 'node_modules/\\n.env\\n'\n"
            "commit\n"
            "files node_modules/a/#.js 5\n"
            "cd .."
        ),
        (
            "folder api\n"
            "cd api\n"
            "repository package.json index.js .gitignore\n"
            "text .gitignore 'node_modules/\\n.env\\n'\n"
            "commit\n"
            "files node_modules/a/#.js 5\n"
            "text .env 'STRIPE=sk_live_1'\n"
            "cd .."
        ),
    ),
    (
        "work tree elsewhere",
        "GIT_WORK_TREE=../site git checkout -f main",
        ("repository\ncopy src ../site/src\ncopy README ../site/README"),
        ("repository\ncopy src ../site/src\ncopy README ../site/README\nedit ../site/src/a.c"),
    ),
    (
        "exported GIT_DIR",
        "export GIT_DIR=../api/.git; git branch -D work",
        ("repository\nfolder ../api\ncd ../api\nrepository\ngit branch work\ncd ../project"),
        (
            "repository\n"
            "folder ../api\n"
            "cd ../api\n"
            "repository\n"
            "git checkout -q -b work\n"
            "file extra.c\n"
            "commit\n"
            "git checkout -q main\n"
            "cd ../project"
        ),
    ),
]
