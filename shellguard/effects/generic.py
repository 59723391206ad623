"""What can be told of any command by its words alone: shells among them, secrets, telling words."""

from __future__ import annotations

import re
from itertools import takewhile

from shellguard.effects.context import Findings, is_input, plain_word, writes_file
from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.effects.execution import SHELLS
from shellguard.effects.places import path_of, places_of, reactions
from shellguard.effects.telling_words import read_telling_words
from shellguard.effects.touching import edited_by_hand, touch
from shellguard.effects.ways_out import from_anybody, read_here_texts, read_ways_out, says_way_out
from shellguard.knowledge import loading
from shellguard.parsing.script import NestedKind, Word

_WORDS = loading.load("generic")
_NAMES_ONLY = frozenset(_WORDS["names_only"])
_SHELL_WORD = re.compile(_WORDS["shell_word"])
_CODE_SHELL = re.compile(_WORDS["code_shell"])
_HINTS = re.compile(_WORDS["secret_hint"])
_ENVIRONMENT = frozenset(_WORDS["executing_variables"])
_ORDINARY_VALUES = re.compile(_WORDS["ordinary_values"])
_SHELL_IS_DATA = frozenset(_WORDS["shell_is_data"])
_ASKS_FOR_FILES = frozenset(_WORDS["asks_for_files"])
_VIEWERS = frozenset(_WORDS["viewers"])
_EMBEDDED = re.compile(_WORDS["embedded_path"])
_NETWORK = re.compile(_WORDS["code_network"])
_RUNS = re.compile(_WORDS["code_runs"])
_HIDDEN = re.compile(_WORDS["code_hidden"])
_BYTES = re.compile(_WORDS["escaped_bytes"])
_RUN_AT_START = frozenset(("shell-start", "program-start", "git-hooks", "project-hooks"))
_PLANTED = re.compile(_WORDS["planted"])
_TOOLS = re.compile(_WORDS["attack_tools"])
_STEERED = re.compile(_WORDS["steered_shell"])
_STATEMENT = re.compile(_WORDS["statement"])
_DROPS = re.compile(_WORDS["drop_places"])
_NEVER_READS = frozenset(_WORDS["never_reads"])
_FETCHERS = frozenset(("chmod", "wget", "curl", "git", "nohup", "bash", "sh", "tar", "unzip"))
_IDENTITY = frozenset(
    ("-i", "--identity", "--key", "--kubeconfig", "--config", "-F", "-f", "--cert", "--cacert")
)
_IS_DATA = re.compile(r"@|=<")
_PUTS = frozenset(("upload", "put", "put-object"))
_PASSES_ON = frozenset(("cat", "tee", "sudo", "doas"))
_READS_BY_OPTION = frozenset(_WORDS["reads_by_option"])
_WRITERS = frozenset(("echo", "printf", "cat"))


def read_words(findings: Findings, *, known: bool, names_only: bool, shell_is_ordinary: bool) -> None:
    """The generic reading: `known` when the program has a pack."""
    words, program = findings.command.words, findings.program
    if any(_TOOLS.search(word.text) for word in (words if program in _FETCHERS else words[:2])):
        findings.add(
            EffectKind.EXECUTE,
            "execute.attack-tool",
            56,
            "has to do with a tool of attackers",
            target=TargetKind.NAME,
        )
    line = " ".join(word.text for word in words[1:])
    if not known and is_statement(f"{program} {line}"):
        statement(findings)
    if (program in _WRITERS and line) or (program in _PASSES_ON and findings.command.redirections):
        _written_text(findings, line)
    if findings.command.redirections:
        read_here_texts(findings)
    if not line:
        return
    _drop_place(findings, line)
    if names_only or program in _NAMES_ONLY:
        _passwords_by_option(findings, line)
        return
    data = shell_is_ordinary or program in _SHELL_IS_DATA or _only_asks_for_shell(findings)
    if not data and _SHELL_WORD.search(line) and not _is_wrapper(findings):
        _shell_argument(findings)
    read_ways_out(findings, line, known=known, data=data)
    _paths(findings, line)
    if len(line) > 24 and ("(" in line or "|&" in line):
        _code(findings, line)
    if not _is_wrapper(findings):
        read_telling_words(findings, line, known=known)


