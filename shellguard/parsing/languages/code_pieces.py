"""Names and strings that code puts together from pieces: `"r"."m"`, `os["exec".."ute"]`, `"mr".reverse`."""

from __future__ import annotations

import base64
import re

Token = tuple[str, str]

Sign = tuple[str, ...]
_PLUS: tuple[Sign, ...] = (("+",),)
_DOT: tuple[Sign, ...] = ((".",),)
JOINING: dict[str, tuple[Sign, ...]] = {
    "javascript": _PLUS,
    "mongo": _PLUS,
    "ruby": _PLUS,
    "powershell": _PLUS,
    "perl": _DOT,
    "php": _DOT,
    "lua": ((".", "."),),
    "applescript": (("&",),),
    "r": (("%", "+", "%"),),
    "other": (*_PLUS, ("*",), ("<", ">"), ("^",), ("~",), (".", "."), ("+", "+")),
}
"""The signs that join two texts in a language."""
_QUOTED_FORM = (("name", "quoted"), ("name", "form"), ("name", "of"))
_PHRASES = frozenset(("do shell", "do shell script", "do script", "write text"))
_IDENTIFIER = re.compile(r"[\"'][A-Za-z_]\w*[\"']\Z")
_PARTED = re.compile(r"::|\.|->")
_LONGEST = 2_000
_NUMBER = re.compile(r"\b(?:0x[0-9a-fA-F]{1,6}|0o?(?=[1-7])[0-7]{1,7}|[1-9]\d{0,6}|0)\b")
_ONE = r"\s{0,3}(?:0x[0-9a-fA-F]{1,6}|\d{1,7})\s{0,3}"
_MANY = rf"{_ONE}(?:,{_ONE}){{2,4000}},?\s{{0,3}}"
_NOTHING = r"(?:[\"']{2}|q\(\))"
_EACH = rf"\bchr\s?\(?{_ONE}\)?(?:\s{{0,3}}[.+]\s{{0,3}}chr\s?\(?{_ONE}\)?){{2,2000}}"
_CHANGING = frozenset(
    ("split", "replace", "replaceAll", "slice", "substring", "substr", "toLowerCase", "toUpperCase", "match")
)
_TURNED_ROUND, _TURNED_ROUND_TOKENS = ".split('').reverse().join('')", 14
_SPELLING = {
    language: re.compile("|".join(forms))
    for language, forms in {
        "ruby": (
            rf"\[{_MANY}\]\.pack\(?\s?[\"'][cCU]\*[\"']\)?",
            rf"\[{_MANY}\]\.map\(?[^)]{{0,12}}chr[^.]{{0,3}}\.join\b(?:\([\"']{{2}}\))?",
        ),
        "javascript": (
            rf"\bString\.from(?:CharCode|CodePoint)\({_MANY}\)",
            rf"\bBuffer\.from\(\[{_MANY}\]\)(?:\.toString\([^)]{{0,8}}\))?",
        ),
        "lua": (rf"\bstring\.char\({_MANY}\)",),
        "perl": (
            rf"\bpack\s?\(?\s?[\"'][cCUW]\*[\"']\s?,\s?\(?{_MANY}\){{0,2}}",
            rf"\bjoin\s?\(?\s?{_NOTHING}\s?,\s?map\s?\(?\{{?\s?chr(?:\s?\$_)?\s?\}}?,?\s?\(?{_MANY}\){{0,2}}",
            _EACH,
        ),
        "php": (
            rf"\b(?:implode|join)\((?:[\"']{{2}}\s?,\s?)?array_map\(\s?[\"']chr[\"']\s?,\s?"
            rf"(?:\[{_MANY}\]|array\({_MANY}\))\s?\)\s?\)",
            _EACH,
        ),
    }.items()
}


def with_numbers(language: str, code: str) -> str:
    """The code with a text that it spells in numbers, one a letter, written as the string that it is."""
    spelling = _SPELLING.get(language)
    if spelling is None or not any(sign in code for sign in ("chr", "pack", "har")):
        return code
    return spelling.sub(_as_string, code)


def _as_string(match: re.Match[str]) -> str:
    try:
        text = "".join(chr(int(number, 0)) for number in _NUMBER.findall(match.group()))
    except (ValueError, OverflowError):
        return match.group()
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def put_together(language: str, tokens: list[Token]) -> list[Token]:
    """The tokens with constant strings joined, and `name["part"](` written as `name.part(`."""
    joining = JOINING.get(language)
    if language == "applescript":
        tokens = _phrases(tokens)
    if not joining or not any(kind == "string" for kind, _ in tokens):
        return tokens
    return _named(_joined(tokens, joining, language))


