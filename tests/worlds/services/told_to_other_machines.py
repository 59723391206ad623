"""Pairs about what other machines are told by files, names and requests: (name, line, harmless, fatal)."""

from __future__ import annotations

NAMED = "text ~/.ssh/config 'Host web\\n  HostName %s\\n'\n"
BUILT = "file build/a build/b\n"
SEARCH = "typed 'docker run -d --rm -p 9200:9200 opensearchproject/opensearch:2'\n"
MONGO = "typed 'docker run -d --rm -p 27017:27017 mongo:7'\n"

TOLD_ELSEWHERE: list[tuple[str, str, str, str]] = [
    (
        "commands in a file: sent and listed, or all removed",
        "sftp -b cmds web",
        "text cmds 'put a\\nls /srv/app\\n'\nfile a",
        "text cmds 'cd /srv/app\\nrm *\\nrmdir /srv/app\\n'",
    ),
    (
        "commands in a file: one old copy, or a folder with all in it",
        "sftp web < cmds",
        "text cmds 'rm /srv/app/old.tar\\n'",
        "text cmds 'rm -r /srv/app\\n'",
    ),
    (
        "commands in a file: fetched, or removed",
        "lftp -f cmds",
        "text cmds 'open web.example.com\\nget a\\nbye\\n'",
        "text cmds 'open web.example.com\\nrm -r /srv/app\\nbye\\n'",
    ),
    (
        "mirrored onto a host for trying, or of production by ssh's settings",
        "rsync -a --delete build/ web:/srv/app/",
        BUILT + NAMED % "staging-web-1.example.com",
        BUILT + NAMED % "prod-web-1.example.com",
    ),
    (
        "mirrored by a user's name: for trying, or of production by ssh's settings",
        "rsync -a --delete build/ deploy@web:/srv/app/",
        BUILT + NAMED % "staging-web-1.example.com",
        BUILT + NAMED % "prod-web-1.example.com",
    ),
    (
        "an index by a request: of a container of the session, or of a server",
        "wget --method=DELETE -qO- $ES/orders",
        SEARCH + "var ES http://localhost:9200",
        SEARCH + "var ES https://es.example.com",
    ),
    (
        "an index by a request: of a container, or through a proxy",
        "wget --method=DELETE -qO- http://localhost:9200/orders",
        SEARCH,
        SEARCH + "var http_proxy http://proxy.example.com:3128",
    ),
    (
        "put back over what is there: in a container, or a server of one's own",
        "mongorestore --drop dump/",
        MONGO + "folder dump/try",
        "folder dump/try",
    ),
    (
        "put back over what is there: in a container, or by an address",
        "mongorestore --drop $WHERE dump/",
        MONGO + "folder dump/try\nvar WHERE '--port 27017'",
        MONGO + "folder dump/try\nvar WHERE --uri=mongodb://db.example.com/shop",
    ),
    (
        "put back over what is there: in a container, or where settings say",
        "mongorestore --drop $WHERE dump/",
        MONGO + "folder dump/try\nvar WHERE ''",
        MONGO + "folder dump/try\nvar WHERE --config=shop.yml",
    ),
    (
        "an application of a server: looked at, or destroyed",
        "ssh dokku@paas.example.com $WHAT web --force",
        "var WHAT apps:report",
        "var WHAT apps:destroy",
    ),
]