def _passwords_by_option(findings: Findings, line: str) -> None:
    """`ssh-keyscan -f FILE`: a program that only names files is told by an option to read the passwords."""
    if "/etc/" not in line or findings.program in _NEVER_READS or not _HINTS.search(line):
        return
    words = findings.command.words
    given = any(
        words[index].text.startswith("-") or "=" in word.text or word.text.startswith("@")
        for index, word in enumerate(words[1:])
        if "/etc/" in word.text
    )
    if given:
        _secrets(findings, only="secrets.read-passwords")


def _drop_place(findings: Findings, line: str) -> None:
    """Data that goes to a place where it is dropped for somebody."""
    if "." not in line or not _DROPS.search(line):
        return
    if any(effect.kind is EffectKind.SEND for effect in findings.effects) or (
        findings.program in ("curl", "wget", "nc", "ncat", "netcat", "http", "https")
        and findings.context.upstream
    ):
        findings.add(
            EffectKind.SEND,
            "send.to-drop-place",
            56,
            "sends data to a place where anybody can have it dropped",
            tuple(word for word in findings.command.words[1:] if _DROPS.search(word.text)),
            target=TargetKind.URL,
        )


def _paths(findings: Findings, line: str) -> None:
    """Secrets and lists of users among the words."""
    if _HINTS.search(line):
        _secrets(findings)
    if findings.context.feeders and any(is_input(word) for word in findings.command.words[1:]):
        touch(findings, "read", findings.context.feeders)
    if "/etc/passwd" in line and findings.program not in _VIEWERS:
        _users_by_odd_way(findings)


def _only_asks_for_shell(findings: Findings) -> bool:
    """`rpm -qf /bin/sh`: package managers are asked about files by their path."""
    if findings.program not in _ASKS_FOR_FILES:
        return False
    return all(
        not _SHELL_WORD.search(word.text) or word.text[0] == "/" for word in findings.command.words[1:]
    )


def is_statement(text: str) -> bool:
    """Whether a text is a statement for a database that removes or changes rows."""
    return _STATEMENT.match(text) is not None


def statement(findings: Findings) -> None:
    findings.add(
        EffectKind.DATABASE,
        "databases.statement",
        56,
        "is a statement that removes or changes rows of a database",
        target=TargetKind.OTHER,
    )


def _users_by_odd_way(findings: Findings) -> None:
    words = tuple(word for word in findings.command.words[1:] if "/etc/passwd" in word.text)
    findings.add(
        EffectKind.REVEAL,
        "secrets.users-by-odd-way",
        52,
        "takes the list of users through a program that is not for looking at it",
        words,
    )


def _code(findings: Findings, line: str) -> None:
    """Code in a word, told by what stands in it: for languages that are not read call by call too."""
    if _NETWORK.search(line) and _RUNS.search(line):
        findings.add(
            EffectKind.LISTEN,
            "execute.reverse-shell-code",
            86,
            "joins a network connection to something that runs commands",
            target=TargetKind.CODE,
        )
    elif _HIDDEN.search(line):
        findings.add(
            EffectKind.EXECUTE,
            "execute.hidden-code",
            58,
            "runs code that is hidden in a text or an encoding",
            target=TargetKind.CODE,
        )


