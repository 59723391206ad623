"""Only a whole answer counts; what stands around it does not matter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shellguard.model.answer import read_translation
from tests.model.model_server import answer_text

WHOLE = json.loads(answer_text("ls -l"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("ls -l", id="a bare command"),
        pytest.param("{", id="a bracket"),
        pytest.param(answer_text("ls -l")[:-20], id="cut off"),
        *(
            pytest.param(json.dumps({k: v for k, v in WHOLE.items() if k != name}), id=f"without {name}")
            for name in ("command", "args", "flags", "risk_level", "reasoning")
        ),
        pytest.param(answer_text(""), id="an empty command"),
        pytest.param(answer_text("ls\x1b[2J"), id="an escape sequence in the command"),
        pytest.param(answer_text("ls \u202e"), id="a bidirectional control in the command"),
        pytest.param(answer_text("x" * 5000), id="too long"),
        pytest.param(answer_text("ls", risk_level=101), id="a risk above 100"),
        pytest.param(answer_text("ls", risk_level=True), id="a risk that is no number"),
        pytest.param(answer_text("ls", args="-l"), id="args that are no list"),
        pytest.param("{" * 100_000, id="many brackets"),
        pytest.param('{"a":' * 50_000, id="deep nesting"),
    ],
)
def test_what_is_no_answer_is_none(text: str) -> None:
    assert read_translation(text) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(answer_text("ls -l"), id="bare"),
        pytest.param(f"```json\n{answer_text('ls -l')}\n```", id="fenced"),
        pytest.param(f"Here you are: {answer_text('ls -l')} Enjoy!", id="in prose"),
        pytest.param(f"<TOOL_OUTPUT>{answer_text('ls -l')}</TOOL_OUTPUT>", id="in tool output"),
        pytest.param(answer_text("ls -l") * 2, id="said twice"),
        pytest.param('{"thought": {"a": 1}} ' + answer_text("ls -l"), id="after another object"),
        pytest.param(answer_text("ls", flags=["-l"]), id="the flags apart"),
    ],
)
def test_an_answer_is_found(text: str) -> None:
    found = read_translation(text)
    assert found is not None
    assert found.command == "ls -l"


def test_words_that_stand_apart_are_quoted_only_where_bash_would_split_them() -> None:
    found = read_translation(answer_text("rm", flags=["-r"], args=["my photos", "*.log", "~/x"]))
    assert found is not None
    assert found.command == "rm -r 'my photos' *.log ~/x"


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_translation(text)
    assert found is None or found.command
