"""Pairs of little worlds: two or three files with a few words in each, which are all that somebody has."""

from __future__ import annotations

WEB = 'text package.json \'{"name": "x", "scripts": {"build": "vite build"}}\''
LONG = "text results.csv '" + "1,2,3\\n" * 900 + "'"
LITTLE: list[tuple[str, str, str, str]] = [
    ("a table removed by name: git has it, or nobody", "rm results.csv", "repository results.csv", LONG),
    (
        "an archive removed by name, or a long text",
        "rm *.tex",
        "empty a.tex",
        LONG.replace("results.csv", "thesis.tex"),
    ),
    ("a star: nothing, or a text and a folder", "rm -rf *", "folder .", "text a.txt 'a b'\ntext b/c.txt 'b'"),
    ("a star alone: tries, or a text", "rm -f *", "text foo.txt 'x y'", "text plan.txt 'x y z'"),
    ("a star with a path", "rm -rf ./*", "empty a.txt", "text only.txt 'one'"),
    ("a star behind an end of options", "rm -rf -- *", "empty a.txt", "text only.txt 'one'"),
    (
        "a star in a folder called like an output",
        "cd build && rm -rf *",
        f"{WEB}\nfolder build",
        "text build/a.txt 'my text'",
    ),
    ("the same by its path", "rm -rf build/*", f"{WEB}\nfile build/a.js", "text build/thesis.tex 'my text'"),
    ("a star behind a link", "rm -rf data/*", "folder data", "text ~/real/a.md 'a'\nlink data {home}/real"),
    (
        "a few words written over by a few others",
        "echo done > notes.txt",
        "text notes.txt '7\\n'",
        "text notes.txt 'call bob\\n'",
    ),
    (
        "a number written anew, or a word",
        "echo 8 > seen.txt",
        "text seen.txt '7\\n'",
        "text seen.txt 'nightingale'",
    ),
    ("a version, or a text", "echo 1.2.4 > VERSION", "text VERSION '1.2.3\\n'", "file VERSION"),
    (
        "data written over by hand: none, or some",
        "echo x > data.csv",
        "empty data.csv",
        "text data.csv '1,2,3,4,5,6,7,8,9,10,11,12'",
    ),
    (
        "settings written over by hand: the free name, or some",
        "echo '{}' > config.json",
        "folder x",
        'text config.json \'{"token": "abcdefghijklm"}\'',
    ),
    (
        "a name of a letter: free, or another text",
        "cp a.txt b.txt",
        "text a.txt 'one'",
        "file b.txt\ntext a.txt 'one'",
    ),
    (
        "what one begins with put over what one made of it",
        "cp config.example.json config.json",
        "text config.example.json '{}'",
        "text config.example.json '{\"port\": 1}'\ntext config.json '{\"port\": 2}'",
    ),
    (
        "data replaced: by more of it, or by a rest",
        "mv new.csv data.csv",
        "text new.csv '1,2,3,4,5,6'\ntext data.csv '1,2,3,4,5'",
        "text new.csv '1'\ntext data.csv '1,2,3,4,5'",
    ),
    (
        "looked for and deleted: nothing, or texts",
        "find . -name '*.txt' -delete",
        "file a.md",
        "text a.txt 'x1'\ntext sub/b.txt 'x2'",
    ),
    (
        "looked for and handed on",
        "find . -name '*.mp3' -print0 | xargs -0 rm",
        "folder music",
        "text music/a.mp3 'x'\ntext music/b.mp3 'x'",
    ),
    (
        "what a list names: nothing, or texts",
        'while read -r f; do rm -f "$f"; done < old-files',
        "text old-files 'x.tmp\\n'",
        "text old-files 'a.md\\nb.md\\n'\ntext a.md 'x'\ntext b.md 'y'",
    ),
    ("an empty history, or one", "rm ~/.bash_history", "empty ~/.bash_history", "files ~/.bash_history 1"),
    (
        "a function in a program's place: it throws away, or removes",
        "rm -rf letters",
        "function rm 'trash-put \"$@\"'\ntext letters/a.md 'x'",
        "function rm 'command rm \"$@\"'\ntext letters/a.md 'x'",
    ),
    (
        "a function in a program's place: known, or not",
        "rm -rf letters",
        "function rm 'gio trash \"$@\"'\ntext letters/a.md 'x'",
        "function rm 'myrm \"$@\"'\ntext letters/a.md 'x'",
    ),
    (
        "a function that asks before it writes over",
        "mv a.md b.md",
        "function mv 'command mv -i \"$@\"'\ntext a.md 'x'\ntext b.md 'yy'",
        "function mv 'command mv -v \"$@\"'\ntext a.md 'x'\ntext b.md 'yy'",
    ),
    (
        "an alias called like a program that destroys",
        "wipe",
        "option expand_aliases\nalias wipe 'rm -f *.tmp'\nempty a.tmp",
        "option expand_aliases\nalias wipe 'rm -rf *'\ntext a.md 'x'",
    ),
    (
        "moved by a pattern to what is a folder, or a list",
        "mv *.md notes",
        "text a.md 'one'\nfolder notes",
        "text a.md 'one'\ntext notes 'all that I want to buy this week'",
    ),
    (
        "packed over an older archive: of the same, or of what is gone",
        "tar cf backup.tar src",
        "text src/a.c 'x'",
        "text src/a.c 'x'\ntext old/b.c 'y'\narchive backup.tar old\nremove old",
    ),
    (
        "a folder from the top of the repository",
        'rm -rf "$(git rev-parse --show-toplevel)/tmp"',
        "repository\nfolder tmp",
        "repository\ntext tmp/scan.pdf 'x'\ntext tmp/essay.docx 'y'",
    ),
    (
        "a recipe with another folder by the line",
        "make clean OUT=docs",
        "text Makefile 'OUT = build\\nclean:\\n\trm -rf $(OUT)\\n'\nfolder docs",
        "text Makefile 'OUT = build\\nclean:\\n\trm -rf $(OUT)\\n'\ntext docs/a.md 'x'",
    ),
]