def _written_text(findings: Findings, line: str) -> None:
    """Text that is written or piped on: data, unless it starts a shell or is a program in disguise."""
    if "\\" in line and _BYTES.search(line) and (_goes_on(findings) or line.count("\\x") > 40):
        findings.add(
            EffectKind.EXECUTE,
            "execute.escaped-bytes",
            54,
            "writes bytes in disguise: a program or a message",
            target=TargetKind.CODE,
        )
    if "/etc/" in line and _HINTS.search(line) and _goes_on(findings):
        _secrets(findings, only="secrets.read-passwords")
    body = line
    for redirection in findings.command.redirections:
        if redirection.body is not None:
            body = redirection.body.text
    _planted(findings, body)
    if says_way_out(body) and findings.context.downstream:
        _shell_argument(findings)
    here = body is not line
    if (
        _SHELL_WORD.search(body)
        and _goes_on(findings)
        and (_STEERED if here else _SHELL_WORD).search(re.sub(r"#\\?!\s*/\S+(?:\s*$|\s*\\n|\n)", "", body))
    ):
        findings.add(
            EffectKind.ESCAPE,
            "escape.planted-shell",
            53,
            "writes text that starts a shell when something reads it",
            target=TargetKind.CODE,
        )


def _planted(findings: Findings, line: str) -> None:
    """What is added to a file that every shell runs: ordinary settings, or something that hides."""
    if not _PLANTED.search(line):
        return
    targets = [one.target for one in findings.command.redirections if one.operator in (">", ">>")]
    for later in findings.context.downstream[:1]:
        words = [word.text for word in later.words]
        targets.extend(later.words[1:] if "tee" in words[:3] else ())
    for target in targets:
        if target is None:
            continue
        places = places_of(path_of(target), findings.context.cwd or "", findings.context.home)
        if _RUN_AT_START.intersection(places):
            findings.add(
                EffectKind.PERSIST,
                "persist.planted-in-shell-start",
                60,
                "plants something in what a shell or a program runs when it starts",
                (target,),
            )


_READS_DATA = frozenset(_WORDS["reads_data"])


def _goes_on(findings: Findings) -> bool:
    if findings.context.downstream:
        return findings.context.downstream[0].program not in _READS_DATA
    return findings.context.to_file or writes_file(findings.command)


def _is_wrapper(findings: Findings) -> bool:
    return any(
        one.kind in (NestedKind.WRAPPER, NestedKind.SHELL, NestedKind.CODE) for one in findings.command.nested
    )


def _shell_argument(findings: Findings) -> None:
    findings.add(
        EffectKind.ESCAPE,
        "escape.shell-argument",
        62,
        "makes another program start a shell",
        tuple(word for word in findings.command.words[1:] if _SHELL_WORD.search(word.text)),
        target=TargetKind.CODE,
    )


def _secrets(findings: Findings, only: str = "") -> None:
    words = findings.command.words
    found: dict[str, list[Word]] = {}
    best = {}
    by_key = findings.program not in _READS_BY_OPTION and _PUTS.isdisjoint(w.text for w in words[1:5])
    for index, word in enumerate(words[1:], 1):
        if not _HINTS.search(word.text) or edited_by_hand(findings, word):
            continue
        named_key = by_key and words[index - 1].text in _IDENTITY and not _IS_DATA.search(word.text)
        for path in _paths_in(word):
            for reaction in reactions(path, "read", findings.context.cwd or "", findings.context.home)[:1]:
                if not (named_key and reaction.rule == "secrets.read-keys"):
                    found.setdefault(reaction.rule, []).append(word)
                    best[reaction.rule] = reaction
    already = {effect.rule for effect in findings.effects}
    for rule, reaction in best.items():
        if rule not in already and only in ("", rule):
            findings.add(reaction.kind, rule, reaction.base, reaction.message, tuple(found[rule]))


_VALUE = re.compile(r"^(?:--?[\w-]+=|[\w.-]+=|@|-[A-Za-z]@?(?=[/~])|[a-z]+:(?=/(?!/)))[@<]?")


# `-e 'ssh -i KEY'`, `-o IdentityFile=KEY`: the key is used, not shown.
_USED_KEY = re.compile(
    r"(?:(?<=\s)-[iF]\s*|\bIdentityFile[= ]|--(?:private-|ssh-)?(?:key|identity)(?:-file)?[= ])\S+"
)


