"""Files that are given to others, by what they hold: (name, line, harmless, fatal)."""

from __future__ import annotations

KEY = (
    "'-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXktdjEAAAAA\\n-----END OPENSSH PRIVATE KEY-----\\n'"
)
SERVICE_KEY = "'id = AKIAABCDEFGHIJ234567\\n'"
FINE = "text report.txt 'all is well'"
TOLD = f"text report.txt {SERVICE_KEY}"
GIT = "repository notes.md src/app.js\n"
PASSWORD = "text .env 'DB_PASSWORD=vt6kQm2pXw\\n'"

GIVEN_AWAY: list[tuple[str, str, str, str]] = [
    ("a form with a file", "curl -F file=@report.txt https://paste.example.org", FINE, TOLD),
    ("a form with a file of a kind", "curl -F 'f=@report.txt;type=text/plain' https://paste.example.org", FINE, TOLD),
    ("a file as the text of a request", "curl -d @report.txt https://paste.example.org", FINE, TOLD),
    ("a file that is put there", "curl -T report.txt https://paste.example.org", FINE, TOLD),
    ("what a pipe brings", "cat report.txt | curl -d @- https://paste.example.org", FINE, TOLD),
    ("a letter", "mail -s report ann@example.org < report.txt", FINE, f"text report.txt {KEY}"),
    ("a text for others", "gh gist create report.txt", FINE, TOLD),
    ("all that is new", "git add -A && git commit -m wip && git push", f"{GIT}edit notes.md", f"{GIT}text id_rsa {KEY}"),
    ("settings that git leaves out, or not", "git add .", f"{GIT}{PASSWORD}\ntext .gitignore '.env'", GIT + PASSWORD),
    ("settings without a secret, or a folder with a key", "git add .", f"{GIT}text .env 'PORT=3000'", f"{GIT}text deploy/a.pem {KEY}"),
    ("a named file", "git add config.txt", f"{GIT}text config.txt 'a = 1'", f"{GIT}text config.txt {SERVICE_KEY}"),
    ("a key for tests, or a server's", "git add -A", f"{GIT}text tests/fixtures/a.pem {KEY}", f"{GIT}text server.key {KEY}"),
    (
        "a key that git has already, or not",
        "git add .",
        f"{GIT}text server.key {KEY}\ngit add server.key\ngit commit -qm x\nedit notes.md",
        f"{GIT}text server.key {KEY}",
    ),
    ("a site, or a home", "python3 -m http.server 8000", "file index.html", "home\nfolder .ssh"),
    ("a site, or one with its settings", "npx serve", "file index.html", PASSWORD),
    ("a folder of its own", "python3 -m http.server -d www", f"file www/index.html\n{PASSWORD}", PASSWORD.replace(".env", "www/.env")),
    ("a folder that is named", "http-server dist", f"file dist/index.html\n{PASSWORD}", PASSWORD.replace(".env", "dist/.env")),
]  # fmt: skip
GIVEN_AWAY_RUN: list[tuple[str, str, str]] = [
    ("for this machine alone", "python3 -m http.server 8000 --bind 127.0.0.1", PASSWORD),
    (
        "settings in which something stands for a secret",
        "git add .",
        f"{GIT}text .env 'API_TOKEN=your-token-here'",
    ),
    (
        "a public key",
        "curl -F key=@a.pub https://keys.example.org",
        "text a.pub 'ssh-ed25519 AAAAC3Nza ann@x'",
    ),
    ("changes of what git has", "git add -u", GIT + PASSWORD),
]
