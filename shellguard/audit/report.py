"""The record as one self-contained page: no script, nothing fetched, readable on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from shellguard.audit.query import Entry
from shellguard.audit.statistics import Statistics
from shellguard.terminal_text import printable

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2024;--page:#fff;--dim:#60646c;--rule:#d9d9e0;
  --allow:#30a46c;--confirm:#e2a336;--deny:#e5484d}
@media(prefers-color-scheme:dark){:root{--ink:#edeef0;--page:#111113;--dim:#b0b4ba;--rule:#363a3f}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:60rem;
  margin:auto;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}small,.dim{color:var(--dim)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem}.figures div{
  border:1px solid var(--rule);border-radius:.5rem;padding:.75rem}
.figures b{display:block;font-size:1.5rem}svg{width:100%;height:9rem}
.span{display:flex;justify-content:space-between;font-size:.9rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .5rem .3rem 0;
  border-bottom:1px solid var(--rule);vertical-align:top;overflow-wrap:anywhere}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}.allow{color:var(--allow);
  fill:var(--allow)}.confirm{color:var(--confirm);fill:var(--confirm)}.deny{color:var(--deny);
  fill:var(--deny)}
@media(max-width:40rem){td,th{display:block;border:0;padding:0}tr{display:block;
  border-bottom:1px solid var(--rule);padding:.5rem 0}thead{display:none}
  td[title]::before{content:attr(title)" ";color:var(--dim)}}
@media print{:root{--ink:#000;--page:#fff;--dim:#444}body{max-width:none}
  tr,.figures div{break-inside:avoid}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_HEIGHT = 120
_ORDER = ("allow", "confirm", "deny")


def page(
    found: Statistics, days: dict[str, dict[str, int]], noteworthy: list[Entry], title: str
) -> Iterator[str]:
    """The page's lines.

    *days* counts decisions by day (`2026-11-21`); *noteworthy* are the entries that were asked about or
    denied.
    """
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{_text(title)}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{_text(title)}</h1>"
    yield f"<p class=dim>{_text(found.since[:16])} to {_text(found.until[:16])} UTC</p>"
    yield from _figures(found)
    yield "<h2>Day by day</h2>"
    yield from _chart(days)
    yield from _rules(found)
    yield from _entries(noteworthy)
    yield "</body></html>"


def _figures(found: Statistics) -> Iterator[str]:
    waited = sum(found.waited_ms) / 1000
    yield "<div class=figures>"
    for figure, said in (
        (str(found.lines), "lines"),
        (str(found.decisions["confirm"]), "questions"),
        (f"{found.questions_in_1000:.1f}", "questions in 1000 lines"),
        (str(found.decisions["deny"]), "denied"),
        (f"{waited:.0f} s", "spent on questions"),
        (str(found.failed), "ended with an error"),
    ):
        yield f"<div><b>{_text(figure)}</b>{said}</div>"
    yield "</div>"


def _chart(days: dict[str, dict[str, int]]) -> Iterator[str]:
    """Stacked bars, one a day."""
    if not days:
        yield "<p class=dim>Nothing was recorded.</p>"
        return
    most = max(sum(counted.values()) for counted in days.values())
    step = 720 / len(days)
    shape = f'viewBox="0 0 720 {_HEIGHT}" preserveAspectRatio="none"'
    yield f'<svg {shape} role="img" aria-label="decisions a day">'
    for index, (day, counted) in enumerate(sorted(days.items())):
        top = float(_HEIGHT)
        said = f"{day}: " + ", ".join(f"{counted.get(name, 0)} {name}" for name in _ORDER)
        yield f"<g><title>{_text(said)}</title>"
        for name in _ORDER:
            height = _HEIGHT * counted.get(name, 0) / most
            top -= height
            place = f'x="{index * step:.2f}" y="{top:.2f}" width="{step * 0.8:.2f}" height="{height:.2f}"'
            yield f'<rect class="{name}" {place}/>'
        yield "</g>"
    yield "</svg>"
    ends = dict.fromkeys((min(days), max(days)))
    yield "<div class=span>" + "".join(f"<span>{_text(day)}</span>" for day in ends) + "</div>"
    named = zip(_ORDER, ("ran", "asked", "denied"), strict=True)
    yield "<p>" + " ".join(f"<span class={name}>■</span> {said}" for name, said in named) + "</p>"


def _rules(found: Statistics) -> Iterator[str]:
    if not found.rules:
        return
    yield "<h2>What was asked about</h2>"
    yield "<table><thead><tr><th>rule<th>asked<th>approved<th></tr></thead><tbody>"
    for name, use in sorted(found.rules.items(), key=lambda item: -item[1].asked):
        note = "always approved" if use.always_approved else ""
        yield f"<tr><td><code>{_text(name)}</code><td title=asked>{use.asked}"
        yield f"<td title=approved>{use.approved}<td>{note}</tr>"
    yield "</tbody></table>"


def _entries(noteworthy: list[Entry]) -> Iterator[str]:
    if not noteworthy:
        return
    yield "<h2>Asked and denied</h2><table><thead><tr><th>when<th>what<th>score<th>line</tr></thead><tbody>"
    for entry in noteworthy:
        record = entry.record
        decision = "deny" if record.get("decision") == "deny" else "confirm"
        said = "denied" if decision == "deny" else f"asked: {entry.answered or 'no answer'}"
        why = "; ".join(str(finding.get("message")) for finding in record.get("findings", ()))
        yield f"<tr><td class=dim>{_text(str(record.get('at'))[:16])}<td class={decision}>{_text(said)}"
        yield f"<td title=score>{_text(str(record.get('score')))}"
        yield f"<td><code>{_text(str(record.get('line')))}</code><br><small>{_text(why)}</small></tr>"
    yield "</tbody></table>"


def _text(text: str) -> str:
    return escape(printable(text))
