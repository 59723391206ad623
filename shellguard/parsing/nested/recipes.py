"""Files that name commands: what `make`, `just` and `npm run` would run by the text of their files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from shellguard.parsing.nested.prerequisites import MAX_RULES, in_order

MAX_COMMANDS = 64
MAX_LENGTH = 16_384  # of one command once its variables stand in it
_MAX_TURNS = 8
_SETS = re.compile(r"(?:(?:export|override)\s+)*([\w.-]+)\s*(:{1,3}|\?|\+|!)?=\s*(.*)")
_CONDITION = re.compile(r"^ *(?:ifn?eq|ifn?def)\b", re.MULTILINE)
_ELSE, _END_OF_CONDITION = re.compile(r" *else\b"), re.compile(r" *endif\b")
_DEFINED = re.compile(r"^define +([\w.-]+) *=?\n((?:(?!endef).*\n)*)endef *$", re.MULTILINE)
_CALL = re.compile(r"call\s+([\w.-]+)\s*,?(.*)", re.DOTALL)
_PLACE = re.compile(r"\$(?:\$|\((?P<round>[^()]*)\)|\{(?P<curly>[^{}]*)\}|(?P<sign>[@<^?*+]))")
_SHELL = re.compile(r"\$\(shell\s+((?:[^()]|\([^()]*\))*)\)")
_PLAIN_NAME = re.compile(r"[A-Za-z_]\w*\Z")
_JUST_SETS = re.compile(r"(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(?:\"([^\"{]*)\"|'([^']*)')\s*\Z")
_JUST_NAME = re.compile(r"@?([A-Za-z_][\w-]*)(?=[\s:])")
_JUST_PLACE = re.compile(r"\{\{([^{}]*)\}\}")
_JUST_ALIAS = re.compile(r"(?m)^alias[ \t]+(?P<name>[\w-]+)[ \t]*:=[ \t]*([\w-]+)")
_JUST_CALL = re.compile(r"\(\s*([\w-]+)([^()]*)\)")
_JUST_WORD = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^\s\"']+)")
_MOST_CALLS = 8
_JUST_PARAMETER = re.compile(r"([+*$]?)([A-Za-z_][\w-]*)(?:=(?:\"([^\"]*)\"|'([^']*)'|(\w+)))?")
_SHEBANG = re.compile(r"#!.*\b(?:ba|da|z|k)?sh\b")
_NO_BRACKETS = str.maketrans("()&", "   ")
_READ_AT_ONCE = re.compile(
    r"(?m)^(?:(?:export|override)[ \t]+)?(?:[\w.-]+[ \t]*(?:::?:?|!)=|\$\(|ifn?eq\b)[^\n]{0,2000}"
)
_BY_SHELL = re.compile(r"\A(?:(?:export|override)[ \t]+)?[\w.-]+[ \t]*!=[ \t]*(\S[^\n]*)")
_MADE_VALUE = re.compile(r"(?<!\$)\$[({]")
_UNKNOWN = "$(cat)"  # what nobody knows, in a shell's words


@dataclass(slots=True)
class Rule:
    """What is made first, the lines that are run, and variables that only these know."""

    needs: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)


def package_scripts(text: str) -> Mapping[str, str]:
    """The scripts of a package.json; none where it is broken."""
    try:
        scripts = json.loads(text).get("scripts")
    except (ValueError, RecursionError, AttributeError):
        return {}
    if not isinstance(scripts, dict):
        return {}
    return {name: script for name, script in scripts.items() if isinstance(script, str)}


def package_workspaces(text: str) -> list[str]:
    """The patterns of folders that a package.json names as workspaces."""
    try:
        named = json.loads(text).get("workspaces")
    except (ValueError, RecursionError, AttributeError):
        return []
    named = named.get("packages") if isinstance(named, dict) else named
    return [one for one in named if isinstance(one, str)] if isinstance(named, list) else []


def make_at_once(text: str) -> list[str]:
    """The command lines that run while a makefile is read, whatever is asked for, where they are plain."""
    found: list[str] = []
    for line in _READ_AT_ONCE.findall(text.replace("\\\n", " ")):
        found += _SHELL.findall(line)
        found += _BY_SHELL.findall(line)
    return [one.replace("$$", "$") for one in found if not _MADE_VALUE.search(one)][:MAX_COMMANDS]


def make_commands(
    text: str, targets: list[str], given: Mapping[str, str], outside: Callable[[str], str] = lambda _: ""
) -> list[str]:
    """The command lines that `make TARGETS` would run, each for its own shell, what they need first.

    Of a condition in the file both sides count, one after the other.

    Args:
        given: variables of the command line, which win over those of the file.
        outside: what the environment holds of a name, which wins where the file says `?=`; "" for nothing.
    """
    text = text.replace("\\\n", " ")
    sides = (text, _side(text, other=False), _side(text, other=True)) if _CONDITION.search(text) else (text,)
    found = dict.fromkeys(line for one in sides for line in _make_commands(one, targets, given, outside))
    return list(found)[:MAX_COMMANDS]


def _side(text: str, other: bool) -> str:
    """The text with one side of each condition only: the first, or the `other`, be there one or none."""
    kept: list[str] = []
    taken: list[bool] = []
    for line in text.splitlines():
        if _CONDITION.match(line):
            taken.append(not other)
        elif taken and _ELSE.match(line):
            taken[-1] = other
        elif taken and _END_OF_CONDITION.match(line):
            taken.pop()
        elif all(taken):
            kept.append(line)
    return "\n".join(kept)


def _make_commands(
    text: str, targets: list[str], given: Mapping[str, str], outside: Callable[[str], str]
) -> list[str]:
    variables: dict[str, str] = {"RM": "rm -f", "MAKE": "make"}
    for name, body in _DEFINED.findall(text):
        variables[name] = "\n".join(line.strip().lstrip("@-+ ") for line in body.splitlines())
    rules: dict[str, Rule] = {}
    current: list[Rule] = []
    first = ""
    for line in _DEFINED.sub("", text).splitlines():
        if line.startswith("\t"):
            for rule in current:
                rule.lines.append(line.strip())
            continue
        assigned = _SETS.match(line)
        head, colon, tail = line.partition(":")
        if assigned:
            _assign(variables, assigned, outside)
        elif colon and line[0] not in "# " and not tail.startswith("=") and "=" not in head:
            needs, _, command = tail.lstrip(":").partition("#")[0].partition(";")
            names = head.split()
            first = first or next((name for name in names if not name.startswith(".")), "")
            current = [rules.setdefault(name, Rule()) for name in names]
            for rule in current:
                if bound := _SETS.match(needs.strip()):
                    _assign(rule.variables, bound, lambda name: variables.get(name, ""))
                rule.needs.extend(() if "=" in needs else needs.split())
                rule.lines.extend([command.strip()] if command else [])
    variables.update(given)
    found: list[str] = []
    targets = targets or variables.get(".DEFAULT_GOAL", "").split() or [first]
    stems = _take_patterns(rules, targets)
    for name in in_order(rules, targets, _needs):
        own = {"@": name, "<": (rules[name].needs or [""])[0], "^": " ".join(rules[name].needs)}
        own["*"] = stems.get(name, "")
        for line in rules[name].lines:
            found.append(_filled(line.lstrip("@-+ "), {**variables, **rules[name].variables, **given, **own}))
    return [line for line in found if line][:MAX_COMMANDS]


def _assign(variables: dict[str, str], assigned: re.Match[str], outside: Callable[[str], str]) -> None:
    """What a variable holds after a line that sets it."""
    name, how, value = assigned[1], assigned[2], assigned[3].partition(" #")[0].strip()
    if how == "+":
        value = f"{variables.get(name) or outside(name)} {value}".strip()
    elif how == "?":
        value = variables.get(name) or outside(name) or value
    variables[name] = value


def _take_patterns(rules: dict[str, Rule], targets: list[str]) -> dict[str, str]:
    """Give names that only a rule like `%.o: %.c` makes rules of their own; what stands for the % of each."""
    patterns = [(*name.partition("%")[::2], rule) for name, rule in rules.items() if "%" in name]
    stems: dict[str, str] = {}
    waiting = [*targets, *(need for rule in rules.values() for need in rule.needs)] if patterns else []
    while waiting and len(stems) < MAX_RULES:
        name = waiting.pop()
        if "%" in name or (name in rules and rules[name].lines):
            continue
        for before, behind, rule in patterns:
            size = len(name) - len(before) - len(behind)
            if size > 0 and rule.lines and name.startswith(before) and name.endswith(behind):
                stems[name] = name[len(before) : len(before) + size]
                needs = [need.replace("%", stems[name]) for need in rule.needs]
                rules[name] = Rule([*needs, *rules.get(name, Rule()).needs], rule.lines)
                waiting.extend(needs)
                break
    return stems


def _needs(rule: Rule) -> list[str]:
    return rule.needs


def _filled(line: str, variables: Mapping[str, str]) -> str:
    """A line with make's variables in it; a name that the file does not set is the shell's."""
    room = MAX_LENGTH

    def value(match: re.Match[str]) -> str:
        nonlocal room
        name = match["round"] or match["curly"] or match["sign"]
        if name is None:
            return "$$"
        called = _CALL.match(name)
        if called is not None and called[1] in variables:
            text = variables[called[1]]
            for number, argument in enumerate(called[2].split(","), 1):
                text = text.replace(f"$({number})", argument.strip()).replace(f"${number}", argument.strip())
            room -= len(text)
            return text if room > 0 else ""
        text = variables.get(name, f"$${{{name}}}" if _PLAIN_NAME.match(name) else f"${_UNKNOWN}")
        room -= len(text)
        return text if room > 0 else ""

    for _ in range(_MAX_TURNS):
        before = line
        line = _PLACE.sub(value, _SHELL.sub(r"`\1`", line[:MAX_LENGTH]))
        if line == before:
            break
    return line[:MAX_LENGTH].replace("$$", "$")


def just_commands(
    text: str, recipe: str, given: Mapping[str, str] | None = None, handed: Sequence[str] = ()
) -> list[str]:
    """The command lines that `just RECIPE` would run, those of the recipes that it needs first.

    Variables that are `given` on the command line win over those of the file; `handed` are words behind the
    recipe, its parameters.
    """
    variables: dict[str, str] = {}
    rules: dict[str, Rule] = {}
    heads: dict[str, str] = {}
    calls: dict[str, list[str]] = {}
    current: Rule | None = None
    recipe = next((found[2] for found in _JUST_ALIAS.finditer(text) if found["name"] == recipe), recipe)
    for line in text.splitlines():
        assigned, match = _JUST_SETS.match(line), _JUST_NAME.match(line)
        if line[:1].isspace():
            if current is not None and line.strip():
                current.lines.append(line.strip())
        elif assigned:
            variables[assigned[1]] = assigned[2] or assigned[3] or ""
        elif match:
            head, _, needs = line.partition(":")
            current = Rule(needs.partition("#")[0].translate(_NO_BRACKETS).split())
            heads.setdefault(match[1], head[match.end() :])
            for call in _JUST_CALL.finditer(needs):
                calls.setdefault(call[1], []).append(call[2])
            current = rules.setdefault(match[1], current)
    variables.update(given or {})
    found: list[str] = []
    for name in in_order(rules, [recipe or next(iter(rules), "")], _needs):
        runs = [_arguments(said, variables) for said in calls.get(name, ())[:_MOST_CALLS]]
        for words in [handed, *runs] if name == recipe or not runs else runs:
            own = {**variables, **_parameters(heads[name], words if runs or name == recipe else ())}
            found.extend(_just_lines(rules[name].lines, own))
    return found[:MAX_COMMANDS]


def _just_lines(lines: Sequence[str], own: Mapping[str, str]) -> list[str]:
    filled = [_JUST_PLACE.sub(partial(_value_in, own), line) for line in lines]
    if lines and lines[0].startswith("#!"):
        return ["\n".join(filled[1:])] if _SHEBANG.match(lines[0]) else []
    return [line.lstrip("@-") for line in filled]


def _arguments(said: str, variables: Mapping[str, str]) -> list[str]:
    """The words that a recipe hands to one that it needs: `(clean "out" dir)`."""
    return [
        first or second or variables.get(name, _UNKNOWN if name else "")
        for first, second, name in _JUST_WORD.findall(said)
    ]


def _value_in(variables: Mapping[str, str], place: re.Match[str]) -> str:
    return variables.get(place[1].strip(), _UNKNOWN)


def _parameters(head: str, handed: Sequence[str]) -> dict[str, str]:
    """What the parameters of a recipe stand for: `clean dir="out" *more:`, given these words."""
    found: dict[str, str] = {}
    for place, match in enumerate(_JUST_PARAMETER.finditer(head)):
        sign, name, first, second, plain = match.groups()
        words = handed[place:] if sign in ("+", "*") else handed[place : place + 1]
        default = next(
            (one for one in (first, second, plain) if one is not None), "" if sign == "*" else None
        )
        if words or default is not None:
            found[name] = " ".join(words) if words else default or ""
    return found
