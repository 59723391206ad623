"""SQL, redis and mongo commands by their statements: what is dropped, emptied, changed or executed."""

from __future__ import annotations

import re

from shellguard.parsing.languages.code_actions import functions
from shellguard.parsing.languages.findings import Findings
from shellguard.parsing.script import Call, Word
from shellguard.parsing.words.fields import literal_word

MAX_CODE = 65_536
_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*(?!!).*?\*/|/\*!\d*|\*/|\#[^\n]*)
    |(?P<string>'(?:[^'\\]|''|\\.)*'|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
    |(?P<name>"[^"]*"|`[^`]*`|\[[A-Za-z_][^\]]*\]|[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*|[*])
    |(?P<end>;)
    |(?P<other>\S)""",
    re.VERBOSE | re.DOTALL,
)
_META = re.compile(r"^\s*(?:\\!|\.shell|\.system|\\system|system)\s+(.+)$", re.MULTILINE)
_META_PIPED = re.compile(
    r"^\s*(?:\.(?:once|output|import|excel)|\\(?:o|out|g|gx|w|write))\b[^\n|\"']*[\"']?\|\s*([^\n\"']+)",
    re.MULTILINE,
)
_META_RUN = re.compile(r"^\s*(?:\\ir?|\\include(?:_relative)?|\\\.|\.read|source)\s+([^\s|;]+)", re.MULTILINE)
_META_READ = re.compile(r"^\s*(?:\.import|\\copy)\s+(\S+)", re.MULTILINE)
_META_WRITE = re.compile(
    r"^\s*(?:\\(?:o|out|copy\b[^\n]*?\bto|w|write)|\.(?:output|once|backup|save|log)(?:\s+-\S+)*(?:\s+(?:main|temp)(?=\s))?)"
    r"\s+[\"']?(?!(?:stdout|stderr|off|program|pstdout)\b)([^\s|\"']+)",
    re.MULTILINE | re.IGNORECASE,
)
# A line that is the client's own, or an end without a `;`: no part of the statement that stands behind it.
_APART = re.compile(
    r"(?im)^[ \t]*(?:\\(?!g(?:exec|x|set)?\b)[a-z?!][^\n]*|\.[a-z]\w*(?=\s|$)[^\n]*|(?:go|/)[ \t]*(?=$)"
    r"|delimiter[ \t][^\n]*|use[ \t]+[^\s;]+[ \t]*$)"
    r"|\\(?:g|gx|gset|gexec|watch|crosstabview)\b[^\n]*"
)
_RUNS_ANSWER = re.compile(r"\\gexec\b")
_TAKING = re.compile(r"(?i)\b(?:drop|truncate|delete\s+from|update|alter)\s")
_GIVEN = re.compile(
    r"""\b(?:exec|execute|executemany|executescript|execute_sql|executeUpdate|query|raw|run|do|prepare|sql|text|\$executeRawUnsafe)
    \s*\(?\s*[fru]{0,2}(?P<mark>\"\"\"|["'`])\s*(?P<text>(?i:drop|truncate|delete\s+from|update|alter)\s
    (?:(?!(?P=mark)).){1,2000})(?P=mark)""",
    re.VERBOSE | re.DOTALL,
)
_OBJECTS = frozenset(
    (
        *("TABLE", "DATABASE", "SCHEMA", "INDEX", "VIEW", "USER", "ROLE", "COLUMN", "FUNCTION", "TRIGGER"),
        *("SEQUENCE", "KEYSPACE", "COLLECTION", "TABLESPACE", "TYPE", "EXTENSION", "PROCEDURE", "PARTITION"),
    )
)
_NOISE = frozenset(("IF", "EXISTS", "ONLY", "CASCADE", "FROM", "INTO", "MATERIALIZED", "TEMPORARY", "NOT"))
_EXECUTING = frozenset(("XP_CMDSHELL", "SYS_EXEC", "SYS_EVAL", "LOAD_EXTENSION", "PG_READ_FILE", "LO_EXPORT"))


def sql_in(code: str) -> list[str]:
    """Statements that code of another language gives to a database, where they take something away."""
    if not _TAKING.search(code) or ":memory:" in code:
        return []
    return [match["text"] for match in _GIVEN.finditer(code)]


def sql_findings(code: str) -> Findings:
    """What the statements do; a DELETE or UPDATE without a condition counts as recursive."""
    findings = Findings(understood=len(code) <= MAX_CODE)
    code = code[:MAX_CODE]
    for match in (*_META.finditer(code), *_META_PIPED.finditer(code)):
        findings.shell.append(literal_word(match.group(1).strip()))
        findings.calls.append(Call("execute", (literal_word(match.group(1).strip()),), False, "\\!"))
    findings.files.extend(literal_word(match[1].strip("\"'")) for match in _META_RUN.finditer(code))
    for action, shape in (("read", _META_READ), ("overwrite", _META_WRITE)):
        for match in shape.finditer(code):
            findings.calls.append(Call(action, (literal_word(match[1]),), False, match[0].split()[0]))
    if _RUNS_ANSWER.search(code):
        findings.calls.append(Call("execute", (), False, "\\gexec"))
        findings.understood = False
    statement: list[str] = []
    for match in _TOKEN.finditer(_APART.sub(";", code)):
        if match.lastgroup == "end":
            _statement(statement, findings)
            statement = []
        elif match.group("comment") is None:
            statement.append(match.group())
    _statement(statement, findings)
    return findings


def _statement(tokens: list[str], findings: Findings) -> None:
    """One statement; a leading WITH or EXPLAIN is looked through."""
    upper = [token.upper() for token in tokens]
    if not upper:
        return
    _programs(tokens, upper, findings)
    for index, word in enumerate(upper):
        if word in ("DROP", "TRUNCATE", "DELETE", "UPDATE", "ALTER", "GRANT", "REVOKE") and (
            index == 0 or upper[0] in ("WITH", "EXPLAIN", "BEGIN", "ALTER", "START")
        ):
            _change(word, tokens[index + 1 :], upper[index + 1 :], findings)
            if word != "ALTER":
                return
    if upper[0] in ("INSERT", "REPLACE", "CREATE", "MERGE"):
        findings.calls.append(Call("write", _named(tokens[1:], upper[1:]), False, upper[0]))


def _change(word: str, tokens: list[str], upper: list[str], findings: Findings) -> None:
    names = _named(tokens, upper)
    if word == "DROP":
        kind = next((item for item in upper if item in _OBJECTS), "")
        findings.calls.append(Call("drop", names, kind in ("DATABASE", "SCHEMA"), f"DROP {kind}".strip()))
    elif word == "TRUNCATE":
        findings.calls.append(Call("delete", names, True, "TRUNCATE"))
    elif word in ("DELETE", "UPDATE"):
        action = "delete" if word == "DELETE" else "alter"
        findings.calls.append(Call(action, names, not _limited(upper), word))
    elif word == "ALTER" and "DROP" not in upper:
        findings.calls.append(Call("alter", names, False, "ALTER"))
    elif word in ("GRANT", "REVOKE"):
        findings.calls.append(Call("chmod", names, False, word))


def _limited(upper: list[str]) -> bool:
    """Whether a WHERE limits the statement to some rows."""
    if "WHERE" not in upper:
        return False
    condition = upper[upper.index("WHERE") + 1 :]
    return condition not in (["1"], ["TRUE"], ["1", "=", "1"], ["'1'", "=", "'1'"], ["0", "=", "0"])


def _named(tokens: list[str], upper: list[str]) -> tuple[Word, ...]:
    """The first name that is no keyword of the statement."""
    for token, word in zip(tokens, upper, strict=True):
        if word not in _OBJECTS and word not in _NOISE and (token[0].isalpha() or token[0] in '"`[_'):
            return (literal_word(token.strip('"`[]')),)
    return ()


def _programs(tokens: list[str], upper: list[str], findings: Findings) -> None:
    """Statements that reach out of the database: COPY … PROGRAM, xp_cmdshell, INTO OUTFILE."""
    for index, word in enumerate(upper):
        following = tokens[index + 1].strip("'") if index + 1 < len(tokens) else ""
        if word == "PROGRAM" and upper[0] == "COPY":
            findings.shell.append(literal_word(following))
            findings.calls.append(Call("execute", (literal_word(following),), False, "COPY PROGRAM"))
        elif word.rsplit(".", 1)[-1] in _EXECUTING:
            findings.calls.append(Call("execute", (), False, word.lower()))
            findings.understood = False
        elif word in ("OUTFILE", "DUMPFILE"):
            findings.calls.append(Call("overwrite", (literal_word(following),), False, word))
        elif word == "LOAD_FILE" or (word == "INFILE" and upper[0] == "LOAD"):
            findings.calls.append(Call("read", (), False, word))


def redis_findings(code: str) -> Findings:
    """What redis commands do, one a line."""
    findings = Findings(understood=len(code) <= MAX_CODE)
    table = functions("redis")
    for line in code[:MAX_CODE].splitlines():
        words = line.split()
        if not words:
            continue
        name = words[0].upper()
        both = f"{name} {words[1].upper()}" if len(words) > 1 else name
        found = next(((entry, table[entry]) for entry in (both, name) if entry in table), None)
        if found:
            entry, (action, _) = found
            rest = words[len(entry.split()) :]
            arguments = tuple(literal_word(word) for word in rest[:16])
            findings.calls.append(Call(action, arguments, action == "drop", entry))
    return findings
