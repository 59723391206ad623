"""Files that a line fetches or decodes, followed through copies and archives until it runs them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, pairwise

from shellguard.effects.context import Findings
from shellguard.effects.execution.code_files import code_files
from shellguard.effects.execution.code_origin import DOWNLOADERS, SOCKETS, feeds
from shellguard.effects.execution.execution import INTERPRETERS, SHELLS
from shellguard.effects.touching.vendor_addresses import keeps_installer
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import CHANGING_FOLDER
from shellguard.parsing.script import NestedKind, Redirection, SimpleCommand, Word

_WORDS = knowledge("signs", "fetching")
_PROGRAMS = _WORDS.names("programs")
_OUTPUTS = _WORDS.names("output_options")
_DECODERS = _WORDS.names("file_decoders")
_COMPILERS = _WORDS.names("compilers")
FEEDING = _DECODERS | DOWNLOADERS
_PRINTING = frozenset(("echo", "printf", "cat", "tee", ":", ""))
_WRITES = frozenset(("write", "overwrite"))
_KEEPERS = frozenset(("tee", "sponge"))
_COPIERS = frozenset(("cp", "mv", "ln", "install", "cat", "dd", "busybox"))
_COPYING = _COPIERS | _COMPILERS
_BRINGING = frozenset(("cp", "mv", "install", "rsync"))
_SETTINGS = "/etc/"
_STARTERS = _WORDS.names("starters")
_STORES = _WORDS.names("stores")
_BUILDERS = _WORDS.names("builders")
_ARCHIVERS = knowledge("signs", "gathering").names("archivers") | {"unzip"}
_BARE = _WORDS.pattern("bare_address")
_ARCHIVE = _WORDS.pattern("data_endings")
_VOUCHED = re.compile(r"https://(?:[\w-]+\.)*[A-Za-z][\w-]*(?::\d+)?/")
_HIDDEN_FOLDER = re.compile(r"/(?:tmp|var/tmp|dev/shm|run)/(?:.*/)?\.[^/]")
_FED = frozenset(("ftp", "sftp", "lftp", "tftp", "ncftp", "smbclient", "pftp"))
GETS = re.compile(r"(?:^|\n|\\n|[;\"']|\s)(?:re|m|p)?get[ \t]+([^\s;\\]+)(?:[ \t]+([^\s;\\-][^\s;\\]*))?")
_RUNS_FROM_HERE = re.compile(r"\./(?!configure|gradlew|mvnw|node_modules|\.?venv)|/(?:(?:var/)?tmp|dev/shm)/")


_UNCHECKED = re.compile(
    r"-[fsSLlgvqJO#]*k[fsSLlgvqJOo#]*|--insecure|--no-check-certificate|--check-certificate=false"
)
_CODE = frozenset((NestedKind.SHELL, NestedKind.CODE))
_ADDRESS = re.compile(r"(?:https?|ftps?)://")
_BUNDLED = re.compile(r"-[A-Za-z#]+[oO]")
_GIVEN = re.compile(r"(?:-[fsSLlgvqJk#]*[oO]|--out(?:put(?:-document)?)?=)(.+)", re.S)
_MADE_READY, _READY_FROM_ANYBODY = "files.permit-downloaded", 62


@dataclass(slots=True)
class Fetched:
    """Base names of what was fetched and decoded so far on a line.

    Attributes:
        bare: something came from an address without a name.
        unpacked: an archive was taken apart after that.
        entered: the line went into another folder then, which may be of the same origin.
        unnamed: something came by a way on which nothing vouches for it, as https with a name does.
        feeding: a command of the pipeline at hand downloads or decodes, as far as is known.
        placed: those that were decoded into a folder from which programs are run by name.
        made: those that other programs of the line wrote.
        stored: those of the names that came from a cloud's store, which may be the person's own.
    """

    names: set[str] = field(default_factory=set)
    decoded: set[str] = field(default_factory=set)
    bare: bool = False
    unpacked: bool = False
    entered: bool = False
    unnamed: bool = False
    feeding: bool = True
    stored: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)

    @property
    def state(self) -> tuple[int, int, int, bool]:
        """Changes whenever more is remembered."""
        return len(self.names), len(self.decoded), self.bare + self.unpacked + self.entered, self.unnamed

    def take(self, findings: Findings) -> None:
        """Tells when the command runs what was fetched, then remembers what it fetches itself."""
        command = findings.command
        word = self._runs(findings, self.names)
        if word is not None:
            ready = command.program == "chmod"
            base = _READY_FROM_ANYBODY if ready and (self.bare or self.unnamed) else None
            base = 58 if command.program in _STARTERS or _base(word.text) in self.stored else base
            findings.tell(_MADE_READY if ready else "execute.downloaded-file", (word,), base=base)
        elif self.decoded and command.program != "chmod":
            word = self._runs(findings, self.decoded)
            if word is not None:
                findings.tell("execute.decoded-file", (word,))
        elif self.made and self._runs_made(findings):
            findings.tell("execute.made", certain=False)
        elif (self.bare or self.unnamed) and (words := self._brought(command)):
            findings.tell("files.put-fetched-settings", words)
        elif self.bare or (self.names and _HIDDEN_FOLDER.match(findings.context.cwd or "")):
            self._runs_beside(findings)
        self._remember(command, findings)

    def _runs(self, findings: Findings, names: set[str]) -> Word | None:
        """The word by which a command runs one of these files."""
        command = findings.command
        if not names or not command.words:
            return None
        first = command.words[0]
        if _base(first.text) in names and ("/" in first.text or first.text in self.placed):
            return first
        if command.program in _STARTERS:
            return next((word for word in command.words[1:] if _base(word.text) in names), None)
        if command.program in INTERPRETERS or command.program in ("source", ".", "busybox"):
            fed = (one.target for one in command.redirections if one.operator == "<" and one.target)
            piped = (one.words[1:] for one in findings.context.upstream if one.program == "cat")
            script = next((word for word in command.words[1:] if not word.text.startswith("-")), None)
            for word in (*command.words[1:], *fed, *chain.from_iterable(piped)):
                data = word is not script and script in command.words and _ARCHIVE.search(word.text)
                if not word.text.startswith("-") and _base(word.text) in names and not data:
                    return word
        if command.program == "chmod":
            for word in command.words[2:]:
                if _base(word.text) in names and re.search(r"[157]|x", command.words[1].text):
                    return word
        files = (*read_as_code(command), *code_files(command))
        return next((word for word in files if _base(word.text) in names), None)

    def _brought(self, command: SimpleCommand) -> tuple[Word, ...]:
        """The files of these that a command puts among the settings of the machine."""
        if command.program not in _BRINGING or command.words[-1].text[:5] != _SETTINGS:
            return ()
        return tuple(word for word in command.words[1:-1] if _base(word.text) in self.names)

    def _runs_made(self, findings: Findings) -> bool:
        """Whether a shell runs what another program of the line wrote into a file, as behind a pipe."""
        command = findings.command
        if command.program not in SHELLS or all(nested.known for nested in command.nested):
            return False
        return self._runs(findings, self.made) is not None

    def _runs_beside(self, findings: Findings) -> None:
        """Anything run from the folder, once something came from an address without a name."""
        command = findings.command
        first = command.words[0]
        script = command.program in INTERPRETERS and len(command.words) > 1
        built = self.entered and command.program in _BUILDERS
        script = script and command.words[1].text[:1] not in ("-", "/", "~")
        if built or script or _RUNS_FROM_HERE.match(first.text):
            findings.tell("execute.beside-download", (first,))

    def _remember(self, command: SimpleCommand, findings: Findings) -> None:
        if keeps_installer(command):
            return
        program = command.program
        self.entered = self.entered or (self.unpacked and program in CHANGING_FOLDER)
        self.unpacked = self.unpacked or (self.bare and program in _ARCHIVERS)
        if program in _PROGRAMS or (program == "busybox" and _applet(command) in _PROGRAMS):
            self.names.update(_downloaded(command), _asked_for(findings))
            self.placed.update(_among_programs(_outputs(command)))
            unchecked = any(_UNCHECKED.fullmatch(word.text) for word in command.words[1:])
            self.unnamed = (
                self.unnamed or unchecked or not any(_VOUCHED.match(word.text) for word in command.words[1:])
            )
            saved = program not in ("curl",) or any(_saves(word.text) for word in command.words)
            if saved and any(_BARE.search(word.text) for word in command.words[1:]):
                self.bare = True
                _from_bare_address(findings)
        elif program in _STORES:
            self.stored.update(_from_store(command))
            self.names.update(self.stored)
        elif program in INTERPRETERS:
            self.names.update(_written_by_code(command))
        elif program in _COPYING and (self.names or self.decoded):
            self._copied(command)
        upstream = findings.context.upstream if self.feeding else ()
        fed = (program, *[one.program for one in upstream])
        if program in _COMPILERS:
            fed = (*fed, *_through_processes(command))
        if command.redirections and any(map(_from_network, command.redirections)):
            self.names.update(_written(command))
            self.unnamed = True
        if not _DECODERS.isdisjoint(fed) and program not in INTERPRETERS:
            self.decoded.update(_written(command))
            self.placed.update(_written_to_programs(command))
        elif not DOWNLOADERS.isdisjoint(fed):
            self.names.update(_written(command))
        elif not _PRINTING.issuperset(fed):
            self._note_made(command, findings)

    def put_down(self, command: SimpleCommand) -> None:
        """Remembers the files that a loop or a group writes: where its text is known that is what runs."""
        self.made.update(_written(command))

    def _note_made(self, command: SimpleCommand, findings: Findings) -> None:
        written = _written(command)
        if command.nested:
            written += _written_by_itself(command)
        if written and feeds((*findings.context.upstream, command)) == "made":
            self.made.update(written)

    def _copied(self, command: SimpleCommand) -> None:
        words = [word.text for word in command.words[1:]]
        for names in (self.names, self.decoded):
            if any(_base(text) in names for text in words):
                names.update(_written(command))
                if command.program in _COPIERS and command.program != "cat" and words[-1][:1] != "-":
                    names.add(_base(words[-1]))


def read_as_code(command: SimpleCommand) -> list[Word]:
    """The files whose text a command runs: `eval "$(cat x)"`, `bash -c "$(<x)"`."""
    if command.program != "eval" and command.program not in INTERPRETERS:
        return []
    if _CODE.isdisjoint(nested.kind for nested in command.nested):
        return []
    scripts = [nested.script for nested in command.nested if nested.kind is NestedKind.SUBSTITUTION]
    inner = [one for script in scripts for one in script.commands if one.program in ("cat", "")]
    fed = [one for reader in inner for one in reader.redirections if one.operator == "<"]
    return [word for one in inner for word in one.words[1:]] + [one.target for one in fed if one.target]


def _from_bare_address(findings: Findings) -> None:
    """A program from an address without a name: nothing tells whose machine that is."""
    words = [word for word in findings.command.words[1:] if _BARE.search(word.text)]
    odd = [word for word in words if not _ARCHIVE.search(word.text) and not word.text.endswith("/")]
    text = [word.text for word in findings.command.words]
    if odd and not {"-O-", "-O -", "--spider", "-qO-"} & set(text) and "-" not in text:
        findings.tell("execute.download-from-address", tuple(odd))


def _through_processes(command: SimpleCommand) -> tuple[str, ...]:
    """The programs whose output a command reads as a file: `cc -x c - < <(curl …)`."""
    inner = [nested.script for nested in command.nested if nested.kind is NestedKind.PROCESS]
    return tuple(one.program for script in inner for one in script.commands)


def _from_network(redirection: Redirection) -> bool:
    """`cat < /dev/tcp/HOST/PORT > file` downloads, too."""
    if redirection.operator != "<":
        return False
    return redirection.target is not None and redirection.target.text.startswith(SOCKETS)


def _from_store(command: SimpleCommand) -> set[str]:
    """Base names of what is copied here from a store: `gsutil cp gs://BUCKET/x .`, `gdown ID -O x`."""
    words = [word.text for word in command.words[1:] if not word.text.startswith("--")]
    if command.program == "gdown":
        return {_base(after) for before, after in pairwise(words) if before == "-O"}
    if not words or "://" in words[-1]:
        return set()
    came = [_base(text) for text in words[:-1] if "://" in text]
    return {*came, _base(words[-1])} - {"", ".", "-", ".."} if came else set()


def _base(text: str) -> str:
    return text.rsplit("/", 1)[-1]


def _applet(command: SimpleCommand) -> str:
    return command.words[1].text if len(command.words) > 1 else ""


def _saves(text: str) -> bool:
    return text in ("--output", "--remote-name") or bool(re.fullmatch(r"-[A-Za-z]*[oO]", text))


def _written(command: SimpleCommand) -> list[str]:
    """Base names of the files into which a command's output goes, by redirection or by `of=`."""
    targets = [word.text[3:] for word in command.words if word.text[:3] == "of="]
    if command.redirections:
        targets += [one.target.text for one in command.redirections if one.operator[:1] == ">" and one.target]
    if command.program in _KEEPERS:
        targets += [word.text for word in command.words[1:] if word.text[:1] != "-"]
    if command.program in _COMPILERS or command.program in ("openssl", "uudecode"):
        words = [word.text for word in command.words]
        targets += [words[index + 1] for index, text in enumerate(words[:-1]) if text in ("-out", "-o")]
    if not targets:
        return targets
    return [_base(text) for text in targets if not text.startswith("/dev/") and _base(text)]


