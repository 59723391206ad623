from __future__ import annotations

import pytest

from shellguard.vllm.pulling import Pulling

DOCKER = """\
v0.33.0: Pulling from vllm/vllm-openai
7646c8da3324: Pulling fs layer
8f2c41e5c0f1: Pulling fs layer
7646c8da3324: Download complete
8f2c41e5c0f1: Already exists
7646c8da3324: Pull complete
Digest: sha256:0123
Status: Downloaded newer image
"""
PODMAN = """\
Trying to pull docker.io/vllm/vllm-openai:v0.33.0...
Getting image source signatures
Copying blob sha256:7646c8da3324a1b2
Copying blob sha256:8f2c41e5c0f1a1b2
Copying blob 8f2c41e5c0f1 done  |
Copying config sha256:0123
Writing manifest to image destination
"""


@pytest.mark.parametrize(
    ("text", "lines", "words"),
    [
        (DOCKER, 1, "fetching the image"),
        (DOCKER, 3, "0 of 2 layers"),
        (DOCKER, 4, "0 of 2 layers"),
        (DOCKER, 5, "[############............] 1 of 2 layers"),
        (DOCKER, 6, "2 of 2 layers"),
        (DOCKER, 8, "writing the image"),
        (PODMAN, 2, "fetching the image"),
        (PODMAN, 4, "0 of 2 layers"),
        (PODMAN, 5, "1 of 2 layers"),
        (PODMAN, 7, "writing the image"),
    ],
)
def test_layers_are_counted(text: str, lines: int, words: str) -> None:
    pulling = Pulling()
    for line in text.splitlines()[:lines]:
        pulling.read(line)
    assert pulling.words.endswith(words)


def test_what_is_no_layer_counts_for_nothing() -> None:
    pulling = Pulling()
    for line in ("", "error: no space", "not-a-layer: Pull complete", "\x1b[2K"):
        pulling.read(line)
    assert pulling.words == "fetching the image"
