"""Pairs about settings, variables, links and everyday files: (name, line, harmless, fatal)."""

from __future__ import annotations

ENVIRONMENT: list[tuple[str, str, str, str]] = [
    (
        "rclone sync into a folder",
        "rclone sync remote:pics ./pics",
        "folder pics",
        "files pics/p#.jpg 30",
    ),
    (
        "aws: the profile's region that only plays the cloud",
        "aws s3 rm s3://media --recursive",
        "text ~/.aws/config '[default]\\nendpoint_url = http://localhost:4566\\nregion = us-east-1\\n'",
        "text ~/.aws/config '[default]\\nregion = eu-central-1\\n'",
    ),
    (
        "ssh: a host that is a box of one's own",
        "ssh dev 'sudo systemctl stop postgresql && sudo rm -rf /var/lib/postgresql'",
        "text ~/.ssh/config 'Host dev\\n  HostName 127.0.0.1\\n  Port 2222\\n  User vagrant\\n  IdentityFile ~/box/.vagrant/machines/default/virtualbox/private_key\\n'",
        "text ~/.ssh/config 'Host dev\\n  HostName db1.example.org\\n  User root\\n'",
    ),
    (
        "a link to a folder: the link goes, or all behind it",
        "rm -rf current/",
        "folder v1\nlink current v1",
        "files v1/l#.odt 20\nlink current v1\nfiles current/x# 1",
    ),
    (
        "a folder by its last link",
        "rm -rf ~/www/*",
        "folder ~/empty\nlink ~/www {home}/empty",
        "files ~/letters/l#.odt 20\nlink ~/www {home}/letters",
    ),
    (
        "emptying a log by a link",
        "truncate -s 0 current.log",
        "text logs.log 'a\\n'\nempty day.log\nlink current.log day.log",
        "files notes#.md 1\nedit notes0.md\nlink current.log notes0.md",
    ),
    (
        "copying over a link",
        "cp new.conf app.conf",
        "file new.conf",
        "file new.conf ~/dotfiles/app.conf\nedit ~/dotfiles/app.conf\nlink app.conf {home}/dotfiles/app.conf",
    ),
    (
        "a here-document over a file",
        "cat > settings.ini <<'EOF'\n[a]\nb=1\nEOF",
        "folder x",
        "file settings.ini\nedit settings.ini",
    ),
    (
        "appending to a file, or over it by a typo in a variable",
        'echo done > "$LOG"',
        "var LOG out.log",
        "var LOG thesis.tex\nfile thesis.tex",
    ),
    (
        "tee over what a variable names",
        'date | tee "$F"',
        "var F stamp.txt",
        "var F diary.md\nfile diary.md",
    ),
    (
        "a removal by a default of a variable",
        'rm -rf "${CACHE_DIR:-$HOME}/tmp"',
        "folder ~/tmp",
        "files ~/tmp/l#.odt 30",
    ),
    (
        "rm by the folder's own name",
        "cd .. && rm -rf project",
        "folder x",
        "files letters/l#.odt 20",
    ),
    (
        "numbered files by braces",
        "rm -f part{1..20}.bin",
        "file a",
        "files part#.bin 21",
    ),
    (
        "a question mark",
        "rm chapter?.tex",
        "file a.tex",
        "files chapter#.tex 9",
    ),
    (
        "unzip into the home",
        "unzip -oq site.zip -d ~/site",
        "file index.html\narchive site.zip index.html",
        "file index.html\narchive site.zip index.html\nfile ~/site/index.html\nedit ~/site/index.html",
    ),
    (
        "tar with absolute names",
        "tar xPf b.tar",
        "text n.txt a\narchive b.tar n.txt",
        "text n.txt a\narchive b.tar n.txt\nedit n.txt",
    ),
    (
        "rsync with a slash too few",
        "rsync -a --delete src dst",
        "file src/a",
        "file src/a dst/src/b dst/src/c.odt",
    ),
    (
        "mv over a folder of the same name",
        "mv -T new live",
        "file new/a",
        "file new/a live\nedit live",
    ),
    (
        "mv -f of many",
        "mv -f *.md ../notes/",
        "file a.md b.md ../notes/c.md",
        "file a.md b.md ../notes/a.md\nedit ../notes/a.md",
    ),
    (
        "swap of two names by exchange",
        "mv a.md b.md",
        "file a.md",
        "file a.md b.md\nedit b.md",
    ),
    (
        "find with -newer in a subshell",
        "(cd logs && find . -type f -delete)",
        "folder logs",
        "files logs/l#.odt 40",
    ),
    (
        "xargs with two at a time",
        "ls *.bak | xargs -n2 rm -f",
        "file a.md",
        "files l#.bak 30",
    ),
    (
        "a loop over globs",
        'for f in *.odt; do rm "$f"; done',
        "file a.md",
        "files l#.odt 30",
    ),
    (
        "python one-liner that removes a folder",
        "python3 -c \"import shutil; shutil.rmtree('out')\"",
        "folder out",
        "files out/l#.odt 30",
    ),
    (
        "found and read line by line",
        "find . -name '*.odt' | while read -r f; do rm \"$f\"; done",
        "file a.md",
        "files l#.odt 30",
    ),
    (
        "found and read as whole lines",
        "find . -type f -name '*.odt' | while IFS= read -r f; do rm -f \"$f\"; done",
        "file a.md",
        "files l#.odt 30",
    ),
    (
        "found and read between nulls",
        "find . -name '*.odt' -print0 | while IFS= read -r -d '' f; do rm \"$f\"; done",
        "file a.md",
        "files l#.odt 30",
    ),
    (
        "listed and read",
        'ls *.odt 2>/dev/null | while read f; do rm -- "$f"; done',
        "file a.md",
        "files l#.odt 30",
    ),
    (
        "folders are found as well",
        "find . -name 'old*' | while read -r f; do rm -rf \"$f\"; done",
        "file a.md",
        "files old1/l#.odt 20\nfiles old2/l#.odt 20",
    ),
    (
        "a bracket in a name",
        "rm *\\(1\\).odt",
        "file a.odt",
        "file 'a(1).odt' 'b(1).odt' 'c(1).odt' 'd(1).odt' 'e(1).odt' 'f(1).odt' 'g(1).odt'",
    ),
    (
        "a key put where none is",
        "install -m 600 id_new ~/.ssh/id_ed25519",
        "file id_new",
        "file id_new ~/.ssh/id_ed25519",
    ),
    (
        "a key copied where none is",
        "cp id_new ~/.ssh/id_work",
        "file id_new",
        "file id_new ~/.ssh/id_work",
    ),
    (
        "linked settings",
        'ln -sf "$PWD/bashrc" ~/.bashrc',
        "text bashrc 'alias ll=ls\\n'\nlink ~/.bashrc {home}/project/bashrc",
        "text bashrc 'alias ll=ls\\n'\nfile ~/.bashrc\nedit ~/.bashrc",
    ),
    (
        "a folder of this machine by rclone",
        "rclone delete ./out",
        "folder out",
        "files out/l#.odt 30",
    ),
    (
        "a folder purged by rclone",
        "rclone purge out",
        "folder out",
        "files out/l#.odt 30",
    ),
    (
        "unpacked where folders are removed first",
        "tar --recursive-unlink -xf b.tar",
        "file docs/a.md\narchive b.tar docs\nremove docs",
        "file docs/a.md\narchive b.tar docs\nfile docs/b.md docs/c.md",
    ),
    (
        "cp by unset",
        'cp -r dist/. "$TARGET/"',
        "var TARGET {here}/out\nfile dist/index.html",
        "file dist/index.html\nunset TARGET",
    ),
    (
        "unset in script",
        "sh a.sh",
        "var TARGET {here}/out\nfile dist/index.html\ntext a.sh 'cp -r dist/. \"$TARGET/\"\\n'\nfolder out",
        "text a.sh 'cp -r dist/. \"$TARGET/\"\\n'\nfile dist/index.html\nunset TARGET",
    ),
]
ENVIRONMENT_RUN: list[tuple[str, str, str]] = [
    (
        "sed in place: a file that git has, or one of hundreds of lines that nobody has",
        "sed -i '/DEBUG/d' app.conf",
        "repository app.conf",
    ),
    (
        "chown to another",
        "sudo chown -R nobody ./data",
        "folder data",
    ),
    (
        "set by itself",
        'X=build; ls "$X" "$Y"',
        "folder build",
    ),
    (
        "cd",
        'cd "$PROJ" && make',
        "folder x",
    ),
    (
        "d",
        'git commit -m "$MSG"',
        "repository a.c",
    ),
]
"""What is ordinary: it runs."""
ENVIRONMENT_ASK: list[tuple[str, str, str]] = [
    (
        "chmod of keys",
        "chmod -R go+r ~/.ssh",
        "file ~/.ssh/id_ed25519",
    ),
    (
        "shred of a copy",
        "shred -u notes.md",
        "file notes.md",
    ),
    (
        "a loop that moves away",
        'for f in *.odt; do mv "$f" /dev/null; done',
        "files l#.odt 30",
    ),
    (
        "nulls where lines are read",
        "find . -name '*.odt' -print0 | while read -r f; do rm -f $f; done",
        "files l#.odt 30",
    ),
    (
        "lines where nulls are read: nothing is whole",
        "find . -name '*.odt' | while IFS= read -r -d '' f; do rm \"$f\"; done; rm l1.odt l2.odt l3.odt l4.odt l5.odt l6.odt",
        "files l#.odt 30",
    ),
    (
        "a name with a blank in front",
        "find . -name '*.odt' | while IFS= read -r f; do rm \"$f\"; done",
        "file ' thesis.odt' ' plan.odt' ' a.odt' ' b.odt'\nedit ' thesis.odt'",
    ),
    (
        "another variable than the one that is read",
        "find . -name '*.txt' | while read -r f; do rm -rf \"$d\"; done",
        "file x.txt\nfiles ~/d/#.odt 20\nvar d {home}/d",
    ),
    (
        "set anew within the loop",
        'find . -name \'*.txt\' | while read -r f; do f="$HOME"; rm -rf "$f"; done',
        "file x.txt\nfiles ~/d#.odt 20",
    ),
    (
        "a key copied out",
        "cp -t out ~/.ssh/id_work",
        "folder out\nfile ~/.ssh/id_work",
    ),
    (
        "a key copied out by its last word",
        "cp -t /tmp a ~/.ssh/id_work",
        "file a ~/.ssh/id_work",
    ),
    (
        "linked from where anybody writes",
        "ln -sf /tmp/bashrc ~/.bashrc",
        "folder x",
    ),
    (
        "a remote that is called like a folder",
        "rclone purge out:",
        "folder out",
    ),
]
"""What looks as harmless as that, and is not: it is asked about."""
