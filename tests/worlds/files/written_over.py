"""Pairs about what tools write over, mirror away or are handed: (name, line, harmless, fatal)."""

from __future__ import annotations

NOTES = "file notes.md\nedit notes.md"
COMMITTED = "git init -q -b main\ncommit"
LETTERS = "files letter#.odt 12"
ELSEWHERE = "files ~/Letters/l#.odt 9"
OWN_BRANCH = "git checkout -q -b topic\nfile x\ncommit\ngit checkout -q main"
WRITTEN: list[tuple[str, str, str, str]] = [
    # the file that a tool's output goes to
    ("downloaded to a new name, or over a thesis", "curl -so thesis.tex $URL", "folder x", "file thesis.tex"),
    ("downloaded by wget", "wget -O notes.md $URL", "folder x", NOTES),
    ("downloaded under its own name", "curl -O https://example.org/notes.md", "folder x", NOTES),
    (
        "converted anew from what was changed, or over what was written since",
        "pandoc talk.html -o talk.md",
        "file talk.md\nold talk.md\nfile talk.html",
        "file talk.html\nold talk.html\nfile talk.md",
    ),
    (
        "a film made anew, or one of that name",
        "ffmpeg -y -i talk.mkv talk.mp4",
        "file talk.mkv",
        "file talk.mkv talk.mp4\nedit talk.mp4",
    ),
    (
        "a first key, or one that opens something",
        "openssl genrsa -out server.key",
        "folder x",
        "file server.key",
    ),
    ("unpacked by force beside nothing, or over notes", "gunzip -f notes.md.gz", "file notes.md.gz", NOTES),
    (
        "lines changed in place: none, or of many notes",
        "awk -i inplace 'NR>1' *.md",
        "folder x",
        "files n#.md 14",
    ),
    # edits that leave nothing
    ("no line told to be printed", "sed -n -i 's/a/b/' notes.md", f"{NOTES}\n{COMMITTED}", NOTES),
    ("awk that prints nothing", "gawk -i inplace '{ n++ }' notes.md", f"{NOTES}\n{COMMITTED}", NOTES),
    ("each line made empty", "perl -pi -e '$_=\"\"' notes.md", f"{NOTES}\n{COMMITTED}", NOTES),
    ("ruby that prints nothing", "ruby -i -ne '$_.upcase' notes.md", f"{NOTES}\n{COMMITTED}", NOTES),
    ("a file read into itself", "uniq notes.md notes.md", f"{NOTES}\n{COMMITTED}", NOTES),
    (
        "a swap area in a new file, or in one that holds something",
        "mkswap a.img",
        "hollow a.img",
        "file a.img",
    ),
    # what comes from elsewhere
    ("brought here: the name is free, or taken", "scp web1:notes.md .", "folder x", NOTES),
    ("out of a container", "docker cp web:/data/notes.md .", "folder x", NOTES),
    ("out of a pod", "kubectl cp web-0:/data/notes.md notes.md", "folder x", NOTES),
    (
        "mirrored from a store into an empty folder, or a full one",
        "aws s3 sync s3://bucket/site site --delete",
        "folder site",
        "files site/letter#.odt 12",
    ),
    # what goes on the other side
    (
        "mirrored to a store: pages, or nothing",
        "aws s3 sync site s3://bucket/site --delete",
        "files site/p#.html 9",
        "folder site",
    ),
    (
        "mirrored to a machine: pages, or nothing",
        "rsync -a --delete site/ web1:/srv/www/",
        "files site/p#.html 9",
        "folder site",
    ),
    ("mirrored to a cloud", "rclone sync docs remote:docs", "files docs/p#.odt 9", "folder docs"),
    (
        "copied over older files, or over newer ones",
        "rsync -a ../new/ .",
        "files n#.md 4\nold n0.md n1.md n2.md n3.md\nfiles ../new/n#.md 4\nedit ../new/n0.md",
        "files ../new/n#.md 4\nold ../new/n0.md ../new/n1.md\nfiles n#.md 4\nedit n0.md n1.md",
    ),
    # where it happens
    (
        "a folder that is gone to, or that is not there",
        "cd build; rm -rf *",
        "file CMakeLists.txt build/CMakeCache.txt build/a.o",
        LETTERS,
    ),
    ("pushd to what is not there", "pushd out; rm -f *", "file package.json out/a.js", LETTERS),
    ("in a subshell", "(cd out; rm -rf *)", "file package.json out/a.js", LETTERS),
    # what is handed over
    (
        "a list of what is gone, or of letters",
        "rm -rf $(cat list.txt)",
        "text list.txt 'gone1 gone2\\n'",
        f"{LETTERS}\ntext list.txt 'letter0.odt letter1.odt letter2.odt letter3.odt\\n'",
    ),
    (
        "files that git does not know: none, or notes",
        "git ls-files -o --exclude-standard -z | xargs -0 rm",
        "repository",
        "repository\nfiles notes#.md 12",
    ),
    (
        "all other branches: merged, or one with a commit of its own",
        "git branch | grep -v main | xargs git branch -D",
        "repository\ngit branch old",
        f"repository\n{OWN_BRANCH}",
    ),
    (
        "the same in a substitution",
        "git branch -D $(git branch | grep -v main)",
        "repository\ngit branch old",
        f"repository\n{OWN_BRANCH}",
    ),
    (
        "all tags: on a branch, or on a commit of its own",
        "git tag | xargs git tag -d",
        "repository\ngit tag v1",
        "repository\ngit checkout -q --detach\nfile x\ncommit\ngit tag v1\ngit checkout -q main",
    ),
    (
        "each renamed to a free name, or to a taken one",
        'for f in *.txt; do mv "$f" "${f%.txt}.odt"; done',
        "file a.txt b.txt",
        "file a.txt b.txt a.odt b.odt\nedit a.odt b.odt",
    ),
    # git
    ("a pattern that git reads itself", "git checkout -- '*.c'", "repository", "repository\nedit src/a.c"),
    ("put away and dropped at once", "git stash && git stash drop", "repository", "repository\nedit README"),
    (
        "the last commit over what was staged",
        "git checkout HEAD -- .",
        "repository",
        "repository\nedit README\ngit add README",
    ),
    (
        "back to what was just fetched",
        "git fetch origin && git reset --hard FETCH_HEAD",
        "repository\npushed",
        "repository\npushed\nfile x\ncommit",
    ),
    (
        "in each submodule",
        "git submodule foreach git reset --hard",
        "repository",
        "folder ../lib\ncd ../lib\nrepository\ncd ../project\nrepository\n"
        "git -c protocol.file.allow=always submodule add -q ../lib lib\ncommit\nedit lib/src/a.c",
    ),
    (
        "an alias of git",
        "git nuke",
        "git init -q\ngit config alias.nuke status",
        "repository\ngit config alias.nuke 'reset --hard'\nedit README",
    ),
    # what a project's own file says
    (
        "a script of composer",
        "composer run clean",
        'text composer.json \'{"scripts":{"clean":"echo hi"}}\'',
        f'{ELSEWHERE}\ntext composer.json \'{{"scripts":{{"clean":["@php -v","rm -rf ~/Letters"]}}}}\'',
    ),
    (
        "a task of deno",
        "deno task clean",
        'text deno.json \'{"tasks":{"clean":"echo hi"}}\'',
        f'{ELSEWHERE}\ntext deno.json \'{{"tasks":{{"clean":"rm -rf ~/Letters"}}}}\'',
    ),
    (
        "a script of pdm",
        "pdm run clean",
        "text pyproject.toml '[tool.pdm.scripts]\\nclean = \"echo hi\"\\n'",
        f"{ELSEWHERE}\ntext pyproject.toml '[tool.pdm.scripts]\\nclean = {{shell = \"rm -rf ~/Letters\"}}\\n'",
    ),
    (
        "what a folder's own settings run",
        "direnv allow",
        "text .envrc 'export A=1\\n'",
        f"{ELSEWHERE}\ntext .envrc 'rm -rf ~/Letters\\n'",
    ),
    # which machine, which database
    (
        "containers of a machine for trying, or of production",
        "docker stack rm shop",
        'text ~/.docker/config.json \'{"currentContext":"sandbox"}\'',
        'text ~/.docker/config.json \'{"currentContext":"prod-swarm"}\'',
    ),
    (
        "restarted here, or in production",
        "docker restart web",
        "file x",
        "var DOCKER_HOST ssh://deploy@prod-1",
    ),
    (
        "a database by variables of its own",
        "psql -c 'drop table orders'",
        "var PGHOST localhost\nvar PGDATABASE shop_test",
        "var PGHOST db.prod.example.com\nvar PGDATABASE shop",
    ),
    (
        "an application by the module of its settings",
        "python manage.py flush --no-input",
        "var DJANGO_SETTINGS_MODULE shop.settings.test",
        "var DJANGO_SETTINGS_MODULE shop.settings.production",
    ),
    (
        "an application by its folder's settings",
        "php artisan migrate:fresh --force",
        "text .env 'APP_ENV=local\\nDB_HOST=localhost\\n'",
        "text .env 'APP_ENV=local\\nDB_HOST=db.example.com\\n'",
    ),
    ("a stack by its option", "pulumi destroy -y -s $STACK", "var STACK sandbox", "var STACK prod"),
    (
        "a state that names nothing, or a database",
        "rm terraform.tfstate",
        'text terraform.tfstate \'{"version":4,"resources":[]}\'',
        'text terraform.tfstate \'{"version":4,"resources":[{"type":"aws_db_instance"}]}\'',
    ),
    (
        "services removed with volumes: none, or a database's",
        "docker compose rm -fsv",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'",
        "text compose.yaml 'services:\\n  db:\\n    image: postgres\\n'",
    ),
    (
        "a database put back where there is none, or over one",
        "sqlite3 app.db '.restore old.db'",
        "database old.db 5",
        "database old.db 5\ndatabase app.db 400",
    ),
    (
        "what a database has not taken over yet: nothing, or writes",
        "rm -f app.db-wal app.db-shm",
        "folder x",
        "database app.db 40\nfile app.db-wal",
    ),
    (
        "an environment by its folder, or letters there",
        "conda env remove -y -p ./env",
        "file env/conda-meta/history env/bin/python",
        "files env/letter#.odt 12",
    ),
    (
        "services by a file of another name",
        "docker compose -f $F down -v",
        "var F dev.yaml\ntext dev.yaml 'services:\\n  web:\\n    image: nginx\\n'",
        "var F prod.yaml\ntext prod.yaml 'services:\\n  db:\\n    image: postgres\\n'",
    ),
    (
        "begun with empty volumes: none, or a database's",
        "docker compose up -d -V",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'",
        "text compose.yaml 'services:\\n  db:\\n    image: postgres\\n'",
    ),
    ("an application on kind or on production", "skaffold delete", "cluster kind-dev", "cluster prod-eu-1"),
    (
        "infrastructure of another folder",
        "terraform -chdir=$D destroy -auto-approve",
        "var D sandbox\ntext sandbox/.terraform/environment sandbox",
        "var D prod\ntext prod/.terraform/environment prod",
    ),
    (
        "a profile that another program gives",
        "aws-vault exec $P -- aws s3 rb s3://media --force",
        "var P sandbox",
        "var P production",
    ),
    (
        "all rows changed: none, or hundreds",
        "sqlite3 app.db \"update notes set note=''\"",
        "database app.db 0",
        "database app.db 400",
    ),
    (
        "cleaned after git was made to forget: committed, or changed",
        "git rm -rq --cached . && git clean -fdq",
        "repository",
        "repository\nedit README",
    ),
    (
        "unknown files put away and dropped: none, or one",
        "git stash push -u && git stash clear",
        "repository",
        "repository\nfile new.c",
    ),
    (
        "ignored files handed over: objects, or data",
        "git ls-files -oi --exclude-standard | xargs rm -f",
        "text .gitignore '*.o'\nrepository a.c\nfile a.o",
        "text .gitignore 'data/'\nrepository\nfiles data/d#.csv 12",
    ),
    (
        "an alias of one's own settings",
        "git undo",
        "text ~/.gitconfig '[alias]\\n  undo = status\\n'\nrepository\nedit README",
        "text ~/.gitconfig '[alias]\\n  undo = checkout -- .\\n'\nrepository\nedit README",
    ),
    (
        "gone to what is a folder, or a file",
        "cd notes; rm -f *",
        "folder notes",
        "file notes letter0.odt letter1.odt letter2.odt letter3.odt letter4.odt",
    ),
    (
        "by options of their own",
        "mysql -h $H -D $N -e 'delete from orders'",
        "var H 127.0.0.1\nvar N shop_test",
        "var H db-prod-1\nvar N shop",
    ),
    ("stopped here, or in production", "docker stop web", "file x", "var DOCKER_CONTEXT prod"),
    ("two documents joined onto the second", "pdfunite a.pdf b.pdf", "file a.pdf", "file a.pdf b.pdf"),
]
