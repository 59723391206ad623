"""The reliability plot: what was predicted against what was so, as SVG and for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from shellguard.model.calibration import Bin

_SIDE, _MARGIN = 320, 44
_BAR = 40


def in_terminal(bins: Sequence[Bin], *, plain: bool = False) -> list[str]:
    """A line for each range: predicted and observed share, and a bar for the observed one.

    The mark on a bar is where it would end if the model were right.
    """
    full, mark = ("#", "|") if plain else ("█", "┃")
    lines = ["predicted  dangerous  lines"]
    for one in bins:
        length = round(one.observed * _BAR)
        bar = list((full * length).ljust(_BAR + 1))
        bar[min(round(one.predicted * _BAR), _BAR)] = mark
        lines.append(f"{one.predicted:>9.2f}  {one.observed:>9.2f}  {one.count:>5}  {''.join(bar).rstrip()}")
    return lines


def as_svg(before: Sequence[Bin], after: Sequence[Bin], title: str) -> str:
    """Both as points against the diagonal, their area by how many lines they stand for."""
    whole = _SIDE + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        f'width="{whole}" height="{whole}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
        f'<text x="{whole / 2}" y="20" text-anchor="middle">{escape(title)}</text>',
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#888" stroke-dasharray="4"/>',
        f'<text x="{whole / 2}" y="{whole - 10}" text-anchor="middle">'
        "predicted share of dangerous lines</text>",
        f'<text x="14" y="{whole / 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {whole / 2})">observed share</text>',
    ]
    for share in (0.0, 0.5, 1.0):
        parts.append(f'<text x="{_x(share)}" y="{_y(0) + 16}" text-anchor="middle">{share:g}</text>')
        parts.append(f'<text x="{_x(0) - 6}" y="{_y(share) + 4}" text-anchor="end">{share:g}</text>')
    for bins, color, name, place in (
        (before, "#d55e00", "as it said", 0),
        (after, "#0072b2", "calibrated", 1),
    ):
        parts += _points(bins, color)
        y = _MARGIN + 18 + 16 * place
        parts.append(f'<circle cx="{_MARGIN + 12}" cy="{y - 4}" r="4" fill="{color}"/>')
        parts.append(f'<text x="{_MARGIN + 22}" y="{y}">{name}</text>')
    return "\n".join((*parts, "</svg>")) + "\n"


def _points(bins: Sequence[Bin], color: str) -> list[str]:
    most = max((one.count for one in bins), default=1)
    return [
        f'<circle cx="{_x(one.predicted):.1f}" cy="{_y(one.observed):.1f}" '
        f'r="{3 + 7 * (one.count / most) ** 0.5:.1f}" fill="{color}" fill-opacity="0.6">'
        f"<title>{one.count} lines: {one.predicted:.2f} predicted, {one.observed:.2f} observed</title>"
        "</circle>"
        for one in bins
    ]


def _x(share: float) -> float:
    return _MARGIN + _SIDE * share


def _y(share: float) -> float:
    return _MARGIN + _SIDE * (1 - share)
