"""Code with texts put into texts, lists joined and modules under their plain names, where that is known."""

from __future__ import annotations

import re
from collections.abc import Callable

_TEXT = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_INNER = r"(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,200}"
_HOLES = {
    "ruby": re.compile(rf"#\{{({_INNER})\}}"),
    "javascript": re.compile(rf"\$\{{({_INNER})\}}"),
    "php": re.compile(r"\{(\$\w+)\}"),
}
"""Where a text takes in the value of an expression."""
_CONSTANT = re.compile(rf"(?<![\w.\]])(\$?[A-Za-z_]\w*)\s{{0,3}}=\s{{0,3}}({_TEXT})(?!\s{{0,3}}[.+%*\[\w])")
_GIVEN_OTHERWISE = (
    r"NAME\s{0,3}(?:[-+*/%.|&?^<]{1,3}=(?!=)|<<)",
    r"NAME\s{0,3}\.\s{0,3}(?:\w+!|(?:replace|concat|insert|prepend|push)\b)",
    r"\|[^|\n]{0,60}(?<![\w$])NAME[^|\n]{0,60}\|",
    r"\b(?:as|for|in|of|catch|function|foreach)\b[^;{\n]{0,60}NAME(?!\w)\s{0,3}(?:\)|\bin\b|\bof\b|,)",
    r"(?<![\w$])NAME\s{0,3}=>|\([^()\n]{0,60}(?<![\w$])NAME\b[^()\n]{0,60}\)\s{0,3}=>",
    r"[\[,]\s{0,3}NAME\s{0,3}(?:,[^\]=\n]{0,60})?\]\s{0,3}=",
    r"(?s)(?<![\w$.])NAME\s{0,3}=(?![=>~]).*(?<![\w$.])NAME\s{0,3}=(?![=>~])",
    r"\bfor\s?\(?\s?(?:const |let |var )?NAME\s",
)
"""What gives a name another value, in place or for a part of the code."""
_QUOTED = re.compile(rf"\s*({_TEXT})\s*\Z")
_NAME = re.compile(r"\s*(\$?[A-Za-z_]\w*)\s*\Z")
_LIST = rf"((?:{_TEXT})(?:\s{{0,3}},\s{{0,3}}(?:{_TEXT})){{0,60}})\s{{0,3}},?\s{{0,3}}"
_JOINS: dict[str, tuple[re.Pattern[str], ...]] = {
    language: tuple(map(re.compile, forms))
    for language, forms in {
        "ruby": (
            rf"\[{_LIST}\]\.join\(?\s?(?P<by>{_TEXT})\s?\)?",
            r"%w\[(?P<words>[^\]#]{1,400})\]\.join\(?\s?(?P<by>' '|\" \")\)?",
        ),
        "javascript": (rf"\[\s?{_LIST}\]\.join\(\s?(?P<by>{_TEXT})\s?\)",),
        "lua": (rf"\btable\.concat\(\s?\{{\s?{_LIST}\}}\s?,\s?(?P<by>{_TEXT})\s?\)",),
        "php": (
            rf"\b(?:implode|join)\(\s?(?P<by>{_TEXT})\s?,\s?\[\s?{_LIST}\]\s?\)",
            rf"\b(?:implode|join)\(\s?(?P<by>{_TEXT})\s?,\s?array\(\s?{_LIST}\)\s?\)",
        ),
        "perl": (rf"\bjoin\s?\(?\s?(?P<by>{_TEXT})\s?,\s?\(?\s?{_LIST}\)?(?=[;)\s]|\Z)",),
        "r": (rf"\bpaste\(\s?{_LIST}\)", rf"\b(?P<bare>paste0)\(\s?{_LIST}\)"),
    }.items()
}
_MODULES = re.compile(r"\brequire\s?\(?\s?[\"'](os|io|debug|package|string|table)[\"']\s?\)?")
_NAMED = re.compile(r"\b(?:local\s+)?(\w+)\s{0,3}=\s{0,3}(os|io)\b(?!\s{0,3}[.\[(])")
_TOGETHER = {
    "ruby": re.compile(rf"({_TEXT})\s%\s(?:\[\s?{_LIST}\]|({_TEXT}))"),
    "javascript": re.compile(rf"({_TEXT})\.concat\(\s?({_TEXT})\s?\)"),
}
_EVALUATED = {
    "r": re.compile(rf"\beval\(\s?(?:parse\(\s?text\s?=\s?|str2lang\(\s?)({_TEXT})\s?\)"),
    "other": re.compile(rf"\beval\(\s?Meta\.parse\(\s?({_TEXT})\s?\)"),
}
_MAKES_CODE = re.compile(
    r"parse|str2|[Rr]aw|chartr|readRDS|\bload|source|url|\bget|[uU]tf8|as\.(?:call|name|symbol)|call\(|paste|sprintf|glue"
)
_PIECE = re.compile(_TEXT)
_HINTS = ("join", "concat", "implode", "paste")
_MOST_NAMES = 32