APP = "git init -q -b main\ntext README.md 'hello'\ntext src/app.py 'print(1)'\ntext src/util.py 'x = 2'\ncommit first"
NOTHING_IN_THEM: list[tuple[str, str, str, str]] = [
    ("where one is: empty files, or letters", "find . -delete", "empty a b", "empty a\nfile b.odt"),
    ("by its own name", 'rm -rf "$PWD"', "empty a b/c", "empty a\nfile b/c.odt"),
]
ELSEWHERE_OVER: list[tuple[str, str, str, str]] = [
    (
        "a folder copied as another one: its names are free, or taken",
        "cp -rT new site",
        "text new/a.md 'x'",
        "text new/a.md 'x'\ntext site/a.md 'another one by hand'",
    ),
    (
        "a commit unpacked into a folder: empty, or worked on",
        "git archive HEAD | tar x -C ../site",
        f"{APP}\nfolder ../site",
        f"{APP}\ntext ../site/src/app.py 'print(9) # edited on the server'",
    ),
    (
        "a commit unpacked over what it holds, or over more",
        "git archive --format=tar HEAD | tar -xf - -C ../site",
        f"{APP}\ncopy src ../site/src",
        f"{APP}\ncopy src ../site/src\ntext ../site/README.md 'how to reach me: at home'",
    ),
    (
        "the index put into a folder: empty, or worked on",
        "git checkout-index -a -f --prefix=../out/",
        f"{APP}\nfolder ../out",
        f"{APP}\ntext ../out/src/app.py 'print(9) # mine'",
    ),
    (
        "a session recorded into a file: new, or notes",
        "script notes.md",
        "folder x",
        "text notes.md 'a b c'",
    ),
    ("all output sent to a file: new, or notes", "exec > notes.md", "folder x", "text notes.md 'a b c'"),
    (
        "set back: only unknown files, or changed ones",
        "git reset --hard",
        f"{APP}\ntext notes.txt 'idea'",
        f"{APP}\ntext src/app.py 'print(2)'",
    ),
    (
        "back to what is staged: the same, or worked on since",
        "git checkout .",
        f"{APP}\ntext src/app.py 'print(2)'\ngit add .",
        f"{APP}\ntext src/app.py 'print(2)'\ngit add .\ntext src/app.py 'print(3)'",
    ),
    (
        "patterns that go into folders, or not",
        "rm -f **/*.md",
        "text deep/er/a.md 'x'\ntext deep/er/b.md 'y'",
        "option globstar\ntext deep/er/a.md 'x'\ntext deep/er/b.md 'y'\ntext deep/c.md 'z'\ntext d.md 'q'",
    ),
    (
        "the last word of before",
        "rm -rf $_",
        "folder scratch\nvar _ scratch",
        "text photos/a.jpg 'x'\nvar _ photos",
    ),
    (
        "all but the newest two: there are no more, or four",
        "ls -1t *.sql | tail -n +3 | xargs rm -f",
        "text a.sql 'x'\ntext b.sql 'y'",
        "text a.sql 'x'\ntext b.sql 'y'\ntext c.sql 'z'\ntext d.sql 'q'\ntext e.sql 'r'\ntext f.sql 's'",
    ),
]

