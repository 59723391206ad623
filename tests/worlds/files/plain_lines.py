"""Pairs about plain lines of a day that were asked about without need, each with the world in which it matters."""

from __future__ import annotations

UNITY = (
    "file Assets/a.cs ProjectSettings/ProjectVersion.txt Packages/manifest.json\nfiles Library/Artifact# 30"
)
TOPIC = "repository\npushed\ngit checkout -q -b topic\nfile x\ncommit\npushed topic"
OTHERS = "repository\npushed\nothers_pushed\ngit checkout -q -b topic\nfile x\ncommit\npushed topic"
WORK = "repository\npushed\nedit src/a.c\ncommit"
OTHERS_MAIN = "repository\npushed\nothers_pushed\nedit src/a.c\ncommit"
REWRITTEN = "repository\npushed\ngit commit -q --amend -m other"
ENV_FILES = ".env .env.local"
ENV = "text .gitignore .env\nrepository a.ts\ntext .env 'PORT=3000\\nKEY=abcdefg\\n'"

PLAIN_DAYS: list[tuple[str, str, str, str]] = [
    # nothing has that name: nothing is done
    ("a folder for everybody that is not there", "chmod 777 share", "", "folder share\nfile share/a.txt"),
    ("a folder of work that is not there", "rm -rf ~/work", "", "file ~/work/a.txt"),
    ("documents that are not there", "rm -rf ~/Documents", "", "file ~/Documents/a.txt"),
    # a push that the server takes only where its branch stands as it was fetched
    ("a careful push of new commits, or over another's", "git push --force-with-lease", WORK, OTHERS_MAIN),
    ("the same with its branch", "git push --force-with-lease origin main", WORK, OTHERS_MAIN),
    (
        "the same with a value that was not fetched",
        "git push --force-with-lease origin HEAD",
        WORK,
        OTHERS_MAIN,
    ),
    # each branch that a push names counts, by the remote that it names
    (
        "two branches of one's own, or the second with another's commit",
        "git push -f origin topic next",
        f"{TOPIC}\ngit branch next\npushed next",
        f"{TOPIC}\ngit branch next\npushed next\nothers_pushed next",
    ),
    (
        "the branch with a plus, not the one before it",
        "git push origin next +topic",
        f"{TOPIC}\ngit branch next",
        f"{TOPIC}\ngit branch next\nothers_pushed topic",
    ),
    (
        "all branches, of which none or one holds another's commit",
        "git push -f --all origin",
        f"{TOPIC}\ngit branch -q -D main",
        f"{TOPIC}\ngit branch -q -D main\ngit branch next\npushed next\nothers_pushed next",
    ),
    (
        "two branches deleted that are merged, or one that is not",
        "git push origin --delete topic next",
        f"{TOPIC}\ngit branch next\npushed next\ngit checkout -q main\ngit merge -q topic\npushed",
        f"{TOPIC}\ngit checkout -q -b next\nfile y\ncommit\npushed next\ngit checkout -q main\n"
        "git merge -q topic\npushed\ngit branch -q -D next",
    ),
    (
        "a branch under another name, with nothing or a commit there",
        "git push -f origin topic:next",
        f"{TOPIC}\ngit update-ref refs/remotes/origin/next topic",
        f"{TOPIC}\ngit branch next\npushed next\nothers_pushed next",
    ),
    (
        "the remote it was fetched from, or one that is not known",
        "git push -f origin",
        TOPIC,
        f"{TOPIC}\ngit config branch.topic.remote backup\ngit update-ref -d refs/remotes/origin/topic",
    ),
    # what the editors of games, the description of machines and a page writer make again
    (
        "what Unity makes again, or a folder of that name",
        "rm -rf Library Temp",
        f"{UNITY}\nfiles Temp/x# 4",
        "files Library/book# 30\nfiles Temp/x# 4",
    ),
    (
        "what Unity makes again, or with letters in it",
        "rm -rf Library",
        UNITY,
        f"{UNITY}\nfile Library/letter.docx",
    ),
    (
        "what Unreal makes of the sources, or drawings of the same name",
        "rm -rf Intermediate Binaries",
        "file Game.uproject Source/a.cpp\nfiles Intermediate/Build/x#.obj 9\nfiles Binaries/Linux/lib#.so 4",
        "file Source/a.cpp\nfiles Intermediate/drawing#.psd 9\nfiles Binaries/letter#.docx 4",
    ),
    (
        "what Unreal makes of the sources, or a letter in it",
        "rm -rf Intermediate",
        "file Game.uproject Source/a.cpp\nfiles Intermediate/Build/x#.obj 9",
        "file Game.uproject Source/a.cpp\nfiles Intermediate/Build/x#.obj 9\nfile Intermediate/letter.docx",
    ),
    (
        "what Godot makes again, or a folder of that name elsewhere",
        "rm -rf .godot",
        "file project.godot main.gd\nfiles .godot/imported/x# 9",
        "file main.gd\nfiles .godot/imported/x# 9",
    ),
    (
        "pages that doxygen made, or one's own",
        "rm -rf docs/html",
        "file Doxyfile docs/html/doxygen.css\nfiles docs/html/x#.html 20",
        "files docs/html/x#.html 20",
    ),
    (
        "what cdk makes again, or a folder of that name",
        "rm -rf cdk.out",
        "file cdk.json\nfiles cdk.out/asset# 20",
        "files cdk.out/asset# 20",
    ),
    # the program that is built here, or one that somebody uses
    (
        "pictures of a phone beside other files, or over one's own",
        "adb pull /sdcard/DCIM/IMG_1.jpg .",
        "file notes.md IMG_2.jpg",
        "file notes.md IMG_1.jpg",
    ),
    (
        "what the program of this project keeps on a phone, or another one",
        "adb shell pm clear com.acme.shop",
        "text android/app/build.gradle 'android { defaultConfig { applicationId \"com.acme.shop\" } }'",
        "text android/app/build.gradle 'android { defaultConfig { applicationId \"com.acme.notes\" } }'",
    ),
    (
        "jobs that wait where one develops, or in production",
        "php artisan queue:flush",
        "file artisan\ntext .env 'APP_ENV=local\\nDB_HOST=127.0.0.1\\nDB_DATABASE=shop_dev\\n'",
        "file artisan\ntext .env 'APP_ENV=production\\nDB_HOST=db.example.org\\nDB_DATABASE=shop\\n'",
    ),
    # what got another name within a folder was not moved into it
    (
        "a folder in which a file got another name, or into which one came",
        "rm -r d",
        "file d/a\nran 'mv d/a d/b'",
        "file a\nfolder d\nran 'mv a d/'",
    ),
    # a copy beside keeps what an edit changes
    (
        "settings edited with a copy of them beside, or an older one",
        "sed -i '/^PORT/d' .env",
        f"{ENV}\ncopy .env .env.bak",
        f"{ENV}\ntext .env.bak 'PORT=3000\\n'",
    ),
    (
        "one of two copies edited, or both",
        "sed -i '/^PORT/d' .env*",
        f"repository a.ts {ENV_FILES}\npushed",
        f"{ENV}\ncopy .env .env.bak",
    ),
]
_OWN = "var USER home\n"
PLAIN_DAYS_RUN: list[tuple[str, str, str]] = [
    ("words for words in settings", "sed -i 's/PORT=3000/PORT=3001/' .env", ENV),
    ("words for words with another sign", "sed -i 's|localhost|127.0.0.1|g' .env", ENV),
    ("words for words behind an option", "sed -i -e 's/debug/info/' .env", ENV),
    ("a file sorted by way of another", "sort -u words.txt > w && mv w words.txt", "file words.txt"),
    (
        "a file edited by way of a passing one",
        "t=$(mktemp) && sed s/a/b/ a.md > $t && mv $t a.md",
        "file a.md",
    ),
    ("a log emptied", "truncate -s0 app.log", "file app.log"),
    ("lines left out by way of another", "grep -v x todo.md > t && mv t todo.md", "file todo.md"),
    ("a file sorted in its place", "sort -u -o words.txt words.txt", "file words.txt"),
    (
        "empty folders behind a file that was moved",
        "find . -type d -empty -delete",
        "file a d/b\nran 'mv a d/'",
    ),
    ("one's own work in the queue, by name", "scancel -u $USER", _OWN),
    ("one's own work in the queue, by another option", "scancel --user=$USER --state=PENDING", _OWN),
]
PLAIN_DAYS_ASK: list[tuple[str, str, str]] = [
    ("whatever stood there", "sed -i 's/^KEY=.*/KEY=x/' .env", ENV),
    ("what stood between two words", "sed -i 's/KEY=[a-z]*//' .env", ENV),
    ("two edits, of which one tells nothing", "sed -i -e 's/PORT/HOST/' -e '/KEY/d' .env", ENV),
    ("words for words in keys", "sed -i 's/what/that/' server.pem", "file server.pem"),
    (
        "an edit behind another line's",
        "cp other .env.bak; sed -i '/KEY/d' .env",
        f"{ENV}\ncopy .env .env.bak\nfile other",
    ),
    ("another file put over it", "sort -u words.txt > w && mv w notes.txt", "file words.txt notes.txt"),
    ("logs and what is none emptied", "truncate -s 0 app.log notes.db", "file app.log\ndatabase notes.db 50"),
    ("put over it even if that failed", "sort words.txt > w; mv w words.txt", "file words.txt"),
    ("hardly any of it put over it", "head -3 notes.md > w && mv w notes.md", "file notes.md"),
    ("only what fits put over it", "grep x notes.md > w && mv w notes.md", "file notes.md"),
    ("a part printed and put over it", "sed -n 1p notes.md > w && mv w notes.md", "file notes.md"),
    ("a pipeline that may fail at its begin", "sed s/a/b/ a.md | sort > w && mv w a.md", "file a.md"),
    ("a letter put in order", "sort -o letter.doc letter.doc", "file letter.doc"),
    ("one file sorted over another", "sort -o notes.txt words.txt", "file words.txt notes.txt"),
    ("another's work in the queue", "scancel -u bob", _OWN),
    ("another's work in the queue, by another option", "scancel --user=bob", _OWN),
    ("a careful push with a value of its own", "git push --force-with-lease=main:abc123 origin main", WORK),
    ("a careful push, forced nevertheless", "git push --force-with-lease --force origin main", WORK),
    ("a careful push of what was rewritten on main", "git push --force-with-lease", f"{REWRITTEN}"),
    ("a careful push of all branches", "git push --force-with-lease --all", OTHERS),
    ("main behind a branch of one's own", "git push -f origin topic main", OTHERS),
    ("main with a plus behind a branch of one's own", "git push origin topic +main", OTHERS),
    ("tags forced over those of the server", "git push -f --tags", TOPIC),
    ("a bucket with what it holds", "aws s3 rb s3://logs --force", ""),
]