def _written_to_programs(command: SimpleCommand) -> list[str]:
    """Base names of what goes into a folder from which programs are run by name."""
    targets = [one.target.text for one in command.redirections if one.operator[:1] == ">" and one.target]
    return _among_programs(targets)


def _among_programs(texts: list[str]) -> list[str]:
    return [_base(text) for text in texts if text.rpartition("/")[0].endswith(("/bin", "/sbin"))]


def _written_by_code(command: SimpleCommand) -> set[str]:
    return {_base(text) for text in saved_by_code(command) if _base(text)}


def saved_by_code(command: SimpleCommand) -> set[str]:
    """The files that code writes which also reads from the network."""
    calls = [call for nested in command.nested if nested.code is not None for call in nested.code.calls]
    given = [one.text for call in calls if call.action in _WRITES for one in call.arguments]
    if not any(call.action == "connect" for call in calls) and not any(map(_ADDRESS.match, given)):
        return set()
    written = [call.arguments[-1].text for call in calls if call.action in _WRITES and call.arguments]
    written += [call.arguments[0].text for call in calls if call.action in _WRITES and call.arguments]
    return set(written)


def _written_by_itself(command: SimpleCommand) -> list[str]:
    """Base names of the files that code writes."""
    calls = [call for nested in command.nested if nested.code is not None for call in nested.code.calls]
    return [_base(one.text) for call in calls if call.action in _WRITES for one in call.arguments[:1]]


