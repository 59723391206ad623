"""Tcl gone through once: what it puts together and hands to a shell, opens, deletes or evaluates."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

from shellguard.parsing.languages.called_names import HIDDEN
from shellguard.parsing.languages.findings import Findings
from shellguard.parsing.languages.tcl_words import Raw, closed, commands, escaped
from shellguard.parsing.script import Call, Hole, Piece, Word
from shellguard.parsing.words.fields import literal_word

MAX_CODE = 16_384
MAX_DEPTH = 12
MAX_STEPS = 1500
_UNKNOWN = "\ue000"
"""Stands in a value for what is not known of it."""
_MADE = f"\ue001{_UNKNOWN}"
"""A value that was put together in a way that is not followed."""
_MAKING = frozenset(("binary", "string", "regsub", "format", "encoding", "zlib", "base64::decode", "join"))
_VARIABLE = re.compile(r"\$(?:\{([^}]*)\}|((?:::)?\w+(?:::\w+)*(?:\([^()$\s]*\))?))")
_SHELL = re.compile(r"\|?\s*(?:/\S*/)?(?:ba|da|z|k|a)?sh\b")
_OPERATOR = re.compile(r"(?:\|&?|[012]?>{1,2}&?|<|&)\Z")
_CHANNEL = re.compile(r"[012]?>{0,2}<?&?@")
_BODIES = frozenset(
    ("if", "while", "for", "foreach", "lmap", "switch", "catch", "try", "time", "dict", "expect", "interact")
)
_EVALUATES = frozenset(("eval", "uplevel", "subst", "after", "namespace", "interp", "fileevent", "trace"))
_BY_TCL = frozenset(("unknown", "bgerror"))  # what Tcl itself calls
_JOINED = {"concat": " ", "list": " "}
_MODES = {"r": "read", "w": "overwrite", "a": "write"}


def tcl_findings(code: str) -> Findings:
    """What a program of Tcl or expect does."""
    walk = _Walk()
    if len(code) > MAX_CODE:
        walk.findings.understood = False
    walk.script(code[:MAX_CODE], 0)
    walk.left_over(code)
    if walk.feeding:
        walk.findings.shell.extend(walk.put)
    return walk.findings


class _Walk:
    def __init__(self) -> None:
        self.findings = Findings()
        self.variables: dict[str, str] = {}
        self.names: dict[str, str] = {}  # what commands were called before they were renamed
        self.bodies: dict[str, tuple[list[str], str]] = {}
        self.called: set[str] = set()
        self.put: list[Word] = []  # what is written to a channel
        self.feeding = False  # one of the channels is a shell
        self.steps = 0

    def script(self, code: str, depth: int) -> str:
        """Go through a script; the value of its last command."""
        value = ""
        if depth > MAX_DEPTH:
            self.findings.understood = False
            return _UNKNOWN
        for words in commands(code):
            self.steps += 1
            if self.steps > MAX_STEPS:
                self.findings.understood = False
                return _UNKNOWN
            value = self._command(words, depth)
        return value

    def left_over(self, code: str) -> None:
        """The functions that nothing called where it was seen, though they are named."""
        for name in [name for name in self.bodies if name not in self.called]:
            if name in _BY_TCL or len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", code)) > 1:
                self._called(name, [], 1)

    def _command(self, raw: list[Raw], depth: int) -> str:
        words = [word for one in raw for word in self._value(one, depth)]
        name = words[0].removeprefix("::").removeprefix("tcl::mathop::") if words else ""
        name = self.names.get(name, name)
        if _UNKNOWN in name and name != _UNKNOWN:  # `$object method` is how objects are spoken to
            self.findings.calls.append(Call("evaluate", (), False, HIDDEN))
            return _UNKNOWN
        if name in _BODIES:
            return self._controlled(name, raw, words, depth)
        if name in _EVALUATES or name in ("proc", "apply"):
            return self._evaluated(name, words, depth)
        if name in self.bodies:
            return self._called(name, words[1:], depth)
        action = _ACTIONS.get(name)
        return action(self, words[1:]) if action is not None else _computed(name, words[1:])

    def _value(self, raw: Raw, depth: int) -> list[str]:
        text = raw.text if raw.braced else self._filled(raw.text, depth)
        if not raw.spread:
            return [text]
        return [self._filled(one.text, depth) if not one.braced else one.text for one in _listed(text)]

    def _filled(self, text: str, depth: int) -> str:
        """A text with its variables, commands and escapes put in."""
        found: list[str] = []
        place = 0
        while place < len(text):
            char = text[place]
            if char == "\\":
                piece, place = escaped(text, place)
                found.append(piece)
            elif char == "[":
                end = closed(text, place)
                found.append(self.script(text[place + 1 : end - 1], depth + 1))
                place = end
            elif char == "$" and (match := _VARIABLE.match(text, place)):
                found.append(self.variables.get(match[1] or match[2], _UNKNOWN))
                place = match.end()
            else:
                found.append(char)
                place += 1
        return _short("".join(found))

    def _controlled(self, name: str, raw: list[Raw], words: list[str], depth: int) -> str:
        """What stands in the braces of `if`, `while`, `foreach`, `catch` and their kin."""
        conditions = {"if": {1}, "while": {1}, "for": {2}}.get(name, set[int]())
        conditions |= {place + 1 for place, word in enumerate(words) if word == "elseif"}
        if name in ("foreach", "lmap") and len(words) > 2:
            listed = _listed(words[2])
            self.variables.update(
                dict.fromkeys(words[1].split(), listed[0].text if len(listed) == 1 else _UNKNOWN)
            )
            raw = raw[-1:]
            conditions = set()
        if name in ("switch", "expect", "interact") and raw and raw[-1].braced:
            raw = [*raw[:-1], *_listed(raw[-1].text)]
        for place, one in enumerate(raw):
            if one.braced and place in conditions:
                self._filled(one.text, depth + 1)
            elif one.braced:
                self.script(one.text, depth + 1)
        return _UNKNOWN

    def _evaluated(self, name: str, words: list[str], depth: int) -> str:
        """`eval`, `uplevel` and others that make a script of a text; functions, with names or without."""
        rest = words[1:]
        if name == "proc":
            if len(rest) > 2:
                self.bodies[rest[0].removeprefix("::")] = ([one.text for one in _listed(rest[1])], rest[2])
            return ""
        if name == "apply":
            parts = _listed(rest[0]) if rest else []
            if len(parts) > 1:
                self.bodies["apply"] = ([one.text for one in _listed(parts[0].text)], parts[1].text)
                return self._called("apply", rest[1:], depth)
            return _UNKNOWN
        if name == "interp" and rest[:1] == ["alias"] and len(rest) > 4:
            self.names[rest[2]] = " ".join(rest[4:5])
            return ""
        if name == "subst":
            return self._filled(rest[-1], depth + 1) if rest else ""
        if name in ("namespace", "interp", "after", "fileevent", "trace", "uplevel"):
            while rest and (" " not in rest[0].strip() or len(rest) > 1) and _may_lead(name, rest[0]):
                rest = rest[1:]
        text = " ".join(rest)
        if _UNKNOWN in text.partition(" ")[0]:
            self.findings.understood = self.findings.understood and name != "eval"
            self.findings.calls.append(Call("evaluate", (), False, name if name == "eval" else HIDDEN))
            return _UNKNOWN
        return self.script(text, depth + 1)

    def _called(self, name: str, given: list[str], depth: int) -> str:
        self.called.add(name)
        parameters, body = self.bodies[name]
        kept = dict(self.variables)
        for place, parameter in enumerate(parameters):
            held = " ".join(given[place:]) if parameter == "args" else "".join(given[place : place + 1])
            self.variables[parameter.split(" ")[0]] = held or _UNKNOWN
        value = self.script(body, depth + 1)
        self.variables = kept
        return value or _UNKNOWN

    def _set(self, words: list[str]) -> str:
        if len(words) > 1:
            self.variables[words[0]] = words[1]
        return self.variables.get(words[0], _UNKNOWN) if words else ""

    def _array(self, words: list[str]) -> str:
        if words[:1] == ["set"] and len(words) > 2:
            texts = [one.text for one in _listed(words[2])]
            self.variables.update(
                {f"{words[1]}({key})": text for key, text in zip(texts[::2], texts[1::2], strict=False)}
            )
        return _UNKNOWN

    def _append(self, words: list[str]) -> str:
        if words:
            self.variables[words[0]] = _short(self.variables.get(words[0], "") + "".join(words[1:]))
        return self.variables[words[0]] if words else ""

    def _lappend(self, words: list[str]) -> str:
        if words:
            self.variables[words[0]] = _short(
                " ".join([self.variables.get(words[0], ""), *words[1:]]).strip()
            )
        return self.variables[words[0]] if words else ""

    def _rename(self, words: list[str]) -> str:
        if len(words) > 1:
            self.names[words[1]] = self.names.get(words[0], words[0])
        return ""

    def _exec(self, words: list[str]) -> str:
        while words and words[0].startswith("-"):
            words = words[1:]
        self._runs(words, "exec")
        return _UNKNOWN

    def _spawn(self, words: list[str]) -> str:
        """expect's: nobody knows what it says to what it started."""
        self._exec(words)
        self.findings.shell.append(_word(_UNKNOWN))
        return ""

    def _runs(self, words: list[str], name: str) -> None:
        given = tuple(_word(word) for word in words)
        self.findings.calls.append(Call("execute", given, False, name))
        hidden = not words or _UNKNOWN in words[0]
        if hidden or (_SHELL.match(words[0]) and any(_UNKNOWN in word for word in words)):
            self.findings.shell.append(_word(_UNKNOWN))
        else:
            self.findings.shell.append(literal_word(_as_shell(words)))

    def _open(self, words: list[str]) -> str:
        target = words[0] if words else ""
        if target.startswith("|"):
            self.feeding |= _SHELL.match(target) is not None
            self._runs([one.text for one in _listed(target[1:])], "open")
            return _UNKNOWN
        action = _MODES.get((words[1] if len(words) > 1 else "r").lower()[:1], "read")
        self.findings.calls.append(Call(action, (_word(target),), False, "open"))
        return _UNKNOWN

    def _puts(self, words: list[str]) -> str:
        named = [word for word in words if word != "-nonewline"]
        if len(named) > 1 and named[0] not in ("stdout", "stderr") and _UNKNOWN not in named[1].split(" ")[0]:
            self.put.append(literal_word(named[1].replace(_UNKNOWN, "$1")))
        return ""

    def _file(self, words: list[str]) -> str:
        which, rest = (words[0], words[1:]) if words else ("", [])
        force = "-force" in rest
        paths = tuple(_word(one) for one in rest if one not in ("-force", "--"))
        if which == "delete":
            self.findings.calls.append(Call("delete", paths, force, "file delete"))
        elif which == "rename":
            self.findings.calls.append(Call("move", paths, False, "file rename"))
        elif which == "copy" and len(paths) > 1:
            self.findings.calls.append(Call("read", paths[:-1], False, "file copy"))
            self.findings.calls.append(Call("overwrite", paths[-1:], False, "file copy"))
        elif which == "attributes" and "-permissions" in rest:
            self.findings.calls.append(Call("chmod", paths[:1], False, "file attributes"))
        return "/".join(rest) if which == "join" else _UNKNOWN

    def _socket(self, words: list[str]) -> str:
        action = "listen" if "-server" in words else "connect"
        self.findings.calls.append(Call(action, tuple(_word(one) for one in words), False, "socket"))
        return _UNKNOWN

    def _geturl(self, words: list[str]) -> str:
        action = "send" if "-query" in words or "-querychannel" in words else "connect"
        self.findings.calls.append(Call(action, tuple(_word(one) for one in words), False, "http::geturl"))
        return _UNKNOWN

    def _source(self, words: list[str]) -> str:
        self.findings.calls.append(Call("evaluate", tuple(_word(one) for one in words[-1:]), False, "source"))
        self.findings.understood = False
        return _UNKNOWN


