"""Functions that code calls by a name that it puts together: `("sys"."tem")(…)`, `_G["o".."s"][f](…)`.

Where the name can be computed it is written into the tokens as if it had stood there. Where it cannot,
though the code takes pains to put it together, what is called counts as nobody knows what.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Callable
from urllib.parse import unquote

from shellguard.parsing.languages.code_actions import calling, functions
from shellguard.parsing.languages.code_pieces import JOINING, Token, last_part
from shellguard.parsing.languages.code_shells import inside

HIDDEN = "a name put together"
"""The name of a call of which nobody knows what it calls."""
_NAME = re.compile(r"[A-Za-z_][\w.:-]*\Z")
_VARIABLE = re.compile(r"\$?[A-Za-z_]\w*\Z")
_PREFIX = re.compile(r"[\w.:-]+\Z")
_GIVEN = frozenset(("$_GET", "$_POST", "$_REQUEST", "$_COOKIE"))  # what whoever asks a web server says
_BY_STRING = frozenset(("php", "other"))  # `"system"("x")`
_SIGNS = {"javascript": "[", "lua": "[", "php": "(", "perl": "&.", "powershell": "&."}
_OPENING = {"(": ")", "[": "]", "{": "}"}
_CLOSING = frozenset(_OPENING.values())
_NO_VALUE = frozenset(("=", "~", ">"))  # behind `=`: a comparison, a match, a function
_OF_HOLDER = frozenset(("getfield", "getproperty", "apply", "invokeMethod"))
_SECOND = frozenset(
    ("preg_replace_callback", "array_filter", "array_walk", "array_reduce", "usort", "uasort")
)
_CALLED = frozenset(("call", "invoke", "invokeArgs"))
_BLOCK = ["scriptblock", "]", ":", ":"]
_ADDING = frozenset((".", "+"))  # `$f .= "tem"`
_FUNCTIONS = frozenset(("fn", "function", "sub", "lambda", "proc"))
_LISTS = frozenset(("list", "array", "c"))
_FURTHEST = 60
_PUTS_TOGETHER = frozenset(
    (
        *(
            "implode",
            "join",
            "str_replace",
            "substr",
            "sprintf",
            "gzinflate",
            "pack",
            "unpack",
            "unpack1",
            "chr",
        ),
        *("concat", "replace", "split", "reverse", "reverse_of", "split_of", "fromCharCode", "string.char"),
        *("decode64", "Base64.decode64", "decode_base64", "from", "gsub", "string.gsub", "sub", "rawToChar"),
        *("gcm", "Get-Command", "gci", "Get-ChildItem", "FromBase64String", "paste", "rev", "string.format"),
        *(
            "tr",
            "rot13",
            "base64_decode",
            "str_rot13",
            "hex2bin",
            "strrev",
            "atob",
            "paste0",
            "string.reverse",
        ),
    )
)


def _from_base64(text: str) -> str:
    return base64.b64decode(text + "=" * (-len(text) % 4)).decode()


_FOLDS: dict[str, Callable[[str], str]] = {
    "strrev": lambda text: text[::-1],
    "string.reverse": lambda text: text[::-1],
    "reverse": lambda text: text[::-1],
    "str_rot13": lambda text: codecs.encode(text, "rot13"),
    "base64_decode": _from_base64,
    "atob": _from_base64,
    "hex2bin": lambda text: bytes.fromhex(text).decode(),
    "rawurldecode": unquote,
    "urldecode": unquote,
    **dict.fromkeys(("strtolower", "lc", "string.lower", "tolower"), str.lower),
    **dict.fromkeys(("paste0", "Symbol", "String.to_atom", "trim", "String", "as.name"), str),
}


def with_called_names(language: str, tokens: list[Token]) -> list[Token]:
    """The tokens with the names of called functions written out that are computed, or HIDDEN."""
    if language not in JOINING:
        return tokens
    return _Names(language, tokens).resolved()


class _Names:
    def __init__(self, language: str, tokens: list[Token]) -> None:
        self.language = language
        self.tokens = tokens
        self.joining = JOINING[language]
        self.calling = calling(language)
        self.values: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.others: dict[str, str] = {}  # variables that hold a function, and its name
        if ("other", "=") in tokens:
            self._assigned()

    def resolved(self) -> list[Token]:
        """All tokens, names written out."""
        asked = {token for token in set(self.tokens) if self._may_stand_for_another(token)}
        if not asked:
            return self.tokens
        found: list[Token] = []
        place, count = 0, len(self.tokens)
        while place < count:
            name, behind = self._callee(place, found) if self.tokens[place] in asked else ("", 0)
            if name:
                found.append(("name", name))
                place = behind
            else:
                found.append(self.tokens[place])
                place += 1
        return found

    def _may_stand_for_another(self, token: Token) -> bool:
        """Whether it is to be looked at where it stands: most names are those of plain functions."""
        kind, text = token
        if kind == "name":
            own = self.language in ("php", "perl") and "$" in text
            known = text in self.others or text in self.calling or text == "Create"
            made = self.language == "php" and text in _PUTS_TOGETHER
            return own or known or made or last_part(text) in self.calling
        if kind == "string":
            return self.language in _BY_STRING
        return text in _SIGNS.get(self.language, "")

    def _assigned(self) -> None:
        """The variables that are given a text, or one that is put together."""
        tokens = self.tokens
        for place in range(len(tokens) - 2):
            (kind, name), after = tokens[place], tokens[place + 1][1]
            if after in _ADDING and tokens[place + 2][1] == "=" and name in self.values:
                more = self._value(self._expression(place + 3))
                self.values[name] += more or ""
                continue
            if (
                kind != "name"
                or after != "="
                or tokens[place + 2][1] in _NO_VALUE
                or not _VARIABLE.match(name)
            ):
                continue
            expression = self._expression(place + 2)
            if len(expression) == 1 and expression[0][0] == "name" and self._matters(expression[0][1]):
                self.others[name] = expression[0][1]
            if not _FUNCTIONS.isdisjoint([text for _, text in expression]):
                continue
            text = self._value(expression)
            if text is None:
                if self._is_put_together(expression):
                    self.hidden.add(name)
            elif self._matters(text) or name not in self.values:  # of several the worst counts
                self.values[name] = text

    def _matters(self, name: str) -> bool:
        table = functions(self.language)
        return name in table or last_part(name) in table

    def _callee(self, place: int, before: list[Token]) -> tuple[str, int]:
        """The name that a computed callee at `place` stands for and the place behind it; "" for none."""
        kind, text = self.tokens[place]
        if kind == "name":
            return self._named(place, text, before)
        if kind == "string":
            direct = self.language in _BY_STRING and self._at(place + 1) == "("
            return self._found([self.tokens[place]], place + 1) if direct else ("", 0)
        if text == "[" and before and before[-1][1] not in "=(,":
            return self._indexed(place, before)
        if text == "(" and not (before and before[-1][0] == "name"):
            return self._enclosed(place)
        if text in ("&", "."):
            return self._referred(place, text, before)
        return "", 0

    def _named(self, place: int, name: str, before: list[Token]) -> tuple[str, int]:
        """`call_user_func("system", …)`, `$f(…)`, `$object->$method(…)`, `$f->(…)`, `$_GET[0](…)`."""
        short = last_part(name)
        if name in self.others and self._at(place + 1) == "(":
            return self.others[name], place + 1
        if name in self.calling or short in self.calling:
            return self._handed(place)
        if name in _PUTS_TOGETHER and self._at(place + 1) == "(":  # `implode("", $x)(…)`
            behind = self._closed(place + 1)
            return self._found(self.tokens[place:behind], behind) if self._at(behind) == "(" else ("", 0)
        if name == "Create" and [text.lower() for _, text in before[-4:]] == _BLOCK:
            return "Invoke-Expression", place + 1
        if self.language in ("php", "perl") and short[:1] == "$":
            behind = place + 1
            if name in _GIVEN and self._at(behind) == "[":
                behind = self._closed(behind)
                return (HIDDEN, behind) if self._at(behind) == "(" else ("", 0)
            if self.language == "perl" and self._at(behind) == "-" and self._at(behind + 1) == ">":
                behind += 2
            if self._at(behind) == "(":
                return self._found([("name", short)], behind)
        return "", 0

    def _handed(self, place: int) -> tuple[str, int]:
        """What a function calls that is told a name by its first argument, or the one behind an object."""
        behind = place + 1 + (self._at(place + 1) == "(")
        expression = self._expression(behind)
        after = behind + len(expression)
        holder = ""
        if self.tokens[place][1] in _OF_HOLDER | _SECOND and self._at(after) == ",":
            own = len(expression) == 1 and self.tokens[place][1] in _OF_HOLDER
            holder = f"{expression[0][1]}." if own else ""
            expression = self._expression(after + 1)
            after += 1 + len(expression)
        name, after = self._found(expression, after)
        if not name:
            return "", 0
        name = name if name == HIDDEN else holder + name
        if self._at(after) == ")":  # `method(:system).call(…)`, `(new ReflectionFunction("f"))->invoke(…)`
            after += 1 + (self._at(after + 1) == ")")
            sign = 1 if self._at(after) == "." else 2 if self._at(after) == "-" else 0
            after += sign + (self._at(after + sign) in _CALLED) if sign else 0
        elif self._at(after) == ",":
            after += 1 + (self._at(after + 1) in _LISTS and self._at(after + 2) == "(")
        return name, after

    def _indexed(self, place: int, before: list[Token]) -> tuple[str, int]:
        """`os[name](…)`, `require("fs")["rm" + x](…)`."""
        behind = self._closed(place)
        if self._at(behind) not in ("(", ".", "["):
            return "", 0
        name, behind = self._found(self.tokens[place + 1 : behind - 1], behind)
        if name and name != HIDDEN and before[-1][0] == "name":
            name = f"{before.pop()[1]}.{name}"
        return name, behind

    def _enclosed(self, place: int) -> tuple[str, int]:
        """`("sys" . "tem")(…)`."""
        behind = self._closed(place)
        return (
            self._found(self.tokens[place + 1 : behind - 1], behind) if self._at(behind) == "(" else ("", 0)
        )

    def _referred(self, place: int, sign: str, before: list[Token]) -> tuple[str, int]:
        """perl's `&{"name"}(…)` and `&$f(…)`, PowerShell's `& ("name") …` and `. $f …`."""
        following = self._at(place + 1)
        if sign == "." and (self.language == "perl" or (before and before[-1][1] not in ";|{\n")):
            return "", 0
        if before and before[-1][1] == "&":
            return "", 0
        if following in ("{", "("):
            behind = self._closed(place + 1)
            return self._found(self.tokens[place + 2 : behind - 1], behind)
        if following[:1] == "$" or (self.language == "powershell" and following[:1] in "'\""):
            return self._found([self.tokens[place + 1]], place + 2)
        return "", 0

    def _found(self, expression: list[Token], behind: int) -> tuple[str, int]:
        """The name that an expression is, or HIDDEN; "" where it is a variable like others."""
        text = self._value(expression)
        if text is not None:
            return (text, behind) if _NAME.match(text) else ("", 0)
        return (HIDDEN, behind) if self._is_put_together(expression) else ("", 0)

    def _is_put_together(self, expression: list[Token]) -> bool:
        """Whether an expression takes pains to be a name, and may be that of a function that matters."""
        if len(expression) == 1 and expression[0][1] in self.hidden:
            return True
        if any(
            kind == "name" and (text in _PUTS_TOGETHER or last_part(text) in _PUTS_TOGETHER)
            for kind, text in expression
        ):
            return True
        texts = [text for _, text in expression]
        signs = any(
            tuple(texts[place : place + len(sign)]) == sign
            for sign in self.joining
            for place in range(len(texts))
        )
        if not signs or not any(kind == "string" for kind, _ in expression):
            return False
        prefix = inside(texts[0], self.language) if expression[0][0] == "string" else ""
        return not prefix or any(
            last_part(name).startswith(prefix) or name.startswith(prefix) for name in functions(self.language)
        )

    def _value(self, expression: list[Token]) -> str | None:
        """The text that an expression is: texts, variables and computed ones, joined."""
        parts: list[str] = []
        place = 0
        while place < len(expression):
            found = self._operand(expression, place)
            if found is None:
                return None
            parts.append(found[0])
            place = found[1]
            if place == len(expression):
                break
            rest = tuple(text for _, text in expression[place : place + 3])
            sign = next((sign for sign in self.joining if rest[: len(sign)] == sign), None)
            if sign is None:
                return self._formatted(parts[0], expression[place:]) if len(parts) == 1 else None
            place += len(sign)
        return "".join(parts) if parts else None

    def _operand(self, expression: list[Token], place: int) -> tuple[str, int] | None:
        kind, text = expression[place]
        following = expression[place + 1] if place + 1 < len(expression) else ("", "")
        if kind == "string" and text[0] in "'\"":
            return inside(text, self.language), place + 1
        if text == ":" and following[0] == "name":
            return following[1].removesuffix(".to_s"), place + 2
        joined = text.split(".") if ("." in text and text[0] == "$") else [text]  # PHP's `$a.$b`
        if kind == "name" and following[1] != "(" and all(part in self.values for part in joined):
            return "".join(self.values[part] for part in joined), place + 1
        if (text == "(" or (kind == "name" and following[1] == "(" and text in _FOLDS)) and kind != "string":
            start = place + (text != "(")
            end = _closing(expression, start)
            inner = self._arguments(expression[start + 1 : end - 1])
            if inner is None or (text == "(" and len(inner) != 1):
                return None
            try:
                return _FOLDS.get(text, str)("".join(inner)), end
            except (ValueError, binascii.Error):
                return None
        return None

    def _arguments(self, tokens: list[Token]) -> list[str] | None:
        """The texts between commas; None where one is not known."""
        found: list[str] = []
        part: list[Token] = []
        depth = 0
        for token in (*tokens, ("other", ",")):
            depth += (token[1] in _OPENING) - (token[1] in _CLOSING)
            if token[1] == "," and not depth:
                text = self._value(part)
                if text is None:
                    return None
                found.append(text)
                part = []
            else:
                part.append(token)
        return found

    def _formatted(self, text: str, rest: list[Token]) -> str | None:
        """PowerShell's `"{1}{0}" -f "b", "a"`."""
        if self.language != "powershell" or [one for _, one in rest[:2]] != ["-", "f"]:
            return None
        given = self._arguments(rest[2:])
        return None if given is None else re.sub(
            r"\{(\d)\}", lambda match: (given + [""] * 10)[int(match[1])], text
        )  # fmt: skip

    def _expression(self, place: int) -> list[Token]:
        """The tokens from `place` to the end of the argument or statement."""
        depth = 0
        for behind in range(place, min(place + _FURTHEST, len(self.tokens))):
            kind, text = self.tokens[behind]
            depth += (text in _OPENING) - (text in _CLOSING)
            if depth < 0 or kind == "end" or (text == "," and not depth):
                return self.tokens[place:behind]
        return self.tokens[place : place + _FURTHEST]

    def _at(self, place: int) -> str:
        return self.tokens[place][1] if place < len(self.tokens) else ""

    def _closed(self, place: int) -> int:
        return _closing(self.tokens, place)


def _closing(tokens: list[Token], place: int) -> int:
    """The place behind the bracket that closes the one at `place`."""
    depth = 0
    for behind in range(place, min(place + _FURTHEST, len(tokens))):
        text = tokens[behind][1]
        depth += (text in _OPENING) - (text in _CLOSING)
        if not depth:
            return behind + 1
    return min(place + _FURTHEST, len(tokens))