def _asked_for(findings: Findings) -> set[str]:
    """Base names of what the lines that a program is fed have it fetch: `ftp HOST <<< 'get x'`."""
    command, upstream = findings.command, findings.context.upstream
    if command.program not in _FED:
        return set()
    texts = [one.body.text for one in command.redirections if one.body is not None]
    texts += [word.text for word in (upstream[-1].words[1:] if upstream else ())]
    found = (match for text in texts for match in GETS.finditer(text))
    return {_base(name) for match in found for name in match.groups() if name}


def _outputs(command: SimpleCommand) -> list[str]:
    """The files that a download is told to put down."""
    words = [word.text for word in command.words[1:]]
    told = [after for text, after in pairwise(words) if text in _OUTPUTS or _BUNDLED.fullmatch(text)]
    return told + [given[1] for text in words if (given := _GIVEN.fullmatch(text))]


def _downloaded(command: SimpleCommand) -> set[str]:
    """Base names of the files that a download puts down."""
    names: list[str] = []
    words = [word.text for word in command.words[1:]]
    told = {_base(text) for text in _outputs(command)}
    names += [
        _base(text.split("?", 1)[0]) for text in words if "/" in text and text[:1] != "-" and text[-1] != "/"
    ]
    if command.program in ("scp", "sftp", "rsync"):
        names.extend(_base(text.partition(":")[2]) for text in words[:-1] if ":" in text)
        if "-t" in words and words[-1] != "-t":
            names.append(_base(words[-1]))
    if command.program == "ftpget":
        names.extend(_base(text) for text in words[-2:])
    told.update(name for name in names if not name.startswith(("$(", "`")))
    return {name for name in told if name and name not in ("$", ".") and not name.startswith("-")}