_ACTIONS: dict[str, Callable[[_Walk, list[str]], str]] = {
    "set": _Walk._set,
    "append": _Walk._append,
    "array": _Walk._array,
    "lappend": _Walk._lappend,
    "rename": _Walk._rename,
    "exec": _Walk._exec,
    "spawn": _Walk._spawn,
    "open": _Walk._open,
    "puts": _Walk._puts,
    "send": _Walk._puts,
    "file": _Walk._file,
    "socket": _Walk._socket,
    "http::geturl": _Walk._geturl,
    "source": _Walk._source,
    "load": _Walk._source,
}


def _short(text: str) -> str:
    """The text, unless it was doubled again and again."""
    return text if len(text) <= MAX_CODE else _UNKNOWN


def _may_lead(name: str, word: str) -> bool:
    """Whether a word stands before the script: a level, a time, a channel, a subcommand."""
    if name in ("uplevel", "after"):
        return word.lstrip("#").isdecimal() or word in ("idle", "cancel", "info", _UNKNOWN)
    return " " not in word.strip()


def _computed(name: str, words: list[str]) -> str:
    """The values of the commands that put texts together."""
    unknown = _MADE if name in _MAKING else _UNKNOWN
    if any(_UNKNOWN in word for word in words):
        return unknown
    if name in _JOINED:
        return _JOINED[name].join(words)
    if name == "join" and words:
        return (words[1] if len(words) > 1 else " ").join(one.text for one in _listed(words[0]))
    if name == "glob":
        return " ".join(word for word in words if not word.startswith("-")) or _UNKNOWN
    if name == "string" and len(words) == 2:
        turned = {"reverse": words[1][::-1], "tolower": words[1].lower(), "trim": words[1].strip()}
        return turned.get(words[0], unknown)
    if name == "format" and words and set(re.findall(r"%(.)", words[0])) <= {"c", "s"}:
        values = iter(chr(int(word)) if word.isdecimal() and int(word) < 256 else word for word in words[1:])
        return re.sub(r"%[cs]", lambda _: next(values, ""), words[0])
    return unknown


def _listed(text: str) -> list[Raw]:
    """The members of a list."""
    return [word for words in commands(text.replace("\n", " ").replace(";", "\\;")) for word in words]


def _word(value: str) -> Word:
    if _UNKNOWN not in value:
        return literal_word(value)
    parts = [part for part in re.split(f"({_UNKNOWN})", value) if part]
    pieces = tuple(Piece(part, Hole.VARIABLE if part == _UNKNOWN else Hole.NONE, True) for part in parts)
    return Word(value.replace(_UNKNOWN, "$"), pieces)


def _as_shell(words: list[str]) -> str:
    """The words of `exec` as a line of the shell: bars and files are the same, `<<` is a text."""
    found: list[str] = []
    for word in words:
        if _OPERATOR.match(word):
            found.append(word)
        elif word == "<<":
            found.append("<<<")
        elif not _CHANNEL.match(word):
            found.append(shlex.quote(word) if _UNKNOWN not in word else f'"{word.replace(_UNKNOWN, "$1")}"')
    return " ".join(found)
