"""Prints `docs/log-schema.md`: `python -m shellguard.audit.schema_page > docs/log-schema.md`."""

from shellguard.audit.schema import page

if __name__ == "__main__":
    print(page(), end="")