def last_part(name: str) -> str:
    """The last part of a name: `rm` of `fs.rm`, `File::rm` and `$file->rm`."""
    return _PARTED.split(name)[-1] if "." in name or ":" in name or ">" in name else name


def _phrases(tokens: list[Token]) -> list[Token]:
    """`do shell script` as one name; `quoted form of "text"` is the text."""
    found: list[Token] = []
    for token in tokens:
        if token in _QUOTED_FORM:
            continue
        if found and found[-1][0] == "name" and f"{found[-1][1]} {token[1]}" in _PHRASES:
            found[-1] = ("name", f"{found[-1][1]} {token[1]}")
        else:
            found.append(token)
    return found


def _plain(token: Token) -> bool:
    return token[0] == "string" and token[1][:1] in ("'", '"')


def _joined(tokens: list[Token], joining: tuple[Sign, ...], language: str) -> list[Token]:
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        while token[0] == "string" and _plain(token) and len(token[1]) < _LONGEST:
            after = _behind_sign(tokens, place, joining)
            if after and _plain(tokens[after]):
                token = ("string", token[1][:-1] + tokens[after][1][1:-1] + token[1][0])
                place = after + 1
            elif language == "ruby" and place < len(tokens) and _plain(tokens[place]):
                token = ("string", token[1][:-1] + tokens[place][1][1:-1] + token[1][0])
                place += 1
            elif language == "lua" and (more := _method_of(found, token, tokens[place : place + 5])):
                found.pop()
                token, count = more
                place += count
            elif language == "ruby" and [text for _, text in tokens[place : place + 2]] == [".", "reverse"]:
                token = ("string", token[1][0] + token[1][1:-1][::-1] + token[1][0])
                place += 2
            elif language == "ruby" and (text := _unpacked(token, tokens[place : place + 5])) is not None:
                token = ("string", text)
                place += 5
            elif language == "javascript" and (more := _changed(token, tokens[place : place + 17])):
                token, count = more
                place += count
            else:
                break
        found.append(token)
    return found


def _behind_sign(tokens: list[Token], place: int, joining: tuple[Sign, ...]) -> int:
    """The place of what is joined by the sign at `place`; 0 for none."""
    for sign in joining:
        after = place + len(sign)
        if after < len(tokens) and tuple(text for _, text in tokens[place:after]) == sign:
            return after
    return 0


def _changed(token: Token, tokens: list[Token]) -> tuple[Token, int] | None:
    """What a string is after the method behind it, and how many tokens say so: turned round, or not known."""
    texts = [text for _, text in tokens]
    if texts[:1] != ["."] or len(texts) < 3 or texts[1] not in _CHANGING or texts[2] not in ("(", "."):
        return None
    written = "".join(texts[:17]).replace('"', "'")
    if written.startswith(_TURNED_ROUND):
        return ("string", token[1][0] + token[1][1:-1][::-1] + token[1][0]), _TURNED_ROUND_TOKENS
    return ("name", f"{texts[1]}_of"), 2


def _method_of(before: list[Token], token: Token, following: list[Token]) -> tuple[Token, int] | None:
    """Lua's `("text"):reverse()`: turned round, or not known."""
    texts = [text for _, text in following]
    if texts[:2] != [")", ":"] or len(texts) < 4 or not before or before[-1][1] != "(" or texts[3] != "(":
        return None
    if before[-2:-1] and before[-2][0] == "name":  # `f("text"):close()`: of what `f` gives
        return None
    if texts[2] == "reverse":
        return ("string", token[1][0] + token[1][1:-1][::-1] + token[1][0]), 5
    return ("name", f"{texts[2]}_of"), 3


def _unpacked(token: Token, following: list[Token]) -> str | None:
    """`"cm0=".unpack1("m")` as the string that it gives."""
    texts = [text for _, text in following]
    if len(texts) < 5 or texts[0] != "." or texts[1] not in ("unpack", "unpack1") or texts[4] != ")":
        return None
    try:
        return repr(base64.b64decode(token[1][1:-1]).decode()) if texts[3][1:2] == "m" else None
    except ValueError:
        return None


def _named(tokens: list[Token]) -> list[Token]:
    if ("other", "[") not in tokens:
        return tokens
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place][1] != "[":
            found.append(tokens[place])
            place += 1
            continue
        texts = [text for _, text in tokens[place : place + 4]]
        called = len(texts) == 4 and texts[0] == "[" and texts[2] == "]" and texts[3] in ("(", ".", "[")
        if called and tokens[place + 1][0] == "string" and _IDENTIFIER.match(texts[1]):
            name = texts[1][1:-1]
            before = found.pop()[1] + "." if found and found[-1][0] == "name" else ""
            found.append(("name", before + name))
            place += 3
            continue
        found.append(tokens[place])
        place += 1
    return found
