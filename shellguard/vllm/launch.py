"""Starts vLLM inside a container: reads the secrets' file into the environment, then becomes `vllm serve`.

It is mounted into the container beside that file and run by the image's own Python, so it imports nothing of
ours. Secrets that come so stand neither in arguments nor in what `inspect` shows.
"""

import os
import sys

SECRETS = "/run/shellguard/secrets"


def main() -> None:
    try:
        with open(SECRETS, encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost start-up time here
            lines = file.read().splitlines()
    except OSError as error:
        sys.exit(f"shellguard: the secrets' file can't be read in the container: {error.strerror}")
    for line in lines:
        name, separator, value = line.partition("=")
        if separator and not name.startswith("#"):
            os.environ[name.strip()] = value
    os.execvp("vllm", ["vllm", "serve", *sys.argv[1:]])  # noqa: S606 - there is no shell in between


if __name__ == "__main__":
    main()