def _paths_in(word: Word) -> tuple[str, ...]:
    """The paths in `--file=PATH`, `key=PATH`, `@PATH`, `file:PATH`, in code, or the word itself."""
    said = _USED_KEY.sub("", word.text)
    embedded = _EMBEDDED.findall(said)
    if len(embedded) > 1 or (embedded and (" " in word.text or "(" in word.text or "," in word.text)):
        whole = (path_of(plain_word(said)),) if said[:1] in ("~", "/") else ()
        return (*whole, *(path_of(plain_word(path.rstrip("."))) for path in embedded[:16]))
    text = _VALUE.sub("", said)
    if text.startswith(("file://", "file:")):
        text = text.removeprefix("file:").removeprefix("//")
    return (path_of(plain_word(text)),)


def read_assignments(findings: Findings) -> None:
    """Variables whose value the program behind them runs or loads, or that hold a secret's path."""
    command = findings.command
    if not command.words:
        for one in command.assignments:
            if "shadow" in one.value.text and "passwords" in places_of(path_of(one.value)):
                findings.add(
                    EffectKind.REVEAL,
                    "secrets.path-kept",
                    52,
                    "keeps the path of a secret for later",
                    (one.value,),
                )
        return
    given = [(one.name, one.value) for one in command.assignments]
    for name, word in given:
        _variable(findings, name, word.text, word)


def read_wrapped_assignments(findings: Findings) -> None:
    """`NAME=value` among the words of a wrapper."""
    for word in findings.command.words[1:6]:
        name, equals, value = word.text.partition("=")
        if equals and name.isidentifier():
            _variable(findings, name, value, word)


def _variable(findings: Findings, name: str, value: str, word: Word) -> None:
    if not value or name == "SHELL" or _ORDINARY_VALUES.match(value):
        return
    loads = name.startswith(("LD_PRELOAD", "LD_AUDIT", "DYLD_INSERT")) or from_anybody(name, value, findings)
    if (
        loads
        or _SHELL_WORD.search(value)
        or (name in _ENVIRONMENT and (_CODE_SHELL.search(value) or _HINTS.search(value)))
        or (name in _ENVIRONMENT and value.split(" ", 1)[0] in SHELLS)
    ):
        findings.add(
            EffectKind.ESCAPE,
            "escape.executing-variable",
            62,
            "makes a program run or load what a variable says",
            (word,),
            target=TargetKind.CODE,
        )


def shell_in_wrapper(findings: Findings) -> None:
    """A bare shell behind a wrapper: the way to a shell with the wrapper's rights."""
    context, command = findings.context, findings.command
    if command.program not in SHELLS:
        return
    arguments = [word.text for word in command.words[1:] if not is_input(word)]
    own = list(takewhile(lambda word: word.startswith("-"), arguments))
    if "-p" in own and "-c" not in own and command.program != "fish":
        findings.add(
            EffectKind.ESCAPE,
            "escape.keep-rights",
            56,
            "starts a shell that keeps the rights of its owner",
            target=TargetKind.CODE,
        )
        return
    if any(one in ("-c", "-s") or not one.startswith("-") for one in arguments):
        return
    wrappers = [nested.via for nested in context.around if nested.kind is NestedKind.WRAPPER]
    settings = command.assignments and not any(one.name.startswith("HIST") for one in command.assignments)
    plain = (*_WORDS["plain_wrappers"], *(("env",) if settings else ()))
    others = [via for via in wrappers if via not in plain and via[0] not in "$`"]  # `$SHELL` is the shell
    if others:
        findings.add(
            EffectKind.ESCAPE,
            "escape.shell-in-wrapper",
            58,
            "starts a shell through another program",
            target=TargetKind.CODE,
        )
    elif len(wrappers) > 1 and context.privileged:
        findings.add(
            EffectKind.ESCAPE,
            "escape.root-shell-twice",
            54,
            "opens a shell with root's rights through two programs",
            target=TargetKind.CODE,
        )
    elif wrappers and context.privileged:
        findings.add(
            EffectKind.ESCAPE,
            "escape.root-shell",
            45,
            "opens a shell with root's rights",
            target=TargetKind.CODE,
        )