def filled_in(language: str, code: str) -> str:
    """The code with what its texts take in from constants, and the parts of joined lists, in their places.

    What a text takes in that is not known stands there as `$1`, which no shell knows either.
    """
    if language == "lua":
        code = _modules_named(_MODULES.sub(r"\1", code) if "require" in code else code)
    together = _TOGETHER.get(language)
    if together is not None and ("%" in code or "concat" in code):
        code = together.sub(_formatted if language == "ruby" else _one_text, code)
    if language == "r" and "eval" in code and not _MAKES_CODE.search(code):
        code = code.replace("eval(", "(")  # of code that stands there itself
    evaluated = _EVALUATED.get(language)
    if evaluated is not None and "eval" in code:
        code = evaluated.sub(r"eval(\1" if language == "r" else r"evaluate(\1", code)
    if any(hint in code for hint in _HINTS):
        for form in _JOINS.get(language, ()):
            code = form.sub(_joined, code)
    holes = _HOLES.get(language)
    return code if holes is None or "{" not in code else holes.sub(_filling(code), code)


def _modules_named(code: str) -> str:
    """`local o = os; o.execute(…)` as `os.execute(…)`."""
    for name, module in list(dict.fromkeys(_NAMED.findall(code)))[:8]:
        code = re.sub(rf"(?<![\w.]){re.escape(name)}(?=\s?\.\s?\w)", module, code)
    return code


def _one_text(match: re.Match[str]) -> str:
    return match[1][:-1] + match[2][1:-1] + match[1][0]


def _formatted(match: re.Match[str]) -> str:
    """Ruby's `"%s x" % "a"`, where it only takes in texts."""
    values = [text[1:-1] for text in _PIECE.findall(match[2] or match[3])]
    if match[1].count("%s") != len(values) or match[1].count("%") != len(values):
        return match[0]
    parts = match[1].split("%s")
    return "".join(part + value for part, value in zip(parts, [*values, ""], strict=True))


def _changes(code: str, name: str) -> bool:
    """Whether code may give this name another value than the one that stands there."""
    return any(re.search(form.replace("NAME", re.escape(name)), code) for form in _GIVEN_OTHERWISE)


def _filling(code: str) -> Callable[[re.Match[str]], str]:
    """What takes the place of a hole; looked up when it is met, for no more names than a person would use."""
    written: dict[str, str | None] = {}
    for name, text in _CONSTANT.findall(code):
        written[name] = None if name in written else text[1:-1]
    known: dict[str, str | None] = {}

    def value_of(name: str) -> str | None:
        if name not in known and written.get(name) is not None and len(known) < _MOST_NAMES:
            known[name] = None if _changes(code, name) else written[name]
        return known.get(name)

    def one(match: re.Match[str]) -> str:
        inner = match[1]
        if quoted := _QUOTED.match(inner):
            return quoted[1][1:-1]
        name = _NAME.match(inner)
        value = value_of(name[1]) if name else None
        return "$1" if value is None else value

    return one


def _joined(match: re.Match[str]) -> str:
    told = match.groupdict()
    if told.get("words") is not None:
        return '"' + " ".join(str(told["words"]).split()) + '"'
    by = "" if told.get("bare") else str(told["by"])[1:-1] if told.get("by") is not None else " "
    said = (None, "", told.get("by"), told.get("bare"))
    listed = next(one for one in match.groups()[::-1] if one not in said)
    return '"' + by.join(text[1:-1] for text in _PIECE.findall(listed)).replace('"', '\\"') + '"'
