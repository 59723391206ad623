"""What other shells than bash write their own way, written as bash would: fish, zsh, csh, nu, elvish."""

from __future__ import annotations

import re
from collections.abc import Callable

MAX_TEXT = 8_192
_STATEMENT = re.compile(r"(?:[^\s;'\"(]|'[^']*'|\"(?:[^\"\\]|\\.)*\"|\([^()\n]*\)|\(|[ \t])+|[;\n]")
_NAME = r"[A-Za-z_][\w-]*"
_LISTED = re.compile(r"(?<![\w$])([A-Za-z_]\w*)=\(")

# fish
_FISH_SET = re.compile(rf"set(?:\s+-[A-Za-z]+|\s+--[a-z]+)*\s+({_NAME})\s+(.+)", re.DOTALL)
_FISH_BLOCK = re.compile(rf"(?:function\s+({_NAME})(?:\s+-.*)?|begin)\Z", re.DOTALL)
_FISH_LOOP = re.compile(r"(?:for|while|if|else\s+if)\s", re.DOTALL)
_FISH_JOIN = re.compile(r"(and|or|not)\s+")
_JOINS = {"and": "&& ", "or": "|| ", "not": "! "}
_FISH_ARGUMENT = re.compile(r"\$argv\[(\d{1,2})\]")
_FISH_ARGUMENTS = re.compile(r"\"?\$argv\b\"?(?!\[)")
_SUBSTITUTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"|(?<![$\\\w])\((?=[^()])")
_AFTER_END = re.compile(r";\s*(?=&&|\|\|)")

# zsh
_ZSH_PATH = re.compile(r"((?:\A|[;&|({\n]|\b(?:do|then|else|sudo|command|exec))\s{0,20})=(?=[a-z])")
_ZSH_FOR = re.compile(rf"\bfor\s+({_NAME})\s*\(([^()\n]*)\)\s*(\{{[^{{}}]*\}}|[^;\n]+)")
_ZSH_FILES = re.compile(r"\bzf_(?=(?:rm|rmdir|mv|ln|chmod|chown|chgrp|mkdir|sync)\b)")
_ZSH_SPLIT = re.compile(r"\$(?:\{(?:[=~^]{1,2}|\([a-zA-Z@#]{1,4}\))(\w+)\}|[=~](\w+))")
_ZSH_QUALIFIER = re.compile(r"(?<=[\w*?\]/.])\([ND./]{1,4}\)(?!\s*\{)")

# csh
_CSH_LIST = re.compile(rf"\bset\s+({_NAME})\s*=\s*\(")
_CSH_SET = re.compile(rf"\b(?:set\s+({_NAME})\s*=\s*|setenv\s+({_NAME})\s+)(?=\S)")
_CSH_EACH = re.compile(rf"\bforeach\s+({_NAME})\s*\(([^()\n]*)\)")
_CSH_END = re.compile(r"(?m)(^|;)(\s*)end\b")

# nu and elvish
_OUTSIDE = re.compile(r"((?:\A|[;|({\n])\s{0,20}(?:\|\w+\|\s{0,9})?)(?:\^|e:)(?=[\w./~\"'])")


def as_bash(program: str, text: str) -> str:
    """The text as bash would write it; the same where that shell writes it as bash does."""
    write = _DIALECTS.get(program)
    return text if write is None or len(text) > MAX_TEXT else write(text)


def is_other(program: str) -> bool:
    """Whether a shell reads otherwise than bash, so that what is no grammar of bash may well run there."""
    return program in _DIALECTS


def _fish(text: str) -> str:
    closing: list[str] = []
    names: list[str] = []
    found: list[str] = []
    for match in _STATEMENT.finditer(text):
        part = match.group()
        found.append(part if part in ";\n" else _fish_statement(part.strip(), closing, names))
    written = re.sub(r"(\{|\bdo|\bthen|\belse);", r"\1 ", "".join(found))
    written = _FISH_ARGUMENTS.sub('"$@"', _FISH_ARGUMENT.sub(r'"$\1"', written))
    written = _SUBSTITUTED.sub(lambda match: "$(" if match.group() == "(" else match.group(), written)
    return _whole_lists(_AFTER_END.sub(" ", written), names)


def _fish_statement(part: str, closing: list[str], names: list[str]) -> str:
    """One statement of fish; `closing` is what the blocks that are open end with."""
    joined = _FISH_JOIN.match(part)
    if joined:
        return _JOINS[joined[1]] + _fish_statement(part[joined.end() :], closing, names)
    block = _FISH_BLOCK.match(part)
    if block:
        closing.append("}")
        return f"{block[1]}() {{" if block[1] else "{"
    if _FISH_LOOP.match(part):
        branch = part.startswith(("if", "else"))
        if not part.startswith("else"):
            closing.append("fi" if branch else "done")
        return re.sub(r"\Aelse\s+if\b", "elif", part) + ("; then" if branch else "; do")
    if re.match(r"end\b", part) and closing:
        return closing.pop() + part[3:]
    assigned = _FISH_SET.fullmatch(part)
    if assigned:
        names.append(assigned[1])
        return f"{assigned[1]}\0({assigned[2]})"
    return part


def _whole_lists(text: str, names: list[str]) -> str:
    """All of a list where its name stands: `$x` means what `${x[@]}` does."""
    for name in dict.fromkeys(names):
        text = re.sub(rf"\$(?:{name}\b(?![\[\w])|\{{{name}\}})", f"${{{name}[@]}}", text)
    return text.replace("\0$(", "=(").replace("\0(", "=(")


def _zsh(text: str) -> str:
    text = _ZSH_FILES.sub("", _ZSH_PATH.sub(r"\1", text))
    text = _ZSH_SPLIT.sub(lambda match: f"${{{match[1] or match[2]}}}", text)
    text = _ZSH_FOR.sub(r"for \1 in \2; do \3; done", text)
    return _whole_lists(_ZSH_QUALIFIER.sub("", text), _LISTED.findall(text))


def _csh(text: str) -> str:
    names = _CSH_LIST.findall(text)
    text = _CSH_LIST.sub(r"\1=(", text)
    text = _CSH_SET.sub(lambda match: f"{match[1] or match[2]}=", text)
    if _CSH_EACH.search(text):
        text = _CSH_END.sub(r"\1\2done", _CSH_EACH.sub(r"for \1 in \2; do", text))
        text = re.sub(r"\bdo\s*;", "do ", text)
    return _whole_lists(text, names)


def _outside(text: str) -> str:
    return _OUTSIDE.sub(r"\1", text)


_DIALECTS: dict[str, Callable[[str], str]] = {
    "fish": _fish,
    "zsh": _zsh,
    "rzsh": _zsh,
    "zsh-static": _zsh,
    "csh": _csh,
    "tcsh": _csh,
    "nu": _outside,
    "elvish": _outside,
    "murex": _outside,
    "ion": _fish,
    "xonsh": _outside,
    "es": _outside,
    "rc": _outside,
}
