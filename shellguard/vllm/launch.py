"""Starts vLLM inside a container: reads the secrets' file into the environment, then becomes `vllm serve`.

A server that has just died waits a little longer each time: podman starts it again at once, for ever.

It is mounted into the container beside that file and run by the image's own Python, so it imports nothing of
ours. Secrets that come so stand neither in arguments nor in what `inspect` shows.
"""

import os
import sys
import time

SECRETS = "/run/shellguard/secrets"
STARTS = "/tmp/shellguard-starts"  # noqa: S108 - inside the container, where it outlives a restart
_RECENT_SECONDS = 600
_LONGEST_WAIT = 60


def wait_after_deaths() -> None:
    """Waits the longer the more often the server was started in the last ten minutes, at most a minute."""
    now = time.time()
    try:
        with open(STARTS, "a+", encoding="ascii") as file:  # noqa: PTH123 - as below
            file.seek(0)
            recent = [line for line in file.read().split() if now - float(line) < _RECENT_SECONDS]
            file.write(f"{now}\n")
    except (OSError, ValueError):
        return
    time.sleep(min(_LONGEST_WAIT, 2 ** len(recent) - 1))


def main() -> None:
    """Becomes the server, with the secrets in its environment."""
    wait_after_deaths()
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
