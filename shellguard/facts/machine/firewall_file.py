"""Whether rules of a firewall that come from a file let in the port by which the person came in."""

from __future__ import annotations

import re
from itertools import pairwise

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.machine.seat import ssh_port
from shellguard.parsing.script import Script, SimpleCommand

RULES = frozenset(("network.rules-from-file", "network.firewall-flush"))
_LONGEST = 256 << 10
_NAMES = {"22": "22|ssh"}
_STATES = r"(?:-m (?:state --state|conntrack --ctstate) \S*NEW\S* )?"
_NEW = r"(?:ct state (?:\{[^}]*\bnew\b[^}]*\}|[\w,]*\bnew\b[\w,]*) )?"
_NOTED = r'(?:-m comment --comment (?:"[^"]*"|\S+) )?'


def lets_in(deed: Deed) -> TargetFacts | None:
    """That the connection stays, whatever else the rules change; None where that is not told by the file."""
    port = ssh_port(deed.shell)
    name = _file(deed.command, deed.script)
    path = place_of(name, False, deed.folder).path if name else ""
    text = text_of(path, _LONGEST) if path else ""
    if not port or not text or re.search(r"(?m)^\s*include\b|\bdefine\b|\$\w", text):
        return None
    open_to = _by_nft if deed.command.program == "nft" else _by_iptables
    if not open_to(re.sub(r"(?m)#.*$", "", text), _NAMES.get(port, port)):
        return None
    reason = f"its rules let in port {port}, by which you came in"
    return TargetFacts(path, recovery=Recovery.NOTHING_LOST, reason=reason)


def _file(command: SimpleCommand, script: Script) -> str:
    """The file that rules are read from, by the command or by what runs it; "" for none."""
    if command.program == "nft":
        named = [after.value for word, after in pairwise(command.words) if word.text in ("-f", "--file")]
        return (named[0] or "") if len(named) == 1 else ""
    around = [
        one for one in script.commands if any(inner is command for inner, _ in Script(commands=(one,)).walk())
    ]
    read = [one.target for outer in around for one in outer.redirections if one.operator == "<"]
    read += [one.target for one in command.redirections if one.operator == "<" and command not in around]
    operands = [word.value for word in command.words[1:] if not word.text.startswith("-")]
    if command.program != "iptables-restore" or len(read) + len(operands) != 1:
        return ""
    return (read[0].value if read and read[0] is not None else operands[0] if operands else "") or ""


def _by_nft(text: str, port: str) -> bool:
    """Whether all that comes in, or what comes to a port from wherever, is accepted."""
    chains = re.findall(r"\{([^{}]*\bhook\s+\w+\b(?:[^{}]|\{[^{}]*\})*)\}", text)
    coming = [one for one in chains if re.search(r"\bhook\s+input\b", one)]
    if not coming or re.search(r"(?m)^\s*(?:add|insert|replace)\s", text):
        # What only takes rules away leaves the last word of a chain as it was.
        shuts = r"\b(?:drop|reject|queue)\b|\bflush\s+(?:table|chain)\b|\bdelete\s+(?:rule|element)\b"
        return not re.search(shuts, text) and "table" in text
    others = [one for one in chains if not re.search(r"\bhook\s+(?:input|forward)\b", one)]
    return all(_is_open(one, port) for one in coming) and not any(map(_shuts_others, others))


def _shuts_others(chain: str) -> bool:
    """Whether what comes before the rules for what comes in, or what is answered, may be shut."""
    answers = re.search(r"\bhook\s+output\b", chain)
    if answers and re.search(r"\bct state\b[^;\n]*\bestablished\b[^;\n]*\baccept\b", chain):
        return False
    return re.search(r"\b(?:drop|reject|jump|goto|queue)\b", chain) is not None


def _is_open(chain: str, port: str) -> bool:
    """Whether the first statement that speaks of a port, or of all, lets it in; else what is so of others."""
    accepts = re.compile(
        rf"(?:meta l4proto \{{?[\w, ]*\btcp\b[\w, ]*\}}? )?{_NEW}"
        rf"(?:tcp|th) dport (?:\{{(?:[^}}]*[\s,])?(?:{port})(?:[\s,][^}}]*)?\}}|(?:{port})) "
        rf"{_NEW}"
        r"(?:counter (?:packets \d+ bytes \d+ )?)?(?:log (?:prefix \"[^\"]*\" )?)?accept(?: comment .*)?"
    )
    for statement in re.split(r"[;\n]", chain):
        plain = " ".join(statement.split())
        if accepts.fullmatch(plain):
            return True
        shuts = re.search(r"\b(?:drop|reject|jump|goto|queue)\b", statement)
        if re.match(r"ct state (?:invalid|vmap \{(?![^}]*\bnew\b)[^}]*\})(?:\s|$)", plain):
            continue
        if shuts and not re.match(r"\s*policy\b", statement):
            return False
    return re.search(r"\bpolicy\s+drop\b", chain) is None


def _by_iptables(text: str, port: str) -> bool:
    answered = re.search(r"(?m)^\s*-A OUTPUT .*\bESTABLISHED\b.*-j ACCEPT\b", text)
    going = r"(?m)^(?::OUTPUT (?:DROP|REJECT)\b|\s*-[AI] OUTPUT .*-[jg] (?!ACCEPT|LOG|RETURN))"
    before = r"(?m)^(?::PREROUTING DROP\b|\s*-[AI] PREROUTING .*-[jg] (?:DROP|REJECT)\b)"
    if (not answered and re.search(going, text)) or re.search(before, text):
        return False
    rules = re.findall(r"(?m)^\s*-[AI] INPUT\s.*$", text)
    shuts = [n for n, one in enumerate(rules) if re.search(r"-[jg] (?!ACCEPT|LOG|RETURN)\S", one)]
    if not shuts and not re.search(r"(?m)^:INPUT (?:DROP|REJECT)\b", text):
        return True
    accepts = (
        rf"-[AI] INPUT (?:\d+ )?(?:-p tcp |--protocol tcp )(?:-m tcp )?{_STATES}(?:-m multiport )?{_NOTED}"
        rf"--dports? (?:\d+,)*(?:{port})(?:,\d+)* {_STATES}{_NOTED}-j ACCEPT"
    )
    opened = [n for n, one in enumerate(rules) if re.fullmatch(accepts, " ".join(one.split()))]
    return bool(opened) and not any(n < opened[0] for n in shuts)
