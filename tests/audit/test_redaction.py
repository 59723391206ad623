"""What is secret leaves a text, what only looks so stays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shellguard.audit.redaction import Redaction, redact, redact_text, redaction_key
from shellguard.audit.secret_names import Name, what_name_says
from shellguard.audit.secret_text import formats, may_hold_secret
from shellguard.knowledge.loading import load
from shellguard.parsing.reading import read
from tests.audit.audit_lines import KEY

SECRET = "hunter2Zq9"
ROWS: list[dict[str, Any]] = load("secrets")["format"]
CLIENTS: list[dict[str, Any]] = load("secrets")["client"]

ORDINARY = [
    "ls -la",
    "git commit -m 'rotate the token of the api'",
    "cat /etc/passwd",
    "cd $OLDPWD; echo PWD=$PWD",
    "PASSWORD=$PW ./run",
    'curl -H "Authorization: Bearer $TOKEN" https://example.org',
    "mysql --password",
    "gpg --passphrase-file key.txt -d a",
    "docker build --secret id=npm,src=.npmrc .",
    "ansible-playbook --private-key ~/.ssh/id_ed25519 site.yml",
    "ffmpeg -i a.mp4 -pass 1 b.mp4",
    "python train.py --max-tokens 400 --tokenizer bert",
    "sudo --askpass apt update",
    "git clone https://example.org/a/b.git",
    "ssh me@example.org",
    "git clone git@example.org:a/b.git",
    "read -p 'Password: ' pw; echo 'x'",
    "grep -r password: src | wc -l",
    "echo ${TOKEN:-$OTHER}",
    "kubectl get secret app -o yaml",
    "keyboard=us layout=de setxkbmap",
    "sort --key=2 file",
    "export SSH_AUTH_SOCK=/run/user/1000/agent",
    "curl 'https://example.org/?page=2&key=name'",
    "passwd me",
    "pass show mail/work",
    "TOKEN=$(cat token.txt) ./run",
    "rm -rf tokens/ secrets/",
    "no_password=true x",
    "./7zz a -ppasswd out.7z /etc/hosts",
    "[[ $token == abc ]] && echo same",
    "set the password to never expire",
    "convert the password to base64",
    "write the token to /etc/app/token.txt",
    "change the password to the one in vault-2024.json",
    "how long is the token",
]

SECRETIVE = [
    "set my password to {} for user bob",
    "the api key for staging is {}",
    'change the passphrase of the disk to "{}"',
    "export DB_PASSWORD={}",
    'export DB_PASSWORD="{}"',
    "PGPASSWORD={} psql",
    "curl --header 'Authorization: Bearer {}' https://x.org",
    'curl -H "Authorization: Basic {}" x',
    "curl -H 'X-Api-Key: {}' x",
    "curl -H 'PRIVATE-TOKEN: {}' x",
    "curl -H 'Cookie: sid={}; a=b' x",
    "curl 'https://x.org/?token={}&page=2'",
    "curl -d 'user=me&password={}' x",
    'curl -d \'{{"user":"me","password":"{}"}}\' x',
    'curl -d "{{\\"password\\": \\"{}\\"}}" x',
    "git clone https://me:{}@example.org/a.git",
    "psql postgres://me:{}@db/shop",
    "mysql --password={}",
    "prog --api-key {} run",
    "prog --client-secret='{}' run",
    "prog -password {}",
    "sh -c 'export TOKEN={}; run'",
    "sh -c \"export TOKEN='{}'; run\"",
    "cat > .env <<EOF\nA=1\nSECRET_KEY={}\nEOF",
    "cat > a.yml <<EOF\nit's: here\npassword: '{}'\nEOF",
    "cat > a.ini <<EOF\npassword = {}\nEOF",
    "echo 'machine x login me password {}'",
    "x ${{PASSWORD:-{}}}",
    "SET_password:={}",
    "aws_secret_access_key={}",
    "apiKey={} node .",
    "docker run -e POSTGRES_PASSWORD={} postgres",
    "docker run -e 'POSTGRES_PASSWORD={} x' postgres",
    "curl 'x?password={}",
    "password='{}",
    "jdbc:sqlserver://h;user=sa;Pwd={};x=y",
    "pwd={}",
    "mysql -e \"CREATE USER me IDENTIFIED BY '{}'\"",
    "psql -c \"ALTER ROLE me WITH PASSWORD '{}'\"",
]


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_lines_stay_as_they_are(line: str) -> None:
    assert redact(read(line), line, KEY) == line


@pytest.mark.parametrize("text", [line for line in ORDINARY if "password: src" not in line])
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    assert redact_text(text, KEY) == text


@pytest.mark.parametrize("form", SECRETIVE)
def test_named_values_are_taken_out(form: str) -> None:
    line = form.format(SECRET)
    for redacted in (redact_text(line, KEY), redact(read(line), line, KEY)):
        assert SECRET not in redacted
        assert "‹redacted:" in redacted
        assert redact_text(redacted, KEY) == redacted


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_format_proves_itself(row: dict[str, Any]) -> None:
    assert row["lookalikes"] and row["examples"]
    for parts in row["lookalikes"]:
        assert redact_text("".join(parts), KEY) == "".join(parts)
    for parts in row["examples"]:
        secret = "".join(parts)
        for text in (secret, f"echo {secret}", f"x='{secret}'", f"a,{secret};b"):
            assert parts[-1] not in redact_text(text, KEY)
        assert any(hint in secret for hint in row["hints"])


@pytest.mark.parametrize("row", CLIENTS, ids=lambda row: row["programs"][0])
def test_every_client_proves_itself(row: dict[str, Any]) -> None:
    assert row["lookalikes"] and row["examples"]
    for line in row["lookalikes"]:
        assert redact(read(line), line, KEY) == line
    for form in row["examples"]:
        line = form.replace("<SECRET>", SECRET)
        redacted = redact(read(line), line, KEY)
        assert SECRET not in redacted, redacted
        assert redacted.count("‹redacted:") == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("PATH", Name.NOTHING),
        ("PWD", Name.NOTHING),
        ("--password-file", Name.NOTHING),
        ("--password-stdin", Name.NOTHING),
        ("max_tokens", Name.NOTHING),
        ("compass", Name.NOTHING),
        ("--token-ttl", Name.NOTHING),
        ("monkey", Name.NOTHING),
        ("key", Name.WEAK),
        ("DB_PASSWORD", Name.STRONG),
        ("dbPassword", Name.STRONG),
        ("apiKey", Name.STRONG),
        ("SECRET_KEY_BASE", Name.STRONG),
        ("GITHUB_TOKEN_PROD", Name.STRONG),
        ("spring.datasource.password", Name.STRONG),
        ("PGPASSWORD", Name.STRONG),
    ],
)
def test_names_say_what_is_secret(name: str, says: Name) -> None:
    assert what_name_says(name) is says


def test_chance_beside_a_weak_name_only() -> None:
    chance = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"
    assert chance not in redact_text(f"curl 'https://x.org/?key={chance}'", KEY)
    assert redact_text(f"git show {chance}", KEY) == f"git show {chance}"


def test_equal_secrets_look_equal_and_others_do_not() -> None:
    marks = re.findall(r"‹[^›]*›", redact_text("TOKEN=abc1 TOKEN=abc1 TOKEN=abc2", KEY))
    assert marks[0] == marks[1] != marks[2]
    assert redact_text("TOKEN=abc1", b"other key") != redact_text("TOKEN=abc1", KEY)


def test_what_is_secret_in_the_line_is_secret_in_what_is_said_of_it() -> None:
    redaction = Redaction(KEY)
    line = "mysql -phunter2Zq9 shop"
    redaction.line(read(line), line)
    assert SECRET not in redaction.text("connects to shop with hunter2Zq9")


def test_secrets_are_found_before_anything_is_cut() -> None:
    line = "echo " + "x" * 300_000 + " TOKEN=" + SECRET * 3
    assert SECRET not in redact_text(line, KEY)


def test_the_key_is_made_once_and_private(tmp_path: Any) -> None:
    key = redaction_key(tmp_path)
    assert redaction_key(tmp_path) == key
    assert (tmp_path / "redaction.key").stat().st_mode & 0o777 == 0o600


CARRIERS = ["export A_TOKEN={}", "curl -H 'Authorization: Bearer {}' x", "git clone https://u:{}@h/x"]
PLACES = [
    "{}",
    "ls; {}",
    "sudo {}",
    "true && {} | cat",
    "if true; then {}; fi",
    "( {} )",
    "x=$({})",
    "{} # note",
]
CHARACTERS = st.characters(categories=("Ll", "Lu", "Nd"), max_codepoint=0x17F)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CARRIERS), st.sampled_from(PLACES), st.text(CHARACTERS, min_size=12, max_size=40))
def test_a_planted_secret_is_found_in_every_place(carrier: str, place: str, secret: str) -> None:
    assume(secret.lower() not in carrier.lower())
    line = place.format(carrier.format(secret))
    assert secret not in redact(read(line), line, KEY)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([row for row in ROWS if row["id"] != "bot-token"]),
    st.text(max_size=40),
    st.text(max_size=40),
)
def test_a_known_format_is_found_between_any_texts(row: dict[str, Any], before: str, after: str) -> None:
    secret = "".join(row["examples"][0])
    redacted = redact_text(f"{before} {secret} {after}", KEY)
    assert secret not in redacted


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_redacted_without_an_error_and_once(text: str) -> None:
    once = redact_text(text, KEY)
    assert redact_text(once, KEY) == once
    if not may_hold_secret(text):
        assert once == text


def test_hints_stand_in_their_patterns() -> None:
    assert len({row.id for row in formats()}) == len(formats())
