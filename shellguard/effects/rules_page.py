"""Prints `docs/rules.md`: `python -m shellguard.effects.rules_page > docs/rules.md`."""

from shellguard.effects.rules import page

if __name__ == "__main__":
    print(page(), end="")
