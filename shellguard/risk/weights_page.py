"""Prints `docs/weighing.md`: `python -m shellguard.risk.weights_page > docs/weighing.md`."""

from __future__ import annotations

from shellguard.risk import weights

_HEAD = """# Weighing

Made from `shellguard/risk/weights.py` by `python -m shellguard.risk.weights_page`; do not edit.
Each rule starts an effect at its base ([rules](rules.md)). What is found out about the targets then moves it,
row by row, in this order. The line's score is that of its gravest effect.

"""
_BANDS = """
## Bands

| score | level | what happens by default |
|---|---|---|
| 0-30 | safe | runs |
| 31-50 | low | runs |
| 51-70 | medium | is asked about |
| 71-90 | high | is asked about, from 81 on for a phrase |
| 91-100 | critical | is asked about for a phrase, from 95 on refused |

## Values

| name | value |
|---|---|
"""


def page() -> str:
    """`docs/weighing.md`: the table of `weights` with its values."""
    text = (weights.__doc__ or "").split("\n\n", 1)[1].rstrip()
    rows = [
        f"| {name} | {_shown(value)} |\n" for name, value in vars(weights).items() if _is_weight(name, value)
    ]
    return f"{_HEAD}{text}\n{_BANDS}{''.join(rows)}"


def _is_weight(name: str, value: object) -> bool:
    return name.isupper() and isinstance(value, int | float | tuple | dict)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key.value}: {most}" for key, most in value.items())
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return ", ".join(f"from {least} on: +{more}" for least, more in value)
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value)
    return str(value)


if __name__ == "__main__":
    print(page(), end="")