CALLED_OTHERWISE: list[tuple[str, str, str, str]] = [
    (
        "a folder called like an output: empty, or an old text",
        "rm -rf build",
        "folder build",
        "text build/plan.md 'my text'\nold build/plan.md build",
    ),
    (
        "pages of a site",
        "rm -rf site",
        "empty site/a.html",
        "text site/index.html '<h1>I</h1>'\nold site/index.html",
    ),
    (
        "a cache of Python, or a text in a folder called so",
        "find . -name __pycache__ -type d -exec rm -rf {} +",
        "text app.py 'print(1)'\ntext __pycache__/app.cpython-311.pyc 'x'",
        "text __pycache__/manuscript.txt 'the only draft'",
    ),
    (
        "an environment made anew, or with texts in it",
        "rm -rf .venv && python -m venv .venv",
        "text requirements.txt 'flask'\ntext .venv/pyvenv.cfg 'home = /usr/bin'\ntext .venv/bin/activate 'x'",
        "text .venv/pyvenv.cfg 'home = /usr/bin'\ntext .venv/notes.md 'x'\ntext .venv/thesis.tex 'y'",
    ),
    (
        "a page printed by hand: new, or over one",
        "echo '<p>soon</p>' > index.html",
        "folder x",
        "text index.html '<h1>my page by hand</h1>'",
    ),
    (
        "left for a branch: a name is made first here, or in another repository",
        "git -C ../lib branch kept && git checkout main",
        f"{APP}\ngit checkout -q --detach\ngit init -q ../lib",
        f"{APP}\ngit init -q ../lib\ngit checkout -q --detach\ntext n.py 'x'\ncommit loose",
    ),
    (
        "all folders closed: an empty one, or one with texts",
        "chmod -R 000 vault",
        "folder vault",
        "text vault/a.md 'x'",
    ),
    (
        "a history taken back: what a branch has, or one's only commit",
        "git reset --hard ORIG_HEAD",
        f"{APP}\npushed\ngit update-ref ORIG_HEAD HEAD",
        f"{APP}\ngit update-ref ORIG_HEAD HEAD\ntext b.py 'x'\ncommit two",
    ),
    (
        "a script with a variable that is set, or misspelt",
        "sh build.sh",
        "text build.sh 'OUT=build\\nrm -rf \"$OUT\"/*\\n'\nfolder build",
        "text build.sh 'OUT=build\\nrm -rf \"$OUTT\"/*\\n'",
    ),
]

LITTLE_RUN: list[tuple[str, str, str]] = [
    (
        "left for a branch once its commits have a name",
        "git branch kept && git checkout main",
        f"{APP}\ngit checkout -q --detach\ntext n.py 'x'\ncommit loose",
    ),
    ("put out again by a program", "python gen.py > data.json", "text gen.py 'print(1)'\nfile data.json"),
    (
        "filtered, then put back",
        "jq . a.json > tmp.json && mv tmp.json a.json",
        "text a.json '{\"a\": [1, 2, 3]}'",
    ),
    (
        "a newer state of data",
        "cp data.csv backup/",
        "text data.csv '1,2,3,4,5,6'\ntext backup/data.csv '1,2,3,4'",
    ),
    ("a copy made anew", "cp a.json a.json.bak", "text a.json '{}'\ntext a.json.bak '{\"a\"}'"),
    ("a file of one letter", "cp a b", "text a 'one'\ntext b 'two'"),
    ("results of a run", "rm -rf out/*", "file out/a.csv out/b.csv"),
    ("written by the session", "cp a.txt b.txt", "did 'echo b > b.txt'\ntext b.txt 'b one'\ntext a.txt 'x'"),
]
LITTLE_ASK: list[tuple[str, str, str]] = [
    ("a function that may remove", "rm -rf letters", 'function rm \'"$REAL" "$@"\'\nfiles letters/#.md 9'),
    (
        "a function that removes where a variable is not set",
        "rm -rf letters",
        'function rm \'if [ -n "$X" ]; then trash-put "$@"; else command rm "$@"; fi\'\nfiles letters/#.md 9',
    ),
    (
        "a function that is passed by",
        "command rm -rf letters",
        "function rm 'trash-put \"$@\"'\nfiles letters/#.md 9",
    ),
    (
        "a function that sudo does not know",
        "sudo rm -rf letters",
        "function rm 'trash-put \"$@\"'\nfiles letters/#.md 9",
    ),
]
